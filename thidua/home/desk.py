"""Việc của tôi: what a person owes, by when and why; what waits for their decision; what came back."""

from django.db.models import QuerySet
from django.urls import reverse

from thidua.commendation.models import Nomination, Session
from thidua.core.dates import short
from thidua.documents.models import Paper
from thidua.documents.queries.pages import receiving_units
from thidua.documents.queries.receipts import to_confirm
from thidua.documents.queries.signing import papers_to_confirm, papers_to_sign
from thidua.documents.queries.superiors import plans_owed
from thidua.home import movement_work
from thidua.home.work import Desk, Work, lateness
from thidua.movements.queries.assignments import (
    asked_as_work,
)
from thidua.org.access import Ability, Access
from thidua.reporting.models import Report
from thidua.reporting.queries.reports import reports_due, reports_in


def desk_of(access: Access) -> Desk:
    """Everything asked of one person on one day, nearest due first."""
    desk = Desk()
    movement_work.own_assignments(access, desk)
    movement_work.unit_assignments(access, desk)
    movement_work.tasks(access, desk)
    if access.has(Ability.REPORT_FILL):
        _reports(access, desk)
    if access.has(Ability.REPORT_ACCEPT):
        _reports_to_review(access, desk)
    movement_work.results(access, desk)
    if access.has(Ability.MOVEMENT_DECIDE):
        movement_work.gaps(access, desk)
        movement_work.left_open(access, desk)
    if access.has(Ability.PAPER_SIGN):
        _papers(desk, papers_to_sign(access), go="Ký", why="đã soạn xong, chờ ký")
        one = "một người ký cho hai bên, chờ anh/chị xác nhận"
        _papers(desk, papers_to_confirm(access), go="Xác nhận", why=one)
    if access.has(Ability.PAPER_FILE):
        signed = Paper.objects.filter(owner__in=access.units(Ability.PAPER_FILE), state=Paper.State.SIGNED)
        _papers(desk, signed, go="Phát hành", why="đã ký, chờ ghi nơi nhận và phát hành")
    if access.has(Ability.PAPER_FILE) or access.has(Ability.MOVEMENT_DECIDE):
        _plans_owed(access, desk)
    movement_work.corrections(access, desk)
    movement_work.scenarios(access, desk)
    _receipts(access, desk)
    if access.has(Ability.ATTEST):
        _dossiers(access, desk)
    if access.has(Ability.COUNCIL_RECORD):
        _sessions(access, desk)
    desk.owed.sort(key=lambda work: (not work.pinned, work.day is None, work.day))
    return desk


def _reports(access: Access, desk: Desk) -> None:
    for report in reports_due(access.units(Ability.REPORT_FILL), on=access.day)[:50]:
        window = report.expected.window
        caption, tone = lateness(window.due_on, access.day)
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
