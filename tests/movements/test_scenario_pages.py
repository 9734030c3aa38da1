"""The pages of scenarios: every step of the schools of Ea Kar by hand, and what the office above sees."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.journeys.offices import build as build_offices
from thidua.activity.models import Event
from thidua.demo.days import at
from thidua.documents.actions.filing import register_received
from thidua.movements.actions.importing import import_plan
from thidua.movements.models import Activation, Assignment, Launch, Movement, Scenario, Task
from thidua.org.models import Unit, User
from thidua.reporting.models import OperatingState

ISSUED, LATER = dt.date(2021, 10, 26), dt.date(2021, 11, 16)
LEVELS = ["Cấp độ 1", "Cấp độ 2", "Cấp độ 3", "Cấp độ 4"]


@pytest.fixture(scope="module")
def _ea_kar(django_db_setup, django_db_blocker, seeds):
    """Plan 685 of the district office, running, with a scenario asked of its three schools."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_offices()
        office, by = Unit.objects.get(code="PGDDT-EAKAR"), User.objects.get(username="ek-truong")
        data = next(seeds.glob("000_*.txt")).read_bytes()
        movement = import_plan(office, data, "685.txt", by=by, at=at(ISSUED), own=True).movement
        first = Launch.objects.create(
            movement=movement, form="earlier", day=ISSUED, recorded_at=at(ISSUED), recorded_by=by
        )
        Movement.objects.filter(pk=movement.pk).update(
            state="running", launched_at=at(ISSUED), launched_by=by, first_launch=first
        )
        duty = movement.duties.create(what="scenario", reaches="units", sentence="có phương án từng cấp độ")
        for school in Unit.objects.filter(code__in=["EK-A", "EK-B", "EK-C"]):
            Assignment.objects.create(duty=duty, unit=school, opened_at=at(ISSUED))
        yield movement.pk
        transaction.set_rollback(True)


@pytest.fixture
def movement(_ea_kar, db):
    return Movement.objects.get(pk=_ea_kar)


@pytest.fixture
def enter(client, time_machine):
    """Somebody at a page of theirs, at noon of a day."""

    def opened(username, day=ISSUED):
        time_machine.move_to(at(day, 12).astimezone(dt.UTC), tick=False)
        client.force_login(User.objects.get(username=username), backend="thidua.org.backends.StaffBackend")
        return client

    return opened


def text(answer):
    return answer.content.decode()


def unit(code):
    return Unit.objects.get(code=code)


def write_and_send(client, movement, code, level, mode="online"):
    """A head writes a scenario for a level and sends it to the commune and the district."""
    form = {
        "name": f"Phương án {level}",
        "level": level,
        "operating": mode,
        "trigger": "Có ca nhiễm trong xã",
    }
    answer = client.post(reverse("scenario_new", args=[movement.pk, unit(code).pk]), form)
    made = Scenario.objects.latest("pk")
    assert answer["Location"] == made.get_absolute_url()
    person = unit(code).posts.get(position="head").person_id
    step = {"action": "Khử khuẩn", "person": person, "when": "-1", "apart": "1", "counts": "số phòng học"}
    client.post(reverse("scenario_step_add", args=[made.pk]), step)
    bodies = {"locality": "UBND thị trấn Ea Kar", "superior": "UBND huyện Ea Kar"}
    client.post(reverse("scenario_submit", args=[made.pk]), bodies)
    return made


def word_of_the_district(number=2105, book="PGDDT-EAKAR"):
    """The decision of the district, entered in an office's book of received papers on 28/10."""
    day = dt.date(2021, 10, 28)
    facts = {"kind": "QĐ", "symbol": "QĐ-UBND", "issuer_written": "UBND huyện Ea Kar"}
    clerk = User.objects.get(username="ek-vanthu")
    return register_received(
        unit(book),
        number=number,
        day=day,
        received_on=day,
        subject="Duyệt phương án",
        by=clerk,
        at=at(day),
        **facts,
    )


def approve(client, made, side, number, paper=None, day="2021-10-28"):
    row = made.approvals.get(side=side)
    form = {f"{side}-answer": "approved", f"{side}-number": number, f"{side}-day": day}
    form |= {f"{side}-paper": paper.pk} if paper else {}
    return client.post(reverse("scenario_answer", args=[row.pk]), form)


def approved(enter, movement, code, head, level, mode="online"):
    """Sent on 26/10, approved by the commune and by the district on 28/10."""
    made = write_and_send(enter(head), movement, code, level, mode)
    day = dt.date(2021, 10, 28)
    approve(enter(head, day), made, "locality", "12/QĐ-UBND")
    approve(enter("ek-truong", day), made, "superior", "2105/QĐ-UBND", word_of_the_district())
    return made


