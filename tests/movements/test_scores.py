"""Sheets of scores: three columns side by side; nothing scores without proof, nobody weighs their own part."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.movements.scoring import NOON, YEAR, a_movement, criteria, points, proved, put_to_use, said, sheet
from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.models import Node
from thidua.documents.queries.evidence import evidence_seen_by, evidence_to_check_by
from thidua.movements.actions.exemptions import record_exemption, record_requisition
from thidua.movements.actions.scores import appraise, finalise, self_score
from thidua.movements.models import Content, Round, Score, ScoreChange
from thidua.movements.queries.score_pages import scores_page, sheet_page
from thidua.movements.queries.scores import Subject
from thidua.movements.queries.weighing import scores_seen_by
from thidua.movements.rules.scores import Mark
from thidua.org.access import Access
from thidua.org.models import Person

EVERYONE = ("lan", "binh", "huong", "minh", "thanh", "khoa", "hoa", "quan", "tam", "son", "tu")


@pytest.fixture
def movement(world):
    """A movement of the school with a scale of 100: a for everybody, b with a head's part, d, t for teams."""
    made = a_movement(world.school, world.lan, running=True)
    rows = criteria(
        made,
        ("a", "person team", {"most": 40, "base": 20}),
        ("b", "person head board", {"most": 20}),
        ("d", "requisitioned", {"most": 20}),
        ("e", "person", {"most": 20, "needs_evidence": False}),
        ("t", "team school", {"most": 60}),
    )
    criteria(made, ("b.1", "head", {"under": rows[1], "most": 20}))
    put_to_use(made, world.lan, gap=Decimal(10))
    return made


@pytest.fixture
def quans(world, movement):
    return sheet(movement, world.quan)


def page_of(movement, user, reader, during=None):
    person = Person.objects.get(pk=user.person_id)
    subject = Subject(person.posts.get(main=True).unit, person)
    return sheet_page(movement, subject, Access(reader, DECIDED), during=during)


# Whom a sheet measures


def test_the_heads_part_is_absent_for_a_teacher_and_present_for_the_principal(world, movement, quans):
    assert sorted(quans) == ["a", "b", "e"]
    assert sorted(sheet(movement, world.lan)) == ["a", "b.1", "e"]


def test_a_unit_has_its_own_lines(world, movement):
    assert sorted(sheet(movement, world.lan, unit=world.teams["VAN"])) == ["a", "t"]
    assert sorted(sheet(movement, world.lan, unit=world.school)) == ["b", "t"]


def test_opening_again_gains_nothing_and_loses_nothing(world, movement, quans):
    self_score({quans["e"].pk: points(15)}, by=world.quan, at=NOON)

    again = sheet(movement, world.quan)

    assert {row.pk for row in again.values()} == {row.pk for row in quans.values()}
    assert again["e"].self_figure == 15


def test_criterion_d_opens_with_the_order_and_to_nobody_else(world, movement, quans):
    person = Person.objects.get(pk=world.quan.person_id)
    record_requisition(person, body="UBND huyện", number="45/QĐ-UBND", first=DECIDED, by=world.lan, at=NOON)

    assert sorted(sheet(movement, world.quan)) == ["a", "b", "d", "e"]
    assert "d" not in sheet(movement, world.hoa)


def test_claiming_d_without_an_order_is_no_proof(world):
    only_d = a_movement(world.school, world.lan, running=True)
    criteria(only_d, ("d", "requisitioned", {}))
    put_to_use(only_d, world.lan, full=None)

    with pytest.raises(Refused) as refused:
        sheet(only_d, world.quan)

    assert said(refused) == [
        "Chưa có minh chứng: chưa ghi lệnh trưng dụng hoặc tổ phòng, chống dịch của người này."
    ]
    assert not Score.objects.filter(criterion__movement=only_d).exists()


def test_no_sheet_opens_before_the_set_is_in_use(world):
    made = a_movement(world.school, world.lan, running=True)
    criteria(made, ("a", "person", {}))

    with pytest.raises(Refused) as refused:
        sheet(made, world.quan)

    assert said(refused) == ["Bộ tiêu chí chưa được đưa vào chấm."]


# Three columns


