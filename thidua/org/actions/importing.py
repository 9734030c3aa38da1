"""A sheet on its way in: received, checked to the last cell, confirmed, and loaded whole or not at all."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate.contrib.django import app

from thidua.activity.trail import record
from thidua.core.errors import Blocker, Refused, refuse_if
from thidua.core.sheets import Column, Sheet, kind_of, open_sheet
from thidua.core.text import fold, thousands
from thidua.org import rules
from thidua.org.access import Ability, Access
from thidua.org.actions.import_staff import STAFF
from thidua.org.actions.import_units import RINGS, UNITS
from thidua.org.actions.reach import rebuild_reach
from thidua.org.actions.staging import Plan, compare, drop_stage, folded_words, load, open_stage, query, stage
from thidua.org.importing import (
    STAFF_COLUMNS,
    UNIT_COLUMNS,
    Checked,
    StaffWords,
    UnitWords,
    staff_rows,
    unit_rows,
)
from thidua.org.models import Group, ImportRun, Placement, Position, Unit, User

AT_ONCE = 256 * 1024  # bytes: a school's own list is checked and loaded while its sender waits
_ERRORS_KEPT = 1_000


class Kind(NamedTuple):
    """What differs between sheets of units and of staff."""

    plan: Plan
    columns: tuple[Column, ...]
    ability: Ability


KINDS = {
    ImportRun.What.UNITS: Kind(UNITS, UNIT_COLUMNS, Ability.UNIT_EDIT),
    ImportRun.What.STAFF: Kind(STAFF, STAFF_COLUMNS, Ability.STAFF_EDIT),
}


def receive_sheet(content: bytes, file_name: str, what: str, *, by: User, at: dt.datetime) -> ImportRun:
    """Keep a sheet and have it checked: a small one now, a big one by the worker. Nothing else changes yet.

    Refuses what is no spreadsheet at all.
    """
    kind = kind_of(content)
    with transaction.atomic():
        run = ImportRun(what=what, by=by, file_name=file_name[:200], created_at=at)
        run.file.save(f"{what}.{kind}", ContentFile(content), save=False)
        run.save()
        if len(content) > AT_ONCE:
            app.configure_task("org.check_sheet").defer(run=run.pk)
    return check_sheet(run, at=at) if len(content) <= AT_ONCE else run


def check_sheet(run: ImportRun, *, at: dt.datetime) -> ImportRun:
    """Read a received sheet to the end, note every error, and count what it would change. Changes nothing."""
    run = ImportRun.objects.select_related("by__person").get(pk=run.pk)
    if run.state != ImportRun.State.RECEIVED:
        return run
    plan = KINDS[ImportRun.What(run.what)].plan
    try:
        checked, counts = _stage_all(run, at)
    except Refused as refused:
        return _note_faults(run, [("", str(blocker)) for blocker in refused.blockers], 0)
    finally:
        drop_stage(plan)
    if checked.errors:
        return _note_faults(run, sorted_by_row(checked), checked.rows)
    run.state, run.total, run.done = ImportRun.State.READY, checked.rows, checked.rows
    run.new, run.changed, run.same = counts
    run.save(update_fields=["state", "total", "done", "new", "changed", "same"])
    return run


def sorted_by_row(checked: Checked) -> list[tuple[str, str]]:
    """The errors as they stand in the sheet, row by row."""
    return sorted(((e.cell, e.message) for e in checked.errors), key=lambda error: _row_of(error[0]))


def _row_of(cell: str) -> tuple[int, str]:
    return int("".join(filter(str.isdigit, cell)) or 0), cell


def _note_faults(run: ImportRun, faults: list[tuple[str, str]], rows: int) -> ImportRun:
    run.state, run.total, run.error_count = ImportRun.State.FAULTY, rows, len(faults)
    run.errors = [{"cell": cell, "message": message} for cell, message in faults[:_ERRORS_KEPT]]
    run.save(update_fields=["state", "total", "error_count", "errors"])
    return run


def _stage_all(run: ImportRun, at: dt.datetime) -> tuple[Checked, tuple[int, int, int]]:
    """Read, check and stage the whole sheet, telling how far it is, and compare it with what is stored."""
    kind = KINDS[ImportRun.What(run.what)]
    units = dict(Access(run.by, at.date()).units(kind.ability).values_list("code", "pk"))
    open_stage(kind.plan)
    with run.file.open("rb") as file:
        content = file.read()
    with open_sheet(content, kind.columns) as sheet:
        checked = Checked(sheet.address)
        for rows in _checked_parcels(run, sheet, checked, units):
            stage(kind.plan, rows)
            ImportRun.objects.filter(pk=run.pk).update(done=checked.rows, total=sheet.rows)
    if not checked.rows:
        raise Refused([Blocker("Dưới dòng tiêu đề không có dòng nào.")])
    counts = (0, 0, 0) if checked.errors else compare(kind.plan, checked, list(units.values()))
    return checked, counts


def _checked_parcels(
    run: ImportRun, sheet: Sheet, checked: Checked, units: dict[str, int]
) -> Iterator[list[Any]]:
    if run.what == ImportRun.What.STAFF:
        words = StaffWords(folded_words(Position.choices, fold), folded_words(Group.choices, fold), units)
        for parcel in sheet.parcels:
            yield list(staff_rows(parcel, words, checked))
        return
    kinds, relations = (
        folded_words(Unit.Kind.choices, fold),
        folded_words(Placement.Relation.choices[:2], fold),
    )
    unit_words = UnitWords(kinds, {"": "", **relations}, frozenset(units))
    yield unit_rows((row for parcel in sheet.parcels for row in parcel), unit_words, checked)


@transaction.atomic
def confirm_import(run: ImportRun, *, by: User, at: dt.datetime) -> ImportRun:
    """Let a checked sheet in: a small one now, a big one by the worker. Refuses one that is not ready."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    refuse_if(rules.blockers_to_import(run.state))
    run.state, run.done = ImportRun.State.QUEUED, 0
    run.save(update_fields=["state", "done"])
    told = f"Xác nhận nhập {run} ({thousands(run.total or 0)} dòng)."
    record("import.confirmed", told, by=by, about=run, at=at)
    if run.file.size > AT_ONCE:
        app.configure_task("org.load_sheet").defer(run=run.pk)
        return run
    return load_sheet(run, at=at)


