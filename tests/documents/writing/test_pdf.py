import threading
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block
from thidua.documents.writing.pdf import to_pdf
from thidua.documents.writing.typesetting import VIETNAMESE
from thidua.documents.writing.wording import clean, sheet_of

MARKUP = (
    "- x",
    "#panic()",
    "$x^2$",
    "*đậm*",
    "_nghiêng_",
    "= Mục",
    "@nhãn",
    "<a>",
    "\\",
    "`mã`",
    '"',
    "+ y",
    "//",
    "{}",
)
TYPED = st.text(
    alphabet=sorted(VIETNAMESE) + list(" #$*_-+=@<>\\`\"'/{}[]()~^&%!?;:,.0123456789"), max_size=80
)


def joined(words):
    return "".join("".join(words).split())


def without_page_numbers(pages):
    """The whole text, once each page after the first was seen to begin with its number."""
    for number, page in enumerate(pages[1:], start=2):
        assert page.startswith(str(number))
    return "".join(
        [pages[0], *(page.removeprefix(str(number)) for number, page in enumerate(pages[1:], start=2))]
    )


def test_docx_and_pdf_hold_the_same_words_once_and_in_order(letters, docx_words, pdf_pages):
    for letter in letters:
        words = docx_words(to_docx(letter))
        printed = without_page_numbers(pdf_pages(to_pdf(letter)))

        assert words == sheet_of(letter).words()
        assert printed == joined(words)
        assert unicodedata.is_normalized("NFC", printed)


def test_each_block_of_the_plan_is_printed(plan, docx_words):
    words = docx_words(to_docx(plan))

    body = [f"{block.marker} {block.text}".strip() for block in plan.body if block.kind != "table"]
    last = body.pop().removesuffix(".") + "./."
    assert [text for text in words if text in {*body, last}] == [*body, last]


def test_plan_runs_over_pages_and_only_later_pages_are_numbered(plan, pdf_pages):
    pages = pdf_pages(to_pdf(plan))

    assert len(pages) == 2
    assert pages[0].startswith("SỞGD&ĐTBÌNHPHƯỚC")
    assert pages[1].startswith("2")


def test_every_page_is_a4(plan):
    with pypdfium2.PdfDocument(to_pdf(plan)) as pdf:
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf}

    assert sizes == {(210, 297)}


def test_same_letter_gives_the_same_bytes(letters):
    for letter in letters:
        assert to_pdf(letter) == to_pdf(letter)
        assert to_pdf(letter, standard="a-2b") == to_pdf(letter, standard="a-2b")


def test_another_day_gives_another_file(plan):
    assert to_pdf(plan) != to_pdf(replace(plan, day=plan.day.replace(day=6)))


def test_archive_form_has_a_glyph_for_every_vietnamese_letter_in_every_style(plan, pdf_pages):
    letters = " ".join(sorted(VIETNAMESE))
    body = (Block("text", "", letters), Block("basis", "", letters), Block("heading3", letters, letters))
    letter = replace(plan, subject=letters, body=body, end_mark=False)

    printed = without_page_numbers(pdf_pages(to_pdf(letter, standard="a-2b")))

    assert printed == joined(sheet_of(letter).words())


def test_archive_form_refuses_a_letter_that_no_face_prints_and_names_it(plan):
    letter = replace(plan, subject="Thi đua \U000f1234")

    with pytest.raises(Refused) as refused:
        to_pdf(letter, standard="a-2b")

    assert [str(blocker) for blocker in refused.value.blockers] == [
        (
            "Phông chữ trên máy chủ không in được “\\u{f1234}”, nên chưa tạo được bản PDF lưu trữ. "
            "Hãy thay ký tự đó, hoặc nhờ quản trị viên cài thêm phông chữ."
        )
    ]


def test_unknown_standard_is_an_error_of_the_caller(plan):
    with pytest.raises(ValueError, match="no such PDF standard: 'a-9z'"):
        to_pdf(plan, standard="a-9z")


@pytest.mark.parametrize("text", MARKUP)
def test_markup_prints_as_it_was_typed(plan, text, pdf_pages, docx_words):
    letter = replace(
        plan,
        subject=text,
        governing_body=text,
        body=(Block("text", "", text), Block("table", "", text, ((text, text),))),
        recipients=(f"{text} nơi",),
        end_mark=False,
    )

    printed = without_page_numbers(pdf_pages(to_pdf(letter)))

    assert printed == joined(docx_words(to_docx(letter)))
    assert printed.count("".join(text.split())) >= 6


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TYPED, cell=TYPED)
def test_whatever_is_typed_is_printed_and_nothing_else(submission, pdf_pages, text, cell):
    letter = replace(
        submission, body=(Block("text", "1.", text), Block("table", "", "", (("Cột",), (cell,))))
    )

    printed = without_page_numbers(pdf_pages(to_pdf(letter)))

    assert printed == joined(sheet_of(letter).words())
    assert joined([clean(text)]) in printed


def test_threads_share_the_faces_and_never_each_others_words(plan):
    letters = [replace(plan, number=number) for number in range(10, 26)]
    alone = [to_pdf(letter) for letter in letters]
    together = [b""] * len(letters)

    def work(start):
        for index in range(start, len(letters), 4):
            together[index] = to_pdf(letters[index])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert together == alone


def test_headings_become_bookmarks(plan):
    with pypdfium2.PdfDocument(to_pdf(plan)) as pdf:
        titles = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]

    assert titles == [
        (0, "I. MỤC ĐÍCH, YÊU CẦU"),
        (1, "1. Mục đích"),
        (0, "II. NỘI DUNG THI ĐUA"),
        (1, "a) Dạy và học an toàn"),
    ]