def test_self_appraised_and_final_stand_side_by_side_with_who_and_when(world, quans):
    key = quans["a"].pk
    self_score({key: points(30)}, by=world.quan, at=NOON)
    proved(quans["a"], world.quan, world.thanh)
    appraise({key: points(25, "Thiếu hai tuần trực.")}, by=world.thanh, at=NOON)
    finalise({key: points(25)}, by=world.lan, at=NOON)

    row = Score.objects.get(pk=key)

    assert (row.self_figure, row.self_by) == (30, world.quan)
    assert (row.appraised_figure, row.appraised_by, row.appraised_reason) == (
        25,
        world.thanh,
        "Thiếu hai tuần trực.",
    )
    assert (row.final_figure, row.final_by, row.final_at) == (25, world.lan, NOON)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.integers(0, 20), other=st.integers(0, 20))
def test_what_was_self_scored_never_changes_when_appraised(world, quans, own, other):
    with transaction.atomic():
        key = quans["e"].pk
        self_score({key: points(own)}, by=world.quan, at=NOON)
        appraise({key: points(other, "Theo sổ trực.")}, by=world.thanh, at=NOON)
        finalise({key: points(other)}, by=world.lan, at=NOON)
        with pytest.raises(Refused):
            self_score({key: points(20 - own, "Xin sửa.")}, by=world.quan, at=NOON)

        row = Score.objects.get(pk=key)
        assert (row.self_figure, row.appraised_figure, row.final_figure) == (own, other, other)
        transaction.set_rollback(True)


def test_every_refused_mark_is_named_and_none_is_kept(world, quans):
    self_score({quans["e"].pk: points(15)}, by=world.quan, at=NOON)

    with pytest.raises(Refused) as refused:
        appraise(
            {quans["a"].pk: points(30), quans["b"].pk: points(99), quans["e"].pk: points(10)},
            by=world.thanh,
            at=NOON,
        )

    assert said(refused) == [
        "Tiêu chí a: chưa có minh chứng, nên không tính điểm.",
        "Tiêu chí b: điểm phải từ 0 đến 20.",
        "Tiêu chí b: chưa có minh chứng, nên không tính điểm.",
        "Tiêu chí e: khác với bước trước, cần ghi lý do.",
    ]
    assert not Score.objects.exclude(appraised_state="").exists()


def test_a_mark_changed_later_leaves_what_it_was_and_why(world, quans):
    key = quans["e"].pk
    self_score({key: points(15)}, by=world.quan, at=NOON)
    self_score({key: points(12, "Nhầm tuần.")}, by=world.quan, at=NOON)

    change = ScoreChange.objects.get(score=key)

    assert (change.was_figure, change.figure, change.reason, change.changed_by) == (
        15,
        12,
        "Nhầm tuần.",
        world.quan,
    )


def test_the_same_mark_again_writes_nothing(world, quans):
    self_score({quans["e"].pk: points(15)}, by=world.quan, at=NOON)
    before = Event.objects.count()

    self_score({quans["e"].pk: points(15)}, by=world.quan, at=NOON)

    assert Event.objects.count() == before


def test_the_trail_tells_no_figure_and_the_person_is_told(world, quans):
    self_score({quans["e"].pk: points(17)}, by=world.quan, at=NOON)
    appraise({quans["e"].pk: points(17)}, by=world.thanh, at=NOON)

    event = Event.objects.get(verb="scores.appraised")

    assert event.sentence == f"Thẩm định 1 tiêu chí của {world.quan.get_full_name()}."
    assert event.detail == {"criteria": ["Tiêu chí e"]}
    assert [notice.user for notice in Notice.objects.filter(event=event)] == [world.quan]


# Proof


def test_an_item_without_proof_is_reported_and_never_counts(world, movement, quans):
    self_score({row.pk: points(10) for row in quans.values()}, by=world.quan, at=NOON)

    total = page_of(movement, world.quan, world.quan).totals["self"]

    assert (total.points, total.of) == (Decimal(10), Decimal(80))
    assert total.unproved == ("Tiêu chí a", "Tiêu chí b")


