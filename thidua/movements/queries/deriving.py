"""What the plan above offers to a unit that makes its own: everything is shown, nothing is chosen for it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.documents.queries.editing import parts_in
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.recipients import units_above
from thidua.documents.reading import read_bytes
from thidua.documents.rules.editing import Demand, demanded, missing_parts
from thidua.documents.writing.composing import composed
from thidua.documents.writing.parts import Part
from thidua.documents.writing.skeletons import skeleton_of
from thidua.movements.deriving import Asked, Stage, for_schools
from thidua.movements.drafting import Draft, draft_from, period_of
from thidua.movements.models import Assignment, AwardRules, Content, Criterion, Duty, Gap, Movement
from thidua.movements.queries.contents import offered_above
from thidua.movements.queries.criteria import in_order
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.queries.register import movement_resting_on, movements_seen_by
from thidua.org.access import Access
from thidua.org.models import Unit
from thidua.org.queries.tree import children_of, name_on, union_of

WITHIN = (Unit.Kind.TEAM, Unit.Kind.DIVISION)
_CRITERION = ("marker", "text", "subject")
_AWARD = ("form", "authority", "subjects", "note")
_DAY = ("name", "day", "month", "since", "until", "count", "round_no")


@dataclass(frozen=True)
class Offered:
    """One content or criterion of the plan above, to be answered; `node` is its paragraph there."""

    key: str
    label: str
    text: str
    content: bool
    mandatory: bool
    node: int | None = None
    criterion: int | None = None  # of the movement above, where that movement is here too
    values: Mapping[str, Any] | None = None  # a criterion that only the text of the plan states


@dataclass(frozen=True)
class Line:
    """One line of "Nơi nhận" that a unit's plan usually has, as what it reaches on the day."""

    key: str
    written: str
    role: str
    reaches: str
    unit: Unit | None = None


@dataclass(frozen=True)
class Source:
    """A plan above as one unit would carry it out on a day."""

    paper: Paper
    unit: Unit
    above: Movement | None
    taken: Movement | None
    skeleton: str
    subject: str
    movement_name: str
    facts: Mapping[str, Any]  # kind, slogan, school year, subjects, time and scope of the movement
    items: tuple[Offered, ...]
    rounds: tuple[Stage, ...]
    awards: tuple[Mapping[str, Any], ...]
    award_rules: (
        tuple[str, dt.date | None] | None
    )  # the paper that rules the awards, as the plan above names it
    days: tuple[Mapping[str, Any], ...]
    tasks: tuple[str, ...]
    duties: tuple[Asked, ...]
    asked: tuple[str, ...]  # which of the duties the plan above speaks of: their keys
    topics: tuple[Demand, ...]
    gaps: tuple[str, ...]
    lines: tuple[Line, ...]
    owed: Assignment | None
    report_due: dt.date | None  # by when the unit itself reports upwards
    lacks_symbol: bool
    lacks_place: bool


def plans_to_derive(access: Access) -> "QuerySet[Paper]":
    """The plans one may carry out: received or issued ones in one's registers, and those of movements one may see."""
    seen = Q(pk__in=papers_seen_by(access).values("pk")) | Q(movement__in=movements_seen_by(access))
    return Paper.objects.filter(seen, kind=Paper.Kind.PLAN, state__in=["received", "issued"])


def units_beneath(plan: Paper, units: "QuerySet[Unit]", *, on: dt.date) -> list[Unit]:
    """Those of the units that may carry this plan out: its issuer stands above them, by the tree or by guidance."""
    mine = units.exclude(pk=plan.issuer_id or 0).order_by("sort_key")[:50]
    return [unit for unit in mine if plan.issuer is None or plan.issuer in units_above(unit, on=on)]


def copy_held(plan: Paper, unit: Unit) -> Paper:
    """The plan as the unit itself received it, where its register holds a copy; else that very paper."""
    if plan.owner_id == unit.pk or plan.number is None or plan.issuer_id is None:
        return plan
    facts = {"issuer": plan.issuer_id, "number": plan.number, "symbol": plan.symbol, "day": plan.day}
    return Paper.objects.filter(owner=unit, state=Paper.State.RECEIVED, **facts).first() or plan


