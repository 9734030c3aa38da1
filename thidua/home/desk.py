"""Việc của tôi: what a person owes, by when and why; what waits for their decision; what came back."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from thidua.commendation.models import Nomination, Session
from thidua.core.dates import short
from thidua.core.text import in_words
from thidua.documents.models import Paper
from thidua.documents.queries.pages import receiving_units
from thidua.documents.queries.receipts import to_confirm
from thidua.documents.queries.signing import papers_to_confirm, papers_to_sign
from thidua.documents.queries.superiors import plans_owed
from thidua.movements.models import Assignment, Gap, Movement
from thidua.movements.queries.assignments import (
    answerable_by,
    asked_as_work,
    awaiting_review,
    halves_to_confirm,
    open_assignments,
)
from thidua.movements.queries.directives import given_work
from thidua.movements.queries.tasks import tasks_owed
from thidua.org.access import Ability, Access
from thidua.reporting.models import Report
from thidua.reporting.queries.reports import reports_due, reports_in


@dataclass(frozen=True)
class Work:
    """One line of the desk: what, why, by when, and where to do it."""

    title: str
    href: str
    why: str
    day: date | None = None
    caption: str = ""
    tone: str = ""
    go: str = "Mở"
    quote: str = ""
    quote_by: str = ""
    pinned: bool = False  # urgent work stands before older ordinary work


@dataclass
class Desk:
    """Three piles of work, owed by me, waiting for my decision, sent back to me; and papers that have arrived."""

    owed: list[Work] = field(default_factory=list)
    waiting: list[Work] = field(default_factory=list)
    returned: list[Work] = field(default_factory=list)
    arrived: list[Work] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether no work is asked of this person today; a paper to be read is none."""
        return not (self.owed or self.waiting or self.returned)

    def laid_out(self) -> tuple[Work | None, list[tuple[str, list[Work]]]]:
        """The one thing to do next (what came back, then what is due, then what waits), and the piles without it."""
        first = next(iter([*self.returned, *self.owed, *self.waiting]), None)
        piles = (
            ("Bị trả lại", self.returned),
            ("Tôi phải làm", self.owed),
            ("Chờ tôi quyết định", self.waiting),
            ("Văn bản gửi đến, chưa xác nhận", self.arrived),
        )
        return first, [(title, [work for work in pile if work is not first]) for title, pile in piles]

    def in_words(self) -> str:
        """How much there is, as a sentence."""
        counts = (
            (self.owed, "việc phải làm"),
            (self.waiting, "việc chờ quyết định"),
            (self.returned, "việc bị trả lại"),
            (self.arrived, "văn bản mới đến"),
        )
        parts = [f"{in_words(len(pile))} {what}" for pile, what in counts if pile]
        sentence = ", ".join(parts) if parts else "không có việc nào"
        return f"{sentence[0].upper()}{sentence[1:]}."


def desk_of(access: Access) -> Desk:
    """Everything asked of one person on one day, nearest due first."""
    desk = Desk()
    _own_assignments(access, desk)
    _unit_assignments(access, desk)
    _tasks(access, desk)
    if access.has(Ability.REPORT_FILL):
        _reports(access, desk)
    if access.has(Ability.REPORT_ACCEPT):
        _reports_to_review(access, desk)
    if access.has(Ability.MOVEMENT_DECIDE):
        _gaps(access, desk)
    if access.has(Ability.PAPER_SIGN):
        _papers(desk, papers_to_sign(access), go="Ký", why="đã soạn xong, chờ ký")
        one = "một người ký cho hai bên, chờ anh/chị xác nhận"
        _papers(desk, papers_to_confirm(access), go="Xác nhận", why=one)
    if access.has(Ability.PAPER_FILE):
        signed = Paper.objects.filter(owner__in=access.units(Ability.PAPER_FILE), state=Paper.State.SIGNED)
        _papers(desk, signed, go="Phát hành", why="đã ký, chờ ghi nơi nhận và phát hành")
    if access.has(Ability.PAPER_FILE) or access.has(Ability.MOVEMENT_DECIDE):
        _plans_owed(access, desk)
    _receipts(access, desk)
    if access.has(Ability.ATTEST):
        _dossiers(access, desk)
    if access.has(Ability.COUNCIL_RECORD):
        _sessions(access, desk)
    desk.owed.sort(key=lambda work: (not work.pinned, work.day is None, work.day))
    return desk