def test_above_the_base_only_with_checked_proof(world, quans):
    key = quans["a"].pk
    row = proved(quans["a"], world.quan, None)
    self_score({key: points(30)}, by=world.quan, at=NOON)

    with pytest.raises(Refused) as refused:
        appraise({key: points(30)}, by=world.thanh, at=NOON)
    row.state, row.checked_by, row.checked_at = "verified", world.thanh, NOON
    row.save()
    appraise({key: points(30)}, by=world.thanh, at=NOON)

    assert said(refused) == ["Tiêu chí a: trên mức nền 20 cần một minh chứng đã được kiểm tra."]
    assert Score.objects.get(pk=key).appraised_figure == 30


def test_proof_filed_under_a_content_appears_under_the_criterion_without_a_second_upload(world):
    made = a_movement(world.school, world.lan, running=True)
    node = Node.objects.create(paper=made.plan, order=1, kind="item", text="đ) Nêu gương")
    content = Content.objects.create(movement=made, order=1, place="II.2.đ", text="Nêu gương", node=node)
    criteria(made, ("b", "head", {"content": content}))
    put_to_use(made, world.lan, full=None)
    mine = sheet(made, world.lan)

    filed = add_proof(content, world.school, Proof(note="Nghị quyết chi bộ"), by=world.lan, at=NOON)
    shown = page_of(made, world.lan, world.son).lines[0]

    assert shown.evidence == [filed]
    assert not shown.line.unproved
    assert mine["b"].pk == shown.score.pk


# Who weighs


def test_a_head_verifying_the_own_part_is_refused_and_a_superior_is_not(world, movement):
    mine = sheet(movement, world.lan)
    key = mine["b.1"].pk
    row = proved(mine["b.1"], world.lan, None)
    self_score({key: points(18)}, by=world.lan, at=NOON)

    with pytest.raises(Refused) as own:
        appraise({key: points(18)}, by=world.lan, at=NOON)
    with pytest.raises(Refused) as deputy:
        appraise({key: points(18)}, by=world.binh, at=NOON)
    appraise({key: points(18)}, by=world.son, at=NOON)

    assert said(own) == [
        "Không ai tự thẩm định phần của mình; cấp trên thẩm định.",
        "Phần của đơn vị và của người đứng đầu do cấp trên thẩm định.",
    ]
    assert said(deputy) == ["Phần của đơn vị và của người đứng đầu do cấp trên thẩm định."]
    waiting = {
        name: evidence_to_check_by(Access(getattr(world, name), DECIDED)) for name in ("lan", "binh", "son")
    }
    assert [name for name, rows in waiting.items() if row in rows] == ["son"]


def test_the_gap_between_head_and_superior_shows_above_the_threshold(world, movement):
    mine = sheet(movement, world.lan)
    proved(mine["b.1"], world.lan, None)
    self_score({mine["b.1"].pk: points(20), mine["e"].pk: points(15)}, by=world.lan, at=NOON)
    appraise(
        {mine["b.1"].pk: points(8, "Chưa sát sao."), mine["e"].pk: points(5, "Thiếu.")}, by=world.son, at=NOON
    )

    lines = {row.line.name: (row.gap, row.apart) for row in page_of(movement, world.lan, world.son).lines}

    assert lines["Tiêu chí b.1"] == (Decimal(12), True)
    assert lines["Tiêu chí e"] == (Decimal(10), False)


def test_a_colleague_neither_scores_for_another_nor_appraises(world, quans):
    with pytest.raises(Refused) as self_given:
        self_score({quans["e"].pk: points(20)}, by=world.lan, at=NOON)
    with pytest.raises(Refused) as weighed:
        appraise({quans["e"].pk: points(20)}, by=world.hoa, at=NOON)

    assert said(self_given) == ["Phần tự chấm do chính người đó, hoặc người thay mặt đơn vị, ghi."]
    assert said(weighed) == ["Anh/chị không được giao thẩm định hoặc quyết định kết quả của nơi này."]


def test_scores_of_a_person_are_seen_by_them_their_heads_and_who_weighs_and_nobody_else(world, quans):
    row = quans["a"]
    evidence = proved(row, world.quan, None)

    seen = [name for name in EVERYONE if row in scores_seen_by(Access(getattr(world, name), DECIDED))]
    opened = [
        name for name in EVERYONE if evidence in evidence_seen_by(Access(getattr(world, name), DECIDED))
    ]

    assert seen == opened == ["lan", "binh", "thanh", "quan", "son"]


# Exemptions


