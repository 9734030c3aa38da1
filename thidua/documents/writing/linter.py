"""What is wrong with a letter's form, said in Vietnamese before it is signed (NĐ 30/2020; law-2021 §7.2-7.6).

Pure. Each finding carries the article or cell it rests on; nothing is corrected here.
"""

import re
from collections.abc import Iterator

from thidua.core.errors import Blocker
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.linting import Finding, sourced

ABBREVIATIONS = {  # Phụ lục III, the kinds a movement produces
    "BÁO CÁO": "BC",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
    "HỢP ĐỒNG": "HĐ",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY NGHỈ PHÉP": "GNP",
    "GIẤY GIỚI THIỆU": "GGT",
    "BẢN GHI NHỚ": "BGN",
    "DỰ ÁN": "DA",
    "BẢN THỎA THUẬN": "BTT",
    "BIÊN BẢN": "BB",
    "CHỈ THỊ": "CT",
    "CHƯƠNG TRÌNH": "CTr",
    "CÔNG ĐIỆN": "CĐ",
    "GIẤY MỜI": "GM",
    "HƯỚNG DẪN": "HD",
    "KẾ HOẠCH": "KH",
    "NGHỊ QUYẾT": "NQ",
    "PHƯƠNG ÁN": "PA",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "QUYẾT ĐỊNH": "QĐ",
    "THÔNG BÁO": "TB",
    "THÔNG CÁO": "TC",
    "TỜ TRÌNH": "TTr",
    "ĐỀ ÁN": "ĐA",
}
SYMBOL = re.compile(r"[A-ZĐ][A-ZĐ&a-zđ]*(-[A-ZĐ&]+[A-ZĐ&0-9]*)+")
ABOUT = re.compile(r"\s*v\s*/\s*v\b", re.IGNORECASE)
AS_ARTICLE = re.compile(r"như điều (\d+)", re.IGNORECASE)
ARTICLE = re.compile(r"Điều (\d+)\.")
COLLECTIVES = (
    "ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BAN CHỈ ĐẠO",
    "BAN KIỂM PHIẾU", "BAN TỔ CHỨC", "ĐẢNG ỦY", "ĐẢNG UỶ", "CHI BỘ", "CHI ỦY", "CHI UỶ", "ĐOÀN CHỦ TỊCH",
)  # fmt: skip


