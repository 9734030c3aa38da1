"""Urging: one late list that says what the pages of each thing say, one note to the right people, and its log."""

# ruff: noqa: F811 the fixtures of plan 685 are named where they are used

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.movements.test_cascade import _offices, draft_685, people, running, school_issues, units, work_of  # noqa: F401 plan 685 is out
from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.models import Receipt
from thidua.movements.actions.asking import NewIndicator, ask_for
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.actions.inspections import (
    Found,
    Plan,
    add_finding,
    plan_inspection,
    record_inspection,
    set_remit,
)
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.actions.tasks import add_task
from thidua.movements.actions.urging import draft_urging_letter, urge
from thidua.movements.models import Movement, Task, UrgedDebt, Urging
from thidua.movements.queries.coverage import coverage, coverage_page
from thidua.movements.queries.debts import debt_of
from thidua.movements.queries.inspections import body_for
from thidua.movements.queries.pledges import pledge_share
from thidua.movements.queries.tasks import tasks_in
from thidua.movements.queries.urging import LATE, OWING, PLEDGES, debts_chosen, urging_page
from thidua.movements.rules.urging import blockers_to_urge
from thidua.org.access import Ability, Access
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.models import User
from thidua.reporting.queries.reports import reports_due

AFTER = at(ISSUED + dt.timedelta(days=1), 9)
FIFTEENTH = dt.date(2021, 11, 15)
LATER = at(FIFTEENTH, 10)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def told(user):
    return list(
        Notice.objects.filter(user=user, event__verb="movement.urged").values_list("sentence", "href")
    )


def listed(movement, user, which=LATE, on=FIFTEENTH):
    return debts_chosen(movement, Access(user, on), which, None)


@pytest.fixture
def plan_30(world, ready):
    """Plan 30 of the school is out."""
    return issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)


@pytest.fixture
def all_confirmed():
    """Every place has confirmed every plan, so that only work is owed."""
    Receipt.objects.update(received_at=AFTER)


# The late list is what the other pages say


def test_one_school_of_three_is_four_working_days_late_and_is_urged(running, units, people, all_confirmed):
    school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2))
    school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 8))
    head = people["ek-truong"]
    plans = [debt for debt in listed(running, head) if debt.what == "xây dựng kế hoạch"]
    [late] = plans

    note = urge(running, "Đề nghị nộp kế hoạch.", by=head, at=LATER, chosen=[late.mark])

    assert (late.unit, late.due, late.lateness) == (
        "Trường Mầm non Mẫu C",
        dt.date(2021, 11, 9),
        "trễ 4 ngày làm việc",
    )
    words = "Phòng Giáo dục và Đào tạo huyện Ea Kar đôn đốc: Đề nghị nộp kế hoạch. "
    words += "(xây dựng kế hoạch, hạn 09/11/2021, trễ 4 ngày làm việc)"
    assert told(people["ek-c"]) == [(words, reverse("assignment", args=[late.key]))]
    assert (told(people["ek-a"]), told(people["ek-b"])) == ([], [])
    [kept] = note.debts.all()
    assert (kept.unit, kept.what, kept.days_late, kept.people) == (
        units["EK-C"], "xây dựng kế hoạch, hạn 09/11/2021, trễ 4 ngày làm việc", 4, 1,
    )  # fmt: skip
    logged = Event.objects.get(verb="movement.urged")
    assert logged.sentence == (
        "Phòng Giáo dục và Đào tạo huyện Ea Kar đôn đốc 1 người về 1 việc: Đề nghị nộp kế hoạch."
    )
    # It stays marked late after its plan came, and is no longer urged.
    school_issues(units["EK-C"], people["ek-c"], FIFTEENTH)
    done = work_of(running, units["EK-C"])
    assert (done.late, done.late_days) == (True, 4)
    assert [debt for debt in listed(running, head) if debt.what == "xây dựng kế hoạch"] == []


def test_the_list_names_the_same_late_work_as_the_coverage_map(running, units, people, all_confirmed):
    school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2))
    head = people["ek-truong"]
    _, rows = coverage(running, on=FIFTEENTH)
    late = {
        (cell.assignment, cell.late_days)
        for row in rows
        for cell in row.cells
        if cell and cell.late and cell.state in {"late", "returned"}
    }

    found = {(debt.key, debt.days) for debt in listed(running, head) if debt.kind == "assignment"}

    assert found == late
    assert len(found) == 5  # both plans of A and C, the second of B
    totals = coverage_page(running, Access(head, FIFTEENTH)).totals
    assert sum(total.late for total in totals) == len(found)