def source_of(paper: Paper, unit: Unit, *, on: dt.date) -> Source:
    """Everything the plan above offers this unit. What neither its movement nor its text states is left out."""
    above = movement_resting_on(paper)
    read = _read(paper) if above is None else None
    parts = parts_in(paper)
    skeleton = "ke-hoach-huyen" if unit.kind == Unit.Kind.DISTRICT_OFFICE else "ke-hoach-truong"
    contents, criteria = _contents(paper, above), _criteria(above, read, parts)
    rounds, awards = _rounds(above, read), _rows(above, read, "award_forms", _AWARD)
    award_rules = _award_rules(above, read)
    duties = _duties(unit, on)
    ordered = _tasks(above, read)
    name, reported = name_on(unit, on), _owed(unit, above, Duty.What.REPORT)
    return Source(
        paper=paper,
        unit=unit,
        above=above,
        taken=_taken(unit, paper, above),
        skeleton=skeleton,
        subject=paper.subject,
        movement_name=above.name if above is not None else read.name if read else "",
        facts=_facts(above, read),
        items=(*contents, *criteria),
        rounds=rounds,
        awards=awards,
        award_rules=award_rules,
        days=_rows(above, read, "commemorations", _DAY),
        tasks=tuple(for_schools(ordered)),
        duties=duties,
        asked=_spoken_of(duties, ordered),
        topics=_topics(paper, skeleton, parts),
        gaps=_gaps(criteria, awards or award_rules, rounds),
        lines=_lines(unit, paper, on),
        owed=_owed(unit, above, Duty.What.OWN_PLAN, Duty.What.MEASURES),
        report_due=reported.due if reported is not None else None,
        lacks_symbol=not (name and name.symbol),
        lacks_place=not (name and name.seat),
    )


def _read(paper: Paper) -> Draft | None:
    """The plan read again from its kept lines; None for one that was never read."""
    if not paper.source_lines:
        return None
    data = "\n".join(paper.source_lines).encode()
    return draft_from(read_bytes(data, filename="ke-hoach.txt"))


def _facts(above: Movement | None, read: Draft | None) -> dict[str, Any]:
    if above is not None:
        names = ("kind", "slogan", "school_year", "subjects", "during", "scope")
        return {name: getattr(above, name) for name in names}
    if read is None:
        return {"kind": Movement.Kind.THEMATIC}
    return {
        "kind": read.kind,
        "slogan": read.slogan,
        "school_year": read.school_year,
        "subjects": list(read.subjects),
        "during": period_of(read),
        "scope": read.scope,
    }


def _taken(unit: Unit, paper: Paper, above: Movement | None) -> Movement | None:
    rests = Q(basis=paper) | (Q(parent=above) if above is not None else Q(pk=None))
    return Movement.objects.filter(rests, owner=unit).first()


def _owed(unit: Unit, above: Movement | None, *whats: str) -> Assignment | None:
    """What the movement above asks of this unit, of these words; the nearest due first."""
    rows = Assignment.objects.filter(unit=unit, person=None, duty__movement=above, merged_into=None)
    rows = rows.filter(duty__what__in=whats).select_related("duty").order_by("due", "id")
    return rows.first() if above is not None else None


def _contents(paper: Paper, above: Movement | None) -> tuple[Offered, ...]:
    binding = (
        set(Content.objects.filter(movement=above, mandatory=True).values_list("place", flat=True))
        if above is not None
        else set()
    )
    places = dict(paper.nodes.exclude(section="").values_list("pk", "section"))
    return tuple(
        Offered(
            key=f"nd{part.key}",
            label=f"Nội dung {places.get(part.key or 0, '')}".strip(),
            text="\n".join(line for line in (part.title, part.text) if line.strip()),
            content=True,
            mandatory=places.get(part.key or 0, "") in binding,
            node=part.key,
        )
        for part in offered_above(paper)
    )


def _criteria(above: Movement | None, read: Draft | None, parts: list[Part]) -> tuple[Offered, ...]:
    if above is not None:
        rows = in_order(Criterion.objects.filter(movement=above).exclude(answer="dropped"))
        return tuple(
            Offered(
                f"tc{row.pk}", _called(row.marker), row.text, False, row.mandatory,
                node=_paragraph(row.text, parts), criterion=row.pk,
            )
            for row in rows
        )  # fmt: skip
    found = read.thin.criteria if read else ()
    return tuple(
        Offered(
            f"tv{place}", _called(row["marker"]), row["text"], False, False,
            node=_paragraph(row["text"], parts), values={name: row[name] for name in _CRITERION},
        )
        for place, row in enumerate(found)
    )  # fmt: skip


def _called(marker: str) -> str:
    return f"Tiêu chí {marker.strip(' .)-–')}".strip()


def _paragraph(text: str, parts: list[Part]) -> int | None:
    """The paragraph of the plan that states a criterion as a place of its own; None when it is a line among others."""
    words = fold(" ".join(text.split()))[:80]
    for part in parts:
        if words and part.form == "section" and fold(f"{part.title} {part.text}".strip()).startswith(words):
            return part.key
    return None