def load_sheet(run: ImportRun, *, at: dt.datetime) -> ImportRun:
    """Load a confirmed sheet, all of it or nothing, with one line in the trail.

    The sheet is checked again, for days may have passed; what has become impossible sends it back with its
    errors. Broken off at any point it leaves nothing behind and can simply be run again.
    """
    run = ImportRun.objects.select_related("by__person").get(pk=run.pk)
    if run.state != ImportRun.State.QUEUED:
        return run
    kind = KINDS[ImportRun.What(run.what)]
    try:
        checked, counts = _stage_all(run, at)
        if not checked.errors:
            _load_all(run, kind, counts, checked, at)
    except Refused as refused:
        return _note_faults(run, [("", str(blocker)) for blocker in refused.blockers], 0)
    finally:
        drop_stage(kind.plan)
    return _note_faults(run, sorted_by_row(checked), checked.rows) if checked.errors else _dropped_file(run)


@transaction.atomic
def _load_all(
    run: ImportRun, kind: Kind, counts: tuple[int, int, int], checked: Checked, at: dt.datetime
) -> None:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    refuse_if(rules.blockers_to_load(locked.state))
    load(kind.plan, {"basis": f"Nhập từ {run.file_name}"[:300]})
    if run.what == ImportRun.What.UNITS:
        _unfold_changed()
    run.state, run.total, run.done, run.finished_at = ImportRun.State.DONE, checked.rows, checked.rows, at
    run.new, run.changed, run.same = counts
    run.save(update_fields=["state", "total", "done", "finished_at", "new", "changed", "same"])
    told = (
        f"Nhập {run}: {thousands(counts[0])} mới, {thousands(counts[1])} thay đổi, "
        f"{thousands(counts[2])} giữ nguyên."
    )
    record(
        "import.loaded", told, by=run.by, about=run, at=at, new=counts[0], changed=counts[1], same=counts[2]
    )


def _unfold_changed() -> None:
    changed = query("SELECT array_agg(unit_id) FROM org_unit_in_ready WHERE is_new OR moves")[0][0]
    if changed:
        rebuild_reach(changed)
    rings = query(RINGS)
    if rings:
        raise Refused([Blocker(f"Dòng {row}: {message}") for row, message in rings[:20]])


def _dropped_file(run: ImportRun) -> ImportRun:
    """What was uploaded is not kept once it is in: it is a list of people."""
    run.file.delete(save=False)
    run.file = ""
    run.save(update_fields=["file"])
    return run


@transaction.atomic
def drop_import(run: ImportRun, *, by: User, at: dt.datetime) -> ImportRun:
    """Throw a sheet away that is not to enter. Refuses one that is already in, or on its way."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    refuse_if(rules.blockers_to_drop(run.state))
    run.file.delete(save=False)
    run.state, run.file, run.finished_at = ImportRun.State.DROPPED, "", at
    run.save(update_fields=["state", "file", "finished_at"])
    record("import.dropped", f"Bỏ, không nhập {run}.", by=by, about=run, at=at)
    return run
