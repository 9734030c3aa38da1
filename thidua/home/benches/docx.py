"""The benchmark `docx`: Word files from an office's template, by the batch, beside docxtpl filling the same one.

The limit is zipping the finished parts again and nothing else. Rates are of one core's work.
"""

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate

from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.office import OfficeTemplate
from thidua.home.benches.figures import figure, report

OURS, PEERS, ROUNDS = 500, 30, 3
GOAL = 5  # times the peer
PEER, LIMIT = "docxtpl", "chỉ nén lại các phần đã xong"


def run() -> dict[str, Any]:
    """Files a second, and how many times the peer's."""
    data = template()
    ready = OfficeTemplate(data)
    finished = ready.fill(_values(0))
    ours = _best(OURS, lambda number: ready.fill(_values(number)))
    peer = _best(PEERS, lambda number: _by_docxtpl(data, number))
    limit = _best(OURS, lambda _: _zipped(finished))
    same = ready.fill(_values(1)) == OfficeTemplate(data).fill(_values(1))
    figures = [
        _rated("tệp Word từ mẫu của cơ quan", "tệp/giây", (ours, peer, limit), round(GOAL * peer, 1)),
        _rated("gấp bao nhiêu lần docxtpl", "lần", (ours / peer, 1, limit / peer), GOAL),
        _rated("chạy hai lần giống nhau từng byte", "có/không", (int(same), 0, 1), 1),
    ]
    said = f"một quyết định một trang có bốn chỗ điền, {OURS} tệp; tính theo giây của một nhân"
    return report("docx", figures, data=said)


def _rated(what: str, unit: str, rates: tuple[float, float, float], goal: float) -> dict[str, Any]:
    ours, peer, limit = rates
    return figure(what, unit, ours, peer=(PEER, peer), limit=(LIMIT, limit), goal=goal, more_is_better=True)


def template() -> bytes:
    """A decision of one page with four places, as an office would keep it."""
    article = Block("article", "Điều 1.", "Tặng Giấy khen cho {{ ten }}, {{ don_vi }}, vì {{ thanh_tich }}.")
    letter = Letter(
        kind="QUYẾT ĐỊNH",
        subject="Về việc tặng Giấy khen cho {{ ten }}",
        governing_body="Sở Giáo dục và Đào tạo",
        issuer="Trường THPT Lộc Thái",
        symbol="QĐ-THPTLT",
        place="Lộc Ninh",
        authority_line="Hiệu trưởng Trường THPT Lộc Thái",
        body=(
            Block("basis", text="Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;"),
            Block("basis", text="Theo đề nghị của Hội đồng Thi đua - Khen thưởng nhà trường."),
            Block("order", text="QUYẾT ĐỊNH:"),
            article,
            Block("article", "Điều 2.", "Mức tiền thưởng {{ tien_thuong }} đồng, chi từ quỹ khen thưởng."),
        ),
        recipients=("Như Điều 1",),
        archive="VT",
        signatures=(Signature("", ("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu Lan"),),
    )
    return to_docx(letter)


def _values(number: int) -> dict[str, object]:
    return {
        "ten": f"Nguyễn Văn Mẫu {number}",
        "don_vi": "Tổ Toán & Tin",
        "thanh_tich": "thành tích xuất sắc trong phong trào thi đua",
        "tien_thuong": "447.000",
    }


def _by_docxtpl(data: bytes, number: int) -> bytes:
    document, file = DocxTemplate(io.BytesIO(data)), io.BytesIO()
    document.render(_values(number), autoescape=True)
    document.save(file)
    return file.getvalue()


def _zipped(finished: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(finished)) as source, zipfile.ZipFile(file, "w") as target:
        target.writestr("word/document.xml", source.read("word/document.xml"), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _best(count: int, act: Callable[[int], object]) -> float:
    """Files a second in the best of a few rounds; the others were disturbed."""
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for number in range(count):
            act(number)
        rates.append(count / (time.process_time() - start))
    return max(rates)