def test_a_scenario_goes_from_the_head_to_the_commune_and_the_district_and_shows_number_and_day(
    movement, enter
):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    page = text(enter("ek-a").get(made.get_absolute_url()))
    assert "Đã trình, chưa được phê duyệt" in page
    assert "UBND huyện Ea Kar chưa phê duyệt phương án." in page

    day = dt.date(2021, 10, 28)
    approve(enter("ek-a", day), made, "locality", "12/QĐ-UBND")
    approve(enter("ek-truong", day), made, "superior", "2105/QĐ-UBND", word_of_the_district())

    page = text(enter("ek-a", day).get(made.get_absolute_url()))
    assert "2105/QĐ-UBND" in page
    assert "chưa phê duyệt" not in page
    work = Assignment.objects.get(unit=unit("EK-A"), duty__what="scenario")
    assert (work.state, work.handed_in_by.username) == ("handed_in", "ek-a")
    waiting = Assignment.objects.filter(duty=work.duty, state="open")
    assert set(waiting.values_list("unit__code", flat=True)) == {"EK-B", "EK-C"}


def test_the_office_between_notes_the_districts_word_from_its_paper_and_not_the_communes(movement, enter):
    made, paper = write_and_send(enter("ek-a"), movement, "EK-A", ""), word_of_the_district()
    elsewhere = word_of_the_district(2106, "EK-B")
    client = enter("ek-truong", dt.date(2021, 10, 28))
    page = text(client.get(made.get_absolute_url()))
    assert ('name="superior-paper"' in page, 'name="locality-answer"' in page) == (True, False)

    for side, given, told in (
        ("superior", None, "Cơ quan phê duyệt tự ghi trả lời của mình"),
        ("superior", elsewhere, "lựa chọn này không có trong danh sách"),
        ("locality", None, "Trả lời của địa phương do đơn vị lập phương án"),
    ):
        answer = approve(client, made, side, "2105/QĐ-UBND", given)
        assert (answer.status_code, told in text(answer)) == (422, True)
    assert set(made.approvals.values_list("state", flat=True)) == {"waiting"}
    approve(client, made, "superior", "2105/QĐ-UBND", paper)

    row = made.approvals.get(side="superior")
    assert (row.state, row.paper, row.said_by.username) == ("approved", paper, "ek-truong")
    link = f'href="{paper.get_absolute_url()}"'
    assert link in text(client.get(made.get_absolute_url()))
    assert link not in text(enter("ek-a").get(made.get_absolute_url()))


def test_a_returned_scenario_is_sent_anew_with_the_committee_above_the_office_proposed(movement, enter):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    row = made.approvals.get(side="superior")
    form = {"superior-answer": "returned", "superior-reason": "Thiếu đầu mối"}
    form["superior-paper"] = word_of_the_district().pk
    enter("ek-truong").post(reverse("scenario_answer", args=[row.pk]), form)

    page = text(enter("ek-a").get(made.get_absolute_url()))

    assert "Thiếu đầu mối" in page
    committee = unit("PGDDT-EAKAR").placements.get().parent
    assert committee.kind == "district"
    assert f'name="superior" value="{committee}"' in page


def test_the_office_sees_which_school_lacks_a_scenario_for_which_level(movement, enter):
    terms = {"levels": "\n".join(LEVELS), "review_days": "30", "confirm_days": "2"}
    enter("ek-truong").post(reverse("scenario_terms", args=[movement.pk]), terms)
    write_and_send(enter("ek-a"), movement, "EK-A", "Cấp độ 2")

    page = text(enter("ek-truong").get(reverse("scenarios", args=[movement.pk])))

    assert page.count('role="rowheader"') == 4
    school = next(row for row in page.split('role="rowheader"') if "Trường Tiểu học Mẫu A" in row[:200])
    assert "Cấp độ 1, Cấp độ 3, Cấp độ 4; trực tiếp, kết hợp trực tiếp và trực tuyến" in school
    assert text(enter("ek-a").get(reverse("scenarios", args=[movement.pk]))).count("Mẫu B") == 0


