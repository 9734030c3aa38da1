"""Irregularities that a careful reader would point out; none of them stops the reading.

Every rule answers zero or more anomalies with a sentence for the officer. Codes are those of the truth
schema. They inform people; nothing is corrected.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, pairwise, zip_longest

from thidua.documents.reading.citations import symbol_type
from thidua.documents.reading.cues import Cues, Passages
from thidua.documents.reading.header import Head
from thidua.documents.reading.kinds import LETTER
from thidua.documents.reading.lines import Line, Wrapping, hangs, words
from thidua.documents.reading.markers import read_marker, skipped_letters
from thidua.documents.reading.outline import Outline
from thidua.documents.reading.people import Foot
from thidua.documents.reading.spelling import slips_in
from thidua.documents.reading.structure import Anomaly, Metadata, Section, Structure

BOLD = re.compile(r"\*{1,3}(?=\S)")
OTHER_TYPE = re.compile(
    r"(?:tinh thần|nội dung|theo|thực hiện)\s+(công văn|chỉ thị|thông báo|hướng dẫn|quyết định)"
    r"(?:\s+này)?\s*[./;]",
    re.IGNORECASE,
)
DASHED = re.compile(r"(?<![^\W_])[^\W_]{1,30} ?[-–—] ?[^\W_]{1,30}(?![^\W_])")
DASH_AFTER_WORD = re.compile(r"[-–—](?:(?<=[^\W_].)|(?<=[^\W_] .)) ?[^\W_]")
WORD_BEFORE = re.compile(r"[^\W_]+ ?$")
BY_DASH = re.compile(r" ?[-–—] ?")
# What stands before it is looked at afterwards: a pattern that opens with a letter is found much faster.
ABBREVIATION = re.compile(r"[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})?(?![\w/&-])")
STICKS_TO = re.compile(r"[\w/&.-]")
DEFINED = re.compile(r"\((?:sau đây )?(?:gọi (?:tắt )?là |viết tắt (?:là )?)?([A-ZĐ&]{2,})\)")
WELL_KNOWN = words(
    "UBND HĐND GDĐT GD&ĐT BGDĐT SGDĐT THPT THCS TH MN TTGDTX GDTX GDNN CNTT BCH TNCS TNTP TĐKT LĐLĐ "
    "KT TM TL TUQ VT COVID SARS CV QĐ NĐ TT KH CT NQ HD TW CB GV NV CBGV "
    "CBGVNV PHHS HĐ TDTT ATGT PCCC BHYT MTTQ XHCN PDF"
)
ROMAN_ONLY = re.compile(r"[IVXLC]+$")
CASE_SLIP = re.compile(r"(?<!\w)(?:(?:sở|bộ)\s+(?:Nội|Giáo|Tài|Y|Tư|Kế)\b|Thủ tướng chính phủ)")


@dataclass(frozen=True)
class Reading:
    """What the rules look at: the raw parts besides the finished structure."""

    lines: Sequence[Line]
    head: Head
    outline: Outline
    foot: Foot
    wrapping: Wrapping
    unbalanced_quotes: Sequence[int]
    structure: Structure
    cues: Cues
    passages: Passages


def find_anomalies(reading: Reading) -> tuple[Anomaly, ...]:
    """All irregularities, those with a line first and in the order of the text."""
    rules = (
        _letterhead, _number_and_date, _subject, _signature, _recipients, _types, _breaks, _markers,
        _endings, _closing, _rounds, _wording, _gaps,
    )  # fmt: skip
    found = [anomaly for rule in rules for anomaly in rule(reading)]
    return tuple(sorted(found, key=lambda each: (each.line is None, each.line or 0)))


def _letterhead(reading: Reading) -> Iterator[Anomaly]:
    metadata = reading.structure.metadata
    if not any(issuer.source == "header" for issuer in metadata.issued_by):
        yield Anomaly("MISSING_ISSUER_HEADER", None, "Đầu văn bản không có tên cơ quan ban hành.")
    if not metadata.national_title:
        yield Anomaly("MISSING_NATIONAL_HEADER", None, "Đầu văn bản không có Quốc hiệu và Tiêu ngữ.")
    for line in reading.head.two_column_lines:
        yield Anomaly("TWO_COLUMN_HEADER", line, "Hai cột của phần đầu văn bản nằm chung trên một dòng.")


def _number_and_date(reading: Reading) -> Iterator[Anomaly]:
    metadata, head = reading.structure.metadata, reading.head
    if metadata.number is None:
        detail = "Số của văn bản còn để trống." if head.number_left_open_line else "Văn bản không ghi số."
        yield Anomaly("MISSING_NUMBER", head.number_left_open_line, detail)
    elif re.search(r"\s", metadata.number.raw):
        yield Anomaly(
            "NUMBER_SPACING",
            metadata.number.line,
            f"Số văn bản có khoảng trắng thừa: “{metadata.number.raw}”.",
        )
    if metadata.date is None:
        yield Anomaly("MISSING_DATE", metadata.place_date_line, _why_no_date(metadata))
    if head.date_has_dot:
        yield Anomaly("DATE_TRAILING_DOT", metadata.place_date_line, "Sau ngày ban hành có dấu chấm thừa.")


def _why_no_date(metadata: Metadata) -> str:
    if dict(metadata.reasons).get("date") == "unreadable":
        return f"Không đọc được ngày ban hành: “{metadata.date_raw}”."
    return "Ngày, tháng, năm chưa ghi đủ." if metadata.date_raw else "Văn bản không ghi nơi và ngày ban hành."


def _subject(reading: Reading) -> Iterator[Anomaly]:
    metadata = reading.structure.metadata
    if metadata.subject_prefix and metadata.doc_type not in {None, LETTER}:
        yield Anomaly(
            "SUBJECT_PREFIX_ON_PLAN",
            reading.head.subject_prefix_line,
            f"Trích yếu mở đầu bằng “{metadata.subject_prefix}”, cách ghi chỉ dùng cho công văn.",
        )
    for line in dict.fromkeys(reading.unbalanced_quotes):
        yield Anomaly("UNBALANCED_QUOTE", line, "Có dấu ngoặc kép mở hoặc đóng mà không thành cặp.")


def _signature(reading: Reading) -> Iterator[Anomaly]:
    structure, foot = reading.structure, reading.foot
    if not structure.signers:
        yield Anomaly("MISSING_SIGNER", None, "Văn bản không có người ký.")
    for signer in structure.signers:
        if signer.name is None:
            yield Anomaly(
                "MISSING_SIGNER", signer.first_line, f"Chỗ ký của {signer.office} chưa có tên người ký."
            )
        elif signer.title is None:
            yield Anomaly("MISSING_SIGNER_TITLE", signer.name_line, f"Không ghi chức vụ của {signer.name}.")
        if foot.heading_line and signer.first_line < foot.heading_line:
            yield Anomaly(
                "SIGNATURE_BEFORE_RECIPIENTS", signer.first_line, "Phần ký đứng trước phần Nơi nhận."
            )
    if structure.metadata.joint_issue and structure.signers and structure.signatures_missing_for:
        missing = ", ".join(structure.signatures_missing_for)
        yield Anomaly(
            "JOINT_ISSUE_ONE_SIGNATURE",
            structure.signers[0].first_line,
            f"Văn bản do nhiều cơ quan ban hành nhưng thiếu chữ ký của {missing}.",
        )


def _recipients(reading: Reading) -> Iterator[Anomaly]:
    items, heading = reading.structure.recipients, reading.foot.heading_line
    if not items:
        yield Anomaly("EMPTY_RECIPIENTS", heading, "Phần Nơi nhận không ghi cơ quan, cá nhân nào.")
    elif all(item.role is None for item in items):
        yield Anomaly("RECIPIENT_ROLE_ABSENT", heading, "Nơi nhận không ghi mỗi nơi nhận để làm gì.")
    for item in items:
        if len(item.bodies) > 1:
            named = "; ".join(item.bodies)
            yield Anomaly("MULTI_BODY_RECIPIENT", item.line, f"Một dòng Nơi nhận ghi nhiều nơi: {named}.")
        if CASE_SLIP.search(item.raw):
            yield Anomaly("CASE_SLIP", item.line, f"Tên cơ quan viết thường chữ đầu: “{item.name}”.")


def _types(reading: Reading) -> Iterator[Anomaly]:
    structure = reading.structure
    number, own = structure.metadata.number, structure.metadata.doc_type
    by_symbol = symbol_type(number.symbol) if number else None
    if number and own and by_symbol and by_symbol.upper() != own.upper():
        yield Anomaly(
            "TYPE_SYMBOL_MISMATCH", number.line, f"Ký hiệu {number.symbol} không khớp với loại văn bản {own}."
        )
    for citation in structure.citations:
        if citation.symbol_type and citation.symbol_type.lower() != citation.stated_type.lower():
            yield Anomaly(
                "TYPE_SYMBOL_MISMATCH",
                citation.occurrences[0].line,
                f"Văn bản {citation.number} được gọi là {citation.stated_type} "
                f"trong khi ký hiệu là của {citation.symbol_type}.",
            )
    for paragraph, block in zip(structure.paragraphs, reading.outline.blocks, strict=True):
        found = OTHER_TYPE.search(paragraph.text) if paragraph.part == "closing" else None
        if found and own and found[1].lower() != own.lower():
            line = block.line_at(found.start(1))
            yield Anomaly("SELF_TYPE_MISMATCH", line, f"Văn bản là {own} nhưng tự gọi mình là “{found[1]}”.")


def _breaks(reading: Reading) -> Iterator[Anomaly]:
    wrapped = _first_wrapped_line(reading) if reading.wrapping.is_hard else None
    if wrapped:
        yield Anomaly("HARD_WRAP", wrapped, "Các dòng bị ngắt bằng tay giữa câu; đã nối lại khi đọc.")
    for split in reading.outline.page_splits:
        detail = f"Câu bị cắt giữa chừng và nối tiếp ở dòng {split.continues_on}."
        yield Anomaly("PAGE_BREAK_SPLIT", split.line, detail)
    inside_bold = False
    for line in reading.lines:
        if "*" not in line.raw:
            continue
        if not inside_bold and BOLD.search(line.raw.lstrip()):
            yield Anomaly("MARKDOWN", line.no, "Còn dấu sao định dạng trong chữ.")
        inside_bold ^= line.raw.count("**") % 2 == 1


def _first_wrapped_line(reading: Reading) -> int | None:
    """The first line that was broken by hand; a title over two lines is usual unless a blank is between."""
    title = reading.structure.metadata.title_lines
    if title and reading.wrapping.gap > 0 and title[1] > title[0]:
        return title[0]
    return next((block.first_line for block in reading.outline.blocks if len(block.numbers) > 1), None)


def _markers(reading: Reading) -> Iterator[Anomaly]:
    siblings: dict[str | None, list[Section]] = defaultdict(list)
    for section in reading.structure.sections:
        siblings[section.parent].append(section)
    for parent, group in siblings.items():
        if parent is not None and len(group) == 1:
            yield Anomaly(
                "SINGLE_CHILD", group[0].line, f"Mục {parent} chỉ có một tiểu mục {group[0].marker}"
            )
        yield from _marker_gaps(group)
        yield from _marker_styles(group)


def _marker_gaps(group: Sequence[Section]) -> Iterator[Anomaly]:
    for before, after in pairwise(group):
        first, second = read_marker(f"{before.marker} x"), read_marker(f"{after.marker} x")
        if first is None or second is None or first.rank != second.rank:
            continue
        is_letter = first.label.isalpha() and first.label.islower()
        skipped = (
            skipped_letters(first.ordinal, second.ordinal)
            if is_letter
            else "?" * (second.ordinal - first.ordinal - 1)
        )
        if skipped:
            yield Anomaly(
                "MARKER_GAP",
                after.line,
                f"Thứ tự nhảy từ “{before.marker}” sang “{after.marker}”; không đánh số lại.",
            )


def _marker_styles(group: Sequence[Section]) -> Iterator[Anomaly]:
    by_style: dict[str, list[Section]] = defaultdict(list)
    for section in group:
        by_style[section.marker[-1]].append(section)
    if len(by_style) < 2:
        return
    usual = max(by_style.values(), key=len)
    for members in by_style.values():
        if members is not usual:
            detail = f"Ký hiệu “{members[0].marker}” khác kiểu với “{usual[0].marker}” trong cùng một mục."
            yield Anomaly("MARKER_STYLE_MIX", members[0].line, detail)


def _endings(reading: Reading) -> Iterator[Anomaly]:
    paragraphs = reading.structure.paragraphs
    for paragraph, following in zip_longest(paragraphs, islice(paragraphs, 1, None)):
        if paragraph.part != "body":
            continue
        if hangs(paragraph.text):
            yield Anomaly("UNFINISHED_SENTENCE", paragraph.line_end, "Câu chưa trọn ý mà đã hết đoạn.")
        is_last = following is None or following.section != paragraph.section
        if is_last and paragraph.kind != "item" and paragraph.text.endswith(";"):
            yield Anomaly(
                "ITEM_END_SEMICOLON", paragraph.line_end, "Ý cuối của mục kết thúc bằng dấu chấm phẩy."
            )


def _closing(reading: Reading) -> Iterator[Anomaly]:
    closing = [each for each in reading.structure.paragraphs if each.part == "closing"]
    last = closing[-1] if closing else None
    if reading.structure.metadata.end_mark is None:
        yield Anomaly(
            "NO_END_MARK", last.line_end if last else None, "Cuối nội dung không có dấu kết thúc “./.”."
        )
    elif last and re.search(r"\s\./\.$", last.text):
        yield Anomaly("END_MARK_SPACING", last.line_end, "Có khoảng trắng thừa trước dấu kết thúc “./.”.")
    sections = reading.structure.sections
    if closing and sections and sections[-1].level > 1 and not closing[0].text.startswith("Trên đây"):
        detail = f"Đoạn kết đứng ngay sau mục {sections[-1].id}, dễ bị hiểu là thuộc mục ấy."
        yield Anomaly("CLOSING_UNDER_LAST_ITEM", closing[0].line_start, detail)


def _rounds(reading: Reading) -> Iterator[Anomaly]:
    rounds = reading.structure.rounds
    for before, after in pairwise(rounds):
        if after.start - before.end > timedelta(days=1):
            first, last = before.end + timedelta(days=1), after.start - timedelta(days=1)
            span = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} đến {last:%d/%m/%Y}"
            yield Anomaly("ROUND_GAP", after.line, f"Ngày {span} không thuộc đợt thi đua nào.")


def _wording(reading: Reading) -> Iterator[Anomaly]:
    for line, wording in slips_in(reading.cues):
        yield Anomaly("TYPO", line, f"Có thể gõ nhầm: “{wording}”.")
    yield from _variants(reading.cues)
    yield from _abbreviations(reading.passages.cues)


def _variants(cues: Cues) -> Iterator[Anomaly]:
    """One word joined by a dash and written in several ways."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for found in _dashed(cues.joined):
        key = BY_DASH.sub("-", found[0]).lower()
        has_digit = any(letter.isdigit() for letter in key)
        forms[key].setdefault(found[0] if has_digit else found[0].lower(), found.start())
    several = [spellings for spellings in forms.values() if len(spellings) > 1]
    if several:
        shown = "; ".join(" / ".join(spellings) for spellings in several[:5])
        # One word alone has a place to look at: where it is first written otherwise.
        line = cues.line_at(sorted(several[0].values())[1]) if len(several) == 1 else None
        yield Anomaly("VARIANT_SPELLING", line, f"Cùng một từ được viết nhiều cách: {shown}.")


