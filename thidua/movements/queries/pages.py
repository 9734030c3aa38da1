"""The overview of one movement: where it stands on each of its desks, gathered once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.dates import day_of
from thidua.documents.models import Paper
from thidua.movements.drafting import days_between
from thidua.movements.models import (
    Adoption,
    Assignment,
    Content,
    Criterion,
    Duty,
    Gap,
    Movement,
    Pledge,
    Round,
    Task,
)
from thidua.movements.queries.asking import windows_of
from thidua.movements.queries.assignments import OWED
from thidua.movements.queries.branches import light
from thidua.movements.queries.card import reviews_asked
from thidua.movements.queries.gaps import checklist_of
from thidua.movements.queries.launching import gaps_of
from thidua.movements.queries.pledge_coverage import adoptions_of
from thidua.movements.queries.pledges import Share, pledge_share
from thidua.movements.queries.register import movements_seen_by, similar_to
from thidua.org.access import Ability, Access
from thidua.reporting.models import Window
from thidua.reporting.queries.reports import Summary, summary

Step = tuple[str, str, str]
CHILDREN = 20  # named on the overview; all of them stand in the tree


@dataclass(frozen=True)
class Reporting:
    """One time of reporting and what it came to."""

    window: Window
    total: Summary
    closed: bool


@dataclass(frozen=True)
class Asked:
    """One thing the movement asks: of how many, how many have answered, how many are or were late."""

    duty: Duty
    total: int
    answered: int
    late: int


@dataclass(frozen=True)
class Tally:
    """Tasks of the plan: done, all, and open after their day."""

    done: int
    total: int
    late: int


@dataclass(frozen=True)
class Calendar:
    """The rounds in order, the one in which today lies, and the days between rounds that belong to none."""

    rounds: list[Round]
    now: Round | None
    between: list[tuple[str, dt.date, dt.date]]


@dataclass(frozen=True)
class MovementPage:
    """One movement as its page shows it."""

    movement: Movement
    plan: Paper
    basis: Paper | None
    days_after: int | None  # from the plan above to this plan
    children: list[Movement]
    similar: list[Movement]
    steps: list[Step]
    asked: list[Asked]
    tasks: Tally
    calendar: Calendar
    criteria: int
    contents: int
    gaps: list[Gap]
    settings: list[Gap]  # still undecided
    reviews: list[int]  # years whose review is asked for
    share: Share
    pledged: bool
    asked_to_pledge: bool
    rounds: list[Reporting]
    adoptions: list[Adoption]
    timeline: list[dict[str, Any]]
    may_decide: bool
    may_watch: bool
    may_file: bool
    may_see_reports: bool
    may_ask_reports: bool

    @property
    def undecided(self) -> int:
        """How many gaps nobody has decided yet."""
        return sum(not gap.choice for gap in self.gaps)


def movement_page(movement: Movement, access: Access) -> MovementPage:
    """Gather the page of a movement for one person on the day of their access."""
    asked = _asked(movement, access.day)
    share = _share(movement, asked)
    figures = _figures(movement, access)
    rounds = [_round(window, movement, access.day) for window in windows_of(movement)]
    gaps = gaps_of(movement)
    plan, basis = movement.plan, movement.basis
    checklist = checklist_of(movement, gaps)
    return MovementPage(
        movement=movement,
        plan=plan,
        basis=basis,
        days_after=(plan.day - basis.day).days if basis and basis.day and plan.day else None,
        children=list(light(movement.children.all()).order_by("owner__sort_key")[:CHILDREN]),
        similar=similar_to(movement, movements_seen_by(access)),
        steps=_steps(movement, share, rounds, checklist.undecided_parts),
        asked=asked,
        tasks=Tally(figures["done_count"], figures["task_count"], figures["late_count"]),
        calendar=_calendar(movement, access.day),
        criteria=figures["criterion_count"],
        contents=figures["content_count"],
        gaps=[gap for gap in gaps if gap.choice != Gap.Choice.LATER],
        settings=checklist.undecided,
        reviews=reviews_asked(movement, on=access.day),
        share=share,
        pledged=figures["has_pledged"],
        asked_to_pledge=figures["is_asked"],
        rounds=rounds,
        adoptions=adoptions_of(movement, access),
        timeline=_timeline(movement, [row.duty for row in asked], rounds, share, figures["last_signed"]),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        may_watch=access.may(Ability.MOVEMENT_WATCH, movement.owner),
        may_file=access.may(Ability.PAPER_FILE, movement.owner),
        may_see_reports=access.may(Ability.REPORT_VIEW, movement.owner),
        may_ask_reports=access.may(Ability.REPORT_ACCEPT, movement.owner),
    )


def _asked(movement: Movement, on: dt.date) -> list[Asked]:
    """What is asked of whom and how much of it is answered: two queries, however many were asked."""
    answered = Q(state__in=[Assignment.State.HANDED_IN, Assignment.State.DONE])
    late = Q(late=True) | Q(state__in=OWED, due__lt=on)
    rows = Assignment.objects.filter(duty__movement=movement, merged_into=None).values_list("duty")
    rows = rows.annotate(
        total=Count("pk"), answered=Count("pk", filter=answered), behind=Count("pk", filter=late)
    )
    counted: dict[int, list[int]] = {row[0]: list(row[1:]) for row in rows}
    duties = movement.duties.order_by("id")
    return [Asked(duty, *counted.get(duty.pk, [0, 0, 0])) for duty in duties]


def _share(movement: Movement, asked: list[Asked]) -> Share:
    """The share of pledges, of people where people are asked; nothing is counted where none is asked."""
    reaches = {row.duty.reaches for row in asked if row.duty.what == Duty.What.PLEDGE}
    if not reaches:
        return Share(0, 0, [])
    return pledge_share(movement, people=Duty.Reaches.STAFF in reaches)


def _figures(movement: Movement, access: Access) -> dict[str, Any]:
    """What one query can say of the parts of a movement, and of this person's own pledge."""
    tasks = Task.objects.filter(movement=OuterRef("pk"))
    mine = Q(person_id=access.user.person_id)
    signed = Pledge.objects.filter(movement=OuterRef("pk"))
    own = Assignment.objects.filter(mine, duty__movement=OuterRef("pk"), duty__what=Duty.What.PLEDGE)
    row = Movement.objects.filter(pk=movement.pk).values(
        task_count=_number_of(tasks),
        done_count=_number_of(tasks.filter(state=Task.State.DONE)),
        late_count=_number_of(tasks.filter(state=Task.State.OPEN, due__lt=access.day)),
        criterion_count=_number_of(Criterion.objects.filter(movement=OuterRef("pk"))),
        content_count=_number_of(Content.objects.filter(movement=OuterRef("pk"))),
        last_signed=Subquery(signed.order_by("-signed_at").values("signed_at")[:1]),
        has_pledged=Exists(signed.filter(mine)),
        is_asked=Exists(own),
    )[0]
    return dict(row)


