"""Sheets checked cell by cell, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import fold, name_key
from thidua.org.importing import (
    STAFF_COLUMNS,
    Checked,
    StaffWords,
    UnitWords,
    day_of,
    fault_of_text,
    staff_rows,
    unit_rows,
)

WORDS = StaffWords({"giao vien": "teacher"}, {"giao vien": "teacher"}, {"T1": 7})
UNIT_WORDS = UnitWords(
    {"truong thpt": "upper_secondary"}, {"": "", "truc thuoc": "attached"}, frozenset({"SO"})
)
GOOD = [
    "GV1",
    "Trần Mẫu Lan",
    "Nữ",
    "Kinh",
    "20/11/1980",
    "T1",
    "Giáo viên",
    "Giáo viên",
    "giáo viên",
    "Có",
    "5/9/2021",
]


def staff(*rows):
    checked = Checked(lambda column, row: f"{'ABCDEFGHIJK'[column]}{row}")
    made = list(staff_rows(enumerate(rows, start=2), WORDS, checked))
    return made, [tuple(error) for error in checked.errors]


def units(*rows):
    checked = Checked(lambda column, row: f"{'ABCDEFGHI'[column]}{row}")
    made = unit_rows(enumerate(rows, start=2), UNIT_WORDS, checked)
    return [row.code for row in made], [tuple(error) for error in checked.errors]


def school(code, parent):
    return [code, f"Trường {code}", "Trường THPT", parent, "", "", "", "", "01/09/2020"]


def changed(**cells):
    row = list(GOOD)
    for heading, text in cells.items():
        row[[column.heading for column in STAFF_COLUMNS].index(heading.replace("_", " "))] = text
    return row


def test_a_sound_row_becomes_a_draft_with_its_search_keys():
    made, errors = staff(GOOD)

    assert errors == []
    assert made == [
        (2, "GV1", "Trần Mẫu Lan", fold("Trần Mẫu Lan"), name_key("Trần Mẫu Lan"), "female", "Kinh", "1980-11-20",
         "7", "Giáo viên", "teacher", "teacher", "t", "2021-09-05"),
    ]  # fmt: skip


def test_every_error_of_every_row_is_named_by_its_cell():
    _, errors = staff(
        GOOD,
        GOOD,
        ["", "", "khác", "", "45/13/1980", "T9", "=1+1", "Giáo vụ", "", "có lẽ", ""],
        changed(Họ_và_tên="+84", Ngày_sinh="1980", Mã_nhân_sự="GV4"),
    )

    assert errors == [
        ("A3", "Mã nhân sự GV1 đã có ở dòng 2."),
        ("A4", "Chưa có mã nhân sự."),
        ("B4", "Ô này chưa có gì."),
        ("G4", "Ô này bắt đầu bằng “=” như một công thức; hãy ghi giá trị."),
        ("C4", "“khác” không phải Nam hoặc Nữ."),
        ("E4", "“45/13/1980” không phải một ngày; hãy ghi như 05/09/2021."),
        ("F4", "Không có đơn vị mã “T9” trong phạm vi của anh/chị."),
        ("H4", "“Giáo vụ” không phải một loại chức vụ trong bảng mẫu."),
        ("I4", "Chưa ghi một nhóm đối tượng trong bảng mẫu."),
        ("J4", "“có lẽ” không phải Có hoặc Không."),
        ("K4", "Chưa ghi ngày."),
        ("B5", "Ô này bắt đầu bằng “+” như một công thức; hãy ghi giá trị."),
        ("E5", "“1980” không phải một ngày; hãy ghi như 05/09/2021."),
    ]


def test_days_are_read_as_typed_as_saved_and_as_numbered():
    assert [day_of(text) for text in ("5/9/2021", "05-09-2021", "5.9.2021", "2021-09-05", "44444")] == [
        *["2021-09-05"] * 4,
        "2021-09-05",
    ]
    assert [day_of(text) for text in ("1980", "31/02/2021", "99999", "hôm nay", "01/01/1492")] == [None] * 5


def test_texts_that_could_do_harm_say_why():
    assert [fault_of_text(text, 5) for text in ("an", "abcdef", "=1", "a\tb", "a\\b")] == [
        "",
        "dài 6 ký tự, nhiều nhất 5.",
        "bắt đầu bằng “=” như một công thức; hãy ghi giá trị.",
        "có ký tự điều khiển, xuống dòng hoặc chữ không đọc được; hãy gõ lại.",
        "có ký tự điều khiển, xuống dòng hoặc chữ không đọc được; hãy gõ lại.",
    ]


@given(st.lists(st.text(max_size=12), min_size=11, max_size=11))
def test_a_row_is_either_a_draft_or_has_an_error_and_never_carries_a_separator(cells):
    made, errors = staff([cell.strip() for cell in cells])

    assert bool(made) != bool(errors)
    assert [
        cell for row in made for cell in row if isinstance(cell, str) and set(cell) & set("\t\n\r\\")
    ] == []


def test_units_come_parents_first_in_whatever_order_they_were_typed():
    assert units(school("C", "B"), school("B", "A"), school("A", "SO")) == (["A", "B", "C"], [])


def test_an_unknown_parent_and_a_ring_are_named():
    _, errors = units(school("A", "B"), school("B", "A"), school("C", "XX"))

    assert sorted(errors) == [
        ("D2", "Các đơn vị nằm dưới nhau thành vòng: A → B → A."),
        ("D3", "Các đơn vị nằm dưới nhau thành vòng: A → B → A."),
        ("D4", "Không có đơn vị cấp trên mã “XX”, cả trong bảng lẫn trong phạm vi của anh/chị."),
    ]
