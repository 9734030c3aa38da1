"""Tasks: who answers for them, who shares them, what they rest on, and when they are done."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, ISSUED, at
from thidua.home.desk import desk_of
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.tasks import (
    add_task,
    edit_task,
    finish_part,
    finish_task,
    pass_on_tasks,
    remove_task,
    set_link_limit,
)
from thidua.movements.models import Launch, LinkLimit, Movement, Task, TaskPart
from thidua.movements.queries.owners import owners_meant
from thidua.movements.queries.tasks import (
    links_of,
    route_of,
    tasks_answerable_by,
    tasks_in,
    tasks_of_contents,
    tasks_of_unit,
    tasks_owed,
)
from thidua.movements.rules.owners import meant_by, names_tried, route_in
from thidua.movements.rules.tasks import on_time, words_of_links
from thidua.org.access import Access
from thidua.org.actions.bodies import plant_bodies
from thidua.org.actions.tree import create_unit, merge_units
from thidua.org.models import Unit

NOON = at(DECIDED, 12)
DAY = ISSUED + dt.timedelta(days=1)
AFTER = at(DAY, 12)
REFORM = "đổi mới chương trình, sách giáo khoa"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def running(world, ready):
    """The movement of plan 30, launched."""
    return issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 8), day=ISSUED)


def launched(movement, by):
    """The movement, running since noon: its launch is not what is tested here."""
    first = Launch.objects.create(
        movement=movement, form="earlier", day=DECIDED, recorded_at=NOON, recorded_by=by
    )
    Movement.objects.filter(pk=movement.pk).update(
        state="running", launched_at=NOON, launched_by=by, first_launch=first
    )


def task_of(movement, person, **values):
    row = {"action": "Làm một việc", "owner_person": person, **values}
    return add_task(movement, row, by=person.user, at=AFTER)


def real_plan(world, seeds, name):
    data = next(seeds.glob(f"{name}_*.txt")).read_bytes()
    return import_plan(world.school, data, f"{name}.txt", by=world.huong, at=NOON, own=True).movement


# From the words of the plan


def test_the_school_board_of_the_text_is_the_principal_and_the_vice_principals(world, draft):
    task = draft.tasks.get(order=1)

    assert (task.responsible, task.unit, task.owner_positions) == (
        ["Ban giám hiệu"],
        world.school,
        ["head", "deputy"],
    )
    assert task.owner_inferred


def test_the_unions_of_the_text_share_a_task_and_everyone_is_nobody_in_particular(world, seeds):
    youth = create_unit(
        "DOAN-LT", "youth", "Đoàn trường", parent=world.school, relation="within", since=dt.date(2018, 8, 1),
        by=None, at=NOON,
    )  # fmt: skip

    movement = real_plan(world, seeds, "001")

    owners = [(task.order, task.unit, task.owner_positions) for task in movement.tasks.all()]
    assert owners == [
        (1, world.school, ["head", "deputy"]),
        (2, world.union, ["union_chair"]),
        *((order, world.union, ["union_chair", "union_member"]) for order in (3, 4, 5)),
        (6, None, []),
    ]
    parts = movement.tasks.get(order=2).parts.all()
    assert [(part.unit, part.inferred, part.state) for part in parts] == [
        (world.union, True, "open"),
        (youth, True, "open"),
    ]


def test_a_division_named_after_its_department_gets_the_tasks_in_its_queue(world, seeds):
    plant_bodies(by=None, at=NOON)
    department = Unit.objects.get(code="SGDDT-HY")
    office = Unit.objects.get(label="Văn phòng Sở Giáo dục và Đào tạo Hưng Yên")
    data = next(seeds.glob("002_*.txt")).read_bytes()

    movement = import_plan(department, data, "002.txt", by=world.huong, at=NOON, own=True).movement

    assert [task.order for task in movement.tasks.filter(unit=office)] == [1, 2, 3, 4]
    assert list(tasks_of_unit(office)) == []
    launched(movement, world.huong)
    assert [task.order for task in tasks_of_unit(office)] == [1, 2, 3, 4]


def test_an_attached_school_reports_straight_to_the_office_of_the_department(world, seeds):
    data = next(seeds.glob("002_*.txt")).read_bytes()
    movement = import_plan(world.department, data, "002.txt", by=world.huong, at=NOON, own=True).movement
    task = movement.tasks.get(order=11)

    assert (task.reports_to, task.channel) == ("Sở", "Văn phòng Sở")
    assert route_of(task, world.school, on=DAY) == ["Trường THPT Lộc Thái", "Văn phòng Sở", "Sở"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ban giám hiệu", [("self", ("head", "deputy"))]),
        ("Hiệu trưởng", [("self", ("head",))]),
        ("Ban chấp hành Công đoàn", [("union", ("union_chair", "union_member"))]),
        ("Các đoàn thể trong nhà trường", [("union", ("union_chair",)), ("youth", ("youth_secretary",))]),
        ("Văn phòng Sở", [("named", ())]),
        ("Các nhà trường", []),
        ("Các phòng thuộc cơ quan Sở", []),
        ("cán bộ, giáo viên, nhân viên", []),
        ("Ban Chấp hành Công đoàn đồng cấp", []),
        ("Phòng Giáo dục và Đào tạo các huyện, thị xã, thành phố", []),
    ],
)
def test_words_for_one_body_mean_it_and_words_for_many_mean_none(written, meant):
    assert [(one.where, one.positions) for one in meant_by(written)] == meant


def test_a_wording_that_nothing_bears_leaves_the_task_without_an_owner(world):
    assert owners_meant(world.school, "Tổ Không Có", on=DAY) == []
    assert [owner.unit for owner in owners_meant(world.school, "Tổ Ngữ văn", on=DAY)] == [world.teams["VAN"]]
    assert names_tried("Văn phòng Sở") == ("van phong so", "van phong")


def test_whom_a_sentence_says_to_report_to_is_read_as_written():
    assert route_in("tổng hợp báo cáo Sở (qua Văn phòng Sở) kết quả thực hiện") == ("Sở", "Văn phòng Sở")
    assert route_in("báo cáo về Sở Giáo dục và Đào tạo (qua Văn phòng Sở)") == (
        "Sở Giáo dục và Đào tạo",
        "Văn phòng Sở",
    )
    assert route_in("tổng hợp báo cáo lãnh đạo nhà trường") == ("", "")


def test_a_deadline_in_words_stays_in_words(world, seeds):
    movement = real_plan(world, seeds, "004")

    words = [(task.order, task.due_words, task.due) for task in movement.tasks.exclude(due_words="")]
    assert words == [
        (1, "ngay từ đầu năm học", None),
        (2, "ngay từ đầu năm học", None),
        (9, "sau mỗi đợt thi đua", None),
    ]


# Kept


def test_a_task_without_a_named_person_cannot_be_saved_once_launched(world, running):
    values = {"action": "Họp phụ huynh", "owner_person": None, "due": dt.date(2021, 9, 1)}

    with pytest.raises(Refused) as refused:
        add_task(running, values, by=world.binh, at=AFTER)

    assert said(refused) == [
        "Chọn một người chịu trách nhiệm: sau khi phát động, nhiệm vụ nào cũng có tên người.",
        "Hạn 01/09/2021 đứng trước ngày của kế hoạch (20/09/2021).",
    ]
    assert not running.tasks.filter(action="Họp phụ huynh").exists()


def test_the_words_of_an_issued_plan_stay_and_an_owner_is_confirmed(world, running):
    task = running.tasks.get(order=1)
    person = world.binh.person
    with pytest.raises(Refused) as refused:
        edit_task(task, {"action": "Khác", "owner_person": person}, by=world.binh, at=AFTER)
    assert said(refused) == ["Kế hoạch đã ban hành; đổi chữ của nhiệm vụ cần một văn bản mới."]

    due = dt.date(2021, 10, 1)
    edit_task(task, {"action": task.action, "owner_person": person, "due": due}, by=world.binh, at=AFTER)

    kept = running.tasks.get(order=1)
    assert (kept.owner_person, kept.owner_inferred, kept.due, kept.due_origin, kept.line) == (
        person,
        False,
        due,
        "office",
        task.line,
    )


def test_a_closed_movement_and_a_done_task_take_no_change(world, running):
    task = task_of(running, world.khoa.person)
    finish_task(task, by=world.khoa, at=AFTER)
    Movement.objects.filter(pk=running.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        edit_task(task, {"action": "x", "owner_person": world.khoa.person}, by=world.binh, at=AFTER)

    assert said(refused) == [
        "Phong trào đã tổng kết; nhiệm vụ chỉ còn để xem.",
        "Nhiệm vụ này đã xong, không sửa nữa.",
    ]


def test_a_drafted_task_is_taken_back_and_a_launched_one_is_not(world, draft):
    remove_task(draft.tasks.get(order=1), by=world.binh, at=NOON)

    assert not draft.tasks.filter(order=1).exists()
    launched(draft, world.huong)
    with pytest.raises(Refused) as refused:
        remove_task(draft.tasks.get(order=2), by=world.binh, at=NOON)
    assert said(refused) == ["Phong trào đã phát động; thay đổi cần một văn bản mới."]


# Shared and done


def test_a_shared_task_is_done_after_every_part_is(world, running):
    parts = [
        {"written": "Công đoàn", "unit": world.union, "part": "vận động đoàn viên"},
        {"written": "Tổ Toán – Tin", "unit": world.teams["TOAN"], "part": "chuẩn bị máy"},
    ]
    values = {"action": "Ngày hội STEM", "owner_person": world.hoa.person}
    task = add_task(running, values, parts=parts, by=world.binh, at=AFTER)
    union, team = task.parts.all()

    finish_part(union, by=world.minh, at=AFTER)
    with pytest.raises(Refused) as refused:
        finish_task(task, by=world.hoa, at=AFTER)
    assert said(refused) == ["Phần của Tổ Toán – Tin chưa xong."]
    finish_part(team, by=world.khoa, at=AFTER)
    finish_task(task, by=world.hoa, at=AFTER)

    states = [(part.written, part.state, part.done_by) for part in task.parts.all()]
    assert states == [("Công đoàn", "done", world.minh), ("Tổ Toán – Tin", "done", world.khoa)]
    with pytest.raises(Refused) as refused:
        finish_part(team, by=world.khoa, at=AFTER)
    assert said(refused) == ["Phần việc này đã được ghi là xong."]


def test_a_leader_answers_for_the_own_group_and_for_no_other(world, running):
    own = add_task(
        running,
        {"action": "Của Toán", "owner_person": world.hoa.person, "unit": world.teams["TOAN"]},
        by=world.binh,
        at=AFTER,
    )
    Task.objects.filter(pk=own.pk).update(owner_person=None)
    other = task_of(running, world.quan.person, unit=world.teams["VAN"])

    answerable = set(tasks_answerable_by(Access(world.khoa, DAY)).values_list("pk", flat=True))

    assert answerable == {own.pk}
    assert other.pk in set(tasks_answerable_by(Access(world.quan, DAY)).values_list("pk", flat=True))


def test_a_teacher_sees_the_tasks_of_two_movements_by_due_day_and_the_urgent_first(world, running, seeds):
    other = real_plan(world, seeds, "004")
    launched(other, world.huong)
    person = world.hoa.person
    late = task_of(running, person, action="Muộn", due=dt.date(2021, 12, 1))
    undated = task_of(running, person, action="Không hạn")
    early = task_of(other, person, action="Sớm", due=dt.date(2021, 10, 1))
    urgent = task_of(running, person, action="Gấp", due=dt.date(2022, 1, 1), urgent=True)

    assert list(tasks_owed(Access(world.hoa, DAY))) == [urgent, early, late, undated]

    titles = [work.title for work in desk_of(Access(world.hoa, DAY)).owed]
    assert [title for title in titles if title in {"Gấp", "Sớm", "Muộn", "Không hạn"}] == [
        "Gấp",
        "Sớm",
        "Muộn",
        "Không hạn",
    ]
    assert titles[0] == "Gấp"


def test_the_board_and_the_union_find_their_tasks_on_their_own_lists(world, running):
    owed = {name: [task.order for task in tasks_owed(Access(getattr(world, name), DAY))] for name in
            ("lan", "binh", "minh", "hoa")}  # fmt: skip

    assert owed["lan"] == owed["binh"]
    assert 1 in owed["lan"]
    assert running.tasks.get(order=1).unit == world.school
    assert set(owed["minh"]) == set(running.tasks.filter(unit=world.union).values_list("order", flat=True))
    assert owed["hoa"] == []


# What they rest on


def test_too_few_tasks_on_professional_duties_warn_under_the_limit_of_the_unit(world, draft):
    total = draft.tasks.count()
    assert links_of(draft) == ""
    set_link_limit(draft, 50, by=world.binh, at=NOON)
    task = draft.tasks.get(order=1)
    edit_task(task, {"action": task.action, "professional_duty": "NV 2.1"}, by=world.binh, at=NOON)

    about = tasks_in(draft, today=DAY)

    assert (about.linked, about.total) == (1, total)
    assert about.warning == links_of(draft) == words_of_links(1, total, 50)
    assert about.warning.endswith("đơn vị đặt ít nhất 50 %.")
    set_link_limit(draft, 1, by=world.binh, at=NOON)
    assert links_of(draft) == ""


def test_a_task_that_is_tied_to_no_professional_duty_says_so_wherever_it_is_read(world, draft, enter):
    tied, loose = draft.tasks.order_by("order")[:2]
    edit_task(tied, {"action": tied.action, "professional_duty": "NV 2.1"}, by=world.binh, at=NOON)
    client = enter(world.binh)

    listed = text(client.get(reverse("tasks", args=[draft.pk])))
    said = [text(client.get(task.get_absolute_url())) for task in (tied, loose)]

    assert listed.count("Chưa gắn nhiệm vụ chuyên môn.") == draft.tasks.count() - 1
    assert ["Chưa gắn" in page for page in said] == [False, True]


def test_the_launch_page_names_what_the_tasks_lack_and_does_not_close_the_launch(world, ready, enter, clock):
    set_link_limit(ready, 50, by=world.binh, at=NOON)
    numbers = ", ".join(str(task.order) for task in ready.tasks.all())

    page = text(enter(world.huong).get(reverse("plan_issue", args=[ready.pk])))

    assert f"Chưa có tên người chịu trách nhiệm: nhiệm vụ {numbers}." in page
    assert "đơn vị đặt ít nhất 50 %." in page
    assert issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 8), day=ISSUED).state == "running"


def test_a_limit_is_a_share(world, draft):
    with pytest.raises(IntegrityError, match="link_limit_is_a_share"), transaction.atomic():
        LinkLimit.objects.create(movement=draft, percent=101, set_by=world.binh, set_at=NOON)


def test_posts_without_a_unit_are_no_owner(world, draft):
    with pytest.raises(IntegrityError, match="task_given_to_posts_names_their_unit"), transaction.atomic():
        Task.objects.filter(movement=draft).update(unit=None, owner_positions=["head"])


def test_a_part_names_somebody_and_says_who_did_it(world, draft):
    task = draft.tasks.get(order=1)
    with pytest.raises(IntegrityError, match="task_part_names_somebody"), transaction.atomic():
        TaskPart.objects.create(task=task, order=1, written="")
    with pytest.raises(IntegrityError, match="task_part_done_says_who_and_when"), transaction.atomic():
        TaskPart.objects.create(task=task, order=1, written="Tổ", state="done")


def test_a_tag_shows_its_tasks_overdue_first(world, running, enter, later):
    person = world.khoa.person
    fine = task_of(running, person, action="Còn hạn", tags=[REFORM], due=dt.date(2021, 12, 1))
    overdue = task_of(running, person, action="Quá hạn", tags=[REFORM], due=ISSUED)
    task_of(running, person, action="Việc khác", due=ISSUED)

    rows = tasks_in(running, today=DAY, tag=REFORM).rows

    assert [(row.task, row.days_late) for row in rows] == [(overdue, 1), (fine, 0)]
    page = text(enter(world.binh).get(reverse("tasks", args=[running.pk]), {"nhan": REFORM}))
    assert page.index("Quá hạn") < page.index("Còn hạn")
    assert "Việc khác" not in page
    assert "Trễ 1 ngày" in page


def test_measures_under_a_content_give_the_share_done_and_the_open_ones(world, running):
    content = running.contents.first()
    for number in range(10):
        task = task_of(running, world.khoa.person, action=f"Biện pháp {number}", content=content)
        if number < 4:
            finish_task(task, by=world.khoa, at=AFTER)

    about = tasks_of_contents(running)[content.pk]

    assert (about.done, about.total, about.share) == (4, 10, "40,0 %")
    assert [task.action for task in about.open] == [f"Biện pháp {number}" for number in range(4, 10)]


def test_nine_of_ten_done_and_seven_on_time_are_counted_apart():
    due, early, late = dt.date(2021, 10, 1), dt.date(2021, 9, 30), dt.date(2021, 10, 2)

    assert on_time([*[(due, early)] * 6, (None, late), *[(due, late)] * 2, (due, None)]) == (10, 9, 7)


@given(some.integers(0, 300), some.integers(0, 300), some.integers(1, 100))
def test_a_share_warns_exactly_under_its_limit(linked, more, limit):
    total = linked + more

    assert bool(words_of_links(linked, total, limit)) == (total > 0 and linked / total < limit / 100 - 1e-12)


# Groups that merge


def test_open_tasks_go_on_with_the_merged_group_and_results_keep_the_old_name(world, running):
    physics, chemistry = world.teams["LY"], world.teams["HOA"]
    merged = create_unit(
        "LOCTHAI-KHTN", "team", "Tổ Khoa học tự nhiên", parent=world.school, relation="within",
        since=dt.date(2022, 1, 1), by=None, at=NOON,
    )  # fmt: skip
    person = world.minh.person
    done = task_of(running, person, unit=physics)
    finish_task(done, by=world.minh, at=AFTER)
    left = task_of(running, person, unit=physics)
    share = TaskPart.objects.create(task=left, order=1, written="Tổ Hóa học", unit=chemistry)
    moment = at(dt.date(2022, 1, 2))
    assert pass_on_tasks(at=moment) == 0

    merge_units(
        [physics, chemistry], merged, on=dt.date(2022, 1, 1), basis="Quyết định mẫu", by=None, at=NOON
    )

    assert pass_on_tasks(at=at(dt.date(2021, 12, 31))) == 0
    assert pass_on_tasks(at=moment) == 2
    assert pass_on_tasks(at=moment) == 0
    for row in (done, left, share):
        row.refresh_from_db()
    assert (done.unit, done.moved_from) == (physics, None)
    assert (left.unit, left.moved_from, share.unit) == (merged, physics, merged)


# On screen


def test_a_task_is_given_on_its_form_and_shown_on_its_page(world, enter, running, later):
    client = enter(world.binh)
    address = reverse("task_new", args=[running.pk])
    sent = {"action": "Chuẩn bị ngày hội", "due": "1/10/2021", "joint": "Công đoàn: vận động\nHội phụ huynh"}

    wrong = client.post(address, sent)
    right = client.post(
        address,
        {**sent, "owner_person": world.khoa.person.pk, "unit": world.teams["TOAN"].pk, "urgent": "on",
         "tags": "đổi mới, thi đua", "professional_duty": "NV 3"},
    )  # fmt: skip

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Chọn một người chịu trách nhiệm" in text(wrong)
    task = running.tasks.get(action="Chuẩn bị ngày hội")
    assert (task.owner_person, task.unit, task.urgent, task.tags, task.due_origin) == (
        world.khoa.person,
        world.teams["TOAN"],
        True,
        ["đổi mới", "thi đua"],
        "office",
    )
    parts = [(part.written, part.part, part.unit, part.inferred) for part in task.parts.all()]
    assert parts == [("Công đoàn", "vận động", world.union, True), ("Hội phụ huynh", "", None, False)]
    page = text(client.get(task.get_absolute_url()))
    for words in ("Hoàng Mẫu Khoa, Tổ Toán – Tin", "NV 3", "Việc gấp.", "Hội phụ huynh", "Thiếu minh chứng"):
        assert words in page
    assert client.get(reverse("task_edit", args=[task.pk])).status_code == 200


def test_editing_the_owner_alone_leaves_the_parts_as_they_are(world, enter, running, later):
    task = task_of(running, world.khoa.person)
    part = TaskPart.objects.create(task=task, order=1, written="Công đoàn", unit=world.union, part="cùng làm")
    client = enter(world.binh)

    answer = client.post(
        reverse("task_edit", args=[task.pk]),
        {"action": task.action, "owner_person": world.hoa.person.pk, "joint": "Công đoàn: cùng làm"},
    )

    task.refresh_from_db()
    assert (answer.status_code, task.owner_person) == (302, world.hoa.person)
    assert list(task.parts.all()) == [part]


def test_the_owner_says_it_is_done_and_a_stranger_finds_nothing(world, enter, running, later):
    task = task_of(running, world.hoa.person)
    address = reverse("task_done", args=[task.pk])

    assert enter(world.quan).post(address).status_code == 404
    assert enter(world.tu).get(task.get_absolute_url()).status_code == 404
    assert enter(world.hoa).post(address).url == task.get_absolute_url()

    task.refresh_from_db()
    assert (task.state, task.done_by) == ("done", world.hoa)


def test_a_list_of_tasks_asks_the_database_no_more_for_three_than_for_one(
    world, enter, running, later, django_assert_max_num_queries
):
    client, address = enter(world.binh), reverse("tasks", args=[running.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as first:
        client.get(address)
    for number in range(3):
        task = task_of(running, world.khoa.person, action=f"Việc {number}", tags=["a"])
        TaskPart.objects.create(task=task, order=1, written="Công đoàn", unit=world.union)

    with django_assert_max_num_queries(len(first)):
        client.get(address)
