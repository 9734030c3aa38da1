"""The import desk: what was read beside what a person put right, the words of a text, and long documents."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import FILED, at
from thidua.demo.stages import PLANS
from thidua.documents.actions.reading import correct_reading
from thidua.documents.actions.terms import confirm_shipped_term, confirm_term
from thidua.documents.models import Correction, Paper, Term
from thidua.documents.queries.reading import Desk, holding_at
from thidua.documents.rules import reading as rules
from thidua.documents.rules.advice import what_to_do
from thidua.movements.actions.importing import import_plan
from thidua.org.access import Access

NOON = at(FILED, 12)
CODES = """
MISSING_ISSUER_HEADER MISSING_NATIONAL_HEADER MISSING_NUMBER MISSING_DATE MISSING_SIGNER MISSING_SIGNER_TITLE
EMPTY_RECIPIENTS RECIPIENT_ROLE_ABSENT MULTI_BODY_RECIPIENT JOINT_ISSUE_ONE_SIGNATURE SIGNATURE_BEFORE_RECIPIENTS
TWO_COLUMN_HEADER NUMBER_SPACING DATE_TRAILING_DOT SUBJECT_PREFIX_ON_PLAN UNBALANCED_QUOTE TYPE_SYMBOL_MISMATCH
SELF_TYPE_MISMATCH PAGE_BREAK_SPLIT HARD_WRAP MARKDOWN MARKER_GAP MARKER_STYLE_MIX SINGLE_CHILD UNFINISHED_SENTENCE
ITEM_END_SEMICOLON CLOSING_UNDER_LAST_ITEM NO_END_MARK END_MARK_SPACING ROUND_GAP TYPO CASE_SLIP VARIANT_SPELLING
UNDEFINED_ABBREVIATION AWARD_RULES_BY_REFERENCE NO_DEADLINE NO_CRITERIA NO_AWARD_FORMS
"""


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def superior(world):
    """The department's plan 2786, filed as a received paper."""
    data = (PLANS / "2786-kh-sgddt.txt").read_bytes()
    return import_plan(world.school, data, "2786.txt", by=world.huong, at=at(FILED), own=False)


def correct(paper, where, now, world, reason="Bản giấy ghi rõ."):
    return correct_reading(paper, where, now, reason=reason, by=world.huong, at=NOON)


# Putting right


def test_a_correction_stands_beside_the_reading_and_the_columns_follow(world, superior):
    before = superior.reading

    correct(superior, "metadata.number", "2787/KH-SGDĐT", world)
    correct(superior, "metadata.date", "2021-09-09", world)

    paper = Paper.objects.get(pk=superior.pk)
    assert (paper.reading, paper.code, paper.day) == (before, "2787/KH-SGDĐT", dt.date(2021, 9, 9))
    rows = list(Correction.objects.values_list("where", "was", "now", "reason"))
    assert rows == [
        ("metadata.number", "2786/KH-SGDĐT", "2787/KH-SGDĐT", "Bản giấy ghi rõ."),
        ("metadata.date", "2021-09-08", "2021-09-09", "Bản giấy ghi rõ."),
    ]
    told = Event.objects.filter(verb="reading.corrected").order_by("id").first()
    assert told.sentence == (
        "Sửa phần đọc được của Kế hoạch 2787/KH-SGDĐT. Số, ký hiệu: “2786/KH-SGDĐT” thành “2787/KH-SGDĐT”."
    )


def test_a_new_correction_undoes_the_first_and_both_are_kept(world, superior):
    correct(superior, "metadata.number", "", world)
    assert Paper.objects.get(pk=superior.pk).number is None

    correct(superior, "metadata.number", "2786/KH-SGDĐT", world, reason="Đọc lại: số đúng.")

    assert Paper.objects.get(pk=superior.pk).code == "2786/KH-SGDĐT"
    assert holding_at(superior, "metadata.number") == "2786/KH-SGDĐT"
    assert list(Correction.objects.values_list("was", "now")) == [
        ("2786/KH-SGDĐT", ""),
        ("", "2786/KH-SGDĐT"),
    ]


@pytest.mark.parametrize(
    ("where", "now", "reason", "words"),
    [
        (
            "metadata.number",
            "hai bảy",
            "Vì thế.",
            ["Số, ký hiệu viết như 30/KH-THPTLT; văn bản không có số thì để trống."],
        ),
        ("metadata.date", "mai", "Vì thế.", ["Ngày văn bản phải là một ngày, ví dụ 20/9/2021."]),
        (
            "metadata.number",
            "2786/KH-SGDĐT",
            "Vì thế.",
            ["Số, ký hiệu: giá trị mới giống hệt giá trị đang dùng."],
        ),
        ("metadata.place", "Đồng Xoài", "  ", ["Hãy ghi lý do sửa, ví dụ: bản giấy ghi rõ ngày 20/9/2021."]),
        ("signers.90.name", "Ai", "Vì thế.", ["Không có giá trị nào như vậy trong phần đã đọc."]),
        ("source_lines.0", "x", "Vì thế.", ["Không có giá trị nào như vậy trong phần đã đọc."]),
    ],
)
def test_a_correction_that_is_none_is_refused_in_words(world, superior, where, now, reason, words):
    with pytest.raises(Refused) as refused:
        correct(superior, where, now, world, reason=reason)

    assert said(refused) == words
    assert Correction.objects.count() == 0