def test_the_list_names_those_whom_the_page_of_pledges_names(world, plan_30):
    sign_pledge(plan_30, by=world.hoa, at=AFTER)
    share = pledge_share(plan_30, people=True)

    found = listed(plan_30, world.minh, PLEDGES)

    assert sum(debt.people for debt in found) == share.lacking == 59
    names = sorted(name for debt in found for name in debt.names.split(", "))
    assert names == sorted(share.missing)


def test_the_list_names_the_late_tasks_with_the_days_of_their_page(world, plan_30, all_confirmed):
    due = {"due": dt.date(2021, 11, 9), "owner_person": world.hoa.person}
    parts = [{"written": "Tổ Ngữ văn", "unit": world.teams["VAN"], "part": "viết bài"}]
    task = add_task(plan_30, {"action": "Làm báo tường", **due}, parts=parts, by=world.binh, at=AFTER)
    late = {row.task.pk: row.days_late for row in tasks_in(plan_30, today=FIFTEENTH).rows if row.days_late}

    found = {debt.key: debt.days for debt in listed(plan_30, world.lan) if debt.kind == "task"}
    note = urge(plan_30, "Xin xong việc.", by=world.lan, at=LATER)

    assert found == late == {task.pk: 6}
    assert [one.kind for one in note.debts.order_by("kind")] == ["part", "task"]
    assert [href for _, href in told(world.hoa)] == [reverse("task", args=[task.pk])]
    assert "phần trong nhiệm vụ chung: Tổ Ngữ văn: Làm báo tường" in told(world.thanh)[0][0]


def test_the_list_names_the_reports_that_are_due_and_leaves_the_duty_to_them(world, plan_30, all_confirmed):
    month, due, closes = dt.date(2021, 10, 31), dt.date(2021, 11, 10), dt.date(2021, 11, 30)
    days = {"first": ISSUED, "last": month, "due": due, "closes": closes}
    ask_for(
        plan_30,
        [],
        [NewIndicator("GV1", "Số người", "người")],
        "Báo cáo tháng 10",
        by=world.lan,
        at=AFTER,
        **days,
    )

    about_reports = {"report", "báo cáo kết quả"}
    found = [debt for debt in listed(plan_30, world.lan, OWING) if {debt.kind, debt.what} & about_reports]

    owed = reports_due(Access(world.lan, FIFTEENTH).units(Ability.REPORT_VIEW), on=FIFTEENTH)
    assert {debt.key for debt in found} == set(owed.values_list("pk", flat=True))
    assert {(debt.kind, debt.what, debt.lateness) for debt in found} == {
        ("report", "gửi báo cáo tháng 10", "trễ 5 ngày")
    }
    assert len(found) == 8


def test_a_plan_not_confirmed_for_three_days_is_on_the_list_but_not_that_of_superiors(running, units, people):
    head, sent_to = people["ek-truong"], Receipt.objects.filter(paper=running.plan_id)
    sent_to.filter(unit=units["EK-A"]).update(received_at=AFTER)
    days = [dt.date(2021, 10, day) for day in (29, 30)]

    found = [{debt.unit for debt in listed(running, head, on=day) if debt.kind == "receipt"} for day in days]

    assert found == [set(), {"Trường THCS Mẫu B", "Trường Mầm non Mẫu C"}]


def test_a_correction_that_is_late_is_on_the_list(running, units, people, all_confirmed):
    head, day = people["ek-truong"], dt.date(2021, 11, 1)
    plan = Plan(body=units["PGDDT-EAKAR"], unit=units["EK-C"], planned_on=day)
    visit = plan_inspection(running, plan, by=head, at=at(day))
    found = Found(
        "duty", 1, "Câu của kế hoạch", "Thiếu nước", True, "Bổ sung nước sát khuẩn", dt.date(2021, 11, 5)
    )
    add_finding(visit, found, by=head, at=at(day))
    before = [debt for debt in listed(running, head) if debt.kind == "correction"]
    record_inspection(visit, held_on=day, attendees="", conclusion="Thiếu.", by=head, at=at(day))

    [late] = [debt for debt in listed(running, head) if debt.kind == "correction"]

    assert before == []
    assert late.said == "khắc phục: Bổ sung nước sát khuẩn, hạn 05/11/2021, trễ 6 ngày làm việc"