def _late(due: date | None, today: date) -> tuple[str, str]:
    """What to say under a date, and how loudly."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return f"Trễ {-days} ngày", "late"
    return ("Hôm nay" if days == 0 else f"Còn {days} ngày"), ""


def _own_assignments(access: Access, desk: Desk) -> None:
    for row in open_assignments(access.user)[:50]:
        pledge = row.duty.what == "pledge"
        href = reverse("pledge", args=[row.duty.movement_id]) if pledge else row.duty.get_absolute_url()
        desk.owed.append(_asked(row, href, "", access.day, go="Ký" if pledge else "Mở"))


def _unit_assignments(access: Access, desk: Desk) -> None:
    """What is asked of the units this person speaks for; reports have their own line."""
    rows = answerable_by(access).filter(duty__movement__state="running")
    for row in rows.select_related("duty__movement__plan", "unit").order_by("due", "id")[:50]:
        work = _asked(row, row.get_absolute_url(), f"Việc của {row.unit}. ", access.day)
        if row.state == Assignment.State.RETURNED:
            desk.returned.append(replace(work, caption="Trả lại", tone="back", quote=row.returned_reason))
        else:
            desk.owed.append(work)
    _halves_and_reviews(access, desk)
    for row in given_work(access)[:50]:
        go = "Mở" if row.confirmed_at else "Xác nhận"
        href = row.duty.get_absolute_url()
        desk.owed.append(_asked(row, href, f"Việc của {row.unit}. ", access.day, go=go))


def _halves_and_reviews(access: Access, desk: Desk) -> None:
    """Joint work that waits for a union chair, and what units have handed in, a line for each movement."""
    halves = halves_to_confirm(access).select_related("duty__movement__plan", "unit")
    for row in halves.order_by("due", "id")[:20]:
        whose = f"Cùng thủ trưởng {row.unit}. "
        desk.owed.append(_asked(row, row.get_absolute_url(), whose, access.day, go="Xác nhận"))
    counted = awaiting_review(access).order_by().values_list("duty__movement", "duty__movement__name")
    for key, name, count in counted.annotate(Count("pk"))[:20]:
        href = f"{reverse('coverage', args=[key])}?loc=waiting"
        why = "Xem từng phần rồi chấp nhận, hoặc trả lại và nêu phần thiếu."
        desk.waiting.append(Work(f"{count} đơn vị đã nộp: {name}", href, why, go="Xem"))


def _tasks(access: Access, desk: Desk) -> None:
    """Tasks of every movement that are this person's, or their part of a shared one (LT-53)."""
    for row in tasks_owed(access)[:50]:
        caption, tone = _late(row.due, access.day)
        whose = f"Nhiệm vụ của {row.unit}. " if row.unit and row.owner_person_id is None else ""
        said = f"“{row.due_words}”. " if row.due_words and row.due is None else ""
        why = f"{whose}{said}Phong trào “{row.movement}”, {row.movement.plan.code}. {_origin(row.due_origin)}"
        caption = f"Gấp. {caption}".strip() if row.urgent else caption
        desk.owed.append(
            Work(
                f"{row.action[:1].upper()}{row.action[1:]}",
                row.get_absolute_url(),
                why,
                row.due,
                caption,
                tone,
                pinned=row.urgent,
            )
        )


def _asked(row: Assignment, href: str, whose: str, today: date, *, go: str = "Mở") -> Work:
    movement = row.duty.movement
    caption, tone = _late(row.due, today)
    rests_on = f"Phong trào “{movement}”, {movement.plan.code}" if movement else str(row.duty.paper)
    why = f"{whose}{rests_on}. {_origin(row.duty.due_origin)}"
    return Work(row.duty.title, href, why, row.due, caption, tone, go)


def _origin(origin: str) -> str:
    return {
        "stated": "Hạn do văn bản nêu.",
        "office": "Hạn do đơn vị đặt, không có trong văn bản.",
        "computed": "Hạn do hệ thống tính.",
    }.get(origin, "Văn bản không nêu hạn.")


def _reports(access: Access, desk: Desk) -> None:
    for report in reports_due(access.units(Ability.REPORT_FILL), on=access.day)[:50]:
        window = report.expected.window
        caption, tone = _late(window.due_on, access.day)
        if report.state == Report.State.RETURNED:
            act = report.submissions.order_by("-id").first()
            word = act.reviews.order_by("-id").first() if act else None
            desk.returned.append(
                Work(
                    str(report),
                    report.get_absolute_url(),
                    "Sửa rồi gửi lại; số đã nhập vẫn còn.",
                    window.due_on,
                    "Trả lại",
                    "back",
                    "Sửa tiếp",
                    word.reason if word else "",
                    str(word.by.get_full_name()) if word else "",
                )
            )
        else:
            desk.owed.append(
                Work(
                    window.label,
                    report.get_absolute_url(),
                    f"{report.expected.unit_name} phải báo cáo.",
                    window.due_on,
                    caption,
                    tone,
                    "Nhập",
                )
            )


