"""Spreadsheets: found by their headings, bounded in every direction, never run."""

import datetime as dt
import io
import unicodedata
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.core.sheets import MAX_BYTES, Column, kind_of, letter, open_sheet, write_sheet

CODE, NAME, DAY = Column("Mã"), Column("Họ và tên", also=("Họ tên",)), Column("Ngày sinh", required=False)


def read(content, *columns):
    with open_sheet(content, columns or (CODE, NAME)) as sheet:
        return sheet, [line for parcel in sheet.parcels for line in parcel]


def refusal(content, *columns):
    with pytest.raises(Refused) as refused:
        read(content, *columns)
    return [str(blocker) for blocker in refused.value.blockers]


def workbook(rows, *, merge=(), sheet="Danh sách"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for area in merge:
        page.merge_cells(area)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def container(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def test_columns_are_found_by_heading_wherever_they_stand():
    content = workbook([["DANH SÁCH"], [], [None, "HO TEN (đầy đủ)", "STT", "ma *"], [None, "Lan", 1, "A1"]])

    sheet, lines = read(content)

    assert lines == [(4, ["A1", "Lan"])]
    assert [sheet.address(0, 4), sheet.address(1, 4)] == ["D4", "B4"]


def test_numbers_days_and_letters_come_as_people_type_them():
    decomposed = unicodedata.normalize("NFD", "Trần Ngọc")
    content = workbook(
        [["Mã", "Họ và tên", "Ngày sinh"], [2018, decomposed, dt.date(1980, 2, 1)], [0.5, " x ", 44444]]
    )

    _, lines = read(content, CODE, NAME, DAY)

    assert lines == [(2, ["2018", "Trần Ngọc", "1980-02-01"]), (3, ["0.5", "x", "44444"])]


def test_an_absent_optional_column_is_empty_everywhere():
    sheet, lines = read(workbook([["Mã", "Họ và tên"], ["1", "Lan"]]), CODE, NAME, DAY)

    assert lines == [(2, ["1", "Lan", ""])]
    assert sheet.address(2, 2) == "dòng 2"


def test_the_second_sheet_serves_when_the_first_has_no_headings():
    book = openpyxl.Workbook()
    book.active.append(["ghi chú"])
    page = book.create_sheet("Nhân sự")
    page.append(["Mã", "Họ và tên"])
    page.append(["1", "Lan"])
    made = io.BytesIO()
    book.save(made)

    _, lines = read(made.getvalue())

    assert lines == [(2, ["1", "Lan"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separated_values_are_read_in_every_unicode_encoding(encoding, separator):
    text = f"Mã{separator}Họ và tên\n1{separator}Trần Mẫu Lan\n"

    _, lines = read(text.encode(encoding))

    assert lines == [(2, ["1", "Trần Mẫu Lan"])]


def test_wrong_headings_name_what_is_missing_and_what_was_found():
    assert refusal(workbook([["Mã", "Tên trường"], ["1", "x"]])) == [
        "Bảng thiếu cột: Họ và tên. Dòng tiêu đề đọc được (dòng 1): Mã, Tên trường."
    ]
    assert refusal(workbook([["một", "hai"]])) == [
        "Không thấy dòng tiêu đề nào có các cột: Mã, Họ và tên. Hãy dùng bảng mẫu."
    ]


def test_a_heading_that_stands_twice_is_refused():
    assert refusal(workbook([["Mã", "Họ và tên", "mã"], ["1", "Lan", "2"]])) == [
        "Cột Mã có nhiều hơn một trong dòng tiêu đề; hãy bỏ bớt."
    ]


def test_merged_cells_among_the_data_are_refused_and_named_but_not_in_a_title():
    rows = [["DANH SÁCH", None], ["Mã", "Họ và tên"], ["1", "Lan"], [None, "Minh"]]

    assert refusal(workbook(rows, merge=["A3:A4"])) == [
        "Bảng có ô gộp (A3:A4); hãy bỏ gộp ô rồi điền đủ từng ô."
    ]
    assert read(workbook(rows, merge=["A1:B1"]))[1] == [(3, ["1", "Lan"]), (4, ["", "Minh"])]


def test_a_formula_is_never_run_and_text_that_looks_like_one_stays_text():
    content = workbook([["Mã", "Họ và tên"], ["=1+1", "Lan"], ["2", "'=HYPERLINK()"]])

    _, lines = read(content)

    assert lines == [
        (2, ["", "Lan"]),
        (3, ["2", "'=HYPERLINK()"]),
    ]  # openpyxl saves no value beside a formula


def test_two_hundred_thousand_rows_are_refused_with_the_limit():
    content = write_sheet(["Mã", "Họ và tên"], (("1", "x") for _ in range(200_000)))

    assert refusal(content) == ["Bảng có 200.000 dòng; mỗi lần nhập nhiều nhất 120.000 dòng."]


def test_a_hundred_thousand_rows_pass():
    content = write_sheet(["Mã", "Họ và tên"], ((str(row), "Lan") for row in range(100_000)))

    _, lines = read(content)

    assert (len(lines), lines[-1]) == (100_000, (100_001, ["99999", "Lan"]))


def test_too_many_columns_are_refused():
    assert refusal(workbook([["Mã", "Họ và tên", *map(str, range(150))]])) == [
        "Bảng có 152 cột; nhiều nhất 100 cột."
    ]


BROKEN = ["Tệp này hỏng, có mật khẩu, hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại thành .xlsx."]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 khong phai bang tinh",
        b"<html><table></table></html>",
        b"PK\x03\x04 rubbish after a true beginning",
        container({"word/document.xml": "<x/>"}),
        container({"xl/workbook.xml": "<not-a-workbook/>", "[Content_Types].xml": "<x/>"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ],
    ids=["pdf", "html", "broken zip", "word file", "empty workbook", "broken xls"],
)
def test_what_is_no_spreadsheet_gets_one_calm_sentence(content):
    assert refusal(content) == BROKEN


def test_an_empty_file_and_a_foreign_encoding_say_so():
    assert refusal(b"  \n\x00") == ["Tệp trống, không có gì để đọc."]
    assert refusal(b"\x80\x81\xff Nguy\xea\xe3n")[0].startswith(
        "Tệp không phải bảng tính, hoặc là văn bản không theo"
    )


def test_a_file_beyond_the_size_limit_is_not_even_opened():
    assert refusal(b"a" * (MAX_BYTES + 1)) == ["Tệp lớn hơn 20 MB; hãy chia thành nhiều tệp."]


def test_a_container_that_says_it_unpacks_beyond_the_limit_is_not_opened():
    bomb = container({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b"0" * (401 * 1024 * 1024)})

    assert len(bomb) < 2 * 1024 * 1024
    assert refusal(bomb) == ["Tệp phình quá lớn khi giải nén, nên không được mở."]


def test_a_sheet_whose_corners_span_everything_ends_its_reader_and_nothing_else():
    good = workbook([["Mã", "Họ và tên"], ["1", "Lan"]])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                body = body.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            new.writestr(part, body)

    assert refusal(made.getvalue()) == BROKEN


def test_a_part_that_lies_about_its_size_ends_its_reader_and_nothing_else():
    good = container({"xl/workbook.xml": b"<workbook>" + b" " * (390 * 1024 * 1024)})

    assert refusal(good) == BROKEN


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=30), max_size=8
    )
)
def test_what_is_written_is_read_back_as_text_whatever_it_begins_with(texts):
    content = write_sheet(["Mã", "Họ và tên"], ((f"k{row}", "=" + text) for row, text in enumerate(texts)))

    _, lines = read(content)

    assert [cells[1] for _, cells in lines] == [
        unicodedata.normalize("NFC", "=" + text).strip() for text in texts
    ]


def test_a_written_formula_is_text_for_excel_too():
    content = write_sheet(["Mã"], [("=1+1",), ("@x",), ("+1",), ("-1",)])

    page = openpyxl.load_workbook(io.BytesIO(content)).active

    assert [(cell.value, cell.data_type) for (cell,) in page.iter_rows(min_row=2)] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("+1", "s"),
        ("-1", "s"),
    ]


def test_kinds_are_known_by_content():
    assert kind_of(workbook([["a"]])) == "xlsx"
    assert kind_of(b"a,b\n1,2") == "csv"


def test_letters_of_columns():
    assert [letter(at) for at in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