def test_mau_b_is_locked_down_for_fourteen_days_and_teaches_online(movement, enter):
    made = approved(enter, movement, "EK-B", "ek-b", "")
    place = reverse("operating", args=[movement.pk, unit("EK-B").pk])
    order = {
        "state": "lockdown",
        "body": "UBND huyện Ea Kar",
        "number": "2150/QĐ-UBND",
        "day": "2021-10-31",
        "first": "2021-11-01",
        "last": "2021-11-14",
        "reason": "Có ca lây nhiễm",
    }
    client = enter("ek-b", dt.date(2021, 10, 31))
    assert client.post(place, order)["Location"] == place
    decision = {"number": "30/QĐ", "day": "2021-10-31", "first": "2021-11-01", "last": "2021-11-14"}
    client.post(reverse("scenario_activate", args=[made.pk]), {**decision, "reason": "Trường bị phong tỏa"})

    page = text(enter("ek-truong", LATER).get(place))

    assert page.count("<b>14</b>") == 2
    assert 'từ <time datetime="2021-11-01">01/11/2021</time> đến hết <time' in page
    past = text(enter("ek-b", LATER).get(place, {"ngay": "2021-11-05"}))
    assert "không tổ chức" in past
    task = Task.objects.get(action="Khử khuẩn")
    assert (task.due, task.due_origin, task.unit) == (dt.date(2021, 10, 31), "computed", unit("EK-B"))


def test_an_unapproved_activation_is_refused_on_the_page_with_all_reasons_and_writes_nothing(movement, enter):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    client = enter("ek-a")
    page = text(client.get(reverse("scenario_activate", args=[made.pk])))
    assert "UBND thị trấn Ea Kar chưa phê duyệt phương án." in page

    decision = {"number": "9/QĐ", "day": "2021-10-26", "first": "2021-10-27", "reason": "Dịch"}
    answer = client.post(reverse("scenario_activate", args=[made.pk]), decision)

    assert answer.status_code == 422
    for body in ("UBND thị trấn Ea Kar", "UBND huyện Ea Kar"):
        assert f"{body} chưa phê duyệt phương án." in text(answer)
    assert (list(Activation.objects.all()), list(OperatingState.objects.all())) == ([], [])


def test_an_emergency_tells_the_office_which_confirms_it_and_the_counts_are_given(movement, enter):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    client = enter("ek-a")
    client.post(reverse("scenario_emergency", args=[made.pk]), {"reason": "Ca nhiễm trong lớp"})
    row = Activation.objects.get()
    assert Event.objects.filter(verb="scenario.emergency", about_id=made.pk).count() == 1
    assert "chờ cấp trên xác nhận" in text(client.get(made.get_absolute_url()))

    for name in ("activation_confirm", "activation_end"):
        assert client.post(reverse(name, args=[row.pk]), {}).status_code == 422
    form = {"body": "Phòng GDĐT", "number": "700/PGDĐT", "day": "2021-10-26"}
    enter("ek-truong").post(reverse("activation_confirm", args=[row.pk]), form)
    counted = row.tasks.get()
    assert (
        enter("ek-a").post(reverse("activation_count", args=[counted.pk]), {"so0": "-1"}).status_code == 422
    )
    enter("ek-a").post(reverse("activation_count", args=[counted.pk]), {"so0": "12"})
    end = {"last": "2021-10-27", "reason": "Hết nguy cơ"}
    enter("ek-a", dt.date(2021, 10, 27)).post(reverse("activation_end", args=[row.pk]), end)

    row.refresh_from_db()
    counted.refresh_from_db()
    assert (row.number, row.last, row.end_reason) == ("700/PGDĐT", dt.date(2021, 10, 27), "Hết nguy cơ")
    assert counted.counts == [12]
    page = text(enter("ek-a", LATER).get(made.get_absolute_url()))
    assert "số phòng học: 12" in page


def test_an_emergency_says_by_which_day_it_is_confirmed_at_the_latest(movement, enter):
    terms = {"levels": "", "review_days": "", "confirm_days": "2"}
    enter("ek-truong").post(reverse("scenario_terms", args=[movement.pk]), terms)
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    client = enter("ek-a")
    client.post(reverse("scenario_emergency", args=[made.pk]), {"reason": "Ca nhiễm trong lớp"})

    page = text(client.get(made.get_absolute_url()))

    assert 'kết thúc chậm nhất ngày <time datetime="2021-10-28">' in page


def test_a_planned_switch_is_withdrawn_on_the_page(movement, enter):
    made = approved(enter, movement, "EK-C", "ek-c", "")
    decision = {"number": "9/QĐ", "day": "2021-10-28", "first": "2021-11-08", "reason": "Dịch"}
    client = enter("ek-c", dt.date(2021, 10, 28))
    client.post(reverse("scenario_activate", args=[made.pk]), decision)
    row = Activation.objects.get()
    assert "Hủy trước khi bắt đầu" in text(client.get(made.get_absolute_url()))
    assert client.post(reverse("activation_withdraw", args=[row.pk]), {"reason": ""}).status_code == 422

    client.post(reverse("activation_withdraw", args=[row.pk]), {"reason": "Dịch đã lui"})

    page = text(client.get(made.get_absolute_url()))
    assert "Đã hủy trước khi bắt đầu" in page
    assert list(OperatingState.objects.all()) == []