def _reports_to_review(access: Access, desk: Desk) -> None:
    for report in reports_in(access.units(Ability.REPORT_ACCEPT), state="submitted")[:50]:
        if report.submitted_by_id == access.user.pk:
            continue
        sent = report.submitted_at.date() if report.submitted_at else None
        desk.waiting.append(
            Work(
                f"Báo cáo của {report.expected.unit_name}",
                report.get_absolute_url(),
                f"{report.expected.window.label}, chờ duyệt.",
                sent,
                "Mới đến",
                "",
                "Xem và duyệt",
            )
        )


def _gaps(access: Access, desk: Desk) -> None:
    open_gaps = Gap.objects.filter(choice="", movement__owner__in=access.units(Ability.MOVEMENT_DECIDE))
    movements = Movement.objects.filter(gaps__in=open_gaps, state="draft").distinct().select_related("plan")
    for movement in movements:
        names = [gap.get_what_display().lower() for gap in movement.gaps.filter(choice="").order_by("id")]
        desk.waiting.append(
            Work(
                f"Quyết định phần văn bản không nêu của {movement.plan.code or movement.name}",
                reverse("gaps", args=[movement.pk]),
                f"Còn {len(names)} phần: {', '.join(names)}.",
                go="Quyết định",
            )
        )


def _plans_owed(access: Access, desk: Desk) -> None:
    """Plans of the direct superior that this office has not answered with its own (EK-12)."""
    deciding = access.units(Ability.MOVEMENT_DECIDE)
    found = plans_owed(access.units(Ability.PAPER_FILE) | deciding, on=access.day)[:20]
    decides = set(deciding.values_list("pk", flat=True))
    given = asked_as_work([owed.asked for owed in found if owed.open])
    for owed in found:
        if owed.open and owed.asked.pk not in given:
            dated = f" ngày {short(owed.asked.day)}" if owed.asked.day else ""
            waited = f" sau {owed.days} ngày" if owed.days else ""
            why = f"{owed.asked}{dated}: đơn vị chưa có kế hoạch triển khai{waited}."
            href, go = owed.asked.get_absolute_url(), "Mở"
            if owed.asked.owner_id in decides:
                href, go = reverse("plan_derive", args=[owed.asked.pk]), "Lập"
            desk.owed.append(Work("Xây dựng kế hoạch", href, why, go=go))


def _receipts(access: Access, desk: Desk) -> None:
    """Papers sent to this person or to the units they receive for, not yet confirmed."""
    for row in to_confirm(access, receiving_units(access))[:20]:
        whose = f"Gửi {row.unit}" if row.unit else "Gửi anh/chị"
        why = f"{whose}: {row.paper.subject[:110]}. Mở và xác nhận đã nhận."
        desk.arrived.append(Work(f"{row.paper}", row.paper.get_absolute_url(), why, go="Xác nhận"))


def _papers(desk: Desk, papers: "QuerySet[Paper]", *, go: str, why: str) -> None:
    for paper in papers.defer("source_lines", "reading")[:50]:
        href = paper.get_absolute_url()
        if paper.state == Paper.State.SIGNED and paper.route == Paper.Route.PLAN:
            href = reverse("plan_of_paper", args=[paper.pk])
        desk.waiting.append(Work(f"{paper}", href, f"{paper.subject[:110]}: {why}.", go=go))


def _dossiers(access: Access, desk: Desk) -> None:
    waiting = Nomination.objects.filter(
        home__in=access.units(Ability.NOMINATION_VIEW), state=Nomination.State.SUBMITTED, outcomes=None
    )
    count = waiting.filter(attestations=None).count()
    if count:
        desk.waiting.append(
            Work(
                f"Xác nhận dữ kiện cho {count} hồ sơ khen thưởng",
                reverse("nominations"),
                "Thiếu xác nhận thì kết luận là chưa đủ căn cứ.",
                go="Xem hồ sơ",
            )
        )


def _sessions(access: Access, desk: Desk) -> None:
    for session in Session.objects.filter(
        council__in=access.units(Ability.COUNCIL_RECORD), state="open"
    ).select_related("council", "call"):
        desk.waiting.append(
            Work(
                str(session),
                session.get_absolute_url(),
                "Phiên họp đang mở, chờ ghi kết quả.",
                go="Ghi biên bản",
            )
        )
