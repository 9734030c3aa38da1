"""Heads of units: who headed when, what the text and the tasks lay on the head, and what the level above sees."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.scoring import a_movement, criteria, points, put_to_use, sheet
from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, ISSUED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.actions.files import check_evidence
from thidua.documents.queries.evidence import evidence_to_check_by
from thidua.movements.actions.heads import settle_head_duties, unsettle_head_duty
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.scores import appraise, self_score
from thidua.movements.actions.tasks import add_task, edit_task, finish_task
from thidua.movements.models import Assignment, Duty, HeadDuty, Movement, Task
from thidua.movements.queries.heads import head_card, heads_of, sentences_waiting
from thidua.movements.queries.heads_below import heads_page
from thidua.movements.rules.heads import (
    Given,
    Held,
    Stretch,
    day_of_account,
    holder_on,
    is_of_head,
    sentences_about_head,
    stretch_on,
    stretches,
)
from thidua.org.access import Access
from thidua.org.actions.people import appoint, end_post
from thidua.org.models import Post, Unit

NOON = at(DECIDED, 12)
CHANGE = dt.date(2021, 12, 1)
LATER = dt.date(2021, 12, 20)
DAY = dt.date(2021, 9, 1)


def day(offset):
    return DAY + dt.timedelta(days=offset)


def held(key, first, until=None, *, acting=False):
    return Held(key, key, f"Người {key}", "Hiệu trưởng", acting, first, until)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return " ".join(answer.content.decode().split())


# Who is the head, day by day


def test_a_change_on_the_first_of_december_cuts_the_time_in_two():
    lan, binh = held(1, dt.date(2018, 8, 1), CHANGE), held(2, CHANGE)

    cut = stretches([binh, lan], DAY, None)

    assert cut == [Stretch(lan, DAY, CHANGE), Stretch(binh, CHANGE, None)]
    assert (cut[0].last, cut[1].last) == (dt.date(2021, 11, 30), None)


def test_days_without_a_head_are_a_stretch_of_their_own_and_who_is_in_charge_is_the_head():
    lan, binh = held(1, day(-99), day(10)), held(2, day(20), day(30), acting=True)

    cut = stretches([lan, binh], DAY, day(40))

    assert cut == [
        Stretch(lan, DAY, day(10)),
        Stretch(None, day(10), day(20)),
        Stretch(binh, day(20), day(30)),
        Stretch(None, day(30), day(40)),
    ]


def test_who_holds_the_post_goes_before_who_is_put_in_charge_and_the_newer_before_the_older():
    lan, binh, chi = held(1, day(-9)), held(2, day(0), acting=True), held(3, day(5))

    assert [holder_on([binh, lan, chi], day(offset)) for offset in (-10, 0, 5)] == [None, lan, chi]


offsets = some.integers(-30, 60)


@given(some.lists(some.tuples(offsets, some.integers(1, 40), some.booleans()), max_size=5), some.booleans())
def test_every_day_lies_in_one_stretch_under_whoever_headed_the_unit_that_day(rows, ends):
    posts = [
        held(key, day(first), day(first + length), acting=acting)
        for key, (first, length, acting) in enumerate(rows)
    ]
    until = day(50) if ends else None

    cut = stretches(posts, DAY, until)

    assert (cut[0].first, cut[-1].until) == (DAY, until)
    assert [one.until for one in cut[:-1]] == [one.first for one in cut[1:]]
    assert all(one.held != other.held for one, other in pairwise(cut))
    days = [day(offset) for offset in range(50)]
    assert [stretch_on(cut, one).held for one in days] == [holder_on(posts, one) for one in days]


def test_a_day_before_or_after_the_time_belongs_to_its_first_or_last_stretch():
    cut = stretches([held(1, day(-9), day(5)), held(2, day(5))], DAY, day(9))

    assert [stretch_on(cut, one) for one in (day(-50), day(50))] == [cut[0], cut[1]]


def test_a_task_is_laid_to_the_day_it_was_due_or_done_whichever_came_first():
    early, late, today = day(3), day(7), day(9)

    assert day_of_account(early, late, today) == early
    assert day_of_account(late, early, today) == early
    assert day_of_account(late, None, today) == late
    assert day_of_account(None, early, today) == early
    assert day_of_account(None, None, today) == today


@pytest.mark.parametrize(
    ("unit", "positions", "person", "expected"),
    [
        (1, ("head", "deputy"), None, True),  # given to the head's post
        (1, ("union_chair",), None, True),
        (1, ("deputy",), None, False),
        (1, (), None, True),  # given to the unit as a whole
        (1, (), 7, True),  # under the name of one who heads or headed it
        (None, (), 7, True),
        (1, ("deputy",), 7, False),  # named in another post
        (1, ("head",), 8, False),  # under anybody else's name
        (2, ("head",), None, False),  # of another unit
        (2, (), 7, False),
        (None, (), None, False),  # nobody is stated
    ],
)
def test_a_task_is_the_heads_by_name_by_post_or_as_the_units_own(unit, positions, person, expected):
    assert is_of_head(Given(unit, positions, person), unit=1, heads={7}) is expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Mở đầu. Người đứng đầu chịu trách nhiệm. Cuối.", "Người đứng đầu chịu trách nhiệm."),
        ("Phó Hiệu trưởng phụ trách cơ sở vật chất.", ""),
        ("Giữ nhà trường phòng, chống dịch tốt.", ""),
        ("- Hiệu trưởng các trường nêu gương; chỉ đạo.", "- Hiệu trưởng các trường nêu gương; chỉ đạo."),
        ("Đề nghị Thủ trưởng các đơn vị triển khai.", "Đề nghị Thủ trưởng các đơn vị triển khai."),
    ],
)  # fmt: skip
def test_only_the_sentences_that_name_the_head_are_taken_word_for_word(paragraph, expected):
    assert sentences_about_head(paragraph) == expected


# Posts of the world


@pytest.fixture
def running(world, ready):
    """The movement of plan 30, launched on 20/9/2021; its own tasks are left out, so that each test sets its own."""
    ready.tasks.all().delete()
    return issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 8), day=ISSUED)


@pytest.fixture
def changed(world, running):
    """The same, with Bình as principal from 01/12/2021 in Lan's place."""
    post = Post.objects.get(person=world.lan.person, unit=world.school, position="head")
    end_post(post, on=CHANGE, by=world.tam, at=at(CHANGE))
    appoint(
        world.binh.person, world.school, "head", "Hiệu trưởng", since=CHANGE, by=world.tam, at=at(CHANGE),
        manager=True,
    )  # fmt: skip
    return running


