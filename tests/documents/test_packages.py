"""A paper goes to another system as a package and comes in as one; what was changed on the way is refused."""

import hashlib
import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.issuing import issue_paper
from thidua.documents.actions.packing import hand_over, note_receipt, prepare_package, receive_package
from thidua.documents.models import Paper, Transfer
from thidua.documents.packaging import reading
from thidua.documents.packaging.description import Description
from thidua.documents.packaging.reading import read_package
from thidua.documents.packaging.writing import Enclosed, write_package
from thidua.documents.queries.papers import download_of

NOON = at(ISSUED, 12)
DESCRIPTION = Description(
    kind="KH",
    kind_name="Kế hoạch",
    number=31,
    symbol="KH-THPTM",
    day=NOON.date(),
    place="Lộc Ninh",
    subject="Phát động phong trào",
    issuers=("Trường THPT Mẫu",),
    signers=(),
    recipients=("Như trên",),
    issued_at=NOON,
)
PDF = b"%PDF-1.7 mau"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def packed(description=DESCRIPTION, pdf=PDF):
    return write_package(description, [Enclosed("van-ban.pdf", "pdf", pdf)])


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def repacked(data, *, drop=(), **changes):
    """The same package with other contents, its description as it was."""
    files = {name: content for name, content in {**contents(data), **changes}.items() if name not in drop}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def issued(world, ready):
    return issue_paper(ready, by=world.huong, at=NOON)


@pytest.fixture
def transfer(issued, world):
    return prepare_package(issued, by=world.huong, at=NOON)


def bytes_of(file):
    with file.stored.open("rb") as kept:
        return kept.read()


def test_a_package_holds_the_files_and_says_what_they_are(issued, transfer):
    files = contents(bytes_of(transfer.file))
    told = json.loads(files["metadata.json"])

    assert {key: told[key] for key in ("kind", "number", "symbol", "day", "subject", "issuers")} == {
        "kind": "TB",
        "number": 8,
        "symbol": "TB-THPTLT",
        "day": "2021-09-20",
        "subject": "Lịch trực tuần",
        "issuers": ["TRƯỜNG THPT LỘC THÁI"],
    }
    assert told["signers"] == [{"name": "Nguyễn Thị Mẫu Lan", "lines": ["HIỆU TRƯỞNG"]}]
    assert told["recipients"] == ["Các tổ (thực hiện)"]
    assert {file["name"]: file["sha256"] for file in told["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "metadata.json"
    }
    assert files[f"van-ban-{issued.pk}.pdf"] == download_of(issued, "pdf").data
    assert ET.fromstring(files["metadata.xml"]).findtext("symbol") == "TB-THPTLT"


def test_the_same_paper_packed_twice_is_one_file(issued, transfer, world):
    assert prepare_package(issued, by=world.huong, at=NOON).file == transfer.file


def test_only_an_issued_paper_is_packed(world, ready):
    with pytest.raises(Refused) as refused:
        prepare_package(ready, by=world.huong, at=NOON)

    assert said(refused) == ["Văn bản chưa phát hành nên chưa đóng gói được."]


def test_a_package_goes_out_once_and_keeps_the_code_it_was_received_under(world, transfer):
    with pytest.raises(Refused) as early:
        note_receipt(transfer, code=" ", by=world.huong, at=NOON)
    handed = hand_over(transfer, to=" QLVB của Sở ", by=world.huong, at=NOON)
    with pytest.raises(Refused) as twice:
        hand_over(transfer, to="", by=world.huong, at=NOON)
    received = note_receipt(handed, code="2021-5512", by=world.huong, at=NOON)
    with pytest.raises(Refused) as late:
        note_receipt(received, code="khác", by=world.huong, at=NOON)

    assert (received.handed_to, received.received_code, received.state) == (
        "QLVB của Sở",
        "2021-5512",
        "received",
    )
    assert said(early) == [
        "Gói chưa được chuyển đi nên chưa thể có mã tiếp nhận.",
        "Chưa ghi mã tiếp nhận mà hệ thống kia cấp.",
    ]
    assert said(twice) == [
        "Gói này đã được chuyển đi rồi.",
        "Chưa ghi đã chuyển gói tới hệ thống hay người nào.",
    ]
    assert said(late) == ["Gói này đã có mã tiếp nhận."]


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"state": "handed"}, "transfer_handed_says_to_whom_by_whom_and_when"),
        ({"received_code": "1"}, "transfer_received_gives_its_code"),
    ],
)
def test_the_database_ties_each_state_to_its_facts(transfer, columns, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(**columns)


def test_another_installation_files_the_paper_as_it_was_described(world, transfer):
    data = bytes_of(transfer.file)

    paper = receive_package(world.other_school, data, received_on=NOON.date(), by=world.tu, at=NOON)

    assert (paper.state, paper.code, paper.day, paper.subject) == (
        Paper.State.RECEIVED,
        "08/TB-THPTLT",
        NOON.date(),
        "Lịch trực tuần",
    )
    assert (paper.issuer_written, paper.owner) == ("TRƯỜNG THPT LỘC THÁI", world.other_school)
    assert bytes_of(paper.file) == contents(data)[f"van-ban-{transfer.paper_id}.pdf"]
    with pytest.raises(Refused):
        receive_package(world.other_school, data, received_on=NOON.date(), by=world.tu, at=NOON)


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        Description,
        kind=st.sampled_from(["KH", "QĐ", "KHAC"]),
        kind_name=st.text(max_size=20),
        number=st.none() | st.integers(0, 9999),
        symbol=st.text(max_size=20),
        day=st.none() | st.dates(),
        place=st.text(max_size=20),
        subject=st.text(min_size=1, max_size=60),
        issuers=st.lists(st.text(max_size=20), min_size=1, max_size=3).map(tuple),
        signers=st.just(()),
        recipients=st.lists(st.text(max_size=20), max_size=3).map(tuple),
        issued_at=st.just(NOON),
        files=st.just(()),
    ),
    st.binary(max_size=300),
)
def test_what_is_packed_is_read_back(description, pdf):
    found = read_package(packed(description, pdf))

    assert found.description.model_copy(update={"files": ()}) == description
    assert found.pdf == ("van-ban.pdf", pdf)