# Who urges whom


def test_the_union_sees_all_eight_groups_and_urges_the_two_that_are_behind(
    world, plan_30, enter, clock, all_confirmed
):
    groups = plan_30.duties.get(what="group_plans").assignments.select_related("unit")
    for work in groups.exclude(unit__in=[world.teams["TOAN"], world.teams["VAN"]]):
        leader = work.unit.posts.get(position="leader").person.user
        answer_assignment(work, by=leader, at=AFTER)
    clock.move_to(LATER.astimezone(dt.UTC), tick=False)
    client = enter(world.minh)
    seen = client.get(reverse("coverage", args=[plan_30.pk])).content.decode()
    page = reverse("urging", args=[plan_30.pk])
    owed = [debt for debt in listed(plan_30, world.minh, OWING) if debt.what.startswith("kế hoạch dạy học")]

    sent = {"loc": OWING, "sentence": "Xin nộp kế hoạch tổ.", "viec": [debt.mark for debt in owed]}
    answer = client.post(reverse("urge", args=[plan_30.pk]), sent, follow=True)

    assert all(str(team) in seen for team in world.teams.values())
    assert [debt.unit for debt in owed] == ["Tổ Ngữ văn", "Tổ Toán – Tin"]
    assert "Đã nhắc 2 người." in answer.content.decode()
    assert [user for user in ("khoa", "thanh", "hoa", "lan") if told(getattr(world, user))] == [
        "khoa",
        "thanh",
    ]
    note = Urging.objects.get()
    assert (str(note.body), note.people) == ("Công đoàn Trường THPT Lộc Thái", 2)
    assert client.post(reverse("assignment_answer", args=[owed[0].key])).status_code == 404
    assert "1 lần, gần nhất" in client.get(f"{page}?loc={OWING}").content.decode()


def test_people_are_urged_themselves_and_the_sender_never(world, plan_30):
    sign_pledge(plan_30, by=world.hoa, at=AFTER)

    note = urge(plan_30, "Xin ký giao ước.", by=world.minh, at=AFTER, which=PLEDGES)

    reminded = Notice.objects.filter(event__verb="movement.urged")
    assert (note.people, reminded.count()) == (58, 58)  # 60 less Hoa who signed and Minh who sends
    assert not reminded.filter(user__in=[world.hoa, world.minh]).exists()
    assert set(reminded.values_list("href", flat=True)) == {reverse("pledge", args=[plan_30.pk])}


def test_a_leader_urges_only_the_own_group_and_a_teacher_nobody(world, plan_30, enter, later):
    found = {debt.unit for debt in listed(plan_30, world.khoa, OWING)}

    refused = enter(world.hoa).post(reverse("urge", args=[plan_30.pk]), {"sentence": "Nhanh lên."})
    page = enter(world.hoa).get(reverse("urging", args=[plan_30.pk])).content.decode()

    assert found == {"Tổ Toán – Tin"}
    assert refused.status_code == 403
    assert "Danh sách này dành cho người theo dõi phong trào." in page
    assert "kế hoạch dạy học" not in page


def test_a_division_urges_the_units_of_its_field(running, units, people, all_confirmed):
    person = add_person("CM", "Chuyên viên mẫu", by=None, at=AFTER)
    appoint(person, units["EK-CM"], "officer", "Chuyên viên", since=ISSUED, by=None, at=AFTER)
    officer, _ = open_account(person, "cm", by=None, at=AFTER)

    before = listed(running, officer)
    set_remit(units["EK-CM"], fields=["preschool"], basis="QĐ 1", by=people["ek-truong"], at=AFTER)

    assert before == []
    assert {debt.unit for debt in listed(running, officer)} == {"Trường Mầm non Mẫu C"}


