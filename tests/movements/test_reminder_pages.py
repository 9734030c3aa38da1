"""The pages on which people say how they are reminded, and where a movement shows how urgent tasks are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.activity.models import Delivery, Notice, Outlet
from thidua.demo.days import at
from thidua.movements.actions.reminders import send_urgent, set_own_hours
from thidua.movements.actions.tasks import add_task
from thidua.movements.models import Movement, ReminderHours, UrgentInterval
from thidua.movements.queries.reminders import reminder_page
from thidua.movements.rules.reminders import Hours
from thidua.org.access import Access

MONDAY = dt.date(2021, 9, 27)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def clock(time_machine):
    """Nine o'clock of a Monday, a week after the plan was issued."""
    time_machine.move_to(at(MONDAY), tick=False)
    return time_machine


@pytest.fixture
def movement(planned):
    return Movement.objects.get(owner=planned.school)


def test_one_sees_the_house_hours_sets_ones_own_and_takes_them_back(planned, enter):
    hoa = enter(planned.hoa)
    assert "bản tin lúc 7 giờ các ngày làm việc, yên tĩnh từ 21 giờ đến 6 giờ sáng hôm sau." in text(
        hoa.get(reverse("reminders"))
    )

    chosen = {"digest_hour": 18, "quiet_from": 20, "quiet_until": 5}
    hoa.post(reverse("reminder_hours"), chosen)

    row = ReminderHours.objects.get(user=planned.hoa)
    assert (row.digest_hour, row.quiet_from, row.quiet_until, row.rest_days) == (18, 20, 5, False)
    page = text(hoa.get(reverse("reminders")))
    assert "Đang theo giờ anh/chị tự chọn: bản tin lúc 18 giờ mọi ngày, yên tĩnh từ 20 giờ đến 5 giờ" in page

    hoa.post(reverse("reminder_hours_clear"))

    assert list(ReminderHours.objects.all()) == []


def test_a_digest_within_the_quiet_hours_is_refused_in_words(planned, enter):
    answer = enter(planned.hoa).post(
        reverse("reminder_hours"), {"digest_hour": 22, "quiet_from": 21, "quiet_until": 6, "rest_days": "on"}
    )

    assert answer.status_code == 422
    assert "Giờ nhận bản tin phải nằm ngoài giờ yên tĩnh." in text(answer)


def test_an_hour_that_is_none_brings_the_form_back_with_what_is_wrong(planned, enter):
    answer = enter(planned.hoa).post(reverse("reminder_hours"), {"digest_hour": 30, "quiet_from": 21})

    assert answer.status_code == 422
    assert "Chưa nhập Đến sáng hôm sau lúc." in text(answer)


def test_an_address_is_kept_and_the_page_says_that_no_mail_leaves_without_a_server(planned, enter, settings):
    settings.EMAIL_HOST = ""
    hoa = enter(planned.hoa)

    hoa.post(reverse("reminder_outlet"), {"email": "hoa@mau.vn", "webhook": ""})

    assert Outlet.objects.get(user=planned.hoa).email == "hoa@mau.vn"
    assert "Máy chủ chưa được cấu hình để gửi thư điện tử" in text(hoa.get(reverse("reminders")))


def test_a_target_is_chosen_by_name_and_no_other_is_taken(planned, enter, settings):
    settings.WEBHOOKS = {"Nhóm văn phòng": "http://127.0.0.1:9/"}
    hoa = enter(planned.hoa)

    refused = hoa.post(reverse("reminder_outlet"), {"email": "", "webhook": "http://127.0.0.1:5432/"})
    hoa.post(reverse("reminder_outlet"), {"email": "", "webhook": "Nhóm văn phòng"})

    assert refused.status_code == 422
    assert Outlet.objects.get(user=planned.hoa).webhook == "Nhóm văn phòng"


def test_what_did_not_arrive_stands_on_ones_own_page_with_the_reason_and_on_nobody_elses(
    planned, enter, movement
):
    set_own_hours(planned.hoa, Hours(), by=planned.hoa, at=at(MONDAY))
    Outlet.objects.create(user=planned.hoa, email="hoa@mau.vn", set_at=at(MONDAY))
    row = {"action": "Gửi danh sách", "owner_person": planned.hoa.person, "urgent": True}
    add_task(movement, row, by=planned.lan, at=at(MONDAY))
    send_urgent(at=at(MONDAY))
    Delivery.objects.filter(channel="email").update(state="failed", reason="Mã 550.", tried_at=at(MONDAY))

    assert "Mã 550." in text(enter(planned.hoa).get(reverse("reminders")))
    assert "Mã 550." not in text(enter(planned.quan).get(reverse("reminders")))


def test_the_head_sets_the_hours_of_the_unit_and_its_people_follow(planned, enter):
    lan = enter(planned.lan)
    address = reverse("unit_reminder_hours", args=[planned.school.pk])
    assert address in text(lan.get(reverse("reminders")))

    lan.post(address, {"digest_hour": 8, "quiet_from": 19, "quiet_until": 6, "rest_days": "on"})

    assert "bản tin lúc 8 giờ các ngày làm việc, yên tĩnh từ 19 giờ" in text(
        enter(planned.hoa).get(reverse("reminders"))
    )


def test_the_interval_of_urgent_tasks_stands_on_the_movements_page_as_it_is_set(planned, enter, movement):
    lan, tasks = enter(planned.lan), reverse("tasks", args=[movement.pk])
    assert "nhắc mỗi ngày làm việc cho đến khi xong; lần thứ hai báo cả thủ trưởng" in text(lan.get(tasks))

    lan.post(reverse("urgent_interval", args=[movement.pk]), {"working_days": 2})

    assert UrgentInterval.objects.get().working_days == 2
    assert "nhắc 2 ngày làm việc một lần cho đến khi xong" in text(lan.get(tasks))


def test_an_urgent_task_says_how_often_it_was_reminded_of_and_when_the_head_was_told(
    planned, enter, movement
):
    row = {"action": "Gửi danh sách", "owner_person": planned.hoa.person, "urgent": True}
    task = add_task(movement, row, by=planned.lan, at=at(MONDAY))
    hoa = enter(planned.hoa)
    assert "Chưa nhắc lần nào." in text(hoa.get(task.get_absolute_url()))

    for day in (MONDAY, MONDAY + dt.timedelta(days=1)):
        send_urgent(at=at(day))

    page = " ".join(text(hoa.get(task.get_absolute_url())).split())
    assert "Đã nhắc 2 lần, gần nhất" in page
    assert "báo thủ trưởng" in page


def test_the_lines_of_a_digest_stand_under_its_sentence(planned, enter):
    notice = Notice.objects.filter(user=planned.hoa).first()
    Notice.objects.filter(pk=notice.pk).update(lines="Hôm nay: Ký giao ước\nCòn 1 ngày: Báo cáo")

    page = text(enter(planned.hoa).get(reverse("notices")))

    assert "Hôm nay: Ký giao ước<br>Còn 1 ngày: Báo cáo" in page


def test_the_page_asks_a_fixed_handful_of_questions(planned, enter, movement):
    Outlet.objects.create(user=planned.lan, email="lan@mau.vn", set_at=at(MONDAY))
    row = {"action": "Gửi danh sách", "owner_person": planned.lan.person, "urgent": True}
    for _ in range(3):
        add_task(movement, row, by=planned.lan, at=at(MONDAY))
    send_urgent(at=at(MONDAY))

    with CaptureQueriesContext(connection) as seen:
        page = reminder_page(Access(planned.lan, MONDAY))

    assert len(page.deliveries) == 3
    assert len(seen) <= 6  # the posts of the person, and five
