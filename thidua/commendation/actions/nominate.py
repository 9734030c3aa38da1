"""Put forward, vouch, judge, submit."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.commendation import rules
from thidua.commendation.eligibility import Facts, judge
from thidua.commendation.eligibility.facts import kind_of
from thidua.commendation.lawbook import load
from thidua.commendation.models import Attestation, Call, Determination, Nomination
from thidua.commendation.queries.facts import facts_of
from thidua.core.dates import day_of
from thidua.core.errors import Blocker, refuse_if
from thidua.documents.queries.papers import evidence_of
from thidua.movements.models import Movement
from thidua.movements.rules.register import blockers_to_take_part
from thidua.org.models import Group, Person, Post, Unit, User
from thidua.org.queries.tree import name_on


@transaction.atomic
def open_call(
    owner: Unit,
    label: str,
    awards: list[str],
    *,
    opens: dt.date,
    closes: dt.date,
    basis: str,
    by: User,
    at: dt.datetime,
    movement: Movement | None = None,
    procedure: str = Call.Procedure.ORDINARY,
) -> Call:
    """Open a time of proposing. Refuses one without awards, dates in order, or a basis."""
    refuse_if(rules.blockers_to_open_call(awards, opens=opens, closes=closes, basis=basis))
    call = Call.objects.create(
        owner=owner,
        movement=movement,
        label=label,
        awards=awards,
        procedure=procedure,
        basis=basis,
        opens_on=opens,
        closes_on=closes,
    )
    record(
        "call.opened",
        f"Mở đợt đề nghị khen thưởng {label}.",
        by=by,
        about=call,
        unit=owner,
        at=at,
        basis=basis,
    )
    return call


@transaction.atomic
def nominate(
    call: Call,
    award: str,
    subject: Person | Unit,
    achievement: str,
    *,
    proposer: Unit,
    by: User,
    at: dt.datetime,
) -> Nomination:
    """Put a person or a collective forward. A second entry for the same subject is refused and the first shown."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)  # two who nominate at once take turns
    day = day_of(at)
    person = subject if isinstance(subject, Person) else None
    unit = subject if isinstance(subject, Unit) else None
    home, detail, group = _standing(person, unit, day)
    learner = group in {Group.PUPIL, Group.STUDENT}
    version = load().version(award, day)
    kind = "individual" if person else "collective"
    held = Nomination.objects.filter(call=call, award=award, person=person, unit=unit)
    twin = held.exclude(state=Nomination.State.WITHDRAWN).first()
    refuse_if(
        rules.blockers_to_nominate(
            today=day,
            opens=call.opens_on,
            closes=call.closes_on,
            listed=award in call.awards,
            twin=twin,
            achievement=achievement,
            kind_fits=version is None or kind in load().award(award).subject,
            learner_fits=version is None or not version.learner or learner,
            name=str(subject),
        )
        + _left_out(call, person, group)
    )
    nomination = Nomination.objects.create(
        call=call,
        award=award,
        person=person,
        unit=unit,
        home=home,
        subject_detail=detail,
        learner=learner,
        achievement=achievement.strip(),
        proposer=proposer,
        created_at=at,
        created_by=by,
    )
    record(
        "nomination.made",
        f"Đề nghị {load().award(award).name} cho {subject}.",
        by=by,
        about=nomination,
        unit=home,
        at=at,
    )
    rejudge(nomination, at=at)
    return nomination


def _standing(person: Person | None, unit: Unit | None, day: dt.date) -> tuple[Unit, str, str]:
    """Where the subject stands on the day, how a certificate describes it, and the group of a person."""
    if unit is not None:
        name = name_on(unit, day)
        return unit, name.name if name else str(unit), ""
    assert person is not None
    post = Post.objects.on(day).filter(person=person, main=True).select_related("unit").first()
    if post is None:
        refuse_if([Blocker(f"{person} không thuộc đơn vị nào vào ngày {day:%d/%m/%Y}.", about=person)])
        raise AssertionError
    return post.unit, _described(post), post.group


def _left_out(call: Call, person: Person | None, group: str) -> list[Blocker]:
    """Why a person is outside the groups the plan names; a plan silent about them leaves nobody out (EK-42)."""
    if person is None or call.movement is None or not call.movement.subjects:
        return []
    return blockers_to_take_part(call.movement.subjects, group, person.name)


def _described(post: Post) -> str:
    """A post as lists and certificates print it, the unit said once: "Học sinh lớp 11A1", "Tổ trưởng Tổ Hóa học"."""
    unit = str(post.unit)
    if unit in post.title:
        return post.title
    return (
        f"{post.title} lớp {unit.removeprefix('Lớp ')}"
        if unit.startswith("Lớp ")
        else f"{post.title}, {unit}"
    )


@transaction.atomic
def attest(
    nomination: Nomination, fact: str, *, holds: bool, by: User, at: dt.datetime, note: str = ""
) -> Attestation:
    """Vouch for one fact of a dossier by name. Refuses the nominee's own word; a "no" needs its reason."""
    kind = kind_of(fact)
    refuse_if(
        rules.blockers_to_attest(
            known=kind is not None,
            own_case=nomination.person_id == by.person_id,
            holds=holds,
            note=note,
        )
    )
    assert kind is not None
    row = Attestation.objects.create(
        nomination=nomination, fact=fact, holds=holds, note=note.strip(), by=by, at=at
    )
    said = "xác nhận" if holds else "xác nhận không"
    record(
        "nomination.attested",
        f"{by.get_full_name()} {said}: {kind.label} của {nomination}.",
        by=by,
        about=nomination,
        unit=nomination.home,
        at=at,
        fact=fact,
        holds=holds,
    )
    rejudge(nomination, at=at)
    return row


@transaction.atomic
def rejudge(nomination: Nomination, *, at: dt.datetime) -> Determination:
    """Judge the dossier by the law of the day with what is known now, and keep the verdict as a new row."""
    day = day_of(at)
    facts = Facts.from_dict(facts_of(nomination, on=day))
    verdict = judge(nomination.award, facts, subject=nomination.subject_kind, law_date=day)  # type: ignore[arg-type]
    return Determination.objects.create(
        nomination=nomination,
        outcome=verdict.outcome.value,
        tree=verdict.as_json(),
        facts=facts_of(nomination, on=day),
        rule_hash=verdict.rule_hash,
        facts_hash=verdict.facts_hash,
        law_date=day,
        made_at=at,
    )


@transaction.atomic
def submit_nomination(nomination: Nomination, *, by: User, at: dt.datetime) -> Nomination:
    """Send a dossier to the council's standing body; the verdict of the day is kept with it.

    An open question does not stop the dossier: it goes with its verdict "chưa đủ căn cứ".
    """
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("person", "unit", "home")
        .get(pk=nomination.pk)
    )
    evidence = evidence_of(nomination._meta.label_lower, nomination.pk).count()
    refuse_if(
        rules.blockers_to_submit(nomination.state, evidence=evidence, name=str(nomination), about=nomination)
    )
    nomination.state, nomination.submitted_at, nomination.submitted_by = Nomination.State.SUBMITTED, at, by
    nomination.save(update_fields=["state", "submitted_at", "submitted_by"])
    verdict = rejudge(nomination, at=at)
    record(
        "nomination.submitted",
        f"Gửi hồ sơ của {nomination}.",
        by=by,
        about=nomination,
        unit=nomination.home,
        at=at,
        verdict=verdict.outcome,
        rule=verdict.rule_hash,
    )
    return nomination