def _dashed(text: str) -> Iterator[re.Match[str]]:
    """All that fits `DASHED`, looked for from the dashes: of words there are many more."""
    end = 0
    for dash in DASH_AFTER_WORD.finditer(text):
        before = WORD_BEFORE.search(text, max(end, dash.start() - 32), dash.start())
        found = DASHED.match(text, before.start()) if before else None
        if found:
            end = found.end()
            yield found


def _abbreviations(cues: Cues) -> Iterator[Anomaly]:
    defined = set(DEFINED.findall(cues.joined))
    unknown: dict[str, int] = {}
    for found in ABBREVIATION.finditer(cues.joined):
        word = found[0]
        if STICKS_TO.match(cues.joined, found.start() - 1) and found.start() > 0:
            continue
        known = word in WELL_KNOWN or word in defined or word in unknown or ROMAN_ONLY.match(word)
        if not known and not cues.is_in_capitals(found.start()):
            unknown[word] = cues.line_at(found.start())
    if unknown:
        line = min(unknown.values())
        shown = ", ".join(list(unknown)[:8])
        yield Anomaly("UNDEFINED_ABBREVIATION", line, f"Chữ viết tắt chưa được giải thích: {shown}.")


def _gaps(reading: Reading) -> Iterator[Anomaly]:
    """What a plan usually says and this one does not (traceability LT-84)."""
    structure = reading.structure
    if structure.award_reference:
        reference = structure.award_reference
        detail = f"Quy định khen thưởng được dẫn sang văn bản {reference.number}."
        yield Anomaly("AWARD_RULES_BY_REFERENCE", reference.line, detail)
    elif not structure.award_forms:
        yield Anomaly("NO_AWARD_FORMS", None, "Văn bản không nêu hình thức khen thưởng.")
    if not structure.criteria:
        yield Anomaly("NO_CRITERIA", None, "Văn bản không có phần tiêu chí thi đua.")
    if all(task.deadline is None for task in structure.tasks):
        yield Anomaly("NO_DEADLINE", None, "Văn bản không nêu thời hạn cho nhiệm vụ nào.")