def task_of(movement, person, action, **values):
    row = {"action": action, "owner_person": person, **values}
    return add_task(movement, row, by=person.user, at=at(ISSUED, 12))


def actions_on(card):
    return [line.task.action for line in card.lines]


def test_after_a_change_of_principal_what_was_due_or_done_before_stays_with_the_former_head(world, changed):
    lan = world.lan.person
    task_of(changed, lan, "Đến hạn trước, xong sau", due=dt.date(2021, 11, 20))
    task_of(changed, lan, "Đến hạn trước, chưa xong", due=dt.date(2021, 11, 25))
    task_of(changed, lan, "Đến hạn sau, xong trước", due=dt.date(2021, 12, 15))
    task_of(changed, lan, "Đến hạn sau", due=dt.date(2021, 12, 10))
    task_of(changed, lan, "Không nêu hạn")
    task_of(changed, world.quan.person, "Của giáo viên", due=dt.date(2021, 11, 20))
    for action, on in (
        ("Đến hạn sau, xong trước", dt.date(2021, 11, 28)),
        ("Đến hạn trước, xong sau", CHANGE),
    ):
        finish_task(Task.objects.get(action=action), by=world.lan, at=at(on))
    access = Access(world.binh, LATER)

    former, present = (head_card(changed, access, number=number) for number in ("1", ""))

    assert (former.stretch.held.name, present.stretch.held.name) == (lan.name, world.binh.person.name)
    assert (former.stretch.last, present.stretch.first) == (dt.date(2021, 11, 30), CHANGE)
    assert actions_on(former) == [
        "Đến hạn trước, xong sau",
        "Đến hạn trước, chưa xong",
        "Đến hạn sau, xong trước",
    ]
    assert actions_on(present) == ["Đến hạn sau", "Không nêu hạn"]
    assert (former.result.total, former.result.done, former.result.timely, former.result.overdue) == (
        3,
        2,
        1,
        1,
    )
    assert (present.result.total, present.result.overdue) == (2, 1)


