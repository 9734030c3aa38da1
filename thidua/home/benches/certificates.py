"""The benchmark `certificates`: certificates as one print file and as separate archive files.

Beside ours run, in the same process of measuring, an HTML renderer (WeasyPrint) and a mail merge by LibreOffice of a
Word template. The limit is the same typesetter setting the same words with neither border nor code, in one file or
in as many. Rates are of
one core's work, so a busy machine changes little; a run counts only if made twice it gives the same bytes.
"""

import functools
import multiprocessing
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import weasyprint

from thidua.documents.writing import qr
from thidua.documents.writing.certificate import CertificateFace, certificates_pdf, face_words
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.office import OfficeTemplate
from thidua.documents.writing.typesetting import typeset
from thidua.home.benches.figures import Named, figure, report

PAGES, FILES, MERGED, RENDERED = 1000, 200, 25, 25
ROUNDS = 3
ARCHIVE = "a-2b"
GOAL_PAGES, GOAL_FILES = 1000, 230
HTML, MERGE, BARE = "WeasyPrint", "LibreOffice trộn thư", "cùng bộ xếp chữ, không khung, không mã QR"


def run() -> dict[str, Any]:
    """Pages a second in one file, and separate PDF/A files a second, beside both peers."""
    one_file, apart = _apart(_one_file), _apart(_separate)
    bare_file, bare = _apart(_bare_file), _apart(_bare_files)
    html, html_files, merge = (_apart(way) for way in (_html, _html_files, _merged))
    same = _apart(_same_bytes)
    pages, files = ("trang/giây", GOAL_PAGES), ("tệp/giây", GOAL_FILES)
    figures = [
        _rated("một tệp 1.000 trang", *pages, one_file, peer=(HTML, html), limit=bare_file),
        _rated("tệp PDF/A riêng từng người", *files, apart, peer=(HTML, html_files), limit=bare),
        _rated("tệp PDF/A riêng, cạnh trộn thư", *files, apart, peer=(MERGE, merge), limit=bare),
        _rated("chạy hai lần giống nhau từng byte", "có/không", 1, same, peer=(MERGE, 0), limit=1),
    ]
    data = (
        f"{PAGES} giấy khen giả, mỗi tờ có khung, số, mã kiểm tra và mã QR riêng; tính theo giây của một nhân"
    )
    return report("certificates", figures, data=data)


def _rated(what: str, unit: str, goal: float, ours: float, *, peer: Named, limit: float) -> dict[str, Any]:
    return figure(what, unit, ours, peer=peer, limit=(BARE, limit), goal=goal, more_is_better=True)


