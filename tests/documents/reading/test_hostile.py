"""Files made to do harm: each is refused in words or read with a note, within bounded memory and time."""

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from typing import NamedTuple

import pytest
import typst
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from thidua.documents.reading.intake.sniffing import sniff

MB = 1024 * 1024
GROWTH = 150 * MB  # of the process that asks, over what it needs before it reads
CHILD = 950 * MB  # of the process in which strangers' parsers run
SECONDS = 30

# Reads standard input as a file, and tells what became of it and what it cost.
# Its own peak is asked of the kernel: getrusage would carry over the peak of the process that started it.
READER = """
import json, re, resource, sys, time
from pathlib import Path
from thidua.core.errors import Refused
from thidua.documents.reading.intake.decode import decode_file
data = sys.stdin.buffer.read()
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
before, began = peak(), time.monotonic()
try:
    decoded = decode_file(data, filename=sys.argv[1])
    answer = {"text": decoded.text, "notes": decoded.notes, "refused": None}
except Refused as refused:
    answer = {"text": None, "notes": [], "refused": [str(each) for each in refused.blockers]}
answer["grew"] = peak() - before
answer["child"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
answer["seconds"] = time.monotonic() - began
print(json.dumps(answer))
"""


class Outcome(NamedTuple):
    text: str | None
    notes: list[str]
    refused: list[str] | None
    grew: int
    child: int
    seconds: float


