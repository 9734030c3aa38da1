"""What becomes of a plan beside its tasks: drafts with their lines, put right until the launch; standing movements."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from thidua.core.dates import days_inclusive
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, FILED, ISSUED, at
from thidua.documents.actions.filing import register_received
from thidua.documents.models import Paper
from thidua.movements.actions.awards import enter_award_rules
from thidua.movements.actions.contents import answer_content, drop_content
from thidua.movements.actions.drafts import add_part, edit_part, remove_part
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.register import enter_standing_movement
from thidua.movements.drafting import days_between, kind_beside_symbol
from thidua.movements.models import AwardRules, Commemoration, Content, Movement
from thidua.movements.queries.drafts import contents_above, drafts_of
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.rounds import blockers_to_round
from thidua.org.access import Access

NOON = at(DECIDED, 12)
LETTER = """TRƯỜNG THPT LỘC THÁI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/TB-THPTLT                Độc lập - Tự do - Hạnh phúc
                                Lộc Ninh, ngày 10 tháng 9 năm 2021

THÔNG BÁO
Lịch trực tuần của nhà trường

Nhà trường thông báo lịch trực tuần thứ hai của tháng 9 năm 2021 như sau.
1. Tổ Văn phòng trực từ thứ hai đến thứ tư.
2. Tổ Toán trực các ngày còn lại./.

Nơi nhận:                       HIỆU TRƯỞNG
- Các tổ;
- Lưu: VT.                      Trần Mẫu Lan
"""


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def real(world, seeds):
    """Import one real plan as the school's own draft; returns its movement."""

    def imported(name):
        data = next(seeds.glob(f"{name}_*.txt")).read_bytes()
        return import_plan(world.school, data, f"{name}.txt", by=world.huong, at=NOON, own=True).movement

    return imported


# From the text


def test_criteria_keep_their_letters_and_the_rules_of_156_wait(real):
    about = drafts_of(real("000"))

    assert [row.marker.strip(".)") for row in about.criteria] == list("abcdeh")
    assert [row.line for row in about.criteria] == [79, 81, 83, 85, 87, 89]
    assert about.criteria[0].text.startswith("Các nhà trường thi đua")
    assert str(about.award_rules) == "theo 156/KH-UBND, chưa nhập"
    assert (about.award_rules.day, about.award_rules.line) == (dt.date(2021, 10, 18), 93)
    assert [row.what for row in about.movement.gaps.order_by("id")] == ["rounds", "deadlines"]
    assert [row.place for row in about.contents] == [f"II.2.{letter}" for letter in "abcdđegh"]


def test_rounds_and_anniversaries_are_drafted_and_the_day_of_no_round_is_named(real):
    about = drafts_of(real("004"))

    assert [(row.round.label, row.first, row.last, row.days) for row in about.rounds] == [
        ("Đợt 1", dt.date(2021, 9, 5), dt.date(2022, 1, 16), 134),
        ("Đợt 2", dt.date(2022, 1, 18), dt.date(2022, 5, 25), 128),
    ]
    assert about.between == [("Đợt 1", dt.date(2022, 1, 17), dt.date(2022, 1, 17))]
    assert (len(about.commemorations), about.disagreeing) == (12, [])
    assert about.movement.during == days_inclusive(dt.date(2021, 9, 5), dt.date(2022, 5, 25))


def test_a_count_of_years_that_is_not_their_difference_warns(world, draft):
    row = Commemoration(movement=draft, order=1, name="thành lập tỉnh", since=1831, until=2020, count=190)

    assert (row.counted, row.disagrees) == (189, True)
    row.until = 2021
    assert (row.counted, row.disagrees) == (190, False)


def test_award_forms_are_drafted_with_their_authority(real):
    about = drafts_of(real("002"))

    assert [(row.form, row.authority, row.line) for row in about.award_forms] == [
        ("Bằng khen", "Chủ tịch UBND tỉnh", 189),
        ("Giấy khen", "Giám đốc Sở", 195),
    ]
    assert about.award_rules is None


def test_a_paper_of_another_kind_is_read_and_filed_without_a_movement(world, enter):
    client = enter(world.huong)

    answer = client.post(
        reverse("plan_import"), {"file": SimpleUploadedFile("12.txt", LETTER.encode()), "whose": "own"}
    )

    paper = Paper.objects.get()
    assert answer.url == reverse("plan_reading", args=[paper.pk])
    assert (paper.kind, paper.code, paper.route, paper.state) == ("TB", "12/TB-THPTLT", "paper", "draft")
    assert Movement.objects.count() == 0
    assert "Văn bản này không phải kế hoạch nên không lập phong trào" in text(client.get(answer.url))


# Until the launch


AWARD = {"form": "Giấy khen", "authority": "Hiệu trưởng", "subjects": ["cá nhân"], "note": ""}


