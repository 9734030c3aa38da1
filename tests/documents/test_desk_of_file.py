"""On the import desk: what is odd about the file stands at its head, and an absent value says how it is absent."""

import io

import docx
import pytest
from django.urls import reverse

from thidua.demo.days import FILED, at
from thidua.documents.actions.reading import correct_reading
from thidua.documents.queries.reading import Desk
from thidua.documents.rules import reading as rules
from thidua.movements.actions.importing import import_plan
from thidua.org.access import Access

NOON = at(FILED, 12)
HIDDEN = "Tệp có chữ ẩn, không hiện khi in; chữ ẩn không được đọc."
OPEN_PLAN = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: ……/KH-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 31 tháng 9 năm 2021
KẾ HOẠCH
Phát động phong trào thi đua “Trường đẹp, lớp vui”
Sở xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
Giữ gìn trường lớp sạch đẹp.
"""


@pytest.fixture
def paper(world):
    """A received plan whose file hides some words, whose number is left open, and whose day does not exist."""
    document, packed = docx.Document(), io.BytesIO()
    for line in OPEN_PLAN.splitlines():
        document.add_paragraph(line)
    document.paragraphs[-1].add_run(" Chữ không hiện.").font.hidden = True
    document.save(packed)
    return import_plan(world.school, packed.getvalue(), "mo.docx", by=world.huong, at=NOON, own=False)


def absences(paper, world):
    desk = Desk(paper, Access(world.huong, FILED))
    return {fact.place.where: fact.absence for fact in desk.head if not fact.now}


def test_what_is_odd_about_the_file_is_the_first_note_and_concerns_no_single_line(world, paper):
    desk = Desk(paper, Access(world.huong, FILED))

    assert [(note.code, note.line, note.sentence) for note in desk.file_notes] == [("FILE", None, HIDDEN)]
    assert desk.notes[0] == desk.file_notes[0]
    assert len(desk.notes) == 1 + len(desk.irregularities)


def test_an_absent_value_is_open_unreadable_or_not_stated(world, paper):
    assert absences(paper, world) == {
        "metadata.number": "để trống trong văn bản",
        "metadata.date": "không đọc được",
        "metadata.governing_body": "không nêu trong văn bản",
    }


def test_a_value_that_a_person_struck_out_is_not_stated(world, paper):
    correct_reading(paper, "metadata.number", "5/KH-SGDĐT", reason="Xem bản giấy.", by=world.huong, at=NOON)
    correct_reading(paper, "metadata.number", "", reason="Nhầm văn bản.", by=world.huong, at=NOON)

    assert absences(paper, world)["metadata.number"] == "không nêu trong văn bản"


def test_a_paper_read_before_such_notes_were_kept_has_none():
    assert (rules.file_notes({}), rules.absence({"metadata": {}}, "metadata.number")) == ([], rules.ABSENT)


def test_the_page_shows_both(world, enter, paper):
    page = enter(world.huong).get(reverse("plan_reading", args=[paper.pk])).content.decode()

    assert [page.count(said) for said in ("Về tệp đã đọc", HIDDEN)] == [1, 2]
    assert [page.count(f'<span class="not-stated">{said}</span>') for said in rules.ABSENCES.values()] == [
        1,
        1,
        1,
    ]