def test_open_tasks_of_the_new_head_under_the_former_name_say_so(world, changed):
    task_of(changed, world.lan.person, "Đến hạn sau", due=dt.date(2021, 12, 10))
    task_of(changed, world.binh.person, "Đã đổi tên", due=dt.date(2021, 12, 10))

    card = head_card(changed, Access(world.binh, LATER))

    assert [(line.task.action, line.turned) for line in card.lines] == [
        ("Đến hạn sau", True),
        ("Đã đổi tên", False),
    ]


def test_the_card_follows_the_posts_and_stores_nothing_of_its_own(world, changed):
    task_of(changed, world.lan.person, "Đến hạn sau", due=dt.date(2021, 12, 10))
    access = Access(world.binh, LATER)
    assert actions_on(head_card(changed, access)) == ["Đến hạn sau"]

    Post.objects.filter(person=world.binh.person, position="head").delete()
    vacant = head_card(changed, access)

    assert (vacant.stretch.held, actions_on(vacant)) == (None, ["Đến hạn sau"])


def test_a_deputy_put_in_charge_heads_the_unit_and_a_union_is_headed_by_its_chair(world, running):
    end_post(
        Post.objects.get(person=world.lan.person, unit=world.school, position="head"),
        on=CHANGE, by=world.tam, at=at(CHANGE),
    )  # fmt: skip
    appoint(
        world.binh.person, world.school, "deputy", "Phó Hiệu trưởng phụ trách", since=CHANGE, by=world.tam,
        at=at(CHANGE), acting=True,
    )  # fmt: skip

    posts = heads_of([world.school.pk, world.union.pk, world.teams["TOAN"].pk])

    assert holder_on(posts[world.school.pk], LATER).name == world.binh.person.name
    assert [row.name for row in posts[world.union.pk]] == [world.minh.person.name]
    assert [row.name for row in posts[world.teams["TOAN"].pk]] == [world.khoa.person.name]


def test_someone_with_another_post_in_the_unit_is_not_its_head(world, running):
    appoint(
        world.quan.person, world.school, "youth_secretary", "Bí thư đoàn", since=ISSUED, by=world.tam,
        at=at(ISSUED),
    )  # fmt: skip

    assert [row.name for row in heads_of([world.school.pk])[world.school.pk]] == [world.lan.person.name]


# What the text lays on the head


def test_the_sentences_of_ii_1_and_iv_5_wait_and_nothing_is_settled_by_itself(world, draft):
    card = head_card(draft, Access(world.lan, DECIDED))

    own = [one for one in card.waiting if not one.above]
    assert [one.node.section for one in own] == ["II.1", "IV.5"]
    assert (card.duties, HeadDuty.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("000", ["I.2", "II.2.đ", "III.1.b"]),
        ("001", ["II.1", "IV.5"]),
        ("002", ["II.1", "IV"]),
    ],
)
def test_the_real_plans_lay_their_duties_on_the_head_where_the_text_says_so(world, seeds, plan, expected):
    data = next(seeds.glob(f"{plan}_*.txt")).read_bytes()
    movement = import_plan(world.school, data, f"{plan}.txt", by=world.huong, at=NOON, own=True).movement

    found = sentences_waiting(movement)

    assert [one.node.section for one in found] == expected
    assert all("người đứng đầu" in one.text.lower() or "Hiệu trưởng" in one.text for one in found)


@pytest.fixture
def settled(world, running):
    """The two sentences of plan 30 that name the head, settled by the deputy."""
    chosen = [one.node.pk for one in sentences_waiting(running) if not one.above]
    return settle_head_duties(running, chosen, by=world.binh, at=at(ISSUED, 10))


def test_each_duty_of_the_text_has_evidence_or_says_that_there_is_none_yet(world, running, settled):
    add_proof(settled[1], world.school, Proof(note="Sổ theo dõi tiêm"), by=world.lan, at=at(ISSUED, 11))

    card = head_card(running, Access(world.lan, ISSUED))

    assert [(row.duty.place, row.proved) for row in card.duties] == [("II.1", False), ("IV.5", True)]
    assert (card.proved, [str(proof) for proof in card.duties[1].proofs]) == (1, ["Sổ theo dõi tiêm"])


