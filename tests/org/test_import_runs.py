"""A sheet on its way in: nothing before it is confirmed, everything or nothing after."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.activity.models import Event
from thidua.core.dates import at_noon
from thidua.core.errors import Refused
from thidua.core.sheets import MAX_BYTES, write_sheet
from thidua.org.actions import importing
from thidua.org.actions.importing import check_sheet, confirm_import, drop_import, load_sheet, receive_sheet
from thidua.org.actions.reach import reach_faults
from thidua.org.importing import STAFF_COLUMNS, UNIT_COLUMNS
from thidua.org.models import ImportRun, Person, Placement, Post, Unit, UnitName
from thidua.org.queries.imports import sample_rows
from thidua.org.queries.tree import ancestors_of

NOON = at_noon(dt.date(2021, 10, 15))
STAFF = [column.heading for column in STAFF_COLUMNS]
UNITS = [column.heading for column in UNIT_COLUMNS]


def teacher(code, name="Trần Mẫu Lan", *, unit="LOCTHAI-TOAN", title="Giáo viên", since="05/09/2021", **more):
    birth, ethnicity = more.get("birth", ""), more.get("ethnicity", "")
    return (code, name, "Nữ", ethnicity, birth, unit, title, "Giáo viên", "giáo viên", "", since)


def team(code, name, parent="LOCTHAI", since="01/09/2021"):
    return (code, name, "Tổ chuyên môn", parent, "thuộc", "", "", "", since)


def send(user, headings, rows, what="staff"):
    return receive_sheet(write_sheet(headings, rows), "bang.xlsx", what, by=user, at=NOON)


def errors(run):
    return [(error["cell"], error["message"]) for error in run.errors]


def test_a_checked_sheet_counts_and_changes_nothing(world):
    people = Person.objects.count()

    run = send(world.tam, STAFF, [teacher("GV1"), teacher("GV2")])

    assert (run.state, run.total, run.new, run.changed, run.same) == ("ready", 2, 2, 0, 0)
    assert Person.objects.count() == people


def test_a_confirmed_sheet_enters_with_one_line_in_the_trail_and_its_file_is_dropped(world):
    run = send(world.tam, STAFF, [teacher("GV1", birth="20/11/1980"), teacher("GV2", "Lê Mẫu Minh")])
    kept = run.file.name

    run = confirm_import(run, by=world.tam, at=NOON)

    post = Post.objects.get(person__code="GV2")
    assert (run.state, run.file.name, default_storage.exists(kept)) == ("done", "", False)
    assert (post.unit, post.main, str(post.during.lower), post.basis) == (
        world.teams["TOAN"],
        True,
        "2021-09-05",
        "Nhập từ bang.xlsx",
    )
    assert Person.objects.get(code="GV1").birth == dt.date(1980, 11, 20)
    assert [event.sentence for event in Event.objects.filter(verb__startswith="import.").order_by("id")] == [
        "Xác nhận nhập Nhân sự: bang.xlsx (2 dòng).",
        "Nhập Nhân sự: bang.xlsx: 2 mới, 0 thay đổi, 0 giữ nguyên.",
    ]


def test_a_second_sheet_changes_what_differs_and_keeps_what_is_blank(world):
    confirm_import(
        send(world.tam, STAFF, [teacher("GV1", ethnicity="Tày"), teacher("GV2")]), by=world.tam, at=NOON
    )

    run = send(
        world.tam, STAFF, [teacher("GV1", title="Tổ phó", since="01/01/2022"), teacher("GV2"), teacher("GV3")]
    )
    confirm_import(run, by=world.tam, at=NOON)

    held = [
        (p.title, str(p.during.lower), str(p.during.upper)) for p in Post.objects.filter(person__code="GV1")
    ]
    assert (run.new, run.changed, run.same) == (1, 1, 1)
    assert sorted(held) == [("Giáo viên", "2021-09-05", "2022-01-01"), ("Tổ phó", "2022-01-01", "None")]
    assert Person.objects.get(code="GV1").ethnicity == "Tày"


def test_what_the_stored_data_forbids_is_named_by_cell(world):
    confirm_import(send(world.tam, STAFF, [teacher("GV1")]), by=world.tam, at=NOON)
    outsider = world.tu.person.code

    run = send(
        world.tam,
        STAFF,
        [
            teacher(outsider),
            teacher("GV1", title="Tổ phó"),
            teacher("GV2", since="05/09/2015"),
            teacher("GV3", unit="MAU-KHAC"),
        ],
    )

    assert run.state == "faulty"
    assert errors(run) == [("F5", "Không có đơn vị mã “MAU-KHAC” trong phạm vi của anh/chị.")]
    run = send(
        world.tam,
        STAFF,
        [teacher(outsider), teacher("GV1", title="Tổ phó"), teacher("GV2", since="05/09/2015")],
    )
    assert errors(run) == [
        (
            "A2",
            (
                "Người mang mã này đang được tính ở Trường THPT Mẫu Khác, ngoài phạm vi của anh/chị; "
                "nơi ấy phải ghi thôi trước."
            ),
        ),
        ("K3", "Chức vụ đang được tính bắt đầu ngày 05/09/2021; ngày này phải ở sau đó."),
        ("F4", "Đơn vị này không có trong cơ cấu vào ngày 05/09/2015."),
    ]


def test_one_bad_cell_keeps_the_whole_sheet_out(world):
    run = send(world.tam, STAFF, [teacher("GV1"), teacher("")])

    with pytest.raises(Refused) as refused:
        confirm_import(run, by=world.tam, at=NOON)

    assert [str(b) for b in refused.value.blockers] == [
        "Bảng này chưa kiểm tra xong hoặc còn lỗi; hãy sửa trong bảng tính rồi tải lên lại."
    ]
    assert list(Person.objects.filter(code="GV1")) == []


def test_a_sheet_that_became_impossible_after_its_check_goes_back_with_its_errors(world):
    first, second = (
        send(world.tam, STAFF, [teacher("GV1", title=title)]) for title in ("Giáo viên", "Tổ phó")
    )
    confirm_import(first, by=world.tam, at=NOON)

    run = confirm_import(second, by=world.tam, at=NOON)

    assert (run.state, errors(run)) == (
        "faulty",
        [("K2", "Chức vụ đang được tính bắt đầu ngày 05/09/2021; ngày này phải ở sau đó.")],
    )
    assert [post.title for post in Post.objects.filter(person__code="GV1")] == ["Giáo viên"]


def test_a_load_that_breaks_off_leaves_nothing_and_can_be_run_again(world, monkeypatch):
    run = send(world.tam, STAFF, [teacher("GV1")])
    ImportRun.objects.filter(pk=run.pk).update(state="queued")
    whole = importing.record

    def broken(*args, **kwargs):
        raise OSError("the machine went away")

    monkeypatch.setattr(importing, "record", broken)
    with pytest.raises(OSError, match="went away"):
        load_sheet(run, at=NOON)
    left = list(Person.objects.filter(code="GV1"))
    monkeypatch.setattr(importing, "record", whole)
    again = [load_sheet(run, at=NOON).state, load_sheet(run, at=NOON).state]

    assert (left, again, Person.objects.filter(code="GV1").count()) == ([], ["done", "done"], 1)


def test_a_big_sheet_is_left_to_the_worker(world, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)

    run = send(world.tam, STAFF, [teacher("GV1")])
    waiting = run.state
    run = confirm_import(check_sheet(run, at=NOON), by=world.tam, at=NOON)

    jobs = ProcrastinateJob.objects.filter(args={"run": run.pk}).order_by("id")
    assert (waiting, run.state) == ("received", "queued")
    assert [job.task_name for job in jobs] == ["org.check_sheet", "org.load_sheet"]


def test_a_dropped_sheet_is_gone_and_cannot_enter(world):
    run = drop_import(send(world.tam, STAFF, [teacher("GV1")]), by=world.tam, at=NOON)

    with pytest.raises(Refused):
        confirm_import(run, by=world.tam, at=NOON)

    assert (run.state, run.file.name) == ("dropped", "")


def test_what_is_in_cannot_be_dropped(world):
    run = confirm_import(send(world.tam, STAFF, [teacher("GV1")]), by=world.tam, at=NOON)

    with pytest.raises(Refused) as refused:
        drop_import(run, by=world.tam, at=NOON)

    assert [str(b) for b in refused.value.blockers] == ["Bảng này đã nhập hoặc đang nhập, không bỏ được nữa."]


def test_units_enter_beneath_one_another_and_into_the_unfolded_tree(world):
    rows = [team("LOCTHAI-N2", "Nhóm Đại số", parent="LOCTHAI-T9"), team("LOCTHAI-T9", "Tổ Tự nhiên")]

    run = confirm_import(send(world.tam, UNITS, rows, "units"), by=world.tam, at=NOON)

    group = Unit.objects.get(code="LOCTHAI-N2")
    names = [step.name for step in ancestors_of(group, on=dt.date(2021, 10, 15))]
    assert (run.state, run.new) == ("done", 2)
    assert names[:3] == ["Nhóm Đại số", "Tổ Tự nhiên", "Trường THPT Lộc Thái"]
    assert reach_faults() == 0


def test_units_are_renamed_and_moved_from_a_day_and_the_past_stays(world):
    confirm_import(
        send(world.tam, UNITS, [team("T9", "Tổ Tự nhiên"), team("T8", "Tổ Xã hội")], "units"),
        by=world.tam,
        at=NOON,
    )

    run = send(
        world.tam,
        UNITS,
        [team("T9", "Tổ Khoa học", parent="T8", since="01/01/2022"), team("T8", "Tổ Xã hội")],
        "units",
    )
    confirm_import(run, by=world.tam, at=NOON)

    unit = Unit.objects.get(code="T9")
    names = UnitName.objects.filter(unit=unit).order_by("during")
    places = Placement.objects.filter(unit=unit).order_by("during")
    assert (run.new, run.changed, run.same) == (0, 1, 1)
    assert [(row.name, str(row.during.upper)) for row in names] == [
        ("Tổ Tự nhiên", "2022-01-01"),
        ("Tổ Khoa học", "None"),
    ]
    assert [(row.parent.code, str(row.during.upper)) for row in places] == [
        ("LOCTHAI", "2022-01-01"),
        ("T8", "None"),
    ]
    assert (unit.label, Unit.objects.get(code="T9").label, reach_faults()) == (
        "Tổ Khoa học",
        "Tổ Khoa học",
        0,
    )


def test_units_out_of_reach_or_of_another_kind_are_named(world):
    confirm_import(send(world.tam, UNITS, [team("T9", "Tổ A")], "units"), by=world.tam, at=NOON)
    rows = [team("SGDDT-BP", "Sở"), ("T9", "Tổ A", "Lớp", "LOCTHAI", "thuộc", "", "", "", "01/01/2022")]

    run = send(world.tam, UNITS, rows, "units")

    assert errors(run) == [
        ("A2", "Mã SGDDT-BP là của một đơn vị ngoài phạm vi của anh/chị."),
        ("C2", "Đơn vị này đã có và thuộc loại khác; loại của một đơn vị không đổi."),
        ("D2", "Đơn vị cấp trên này đang ở dưới chính đơn vị ấy; chuyển như vậy sẽ thành vòng."),
        ("C3", "Đơn vị này đã có và thuộc loại khác; loại của một đơn vị không đổi."),
    ]


def test_a_unit_is_not_moved_under_what_stands_beneath_it(world):
    rows = [team("T9", "Tổ A"), team("T8", "Tổ B", parent="T9")]
    confirm_import(send(world.tam, UNITS, rows, "units"), by=world.tam, at=NOON)

    run = send(world.tam, UNITS, [team("T9", "Tổ A", parent="T8", since="01/01/2022")], "units")

    assert errors(run) == [
        ("D2", "Đơn vị cấp trên này đang ở dưới chính đơn vị ấy; chuyển như vậy sẽ thành vòng.")
    ]


def test_two_moves_that_close_a_ring_together_are_refused_when_they_are_loaded(world):
    confirm_import(
        send(world.tam, UNITS, [team("T9", "Tổ A"), team("T8", "Tổ B")], "units"), by=world.tam, at=NOON
    )
    confirm_import(send(world.tam, UNITS, [team("T7", "Tổ C", parent="T9")], "units"), by=world.tam, at=NOON)
    rows = [
        team("T9", "Tổ A", parent="T8", since="01/01/2022"),
        team("T8", "Tổ B", parent="T7", since="01/01/2022"),
    ]

    run = confirm_import(send(world.tam, UNITS, rows, "units"), by=world.tam, at=NOON)

    assert (run.state, [message for _, message in errors(run)]) == (
        "faulty",
        [f"Dòng {row}: Các đơn vị nằm dưới nhau thành vòng sau khi chuyển." for row in (2, 3)],
    )
    assert reach_faults() == 0


def test_an_empty_sheet_says_so(world):
    run = send(world.tam, STAFF, [])

    assert (run.state, errors(run)) == ("faulty", [("", "Dưới dòng tiêu đề không có dòng nào.")])


def test_the_samples_are_understood_by_the_import_itself(world):
    rows = [("GVM" + row[0], *row[1:5], "LOCTHAI", *row[6:]) for row in sample_rows("staff")]

    run = send(world.tam, STAFF, rows)

    assert (run.state, run.new, errors(run)) == ("ready", 2, [])


def test_only_the_sender_sees_a_run_and_the_pages_lead_through(client, world):
    client.force_login(world.tam, backend="thidua.org.backends.StaffBackend")
    file = io.BytesIO(write_sheet(STAFF, [teacher("GV1")]))
    file.name = "bang.xlsx"

    sent = client.post(reverse("staff_import"), {"file": file})
    shown = client.get(sent.url).content.decode()
    client.post(sent.url + "xac-nhan/")
    done = client.get(sent.url).content.decode()
    client.force_login(world.lan, backend="thidua.org.backends.StaffBackend")

    assert ("Nhập vào hệ thống" in shown, "Đã nhập xong 1 dòng" in done) == (True, True)
    assert client.get(sent.url).status_code == 404


def test_the_sample_sheet_opens_and_has_the_headings(client, world):
    client.force_login(world.tam, backend="thidua.org.backends.StaffBackend")

    answer = client.get(reverse("unit_sample"))

    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in page[1]] == UNITS


def test_a_file_too_big_to_read_is_refused_by_the_form(client, world):
    client.force_login(world.tam, backend="thidua.org.backends.StaffBackend")
    file = io.BytesIO(b"a" * (MAX_BYTES + 1))
    file.name = "bang.csv"

    answer = client.post(reverse("staff_import"), {"file": file})

    assert answer.status_code == 422
    assert answer.content.decode().count("Tệp lớn hơn 20 MB; hãy chia thành nhiều tệp.") == 2
    assert list(ImportRun.objects.all()) == []
