"""The tree of sections, with the traps of hand-wrapped text."""

import pytest

from thidua.documents.reading import read_text


def outline(body):
    return read_text(f"KẾ HOẠCH\nThi đua\n\nThực hiện nhiệm vụ như sau:\n\n{body}")


def ids(body):
    return [section.id for section in outline(body).sections]


def test_levels_follow_roman_arabic_letter():
    body = (
        "I. MỤC ĐÍCH\n1. Mục đích chung\na) Dạy tốt.\nb) Học tốt.\n"
        "2. Yêu cầu\n- Thiết thực.\nII. NỘI DUNG\n1. Dạy tốt.\n"
    )

    assert [(s.id, s.level, s.inline) for s in outline(body).sections] == [
        ("I", 1, False),
        ("I.1", 2, False),
        ("I.1.a", 3, True),
        ("I.1.b", 3, True),
        ("I.2", 2, False),
        ("II", 1, False),
        ("II.1", 2, True),
    ]


def test_a_wrapped_number_is_not_taken_for_an_item():
    body = "I. NỘI DUNG\n1. Thi đua phòng, chống dịch Covid-\n19. Mọi người cùng làm.\n2. Thi đua học tốt.\n"

    assert ids(body) == ["I", "I.1", "I.2"]


def test_a_list_that_starts_anew_keeps_its_ids_apart():
    assert ids("I. NỘI DUNG\n1. Một việc.\n2. Hai việc.\n1. Việc khác.\n") == ["I", "I.1", "I.2", "I.1(2)"]


def test_letters_are_kept_as_typed_and_the_gap_is_told():
    structure = outline(
        "I. TIÊU CHÍ\n1. Tiêu chí\na. Một.\nb. Hai.\nc. Ba.\nd. Bốn.\ne. Năm.\nh. Sáu.\n2. Khác.\n"
    )

    assert [s.id for s in structure.sections if s.level == 3] == [f"I.1.{letter}" for letter in "abcdeh"]
    assert [a.line for a in structure.anomalies if a.code == "MARKER_GAP"] == [13]


def test_compound_markers_hang_under_their_chapter():
    assert ids("I. CHUNG\nI.1. Mục đích cụ thể của trường.\nI.2. Yêu cầu cụ thể của trường.\n") == [
        "I",
        "I.1",
        "I.2",
    ]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph():
    structure = outline(
        "I. NỘI DUNG\n\n- Đẩy mạnh phong trào thi đua trong toàn trường, không\n\n\n"
        "để dịch lan rộng.\n\n- Việc thứ hai.\n"
    )

    assert [p.text for p in structure.paragraphs if p.section == "I"] == [
        "- Đẩy mạnh phong trào thi đua trong toàn trường, không để dịch lan rộng.",
        "- Việc thứ hai.",
    ]
    assert [a.line for a in structure.anomalies if a.code == "PAGE_BREAK_SPLIT"] == [8]


def test_text_without_any_marker_is_all_preamble():
    structure = outline("Chỉ có một đoạn văn xuôi.\n")

    assert structure.sections == ()
    assert {p.part for p in structure.paragraphs} == {"preamble"}


def headings(body):
    return [(section.marker, section.title) for section in outline(body).sections if not section.inline]


def test_chapters_hold_articles_and_articles_are_counted_through():
    body = (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nQuy chế này nói về thi đua.\nĐiều 2. Nguyên tắc\n1. Tự nguyện.\n"
        "2. Công khai.\nChương II\nTIÊU CHUẨN\nĐiều 3. Cá nhân\na) Hoàn thành nhiệm vụ;\nb) Đoàn kết.\n"
        "Mục 1\nHỒ SƠ\nĐiều 4. Thành phần\nMột tờ trình.\n"
    )

    assert [(s.id, s.level) for s in outline(body).sections] == [
        ("Chương I", 1),
        ("Chương I.Điều 1", 2),
        ("Chương I.Điều 2", 2),
        ("Chương I.Điều 2.1", 3),
        ("Chương I.Điều 2.2", 3),
        ("Chương II", 1),
        ("Chương II.Điều 3", 2),
        ("Chương II.Điều 3.a", 3),
        ("Chương II.Điều 3.b", 3),
        ("Chương II.Mục 1", 2),
        ("Chương II.Mục 1.Điều 4", 3),
    ]
    assert headings(body)[0] == ("Chương I", "QUY ĐỊNH CHUNG")


def test_an_article_that_is_a_sentence_is_no_heading():
    body = (
        "QUYẾT ĐỊNH:\nĐiều 1. Tặng Giấy khen cho 9 tập thể.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    )

    assert [(s.marker, s.inline) for s in outline(body).sections] == [("Điều 1.", True), ("Điều 2.", True)]


def test_decimal_markers_stand_under_the_number_they_name():
    body = "1. Một\n1.1. Một một\n- Việc.\n1.2. Một hai\n- Việc.\n2. Hai\n2.1. Hai một\n- Việc.\n3.5 điểm là đạt.\n"

    assert ids(body) == ["1", "1.1", "1.2", "2", "2.1"]


@pytest.mark.parametrize(
    "marker", ["I.", "I/", "I-", "I)", "I :", "A.", "PHẦN I:", "Phần thứ nhất", "1/", "1-", "1)"]
)
def test_every_style_of_marker_opens_a_heading(marker):
    assert headings(f"{marker} MỤC ĐÍCH\n- Dạy tốt.\n- Học tốt.\n") == [(marker, "MỤC ĐÍCH")]


@pytest.mark.parametrize(
    "second", ["II NỘI DUNG", "IL NỘI DUNG", "ll. NỘI DUNG", "H. NỘI DUNG", "11. NỘI DUNG"]
)
def test_a_roman_number_spoilt_by_a_scan_still_opens_its_chapter(second):
    structure = outline(f"I. MỤC ĐÍCH\n- Dạy tốt.\n{second}\n- Học tốt.\nIII. KẾT\n- Xong.\n")

    assert [(s.level, s.line) for s in structure.sections] == [(1, 6), (1, 8), (1, 10)]


def test_a_short_heading_may_end_with_a_word_that_asks_for_more():
    assert headings("1. Duy trì sĩ số\nChuyên cần trên 95%.\n2. Các trường trực thuộc\n- Thực hiện.\n") == [
        ("1.", "Duy trì sĩ số"),
        ("2.", "Các trường trực thuộc"),
    ]


def test_letters_follow_the_vietnamese_order():
    body = "1. Gồm:\n" + "\n".join(
        f"{letter}) Việc thứ {n};" for n, letter in enumerate("abcdđeghik", start=1)
    )

    assert [s.marker for s in outline(body).sections if s.level == 2] == [
        f"{letter})" for letter in "abcdđeghik"
    ]


def test_what_a_decision_issues_along_is_read_after_its_foot():
    structure = read_text(
        "TRƯỜNG THPT A\nSố: 1/QĐ-A\nQUYẾT ĐỊNH\nBan hành Quy chế\n\nCăn cứ Điều lệ;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành Quy chế.\nĐiều 2. Có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n"
        "HIỆU TRƯỞNG\nLê Văn An\n\nQUY CHẾ\nTHI ĐUA\nChương I\nCHUNG\nĐiều 1. Phạm vi\nTrong trường.\n"
    )

    assert [s.id for s in structure.sections] == ["Điều 1", "Điều 2", "Chương I", "Chương I.Điều 1"]
    assert [s.name for s in structure.signers] == ["Lê Văn An"]
    assert structure.metadata.doc_type == "QUYẾT ĐỊNH"
