"""Việc của tôi: what I owe, what waits for me, what came back and why; and beside it the notices and the trail."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.activity.models import Event, Notice
from thidua.activity.trail import notify, record
from thidua.core.dates import short
from thidua.demo.days import REPORTED, REPORTS_ASKED, at
from thidua.demo.stages import ask
from thidua.documents.actions.filing import register_received
from thidua.documents.actions.issuing import acknowledge
from thidua.home.desk import desk_of
from thidua.home.queries import trail_seen_by
from thidua.home.work import Desk, Work
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.models import Assignment, Movement
from thidua.org.access import Access
from thidua.reporting.actions.reports import accept_report, return_report, save_cell, submit_report
from thidua.reporting.cells import CellState
from thidua.reporting.models import Report

DAY = dt.date(2021, 9, 21)
PLEDGE = "Đăng ký và ký giao ước thi đua"


def desk(user, day=DAY):
    return desk_of(Access(user, day))


def lines(pile):
    return [(work.title, work.caption, work.tone, work.go) for work in pile]


@pytest.fixture
def movement(planned):
    return Movement.objects.get(owner=planned.school)


@pytest.fixture
def window(planned, movement):
    return ask(planned, movement)


@pytest.fixture
def report(planned, window):
    """Khoa's own report, filled and sent."""
    report = Report.objects.get(expected__window=window, expected__unit=planned.teams["TOAN"])
    for slot, value in enumerate((9, 9, 4)):
        report = save_cell(
            report, slot, value=value, state=CellState.NUMBER, base=0, by=planned.khoa, at=at(REPORTED)
        )
    return submit_report(report, by=planned.khoa, at=at(REPORTED))


# The desk


def test_a_teacher_owes_the_pledge_with_its_day_and_where_the_day_comes_from(planned, movement):
    [work] = desk(planned.hoa).owed

    assert (work.title, work.day, work.caption, work.go) == (PLEDGE, dt.date(2021, 9, 30), "Còn 9 ngày", "Ký")
    assert work.href == reverse("pledge", args=[movement.pk])
    assert work.why.endswith("30/KH-THPTLT. Hạn do đơn vị đặt, không có trong văn bản.")
    assert (desk(planned.hoa).waiting, desk(planned.hoa).returned) == ([], [])


def test_the_head_of_a_team_owes_what_is_asked_of_the_team_as_well_nearest_day_first(planned, movement):
    pledge, own_plan = desk(planned.khoa).owed

    assert (pledge.title, pledge.day) == (PLEDGE, dt.date(2021, 9, 30))
    assert own_plan.title == "Kế hoạch dạy học và kế hoạch hoạt động của tổ"
    own = Assignment.objects.get(
        duty__movement=movement, duty__what="group_plans", unit=planned.teams["TOAN"]
    )
    assert (own_plan.day, own_plan.href) == (dt.date(2021, 10, 11), own.get_absolute_url())
    assert own_plan.why.startswith("Việc của Tổ Toán – Tin. ")


def test_what_is_done_leaves_the_desk(planned, movement):
    sign_pledge(movement, by=planned.hoa, at=at(DAY))

    assert desk(planned.hoa).is_clear is True
    assert desk(planned.hoa).in_words() == "Một văn bản mới đến."

    acknowledge(movement.plan, by=planned.hoa, at=at(DAY))

    assert desk(planned.hoa).in_words() == "Không có việc nào."


def test_a_superiors_plan_asks_the_office_for_its_own_until_one_answers_it(planned, movement):
    asked = register_received(
        planned.school, kind="KH", number=99, symbol="KH-SGDĐT", day=DAY, issuer_written="Sở GD&ĐT Bình Phước",
        subject="Kế hoạch khác", received_on=DAY, by=planned.huong, at=at(DAY),
    )  # fmt: skip

    titles = [(work.title, work.why) for work in desk(planned.huong).owed]

    said = f"{asked} ngày {short(DAY)}: đơn vị chưa có kế hoạch triển khai."
    assert ("Xây dựng kế hoạch", said) in titles
    assert sum(title == "Xây dựng kế hoạch" for title, _ in titles) == 1  # 2786 was answered by 30


@pytest.mark.parametrize(
    ("day", "caption", "tone"),
    [
        (dt.date(2021, 9, 29), "Còn 1 ngày", ""),
        (dt.date(2021, 9, 30), "Hôm nay", ""),
        (dt.date(2021, 10, 15), "Trễ 15 ngày", "late"),
    ],
)
def test_how_late_something_is_is_said_in_words(planned, day, caption, tone):
    assert lines(desk(planned.quan, day).owed) == [(PLEDGE, caption, tone, "Ký")]


@pytest.mark.parametrize("name", ["son", "tu"])
def test_a_movement_asks_nothing_of_those_outside_it(planned, name):
    assert desk(getattr(planned, name)).is_clear is True


def test_an_open_report_is_owed_by_the_head_of_the_team_and_nobody_else(planned, window):
    titles = {
        name: [work.title for work in desk(getattr(planned, name), REPORTS_ASKED).owed]
        for name in ("khoa", "hoa", "minh", "tu")
    }

    assert [name for name, owed in titles.items() if window.label in owed] == ["khoa"]


def test_a_sent_report_waits_for_the_reviewer_and_no_longer_for_the_sender(planned, report):
    [waiting] = desk(planned.minh, REPORTED).waiting

    assert (waiting.title, waiting.go) == ("Báo cáo của Tổ Toán – Tin", "Xem và duyệt")
    assert waiting.href == report.get_absolute_url()
    assert [work for work in desk(planned.khoa, REPORTED).owed if work.href == waiting.href] == []
    assert [work for work in desk(planned.tu, REPORTED).waiting if work.href == waiting.href] == []