CHANGED = reading.CHANGED.format(name="van-ban.pdf")
INCOMPLETE = "day, issued_at, issuers, kind, kind_name, number, place, recipients"
HOSTILE = {
    "a changed file": (lambda: repacked(packed(), **{"van-ban.pdf": b"%PDF-1.7 khac"}), [CHANGED]),
    "a file left out": (
        lambda: repacked(packed(), drop=("van-ban.pdf",)),
        ["Gói thiếu tệp van-ban.pdf có ghi trong phần mô tả. Hãy xin lại gói từ nơi gửi."],
    ),
    "a file slipped in": (
        lambda: repacked(packed(), **{"them.exe": b"MZ"}),
        ["Gói có tệp them.exe không được ghi trong phần mô tả nên không được nhận."],
    ),
    "no description": (lambda: repacked(packed(), drop=("metadata.json",)), [reading.NO_DESCRIPTION]),
    "a description that is none": (
        lambda: repacked(packed(), **{"metadata.json": b"{}"}),
        [f"Phần mô tả của gói sai hoặc thiếu mục {INCOMPLETE}. Hãy yêu cầu nơi gửi đóng gói lại."],
    ),
    "a description of five million nested lists": (
        lambda: repacked(packed(), **{"metadata.json": b"[" * 900_000}),
        ["Phần mô tả của gói sai hoặc thiếu mục metadata.json. Hãy yêu cầu nơi gửi đóng gói lại."],
    ),
    "a name that leads elsewhere": (
        lambda: repacked(packed(), **{"../../etc/cron.d/x": b"x"}),
        [reading.UNSAFE_NAME.format(name="../../etc/cron.d/x")],
    ),
    "an absolute name": (
        lambda: repacked(packed(), **{"/etc/passwd": b"x"}),
        [reading.UNSAFE_NAME.format(name="/etc/passwd")],
    ),
    "a bomb": (lambda: repacked(packed(), **{"bom.pdf": bytes(70_000_000)}), [reading.TOO_LARGE]),
    "countless files": (
        lambda: repacked(packed(), **{f"{n}.txt": b"" for n in range(40)}),
        [reading.TOO_LARGE],
    ),
    "a text": (lambda: b"khong phai goi", [reading.NO_PACKAGE]),
    "half a package": (lambda: packed()[:-30], [reading.NO_PACKAGE]),
    "nothing": (lambda: b"", [reading.NO_PACKAGE]),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_package_is_refused_in_clear_words(what):
    make, sentences = HOSTILE[what]

    with pytest.raises(Refused) as refused:
        read_package(make())

    assert said(refused) == sentences


def test_an_entry_that_lies_about_its_size_is_read_no_further():
    data = bytearray(repacked(packed(), **{"bom.pdf": bytes(5_000_000)}))
    true = (5_000_000).to_bytes(4, "little")
    place = data.rfind(true)
    data[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(Refused) as refused:
        read_package(bytes(data))

    assert said(refused)[0] in {reading.NO_PACKAGE, reading.TOO_LARGE}


# Pages


def test_the_clerk_packs_hands_over_and_notes_the_code(world, issued, enter):
    client = enter(world.huong)

    client.post(reverse("packages", args=[issued.pk]))
    row = Transfer.objects.get()
    sent = client.get(reverse("package_file", args=[row.pk]))
    client.post(reverse("package_hand", args=[row.pk]), {"to": "QLVB của Sở"})
    client.post(reverse("package_received", args=[row.pk]), {"code": "5512"})
    page = client.get(reverse("packages", args=[issued.pk])).content.decode()

    assert sent["Content-Disposition"] == f'attachment; filename="goi-van-ban-{issued.pk}.zip"'
    assert read_package(sent.content).description.number == 8
    assert "Đã tiếp nhận" in page
    assert "5512" in page


def test_the_package_of_another_unit_is_not_found(world, transfer, enter):
    client = enter(world.minh)

    assert client.get(reverse("package_file", args=[transfer.pk])).status_code == 404
    assert client.post(reverse("package_hand", args=[transfer.pk]), {"to": "x"}).status_code == 404


def test_a_package_is_filed_from_its_page_and_a_changed_one_is_refused(world, enter):
    client = enter(world.huong)
    address = reverse("package_import")

    def send(data):
        file = SimpleUploadedFile("goi.zip", data)
        return client.post(address, {"file": file, "received_on": "2021-09-20"})

    changed = send(repacked(packed(), **{"van-ban.pdf": b"%PDF-1.7 khac"}))
    right = send(packed())

    assert changed.status_code == 422
    assert CHANGED in changed.content.decode()
    assert right.url == Paper.objects.get(state="received", number=31).get_absolute_url()
