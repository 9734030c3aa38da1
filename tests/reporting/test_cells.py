from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reporting.cells import Answer, Cell, CellState, Rival, figure, read_figure, spoken
from thidua.reporting.checks import blockers_in, problems_in
from thidua.reporting.rollup import Sums, add_up

AT = None


def cell(slot=0, value=None, state=CellState.BLANK, **more):
    return Cell(
        slot=slot,
        name=("Đạt", "Trong tổng số", "Bài giảng")[slot],
        value=value,
        state=state,
        version=1,
        **more,
    )


def number(slot, value):
    return cell(slot, value, CellState.NUMBER)


SLOTS = ["A.part", "A.whole", "B"]


def said(blockers):
    return [blocker.message for blocker in blockers]


@pytest.mark.parametrize(
    ("typed", "scale", "value"),
    [
        ("12", 0, 12),
        (" 1.234 ", 0, 1234),
        ("1 234 567", 0, 1234567),
        ("38,5", 2, 3850),
        ("-3", 0, -3),
        ("007", 0, 7),
    ],
)
def test_a_figure_is_read_as_vietnamese_offices_write_it(typed, scale, value):
    assert read_figure(typed, scale) == value


@pytest.mark.parametrize(
    ("typed", "scale", "sentence"),
    [
        ("ba", 0, "“ba” chưa phải là số. Viết như 1234 hoặc 1.234; phần lẻ sau dấu phẩy."),
        ("12.5", 1, "“12.5” chưa phải là số. Viết như 1234 hoặc 1.234; phần lẻ sau dấu phẩy."),
        ("12,5", 0, "“12,5” có phần lẻ; ô này chỉ nhận số nguyên."),
        ("12,345", 2, "“12,345” có phần lẻ; ô này nhận tối đa 2 chữ số lẻ."),
        ("9" * 16, 0, "Số này dài quá 15 chữ số; hãy kiểm tra lại."),
    ],
)
def test_what_is_no_figure_is_named_in_words(typed, scale, sentence):
    with pytest.raises(ValueError) as fault:
        read_figure(typed, scale)

    assert str(fault.value) == sentence


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_figure_reads_back_as_it_is_spoken(value, scale):
    assert read_figure(spoken(value, CellState.NUMBER, scale), scale) == value


def test_a_fixed_point_value_is_shown_with_its_decimals():
    assert (figure(3850, 2), figure(12, 0), figure(None, 2)) == (Decimal("38.50"), 12, None)


def test_the_four_answers_are_spoken_apart():
    states = [
        (0, CellState.NUMBER),
        (None, CellState.BLANK),
        (None, CellState.NONE_OCCURRED),
        (None, CellState.NOT_APPLICABLE),
    ]

    assert [spoken(value, state, 0) for value, state in states] == [
        "0",
        "trống",
        "không phát sinh",
        "không áp dụng",
    ]


def test_an_answer_settles_its_contradictions():
    assert Answer(0, None, CellState.NUMBER, 1, "x").settled == Answer(0, None, CellState.BLANK, 1, "")
    assert Answer(0, 5, CellState.NONE_OCCURRED, 1, "x").settled == Answer(
        0, None, CellState.NONE_OCCURRED, 1, ""
    )
    assert Answer(0, 5, CellState.NOT_APPLICABLE, 1, " x ").settled == Answer(
        0, None, CellState.NOT_APPLICABLE, 1, "x"
    )


def test_every_empty_cell_is_named():
    blockers = blockers_in([number(0, 1), cell(1), cell(2)], SLOTS)

    assert said(blockers) == [
        "Trong tổng số: chưa trả lời. Nhập số, hoặc chọn “không phát sinh” hay “không áp dụng”.",
        "Bài giảng: chưa trả lời. Nhập số, hoặc chọn “không phát sinh” hay “không áp dụng”.",
    ]


def test_a_part_is_never_more_than_its_whole():
    assert said(problems_in([number(0, 9), number(1, 8), number(2, 99)], SLOTS)) == [
        "Đạt: 9 nhiều hơn tổng số 8; một trong hai số chưa đúng."
    ]


def test_a_part_of_a_whole_that_did_not_occur_is_impossible():
    cells = [number(0, 1), cell(1, state=CellState.NONE_OCCURRED), number(2, 0)]

    assert said(problems_in(cells, SLOTS)) == [
        "Đạt: 1 nhiều hơn tổng số không phát sinh; một trong hai số chưa đúng."
    ]


def test_both_cells_of_a_ratio_apply_or_neither():
    cells = [cell(0, state=CellState.NOT_APPLICABLE, reason="x"), number(1, 8), number(2, 0)]

    assert said(problems_in(cells, SLOTS)) == ["Đạt: hai ô của một tỷ lệ phải cùng áp dụng hoặc cùng không."]


def test_not_applicable_needs_a_reason_and_none_occurred_does_not():
    cells = [number(0, 1), number(1, 1), cell(2, state=CellState.NOT_APPLICABLE, reason=" ")]

    assert said(problems_in(cells, SLOTS)) == ["Bài giảng: “không áp dụng” cần ghi lý do."]
    assert problems_in([*cells[:2], cell(2, state=CellState.NONE_OCCURRED)], SLOTS) == []


def test_a_figure_is_not_negative():
    assert said(problems_in([number(0, -1), number(1, 3), number(2, 0)], SLOTS)) == ["Đạt: số không thể âm."]


def test_a_contested_cell_names_both_answers():
    contested = Cell(2, "Bài giảng", 9, CellState.NUMBER, 2, rivals=(Rival("8", "Lan", AT),))

    assert said(problems_in([number(0, 1), number(1, 1), contested], SLOTS)) == [
        "Bài giảng: đang ghi “9”, còn “8” của Lan chưa được ghi. Hãy chọn một rồi lưu lại ô này."
    ]


def test_adding_up_counts_numbers_and_nothing_else():
    assert add_up([[1, None], [2, None]], 2) == Sums(sums=(3, None), numbers=(2, 0), accepted=2)
    assert add_up([], 1) == Sums(sums=(None,), numbers=(0,), accepted=0)