def test_a_number_that_another_received_paper_bears_is_refused(world, superior):
    other = (PLANS / "2786-kh-sgddt.txt").read_text().replace("2786/KH", "2788/KH").encode()
    paper = import_plan(world.school, other, "2788.txt", by=world.huong, at=NOON, own=False)

    with pytest.raises(Refused) as refused:
        correct(paper, "metadata.number", "2786/KH-SGDĐT", world)

    assert said(refused) == ["Kế hoạch 2786/KH-SGDĐT cùng ngày đã có trong sổ văn bản đến."]
    assert Paper.objects.get(pk=paper.pk).number == 2788


def test_a_corrected_citation_finds_the_paper_it_means(world, superior):
    plan = (PLANS / "30-kh-thptlt.txt").read_text().replace("2786/KH-SGDĐT", "2768/KH-SGDĐT").encode()
    paper = import_plan(world.school, plan, "30.txt", by=world.huong, at=NOON, own=True)
    assert paper.citations.get().target is None

    correct(paper, "cited_documents.0.number", "2786/KH-SGDĐT", world)

    row = paper.citations.get()
    assert row.target == superior
    assert "2768" in row.written


# The page


def test_the_desk_gives_the_counts_of_the_real_plan(world, seeds):
    data = (seeds / "000_88ccc941bc631286.txt").read_bytes()
    paper = import_plan(world.school, data, "685.txt", by=world.huong, at=NOON, own=True)

    desk = Desk(paper, Access(world.huong, FILED))

    parts = {part.key: part for part in desk.parts}
    counts = {
        key: len(parts[key].items)
        for key in ("cac-muc", "noi-dung-thi-dua", "tieu-chi", "nhiem-vu", "noi-nhan")
    }
    assert counts == {"cac-muc": 25, "noi-dung-thi-dua": 8, "tieu-chi": 6, "nhiem-vu": 8, "noi-nhan": 4}
    assert parts["cac-muc"].note == "4 chương, 7 mục, 14 điểm"
    assert parts["tieu-chi"].note == "ký hiệu như trong văn bản: a b c d e h"
    assert [item.note for item in parts["noi-nhan"].items] == ["báo cáo", "chỉ đạo", "thực hiện", "thực hiện"]
    assert len(desk.notes) == 17
    assert [term.written for term in desk.terms if term.stated and term.line == 23] == ["thầy - trò"]


def test_a_sentence_lights_on_every_line_over_which_it_runs():
    lines = ["Việc một, ", "", "  việc hai", "và việc ba. Câu sau.", "Hết."]

    assert rules.extent(lines, 1, 5, "việc hai và việc ba") == [1, 3, 4]
    assert rules.extent(lines, 1, 5) == [1, 3, 4]
    assert rules.extent(lines, 1, 5, "không có ở đây") == [1, 3, 4]
    assert rules.extent(lines, 5, 5, "Hết.") == [5]
    assert rules.extent(lines, 9, 9, "x") == []


def test_every_irregularity_says_what_to_do():
    general = what_to_do("NO_SUCH_CODE")

    assert [code for code in CODES.split() if what_to_do(code) == general] == []


def test_the_desk_of_a_long_paper_asks_no_more_than_that_of_a_short_one(world, enter, superior):
    body = "\n".join(f"{no}. Nội dung thứ {no}.\n- Các trường thực hiện việc {no}." for no in range(1, 400))
    long = (PLANS / "2786-kh-sgddt.txt").read_text().replace("2786/KH", "2799/KH") + "\n" + body
    paper = import_plan(world.school, long.encode(), "dai.txt", by=world.huong, at=NOON, own=False)
    client = enter(world.huong)

    def asked(of):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("plan_reading", args=[of.pk])).status_code == 200
        return len(caught)

    asked(superior)
    assert asked(paper) == asked(superior)


def test_a_correction_is_typed_on_its_own_page_and_a_wrong_one_stays_there(world, enter, superior):
    client = enter(world.huong)
    address = reverse("desk_correct", args=[superior.pk]) + "?cho=metadata.date"

    wrong = client.post(address, {"value": "2021-09-08", "reason": "Vì thế."})
    right = client.post(address, {"value": "9/9/2021", "reason": "Dấu đến ghi 9/9."})

    assert wrong.status_code == 422
    assert "giá trị mới giống hệt giá trị đang dùng" in text(wrong)
    assert right.url == reverse("plan_reading", args=[superior.pk])
    page = text(client.get(right.url))
    assert "Đọc được: 2021-09-08. " in page
    assert "Dấu đến ghi 9/9." in page
    assert client.get(reverse("desk_correct", args=[superior.pk]) + "?cho=file.sha256").status_code == 404