def test_a_returned_report_comes_back_first_with_the_reason_and_who_gave_it(planned, report):
    return_report(report, "Thiếu 1 người ở tổ", by=planned.minh, at=at(REPORTED, 10))

    mine = desk(planned.khoa, REPORTED)

    [returned] = mine.returned
    assert (returned.quote, returned.quote_by, returned.go) == (
        "Thiếu 1 người ở tổ",
        "Lê Mẫu Minh",
        "Sửa tiếp",
    )
    assert mine.laid_out()[0] is returned
    assert desk(planned.minh, REPORTED).waiting == []


def test_an_accepted_report_is_on_no_desk(planned, report):
    accept_report(report, by=planned.minh, at=at(REPORTED, 10))

    assert desk(planned.minh, REPORTED).waiting == []
    assert [
        work for work in desk(planned.khoa, REPORTED).owed if work.href == report.get_absolute_url()
    ] == []


def test_the_desk_counts_itself_in_words_and_lays_the_first_thing_apart():
    first, second, third = (Work(name, "/", "") for name in ("trả lại", "phải làm", "chờ"))
    full = Desk(owed=[second], waiting=[third], returned=[first])

    assert full.in_words() == "Một việc phải làm, một việc chờ quyết định, một việc bị trả lại."
    assert full.laid_out() == (
        first,
        [
            ("Bị trả lại", []),
            ("Tôi phải làm", [second]),
            ("Chờ tôi quyết định", [third]),
            ("Văn bản gửi đến, chưa xác nhận", []),
        ],
    )
    assert Desk().laid_out()[0] is None


# The pages


@pytest.fixture
def signed_in(client, planned, time_machine):
    """A client on the day after the plan went out, signed in as whoever is named."""
    time_machine.move_to(at(DAY), tick=False)

    def enter(name):
        client.force_login(getattr(planned, name))
        return client

    return enter


def test_the_desk_page_shows_the_thing_to_do_next(signed_in):
    page = signed_in("hoa").get("/").content.decode()

    assert PLEDGE in page
    assert "Thứ Ba, ngày 21/09/2021. Một việc phải làm, một văn bản mới đến." in page


def test_a_clear_desk_says_so(signed_in):
    assert "Hôm nay không có việc nào chờ anh/chị." in signed_in("tu").get("/").content.decode()


def test_the_notices_are_ones_own_and_are_read_all_at_once(signed_in, planned):
    Notice.objects.all().delete()
    event = record("plan.issued", "Phát hành.", by=planned.huong, at=at(DAY))
    notify(event, [planned.hoa], "Riêng cho cô Hòa.")
    notify(event, [planned.khoa], "Riêng cho thầy Khoa.")
    client = signed_in("hoa")

    page = client.get(reverse("notices")).content.decode()
    answer = client.post(reverse("notices_read"))

    assert ("Riêng cho cô Hòa." in page, "Riêng cho thầy Khoa." in page) == (True, False)
    assert (answer.status_code, answer.url) == (302, reverse("notices"))
    assert list(Notice.objects.order_by("id").values_list("read_at", flat=True)) == [at(DAY), None]


def test_reading_all_needs_a_form_sent_not_an_address_opened(signed_in):
    assert signed_in("hoa").get(reverse("notices_read")).status_code == 405


def test_the_trail_shows_the_units_one_answers_for_and_otherwise_only_ones_own_acts(planned):
    seen = {name: trail_seen_by(Access(getattr(planned, name), DAY)) for name in ("lan", "hoa", "tu")}

    school = [planned.school, planned.council, *planned.teams.values(), *planned.classes.values()]
    others = seen["lan"].exclude(actor_id=planned.lan.pk)
    assert {event.unit_id for event in others} == {unit.pk for unit in school}
    assert {event.actor_id for event in seen["hoa"]} == {planned.hoa.pk}
    assert {event.actor_id for event in seen["tu"]} == {planned.tu.pk}


def test_the_trail_of_another_school_stays_there(planned):
    foreign = record(
        "unit.seen", "Việc của trường khác.", by=planned.tu, unit=planned.other_school, at=at(DAY)
    )

    seen = {
        name: foreign in trail_seen_by(Access(getattr(planned, name), DAY))
        for name in ("lan", "tam", "son", "tu")
    }

    assert seen == {"lan": False, "tam": False, "son": True, "tu": True}


def test_the_trail_page_turns_and_shows_newest_first(signed_in, planned):
    newest = record("unit.seen", "Việc mới nhất.", by=planned.lan, unit=planned.school, at=at(DAY))
    client = signed_in("lan")

    first, second = (client.get(reverse("trail"), {"trang": n}).content.decode() for n in (1, 2))

    assert (newest.sentence in first, newest.sentence in second) == (True, False)
    assert first.count("<tr") - 1 == 50


@pytest.mark.parametrize("name", ["desk", "trail", "notices"])
def test_a_page_asks_the_database_no_more_for_three_rows_than_for_one(signed_in, planned, name):
    client, address = signed_in("lan"), reverse(name)
    client.get(address)

    asked = []
    for count in (1, 3):
        Notice.objects.all().delete()
        for number in range(count):
            event = record("unit.seen", f"Việc {number}.", by=planned.lan, unit=planned.school, at=at(DAY))
            notify(event, [planned.lan], f"Việc {number}.")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert Event.objects.filter(sentence__startswith="Việc ").count() == 4