def test_exempted_is_no_zero_and_leaves_the_denominator(world, movement, quans):
    person = Person.objects.get(pk=world.quan.person_id)
    record_exemption(
        person, "illness", first=DECIDED, last=DECIDED, basis="GXN 5/BV", reason="Mổ.", by=world.lan, at=NOON
    )
    self_score(
        {quans["e"].pk: points(15), quans["b"].pk: Mark("exempted"),
         quans["a"].pk: Mark("not_applicable", None, "Không dạy.")},
        by=world.quan, at=NOON,
    )  # fmt: skip

    shown = page_of(movement, world.quan, world.thanh)

    assert (shown.totals["self"].points, shown.totals["self"].of, shown.totals["self"].aside) == (15, 20, 2)
    assert Score.objects.get(pk=quans["b"].pk).exemption.person == person


def test_who_is_exempt_for_the_whole_time_is_not_scored_and_waits_for_nothing(world, movement, quans):
    person = Person.objects.get(pk=world.quan.person_id)
    record_exemption(person, "maternity", first=YEAR.lower, basis="QĐ 7", by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        self_score({quans["e"].pk: points(0)}, by=world.quan, at=NOON)

    assert said(refused) == ["Tiêu chí e: được miễn suốt thời gian đánh giá, nên không chấm."]
    assert page_of(movement, world.quan, world.quan).totals["final"].is_complete


# Rounds, ranks, levels


def test_each_round_has_its_own_sheet(world, movement, quans):
    from thidua.core.dates import days_inclusive

    first = Round.objects.create(
        movement=movement, label="Đợt 1", during=days_inclusive(DECIDED, DECIDED.replace(month=12))
    )
    self_score({quans["e"].pk: points(15)}, by=world.quan, at=NOON)

    assert page_of(movement, world.quan, world.quan, during=first).lines == []
    assert len(page_of(movement, world.quan, world.quan).lines) == 3


def test_units_are_ranked_only_on_a_scale_with_whole_results_and_ties(world, movement):
    figures = {"TOAN": 50, "VAN": 50, "ANH": 40}
    for code, figure in figures.items():
        rows = sheet(movement, world.lan, unit=world.teams[code])
        for row in rows.values():
            proved(row, world.khoa if code == "TOAN" else world.quan, world.lan)
        marks = {rows["t"].pk: points(figure), rows["a"].pk: Mark("not_applicable", None, "Không.")}
        appraise(marks, by=world.lan, at=NOON)
        finalise(marks, by=world.lan, at=NOON)
    sheet(movement, world.lan, unit=world.teams["HOA"])

    about = scores_page(movement, Access(world.lan, DECIDED), during=None, number=1)
    places = {row.subject.unit.code.removeprefix("LOCTHAI-"): row.place for row in about.units if row.totals}

    assert places == {"TOAN": 1, "VAN": 1, "ANH": 3, "HOA": None}


def test_levels_have_no_total_and_no_rank(world):
    made = a_movement(world.school, world.lan, running=True)
    criteria(made, ("a", "team", {"needs_evidence": False}))
    put_to_use(made, world.lan, full=None)
    rows = sheet(made, world.lan, unit=world.teams["VAN"])
    appraise({rows["a"].pk: points(4)}, by=world.lan, at=NOON)
    finalise({rows["a"].pk: points(4)}, by=world.lan, at=NOON)

    about = scores_page(made, Access(world.lan, DECIDED), during=None, number=1)

    assert [row.place for row in about.units] == [None] * 8
    with pytest.raises(Refused, match="bốn mức"):
        finalise({rows["a"].pk: points(9, "x")}, by=world.lan, at=NOON)


# What the database holds


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"self_state": "scored"}, "score_self_is_one_of_four_answers"),
        ({"self_figure": 0}, "score_self_is_one_of_four_answers"),
        ({"self_state": "not_applicable"}, "score_self_is_one_of_four_answers"),
        ({"self_state": "exempted"}, "score_self_is_one_of_four_answers"),
        ({"self_state": "zero", "self_figure": 0}, "score_self_is_one_of_four_answers"),
        ({"final_state": "scored", "final_figure": 1}, "score_final_follows_an_appraisal"),
    ],
)
def test_the_database_keeps_the_four_answers_apart(world, quans, columns, constraint):
    told = {"self_by": world.quan, "self_at": NOON} if "self_state" in columns else {}
    told |= {"final_by": world.lan, "final_at": NOON} if "final_state" in columns else {}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Score.objects.filter(pk=quans["e"].pk).update(**columns, **told)