def test_evidence_counts_in_the_time_of_the_head_under_whom_it_was_brought(world, changed, settled):
    add_proof(settled[1], world.school, Proof(note="Sổ tiêm"), by=world.lan, at=at(ISSUED, 11))
    access = Access(world.binh, LATER)

    former, present = (head_card(changed, access, number=number) for number in ("1", "2"))

    assert ([row.proved for row in former.duties], [row.proved for row in present.duties]) == (
        [False, True],
        [False, False],
    )
    assert (former.may_prove, present.may_prove) == (False, True)


def test_rejected_evidence_is_none(world, running, settled):
    row = add_proof(settled[0], world.school, Proof(note="Ảnh cũ"), by=world.lan, at=at(ISSUED, 11))
    check_evidence(row, accept=False, reason="Ảnh của năm trước.", by=world.son, at=at(ISSUED, 12))

    assert head_card(running, Access(world.lan, ISSUED)).duties[0].proved is False


def test_the_head_does_not_check_the_own_part_and_the_level_above_does(world, running, settled):
    row = add_proof(settled[1], world.school, Proof(note="Sổ tiêm"), by=world.huong, at=at(ISSUED, 11))

    waits_for = [
        user
        for user in (world.lan, world.binh, world.son)
        if row in evidence_to_check_by(Access(user, ISSUED))
    ]

    assert waits_for == [world.son]


def test_the_proof_of_a_content_serves_the_duty_and_the_heads_part_of_the_criterion(world, running):
    (rule,) = criteria(running, ("b)", "head", {"most": Decimal(100)}))
    content = running.contents.get(place="II.1")
    rule.content = content
    rule.save()
    put_to_use(running, world.lan)
    score = sheet(running, world.lan)["b)"]
    duty = settle_head_duties(running, [content.node_id], by=world.binh, at=at(ISSUED, 10))[0]
    add_proof(content, world.school, Proof(note="Ảnh nêu gương"), by=world.huong, at=at(ISSUED, 11))

    card = head_card(running, Access(world.lan, ISSUED))

    assert duty.content == content
    assert [str(proof) for proof in card.duties[0].proofs] == ["Ảnh nêu gương"]
    assert [(row.score, row.line.lacking) for row in card.scores] == [(score, False)]


def test_sentences_taken_over_from_the_plan_above_stand_once_and_others_are_named_as_above(world, draft):
    node = draft.plan.nodes.get(section="IV.5")
    above = draft.basis.nodes.create(
        order=900, kind="item", section="X", text="Thủ trưởng đơn vị chịu trách nhiệm."
    )
    assert [one.text for one in sentences_waiting(draft) if one.above][-1:] == [
        "Thủ trưởng đơn vị chịu trách nhiệm."
    ]

    node.inherited_from = above
    node.save()

    assert above not in [one.node for one in sentences_waiting(draft)]