def sample(count: int, first: int = 1) -> list[CertificateFace]:
    """Certificates that differ in name, number and code, counted from `first`: none is set twice in a run."""
    signature = Signature("", ("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu Lan")
    face = CertificateFace(
        title="Giấy khen",
        granting_authority="Hiệu trưởng Trường THPT Lộc Thái",
        governing_body="Sở Giáo dục và Đào tạo Bình Phước",
        issuer="Trường THPT Lộc Thái",
        recipient_prefix="Em",
        recipient="",
        recipient_detail="Học sinh lớp 11A1, năm học 2021-2022",
        merit="Đã có thành tích xuất sắc trong phong trào thi đua phòng, chống dịch Covid-19",
        decision_number="57/QĐ-THPTLT",
        decision_day=date(2022, 2, 25),
        book_number="",
        place="Lộc Ninh",
        day=date(2022, 2, 25),
        signature=signature,
        check_code="",
        check_address="",
    )
    return [
        replace(
            face,
            recipient=f"Nguyễn Thị Mẫu {number}",
            book_number=f"{number:05}",
            check_code=f"K7QF-{number:05}",
            check_address=f"https://thidua.example/kiem-tra/K7QF-{number:05}/",
        )
        for number in range(first, first + count)
    ]


def _one_file() -> float:
    certificates_pdf(sample(2))  # faces and template are read once, as they are in a worker
    return _best(PAGES, certificates_pdf)


def _separate() -> float:
    """As they are signed one by one: an archive file for each."""
    _files(sample(20))
    return _best(FILES, _files)


def _files(faces: Sequence[CertificateFace]) -> list[bytes]:
    return [certificates_pdf([face], standard=ARCHIVE) for face in faces]


def _same_bytes() -> float:
    faces = sample(40)
    return float(_files(faces) == _files(faces) and certificates_pdf(faces) == certificates_pdf(faces))


def _bare_file() -> float:
    """The same words, set by the same typesetter as one run of text to a page."""
    _bare(sample(2), None)
    return _best(PAGES, lambda faces: _bare(faces, None))


def _bare_files() -> float:
    """The same as archive files of one page."""
    return _best(FILES, lambda faces: [_bare([face], ARCHIVE) for face in faces])


def _bare(faces: Sequence[CertificateFace], standard: str | None) -> bytes:
    texts = [
        " ".join(str(value) for name, value in face_words(face).items() if name != "qr" and value)
        for face in faces
    ]
    return typeset("line.typ", {"texts": texts}, day=faces[0].day, standard=standard)


@functools.cache
def _page() -> str:
    return (
        "<style>@page{size:297mm 210mm;margin:20mm}body{font-family:'Liberation Serif';text-align:center}"
        ".p{border:3px double #8A5A18;height:160mm;page-break-after:always}</style>"
    )


def _html_of(face: CertificateFace) -> str:
    words = face_words(face)
    return (
        f"<div class=p><b>{words['nation']}</b><br><b>{words['motto']}</b><h3>{words['governing_body']}</h3>"
        f"<h2>{words['granting_authority']}</h2><p>TẶNG</p><h1>{words['title']}</h1><h2>{words['recipient']}</h2>"
        f"<p>{words['detail']}</p><p><i>{words['merit']}</i></p><p>{words['decision']}</p><p>{words['date']}</p>"
        f"{qr.svg(face.check_address)}<p>{words['signer_name']}</p></div>"
    )


def _html() -> float:
    return _rate(sample(RENDERED), lambda faces: _written(_page() + "".join(map(_html_of, faces))))


def _html_files() -> float:
    return _rate(sample(RENDERED), lambda faces: [_written(_page() + _html_of(face)) for face in faces])


def _written(html: str) -> bytes:
    pdf: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-2b")
    return pdf


def _merged() -> float:
    """A mail merge: each Word file filled from one template, then all turned into PDF by one LibreOffice."""
    faces = sample(MERGED)
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not installed: the mail merge cannot be measured")
    body = (
        Block("text", text="Tặng Giấy khen cho {{ recipient }}, {{ detail }}. {{ merit }}. Mã {{ code }}."),
    )
    letter = Letter(
        kind="GIẤY KHEN", subject="{{ recipient }}", issuer="Trường THPT Lộc Thái", symbol="", body=body,
        place="Lộc Ninh", numbered=False, wide=True, signatures=(Signature("", ("HIỆU TRƯỞNG",), "Lan"),),
    )  # fmt: skip
    template = OfficeTemplate(to_docx(letter))
    before = _work()
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, face in enumerate(faces):
            files.append(str(Path(folder) / f"{number}.docx"))
            Path(files[-1]).write_bytes(template.fill(face_words(face)))
        command = [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=600)  # noqa: S603 our own files
        made = len(list(Path(folder).glob("*.pdf")))
    if made != len(faces):
        raise RuntimeError(f"LibreOffice made {made} files of {len(faces)}")
    return len(faces) / (_work() - before)


def _work() -> float:
    """Seconds of one core's work so far, of this process and of those it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _rate(faces: Sequence[CertificateFace], act: Callable[[Sequence[CertificateFace]], object]) -> float:
    start = time.process_time()
    act(faces)
    return len(faces) / (time.process_time() - start)


def _best(count: int, act: Callable[[Sequence[CertificateFace]], object]) -> float:
    """The best of a few rounds, each with new people: the others were disturbed."""
    return max(_rate(sample(count, 1 + turn * count), act) for turn in range(ROUNDS))


def _apart(way: Callable[[], float]) -> float:
    """Measured in a fresh process: the typesetter remembers what it set, and slows after a long run."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(way).result()
