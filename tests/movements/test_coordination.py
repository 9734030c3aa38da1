"""The coordination log: entries with a named partner, their confirmation, and the counts that follow from them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.scoring import a_movement
from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.home.desk import desk_of
from thidua.movements.actions.coordination import (
    confirm_coordination,
    edit_coordination,
    log_coordination,
    remove_coordination,
)
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.register import add_partner
from thidua.movements.actions.tasks import add_task, finish_part
from thidua.movements.models import Assignment, Coordination, Duty, MovementRoot
from thidua.movements.queries import coordination as queries
from thidua.movements.queries.coordination import (
    entries_confirmable_by,
    entries_seen_by,
    log_page,
    units_to_log_for,
)
from thidua.movements.rules.coordination import Act, by_kind, by_partner
from thidua.org.access import Access
from thidua.org.actions.tree import create_unit, flag_area, pair_union
from thidua.org.models import Pairing

DAY = dt.date(2021, 10, 1)
NOON = at(DAY, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return " ".join(answer.content.decode().split())


def deed(partner="UBND xã Mẫu Một", kind="government", what="Trực chốt cổng trường.", day=DAY, **more):
    return {"day": day, "kind": kind, "partner": partner, "what": what, **more}


def shown(movement, user, *, kind="", area="", on=DAY):
    return log_page(movement, Access(user, on), kind=kind, area=area, number=None)


@pytest.fixture
def running(world, ready):
    """The movement of plan 30, launched on 20/9/2021."""
    return issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 8), day=ISSUED)


@pytest.fixture
def logged(world, running):
    """Enters one thing that the school did together with a partner."""

    def log(unit=None, by=None, **facts):
        return log_coordination(running, unit or world.school, deed(**facts), by=by or world.lan, at=NOON)

    return log


# Entries


def test_an_entry_keeps_what_was_done_and_its_partner_if_it_is_a_body_of_the_tree(world, running):
    task, content = running.tasks.earliest("id"), running.contents.earliest("id")
    values = deed("Công đoàn trường ", "union", " Tặng quà. ", result="20 suất", task=task, content=content)

    entry = log_coordination(running, world.school, values, by=world.lan, at=NOON)

    entry.refresh_from_db()
    assert (entry.partner, entry.partner_unit, entry.what) == ("Công đoàn trường", world.union, "Tặng quà.")
    assert (entry.result, entry.task, entry.content) == ("20 suất", task, content)
    event = Event.objects.get(verb="coordination.logged")
    assert (event.unit_id, event.sentence) == (
        world.school.pk,
        "Ghi việc phối hợp: Tặng quà., cùng Công đoàn trường.",
    )


def test_a_partner_that_no_body_bears_the_name_of_stays_a_name(logged):
    assert logged(partner="Ông Mẫu Phúc, trưởng thôn").partner_unit is None


def test_an_entry_without_a_named_partner_is_refused_with_every_reason(world, running):
    values = deed(" ", "", " ", day=DAY + dt.timedelta(days=1))

    with pytest.raises(Refused) as refused:
        log_coordination(running, world.school, values, by=world.lan, at=NOON)

    assert said(refused) == [
        "Chọn bên phối hợp thuộc loại nào.",
        "Ghi tên bên phối hợp: cơ quan, tổ chức hoặc người đại diện, không ghi chung chung.",
        "Ghi việc đã làm cùng nhau.",
        "Ngày 02/10/2021 chưa tới; việc phối hợp được ghi sau khi đã làm.",
    ]
    assert Coordination.objects.count() == 0


def test_a_unit_is_not_its_own_partner_and_a_movement_must_run(world, ready):
    with pytest.raises(Refused) as refused:
        log_coordination(ready, world.school, deed("Trường THPT Lộc Thái", "other"), by=world.lan, at=NOON)

    assert said(refused) == [
        "Phong trào chưa phát động hoặc đã tổng kết, nên chưa ghi phối hợp được.",
        "Bên phối hợp phải là nơi khác, không phải chính đơn vị.",
    ]


def test_an_entry_is_put_right_until_the_partner_confirmed_it(world, logged):
    entry = logged()
    edit_coordination(entry, deed(result="Không có ca nào."), by=world.lan, at=NOON)
    confirm_coordination(entry, "person", name="Ông Mẫu Phúc", on=DAY, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        edit_coordination(entry, deed("UBND xã khác"), by=world.lan, at=NOON)
    with pytest.raises(Refused) as kept:
        remove_coordination(entry, by=world.lan, at=NOON)

    assert said(refused) == ["Bên phối hợp đã xác nhận; nội dung được giữ nguyên."]
    assert said(kept) == ["Bên phối hợp đã xác nhận; nội dung được giữ nguyên."]
    entry.refresh_from_db()
    assert (entry.partner, entry.result) == ("UBND xã Mẫu Một", "Không có ca nào.")


def test_an_entry_made_by_mistake_is_taken_back_and_the_trail_keeps_it(world, logged):
    proved, mistaken = logged(what="Có ảnh."), logged(what="Ghi nhầm.")
    add_proof(proved, world.school, Proof(note="Ảnh"), by=world.lan, at=NOON)

    remove_coordination(mistaken, by=world.lan, at=NOON)
    with pytest.raises(Refused) as refused:
        remove_coordination(proved, by=world.lan, at=NOON)

    assert said(refused) == ["Việc này đã có minh chứng nên không bỏ được."]
    assert [entry.what for entry in Coordination.objects.all()] == ["Có ảnh."]
    assert Event.objects.get(verb="coordination.removed").sentence == (
        "Bỏ việc phối hợp ghi nhầm: Ghi nhầm., cùng UBND xã Mẫu Một."
    )


# The partner's word


def test_a_partner_confirms_by_a_person_by_a_paper_or_by_a_photo(world, running, logged):
    by_person, by_paper, by_photo = logged(), logged(), logged()
    add_proof(by_photo, world.school, Proof(note="Ảnh buổi trực"), by=world.lan, at=NOON)

    confirm_coordination(by_person, "person", name=" Ông Mẫu Phúc ", on=DAY, by=world.lan, at=NOON)
    confirm_coordination(by_paper, "paper", paper=running.plan, on=DAY, by=world.lan, at=NOON)
    confirm_coordination(by_photo, "photo", on=DAY, by=world.huong, at=NOON)

    rows = Coordination.objects.order_by("id").values_list(
        "confirmed_how", "confirmed_name", "confirmed_paper", "confirmed_by"
    )
    assert list(rows) == [
        ("person", "Ông Mẫu Phúc", None, world.lan.pk),
        ("paper", "", running.plan.pk, world.lan.pk),
        ("photo", "", None, world.huong.pk),
    ]


def test_a_confirmation_that_rests_on_nothing_is_refused_with_every_reason(world, running, logged):
    entry = logged()
    before, ahead = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)

    def reasons(how, **given):
        with pytest.raises(Refused) as refused:
            confirm_coordination(entry, how, by=world.lan, at=NOON, **given)
        return said(refused)

    assert reasons("person", on=before) == [
        "Ghi tên người đại diện bên phối hợp đã xác nhận.",
        "Ngày xác nhận đứng trước ngày làm (01/10/2021).",
    ]
    assert reasons("paper", on=ahead) == [
        "Chọn văn bản xác nhận trong sổ.",
        "Ngày xác nhận 02/10/2021 chưa tới.",
    ]
    assert reasons("photo", on=DAY) == ["Chưa có ảnh, tệp nào kèm theo; thêm minh chứng trước rồi xác nhận."]
    assert reasons("person", name="Ông A", paper=running.plan, on=DAY) == [
        "Có văn bản xác nhận thì chọn cách xác nhận là bằng văn bản."
    ]
    assert reasons("", on=DAY) == ["Chọn cách xác nhận: người đại diện, văn bản, hoặc ảnh kèm theo."]
    entry.refresh_from_db()
    assert entry.confirmed_at is None


def test_a_partner_confirms_once(world, logged):
    entry = confirm_coordination(logged(), "person", name="Ông A", on=DAY, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        confirm_coordination(entry, "person", name="Ông B", on=DAY, by=world.lan, at=NOON)

    assert said(refused) == ["Bên phối hợp đã xác nhận từ trước."]


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"partner": ""}, "coordination_names_its_partner"),
        ({"what": ""}, "coordination_says_what_was_done"),
        ({"confirmed_name": "Ông A"}, "coordination_confirmed_says_how_who_and_when"),
        ({"confirmed_how": "photo"}, "coordination_confirmed_says_how_who_and_when"),
    ],
)
def test_the_table_refuses_an_entry_without_partner_deed_or_whole_confirmation(logged, columns, name):
    entry = logged()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Coordination.objects.filter(pk=entry.pk).update(**columns)


# Who writes, who reads


def test_who_speaks_for_a_unit_writes_its_log_and_nobody_else(world, running):
    may = {
        name: [unit.code for unit in units_to_log_for(running, Access(world.users[name], DAY))]
        for name in ("lan", "khoa", "minh", "hoa", "son", "tu")
    }

    assert may == {
        "lan": ["LOCTHAI"],
        "khoa": ["LOCTHAI-TOAN"],
        "minh": [],
        "hoa": [],
        "son": [],
        "tu": [],
    }


def test_readers_see_the_entries_of_their_reach_and_of_the_movements_own_unit(world, running, logged):
    own, group = logged(), logged(unit=world.teams["TOAN"], by=world.khoa)

    seen = {
        name: [entry.pk for entry in shown(running, world.users[name]).rows]
        for name in ("lan", "khoa", "hoa", "quan", "son")
    }

    both = [group.pk, own.pk]
    assert seen == {"lan": both, "khoa": both, "hoa": both, "quan": [own.pk], "son": both}
    assert list(entries_seen_by(Access(world.tu, DAY))) == []
    assert list(entries_seen_by(Access(world.quan, DAY))) == [own]


def test_who_speaks_for_the_partner_may_confirm_too(world, logged):
    entry = logged(partner="Công đoàn trường", kind="union")

    confirmers = [
        name
        for name in ("lan", "minh", "khoa", "hoa", "son")
        if entry in entries_confirmable_by(Access(world.users[name], DAY))
    ]

    assert confirmers == ["lan", "minh"]


# Counts


def test_two_things_with_one_commune_and_one_with_another_are_listed_as_two_and_one(world, running, logged):
    commune = create_unit(
        "XA-MOT", "commune", "UBND xã Mẫu Một", parent=world.province, since=dt.date(2018, 8, 1), by=None, at=NOON
    )  # fmt: skip
    first = logged()
    logged(partner="ubnd Xã mẫu một", unit=world.teams["TOAN"], by=world.khoa)
    logged(partner="UBND xã Mẫu Hai")
    logged(partner="Trạm Y tế xã Mẫu Một", kind="health")

    about = shown(running, world.lan)

    assert first.partner_unit == commune
    assert [(row.name, row.acts, row.units) for row in about.communes] == [
        ("UBND xã Mẫu Một", 2, 2),
        ("UBND xã Mẫu Hai", 1, 1),
    ]
    assert [(row.name, row.acts) for row in about.partners] == [("Trạm Y tế xã Mẫu Một", 1)]


def test_of_a_long_list_those_with_most_done_are_named_and_the_rest_are_counted(
    world, running, logged, client, monkeypatch
):
    monkeypatch.setattr(queries, "SHOWN", 2)
    running.tasks.all().delete()
    for name, times in (("Một", 1), ("Hai", 3), ("Ba", 2)):
        for _ in range(times):
            logged(partner=f"UBND xã Mẫu {name}")
            logged(partner=f"Trạm Y tế {name}", kind="health")
        row = {"action": f"Việc {name}", "owner_person": world.khoa.person, "unit": world.teams["TOAN"]}
        add_task(running, row, by=world.lan, at=NOON)
    client.force_login(world.lan, backend="thidua.org.backends.StaffBackend")

    about = shown(running, world.lan)
    page = text(client.get(reverse("coordination", args=[running.pk])))

    assert ([row.name for row in about.communes], about.communes_total) == (
        ["UBND xã Mẫu Hai", "UBND xã Mẫu Ba"],
        3,
    )
    assert ([row.name for row in about.partners], about.partners_total) == (
        ["Trạm Y tế Hai", "Trạm Y tế Ba"],
        3,
    )
    assert ([row.task.action for row in about.joint], about.joint_total) == (["Việc Một", "Việc Hai"], 3)
    assert (page.count("Và 1 bên khác, ít việc hơn."), page.count("Và 1 nhiệm vụ khác")) == (2, 1)


def test_the_report_by_kind_of_partner_equals_the_entries_of_the_log(running, world, logged):
    logged(partner="Hội cha mẹ học sinh 11A1", kind="family")
    logged(partner="Hội cha mẹ học sinh 11A2", kind="family")
    logged(partner="Hội Khuyến học", kind="other")

    about = shown(running, world.lan)

    assert [(row.kind, row.counted.acts) for row in about.kinds] == [("family", 2), ("other", 1)]
    assert about.total.acts == about.page.paginator.count == 3
    assert [entry.kind for entry in shown(running, world.lan, kind="family").rows] == ["family", "family"]


kinds = some.sampled_from(["family", "health", "government"])
acts = some.lists(
    some.builds(Act, kinds, some.sampled_from(["A", "a", "B"]), some.integers(1, 4), some.just(None), some.booleans())
)  # fmt: skip


@given(acts)
def test_counts_by_kind_and_by_partner_each_add_up_to_the_log(rows):
    assert sum(row.acts for row in by_kind(rows).values()) == len(rows)
    assert sum(row.acts for row in by_partner(rows)) == len(rows)
    assert sum(row.minority_acts for row in by_partner(rows)) == sum(row.minority for row in rows)


@pytest.fixture
def district(world):
    """A movement of the department with branches in two schools, one of them in a minority area since October."""
    root = MovementRoot.objects.create(name="Gốc", folded="goc")
    above = a_movement(world.department, world.son, running=True)
    branches = [
        a_movement(school, world.son, running=True, parent=above, name=str(school))
        for school in (world.school, world.other_school)
    ]
    for movement in (above, *branches):
        movement.root, movement.rooted = root, "own"
        movement.save()
    flag_area(world.school, "minority", since=DAY, by=None, at=NOON, basis="QĐ mẫu")
    return above, *branches


def test_participation_is_cut_by_partner_and_by_minority_area_schools(world, district):
    above, own, other = district
    log_coordination(own, world.teams["TOAN"], deed(), by=world.khoa, at=NOON)
    log_coordination(own, world.school, deed("Trạm Y tế", "health"), by=world.lan, at=NOON)
    log_coordination(other, world.other_school, deed(), by=world.son, at=NOON)
    log_coordination(own, world.school, deed(day=DAY - dt.timedelta(days=1)), by=world.lan, at=NOON)

    about = shown(above, world.son)
    cut = shown(above, world.son, kind="government", area="minority")

    counts = [
        (row.kind, row.counted.acts, row.counted.units, row.counted.minority_acts) for row in about.kinds
    ]
    assert counts == [("government", 3, 3, 1), ("health", 1, 1, 1)]
    assert (about.total.minority_schools, about.minority_schools) == (1, 1)
    assert [entry.unit for entry in cut.rows] == [world.teams["TOAN"]]
    assert [(row.name, row.acts) for row in cut.communes] == [("UBND xã Mẫu Một", 1)]


def test_a_school_does_not_see_what_another_school_did_in_the_movement_above(world, district):
    above, own, other = district
    log_coordination(own, world.school, deed(), by=world.lan, at=NOON)
    log_coordination(other, world.other_school, deed(), by=world.son, at=NOON)

    assert [entry.unit for entry in shown(above, world.lan).rows] == [world.school]
    assert shown(above, world.lan).total.acts == 1


def test_partners_of_the_card_with_whom_nothing_was_done_are_named(world, running, logged):
    for name in ("Trạm Y tế xã Mẫu Một", "UBND xã Mẫu Một"):
        add_partner(running, kind="other", name=name, unit=None, role="Phối hợp", by=world.lan, at=NOON)
    logged(partner="UBND XÃ Mẫu Một")

    assert [row.name for row in shown(running, world.lan).silent] == ["Trạm Y tế xã Mẫu Một"]


# What several share


def test_a_task_given_to_a_group_is_on_the_log_page_and_on_the_desk_of_its_leader(world, running):
    running.tasks.all().delete()
    task = add_task(
        running, {"action": "Soạn bài giảng", "owner_person": world.khoa.person, "unit": world.teams["TOAN"]},
        by=world.lan, at=NOON,
    )  # fmt: skip

    assert [(row.task, row.owner) for row in shown(running, world.lan).joint] == [
        (task, "Hoàng Mẫu Khoa, Tổ Toán – Tin")
    ]
    assert "Soạn bài giảng" in [work.title for work in desk_of(Access(world.khoa, DAY)).owed]


def test_a_joint_task_shows_each_sides_part_and_state(world, running):
    running.tasks.all().delete()
    parts = [
        {"written": "Công đoàn", "part": "vận động đoàn viên", "unit": world.union, "inferred": False},
        {"written": "Đoàn trường", "part": "trực cổng", "unit": None, "inferred": False},
    ]
    task = add_task(
        running, {"action": "Vận động", "owner_person": world.binh.person}, parts=parts, by=world.lan, at=NOON
    )
    finish_part(task.parts.get(order=1), by=world.minh, at=NOON)

    (row,) = shown(running, world.lan).joint

    assert [(part.written, part.state) for part in row.parts] == [
        ("Công đoàn", "done"),
        ("Đoàn trường", "open"),
    ]


@pytest.fixture
def paired(world):
    """A duty of pairs laid on two schools; only Lộc Thái has a union of its level."""
    movement = a_movement(world.department, world.son, running=True)
    duty = Duty.objects.create(
        movement=movement, what="own_plan", reaches="pairs", sentence="Phối hợp với công đoàn."
    )
    Assignment.objects.bulk_create(
        Assignment(duty=duty, unit=unit, opened_at=NOON, confirmed_at=NOON, confirmed_by=world.lan)
        for unit in (world.school, world.other_school)
    )
    return movement


def test_both_sides_of_a_pair_stand_with_their_days_and_units_without_a_union_come_first(world, paired):
    Assignment.objects.filter(unit=world.school).update(
        union_confirmed_at=NOON, union_confirmed_by=world.minh
    )

    about = shown(paired, world.son)

    assert [(row.assignment.unit, row.union, row.head_on, row.chair_on) for row in about.pairs] == [
        (world.other_school, None, DAY, None),
        (world.school, world.union, DAY, DAY),
    ]
    assert about.pairs_total == 2


def test_a_pair_whose_chair_has_not_spoken_comes_before_one_that_is_whole(world, paired):
    union = create_unit("CD-KHAC", "union", "Công đoàn khác", since=DAY, by=None, at=NOON)
    pair_union(world.other_school, union, since=DAY, by=None, at=NOON)
    Assignment.objects.filter(unit=world.school).update(
        union_confirmed_at=NOON, union_confirmed_by=world.minh
    )

    units = [row.assignment.unit for row in shown(paired, world.son).pairs]

    assert units == [world.other_school, world.school]


def test_a_unit_sees_its_own_pair_of_the_movement_above_and_no_other(world, paired):
    own = a_movement(world.school, world.lan, running=True, parent=paired, name="Của trường")

    assert [row.assignment.unit for row in shown(own, world.lan).pairs] == [world.school]
    assert [row.assignment.unit for row in shown(paired, world.lan).pairs] == [world.school]
    assert Pairing.objects.filter(unit=world.other_school).count() == 0


def test_the_log_asks_the_same_questions_however_long_it_is(
    world, running, logged, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        logged()
        logged(partner="UBND xã Mẫu Hai", unit=world.teams["TOAN"], by=world.khoa)
        access = Access(world.lan, DAY)
        assert access.posts
        with CaptureQueriesContext(connection) as asked:
            log_page(running, access, kind="", area="", number=None)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


# The pages


def test_a_group_leader_logs_a_deed_and_the_union_chair_confirms_it(world, running, enter, later):
    client = enter(world.khoa)
    address = reverse("coordination_new", args=[running.pk])
    form = {
        "unit": world.teams["TOAN"].pk,
        "day": "2021-09-21",
        "kind": "union",
        "partner": "Công đoàn trường",
        "what": "Cùng tặng máy tính.",
    }

    answer = client.post(address, form, follow=True)

    assert "Đã ghi một việc phối hợp với Công đoàn trường." in text(answer)
    entry = Coordination.objects.get()
    chair = enter(world.minh)
    confirmation = {"how": "person", "name": "Lê Mẫu Minh", "on": "2021-09-21"}
    done = chair.post(reverse("coordination_confirm", args=[entry.pk]), confirmation, follow=True)
    assert "Đã ghi xác nhận của Công đoàn trường." in text(done)
    assert "Đã xác nhận" in text(chair.get(reverse("coordination", args=[running.pk])))


def test_a_form_without_a_partner_keeps_what_was_typed_and_says_what_is_missing(world, running, enter, later):
    form = {"unit": world.school.pk, "day": "2021-09-21", "what": "Trực chốt."}

    answer = enter(world.lan).post(reverse("coordination_new", args=[running.pk]), form)

    assert answer.status_code == 422
    assert "Chưa nhập Tên bên phối hợp." in text(answer)
    assert "Chưa nhập Loại bên phối hợp." in text(answer)
    assert "Trực chốt." in text(answer)
    assert Coordination.objects.count() == 0


def test_with_partners_on_the_card_one_is_chosen_or_named(world, running, enter, later):
    add_partner(
        running, kind="health", name="Trạm Y tế", unit=None, role="Tiêm", by=world.lan, at=at(ISSUED, 9)
    )
    form = {"unit": world.school.pk, "day": "2021-09-21", "what": "Trực chốt."}

    answer = enter(world.lan).post(reverse("coordination_new", args=[running.pk]), form)

    assert "Chọn bên phối hợp thuộc loại nào." in text(answer)
    assert "Ghi tên bên phối hợp: cơ quan, tổ chức hoặc người đại diện" in text(answer)


def test_a_partner_chosen_from_the_card_brings_its_kind_and_name(world, running, enter, later):
    partner = add_partner(
        running, kind="health", name="Trạm Y tế", unit=None, role="Tiêm chủng", by=world.lan, at=at(ISSUED, 9)
    )
    form = {"unit": world.school.pk, "day": "2021-09-21", "what": "Tiêm mũi 2.", "listed": partner.pk}

    enter(world.lan).post(reverse("coordination_new", args=[running.pk]), form)

    entry = Coordination.objects.get()
    assert (entry.kind, entry.partner) == ("health", "Trạm Y tế")


def test_an_entry_is_edited_and_removed_through_its_pages(world, running, enter, later):
    entry = log_coordination(running, world.school, deed(day=ISSUED), by=world.lan, at=at(ISSUED, 9))
    client = enter(world.lan)
    form = {
        "unit": world.school.pk, "day": "2021-09-20", "kind": "government", "partner": entry.partner,
        "what": entry.what, "result": "Không có ca nào.",
    }  # fmt: skip

    edited = client.post(reverse("coordination_edit", args=[entry.pk]), form, follow=True)
    removed = client.post(reverse("coordination_remove", args=[entry.pk]), follow=True)

    assert "Không có ca nào." in text(edited)
    assert "Đã bỏ một việc phối hợp ghi nhầm" in text(removed)
    assert Coordination.objects.count() == 0


def test_the_page_of_a_confirmation_without_its_ground_says_so(world, running, enter, later):
    entry = log_coordination(running, world.school, deed(day=ISSUED), by=world.lan, at=at(ISSUED, 9))

    answer = enter(world.lan).post(
        reverse("coordination_confirm", args=[entry.pk]), {"how": "photo", "on": "2021-09-21"}
    )

    assert answer.status_code == 422
    assert "Chưa có ảnh, tệp nào kèm theo" in text(answer)


def test_nobody_writes_or_changes_the_log_of_others(world, running, enter, later):
    entry = log_coordination(running, world.school, deed(day=ISSUED), by=world.lan, at=at(ISSUED, 9))

    client = enter(world.khoa)
    answers = [
        client.post(reverse(name, args=[entry.pk])).status_code
        for name in ("coordination_edit", "coordination_confirm", "coordination_remove")
    ]

    assert answers == [404, 404, 404]
    assert enter(world.hoa).get(reverse("coordination_new", args=[running.pk])).status_code == 404
    assert enter(world.tu).get(reverse("coordination_entry", args=[entry.pk])).status_code == 404