def test_settling_refuses_nothing_chosen_and_a_closed_movement_with_all_reasons(world, running):
    Movement.objects.filter(pk=running.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        settle_head_duties(running, [], by=world.binh, at=NOON)

    assert said(refused) == [
        "Phong trào đã tổng kết; phần của người đứng đầu chỉ còn để xem.",
        "Chọn ít nhất một câu của kế hoạch.",
    ]
    assert HeadDuty.objects.count() == 0


def test_a_sentence_is_taken_off_again_until_something_proves_it(world, running, settled):
    unsettle_head_duty(settled[0], by=world.binh, at=at(ISSUED, 11))
    add_proof(settled[1], world.school, Proof(note="Sổ tiêm"), by=world.lan, at=at(ISSUED, 11))

    with pytest.raises(Refused) as refused:
        unsettle_head_duty(settled[1], by=world.binh, at=at(ISSUED, 12))

    assert said(refused) == ["Câu này đã có minh chứng nên không bỏ khỏi danh sách được."]
    assert list(HeadDuty.objects.values_list("place", flat=True)) == ["IV.5"]
    told = (
        Event.objects.filter(verb__startswith="head_duty").order_by("id").values_list("sentence", flat=True)
    )
    assert told[0] == "Ghi 2 câu của kế hoạch là việc của người đứng đầu."


def test_nothing_is_taken_off_the_list_of_a_closed_movement(world, running, settled):
    Movement.objects.filter(pk=running.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        unsettle_head_duty(settled[0], by=world.binh, at=at(ISSUED, 12))

    assert said(refused) == ["Phong trào đã tổng kết; phần của người đứng đầu chỉ còn để xem."]
    assert HeadDuty.objects.count() == 2


def test_the_tables_refuse_a_sentence_twice_and_one_without_words(world, running, settled):
    row = settled[0]
    for column, name in (
        ({}, "head_duty_once_for_a_sentence"),
        ({"node": None, "text": ""}, "head_duty_rests_on_words"),
    ):
        values = {"movement": running, "paper": row.paper, "node": row.node, "text": "x", "settled_by": world.lan,
                  "settled_at": NOON, **column}  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            HeadDuty.objects.create(**values)


# The matrix, and both scores


def test_the_matrix_names_collective_and_person_and_counts_who_is_not_named(world, running):
    add_task(
        running,
        {"action": "Của ban giám hiệu", "owner_person": world.binh.person, "unit": world.school,
         "owner_positions": ["head", "deputy"]},
        by=world.binh, at=at(ISSUED, 12),
    )  # fmt: skip
    Task.objects.create(
        movement=running, order=50, action="Chỉ có chữ", responsible=["Các đoàn thể"], stated=True
    )

    card = head_card(running, Access(world.lan, ISSUED))

    assert [(line.collective, line.task.owner_person, line.of_head) for line in card.matrix] == [
        ("Trường THPT Lộc Thái", world.binh.person, False),
        ("Các đoàn thể", None, False),
    ]
    assert card.unnamed == 1


def test_a_task_of_a_running_movement_without_a_named_person_cannot_be_saved(world, running):
    task = Task.objects.create(movement=running, order=50, action="Việc", responsible=[], stated=True)

    with pytest.raises(Refused) as refused:
        edit_task(task, {"owner_person": None, "due": None}, by=world.binh, at=at(ISSUED, 12))

    assert said(refused) == [
        "Chọn một người chịu trách nhiệm: sau khi phát động, nhiệm vụ nào cũng có tên người."
    ]


@pytest.fixture
def scored(world):
    """The department's movement: the principal scored 9, the director 6, and a gap above 2 is shown."""
    movement = a_movement(world.department, world.son, running=True)
    criteria(movement, ("b", "head", {"most": Decimal(100), "needs_evidence": False}))
    put_to_use(movement, world.son, gap=Decimal(2))
    score = sheet(movement, world.lan, by=world.son)["b"]
    self_score({score.pk: points("9")}, by=world.lan, at=NOON)
    appraise({score.pk: points("6", "Chưa sát sao")}, by=world.son, at=NOON)
    return a_movement(world.school, world.lan, running=True, parent=movement, name="Của trường")


def test_self_score_and_superiors_stand_apart_and_a_gap_above_the_threshold_is_shown(world, scored):
    (row,) = head_card(scored, Access(world.lan, DECIDED)).scores

    assert [row.line.mark(stage).said for stage in ("self", "appraised")] == ["9", "6"]
    assert (row.said_gap, row.apart) == ("3", True)


def test_scores_of_a_head_are_for_the_head_and_the_level_above(world, scored):
    shown = {
        name: len(head_card(scored, Access(world.users[name], DECIDED)).scores)
        for name in ("lan", "son", "minh", "hoa", "huong")
    }

    assert shown == {"lan": 1, "son": 1, "minh": 0, "hoa": 0, "huong": 0}


# The list for the level above


def test_the_department_sees_each_head_with_the_count_of_open_overdue_tasks(world, changed):
    lan, binh = world.lan.person, world.binh.person
    task_of(changed, lan, "Của người trước", due=dt.date(2021, 11, 20))
    task_of(changed, binh, "Của người sau", due=dt.date(2021, 12, 10))
    task_of(changed, binh, "Chưa tới hạn", due=dt.date(2021, 12, 25))
    task_of(changed, world.quan.person, "Của giáo viên", due=dt.date(2021, 11, 20))

    rows = {row.unit: row for row in heads_page(Access(world.son, LATER), number=None).rows}

    school, other = rows[world.school], rows[world.other_school]
    assert (school.head.name, school.overdue, school.left, school.unit.card) == (binh.name, 1, 1, changed.pk)
    assert (other.head, other.overdue, other.left, other.unit.card) == (None, 0, 0, None)
    assert len(rows) == 2


def test_a_school_sees_the_leaders_of_its_groups_with_their_late_work_but_reports(world, running):
    team = {"unit": world.teams["TOAN"], "opened_at": NOON, "due": ISSUED}
    for what in ("group_plans", "report"):
        duty = Duty.objects.create(movement=running, what=what, reaches="teams", sentence="Làm một việc.")
        Assignment.objects.create(duty=duty, **team)

    rows = {str(row.unit): row for row in heads_page(Access(world.lan, LATER), number=None).rows}

    assert (rows["Tổ Toán – Tin"].head.name, rows["Tổ Toán – Tin"].unit.late) == (world.khoa.person.name, 1)
    assert {row.unit.kind for row in rows.values()} == {Unit.Kind.TEAM}
    assert len(rows) == 8


def test_whoever_watches_no_subtree_gets_an_empty_list(world, running):
    assert heads_page(Access(world.minh, LATER), number=None).rows == []
    assert heads_page(Access(world.khoa, LATER), number=None).rows == []


def test_the_list_asks_the_same_few_questions_however_many_heads_there_are(
    world, running, monkeypatch, django_assert_num_queries
):
    access = Access(world.lan, LATER)
    assert access.posts
    for size in (1, 3):
        monkeypatch.setattr("thidua.movements.queries.heads_below.PER_PAGE", size)
        with django_assert_num_queries(4):
            assert len(heads_page(access, number=None).rows) == size


# The pages


def test_the_card_shows_who_headed_when_and_lets_the_deputy_settle_the_sentences(
    world, running, enter, later
):
    client = enter(world.binh)
    address = reverse("heads", args=[running.pk])

    before = text(client.get(address))
    chosen = [one.node.pk for one in sentences_waiting(running) if not one.above]
    answer = client.post(reverse("head_duties_settle", args=[running.pk]), {"sentences": chosen}, follow=True)

    assert "còn " in before
    assert "Nguyễn Thị Mẫu Lan" in before
    assert "Đã ghi 2 câu là việc của người đứng đầu." in text(answer)
    assert text(answer).count("Chưa có minh chứng") == 2


def test_settling_nothing_is_refused_in_words_on_the_page(world, running, enter, later):
    answer = enter(world.binh).post(reverse("head_duties_settle", args=[running.pk]), {})

    assert answer.status_code == 422
    assert "Chọn ít nhất một câu của kế hoạch." in text(answer)


def test_the_head_brings_evidence_for_a_duty_through_the_page_of_evidence(
    world, running, settled, enter, later
):
    client = enter(world.lan)
    address = reverse("evidence_offer", args=["movements.headduty", settled[1].pk])
    assert address in text(client.get(reverse("heads", args=[running.pk])))

    answer = client.post(address, {"note": "Sổ theo dõi tiêm"}, follow=True)

    assert answer.status_code == 200
    assert "Sổ theo dõi tiêm" in text(client.get(reverse("heads", args=[running.pk])))


def test_a_teacher_reads_the_card_without_forms_and_the_list_is_closed_to_them(world, running, enter, later):
    client = enter(world.hoa)

    card, listed = client.get(reverse("heads", args=[running.pk])), client.get(reverse("heads_below"))

    assert (card.status_code, listed.status_code) == (200, 403)
    assert "head_duties_settle" not in text(card)
    assert reverse("head_duties_settle", args=[running.pk]) not in text(card)


def test_the_list_names_vacant_posts(world, running, enter, later):
    said_by_son = text(enter(world.son).get(reverse("heads_below")))

    assert "Khuyết" in said_by_son
    assert reverse("heads", args=[running.pk]) in said_by_son


def test_a_word_that_is_no_stretch_shows_the_stretch_of_today(world, changed, enter, later):
    assert head_card(changed, Access(world.binh, LATER), number="9").number == 2
    assert head_card(changed, Access(world.binh, LATER), number="x").number == 2
