"""The benchmark `reader`: how fast a plan is read, beside a program that only fetches its text.

Ours gives the whole structure; the peer, python-docx, gives the bare paragraphs of the same words in a
Word file; the limit is one plain pattern run once over the text. Each large text is read in a process of its
own, so that its memory is told apart. Time is work of the processor, so a busy machine changes little.
"""

import io
import multiprocessing
import re
import resource
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

from thidua.home.benches.figures import figure, report

PLAN = Path(__file__).resolve().parents[2] / "demo" / "plans" / "30-kh-thptlt.txt"
BYTES = 5_000_000
LONG_LINE = 300_000
REPEATS = 15
WAYS = ("ours", "peer", "limit")
WORDS = re.compile(r"\w+")
PEER, LIMIT = "python-docx, chỉ lấy chữ", "một mẫu chạy một lượt trên cùng chữ"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run() -> dict[str, Any]:
    """All figures of the reader: one plan, five megabytes with one long line, five of very short items."""
    figures = [_one_plan()]
    for what, make in (("5 MB có một dòng 300.000 chữ cái", long_line), ("5 MB ý rất ngắn", short_items)):
        seconds, megabytes = zip(*(_apart(_measured, way, make) for way in WAYS), strict=True)
        figures.append(_taken(f"{what}: thời gian", "giây", **dict(zip(WAYS, seconds, strict=True)), goal=3))
        if make is long_line:
            figures.append(
                _taken(f"{what}: bộ nhớ", "MB", **dict(zip(WAYS, megabytes, strict=True)), goal=300)
            )
    data = "kế hoạch mẫu số 30 của bản trình diễn, và chữ của nó lặp lại đến 5 MB"
    return report("reader", figures, data=data)


def long_line() -> str:
    """Five megabytes of the plan's own body, one paragraph of it 300,000 letters long."""
    head, body, foot = _parts()
    line = (" ".join(body.split()) + " ") * (LONG_LINE // len(body) + 2)
    times = (BYTES - len(line[:LONG_LINE].encode())) // len(body.encode())
    return f"{head}I. Nội dung\n- {line[:LONG_LINE]}\n{body * times}{foot}"


def short_items() -> str:
    """Five megabytes of items of a few words each."""
    head, _, foot = _parts()
    items = "".join(f"- ý {n} làm.\n" for n in range(BYTES // 18))
    return f"{head}I. Nội dung\n{items}{foot}"


def _parts() -> tuple[str, str, str]:
    text = PLAN.read_text(encoding="utf-8")
    start, end = text.index("I. Mục đích"), text.index("Trên đây")
    return text[:start], text[start:end], text[end:]


def _one_plan() -> dict[str, Any]:
    text = PLAN.read_text(encoding="utf-8")
    ours, peer, limit = (
        median(_seconds(work) for _ in range(REPEATS)) * 1000 for work in (_work(way, text) for way in WAYS)
    )
    return _taken("một kế hoạch", "mili giây", ours=ours, peer=peer, limit=limit, goal=30)


def _taken(what: str, unit: str, *, ours: float, peer: float, limit: float, goal: float) -> dict[str, Any]:
    return figure(what, unit, ours, peer=(PEER, peer), limit=(LIMIT, limit), goal=goal)


def _apart(measure: Callable[..., tuple[float, float]], *given: Any) -> tuple[float, float]:
    """The measurement in a fresh process."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawning) as pool:
        return pool.submit(measure, *given).result()


def _measured(way: str, make: Callable[[], str]) -> tuple[float, float]:
    """Seconds of work and the greatest memory in megabytes, the program itself and the text included."""
    seconds = _seconds(_work(way, make()))
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _work(way: str, text: str) -> Callable[[], object]:
    """What is timed; everything that only prepares it happens here."""
    if way == "limit":
        return lambda: sum(1 for _ in WORDS.finditer(text))
    if way == "peer":
        import docx

        package = _word_file(text)
        return lambda: [each.text for each in docx.Document(io.BytesIO(package)).paragraphs]
    from thidua.documents.reading import read_text

    return lambda: read_text(text)


def _word_file(text: str) -> bytes:
    """The smallest Word file that holds these lines as paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}" Target="word/document.xml"/></Relationships>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", relations)
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>'
        )
    return file.getvalue()