def read_apart(data, filename="ke-hoach"):
    """Read a file in a fresh process, and hold it to the limits of memory and time."""
    done = subprocess.run(
        [sys.executable, "-c", READER, filename], input=data, capture_output=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr.decode()
    outcome = Outcome(**json.loads(done.stdout))
    assert outcome.grew < GROWTH
    assert outcome.child < CHILD
    assert outcome.seconds < SECONDS
    return outcome


def refusal(data, filename="ke-hoach"):
    return read_apart(data, filename).refused


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TOO_LARGE = ["Tệp Word bung ra quá lớn so với mức cho phép nên không được mở. Hãy tách tệp rồi gửi lại."]
XML_UNSAFE = [
    "Tệp Word chứa khai báo XML không an toàn nên không được mở. Hãy mở bằng Word, lưu lại rồi gửi lại."
]
BROKEN_WORD = ["Tệp Word bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi lại."]
BROKEN_PDF = ["Tệp PDF hỏng hoặc có mật khẩu. Hãy xuất lại tệp không mật khẩu rồi gửi lại."]
TOO_HEAVY = ["Tệp cần quá nhiều bộ nhớ để mở nên đã dừng lại. Hãy xuất lại tệp gọn hơn rồi gửi lại."]
TWO_FACED = "Tệp vừa là {} vừa chứa {}, có thể dùng để lừa trình đọc. Hãy xuất lại tệp rồi gửi lại."
WORDS = "Kế hoạch phát động thi đua"


def document(body, declaration=""):
    return f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def package(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word(body, declaration="", **more):
    return package({"word/document.xml": document(body, declaration), **more})


def test_a_zip_bomb_is_refused():
    bomb = word(paragraph(WORDS) + " " * (100 * MB))

    assert len(bomb) < MB
    assert refusal(bomb) == TOO_LARGE


def test_many_small_bombs_are_refused_by_their_sum():
    bomb = word(paragraph(WORDS), **{f"word/media/{at}.bin": bytes(1_900_000) for at in range(70)})

    assert refusal(bomb) == TOO_LARGE


def test_a_package_of_thousands_of_parts_is_refused():
    assert refusal(word(paragraph(WORDS), **{f"word/a{at}": "" for at in range(3001)})) == TOO_LARGE


def test_millions_of_elements_are_refused_before_they_are_parsed():
    assert refusal(word("<w:p/><!--a1-->" * 1_600_000)) == TOO_LARGE


def test_half_a_million_elements_are_parsed_within_the_limit():
    crowded = "".join(f"<w:p/><w:p/><w:p/><!--{at * at % 9973}-->" for at in range(140_000))

    assert refusal(word(crowded)) == [
        "Tệp không có chữ nào đọc được. Hãy gửi tệp Word, PDF có chữ hoặc bản quét rõ nét."
    ]


def test_a_large_true_document_is_read_in_a_process_of_its_own():
    lines = [f"{at}. Thực hiện nhiệm vụ số {at * 7919} được giao trong năm học" for at in range(60_000)]

    outcome = read_apart(word("".join(map(paragraph, lines))))

    assert outcome.text == "\n".join(lines)


def test_boxes_within_boxes_beyond_all_use_are_refused():
    deep = "<w:sdt><w:sdtContent>" * 20_000 + paragraph(WORDS) + "</w:sdtContent></w:sdt>" * 20_000

    assert refusal(word(deep)) == BROKEN_WORD


LAUGHS = "<!DOCTYPE a [" + '<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)
) + "]>"  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declaration", [LAUGHS, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'])
def test_xml_entities_are_refused(declaration, encoding):
    bomb = document(paragraph("&l9;&x;"), declaration).encode(encoding)

    assert refusal(package({"word/document.xml": bomb})) == XML_UNSAFE


def png(width, height):
    """A black-and-white picture of that size that packs to almost nothing."""
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(bytes(1 + (width + 7) // 8)) for _ in range(height)) + packer.flush()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b""),
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def test_a_picture_of_five_hundred_megapixels_is_refused_on_its_header():
    assert refusal(png(25_000, 20_000)) == [
        "Ảnh lớn hơn 60 triệu điểm ảnh nên không được mở. Hãy quét lại ở 300 dpi."
    ]


def test_a_picture_cut_short_is_refused():
    assert refusal(png(800, 600)[:60]) == [
        "Tệp ảnh hỏng nên không mở được. Hãy chụp hoặc quét lại rồi gửi lại."
    ]


def pdf(body=b"", *, pages=1, catalog=b"", stream=None, more=b""):
    """A small PDF written by hand: one page object, shown as many times as asked."""
    content = stream if stream is not None else b"<</Length 58>>stream\nBT /F1 12 Tf 50 700 Td (" + (
        b"Plan of the school year, in full) Tj ET".ljust(33)
    ) + b"\nendstream"  # fmt: skip
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Count %d/Kids[" % pages + b"3 0 R " * pages + b"]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + body + more + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_pdf_of_ten_thousand_pages_is_refused():
    assert refusal(pdf(pages=10_000)) == ["Tệp PDF dài hơn 500 trang. Hãy tách tệp rồi gửi lại."]


def test_a_page_that_unpacks_to_gigabytes_is_refused_within_the_ceiling():
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 " * (5 * MB)) for _ in range(100)) + packer.flush()

    outcome = read_apart(
        pdf(stream=b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream")
    )

    assert len(packed) < 2 * MB
    assert outcome.text is None


@pytest.mark.parametrize(
    ("catalog", "note"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "Tệp PDF có mã JavaScript; hệ thống không chạy mã này."),
        (b"/OpenAction<</S/J#61vaScript/#4aS(1)>>", "Tệp PDF có mã JavaScript; hệ thống không chạy mã này."),
        (b"/OpenAction<</S/Launch/F(calc.exe)>>",
         "Tệp PDF có lệnh mở chương trình khác; hệ thống không thực hiện lệnh này."),
        (b"/Names<</EmbeddedFiles<</Names[]>>>>",
         "Tệp PDF có tệp khác đính kèm bên trong; hệ thống không mở tệp đính kèm."),
    ],
)  # fmt: skip
def test_what_a_pdf_would_do_by_itself_is_a_note(catalog, note):
    outcome = read_apart(pdf(catalog=catalog))

    assert (outcome.text, outcome.notes) == ("Plan of the school year, in full", [note])


@pytest.fixture(scope="module")
def true_pdf():
    return typst.compile(WORDS.encode())


def test_a_locked_pdf_is_refused(true_pdf):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(true_pdf)))
    writer.encrypt("chủ", "người đọc")
    locked = io.BytesIO()
    writer.write(locked)

    assert refusal(locked.getvalue()) == [
        "Tệp PDF có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại."
    ]


def test_a_pdf_cut_short_is_refused(true_pdf):
    assert refusal(true_pdf[:300]) == BROKEN_PDF


def test_a_word_file_cut_short_is_refused():
    whole = word(paragraph(WORDS))

    assert refusal(whole[: len(whole) // 2], "ke-hoach.docx") == BROKEN_WORD


@pytest.mark.parametrize(
    ("make", "first", "second"),
    [
        (lambda true_pdf: true_pdf + package({"a.txt": "b"}), "tệp PDF", "tệp nén ZIP"),
        (lambda _: b"GIF89a/*" + bytes(40) + b"*/<script>alert(1)</script>", "ảnh GIF", "trang HTML"),
        (lambda _: png(8, 8) + b"<html><script>alert(1)</script>", "ảnh PNG", "trang HTML"),
        (lambda true_pdf: b"<script>alert(1)</script>\n" + true_pdf, "tệp PDF", "định dạng khác ở đầu tệp"),
        (lambda true_pdf: b"GIF89a" + true_pdf, "ảnh GIF", "tệp PDF"),
    ],
)
def test_a_file_of_two_faces_is_refused(make, first, second, true_pdf):
    assert refusal(make(true_pdf)) == [TWO_FACED.format(first, second)]


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/a", "/etc/passwd", "..\\..\\a.exe", "C:\\a.exe", "word/../../a"]
)
def test_names_that_lead_out_of_the_package_are_refused(name):
    assert refusal(word(paragraph(WORDS), **{name: "a"})) == [
        "Tệp nén chứa tên đường dẫn trỏ ra ngoài thư mục nên không an toàn. Hãy tạo lại tệp rồi gửi lại."
    ]


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def outside(kind):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/{kind}" Target="http://192.0.2.1/a.dotm" TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("part", "content", "notes"),
    [
        ("word/_rels/settings.xml.rels", outside("attachedTemplate"),
         ["Tệp Word gắn với một mẫu nằm ngoài tệp; hệ thống không tải mẫu đó."]),
        ("word/_rels/document.xml.rels", outside("image"),
         ["Tệp Word có hình hoặc đối tượng lấy từ nơi khác; hệ thống không tải về."]),
        ("word/_rels/document.xml.rels", outside("hyperlink"), []),
        ("word/vbaProject.bin", "a",
         ["Tệp có macro; hệ thống không chạy macro. Chỉ mở tệp này bằng Office khi đã tin người gửi."]),
    ],
)  # fmt: skip
def test_what_a_word_file_would_fetch_or_run_is_a_note(part, content, notes):
    outcome = read_apart(word(paragraph(WORDS), **{part: content}))

    assert (outcome.text, outcome.notes) == (WORDS, notes)


def test_fifty_megabytes_are_refused_at_once():
    outcome = read_apart(b"a" * (50 * MB))

    assert outcome.refused == ["Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi gửi lại."]
    assert outcome.seconds < 1


def test_rubbish_under_the_name_of_an_old_word_file_is_refused():
    fake = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(4000)

    sentence = (
        "Không mở được tệp Word cũ (.doc), có thể tệp hỏng hoặc có mật khẩu. "
        "Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
    )
    assert refusal(fake, "ke-hoach.doc") == [sentence]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "application/x-empty"),
        (b"MZ" + bytes(64), "application/x-executable"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"<?xml version='1.0'?><svg onload='a()'>", "image/svg+xml"),
        (b"{\\rtf1 a}", "application/rtf"),
        (
            package({"xl/workbook.xml": "a"}),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (package({"a.txt": "a"}), "application/zip"),
        ("Kế hoạch".encode(), "text/plain"),
        (bytes(range(256)) * 8, "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_content(data, media_type):
    assert sniff(data).media_type == media_type