def lint(letter: Letter) -> list[Finding]:
    """Every fault of form, in the order of the page; an empty list for a letter fit to sign.

    A draft is not asked for its number, date or signers' names, which it leaves blank.
    """
    return [
        *sourced("NĐ 30/2020, Điều 15; Phụ lục I, ô 3; Phụ lục III", _about_symbol(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 4", _about_place_and_day(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 5a, 5b", _about_subject(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 9a", _about_addressees(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 6", _about_body(letter)),
        *sourced("NĐ 30/2020, Phụ lục III, mẫu 1.2", _about_decision(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 9b", _about_recipients(letter)),
        *sourced("NĐ 30/2020, Điều 13; Phụ lục I, ô 7a, 7b", _about_signatures(letter)),
    ]


def _about_symbol(letter: Letter) -> Iterator[Blocker]:
    """Cell 3: number, a stroke, the kind's abbreviation, the body's (Điều 15, Phụ lục III)."""
    if not letter.numbered:
        return
    if not letter.draft and letter.number is None:
        yield Blocker("Văn bản chưa có số: hãy lấy số ở văn thư, hoặc để ở dạng dự thảo.")
    if letter.number is not None and letter.number < 1:
        yield Blocker(f"Số văn bản là {letter.number}: số trong năm bắt đầu từ 01.")
    symbol = letter.symbol.strip()
    if not symbol:
        yield Blocker("Văn bản chưa có ký hiệu: hãy ghi ký hiệu sau dấu gạch chéo, ví dụ KH-THPTLT.")
    elif not SYMBOL.fullmatch(symbol):
        yield Blocker(
            f"Ký hiệu “{symbol}” chưa đúng dạng: các nhóm chữ viết liền, nối bằng dấu “-”, "
            "không có khoảng trắng."
        )
    else:
        yield from _about_abbreviation(letter, symbol)


def _about_abbreviation(letter: Letter, symbol: str) -> Iterator[Blocker]:
    kind = letter.kind.strip().upper()
    expected, found = ABBREVIATIONS.get(kind), symbol.split("-", maxsplit=1)[0]
    if expected and found != expected:
        yield Blocker(
            f"Ký hiệu “{symbol}” không hợp với tên loại: {kind.capitalize()} viết tắt là {expected}, "
            f"nên ký hiệu bắt đầu bằng {expected}-."
        )
    if letter.is_official_letter and found == "CV":
        yield Blocker("Công văn không có chữ viết tắt tên loại: hãy bỏ “CV” khỏi ký hiệu.")


def _about_place_and_day(letter: Letter) -> Iterator[Blocker]:
    """Cell 4: place, comma, day; no full stop after it."""
    if not letter.dated:
        return
    place = (letter.place or "").strip()
    if not place:
        yield Blocker("Văn bản chưa có địa danh ghi trước ngày, tháng, năm.")
    if place.endswith((".", ",", ";")):
        yield Blocker(f"Địa danh “{place}” có dấu câu ở cuối: dòng địa danh và thời gian không có dấu chấm.")
    if re.search(r"\bngày\b", place):
        yield Blocker("Địa danh chỉ ghi tên nơi ban hành: ngày, tháng, năm được ghi riêng.")
    if letter.day is None and not letter.draft:
        yield Blocker("Văn bản chưa có ngày ban hành.")


def _about_subject(letter: Letter) -> Iterator[Blocker]:
    """Cells 5a and 5b: a kind that is named carries no "V/v"; a công văn gets its own from the form."""
    subject = letter.subject.strip()
    if not letter.kind.strip():
        yield Blocker("Văn bản chưa có tên loại.")
    if not subject:
        yield Blocker("Văn bản chưa có trích yếu nội dung.")
    if ABOUT.match(subject):
        reason = "mẫu in đã có sẵn" if letter.is_official_letter else "chỉ công văn mới dùng"
        yield Blocker(f"Trích yếu bắt đầu bằng “V/v”: {reason}, hãy bỏ đi.")
    if subject.endswith((".", ";", ",")):
        yield Blocker("Trích yếu có dấu câu ở cuối: hãy bỏ dấu đó.")


def _about_addressees(letter: Letter) -> Iterator[Blocker]:
    """Cell 9a: a submission and a công văn say to whom they go."""
    if not letter.to and (letter.is_official_letter or letter.kind.strip().upper() == "TỜ TRÌNH"):
        yield Blocker(f"{letter.kind.strip().capitalize()} chưa ghi nơi kính gửi.")


def _about_body(letter: Letter) -> Iterator[Blocker]:
    if not letter.body:
        yield Blocker("Văn bản chưa có nội dung.")
    for block in letter.body:
        if block.kind != "table" and not block.text.strip():
            where = f"mục “{block.marker.strip()}”" if block.marker.strip() else "một đoạn"
            yield Blocker(f"Nội dung của {where} đang để trống.", about=block)
    bases = [block for block in letter.body if block.kind == "basis"]
    for block in bases[:-1]:
        yield from _basis_ends(block, ";", "dấu chấm phẩy")
    for block in bases[-1:]:
        yield from _basis_ends(block, ".", "dấu chấm")


def _basis_ends(block: Block, mark: str, name: str) -> Iterator[Blocker]:
    """Each basis on a line of its own with a semicolon, the last with a full stop (Phụ lục I)."""
    text = block.text.strip()
    if text and not text.endswith(mark):
        yield Blocker(f"Căn cứ “{_short(text)}” phải kết thúc bằng {name}.", about=block)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."


def _about_decision(letter: Letter) -> Iterator[Blocker]:
    """Form 1.2: authority, bases, the order, articles counted from 1."""
    kinds = {block.kind for block in letter.body}
    numbers = [int(found[1]) for block in letter.body if (found := _article(block))]
    if letter.kind.strip().upper() == "QUYẾT ĐỊNH":
        if not letter.authority_line.strip():
            yield Blocker("Quyết định chưa ghi thẩm quyền ban hành, ví dụ HIỆU TRƯỞNG TRƯỜNG THPT LỘC THÁI.")
        if "basis" not in kinds:
            yield Blocker("Quyết định chưa có căn cứ ban hành.")
        if "order" not in kinds:
            yield Blocker("Quyết định chưa có dòng “QUYẾT ĐỊNH:” trước các điều.")
        if "article" not in kinds:
            yield Blocker("Quyết định chưa có điều nào.")
    if numbers != list(range(1, len(numbers) + 1)):
        yield Blocker("Các điều chưa đánh số liên tục từ Điều 1: hãy đánh số lại.")
    for name in letter.recipients:
        if (found := AS_ARTICLE.search(name)) and int(found[1]) not in numbers:
            yield Blocker(f"Nơi nhận ghi “{name.strip()}” nhưng văn bản không có Điều {found[1]}.")


def _article(block: Block) -> re.Match[str] | None:
    return ARTICLE.match(block.marker.strip()) if block.kind == "article" else None


def _about_recipients(letter: Letter) -> Iterator[Blocker]:
    """Cell 9b: those who receive, and the archive line last."""
    if not any(name.strip() for name in letter.recipients):
        yield Blocker("Văn bản chưa có nơi nhận.")
    if not letter.archive.strip():
        yield Blocker("Nơi nhận chưa có dòng “Lưu”: hãy ghi nơi lưu, ví dụ VT.")


def _about_signatures(letter: Letter) -> Iterator[Blocker]:
    if not letter.signatures:
        yield Blocker("Văn bản chưa có người ký.")
    elif len(letter.signatures) < 1 + len(letter.co_issuers):
        named = " và ".join([letter.issuer, *letter.co_issuers])
        yield Blocker(f"Văn bản liên tịch của {named} phải đủ chữ ký của từng bên.")
    for signature in letter.signatures:
        yield from _about_signature(letter, signature)


def _about_signature(letter: Letter, signature: Signature) -> Iterator[Blocker]:
    """Cells 7a and 7b (Điều 13): who signs, with what authority, and the mark that says so."""
    lines = [line.strip() for line in signature.lines if line.strip()]
    if not lines:
        yield Blocker("Chữ ký chưa ghi chức vụ của người ký.", about=signature)
        return
    if not (signature.name or "").strip() and not letter.draft:
        yield Blocker(f"Chưa có họ tên người ký ở vị trí {lines[-1]}.", about=signature)
    if _mark(lines[0]) != signature.authority:
        chosen = signature.authority or "người đứng đầu ký"
        yield Blocker(
            f"Dòng “{lines[0]}” không khớp với quyền hạn ký đã chọn ({chosen}).",
            about=signature,
        )
    if signature.authority in {"TM.", "KT.", "TL.", "TUQ."} and len(lines) < 2:
        yield Blocker(f"Dưới dòng “{lines[0]}” phải ghi chức vụ của người trực tiếp ký.", about=signature)
    if signature.authority == "TM." and not _for_collective(lines[0]):
        yield Blocker(
            f"Dòng “{lines[0]}” dùng TM. cho cơ quan làm việc theo chế độ thủ trưởng: "
            "người đứng đầu ký trực tiếp, cấp phó ký thay (KT.).",
            about=signature,
        )


def _mark(line: str) -> str:
    """The mark of authority a title line begins with, "" for none."""
    first = line.split(maxsplit=1)[0].upper()
    return first if first in {"TM.", "KT.", "TL.", "TUQ.", "Q."} else ""


def _for_collective(line: str) -> bool:
    """Whether a TM. line names a body that decides together; Sở, Phòng and school are led by their head."""
    return line.upper().removeprefix("TM.").strip().startswith(COLLECTIVES)
