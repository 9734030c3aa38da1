"""Whatever is sent as a file gets a sentence or is kept with a warning; memory and time stay bounded."""

import io
import resource
import socketserver
import struct
import threading
import time
import zipfile
import zlib

import pytest
from django.conf import settings
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.documents.pictures import as_bytes, photo, scene
from thidua.activity.models import Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents import jobs
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.actions.files import keep_file, scan_file
from thidua.documents.imaging import clamd
from thidua.documents.models import File
from thidua.documents.queries.evidence import file_to_open, scan_of

NOON = at(ISSUED, 12)
DOCX_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>Nội dung</w:t></w:r></w:p></w:body></w:document>",
}
TEMPLATE_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    ' Target="http://mau.invalid/a.dotm" TargetMode="External"/></Relationships>'
)
BOMB = '<!DOCTYPE a [<!ENTITY b "mmmmmmmmmm"><!ENTITY c "&b;&b;&b;&b;">]>' + DOCX_PARTS["word/document.xml"]
SWOLLEN = (
    "Tệp nén bung ra quá lớn so với mức cho phép nên không được nhận. Hãy tách thành nhiều tệp rồi gửi lại."
)
UNSAFE = (
    "Tệp chứa khai báo XML không an toàn nên không được nhận. "
    "Hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại."
)
TWO_FACED = (
    "Tệp vừa là ảnh JPEG vừa chứa tệp nén ZIP, có thể dùng để lừa trình đọc. Hãy xuất lại tệp rồi gửi lại."
)


def packed(parts, **more):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **more}.items():
            package.writestr(name, content)
    return stream.getvalue()


