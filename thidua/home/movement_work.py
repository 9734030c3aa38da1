"""What the movements put on the desk of one person."""

from dataclasses import replace
from datetime import date

from django.db.models import Count
from django.urls import reverse

from thidua.core.text import in_words
from thidua.home.work import Desk, Work, lateness, origin_words
from thidua.movements.models import Assignment, Gap, Movement
from thidua.movements.queries.assignments import (
    answerable_by,
    awaiting_review,
    halves_to_confirm,
    open_assignments,
)
from thidua.movements.queries.card import reviews_owed
from thidua.movements.queries.directives import given_work
from thidua.movements.queries.gaps import settings_left
from thidua.movements.queries.inspections import corrections_owed, corrections_to_review
from thidua.movements.queries.programmes import results_of
from thidua.movements.queries.scenarios import approvals_to_give, emergencies_to_confirm
from thidua.movements.queries.tasks import tasks_owed
from thidua.org.access import Ability, Access


def own_assignments(access: Access, desk: Desk) -> None:
    for row in open_assignments(access.user)[:50]:
        pledge = row.duty.what == "pledge"
        href = reverse("pledge", args=[row.duty.movement_id]) if pledge else row.duty.get_absolute_url()
        desk.owed.append(_asked(row, href, "", access.day, go="Ký" if pledge else "Mở"))


def unit_assignments(access: Access, desk: Desk) -> None:
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


def corrections(access: Access, desk: Desk) -> None:
    """What an inspection asked to be put right, and what was answered to one's own inspections (EK-37)."""
    for row in corrections_owed(access)[:50]:
        caption, tone = lateness(row.due, access.day)
        why = f"Khắc phục ở {row.inspection.unit}: {row.words} Hạn do đoàn kiểm tra đặt."
        desk.owed.append(Work(row.correction, row.get_absolute_url(), why, row.due, caption, tone, "Mở"))
    for row in corrections_to_review(access)[:50]:
        why = f"{row.inspection.unit} báo đã khắc phục; xem lại rồi kết thúc hoặc trả lại."
        desk.waiting.append(Work(row.correction, row.get_absolute_url(), why, row.due, go="Xem"))


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


def tasks(access: Access, desk: Desk) -> None:
    """Tasks of every movement that are this person's, or their part of a shared one (LT-53)."""
    for row in tasks_owed(access)[:50]:
        caption, tone = lateness(row.due, access.day)
        whose = f"Nhiệm vụ của {row.unit}. " if row.unit and row.owner_person_id is None else ""
        said = f"“{row.due_words}”. " if row.due_words and row.due is None else ""
        why = f"{whose}{said}Phong trào “{row.movement}”, {row.movement.plan.code}. {origin_words(row.due_origin)}"
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
    caption, tone = lateness(row.due, today)
    rests_on = f"Phong trào “{movement}”, {movement.plan.code}" if movement else str(row.duty.paper)
    why = f"{whose}{rests_on}. {origin_words(row.duty.due_origin)}"
    return Work(row.duty.title, href, why, row.due, caption, tone, go)


def gaps(access: Access, desk: Desk) -> None:
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


def left_open(access: Access, desk: Desk) -> None:
    """What running movements still leave open: settings nobody has decided, and years nobody has reviewed."""
    units = access.units(Ability.MOVEMENT_DECIDE)
    for movement, left in settings_left(units):
        title = f"Quyết định {in_words(len(left))} phần còn để ngỏ của {movement.plan.code or movement.name}"
        why = f"Kế hoạch không nêu: {'; '.join(gap.get_what_display().lower() for gap in left)}."
        desk.waiting.append(Work(title, reverse("gaps", args=[movement.pk]), why, go="Quyết định"))
    for movement, years in reviews_owed(units, on=access.day):
        title = f"Đánh giá năm {', '.join(map(str, years))} của {movement.plan.code or movement.name}"
        why = f"{movement.name}. Phong trào không có ngày kết thúc nên mỗi cuối năm cần một lần đánh giá."
        href = reverse("movement_card", args=[movement.pk])
        desk.waiting.append(Work(title, href, why, go="Đánh giá"))


def results(access: Access, desk: Desk) -> None:
    """Registrations of this school year whose holder has not said what came of them, as its end comes near (NH-28)."""
    for row, due in results_of(access):
        caption, tone = lateness(due, access.day)
        whose = f"Việc của {row.unit}. " if row.person_id is None else ""
        why = f"{whose}Đã đăng ký đầu năm; ghi kết quả trước khi năm học kết thúc. {origin_words('computed')}"
        title = f"Ghi kết quả năm học: {row.programme.name}"
        desk.owed.append(Work(title, row.programme.get_absolute_url(), why, due, caption, tone, "Ghi"))


def scenarios(access: Access, desk: Desk) -> None:
    """Scenarios that wait for the word of one's office, and emergencies that it must confirm or end (EK-62)."""
    for row in approvals_to_give(access)[:20]:
        scenario = row.scenario
        why = f"{scenario.unit} trình {row.body} phê duyệt phương án."
        desk.waiting.append(Work(str(scenario), scenario.get_absolute_url(), why, go="Phê duyệt"))
    for active in emergencies_to_confirm(access)[:20]:
        scenario = active.scenario
        why = f"{scenario.unit} đã kích hoạt khẩn cấp: {active.reason}"
        href = scenario.get_absolute_url()
        desk.waiting.insert(0, Work(str(scenario), href, why, caption="Khẩn cấp", tone="late", go="Xác nhận"))