def test_the_file_of_a_received_paper_is_read_as_well_and_kept_when_it_cannot_be(world, enter):
    client = enter(world.huong)
    facts = {
        "kind": "KH", "code": "2786/KH-SGDĐT", "day": "8/9/2021", "issuer_written": "Sở GD&ĐT Bình Phước",
        "subject": "Kế hoạch của Sở", "received_on": "9/9/2021",
    }  # fmt: skip
    read = SimpleUploadedFile("2786.txt", (PLANS / "2786-kh-sgddt.txt").read_bytes())
    client.post(reverse("paper_received"), {**facts, "file": read})
    scan = SimpleUploadedFile("quet.bin", bytes(range(256)) * 16)
    client.post(reverse("paper_received"), {**facts, "code": "2790/KH-SGDĐT", "file": scan})

    papers = {paper.number: paper for paper in Paper.objects.exclude(file=None)}
    assert {number: bool(paper.source_lines) for number, paper in papers.items()} == {2786: True, 2790: False}
    assert client.get(reverse("plan_reading", args=[papers[2786].pk])).status_code == 200


# Words


def test_a_word_is_stated_only_when_the_text_itself_explains_it():
    rows = [
        ("TĐ", "thi đua", "inferred", 20),
        ("UBND", "Ủy ban nhân dân", "known", 1),
        ("XYZ", None, "unknown", 21),
        ("thầy - trò", "các tập thể, cá nhân", "stated", 23),
        ("Thầy - Trò", "người khác", "inferred", 40),
    ]
    reading = {
        "glossary": [dict(zip(("term", "meaning", "source", "line"), row, strict=True)) for row in rows]
    }

    found = {term.written: (term.means, term.stated, term.line) for term in rules.terms_in(reading)}

    assert found == {
        "thầy - trò": ("các tập thể, cá nhân", True, 23),
        "TĐ": ("thi đua", False, 20),
        "UBND": ("Ủy ban nhân dân", False, 1),
        "XYZ": ("", False, 21),
    }
    assert rules.terms_in({}) == []


@pytest.fixture
def inferred(world, superior):
    """A word of plan 2786 that only officers explain."""
    return Term.objects.create(
        paper=superior, written="BGH", folded="bgh", stated=False, line=3, source="2786"
    )


def test_an_inferred_word_is_vouched_for_once_and_only_with_a_meaning(world, inferred):
    with pytest.raises(Refused) as refused:
        confirm_term(inferred, by=world.huong, at=NOON)
    assert said(refused) == ["Hãy ghi thuật ngữ này nghĩa là gì trước khi xác nhận."]

    confirmed = confirm_term(inferred, means=" Ban giám  hiệu ", by=world.huong, at=NOON)

    assert (confirmed.means, confirmed.stated, confirmed.confirmed_by) == (
        "Ban giám hiệu",
        False,
        world.huong,
    )
    with pytest.raises(Refused) as refused:
        confirm_term(confirmed, by=world.huong, at=NOON)
    assert said(refused) == ["Thuật ngữ này đã có người xác nhận."]


def test_a_shipped_word_is_taken_over_by_name_but_not_one_a_text_states(world):
    term = confirm_shipped_term("CĐN", by=world.huong, at=NOON)

    assert (term.paper, term.means, term.confirmed_by) == (None, "Công đoàn ngành", world.huong)
    for written, words in (
        ("CĐN", "Thuật ngữ này đã có người xác nhận."),
        ("thầy - trò", "Thuật ngữ này đã có người xác nhận."),
        ("không có", "Hãy ghi thuật ngữ này nghĩa là gì trước khi xác nhận."),
    ):
        with pytest.raises(Refused) as refused:
            confirm_shipped_term(written, by=world.huong, at=NOON)
        assert said(refused) == [words]


def test_the_glossary_shows_the_words_of_papers_within_reach_only(world, enter, inferred):
    office = text(enter(world.huong).get(reverse("terms"), {"q": "bgh"}))
    stranger = text(enter(world.tu).get(reverse("terms"), {"q": "bgh"}))

    assert (">BGH<" in office, ">BGH<" in stranger) == (True, False)
    assert "thầy - trò" in text(enter(world.tu).get(reverse("terms"), {"q": "thay - tro"}))


def test_a_word_is_confirmed_from_the_page_within_ones_own_papers(world, enter, inferred):
    address = reverse("term_confirm")

    assert enter(world.minh).post(address, {"term": inferred.pk, "means": "x"}).status_code == 404
    enter(world.huong).post(address, {"term": inferred.pk, "means": "Ban giám hiệu"})

    inferred.refresh_from_db()
    assert (inferred.means, inferred.confirmed_by) == ("Ban giám hiệu", world.huong)
