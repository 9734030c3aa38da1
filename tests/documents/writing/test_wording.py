import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import dates
from thidua.documents.writing import form
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.wording import (
    clean,
    closed,
    date_line,
    day_in_words,
    number_line,
    rule_length,
    sheet_of,
)


def texts(lines):
    return [line.whole for line in lines]


@pytest.mark.parametrize(
    ("number", "printed"), [(3, "Số: 03/KH-THPTLT"), (10, "Số: 10/KH-THPTLT"), (2786, "Số: 2786/KH-THPTLT")]
)
def test_numbers_below_ten_take_a_zero(plan, number, printed):
    assert number_line(replace(plan, number=number)) == printed


def test_a_paper_without_number_leaves_room_to_write_it(plan):
    assert number_line(replace(plan, number=None)) == "Số:      /KH-THPTLT"


def test_a_draft_leaves_number_and_day_blank_even_when_they_are_known(minutes):
    assert (number_line(minutes), date_line(minutes)) == (
        "Số:      /BB-HĐTĐKT",
        "Lộc Ninh, ngày … tháng … năm …",
    )
    assert texts(sheet_of(minutes).under_number) == ["DỰ THẢO"]


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2021, 9, 5), "Lộc Ninh, ngày 05 tháng 9 năm 2021"),
        (date(2022, 2, 25), "Lộc Ninh, ngày 25 tháng 02 năm 2022"),
        (date(2022, 1, 1), "Lộc Ninh, ngày 01 tháng 01 năm 2022"),
        (date(2021, 10, 15), "Lộc Ninh, ngày 15 tháng 10 năm 2021"),
    ],
)
def test_date_line_has_zeros_where_the_decree_asks_and_no_full_stop(plan, day, printed):
    assert date_line(replace(plan, day=day)) == printed


@given(st.dates())
def test_day_in_words_is_the_one_the_rest_of_the_house_writes(day):
    assert day_in_words(day) == dates.in_words(day)


def test_a_letter_without_place_starts_with_the_day(plan):
    assert date_line(replace(plan, place=None)) == "ngày 05 tháng 9 năm 2021"


def test_recipients_take_dashes_semicolons_and_the_archive_last(plan):
    assert texts(sheet_of(plan).recipients) == [
        "Nơi nhận:",
        "- Sở GD&ĐT Bình Phước (báo cáo);",
        "- Các tổ chuyên môn (thực hiện);",
        "- Lưu: VT, TĐKT.",
    ]


def test_recipients_typed_with_their_marks_get_them_once(plan):
    typed = replace(plan, recipients=("- Như trên;", "Các tổ."), archive="VT.")

    assert texts(sheet_of(typed).recipients) == ["Nơi nhận:", "- Như trên;", "- Các tổ;", "- Lưu: VT."]


def test_one_addressee_shares_the_line_and_several_take_one_each(submission, official):
    assert texts(sheet_of(submission).opening) == ["Kính gửi: Sở Giáo dục và Đào tạo Bình Phước"]
    assert texts(sheet_of(official).opening) == ["Kính gửi:", "- Tổ Toán;", "- Tổ Ngữ văn."]


def test_only_a_cong_van_says_about_and_prints_no_kind(plan, official):
    assert texts(sheet_of(official).under_number) == ["V/v báo cáo kết quả thi đua đợt I"]
    assert sheet_of(official).head == ()
    assert texts(sheet_of(plan).head) == ["KẾ HOẠCH", plan.subject]
    assert sheet_of(plan).under_number == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("thực hiện.", "thực hiện./."),
        ("thực hiện", "thực hiện./."),
        ("thực hiện ./.", "thực hiện./."),
        ("v.v...", "v.v.../."),
    ],
)
def test_end_mark_closes_the_text_once(typed, printed):
    assert closed(typed) == printed


def test_end_mark_after_a_table_stands_alone(plan):
    table = Block("table", rows=(("STT", "Tên"), ("1", "Tổ Toán")))

    body = sheet_of(replace(plan, body=(table,))).body

    assert body[-1].whole == "./."
    assert sheet_of(replace(plan, body=(table,), end_mark=False)).body[-1].widths == (82.5, 82.5)


def test_figures_in_a_table_are_centred_and_words_are_not(plan):
    table = Block("table", rows=(("Tên", "Số"), ("12A1", "95,5 %")))

    grid = sheet_of(replace(plan, body=(table,))).body[0]

    assert [[cell.look for cell in row] for row in grid.rows] == [["head cell"] * 2, ["cell", "figure cell"]]


def test_the_name_of_an_issuer_signing_jointly_stands_above_its_title(plan):
    joint = Signature("TM.", ("TM. Ban Chấp hành", "Chủ tịch"), "Lê Văn Mẫu", for_issuer="Công đoàn trường")

    signing = sheet_of(replace(plan, signatures=(joint,))).signings[0]

    assert texts(signing.titles) == ["CÔNG ĐOÀN TRƯỜNG", "TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]
    assert signing.name.text == "Lê Văn Mẫu"


@given(st.text())
def test_clean_text_is_settled_composed_and_shows_all_it_holds(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert {unicodedata.category(mark) for mark in cleaned} & {"Cc", "Cs"} == set()


def test_clean_composes_vietnamese_typed_in_parts_and_drops_marks_that_hide():
    assert clean(unicodedata.normalize("NFD", "Thi đua  \n yêu nước")) == "Thi đua yêu nước"
    assert clean("an\u202etoàn\u200b \u00adlớp") == "antoàn lớp"
    assert clean("ក្\u200dខ") == "ក្\u200dខ"


@given(st.text(min_size=1, max_size=300))
def test_a_rule_is_never_longer_than_half_the_room(text):
    assert rule_length(text, "subject", form.PAGE.inner) <= form.PAGE.inner / 2


def test_sizes_keep_within_the_decree():
    sizes = {name: look.size for name, look in form.LOOKS.items()}

    assert {name: sizes[name] for name in ("superior", "issuer", "nation", "about", "recipients title")} == {
        "superior": 12,
        "issuer": 12,
        "nation": 12,
        "about": 12,
        "recipients title": 12,
    }
    assert sizes["recipient"] == 11
    assert {sizes[name] for name in ("motto", "number", "date", "draft", "page number")} == {13}
    body = (
        "kind",
        "subject",
        "text",
        "basis",
        "article",
        "heading1",
        "signer title",
        "signer name",
        "addressees",
    )
    assert {sizes[name] for name in body} == {14}


def test_a_block_that_cannot_be_printed_cannot_be_made():
    for wrong in (
        {"kind": "stanza"},
        {"kind": "table"},
        {"kind": "table", "rows": (("a", "b"), ("c",))},
        {"kind": "table", "rows": (("a", "b"),), "widths": (1,)},
        {"kind": "table", "rows": (("a", "b"),), "widths": (1, 0)},
        {"kind": "text", "rows": (("a",),)},
    ):
        with pytest.raises(ValueError, match=r"table|kind of block"):
            Block(**wrong)


def test_a_letter_says_nothing_of_itself():
    empty = Letter(kind="THÔNG BÁO", subject="Thử", issuer="Trường Mẫu", symbol="TB-TM", body=())

    assert sheet_of(empty).words() == (
        "TRƯỜNG MẪU",
        form.NATION,
        form.MOTTO,
        "Số:      /TB-TM",
        "ngày … tháng … năm …",
        "THÔNG BÁO",
        "Thử",
    )
