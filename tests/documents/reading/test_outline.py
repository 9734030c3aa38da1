"""The tree of sections, with the traps of hand-wrapped text."""

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
