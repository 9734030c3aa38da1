"""Texts are fingerprinted, signs of copying and of show are looked for, told to the unit first, and answered."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thidua.activity.trail import notify, record
from thidua.core.dates import add_working_days, day_of
from thidua.core.errors import refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.guard.comparing import likeness
from thidua.movements.guard.shingles import Print, print_of
from thidua.movements.models import Fingerprint, Movement, PrintedText, Signal, SignalSight
from thidua.movements.queries.likeness import (
    Printable,
    granted_to,
    near_texts,
    right_of,
    texts_printed,
    texts_to_print,
)
from thidua.movements.queries.signals import speaks_for
from thidua.movements.queries.traces import signs_in
from thidua.movements.rules.signals import REPLY_DAYS, Sign, blockers_to_reply, copied
from thidua.org.models import Position, Unit, User
from thidua.org.queries.people import users_holding
from thidua.org.queries.tree import parent_of
from thidua.org.speaking import MANAGING

ANSWERING = (*MANAGING, Position.LEADER)  # whoever may read and answer a signal of their unit
WATCHERS = (Position.HEAD, Position.OFFICER)
CHUNK = 500
_LOCK = 5_502  # of the whole database: one comparison of texts at a time


@transaction.atomic
def print_texts(*, at: dt.datetime, movement: Movement | None = None, limit: int = CHUNK) -> int:
    """Fingerprint plans and measures that have gone out since, and signal those that are alike; returns how many.

    Both units of a pair are told. A text that was written anew replaces its earlier fingerprints; what was said of
    the earlier text stays. Two who print at once take turns.
    """
    _alone()
    found = texts_to_print(limit, movement)
    granted = granted_to(text.right for text in found)
    prints = [print_of(text.text, granted[text.right]) for text in found]
    rows = PrintedText.objects.bulk_create(
        [_row(text, made.own, at=at) for text, made in zip(found, prints, strict=True)],
        update_conflicts=True,
        unique_fields=["about_kind", "about_id"],
        update_fields=["digest", "own", "day", "printed_at"],
    )
    _keep_prints(rows, prints)
    _compare(rows, at=at)
    return len(rows)


def _alone() -> None:
    """Two runs at once wait for each other, so each sees what the other has printed and told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _keep_prints(rows: Sequence[PrintedText], prints: Sequence[Print]) -> None:
    """The fingerprints of these texts in place of their earlier ones, in one statement."""
    Fingerprint.objects.filter(text__in=rows).delete()
    kept = [(row.pk, shingle) for row, made in zip(rows, prints, strict=True) for shingle in made.kept]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO movements_fingerprint (text_id, hash) SELECT * FROM unnest(%s::bigint[], %s::bigint[])",
            [[text for text, _ in kept], [shingle for _, shingle in kept]],
        )


def _row(text: Printable, own: int, *, at: dt.datetime) -> PrintedText:
    return PrintedText(
        about_kind=text.about_kind,
        about_id=text.about_id,
        movement_id=text.movement,
        unit_id=text.unit,
        day=text.day,
        digest=text.digest,
        own=own,
        printed_at=at,
    )


def _compare(texts: Sequence[PrintedText], *, at: dt.datetime) -> None:
    """Lay the new texts beside those that share their words, and tell both units where a person should look."""
    pairs = near_texts(text.pk for text in texts)
    keys = {key for pair in pairs for key in pair}
    rows = PrintedText.objects.select_related("movement__plan", "unit").in_bulk(keys)
    written = texts_printed(list(rows.values()))
    granted = granted_to(right_of(row) for row in rows.values())
    for one, other in pairs:
        both = granted[right_of(rows[one])] | granted[right_of(rows[other])]
        there = likeness(written[one], written[other], both)
        back = likeness(written[other], written[one], both)
        if there.is_seen or back.is_seen:
            _tell_of_likeness(rows[one], rows[other], copied(rows[other].day, there), at=at)
            _tell_of_likeness(rows[other], rows[one], copied(rows[one].day, back), at=at)


def _tell_of_likeness(mine: PrintedText, other: PrintedText, sentence: str, *, at: dt.datetime) -> None:
    """One signal for a pair, however often it is looked at; what was told stays as it was told."""
    sign = Sign("copied", sentence, key=str(other.pk))
    told = Signal.objects.filter(movement=mine.movement, unit=mine.unit, kind=sign.kind, key=sign.key)
    if not told.exists():
        _give(mine.movement, mine.unit, sign, text=mine, other=other, at=at)


def ask_to_look_over(movement: Movement) -> bool:
    """Have the worker look over a movement soon; says whether that was still to be asked for."""
    job = app.configure_task(  # by name: jobs stand above actions
        "movements.look_over", queueing_lock=f"movements.look_over.{movement.pk}"
    )
    try:
        with transaction.atomic():  # of the row that is there already only this much is undone
            job.defer(movement=movement.pk)
    except AlreadyEnqueued:
        return False
    return True