def _number_of(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.order_by().values("movement").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _calendar(movement: Movement, on: dt.date) -> Calendar:
    rounds = list(movement.rounds.order_by("during"))
    ended = [(row.label, row.during.lower, row.last_day) for row in rounds if row.last_day]
    return Calendar(rounds, next((row for row in rounds if on in row.during), None), days_between(ended))


def _round(window: Window, movement: Movement, day: dt.date) -> Reporting:
    return Reporting(window, summary(window, movement.owner), closed=window.closes_on < day)


def _steps(movement: Movement, share: Share, rounds: list[Reporting], waiting: list[Gap]) -> list[Step]:
    """The path of the line, from the plan to the summary."""
    launched = movement.state != Movement.State.DRAFT
    undecided = len(waiting)
    complete = bool(rounds) and rounds[0].total.accepted == rounds[0].total.expected
    latest = f"{rounds[0].total.accepted} trên {rounds[0].total.expected}" if rounds else ""
    path = [
        ("Kế hoạch", not undecided, f"còn {undecided} phần chưa quyết định" if undecided else ""),
        ("Phát động", launched, f"{day_of(movement.launched_at):%d/%m/%Y}" if movement.launched_at else ""),
        (
            "Giao ước",
            bool(share.total) and share.done == share.total,
            f"{share.done} trên {share.total}" if share.total else "",
        ),
        ("Báo cáo", complete, latest),
        ("Tổng kết", movement.state == Movement.State.CLOSED, ""),
    ]
    # Signing and reporting go on side by side: each is "now" until it is complete.
    first_open = next((place for place, (_, done, _) in enumerate(path) if not done), None)
    now = {2, 3} if launched and movement.state == Movement.State.RUNNING else {first_open}
    return [
        (name, "done" if done else "now" if place in now else "todo", about)
        for place, (name, done, about) in enumerate(path)
    ]


def _timeline(
    movement: Movement,
    duties: list[Duty],
    rounds: list[Reporting],
    share: Share,
    signed: dt.datetime | None,
) -> list[dict[str, Any]]:
    """What happened and what is due, by day; what the text gives no day for stands last."""
    plan, basis = movement.plan, movement.basis
    items = [_event(day_of(movement.created_at), "Nhập kế hoạch, lập dự thảo phong trào")]
    if basis and basis.day:
        items.append(_event(basis.day, f"Cấp trên ban hành {basis}", href=basis.get_absolute_url()))
    if plan.issued_at and plan.day:
        items.append(_event(plan.day, f"Phát động bằng {plan}", href=plan.get_absolute_url()))
    items += [
        _event(
            duty.due,
            f"Hạn {duty.get_what_display()}, {duty.get_reaches_display()}",
            _ORIGINS[duty.due_origin],
        )
        for duty in duties
        if duty.due
    ]
    if signed is not None:
        said = f"{share.done} trên {share.total} người đã ký giao ước"
        items.append(_event(day_of(signed), said, "Chữ ký mới nhất."))
    for row in rounds:
        window = row.window
        items.append(_event(window.opens_on, f"Mở đợt báo cáo “{window.label}”"))
        said = f"{row.total.accepted} trên {row.total.expected} báo cáo đã duyệt"
        items.append(_event(window.due_on, f"Hạn báo cáo “{window.label}”", said))
    items.sort(key=lambda item: item["day"])
    if movement.during is None or movement.during.upper is None:
        items.append({"day": None, "title": "Kết thúc phong trào", "note": "", "href": "", "tone": ""})
    return items


_ORIGINS = {
    "stated": "Văn bản nêu.",
    "office": "Đơn vị đặt, không có trong văn bản.",
    "computed": "Hệ thống tính.",
}


def _event(day: dt.date, title: str, note: str = "", href: str = "") -> dict[str, Any]:
    return {"day": day, "title": title, "note": note, "href": href, "tone": ""}
