"""Whether a text is a paper of an office at all: a poem, a news article or source code is refused politely.

No single mark is asked for, since real papers reach an office without their first or last page; enough marks
together are. A text that shows too few is refused with a sentence that says what was looked for.
"""

import re

from thidua.core.errors import Blocker, Refused
from thidua.documents.reading.folding import folded
from thidua.documents.reading.structure import Structure

ENOUGH = 3
PREAMBLE = re.compile(r"(?:can cu|thuc hien|thi hanh|trien khai|xet de nghi|theo de nghi|de trien khai)\b")
OFFICIAL = re.compile(
    r"(?:xay dung ke hoach|ban hanh|trien khai thuc hien|nhu sau\s*:|to chuc thuc hien|muc dich, yeu cau|"
    r"kinh gui|"
    r"de nghi cac don vi|yeu cau cac|noi dung sau|don vi truc thuoc|kinh de nghi|xin bao cao|kinh trinh)"
)
ADDRESSED = re.compile(r"kinh gui\b")
CHAPTER = re.compile(r"to chuc thuc hien|muc dich|phan cong (?:nhiem vu|thuc hien)|dieu khoan thi hanh")
# Signs of source code and of markup, which no office writes.
CODE = re.compile(
    r"(?:[{};]\s*$|^\s*(?:def|class|import|from|return|if|for|function|const|var|let|#include|"
    r"<\w+)\b.*[:;{(>])"
)


def refuse_unless_paper(structure: Structure) -> None:
    """Raise `Refused` when the text does not show the marks of an administrative paper."""
    lines = [line for line in structure.source_lines if line.strip()]
    if _is_code(lines) or points_of_paper(structure) < ENOUGH:
        raise Refused(
            [
                Blocker(
                    "Nội dung tệp không giống một văn bản hành chính: không thấy đủ số và ký hiệu, ngày "
                    "ban hành, "
                    "tên loại, cơ quan ban hành, nơi nhận hay người ký. Hãy kiểm tra lại tệp, hoặc gửi bản "
                    "có đủ "
                    "phần đầu và phần cuối của văn bản."
                )
            ]
        )


def _is_code(lines: list[str]) -> bool:
    sample = lines[:400]
    return len(sample) >= 5 and sum(bool(CODE.search(line[:300])) for line in sample) > 0.4 * len(sample)


def points_of_paper(structure: Structure) -> int:
    """How many marks of a paper the text shows, the certain ones counted more than once.

    Without any mark of form the count is nought: an article also cites papers and speaks of plans.
    """
    form = _points_of_form(structure)
    if form == 0:
        return 0
    numbered = sum(citation.number is not None for citation in structure.citations)
    many = (len(structure.sections) >= 3) + min(numbered, 2)
    return form + many + min(2, _official_words(structure))


def _points_of_form(structure: Structure) -> int:
    """The marks that the decree gives a paper: number, national title, type, place and date, foot, chapters."""
    read = structure.metadata
    signed = any(signer.name and (signer.title or signer.authority) for signer in structure.signers)
    left_open = any(each.code == "MISSING_NUMBER" and each.line for each in structure.anomalies)
    addressed = any(ADDRESSED.match(folded(each.text[:12])) for each in structure.paragraphs[:8])
    chapters = any(section.title and CHAPTER.search(folded(section.title)) for section in structure.sections)
    return (
        3 * (read.number is not None or left_open)
        + 2 * read.national_title
        + 2 * (read.doc_type is not None)
        + 2 * (structure.archive is not None or structure.recipients_line is not None)
        + (read.place_date_line is not None)
        + any(issuer.source == "header" for issuer in read.issued_by)
        + signed
        + (read.end_mark is not None)
        + addressed
        + chapters
    )


def _official_words(structure: Structure) -> int:
    """How many paragraphs speak as offices do: a basis at the head, an order, a request to units."""
    count = 0
    for paragraph in structure.paragraphs[:60]:
        plain = folded(paragraph.text[:600])
        count += bool(PREAMBLE.match(plain) and paragraph.part == "preamble") + bool(OFFICIAL.search(plain))
    return count
