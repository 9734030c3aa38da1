"""Votes are counted exactly, on the base the rule names, and refused while the count cannot be closed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.commendation.ballots import Count, Rule, blockers, outcome
from thidua.core.errors import Refused

SEVENTY = Rule(threshold="7/10", of="total_members", source="Thông tư 21/2020/TT-BGDĐT Điều 3", quorum="2/3")
NINETY = Rule(threshold="9/10", of="total_members", source="Nghị định 91/2017/NĐ-CP Điều 45 khoản 8")
ALL_NINE = Count(members=9, present=9, recused=0, agree=7, disagree=2)


def messages(count, rule=SEVENTY):
    return [blocker.message for blocker in blockers(count, rule)]


@pytest.mark.parametrize(
    ("members", "seventy", "ninety"), [(7, 5, 7), (9, 7, 9), (11, 8, 10), (13, 10, 12), (15, 11, 14)]
)
def test_needed_votes_are_those_of_the_printed_table(members, seventy, ninety):
    assert (SEVENTY.needed(members), NINETY.needed(members)) == (seventy, ninety)


@pytest.mark.parametrize("members", range(5, 31))
@pytest.mark.parametrize("rule", [SEVENTY, NINETY], ids=["7/10", "9/10"])
def test_the_boundary_is_exact_for_every_council(members, rule):
    needed = rule.needed(members)
    just = Count(members=members, present=members, recused=0, agree=needed, disagree=members - needed)
    short = replace(just, agree=needed - 1, disagree=members - needed + 1)

    assert (outcome(just, rule).passed, outcome(short, rule).passed) == (True, False)
    assert Fraction(needed, members) >= Fraction(rule.threshold) > Fraction(needed - 1, members)


def test_a_recused_member_stays_in_the_base_and_is_shown_apart():
    found = outcome(Count(members=9, present=9, recused=2, agree=7, disagree=0), SEVENTY)

    assert (found.passed, found.needed, found.base, found.share) == (True, 7, 9, Fraction(7, 9))
    assert found.sentence == (
        "Thông qua: 7 phiếu đồng ý trên 9 (tổng số thành viên Hội đồng); cần từ 7/10, tức ít nhất 7 phiếu. "
        "Có 2 thành viên không tham gia biểu quyết nội dung này. Căn cứ: Thông tư 21/2020/TT-BGDĐT Điều 3."
    )


def test_with_three_recused_of_nine_no_vote_can_pass():
    found = outcome(Count(members=9, present=9, recused=3, agree=6, disagree=0), SEVENTY)

    assert (found.passed, found.needed, found.base) == (False, 7, 9)


@pytest.mark.parametrize(
    ("of", "base", "needed", "passed"),
    [("total_members", 10, 5, False), ("present", 8, 4, True), ("valid", 6, 3, True)],
)
def test_the_base_is_the_one_the_rule_names(of, base, needed, passed):
    rule = Rule(threshold="1/2", of=of, source="Quy chế")
    count = Count(members=10, present=8, recused=0, agree=4, disagree=2, blank=1, invalid=1)

    found = outcome(count, rule)

    assert (found.base, found.needed, found.passed) == (base, needed, passed)


def test_a_strict_rule_needs_more_than_the_share():
    rule = Rule(threshold="1/2", of="total_members", strict=True, source="Quy chế")
    half = Count(members=10, present=10, recused=0, agree=5, disagree=5)
    more = Count(members=10, present=10, recused=0, agree=6, disagree=4)

    assert (outcome(half, rule).passed, outcome(more, rule).passed, rule.needed(10)) == (False, True, 6)
    assert outcome(more, rule).sentence.startswith("Thông qua: 6 phiếu đồng ý trên 10")
    assert "cần trên 1/2, tức ít nhất 6 phiếu" in outcome(more, rule).sentence


def test_without_one_valid_paper_nothing_passes():
    rule = Rule(threshold="1/2", of="valid", source="Quy chế")
    found = outcome(Count(members=5, present=5, recused=0, agree=0, disagree=0, blank=5), rule)

    assert (found.passed, found.base, found.share) == (False, 0, Fraction(0))


def test_written_opinions_of_absent_members_are_votes():
    found = outcome(Count(members=9, present=6, recused=0, written=2, agree=8, disagree=0), SEVENTY)

    assert (found.passed, found.base) == (True, 9)


@pytest.mark.parametrize(("present", "closes"), [(6, True), (5, False)])
def test_quorum_is_two_thirds_of_all_members(present, closes):
    count = Count(members=9, present=present, recused=0, agree=present, disagree=0)

    said = (
        "Phiên họp chưa đủ số thành viên: có mặt 5 trên 9, cần ít nhất 6 (2/3). "
        "Căn cứ: Thông tư 21/2020/TT-BGDĐT Điều 3."
    )
    assert messages(count) == ([] if closes else [said])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"agree": -1}, ["Có số âm trong bảng kiểm phiếu; hãy kiểm tra lại các số đã nhập."]),
        ({"agree": 8}, ["Tổng số phiếu (10) lớn hơn số người được biểu quyết (9)."]),
        (
            {"agree": 6},
            ["Tổng số phiếu (8) ít hơn số người được biểu quyết (9); hãy ghi số người không bỏ phiếu."],
        ),
        ({"agree": 6, "not_cast": 1}, []),
        ({"agree": 6, "blank": 1}, []),
        ({"agree": 6, "invalid": 1}, []),
        (
            {"present": 10, "agree": 8},
            ["Số có mặt (10) lớn hơn số thành viên Hội đồng (9)."],
        ),
        (
            {"present": 6, "recused": 7, "agree": 0, "disagree": 0},
            [
                "Số không tham gia biểu quyết (7) lớn hơn số có mặt (6).",
                "Tổng số phiếu (0) lớn hơn số người được biểu quyết (-1).",
            ],
        ),
        (
            {"present": 8, "written": 2, "agree": 8},
            ["Số ý kiến bằng văn bản (2) lớn hơn số thành viên vắng mặt (1)."],
        ),
        (
            {"members": 0, "present": 0, "agree": 0, "disagree": 0},
            ["Hội đồng chưa có thành viên nào."],
        ),
    ],
)
def test_each_impossible_count_is_named(change, said):
    assert messages(replace(ALL_NINE, **change)) == said


def test_an_open_count_has_no_outcome():
    with pytest.raises(Refused) as refused:
        outcome(replace(ALL_NINE, agree=8), SEVENTY)

    assert [b.message for b in refused.value.blockers] == [
        "Tổng số phiếu (10) lớn hơn số người được biểu quyết (9)."
    ]


@pytest.mark.parametrize("share", ["0.7", "7/0", "70%", "", "11/10", "0/10", "-7/10", "7/x", "/10"])
def test_a_share_that_is_no_fraction_is_refused(share):
    with pytest.raises(ValueError, match="Tỷ lệ"):
        Rule(threshold=share, of="total_members", source="Quy chế")
    with pytest.raises(ValueError, match="Tỷ lệ"):
        Rule(threshold="7/10", of="total_members", quorum=share, source="Quy chế")


def test_an_unknown_base_is_refused():
    with pytest.raises(ValueError, match="Không có cách tính tỷ lệ 'staff'"):
        Rule(threshold="7/10", of="staff", source="Quy chế")


@given(
    members=st.integers(1, 200),
    agree=st.integers(0, 200),
    top=st.integers(1, 20),
    bottom=st.integers(1, 20),
    strict=st.booleans(),
)
def test_an_item_passes_exactly_when_its_share_reaches_the_threshold(members, agree, top, bottom, strict):
    agree, (top, bottom) = min(agree, members), sorted((top, bottom))
    rule = Rule(threshold=f"{top}/{bottom}", of="total_members", strict=strict, source="Quy chế")

    found = outcome(
        Count(members=members, present=members, recused=0, agree=agree, disagree=members - agree), rule
    )

    share, threshold = Fraction(agree, members), Fraction(top, bottom)
    assert found.passed == (share > threshold if strict else share >= threshold)
    assert found.share == share


@given(
    members=st.integers(5, 30),
    recused=st.integers(0, 5),
    votes=st.lists(st.sampled_from(["agree", "disagree", "blank", "invalid"]), max_size=30),
)
def test_the_base_of_all_members_never_shrinks_by_recusal(members, recused, votes):
    votes = votes[: members - recused]
    tally = {kind: votes.count(kind) for kind in ("agree", "disagree", "blank", "invalid")}
    count = Count(members, members, recused, **tally, not_cast=members - recused - len(votes))

    assert (outcome(count, NINETY).base, outcome(count, NINETY).needed) == (members, NINETY.needed(members))