def test_a_group_leader_on_the_union_committee_urges_the_school_in_the_unions_name(world, plan_30):
    appoint(world.khoa.person, world.union, "union_member", "Ủy viên", since=ISSUED, by=None, at=AFTER)
    access = Access(world.khoa, FIFTEENTH)

    note = urge(plan_30, "Xin ký giao ước.", by=world.khoa, at=LATER, which=PLEDGES)

    assert (note.body, urging_page(plan_30, access, LATE, None).body) == (world.union, world.union)
    plan_30.owner = world.teams["TOAN"]
    assert body_for(plan_30, access) == world.teams["TOAN"]
    plan_30.owner = world.department
    assert body_for(plan_30, access) == world.union


@pytest.fixture
def thirty_late(world, plan_30):
    """Thirty people, each of whom owes a task of their own since the ninth; their marks."""
    people = list(
        User.objects.filter(person__posts__unit__in=world.teams.values(), is_active=True).distinct()[:30]
    )
    rows = Task.objects.bulk_create(
        Task(
            movement=plan_30, order=100 + nth, action=f"Việc {nth}", responsible=[], stated=True,
            owner_person=user.person, due=dt.date(2021, 11, 9),
        )
        for nth, user in enumerate(people)
    )  # fmt: skip
    return [f"task:{row.pk}:{plan_30.owner_id}" for row in rows]


def test_thirty_debtors_are_urged_in_as_many_statements_as_three(world, plan_30, thirty_late):
    with CaptureQueriesContext(connection) as three:
        few = urge(plan_30, "Xin xong.", by=world.lan, at=LATER, chosen=thirty_late[:3])
    with CaptureQueriesContext(connection) as thirty:
        many = urge(plan_30, "Xin xong.", by=world.lan, at=LATER, chosen=thirty_late)

    assert (few.people, many.people) == (3, 30)
    assert len(thirty) == len(three)
    assert Notice.objects.filter(event__verb="movement.urged").count() == 33


def test_of_a_list_only_what_was_ticked_is_read(world, plan_30, thirty_late, monkeypatch):
    read = []
    monkeypatch.setattr(
        "thidua.movements.queries.urging.debt_of", lambda row, on: read.append(row) or debt_of(row, on)
    )
    access = Access(world.lan, FIFTEENTH)

    found = debts_chosen(plan_30, access, LATE, [*thirty_late[:3], "task:1:1", "task:x:1", "task", "?:1:1"])

    assert {debt.mark for debt in found} == set(thirty_late[:3])
    assert len(read) == 3


def test_urging_says_everything_that_stands_in_its_way(world, plan_30):
    with pytest.raises(Refused) as nothing:
        urge(plan_30, " ", by=world.lan, at=AFTER, chosen=["task:1:1"])
    with pytest.raises(Refused) as unticked:
        urge(plan_30, "Xin ký.", by=world.lan, at=AFTER, chosen=[])
    Movement.objects.filter(pk=plan_30.pk).update(state="closed")
    with pytest.raises(Refused) as closed:
        urge(plan_30, "Xin ký.", by=world.lan, at=AFTER, which=PLEDGES)

    assert said(nothing) == ["Không có việc nào còn nợ để đôn đốc.", "Lời đôn đốc chưa có nội dung."]
    assert said(unticked) == ["Chưa chọn việc nào trong danh sách."]
    assert said(closed) == ["Phong trào chưa phát động hoặc đã tổng kết, nên không đôn đốc ai nữa."]
    assert [str(reason) for reason in blockers_to_urge(running=True, debts=1, sentence="Xin.", people=0)] == [
        "Không có ai để gửi: việc đã chọn là của chính anh/chị, hoặc nơi còn nợ chưa có người nhận."
    ]
    with pytest.raises(IntegrityError, match="urging_says_something_to_somebody"), transaction.atomic():
        Urging.objects.create(
            movement=plan_30, body=world.school, sentence="x", people=0, urged_by=world.lan, urged_at=AFTER
        )


def test_urging_twice_a_day_is_allowed_and_shown(world, plan_30, enter, later):
    client, sent = enter(world.lan), {"loc": PLEDGES, "sentence": "Xin ký."}
    first = client.post(reverse("urge", args=[plan_30.pk]), sent)
    client.post(reverse("urge", args=[plan_30.pk]), sent)

    page = client.get(reverse("urging", args=[plan_30.pk]) + f"?loc={OWING}").content.decode()

    assert first.url == reverse("pledges", args=[plan_30.pk])
    assert Urging.objects.count() == 2
    assert "Hôm nay đã gửi 2 lần; gửi thêm vẫn được và được ghi lại." in page
    assert "2 lần, gần nhất" in page