@transaction.atomic
def look_over(movement: Movement, *, at: dt.datetime) -> int:
    """Look for signs in what the units of a movement wrote and left behind; returns how many of the latter are new.

    What no longer holds is lifted; what holds again is shown again: unanswered, it is told to the unit anew, answered,
    it keeps its words.
    """
    _alone()  # before the movement: who prints waits for movements, so nobody may hold one and wait for who prints
    movement = locked(movement)
    print_texts(at=at, movement=movement)
    signs = signs_in(movement, today=day_of(at))
    told = {
        (row.unit_id, row.kind, row.key): row
        for row in movement.signals.exclude(kind=Signal.Kind.COPIED).select_for_update()
    }
    seen = {(unit, sign.kind, sign.key): sign for unit, found in signs.items() for sign in found}
    for place, row in told.items():
        _keep_up(row, seen.get(place), at=at)
    fresh = {place: sign for place, sign in seen.items() if place not in told}
    units = Unit.objects.in_bulk({unit for unit, _, _ in fresh})
    for (unit, _, _), sign in fresh.items():
        _give(movement, units[unit], sign, at=at)
    return len(fresh)


def _keep_up(row: Signal, sign: Sign | None, *, at: dt.datetime) -> None:
    """An earlier signal as it stands today; one that came back unanswered is the unit's alone for its days anew."""
    lifted = None if sign else row.lifted_at or at
    words = (sign.sentence, list(sign.lines)) if sign and not row.reply else (row.sentence, row.lines)
    if (lifted, *words) == (row.lifted_at, row.sentence, row.lines):
        return
    is_back = sign is not None and row.lifted_at is not None and not row.reply
    row.lifted_at, (row.sentence, row.lines) = lifted, words
    if is_back:
        row.found_at, row.reply_by = at, _days_to_reply(at)
    row.save(update_fields=["lifted_at", "sentence", "lines", "found_at", "reply_by"])
    if is_back:
        _tell_unit(row, at=at)


def _give(
    movement: Movement,
    unit: Unit,
    sign: Sign,
    *,
    at: dt.datetime,
    text: PrintedText | None = None,
    other: PrintedText | None = None,
) -> Signal:
    """Keep a new signal and tell the unit."""
    row = Signal.objects.create(
        movement=movement,
        unit=unit,
        kind=sign.kind,
        key=sign.key,
        sentence=sign.sentence,
        lines=list(sign.lines),
        text=text,
        other=other,
        found_at=at,
        reply_by=_days_to_reply(at),
    )
    _tell_unit(row, at=at)
    return row


def _days_to_reply(at: dt.datetime) -> dt.date:
    """The last day on which only the unit sees what is found now."""
    return add_working_days(day_of(at), REPLY_DAYS)


def _tell_unit(row: Signal, *, at: dt.datetime) -> None:
    """Tell only those who speak for the unit.

    The trail says neither whose signal it is nor of what kind: others may read it before the unit has answered.
    """
    event = record("signal.found", "Có một tín hiệu mới gửi riêng cho đơn vị xem.", by=None, at=at)
    told = users_holding(Unit.objects.filter(pk=row.unit_id), ANSWERING, on=day_of(at))
    notify(
        event, told, f"Tín hiệu để đơn vị xem trước: {row.get_kind_display()}.", href=row.get_absolute_url()
    )


@transaction.atomic
def reply_to_signal(signal: Signal, reply: str, *, by: User, at: dt.datetime) -> Signal:
    """Say what the unit says to a signal; from then on who watches over the unit sees both, and is told so.

    Refuses who does not speak for the unit, a second reply, and an empty one.
    """
    signal = (
        Signal.objects.select_for_update(of=("self",)).select_related("movement", "unit").get(pk=signal.pk)
    )
    speaks = speaks_for(by, signal.unit, on=day_of(at))
    refuse_if(blockers_to_reply(speaks=speaks, replied=signal.replied_at is not None, reply=reply))
    signal.reply, signal.replied_at, signal.replied_by = reply.strip(), at, by
    signal.save(update_fields=["reply", "replied_at", "replied_by"])
    said = f"{signal.unit} trả lời một tín hiệu: {signal.get_kind_display()}."
    event = record("signal.replied", said, by=by, about=signal, unit=signal.unit, at=at)
    above = parent_of(signal.unit, on=day_of(at))
    if above is not None:
        told = users_holding(Unit.objects.filter(pk=above.pk), WATCHERS, on=day_of(at))
        notify(event, told, said, href=signal.get_absolute_url())
    return signal


def see_signal(signal: Signal, *, by: User, at: dt.datetime) -> SignalSight:
    """Keep who opened a signal first when; opened again, the first time stands."""
    sight, _ = SignalSight.objects.get_or_create(signal=signal, user=by, defaults={"seen_at": at})
    return sight