def huge_png(side=22_361):
    """Half a thousand million pixels in half a megabyte, the header of which is true."""

    def chunk(kind, data):
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    rows = zlib.compress(bytes((side // 8 + 2) * side), 9)
    head = struct.pack("!LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(pages=1, inside=b""):
    """A PDF of so many empty pages, with more in its catalogue."""
    kids = b" ".join(b"%d 0 R" % (3 + page) for page in range(pages))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + inside + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"] * pages,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1, table, len(bodies) + 1, len(made),
    )  # fmt: skip


REFUSED = {
    "an empty file": (lambda: b"", "Tệp tep rỗng, không có nội dung nào để đọc."),
    "a file beyond the limit": (
        lambda: b"a" * 20_000_001,
        "Tệp tep lớn hơn 20 MB; hãy gửi bản nhỏ hơn hoặc bản văn bản.",
    ),
    "a program": (
        lambda: b"\x7fELF" + bytes(200),
        "Tệp này là chương trình chạy được nên không được nhận. Hãy gửi văn bản, bảng tính hoặc hình ảnh.",
    ),
    "a zip bomb": (
        lambda: packed({"a.txt": bytes(50_000_000)}),
        SWOLLEN,
    ),
    "a zip of countless files": (
        lambda: packed({f"{n}.txt": "" for n in range(3_100)}),
        SWOLLEN,
    ),
    "a zip that leads out of its folder": (
        lambda: packed({"../../etc/passwd": "x"}),
        "Tệp nén chứa tên đường dẫn trỏ ra ngoài thư mục nên không an toàn. Hãy tạo lại tệp rồi gửi lại.",
    ),
    "an XML bomb in a Word file": (
        lambda: packed(DOCX_PARTS, **{"word/document.xml": BOMB}),
        UNSAFE,
    ),
    "a picture of 500 million pixels": (
        huge_png,
        "Ảnh lớn hơn 60 triệu điểm ảnh nên không được nhận. Hãy thu nhỏ ảnh rồi gửi lại.",
    ),
    "a picture cut off": (
        lambda: photo(1)[:400],
        "Tệp ảnh hỏng nên không mở được. Hãy chụp hoặc xuất lại ảnh rồi gửi lại.",
    ),
    "a picture that is also a zip": (
        lambda: photo(1) + packed({"a.txt": "x"}),
        TWO_FACED,
    ),
    "a PDF of 10,000 pages": (
        lambda: pdf(10_000),
        "Tệp PDF dài hơn 500 trang. Hãy tách tệp rồi gửi lại.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_dangerous_is_refused_in_a_sentence_and_leaves_nothing(db, what):
    make, sentence = REFUSED[what]

    with pytest.raises(Refused) as refused:
        keep_file(make(), "tep", "application/octet-stream", at=NOON)

    assert [blocker.message for blocker in refused.value.blockers] == [sentence]
    assert File.objects.count() == 0


WARNED = {
    "a PDF with a script": (
        lambda: pdf(inside=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        ("application/pdf", "Tệp PDF có mã JavaScript; hệ thống không chạy mã này."),
    ),
    "a Word file with macros": (
        lambda: packed(DOCX_PARTS, **{"word/vbaProject.bin": "x"}),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Tệp có macro; hệ thống không chạy macro. Chỉ mở tệp này bằng Office khi đã tin người gửi.",
        ),
    ),
    "a Word file with a template elsewhere": (
        lambda: packed(DOCX_PARTS, **{"word/_rels/document.xml.rels": TEMPLATE_RELS}),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Tệp Word gắn với một mẫu nằm ngoài tệp; hệ thống không tải mẫu đó.",
        ),
    ),
    "a PDF that does not open": (
        lambda: b"%PDF-1.7\n" + b"rac " * 50,
        (
            "application/pdf",
            "Tệp PDF hỏng hoặc có mật khẩu nên không xem trước được; người kiểm tra cần mở được tệp.",
        ),
    ),
    "a page with a script": (
        lambda: b"<!doctype html><html><script>alert(1)</script></html>",
        ("text/html", "Hình vẽ hoặc trang này có mã chạy được; hệ thống không hiển thị trực tiếp."),
    ),
}


@pytest.mark.parametrize("what", WARNED)
def test_what_is_odd_is_kept_with_a_warning(db, what):
    make, (kind, sentence) = WARNED[what]

    file = keep_file(make(), "tep", "application/octet-stream", at=NOON)

    assert (file.kind, file.warnings) == (kind, [sentence])


def test_the_server_itself_stays_small_and_quick_whatever_is_sent(db):
    """A picture of 59 million pixels is opened elsewhere: this process does not grow by what it would take here."""
    large = as_bytes(Image.new("L", (8_400, 7_000), 128), "PNG")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    started = time.monotonic()
    keep_file(large, "to.png", "image/png", at=NOON)
    with pytest.raises(Refused):
        keep_file(huge_png(), "qua-to.png", "image/png", at=NOON)

    assert time.monotonic() - started < 40
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 60_000  # kilobytes, where decoding alone would take 59 MB a copy


def test_an_active_page_goes_out_as_plain_bytes_and_never_in_place(world, write, enter):
    row = add_proof(
        write(), world.school, Proof(upload=("trang.html", b"<html><script>1</script></html>")),
        by=world.huong, at=NOON,
    )  # fmt: skip

    answer = enter(world.huong).get(f"{row.get_absolute_url()}tep/")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="trang.html"'


# ClamAV


class Daemon(socketserver.ThreadingUnixStreamServer):
    """Speaks clamd's INSTREAM: counts what it is sent, and finds one virus, by its name in the bytes."""

    def __init__(self, path, answer=None):
        self.answer, self.received = answer, []
        super().__init__(str(path), Listener)


class Listener(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.received.append(data)
        found = b"stream: Mau.Thu.Nghiem FOUND\0" if b"VI-RUT-MAU" in data else b"stream: OK\0"
        self.wfile.write(self.server.answer or found)


@pytest.fixture
def daemon(tmp_path):
    servers = []

    def started(answer=None):
        server = Daemon(tmp_path / "clamd", answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server, f"unix:{tmp_path / 'clamd'}"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


def test_without_a_scanner_a_file_is_not_scanned_and_never_called_clean(db):
    assert settings.CLAMD == ""

    file = keep_file(photo(1), "anh.jpg", "image/jpeg", at=NOON)

    assert scan_of(file) == "chưa quét vi-rút (máy chủ không đặt bộ quét)"


def test_the_scanner_is_sent_every_byte_and_its_word_is_kept(db, daemon):
    server, address = daemon()
    data = as_bytes(scene(1, (2000, 1500)), quality=95)
    file = keep_file(data, "anh.jpg", "image/jpeg", at=NOON)

    scanned = scan_file(file, daemon=address, at=NOON)

    assert server.received == [data]
    assert len(data) > clamd.CHUNK
    assert (scan_of(scanned), scanned.scanned_at) == ("đã quét, không thấy vi-rút", NOON)


def test_with_a_scanner_set_the_worker_scans_each_new_file_once(db, daemon, settings):
    server, settings.CLAMD = daemon()

    file = keep_file(photo(1), "anh.jpg", "image/jpeg", at=NOON)
    keep_file(photo(1), "anh.jpg", "image/jpeg", at=NOON)
    [job] = ProcrastinateJob.objects.filter(task_name="documents.scan_file")

    assert [jobs.scan_file(**job.args), jobs.scan_file(**job.args)] == ["clean", "clean"]
    assert (job.args, len(server.received)) == ({"file_id": file.pk}, 1)


def test_an_infected_file_is_told_to_its_owner_and_handed_to_nobody(world, write, daemon, enter):
    _, address = daemon()
    row = add_proof(
        write(), world.school, Proof(upload=("a.txt", b"VI-RUT-MAU " * 10)), by=world.huong, at=NOON
    )

    scan_file(row.file, daemon=address, at=NOON)
    row.refresh_from_db()

    with pytest.raises(Refused) as refused:
        file_to_open(row)
    assert [str(blocker) for blocker in refused.value.blockers] == [
        "Tệp a.txt có vi-rút (Mau.Thu.Nghiem) nên không tải về được. Hãy xin người gửi bản khác."
    ]
    assert [notice.sentence for notice in Notice.objects.filter(user=world.huong)] == [
        "Tệp a.txt có vi-rút (Mau.Thu.Nghiem); không ai tải được tệp này nữa."
    ]
    assert enter(world.huong).get(f"{row.get_absolute_url()}tep/").status_code == 422


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"\0"])
def test_a_scanner_that_does_not_say_clean_leaves_the_file_unscanned(db, daemon, answer):
    _, address = daemon(answer)
    file = keep_file(photo(1), "anh.jpg", "image/jpeg", at=NOON)

    with pytest.raises(clamd.ScanError):
        scan_file(file, daemon=address, at=NOON)

    assert File.objects.get().scan == ""


@pytest.mark.parametrize("address", ["unix:/khong/co", "/khong/co", "tcp:127.0.0.1:9", "tcp:"])
def test_a_scanner_that_is_not_there_is_an_error_and_not_a_clean_word(address):
    with pytest.raises(clamd.ScanError):
        clamd.scan(b"x", address)