# The letter, and the page


def test_a_letter_is_drafted_once_from_what_was_owed_that_day(running, units, people, all_confirmed):
    head, clerk = people["ek-truong"], people["ek-vanthu"]
    note = urge(running, "Đề nghị nộp trước ngày 20/11.", by=head, at=LATER)

    letter = draft_urging_letter(note, by=clerk, at=LATER)
    with pytest.raises(Refused) as refused:
        draft_urging_letter(note, by=clerk, at=LATER)

    assert (letter.kind, letter.state, letter.owner, letter.subject) == (
        "CV", "draft", units["PGDDT-EAKAR"], f"Đôn đốc thực hiện {running.plan}",
    )  # fmt: skip
    text = "\n".join(letter.nodes.order_by("order").values_list("text", flat=True))
    assert "Trường Mầm non Mẫu C: xây dựng kế hoạch, hạn 09/11/2021, trễ 4 ngày làm việc." in text
    assert "Đề nghị nộp trước ngày 20/11." in text
    reached = letter.recipients.values_list("unit__code", "role")
    assert sorted(reached) == [("EK-A", "carry_out"), ("EK-B", "carry_out"), ("EK-C", "carry_out")]
    assert said(refused) == ["Công văn của lần đôn đốc này đã được soạn."]


def test_a_note_to_the_offices_own_people_alone_makes_no_letter(world, plan_30, all_confirmed):
    due = dt.date(2021, 11, 9)
    add_task(
        plan_30, {"action": "Dọn kho", "owner_person": world.hoa.person, "due": due}, by=world.binh, at=AFTER
    )
    [mine] = [debt.mark for debt in listed(plan_30, world.lan) if debt.kind == "task"]
    note = urge(plan_30, "Xin xong.", by=world.lan, at=LATER, chosen=[mine])

    with pytest.raises(Refused) as refused:
        draft_urging_letter(note, by=world.huong, at=LATER)

    assert said(refused) == ["Lần đôn đốc này không nêu đơn vị nào khác, nên không có nơi gửi công văn."]


def test_the_clerk_drafts_the_letter_from_the_log_and_nobody_else_may(world, plan_30, enter, later):
    note = urge(plan_30, "Xin ký.", by=world.lan, at=AFTER, which=PLEDGES)
    address, letter = reverse("urging", args=[plan_30.pk]), reverse("urging_letter", args=[note.pk])

    shown = {
        user: "Soạn công văn đôn đốc" in enter(getattr(world, user)).get(address).content.decode()
        for user in ("huong", "lan", "minh")
    }
    answers = {
        user: enter(getattr(world, user)).post(letter).status_code for user in ("hoa", "minh", "huong")
    }

    assert shown == {"huong": True, "lan": False, "minh": False}
    assert answers == {"hoa": 403, "minh": 404, "huong": 302}
    own = urge(plan_30, "Xin ký.", by=world.minh, at=AFTER, which=PLEDGES)
    assert "Soạn công văn đôn đốc" in enter(world.minh).get(address).content.decode()
    assert draft_urging_letter(own, by=world.minh, at=AFTER).owner == world.union


def test_the_late_list_costs_as_many_queries_for_eight_groups_as_for_one(world, plan_30, enter, later):
    client, address = enter(world.lan), reverse("urging", args=[plan_30.pk]) + f"?loc={OWING}"
    urge(plan_30, "Xin ký.", by=world.lan, at=AFTER, which=PLEDGES)
    client.get(address)
    with CaptureQueriesContext(connection) as eight:
        client.get(address)
    UrgedDebt.objects.exclude(unit=world.teams["TOAN"]).delete()
    plan_30.duties.get(what="group_plans").assignments.exclude(unit=world.teams["TOAN"]).delete()

    with CaptureQueriesContext(connection) as one:
        client.get(address)

    assert len(one) == len(eight)


def test_the_whole_list_of_a_page_comes_in_one_statement(world, plan_30, django_assert_num_queries):
    access = Access(world.lan, FIFTEENTH)
    about = urging_page(plan_30, access, OWING, None)

    with django_assert_num_queries(1):
        rows = [debt_of(row, FIFTEENTH) for row in about.page.paginator.object_list[:60]]

    assert {row.kind for row in rows} >= {"assignment", "people", "task"}
