"""Everything the page of one movement says, gathered once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.core.dates import day_of
from thidua.documents.models import Paper
from thidua.movements.models import Assignment, Duty, Gap, Movement, Task
from thidua.movements.queries.asking import windows_of
from thidua.movements.queries.assignments import answerable_by
from thidua.movements.queries.coverage import Row, coverage
from thidua.movements.queries.launching import gaps_of
from thidua.movements.queries.pledges import Share, pledge_share
from thidua.movements.queries.register import movements_seen_by, similar_to
from thidua.org.access import Ability, Access
from thidua.reporting.models import Window
from thidua.reporting.queries.reports import Summary, summary

Step = tuple[str, str, str]


@dataclass(frozen=True)
class Round:
    """One time of reporting and what it came to."""

    window: Window
    total: Summary
    closed: bool


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
    duties: list[Duty]
    rows: list[Row]
    tasks: list[Task]
    gaps: list[Gap]
    share: Share
    pledged: bool
    asked_to_pledge: bool
    rounds: list[Round]
    timeline: list[dict[str, Any]]
    answerable: set[int]
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
    duties, rows = coverage(movement, on=access.day)
    share = pledge_share(movement)
    rounds = [_round(window, movement, access.day) for window in windows_of(movement)]
    own = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    gaps = gaps_of(movement)
    plan, basis = movement.plan, movement.basis
    return MovementPage(
        movement=movement,
        plan=plan,
        basis=basis,
        days_after=(plan.day - basis.day).days if basis and basis.day and plan.day else None,
        children=list(movement.children.select_related("owner", "plan").order_by("owner__sort_key")),
        similar=similar_to(movement, movements_seen_by(access)),
        steps=_steps(movement, share, rounds, gaps),
        duties=duties,
        rows=rows,
        tasks=list(movement.tasks.select_related("node", "done_by__person")),
        gaps=gaps,
        share=share,
        pledged=movement.pledges.filter(person_id=access.user.person_id).exists(),
        asked_to_pledge=own.filter(person_id=access.user.person_id).exists(),
        rounds=rounds,
        timeline=_timeline(movement, duties, rounds, share),
        answerable=set(answerable_by(access).filter(duty__movement=movement).values_list("pk", flat=True)),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        may_watch=access.may(Ability.MOVEMENT_WATCH, movement.owner),
        may_file=access.may(Ability.PAPER_FILE, movement.owner),
        may_see_reports=access.may(Ability.REPORT_VIEW, movement.owner),
        may_ask_reports=access.may(Ability.REPORT_ACCEPT, movement.owner),
    )


def _round(window: Window, movement: Movement, day: dt.date) -> Round:
    return Round(window, summary(window, movement.owner), closed=window.closes_on < day)


def _steps(movement: Movement, share: Share, rounds: list[Round], gaps: list[Gap]) -> list[Step]:
    """The path of the line, from the plan to the summary."""
    launched = movement.state != Movement.State.DRAFT
    undecided = sum(not gap.choice for gap in gaps)
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
    movement: Movement, duties: list[Duty], rounds: list[Round], share: Share
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
    items += _signings(movement, share)
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


def _signings(movement: Movement, share: Share) -> list[dict[str, Any]]:
    """The day of the newest signature, with how many have signed by then."""
    last = movement.pledges.order_by("-signed_at").values_list("signed_at", flat=True).first()
    if last is None:
        return []
    return [_event(day_of(last), f"{share.done} trên {share.total} người đã ký giao ước", "Chữ ký mới nhất.")]