def test_a_part_is_added_put_right_and_taken_back(world, draft):
    row = add_part(draft, "khen-thuong", AWARD, by=world.binh, at=NOON)
    assert (row.order, row.line, row.form) == (1, None, "Giấy khen")

    edit_part(row, "khen-thuong", {**AWARD, "note": "Sau mỗi đợt."}, by=world.binh, at=NOON)
    row.refresh_from_db()
    assert row.note == "Sau mỗi đợt."

    remove_part(row, "khen-thuong", by=world.binh, at=NOON)
    assert draft.award_forms.count() == 0


def test_nothing_is_drafted_after_the_launch(world, ready):
    row = add_part(ready, "khen-thuong", AWARD, by=world.binh, at=NOON)
    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)
    late = "Phong trào đã phát động; thay đổi cần một văn bản mới."

    for act in (
        lambda: add_part(ready, "khen-thuong", AWARD, by=world.binh, at=NOON),
        lambda: edit_part(row, "khen-thuong", AWARD, by=world.binh, at=NOON),
        lambda: remove_part(row, "khen-thuong", by=world.binh, at=NOON),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert said(refused) == [late]
    assert ready.award_forms.count() == 1


def test_rounds_share_no_day_and_end_after_they_begin(world, draft):
    first = {"label": "Đợt 1", "first": dt.date(2021, 9, 5), "last": dt.date(2022, 1, 16), "target": ""}
    add_part(draft, "dot", first, by=world.binh, at=NOON)

    with pytest.raises(Refused) as refused:
        add_part(
            draft, "dot", {**first, "label": "Đợt 2", "first": dt.date(2022, 1, 16)}, by=world.binh, at=NOON
        )
    assert said(refused) == ["Đợt 2 trùng 1 ngày (16/01/2022) với Đợt 1 (05/09/2021 đến 16/01/2022)."]
    with pytest.raises(Refused) as refused:
        add_part(draft, "dot", {**first, "last": dt.date(2021, 9, 4)}, by=world.binh, at=NOON)
    assert said(refused) == ["Đợt 1: ngày cuối đứng trước ngày đầu."]
    assert draft.rounds.count() == 1


@given(
    some.lists(
        some.tuples(some.integers(0, 300), some.integers(0, 40)).map(
            lambda pair: (dt.date(2021, 1, 1) + dt.timedelta(pair[0]), pair[1])
        ),
        max_size=8,
    )
)
def test_every_day_between_rounds_is_in_a_round_or_named_as_in_none(wanted):
    rounds = []
    for first, more in wanted:
        last = first + dt.timedelta(more)
        if not blockers_to_round("Đợt", first, last, rounds):
            rounds.append((f"Đợt {len(rounds) + 1}", first, last))

    named = days_between(rounds)

    if rounds:
        start, end = min(row[1] for row in rounds), max(row[2] for row in rounds)
        days = {start + dt.timedelta(n) for n in range((end - start).days + 1)}
        covered = [day for _, first, last in [*rounds, *named] for day in days if first <= day <= last]
        assert sorted(covered) == sorted(days)


def test_a_content_says_how_it_answers_the_plan_above_and_a_dropped_one_says_why(world, draft):
    above = contents_above(draft.basis)
    content = draft.contents.first()
    with pytest.raises(Refused) as refused:
        answer_content(content, "adapted", above=None, note=" ", by=world.binh, at=NOON)
    assert said(refused) == [
        "Chọn nội dung của kế hoạch cấp trên mà nội dung này đối chiếu.",
        "Ghi cách cụ thể hóa ở đơn vị, hoặc lý do thêm, lý do không đưa vào.",
    ]

    answer_content(content, "adapted", above=above[0], note="Theo lịch trực tuần.", by=world.binh, at=NOON)
    drop_content(draft, above[1], reason="Trường không có nội trú.", by=world.binh, at=NOON)

    about = drafts_of(draft)
    assert [node.pk for node in about.above] == [node.pk for node in above[2:]]
    dropped = draft.contents.get(answer="dropped")
    assert (dropped.above, dropped.note) == (above[1], "Trường không có nội trú.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Content.objects.filter(pk=dropped.pk).update(note="")


def test_award_rules_are_entered_part_by_part_also_while_the_movement_runs(world, draft):
    with pytest.raises(Refused) as refused:
        enter_award_rules(draft, " ", None, {}, by=world.binh, at=NOON)
    assert said(refused) == ["Ghi số, ký hiệu của văn bản quy định khen thưởng."]

    empty = enter_award_rules(draft, "2786/KH-SGDĐT", None, {}, by=world.binh, at=NOON)
    assert (str(empty), empty.paper, empty.entered_by) == ("theo 2786/KH-SGDĐT, chưa nhập", draft.basis, None)
    rules_kept = enter_award_rules(
        draft, "2786/KH-SGDĐT", None, {"forms": "Giấy khen"}, by=world.binh, at=NOON
    )

    assert (rules_kept.standing, rules_kept.entered_by) == ("đã nhập 1 trên 4 phần", world.binh)
    assert AwardRules.objects.count() == 1


# Pages


def test_the_page_of_drafts_leads_to_each_line_and_lets_only_those_who_decide_edit(world, enter, draft):
    address = reverse("drafts", args=[draft.pk])
    deciding, reading = text(enter(world.binh).get(address)), text(enter(world.huong).get(address))

    link = f"{reverse('plan_reading', args=[draft.plan_id])}#d"
    assert reading.count(link) == draft.tasks.count() + draft.contents.count()
    assert ("Thêm hình thức khen thưởng" in deciding, "Thêm hình thức khen thưởng" in reading) == (
        True,
        False,
    )
    assert "Tiêu chí không nêu trong văn bản" in reading


def test_a_part_that_cannot_be_kept_stays_on_its_form(world, enter, draft):
    client = enter(world.binh)
    address = reverse("part_new", args=[draft.pk, "dot"])

    wrong = client.post(address, {"label": "Đợt 1", "first": "5/9/2021", "last": "4/9/2021"})
    right = client.post(address, {"label": "Đợt 1", "first": "5/9/2021", "last": "16/1/2022"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Đợt 1: ngày cuối đứng trước ngày đầu." in text(wrong)
    assert draft.rounds.get().during == days_inclusive(dt.date(2021, 9, 5), dt.date(2022, 1, 16))
    assert client.get(reverse("part_new", args=[draft.pk, "khong-co"])).status_code == 404


@pytest.mark.parametrize("what", ["khen-thuong", "chuong-trinh", "ky-niem", "dot"])
def test_each_part_has_a_form_that_keeps_it(world, enter, draft, what):
    client = enter(world.binh)
    sent = {
        "form": "Giấy khen", "authority": "Hiệu trưởng", "subjects": "tập thể, cá nhân",
        "name": "Tên", "kind": "", "day": "20", "month": "11", "label": "Đợt 1", "first": "5/9/2021",
        "last": "16/1/2022",
    }  # fmt: skip

    answer = client.post(reverse("part_new", args=[draft.pk, what]), sent)

    assert answer.url == f"{reverse('drafts', args=[draft.pk])}#{what}"
    about = drafts_of(draft)
    rows = {
        "khen-thuong": about.award_forms, "chuong-trinh": about.programmes,
        "ky-niem": about.commemorations, "dot": [row.round for row in about.rounds],
    }  # fmt: skip
    made = rows[what][-1]
    assert made.line is None
    assert client.get(reverse("part_edit", args=[what, made.pk])).status_code == 200


# Movements that run already


def standing(world):
    paper = register_received(
        world.department, kind="CV", number=761, symbol="KH-PGDĐT", day=dt.date(2020, 12, 23),
        issuer_written="Phòng GDĐT", subject="Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
        received_on=FILED, by=world.son, at=at(FILED),
    )  # fmt: skip
    days = {"first": dt.date(2020, 12, 23), "last": dt.date(2025, 12, 31)}
    return enter_standing_movement(paper, paper.subject, "thematic", by=world.son, at=at(FILED), **days)


def test_a_school_sees_the_long_movement_above_beside_its_own_with_the_warning(world, enter, draft):
    long = standing(world)

    seen = set(movements_seen_by(Access(world.huong, DECIDED)))
    page = text(enter(world.huong).get(reverse("movements")))

    assert seen == {draft, long}
    assert (long.state, long.during) == (
        "running",
        days_inclusive(dt.date(2020, 12, 23), dt.date(2025, 12, 31)),
    )
    assert page.count("Công văn / KH") == 1
    assert "Gọi là Công văn, ký hiệu là của Kế hoạch (KH). Giữ cách gọi, tin ký hiệu." in page
    assert set(movements_seen_by(Access(world.tu, DECIDED))) == {long}


def test_a_paper_carries_one_movement_and_days_stand_in_order(world):
    long = standing(world)

    days = {"first": dt.date(2021, 1, 1), "last": dt.date(2020, 1, 1)}
    with pytest.raises(Refused) as refused:
        enter_standing_movement(long.plan, "Khác", "thematic", by=world.son, at=NOON, **days)

    assert said(refused) == [
        f"Văn bản này đã là gốc của phong trào {long}.",
        "Ngày cuối của phong trào đứng trước ngày đầu.",
    ]


@pytest.mark.parametrize(
    ("kind", "symbol", "warns"),
    [
        ("Công văn", "KH-PGDĐT", True), ("Kế hoạch", "KH-PGDĐT", False), ("Công văn", "SGDĐT-VP", False),
        ("Kế hoạch liên tịch", "KH-SGDĐT-CĐN", False), ("Thông báo", "QĐ-UBND", True), ("Công văn", "", False),
    ],
)  # fmt: skip
def test_a_kind_that_its_symbol_contradicts_is_named(kind, symbol, warns):
    assert bool(kind_beside_symbol(kind, symbol)) == warns
