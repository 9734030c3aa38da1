"""Papers made by rule for the corpus: bodies, kinds and years in turn, and the noises of copying and scanning.

What a paper says is decided before any noise is laid over it, so the truth needs no reading.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Sheet:
    """One paper before it is set: every part that a reader is asked for, and the plain words between."""

    kind: str
    symbol: str
    serial: int
    day: date
    place: str
    above: str | None
    issuer: str
    title: str
    basis: tuple[tuple[str, str, str, str], ...]
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    recipients: tuple[str, ...]
    office: str
    signer: str
    noise: str = "none"
    year_in_number: bool = field(default=False)

    @property
    def number(self) -> str:
        year = f"{self.day.year}/" if self.year_in_number else ""
        return f"{self.serial:02}/{year}{self.symbol}"

    @property
    def truth(self) -> dict[str, object]:
        """What the reader must answer, under the names used in the files of the corpus."""
        return {
            "kind": self.kind,
            "number": self.number,
            "symbol": self.symbol,
            "date": self.day.isoformat(),
            "place": self.place,
            "superior": self.above,
            "issuers": [self.issuer],
            "title": self.title,
            "citations": [[number, _iso(day), body] for _, number, day, body in self.basis],
            "headings": [f"{ROMAN[at]}. {name}" for at, (name, _) in enumerate(self.chapters)],
            "recipients": list(self.recipients),
            "signer": self.signer,
        }


ROMAN = ("I", "II", "III", "IV", "V")
BODIES = (
    ("UBND TỈNH SÔNG THAO", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT", "Sông Thao", "GIÁM ĐỐC"),
    ("UBND HUYỆN MƯỜNG THÀNH", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", "Mường Thành", "TRƯỞNG PHÒNG"),
    ("SỞ GD&ĐT SÔNG THAO", "TRƯỜNG THPT TRẦN CAO VÂN", "THPTTCV", "Thạch Khê", "HIỆU TRƯỞNG"),
    ("UBND PHƯỜNG BẾN ĐÁ", "TRƯỜNG TIỂU HỌC LÊ LAI", "THLL", "Bến Đá", "HIỆU TRƯỞNG"),
    (None, "ỦY BAN NHÂN DÂN TỈNH SÔNG THAO", "UBND", "Thành phố Sông Thao", "CHỦ TỊCH"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "CÔNG ĐOÀN GIÁO DỤC TỈNH SÔNG THAO", "CĐGD", "Sông Thao", "CHỦ TỊCH"),
)
KINDS = (
    ("KẾ HOẠCH", "KH", "Tổ chức phong trào “Mỗi ngày một trang sách”"),
    ("HƯỚNG DẪN", "HD", "Xét danh hiệu thi đua cuối năm học"),
    ("BÁO CÁO", "BC", "Sơ kết học kỳ I và phương hướng học kỳ II"),
    ("THÔNG BÁO", "TB", "Về việc nghỉ Tết và trực cơ quan"),
    ("CHƯƠNG TRÌNH", "CTr", "Công tác trọng tâm của ngành trong năm"),
    ("PHƯƠNG ÁN", "PA", "Dạy học trong thời gian mưa lũ"),
    ("QUY CHẾ", "QC", "Phối hợp giữa nhà trường và gia đình"),
)
NOISES = (
    "none", "columns", "left_first", "table", "wrapped", "double", "pages", "banner", "portal", "markdown",
    "crlf", "nfd", "nbsp", "invisible", "dotted_rules", "tabs",
)  # fmt: skip
BASES = (
    ("Kế hoạch", "96/KH-UBND", "14/8/{y}", "UBND tỉnh"),
    ("Công văn", "3414/BGDĐT-GDTrH", "04/9/{y}", "Bộ Giáo dục và Đào tạo"),
    ("Chỉ thị", "18/CT-TTg", "20/5/{y}", "Thủ tướng Chính phủ"),
    ("Nghị quyết", "29-NQ/TW", "04/11/2013", "Ban Chấp hành Trung ương"),
)
SENTENCES = (
    "Các lớp dành mười lăm phút đầu buổi để cùng đọc và ghi lại điều tâm đắc vào sổ tay của mình.",
    "Tổ trưởng theo dõi từng tuần, nhắc nhở kịp thời và tổng hợp số liệu gửi về bộ phận văn phòng.",
    "Phấn đấu có ít nhất 85% học sinh tham gia thường xuyên, không học sinh nào bị bỏ lại phía sau.",
    "Không thu thêm bất cứ khoản tiền nào của cha mẹ học sinh để tổ chức hoạt động này.",
)
SIGNERS = ("Lường Văn Chung", "Phạm Thị Thu Trang", "Y Thơm Êban", "Đỗ Quốc Bảo", "Thạch Sa Rây")


def sheets() -> list[Sheet]:
    """Forty-eight papers; body, kind, year and noise move at different paces, so that all meet."""
    return [_sheet(at) for at in range(48)]


def _sheet(at: int) -> Sheet:
    above, issuer, code, place, office = BODIES[at % len(BODIES)]
    kind, symbol, title = KINDS[at % len(KINDS)]
    year = 2008 + at % 18
    bases = tuple(
        (name, number, day.format(y=year), body)
        for name, number, day, body in (BASES[at % len(BASES)], BASES[(at + 1) % len(BASES)])
    )
    return Sheet(
        kind=kind,
        symbol=f"{symbol}-{code}",
        serial=3 + 37 * at % 1900,
        day=date(year, 1 + at % 12, 1 + 5 * at % 28),
        place=place,
        above=above,
        issuer=issuer,
        title=title,
        basis=bases,
        chapters=(
            ("MỤC ĐÍCH, YÊU CẦU", (SENTENCES[at % 4], SENTENCES[(at + 1) % 4])),
            ("NỘI DUNG", (SENTENCES[(at + 2) % 4],)),
            ("TỔ CHỨC THỰC HIỆN", (SENTENCES[(at + 3) % 4], SENTENCES[at % 4])),
        ),
        recipients=("Các đơn vị trực thuộc", "Ban Giám hiệu và các tổ"),
        office=office,
        signer=SIGNERS[at % len(SIGNERS)],
        noise=NOISES[at % len(NOISES)],
        year_in_number=at % 6 == 4,
    )


def _iso(day: str) -> str:
    parts = [int(part) for part in day.split("/")]
    return date(parts[2], parts[1], parts[0]).isoformat()


def text_of(sheet: Sheet) -> bytes:
    """The paper set in the manner of its noise, as the bytes of a file."""
    head = _columns(sheet) if sheet.noise in {"columns", "tabs", "table"} else _head(sheet)
    lines = [*head, "", sheet.kind, sheet.title, "", *_preamble(sheet), *_body(sheet), *_foot(sheet)]
    text = "\n".join(_noisy(lines, sheet))
    if sheet.noise == "nfd":
        text = unicodedata.normalize("NFD", text)
    if sheet.noise == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode()


def _left(sheet: Sheet) -> list[str]:
    return [*([sheet.above] if sheet.above else []), sheet.issuer]


def _place_date(sheet: Sheet) -> str:
    day = sheet.day
    return f"{sheet.place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}"


def _head(sheet: Sheet) -> list[str]:
    rule = ["-------"] if sheet.noise in {"dotted_rules", "portal"} else []
    number = f"Số: {sheet.number}"
    if sheet.noise == "left_first":
        return [*_left(sheet), number, *NATION, _place_date(sheet)]
    return [*_left(sheet), *rule, *NATION, *rule, number, _place_date(sheet)]


def _columns(sheet: Sheet) -> list[str]:
    left = [*_left(sheet), *([""] * (2 - len(_left(sheet)))), f"Số: {sheet.number}"]
    rows = zip(left, [*NATION, _place_date(sheet)], strict=True)
    if sheet.noise == "table":
        return [f"| {a} | {b} |" for a, b in rows]
    gap = "\t\t" if sheet.noise == "tabs" else " " * 6
    return [f"{a:<36}{gap}{b}" for a, b in rows]


def _preamble(sheet: Sheet) -> list[str]:
    bases = [f"{kind} số {number} ngày {day} của {body}" for kind, number, day, body in sheet.basis]
    return [f"Thực hiện {bases[0]} và {bases[1]}, đơn vị triển khai các nội dung như sau:", ""]


def _body(sheet: Sheet) -> list[str]:
    lines = []
    for roman, (name, sentences) in zip(ROMAN, sheet.chapters, strict=False):
        lines += [f"{roman}. {name}", *(f"{at}. {each}" for at, each in enumerate(sentences, start=1))]
    return lines


def _foot(sheet: Sheet) -> list[str]:
    recipients = [f"- {each};" for each in sheet.recipients]
    if sheet.noise == "columns":
        rows = zip([*recipients, "- Lưu: VT."], ["", "", sheet.signer], strict=True)
        return ["", f"{'Nơi nhận:':<42}{sheet.office}", *(f"{a:<42}{b}".rstrip() for a, b in rows)]
    return ["", "Nơi nhận:", *recipients, "- Lưu: VT.", sheet.office, "", sheet.signer]


def _noisy(lines: list[str], sheet: Sheet) -> list[str]:
    """The lines as the noise leaves them; the words themselves are never changed."""
    if sheet.noise == "wrapped":
        return [part for line in lines for part in (wrap(line, 78) or [""])]
    if sheet.noise == "double":
        return [part for line in lines if line for piece in wrap(line, 80) for part in (piece, "")]
    if sheet.noise == "pages":
        return [*lines[:12], "", "Trang 1/3", "", *lines[12:16], "", "2", "", *lines[16:]]
    if sheet.noise == "banner":
        return ["Ký bởi: Văn thư", "Email: vanthu@vidu.vn", "Thời gian ký: 05/09/2021 08:15:00", *lines]
    if sheet.noise == "portal":
        table = ["Số hiệu: 01/XX-YY Loại văn bản: Khác", "Người ký: Không rõ", "Ngày ban hành: 01/01/2001"]
        return [*table, "", *lines, "Tải về", "Lượt xem: 12"]
    if sheet.noise == "markdown":
        return [f"**{line}**" if line.isupper() else line for line in lines]
    if sheet.noise == "nbsp":
        return [line.replace(" ", "\u00a0") for line in lines]
    if sheet.noise == "invisible":
        return [line.replace("h", "h\u200b", 1).replace("c ", "c\u00ad ", 1) for line in lines]
    return lines
