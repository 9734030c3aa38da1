"""Lines that belong to the page or to the web site and not to the paper; they are known by shape and repetition.

Page numbers, running headers, banners of digital signatures, breadcrumbs, download captions and the table of
facts that legal portals print above a paper. What looks like the text of the paper is never dropped.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thidua.documents.reading.folding import folded

PAGE_NUMBER = re.compile(r"(?:[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3})$")
PAGE_OF = re.compile(
    r"[\[(-]*\s*(?:trang|page|you are on page)\s*:?\s*\d{1,4}(?:\s*(?:/|of|tren)\s*\d{1,4})?\s*[\])-]*$"
    r"|\d{1,3}\s*/\s*\d{1,3}$"
)
# After these words a number alone on its line is the rest of a sentence.
NUMBER_AWAITED = re.compile(r"(?:dieu|khoan|so|thang|nam|ngay|quy|lop|khoi|tiet|diem|[-/:,(])\s*:?$")
BANNER_OPENING = re.compile(
    r"(?:ky boi|nguoi ky|duoc ky boi|signed by|digitally signed|signature not verified|ky dien tu boi)\b"
)
SIGNED_ALONE = re.compile(r"(?:ky boi|duoc ky boi)\s*:|digitally signed|signature not verified|signed by\s*:")
BANNER_FIELD = re.compile(
    r"(?:ky boi|nguoi ky|duoc ky boi|ngay ky|thoi gian ky|gio ky|email|e-mail|co quan|don vi|to chuc|"
    r"chung thu so|"
    r"signed by|signing time|date|reason|location|dn|cn|digitally signed|signature not verified)\s*[:=]?"
)
STAMP = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[+-]\d{2}[:']?\d{2}'?)?$"
)
BREADCRUMB = re.compile(r"(?:trang chu|home)\b.{0,200}[>»›/|]|(?:trang chu|home|tai ve|tai xuong|dang nhap)$")
CAPTION = re.compile(
    r"(?:tai (?:ve|xuong|file|tep|van ban)|download|(?:file|tep|van ban|tai lieu)(?: tin)? dinh kem|"
    r"luot (?:xem|tai|truy cap)|so luot|in (?:trang|bai|ban)|gui email|chia se|dang (?:luc|ngay|boi)|"
    r"ngay dang|"
    r"cap nhat(?: luc| ngay)?|quay (?:lai|ve)|xem (?:them|chi tiet)|ban quyen|copyright|©|lien ket web|"
    r"dang tai|tai lieu han che|bookmark|nguon tin|ve dau trang|thuoc tinh van ban)\s*(?:[:|>»]|$|\(?\d)"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+\.(?:vn|com|net|org)(?:/\S*)?$")
GAZETTE = re.compile(r"(?:\d{1,4}\s+)?cong bao/so\s|cong bao/so\s.{0,60}\d{4}(?:\s+\d{1,4})?$")
PORTAL_FIELD = re.compile(
    r"(?:so (?:hieu|ky hieu|/ky hieu|hieu van ban)|loai van ban|(?:noi|co quan|don vi) ban hanh|nguoi ky|"
    r"ngay (?:ban hanh|hieu luc|co hieu luc|cong bao|het hieu luc|dang)|so cong bao|linh vuc|tinh trang|"
    r"trich yeu|"
    r"hieu luc|tinh trang hieu luc)(?: van ban)?\s*:"
)
FIRST_PAGE = 40
REPEATED = 3
ENDS_OF_NUMBER = frozenset("0123456789-–—)]")
PAGE_HEIGHT = 12


def furniture_of(texts: Sequence[str]) -> frozenset[int]:
    """Indexes of the texts that are furniture; time grows in step with the number of lines."""
    return frozenset(_banners(texts)) | set(_single(texts)) | _running(texts) | _portal_table(texts)


def _single(texts: Sequence[str]) -> Iterator[int]:
    """Lines that their own shape betrays: page numbers, breadcrumbs, captions, addresses."""
    before = ""
    for at, text in enumerate(texts):
        if not text:
            continue
        size = len(text)
        if size <= 24 and text[-1] in ENDS_OF_NUMBER and PAGE_NUMBER.match(text):
            if before and not NUMBER_AWAITED.search(folded(before[-12:])):
                yield at
                continue
        elif size <= 160 and _may_be_site_text(text) and _is_site_text(folded(text), size):
            yield at
            continue
        before = text


def _may_be_site_text(text: str) -> bool:
    """A quick look at how a text begins and ends: an item of a list is seldom worth more."""
    return text[0].isalpha() or text[0] == "©" or text[-1] in ENDS_OF_NUMBER or "/" in text or " " not in text


def _is_site_text(text: str, size: int) -> bool:
    first = text[0]
    if size <= 40 and (first in "[(-ytp" or first.isdigit()) and PAGE_OF.match(text):
        return True
    if first in "hdtlsipgcqxbv©n" and (BREADCRUMB.match(text) or CAPTION.match(text)):
        return True
    return bool(
        (size <= 120 and "." in text and ADDRESS.match(text))
        or ("cong bao/so" in text and GAZETTE.search(text))
    )


def _banners(texts: Sequence[str]) -> Iterator[int]:
    """The lines of a digital signature: "Ký bởi: … / Email: … / Thời gian ký: …"."""
    for at, text in enumerate(texts):
        if text[:1] not in "KNĐkSD" or not text or not BANNER_OPENING.match(folded(text[:40])):
            continue
        run = _banner_run(texts, at)
        if len(run) > 1 or SIGNED_ALONE.match(folded(text[:40])):
            yield from run


def _banner_run(texts: Sequence[str], at: int) -> list[int]:
    run = [at]
    for here in range(at + 1, min(at + 14, len(texts))):
        text = texts[here]
        if not text:
            continue
        plain = folded(text[:60])
        if not ((BANNER_FIELD.match(plain) and re.match(r"[^:=]{0,30}[:=]", text)) or STAMP.match(text)):
            break
        run.append(here)
    return run


def _running(texts: Sequence[str]) -> set[int]:
    """Headers and footers: the same short line on three pages or more; the first page keeps its own."""
    short = [text for text in texts if 8 <= len(text) <= 100]
    if len(short) - len(set(short)) < REPEATED - 1:
        return set()
    counted = Counter(short)
    wanted = {text for text, count in counted.items() if count >= REPEATED and _may_run(text)}
    if not wanted:
        return set()
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if text in wanted:
            places[text].append(at)
    found: set[int] = set()
    for here in places.values():
        if all(after - before >= PAGE_HEIGHT for before, after in pairwise(here)):
            found.update(here[1:] if here[0] < FIRST_PAGE else here)
    return found


def _may_run(text: str) -> bool:
    return text[0].isalpha() and " " in text and text[-1] not in ".;:,?!" and text[1:2] not in ".)"


def _portal_table(texts: Sequence[str]) -> set[int]:
    """The table of facts above a paper on a legal portal, when at least two of its rows are there."""
    rows, seen = set(), 0
    for at, text in enumerate(texts):
        if not text:
            continue
        seen += 1
        if seen > FIRST_PAGE:
            break
        if len(text) <= 250 and PORTAL_FIELD.match(folded(text[:40])):
            rows.add(at)
    return rows if len(rows) >= 2 else set()
