"""The pages about papers: who sees what, what is said before anyone presses, bad input."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.demo.days import FILED, ISSUED, at
from thidua.documents.actions.filing import receive_paper, set_recipients, write_paper
from thidua.documents.actions.issuing import issue_paper, open_book
from thidua.documents.models import NumberBook, Paper, Receipt
from thidua.org.actions.people import end_post
from thidua.org.models import Post

NOON = at(ISSUED, 12)


def receive(world, number=12, subject="Kế hoạch mẫu", unit=None):
    return receive_paper(
        unit or world.school,
        kind="KH",
        number=number,
        symbol="KH-SGDĐT",
        day=FILED,
        issuer_written="Sở GD&ĐT Bình Phước",
        subject=subject,
        received_on=FILED,
        by=world.huong,
        at=NOON,
    )


def text(answer):
    return answer.content.decode()


def rows(world, number, act):
    for order in range(number):
        act(order)


LISTS = {
    "papers": lambda world: lambda order: receive(world, number=100 + order),
    "books": lambda world: (
        lambda order: open_book(world.school, 2022 + order, "", opening=0, reason="", by=world.huong, at=NOON)
    ),
}


@pytest.mark.parametrize(("name", "queries"), [("papers", 6), ("books", 5)])
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(
    name, queries, world, enter, django_assert_num_queries
):
    client = enter(world.huong)
    add = LISTS[name](world)
    add(0)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))
    add(1)
    add(2)

    with django_assert_num_queries(queries):
        answer = client.get(reverse(name))

    assert answer.status_code == 200


def test_the_register_finds_words_without_marks_and_whole_numbers(world, enter):
    receive(world, number=12, subject="Phát động thi đua đặc biệt")
    receive(world, number=13, subject="Lịch trực tuần")
    client = enter(world.huong)

    by_words = text(client.get(reverse("papers"), {"q": "thi dua dac biet"}))
    by_code = text(client.get(reverse("papers"), {"q": "13/KH-SGDĐT"}))
    by_state = text(client.get(reverse("papers"), {"loai": "draft"}))

    assert ("Phát động thi đua đặc biệt" in by_words, "Lịch trực tuần" in by_words) == (True, False)
    assert ("Phát động thi đua đặc biệt" in by_code, "Lịch trực tuần" in by_code) == (False, True)
    assert "Không có văn bản nào khớp." in by_state


@pytest.mark.parametrize("who", ["tu", "hoa"])
def test_papers_of_a_school_are_hidden_from_those_they_were_not_sent_to(world, enter, write, who):
    paper = write(subject="Việc riêng của trường")
    client = enter(getattr(world, who))

    assert client.get(paper.get_absolute_url()).status_code == 404
    assert client.get(reverse("paper_file", args=[paper.pk, "pdf"])).status_code == 404
    assert "Việc riêng của trường" not in text(client.get(reverse("papers")))


def test_the_principal_neither_sees_nor_signs_another_schools_paper(world, enter):
    other = write_paper(
        world.other_school,
        "TB",
        "Việc của trường khác",
        nodes=[],
        symbol="TB-THPTMK",
        place="Đồng Xoài",
        issuer_written="TRƯỜNG THPT MẪU KHÁC",
        superior_written="",
        by=world.tu,
        at=NOON,
    )
    client = enter(world.lan)

    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.post(reverse("paper_sign", args=[other.pk])).status_code == 404
    assert "Việc của trường khác" not in text(client.get(reverse("papers")))
    assert other.signatures.count() == 0


def test_a_draft_decision_is_hidden_from_those_who_may_not_see_such_drafts(world, enter, write):
    paper = write(kind="QĐ", subject="Về việc khen thưởng mẫu")

    assert enter(world.minh).get(paper.get_absolute_url()).status_code == 404
    assert enter(world.huong).get(paper.get_absolute_url()).status_code == 200
    assert enter(world.binh).get(paper.get_absolute_url()).status_code == 200


def test_a_signer_whose_post_ended_yesterday_is_told_so_by_the_door(world, enter, write):
    paper = write()
    post = Post.objects.get(person=world.lan.person, unit=world.school, position="head")
    end_post(post, on=ISSUED, by=world.tam, at=NOON)

    answer = enter(world.lan).post(reverse("paper_sign", args=[paper.pk]))

    assert answer.status_code == 403
    assert paper.signatures.count() == 0


def test_the_page_says_what_is_missing_before_anyone_presses(world, enter, write, book):
    page = text(enter(world.huong).get(write().get_absolute_url()))

    assert "Chưa có chữ ký của Trường THPT Lộc Thái." in page
    assert "Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành." in page
    assert page.count('data-kind="act"') == 0
    assert page.count('aria-disabled="true"') == 1


def test_the_deputy_is_shown_the_lines_that_will_be_printed_and_signs_so(world, enter, write):
    paper = write()
    client = enter(world.binh)

    page = text(client.get(paper.get_absolute_url()))
    answer = client.post(reverse("paper_sign", args=[paper.pk]), {"authority": "KT."})

    assert "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG" in page
    assert answer.status_code == 302
    assert paper.signatures.get().lines == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]


def test_the_office_issues_and_the_next_number_is_said_first(world, enter, ready):
    client = enter(world.huong)

    page = text(client.get(ready.get_absolute_url()))
    answer = client.post(reverse("paper_issue", args=[ready.pk]), {"day": "20/9/2021"})

    assert "Sổ sẽ cấp số <strong>8</strong>" in page
    assert (answer.status_code, answer.url) == (302, ready.get_absolute_url())
    assert Paper.objects.get(pk=ready.pk).code == "08/TB-THPTLT"


def test_a_day_that_is_no_day_keeps_the_paper_as_it_is(world, enter, ready):
    answer = enter(world.huong).post(reverse("paper_issue", args=[ready.pk]), {"day": "mai"})

    assert answer.status_code == 422
    assert "Ngày ghi trên văn bản phải là một ngày, ví dụ 20/9/2021." in text(answer)
    assert Paper.objects.get(pk=ready.pk).state == "signed"


def test_a_leader_says_for_the_team_that_the_paper_has_arrived(world, enter, ready):
    issue_paper(ready, by=world.huong, at=NOON)
    client = enter(world.khoa)

    page = text(client.get(ready.get_absolute_url()))
    client.post(reverse("paper_acknowledge", args=[ready.pk]))

    assert "Văn bản gửi cho Tổ Toán – Tin" in page
    received = Receipt.objects.filter(paper=ready, received_at__isnull=False)
    assert list(received.values_list("unit", "received_at")) == [(world.teams["TOAN"].pk, NOON)]


RECEIVED = {
    "kind": "KH",
    "code": "2786/KH-SGDĐT",
    "day": "8/9/2021",
    "issuer_written": "Sở GD&ĐT Bình Phước",
    "subject": "Phát động phong trào",
    "received_on": "13/9/2021",
}


def test_a_received_paper_is_entered_by_its_facts_with_its_file(world, enter):
    file = SimpleUploadedFile("quet.pdf", b"%PDF-1.4 ban quet")

    answer = enter(world.huong).post(reverse("paper_received"), {**RECEIVED, "file": file})

    paper = Paper.objects.get(owner=world.school)
    assert answer.url == paper.get_absolute_url()
    assert (paper.code, paper.day, paper.issuer) == ("2786/KH-SGDĐT", dt.date(2021, 9, 8), world.department)
    original = enter(world.huong).get(reverse("paper_file", args=[paper.pk, "goc"]))
    assert original.content == b"%PDF-1.4 ban quet"
    assert original.headers["Content-Disposition"] == 'attachment; filename="quet.pdf"'


def test_a_paper_without_number_or_day_is_entered_so_and_shown_so(world, enter):
    client = enter(world.huong)

    client.post(reverse("paper_received"), {**RECEIVED, "code": "", "day": ""})

    paper = Paper.objects.get(owner=world.school)
    assert (paper.number, paper.symbol, paper.day) == (None, "", None)
    assert text(client.get(paper.get_absolute_url())).count("không nêu trong văn bản") >= 2


def test_a_wrong_number_or_an_empty_file_keeps_what_was_typed(world, enter):
    file = SimpleUploadedFile("rong.pdf", b"")

    answer = enter(world.huong).post(
        reverse("paper_received"), {**RECEIVED, "code": "hai bảy tám sáu", "file": file}
    )

    page = text(answer)
    assert answer.status_code == 422
    assert "Số, ký hiệu viết như 2786/KH-SGDĐT; văn bản không có số thì để trống." in page
    assert 'value="hai bảy tám sáu"' in page
    assert Paper.objects.count() == 0


LINES = {
    "dong-TOTAL_FORMS": "3",
    "dong-INITIAL_FORMS": "0",
    "dong-MIN_NUM_FORMS": "0",
    "dong-MAX_NUM_FORMS": "100",
    "archive": "VT, CĐ",
}


def test_recipients_are_written_line_by_line_and_empty_lines_left_out(world, enter, write):
    paper = write()
    data = {
        **LINES,
        "dong-0-written": "Sở GD&ĐT Bình Phước",
        "dong-0-role": "report",
        "dong-0-reaches": "unit",
        "dong-0-unit": world.department.pk,
        "dong-2-written": "Như Điều 3",
        "dong-2-reaches": "text",
    }

    answer = enter(world.huong).post(reverse("paper_recipients", args=[paper.pk]), data)

    assert answer.status_code == 302
    assert list(paper.recipients.values_list("order", "written", "role", "reaches", "unit")) == [
        (1, "Sở GD&ĐT Bình Phước", "report", "unit", world.department.pk),
        (2, "Như Điều 3", "", "text", None),
    ]
    assert Paper.objects.get(pk=paper.pk).archive == "VT, CĐ"


def test_a_line_to_one_unit_names_it_or_is_sent_back_with_what_was_typed(world, enter, write):
    paper = write()
    data = {**LINES, "dong-0-written": "Sở", "dong-0-reaches": "unit"}

    answer = enter(world.huong).post(reverse("paper_recipients", args=[paper.pk]), data)

    assert answer.status_code == 422
    assert "Chọn đơn vị nhận, hoặc đổi thành chỉ in trên văn bản." in text(answer)
    assert 'value="Sở"' in text(answer)
    assert paper.recipients.count() == 0


def test_recipients_of_an_issued_paper_are_closed_with_the_reason(world, enter, ready):
    issue_paper(ready, by=world.huong, at=NOON)

    page = text(enter(world.huong).get(reverse("paper_recipients", args=[ready.pk])))

    assert "Văn bản 08/TB-THPTLT đã khóa; muốn thay đổi hãy ban hành văn bản mới." in page
    assert page.count('data-kind="act"') == 0


def test_the_head_of_a_draft_is_put_right_on_its_page(world, enter, write):
    paper = write()
    data = {
        "symbol": "TB-THPTLT",
        "place": "Lộc Ninh",
        "subject": "Lịch trực mới",
        "day": "",
        "superior_written": "",
    }

    answer = enter(world.huong).post(reverse("paper_edit", args=[paper.pk]), data)

    assert (answer.status_code, Paper.objects.get(pk=paper.pk).subject) == (302, "Lịch trực mới")


def test_an_own_paper_comes_as_word_and_pdf_and_a_received_one_only_as_it_came(world, enter, write):
    own, received = write(), receive(world)
    client = enter(world.huong)

    word = client.get(reverse("paper_file", args=[own.pk, "docx"])).content
    pdf = client.get(reverse("paper_file", args=[own.pk, "pdf"])).content

    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word)).namelist()
    assert pdf[:5] == b"%PDF-"
    assert client.get(reverse("paper_file", args=[received.pk, "pdf"])).status_code == 404
    assert client.get(reverse("paper_file", args=[received.pk, "goc"])).status_code == 404
    assert client.get(reverse("paper_file", args=[own.pk, "odt"])).status_code == 404


def test_a_book_opened_late_without_a_reason_is_sent_back(world, enter):
    data = {"year": "2021", "kind": "TB", "opening": "7", "reason": ""}

    answer = enter(world.huong).post(reverse("book_open"), data)

    assert answer.status_code == 422
    assert "Sổ mở giữa năm cần ghi lý do: số cuối đã dùng ở đâu." in text(answer)
    enter(world.huong).post(reverse("book_open"), {**data, "reason": "Sổ giấy"})
    assert NumberBook.objects.get(unit=world.school, kind="TB").next == 8


def test_a_number_proposed_by_the_draft_is_dropped_on_its_page(world, enter, ready):
    Paper.objects.filter(pk=ready.pk).update(number=5)
    client = enter(world.huong)
    assert "Bỏ số 5, lấy số của sổ" in text(client.get(ready.get_absolute_url()))

    client.post(reverse("paper_number", args=[ready.pk]))

    assert Paper.objects.get(pk=ready.pk).number is None


def test_teachers_read_what_was_sent_to_them(world, enter, ready):
    staff = {"written": "Toàn thể", "role": "carry_out", "reaches": "staff", "unit": None}
    set_recipients(ready, [staff], archive="VT", by=world.huong, at=NOON)
    issue_paper(ready, by=world.huong, at=NOON)

    assert enter(world.hoa).get(ready.get_absolute_url()).status_code == 200
    assert Receipt.objects.filter(paper=ready).count() == 60