def test_the_database_wants_a_reason_for_a_difference_and_another_person(world, quans):
    one = Score.objects.filter(pk=quans["e"].pk)
    self_score({quans["e"].pk: points(10)}, by=world.quan, at=NOON)
    other = {"appraised_state": "scored", "appraised_figure": 9, "appraised_at": NOON}

    with pytest.raises(IntegrityError, match="score_appraised_unlike_self_says_why"), transaction.atomic():
        one.update(**other, appraised_by=world.thanh)
    with pytest.raises(IntegrityError, match="not_appraised_by_who_scored_themself"), transaction.atomic():
        one.update(**other, appraised_by=world.quan, appraised_reason="x")


# Pages


def test_a_teacher_scores_and_the_leader_appraises_without_script(world, movement, enter):
    address = reverse("sheet_of_person", args=[movement.pk, world.quan.person_id])
    client = enter(world.quan)
    client.post(address, {"do": "open"})
    rows = {row.criterion.marker: row.pk for row in Score.objects.filter(person=world.quan.person_id)}
    client.post(
        address,
        {"do": "self", f"self-{rows['e']}-figure": "17,5", f"self-{rows['e']}-answer": "scored",
         f"self-{rows['b']}-answer": "not_applicable", f"self-{rows['b']}-reason": "Không làm quản lý."},
    )  # fmt: skip
    leader = enter(world.thanh)
    refused = leader.post(
        address,
        {"do": "appraised", f"appraised-{rows['e']}-figure": "15", f"appraised-{rows['e']}-answer": "scored"},
    )

    kept = Score.objects.get(pk=rows["e"])
    assert (str(kept.self_figure), kept.appraised_state) == ("17.50", "")
    assert Score.objects.get(pk=rows["a"]).self_state == ""
    assert refused.status_code == 422
    assert "khác với bước trước, cần ghi lý do" in refused.content.decode()
    assert 'value="15"' in refused.content.decode()


def test_the_principal_is_told_why_the_own_part_is_closed_and_a_sent_form_is_refused(world, movement, enter):
    mine = sheet(movement, world.lan)
    address = reverse("sheet_of_person", args=[movement.pk, world.lan.person_id])
    client = enter(world.lan)

    asked = client.get(f"{address}?buoc=appraised").content.decode()
    key = mine["e"].pk
    sent = client.post(
        address, {"do": "appraised", f"appraised-{key}-figure": "5", f"appraised-{key}-answer": "scored"}
    )

    assert "Không ai tự thẩm định phần của mình; cấp trên thẩm định." in asked
    assert "Ghi thẩm định" not in asked
    assert sent.status_code == 422
    assert "Không ai tự thẩm định phần của mình; cấp trên thẩm định." in sent.content.decode()
    assert Score.objects.get(pk=key).appraised_state == ""


def test_proof_is_offered_from_the_sheet_and_leads_back_to_it(world, movement, quans, enter):
    offering = enter(world.quan).get(reverse("evidence_offer", args=["movements.score", quans["a"].pk]))

    assert offering.status_code == 200
    assert quans["a"].get_absolute_url() in offering.content.decode()


def test_the_sheet_of_another_is_not_found_and_the_list_tells_no_name(world, movement, quans, enter):
    client = enter(world.hoa)

    assert client.get(reverse("sheet_of_person", args=[movement.pk, world.quan.person_id])).status_code == 404
    shown = client.get(reverse("scores", args=[movement.pk])).content.decode()
    assert "Bùi Mẫu Quân" not in shown
    assert "Đặng Thị Mẫu Hoa" in shown


def test_the_list_asks_no_more_for_more_people(world, movement, quans, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as few:
        scores_page(movement, Access(world.lan, DECIDED), during=None, number=1)
    for user in (world.hoa, world.khoa, world.minh):
        sheet(movement, user)

    with django_assert_max_num_queries(len(few)):
        scores_page(movement, Access(world.lan, DECIDED), during=None, number=1)