def _rounds(above: Movement | None, read: Draft | None) -> tuple[Stage, ...]:
    if above is not None:
        targets = dict(above.rounds.values_list("label", "target"))
        return tuple(Stage(label, first, last, targets[label]) for label, first, last in rounds_of(above))
    rows = read.thin.rounds if read else ()
    return tuple(Stage(row["label"], row["first"], row["last"], row["target"]) for row in rows)


def _rows(
    above: Movement | None, read: Draft | None, what: str, names: tuple[str, ...]
) -> tuple[Mapping[str, Any], ...]:
    if above is not None:
        return tuple(getattr(above, what).values(*names))
    rows = getattr(read.thin, what) if read else ()
    return tuple({name: row[name] for name in names} for row in rows)


def _award_rules(above: Movement | None, read: Draft | None) -> tuple[str, dt.date | None] | None:
    if above is not None:
        row = AwardRules.objects.filter(movement=above).first()
        return (row.written, row.day) if row else None
    stated = read.thin.award_rules if read else None
    return (stated["written"], stated["day"]) if stated else None


def _tasks(above: Movement | None, read: Draft | None) -> list[tuple[str, list[str]]]:
    if above is not None:
        return [(row.action, list(row.responsible)) for row in above.tasks.all()]
    return [(row.action, list(row.responsible)) for row in read.tasks] if read else []


def _duties(unit: Unit, on: dt.date) -> tuple[Asked, ...]:
    """What a plan of this unit can ask inside it, by the tree of the day."""
    found = [Asked("pledge", "staff", "Mỗi người đăng ký và ký giao ước thi đua theo các nội dung trên")]
    beneath = children_of(unit, on=on)
    if beneath.filter(kind__in=WITHIN).exists():
        found += [
            Asked("report", "teams", "Các tổ, bộ phận báo cáo kết quả thực hiện phong trào"),
            Asked("group_plans", "teams", "Các tổ lập kế hoạch dạy học và kế hoạch hoạt động của tổ"),
        ]
    if beneath.filter(kind__in=Unit.SCHOOLS).exists():
        found += [
            Asked("own_plan", "units", "Các đơn vị xây dựng kế hoạch thực hiện phong trào"),
            Asked("report", "units", "Các đơn vị báo cáo kết quả thực hiện phong trào"),
        ]
    return tuple(found)


def key_of(duty: Asked) -> str:
    """What tells one offered duty from another."""
    return f"{duty.what}-{duty.reaches}"


def _spoken_of(duties: tuple[Asked, ...], tasks: list[tuple[str, list[str]]]) -> tuple[str, ...]:
    """Those of the duties whose subject the plan above lays on units: pledges, reports."""
    said = " ".join(fold(action) for action in for_schools(tasks))
    wanted = {"pledge": "giao uoc", "report": "bao cao"}
    return tuple(key_of(duty) for duty in duties if wanted.get(duty.what, "\n") in said)


def _topics(paper: Paper, skeleton: str, parts: list[Part]) -> tuple[Demand, ...]:
    """The parts the plan above demands of this one and gives no words for: the unit writes them."""
    form = skeleton_of(skeleton)
    assert form is not None
    drafted = composed(form, parts, {})
    demands = demanded(node.text for node in paper.nodes.all())
    return tuple(one for one in demands if missing_parts(drafted, [one], parent=""))


def _gaps(criteria: tuple[Offered, ...], awards: object, rounds: tuple[Stage, ...]) -> tuple[str, ...]:
    """The parts that the plan above does not state either, so that a person decides them."""
    silent = ((Gap.What.CRITERIA, criteria), (Gap.What.AWARD_FORMS, awards), (Gap.What.ROUNDS, rounds))
    return (*(what for what, rows in silent if not rows), Gap.What.DEADLINES)


def _lines(unit: Unit, paper: Paper, on: dt.date) -> tuple[Line, ...]:
    """Whom a plan of this unit usually goes to: who asked for it, the union beside, and those who carry it out."""
    found = []
    if paper.issuer is not None and paper.issuer != unit:
        found.append(Line("cap-tren", str(paper.issuer), "report", "unit", paper.issuer))
    union = union_of(unit, on=on)
    if union is not None:
        found.append(Line("cong-doan", str(union), "coordinate", "unit", union))
    beneath = children_of(unit, on=on)
    if beneath.filter(kind__in=Unit.SCHOOLS).exists():
        found.append(Line("truc-thuoc", "Các đơn vị trực thuộc", "carry_out", "attached"))
    if beneath.filter(kind__in=WITHIN).exists():
        found.append(Line("cac-to", "Các tổ, bộ phận", "carry_out", "teams"))
    found.append(Line("toan-the", "Toàn thể cán bộ, giáo viên, nhân viên", "carry_out", "staff"))
    return tuple(found)
