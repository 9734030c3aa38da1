"""Every number of a book is a paper's or explained; the registers print ten columns."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.demo.days import FILED, ISSUED, at
from thidua.documents.actions.books import explain_gap, reserve_number
from thidua.documents.actions.copies import CopyOrder, make_copy
from thidua.documents.actions.filing import receive_paper, set_recipients
from thidua.documents.actions.issuing import issue_paper, open_book, sign_paper
from thidua.documents.models import NumberBook, NumberGap, Paper
from thidua.documents.queries.books import book_page, gap_faults
from thidua.documents.queries.registers import WAYS, register_page
from thidua.documents.rules import books as rules

NOON = at(ISSUED, 12)
YEAR = dt.date(2021, 1, 1)
TEAMS = {"written": "Các tổ", "role": "carry_out", "reaches": "teams", "unit": None}


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def words(blockers):
    return [blocker.message for blocker in blockers]


def receive(world, number=12):
    return receive_paper(
        world.school,
        kind="KH",
        number=number,
        symbol="KH-SGDĐT",
        day=FILED,
        issuer_written="Sở GD&ĐT Bình Phước",
        subject="Kế hoạch mẫu",
        received_on=FILED,
        by=world.huong,
        at=NOON,
    )


def test_a_number_kept_by_hand_is_skipped_and_explained(world, ready, book):
    reserve_number(book, reason="Thông báo viết tay cho phụ huynh", by=world.huong, at=NOON)

    issued = issue_paper(ready, by=world.huong, at=NOON)

    assert issued.code == "09/TB-THPTLT"
    assert list(gap_faults()) == []
    [kept, own] = register_page("di", world.school, YEAR, ISSUED).entries
    assert (kept.cells[0], kept.cells[9]) == ("08", "Thông báo viết tay cho phụ huynh")
    assert own.cells[0] == "09/TB-THPTLT"


def test_a_number_nobody_can_account_for_is_found_and_then_explained_once(world, ready, book):
    NumberBook.objects.filter(pk=book.pk).update(last=8)  # behind the application's back
    issue_paper(ready, by=world.huong, at=NOON)

    assert list(gap_faults()) == [
        "Sổ TB năm 2021 của Trường THPT Lộc Thái: số 08 không có văn bản và chưa giải trình."
    ]
    book.refresh_from_db()
    assert book_page(book).unexplained == [8]
    explain_gap(book, 8, reason="Số cấp rồi hủy", by=world.huong, at=NOON)
    assert list(gap_faults()) == []
    with pytest.raises(Refused) as refused:
        explain_gap(book, 8, reason="", by=world.huong, at=NOON)
    assert said(refused) == ["Số 08 đã được giải trình rồi.", "Chưa ghi lý do số này không có văn bản."]


def test_a_number_that_a_paper_bears_or_the_book_never_gave_needs_no_explanation(world, ready, book):
    issued = issue_paper(ready, by=world.huong, at=NOON)

    with pytest.raises(Refused) as refused:
        explain_gap(book, 8, reason="x", by=world.huong, at=NOON)
    assert said(refused) == ["Số 08 là của Thông báo 08/TB-THPTLT, không phải số trống."]
    assert refused.value.blockers[0].about == issued
    with pytest.raises(Refused) as refused:
        explain_gap(book, 7, reason="x", by=world.huong, at=NOON)
    assert said(refused) == ["Số 07 không nằm trong các số đã cấp của sổ (từ 08 đến 08)."]
    with pytest.raises(Refused) as refused:
        reserve_number(book, reason=" ", by=world.huong, at=NOON)
    assert said(refused) == ["Giữ một số ngoài hệ thống cần ghi số ấy dùng vào việc gì."]
    assert NumberGap.objects.count() == 0


def test_the_database_keeps_a_gap_explained_once_and_never_without_a_reason(world, book):
    facts = {"book": book, "by": world.huong, "at": NOON}
    NumberGap.objects.create(number=8, reason="x", **facts)

    with pytest.raises(IntegrityError, match="number_gap_is_explained_once"), transaction.atomic():
        NumberGap.objects.create(number=8, reason="y", **facts)
    with pytest.raises(IntegrityError, match="number_gap_gives_a_reason"), transaction.atomic():
        NumberGap.objects.create(number=9, reason="", **facts)


def test_a_second_685_of_the_year_is_refused_in_clear_words(world, ready, write, book):
    NumberBook.objects.filter(pk=book.pk).update(opening=684, last=684)
    first = issue_paper(ready, by=world.huong, at=NOON)
    second = write()
    set_recipients(second, [TEAMS], archive="VT", by=world.huong, at=NOON)
    Paper.objects.filter(pk=second.pk).update(number=685)
    sign_paper(second, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        issue_paper(second, by=world.huong, at=NOON)

    assert first.code == "685/TB-THPTLT"
    assert said(refused) == [
        "Số 685/TB-THPTLT năm 2021 đã cấp cho một văn bản khác; mỗi số chỉ cấp một lần trong năm."
    ]
    assert refused.value.blockers[0].about == first


def test_a_book_of_a_kind_opens_no_lower_than_the_kinds_last_number_in_the_shared_book(world, write):
    open_book(world.school, 2021, "", opening=40, reason="Sổ giấy", by=world.huong, at=NOON)
    paper = write()
    set_recipients(paper, [TEAMS], archive="VT", by=world.huong, at=NOON)
    issue_paper(sign_paper(paper, by=world.lan, at=NOON), by=world.huong, at=NOON)

    with pytest.raises(Refused) as refused:
        open_book(world.school, 2021, "TB", opening=7, reason="Tách sổ", by=world.huong, at=NOON)

    assert said(refused) == [
        "Loại văn bản này đã cấp tới số 41 trong năm 2021; số cuối đã dùng không thể nhỏ hơn số ấy."
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("KH - PGDĐT", "KH-PGDĐT"), (" KH-PGDĐT ", "KH-PGDĐT"), ("UBND-TĐKT", "UBND-TĐKT")],
)
def test_stray_blanks_leave_a_symbol(written, meant):
    assert rules.normal_symbol(written) == meant


@given(st.integers(1, 60), st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_unexplained_numbers_are_exactly_those_given_and_accounted_for_by_nobody(last, borne, explained):
    found = rules.unexplained(1, last, borne=borne, explained=explained)

    assert sorted({*found, *((borne | explained) & set(range(1, last + 1)))}) == list(range(1, last + 1))
    assert set(found) & (borne | explained) == set()


def test_an_empty_book_has_no_numbers_to_explain():
    assert words(
        rules.blockers_to_explain(8, first=8, last=7, borne_by=None, explained=False, reason="x")
    ) == ["Số 08 không nằm trong các số đã cấp của sổ (chưa có số nào)."]


# Registers


def test_arrivals_are_numbered_in_the_order_they_come_and_stand_in_ten_columns(world):
    receive(world)
    receive(world, number=13)

    entries = register_page("den", world.school, FILED, FILED).entries

    assert [entry.cells for entry in entries] == [
        (
            "13/09/2021",
            arrival,
            "Sở GD&ĐT Bình Phước",
            code,
            "13/9/2021",
            "Kế hoạch: Kế hoạch mẫu",
            "",
            "",
            "",
            "",
        )
        for arrival, code in [("01", "12/KH-SGDĐT"), ("02", "13/KH-SGDĐT")]
    ]
    assert list(gap_faults()) == []


def test_an_outgoing_paper_fills_the_ten_columns_of_the_decree(world, ready):
    issued = issue_paper(ready, by=world.huong, at=NOON)

    [entry] = register_page("di", world.school, YEAR, ISSUED).entries

    assert len(WAYS["di"].columns) == len(entry.cells) == 10
    assert entry.cells == (
        "08/TB-THPTLT",
        "20/9/2021",
        "Thông báo: Lịch trực tuần",
        "Nguyễn Thị Mẫu Lan",
        "Các tổ",
        "VT",
        "8",
        "20/09/2021",
        "0/8",
        "",
    )
    assert entry.href == issued.get_absolute_url()


def test_a_register_asks_the_database_as_often_for_three_papers_as_for_one(
    world, write, book, django_assert_num_queries
):
    def out():
        paper = write()
        set_recipients(paper, [TEAMS], archive="VT", by=world.huong, at=NOON)
        issue_paper(sign_paper(paper, by=world.lan, at=NOON), by=world.huong, at=NOON)

    out()
    with django_assert_num_queries(7):
        register_page("di", world.school, YEAR, ISSUED)
    out()
    out()

    with django_assert_num_queries(7):
        assert len(register_page("di", world.school, YEAR, ISSUED).entries) == 3


def test_the_register_comes_as_a_page_a_sheet_and_a_pdf_with_its_days(world, ready, enter):
    issue_paper(ready, by=world.huong, at=NOON)
    client = enter(world.huong)
    asked = {"first": "1/9/2021", "last": "30/9/2021"}

    shown = client.get(reverse("register", args=["di"]), asked).content.decode()
    sheet = client.get(reverse("register_file", args=["di", "xlsx"]), asked)
    pdf = client.get(reverse("register_file", args=["di", "pdf"]), asked)

    assert "08/TB-THPTLT" in shown
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert rows[0] == WAYS["di"].columns
    assert rows[1][0] == "08/TB-THPTLT"
    assert (
        sheet.headers["Content-Disposition"] == 'attachment; filename="so-van-ban-di-20210901-20210930.xlsx"'
    )
    assert pdf.content[:5] == b"%PDF-"
    assert client.get(reverse("register_file", args=["di", "odt"]), asked).status_code == 404
    assert client.get(reverse("register", args=["ngang"])).status_code == 404


def test_a_period_that_ends_before_it_begins_is_sent_back(world, enter):
    answer = enter(world.huong).get(
        reverse("register", args=["di"]), {"first": "30/9/2021", "last": "1/9/2021"}
    )

    assert answer.status_code == 422
    assert "Ngày cuối không thể trước ngày đầu." in answer.content.decode()


def test_the_page_of_a_book_explains_and_keeps_numbers(world, ready, book, enter):
    NumberBook.objects.filter(pk=book.pk).update(last=8)
    client = enter(world.huong)

    shown = client.get(reverse("book", args=[book.pk])).content.decode()
    client.post(reverse("gap_explain", args=[book.pk, 8]), {"reason": "Số cấp rồi hủy"})
    client.post(reverse("number_reserve", args=[book.pk]), {"reason": "Viết tay"})

    assert "Ghi lý do cho số 08" in shown
    assert list(NumberGap.objects.values_list("number", "reason")) == [(8, "Số cấp rồi hủy"), (9, "Viết tay")]
    assert enter(world.tu).get(reverse("book", args=[book.pk])).status_code == 404


def test_copies_share_one_series_and_stand_in_the_register(world, ready, book):
    issued = issue_paper(ready, by=world.huong, at=NOON)
    open_book(world.school, 2021, "SAO", opening=0, reason="", by=world.huong, at=NOON)

    whole = make_copy(issued, world.school, CopyOrder("SY", "Phụ huynh", 2), by=world.lan, at=NOON)
    part = make_copy(issued, world.school, CopyOrder("TrS", "Tổ Văn", part="Điều 1"), by=world.lan, at=NOON)
    again = make_copy(
        issued, world.school, CopyOrder("SL", "Tổ Toán", made_from=whole), by=world.lan, at=NOON
    )

    assert [copy.code for copy in (whole, part, again)] == ["01/SY-THPTLT", "02/TrS-THPTLT", "03/SL-THPTLT"]
    assert whole.lines == ["HIỆU TRƯỞNG"]
    cells = [entry.cells for entry in register_page("di", world.school, YEAR, ISSUED).entries]
    assert cells[0][:5] == (
        "01/SY-THPTLT",
        "20/9/2021",
        "Sao y: Thông báo 08/TB-THPTLT",
        "Nguyễn Thị Mẫu Lan",
        "Phụ huynh",
    )
    assert list(gap_faults()) == []
