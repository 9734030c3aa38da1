"""What units and people still owe to a movement: every page that knows of something owed, in one statement."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from thidua.core.dates import ZONE
from thidua.documents.models import Receipt
from thidua.movements.models import Assignment, Duty, Finding, Movement, Task, TaskPart
from thidua.movements.queries.assignments import OWED
from thidua.movements.rules.urging import RECEIPT_DAYS, Debt, days_owed
from thidua.org.models import Reach, Unit
from thidua.reporting.models import Report
from thidua.reporting.queries.reports import reports_in

Rows = QuerySet[Any, Any]
_COLUMNS = tuple(
    f"debt_{name}"
    for name in ("kind", "key", "unit", "label", "sort", "person", "people", "names", "what", "due")
)
_NOBODY = {"debt_person": Cast(Value(None), BigIntegerField()), "debt_names": Value("", TextField())}


def debts_of(
    movement: Movement,
    within: "QuerySet[Unit] | None",
    *,
    on: dt.date,
    late: bool,
    pledges: bool = False,
    keys: "Mapping[str, Collection[int]] | None" = None,
) -> Rows:
    """The rows of `debt_of`, by unit and due day; `within` None: of every unit that this movement asks.

    `late`: only what is past its day; else everything owed. `pledges`: only the pledges that people have not signed.
    `keys`: only these things, by kind.
    """
    people = _people(movement)
    sources = [people.filter(duty__what=Duty.What.PLEDGE)] if pledges else [
        _assignments(movement), people, _tasks(movement), _parts(movement), _reports(movement, on),
        _receipts(movement, on), _corrections(movement),
    ]  # fmt: skip
    if keys is not None:
        sources = [rows.filter(_named(keys)) for rows in sources]
    if within is not None:
        sources = [rows.filter(debt_unit__in=within) for rows in sources]
    if late:
        sources = [rows.filter(debt_due__lt=on) for rows in sources]
    first, *others = [rows.order_by().values_list(*_COLUMNS) for rows in sources]
    return first.union(*others, all=True).order_by(
        "debt_sort", "debt_unit", "debt_due", "debt_kind", "debt_key"
    )


def _named(keys: "Mapping[str, Collection[int]]") -> Q:
    """The rows that are one of these things."""
    return Q(*[Q(debt_kind=kind, debt_key__in=each) for kind, each in keys.items()], _connector=Q.OR)


def debt_of(row: tuple[Any, ...], on: dt.date) -> Debt:
    """One row, with the days late of a day."""
    kind, key, unit, label, _, person, people, names, what, due = row
    said = _in_words(kind, what)
    return Debt(kind, key, unit, label, person, people, names, said, due, days_owed(kind, due, on))


_OPENINGS = {"task": "nhiệm vụ: ", "part": "phần trong nhiệm vụ chung: ", "correction": "khắc phục: "}


def _in_words(kind: str, what: str) -> str:
    """What is owed as one clause; the work asked of units is named by its kind."""
    if kind in {"assignment", "people"}:
        return str(Duty.What(what).label)
    return f"gửi {what[:1].lower()}{what[1:]}" if kind == "report" else _OPENINGS.get(kind, "") + what


def _of_unit(path: str) -> dict[str, Any]:
    """The columns that say whose debt it is, where the row names its unit."""
    return {
        "debt_unit": F(f"{path}_id"),
        "debt_label": F(f"{path}__label"),
        "debt_sort": F(f"{path}__sort_key"),
    }


def _of_unit_or_owner(path: str, owner: Unit) -> dict[str, Any]:
    """The same where a row may name nobody but a person or words: then it stands with the owner of the movement."""
    return {
        "debt_unit": Coalesce(f"{path}_id", Value(owner.pk, BigIntegerField())),
        "debt_label": Coalesce(f"{path}__label", Value(owner.label, CharField())),
        "debt_sort": Coalesce(f"{path}__sort_key", Value(owner.sort_key, CharField())),
    }


def _of_person(path: str) -> dict[str, Any]:
    """Whose debt it is where the row may name a person."""
    return {
        "debt_person": F(f"{path}_id"),
        "debt_names": Coalesce(f"{path}__name", Value(""), output_field=TextField()),
    }


def _row(kind: str, what: Any, due: Any, **more: Any) -> dict[str, Any]:
    return {
        **_NOBODY,
        "debt_people": Value(0, IntegerField()),
        "debt_kind": Value(kind, CharField()),
        "debt_key": F("pk"),
        "debt_what": Cast(what, TextField()),
        "debt_due": due,
        **more,
    }


def _owed(movement: Movement) -> "QuerySet[Assignment]":
    """Open work; a duty to report is left to the report, where the unit has one in hand (as the coverage map does)."""
    rows = Assignment.objects.filter(duty__movement=movement, merged_into=None, state__in=OWED)
    reported = _about(movement).values("expected__unit")
    return rows.exclude(duty__what=Duty.What.REPORT, unit__in=reported)


def _assignments(movement: Movement) -> Rows:
    rows = _owed(movement).filter(person=None)
    return rows.annotate(**_row("assignment", F("duty__what"), F("due"), **_of_unit("unit")))


def _people(movement: Movement) -> Rows:
    """What was laid on each person, one row for a duty and a unit, with the names of those who owe it."""
    rows = _owed(movement).filter(person__isnull=False).order_by()
    columns = _row("people", F("duty__what"), None, **_of_unit("unit")) | {"debt_key": F("duty_id")}
    counted = {"debt_people", "debt_names", "debt_due"}
    fixed = {name: column for name, column in columns.items() if name not in counted}
    found: Rows = rows.annotate(**fixed).values(*fixed).annotate(
        debt_people=Count("pk"),
        debt_names=StringAgg("person__name", ", ", order_by="person__sort_key"),
        debt_due=Min("due"),
    )  # fmt: skip
    return found


def _tasks(movement: Movement) -> Rows:
    rows = Task.objects.filter(movement=movement, state=Task.State.OPEN)
    whose = _of_unit_or_owner("unit", movement.owner)
    return rows.annotate(**_row("task", F("action"), F("due"), **_of_person("owner_person"), **whose))


def _parts(movement: Movement) -> Rows:
    rows = TaskPart.objects.filter(task__movement=movement, task__state="open", state="open")
    what = Concat(F("written"), Value(": "), F("task__action"), output_field=TextField())
    whose = _of_unit_or_owner("unit", movement.owner)
    return rows.annotate(**_row("part", what, F("task__due"), **_of_person("person"), **whose))


def _about(movement: Movement) -> "QuerySet[Report]":
    return Report.objects.filter(
        expected__window__about_kind=movement._meta.label_lower, expected__window__about_id=movement.pk
    )


def _reports(movement: Movement, on: dt.date) -> Rows:
    """Reports of the windows opened for this movement that were not sent, or came back."""
    rows = reports_in(Unit.objects.all()).filter(pk__in=_about(movement), state__in=["draft", "returned"])
    what, due = F("expected__window__label"), F("expected__window__due_on")
    opened = rows.select_related(None).filter(expected__window__opens_on__lte=on)
    return opened.annotate(**_row("report", what, due, **_of_unit("expected__unit")))


def _receipts(movement: Movement, on: dt.date) -> Rows:
    """Places that have not confirmed the plan itself, some days after it was sent; nobody urges those above."""
    above = Reach.objects.on(on).filter(descendant=movement.owner_id, depth__gt=0).values("ancestor")
    rows = Receipt.objects.filter(paper=movement.plan_id, received_at=None).exclude(unit__in=above)
    after = ExpressionWrapper(F("sent_at") + Value(dt.timedelta(days=RECEIPT_DAYS)), DateTimeField())
    what = Value(f"xác nhận đã nhận {movement.plan}", TextField())
    due = Cast(TruncDate(after, tzinfo=ZONE), DateField())
    whose = _of_unit_or_owner("unit", movement.owner)
    return rows.annotate(**_row("receipt", what, due, **_of_person("person"), **whose))


def _corrections(movement: Movement) -> Rows:
    rows = Finding.objects.filter(
        inspection__movement=movement, inspection__state="held", state=Finding.State.ASKED
    )
    whose = _of_unit("inspection__unit")
    person = _of_person("inspection__person")
    return rows.annotate(**_row("correction", F("correction"), F("due"), **person, **whose))