def test_a_form_that_was_refused_keeps_what_was_typed(movement, enter):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    client = enter("ek-a")
    reopen = reverse("scenario_reopen", args=[made.pk])
    assert "Chưa nhập Lý do." in text(client.post(reopen, {"reason": ""}))
    client.post(reopen, {"reason": "Sửa"})
    for name, form, kept in (
        ("scenario_step_add", {"action": "Đo thân nhiệt", "when": "1"}, "Đo thân nhiệt"),
        ("scenario_item_add", {"part": "means", "holder": "Kho A"}, "Kho A"),
        ("scenario_submit", {"locality": "UBND xã Cư Ni"}, "UBND xã Cư Ni"),
        ("scenario_emergency", {"reason": " "}, "Chưa nhập Lý do."),
        ("scenario_activate", {"number": "77/QĐ"}, "Phương án chưa trình phê duyệt."),
        ("scenario_edit", {"name": "Tên khác", "threshold": "3"}, "Tên khác"),
        ("scenario_edit", {"name": "A", "measure": "ca", "threshold": "3000000000"}, "1000000000"),
        ("scenario_step_add", {"action": "Đo", "counts": "x" * 201}, "Tên một con số dài nhất 200 chữ cái."),
    ):
        answer = client.post(reverse(name, args=[made.pk]), form)
        assert (name, answer.status_code) == (name, 422)
        assert kept in text(answer), name
    terms = client.post(reverse("scenario_terms", args=[movement.pk]), {"levels": "x"})
    assert terms.status_code == 404
    wrong = {"levels": "x" * 61}
    refused = enter("ek-truong").post(reverse("scenario_terms", args=[movement.pk]), wrong)
    assert "Tên một cấp độ dài nhất 60 chữ cái." in text(refused)


def test_the_lists_of_readiness_and_the_text_are_kept_on_the_page(movement, enter):
    made = write_and_send(enter("ek-a"), movement, "EK-A", "")
    client = enter("ek-a")
    item = made.items.get(part="command")
    values = {"part": "command", "what": "Ban chỉ huy", "holder": "Hiệu trưởng", "ready": "on"}
    client.post(reverse("scenario_item", args=[item.pk]), values)
    client.post(reverse("scenario_item_add", args=[made.pk]), {"part": "means", "what": "Máy đo thân nhiệt"})
    client.post(reverse("scenario_item_remove", args=[made.items.get(part="logistics").pk]))
    client.post(reverse("scenario_reopen", args=[made.pk]), {"reason": "Sửa"})
    client.post(reverse("scenario_step_remove", args=[made.steps.get().pk]))
    form = {"name": "Phương án mới", "trigger": "Có bão", "measure": "cấp bão", "threshold": "10"}
    client.post(reverse("scenario_edit", args=[made.pk]), form)
    client.post(reverse("scenario_review", args=[made.pk]))

    page = text(client.get(made.get_absolute_url()))

    made.refresh_from_db()
    assert (made.name, made.state, made.reviewed_on, made.steps.count()) == (
        "Phương án mới",
        "draft",
        ISSUED,
        0,
    )
    assert "cấp bão, từ 10" in page
    assert "4 tại chỗ: 1/4" in page
    assert page.count("Chưa sẵn sàng") == 8
    assert "Chưa có mục nào" in page


def test_a_head_writes_only_for_the_own_school_and_orders_nothing_elsewhere(movement, enter):
    client = enter("ek-a")
    elsewhere = unit("EK-B").pk

    assert client.get(reverse("scenario_new", args=[movement.pk, elsewhere])).status_code == 404
    assert client.get(reverse("operating", args=[movement.pk, elsewhere])).status_code == 404
    office = reverse("operating", args=[movement.pk, movement.owner_id])
    assert "Ghi theo quyết định" not in text(client.get(office))
    assert client.post(office, {"state": "lockdown"}).status_code == 404


def test_the_list_costs_as_many_queries_for_three_schools_as_for_none(movement, enter):
    client, place = enter("ek-truong"), reverse("scenarios", args=[movement.pk])
    client.get(place)
    with CaptureQueriesContext(connection) as none:
        client.get(place)
    for code, head in (("EK-A", "ek-a"), ("EK-B", "ek-b"), ("EK-C", "ek-c")):
        write_and_send(enter(head), movement, code, "")

    client = enter("ek-truong")
    client.get(place)
    with CaptureQueriesContext(connection) as three:
        assert text(client.get(place)).count("4 tại chỗ: 0/4") == 3

    assert len(three) == len(none)
