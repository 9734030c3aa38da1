"""What the house writes, the house reads: the facts of a paper come back from its DOCX and from its PDF.

LibreOffice belongs to the set-up of the tests: where it is missing these tests fail.
"""

import subprocess
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.documents.reading import read_bytes
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf

BODIES = (
    ("Sở GD&ĐT Bình Phước", "Trường THPT Lộc Thái", "THPTLT", "Lộc Ninh", "HIỆU TRƯỞNG"),
    ("UBND huyện Ea Kar", "Phòng Giáo dục và Đào tạo", "PGDĐT", "Ea Kar", "TRƯỞNG PHÒNG"),
    ("UBND tỉnh Hưng Yên", "Sở Giáo dục và Đào tạo", "SGDĐT", "Hưng Yên", "GIÁM ĐỐC"),
    ("Liên đoàn Lao động tỉnh", "Công đoàn Giáo dục tỉnh Hưng Yên", "CĐN", "Hưng Yên", "CHỦ TỊCH"),
    (None, "Trường Tiểu học Trần Quốc Toản", "THTQT", "Buôn Ma Thuột", "HIỆU TRƯỞNG"),
)
KINDS = (("KẾ HOẠCH", "KH"), ("BÁO CÁO", "BC"), ("THÔNG BÁO", "TB"), ("HƯỚNG DẪN", "HD"), ("TỜ TRÌNH", "TTr"))
SUBJECTS = (
    "Phát động phong trào thi đua dạy tốt, học tốt năm học 2021-2022",
    "Tổ chức phong trào thi đua đặc biệt “Đoàn kết, chung sức, đồng lòng phòng, chống dịch”",
    "Tổng kết phong trào thi đua chào mừng ngày Nhà giáo Việt Nam 20/11",
)
OF_PLAN = (
    "Thực hiện Kế hoạch số 2786/KH-SGDĐT ngày 08 tháng 9 năm 2021 của Sở Giáo dục và Đào tạo về việc phát động "
    "phong trào thi đua, đơn vị xây dựng kế hoạch cụ thể như sau:"
)
OF_OFFICIAL_LETTER = (
    "Căn cứ Công văn số 1764/UBND-TĐKT ngày 31 tháng 12 năm 2020 của UBND huyện về việc thi đua, đơn vị triển khai "
    "các nội dung như sau:"
)
OF_NOTHING = (
    "Để phát huy những kết quả đã đạt được và tiếp tục nâng cao chất lượng giáo dục toàn diện trong thời gian tới, "
    "đơn vị triển khai các nội dung thi đua trong năm học như sau:"
)
BASES = (
    (OF_PLAN, ("2786/KH-SGDĐT",)),
    (OF_OFFICIAL_LETTER, ("1764/UBND-TĐKT",)),
    (OF_NOTHING, ()),
)
CHAPTERS = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG THI ĐUA", "GIẢI PHÁP", "KHEN THƯỞNG", "TỔ CHỨC THỰC HIỆN")
PARTS = ("Mục đích", "Yêu cầu", "Đối tượng tham gia", "Thời gian thực hiện", "Phạm vi áp dụng")
LONG = (
    "Phát huy tinh thần đoàn kết, sáng tạo của đội ngũ nhà giáo và người lao động trong toàn đơn vị, khắc phục "
    "khó khăn để hoàn thành tốt nhiệm vụ được giao trong điều kiện phòng, chống dịch bệnh."
)
LONGER = (
    "Kịp thời biểu dương, nhân rộng các gương người tốt, việc tốt, các điển hình tiên tiến trong phong trào thi đua "
    "yêu nước của đơn vị; coi trọng việc học tập lẫn nhau giữa các tập thể và cá nhân."
)
SENTENCES = (
    "Nâng cao chất lượng dạy học và giáo dục học sinh.",
    LONG,
    "Bảo đảm thiết thực, hiệu quả, tiết kiệm, tránh phô trương, hình thức.",
    LONGER,
)
RECIPIENTS = (
    "Sở Giáo dục và Đào tạo (báo cáo)",
    "Các tổ chuyên môn (thực hiện)",
    "Ban đại diện cha mẹ (phối hợp)",
)
CLOSING = (
    ", yêu cầu các bộ phận nghiêm túc thực hiện; trong quá trình thực hiện nếu có khó khăn, vướng mắc thì phản ánh về "
    "văn phòng để được hướng dẫn."
)
NAMES = ("Trần Văn Mẫu", "Nguyễn Thị Thanh Hương", "Lê Minh", "Y Bion Niê", "Đỗ Văn Khải")
ROMAN = ("I.", "II.", "III.", "IV.", "V.")


@st.composite
def chapters(draw):
    """Chapters with parts, bullets and plain paragraphs, numbered without a gap; at least two parts or none."""
    blocks = []
    for marker, title in zip(ROMAN, CHAPTERS[: draw(st.integers(2, 5))], strict=False):
        blocks.append(Block("heading1", marker, title))
        parts = draw(st.sampled_from((0, 2, 3)))
        for number, part in enumerate(draw(st.permutations(PARTS))[:parts], start=1):
            blocks.append(Block("heading2", f"{number}.", part))
            blocks += draw(paragraphs())
        if not parts:
            blocks += draw(paragraphs())
    return tuple(blocks)


@st.composite
def paragraphs(draw):
    kind = draw(st.sampled_from(("text", "bullet")))
    return [Block(kind, "", text) for text in draw(st.permutations(SENTENCES))[: draw(st.integers(1, 3))]]


@st.composite
def letters(draw):
    above, issuer, symbol, place, office = draw(st.sampled_from(BODIES))
    kind, short = draw(st.sampled_from(KINDS))
    basis, _ = draw(st.sampled_from(BASES))
    deputy = draw(st.booleans())
    lines = (f"KT. {office}", f"PHÓ {office}") if deputy else (office,)
    closing = f"Trên đây là {kind.lower()} của đơn vị{CLOSING}"
    return Letter(
        kind=kind,
        subject=draw(st.sampled_from(SUBJECTS)),
        governing_body=above,
        issuer=issuer,
        number=draw(st.integers(1, 2000)),
        symbol=f"{short}-{symbol}",
        place=place,
        day=draw(st.dates(date(2008, 1, 1), date(2026, 12, 31))),
        body=(Block("text", "", basis), *draw(chapters()), Block("text", "", closing)),
        recipients=tuple(RECIPIENTS[: draw(st.integers(1, 3))]),
        archive="VT, TĐKT",
        signatures=(Signature("KT." if deputy else "", lines, draw(st.sampled_from(NAMES))),),
    )


# Paragraphs of one page that all happen to be as long as a line of it.
EVEN = (
    "Các tổ chuyên môn đăng ký danh hiệu thi đua về văn phòng đơn vị.",
    "Văn phòng tổng hợp danh sách đăng ký và trình hội đồng xem xét.",
    "Hội đồng họp mỗi tháng một lần và thông báo kết quả với các tổ.",
    "Các đoàn thể phối hợp vận động đoàn viên tham gia phong trào này.",
    "Ban đại diện cha mẹ học sinh cùng theo dõi và góp ý trong năm học.",
)


@st.composite
def short_letters(draw):
    """A letter of one page without chapters, every paragraph of it one line long."""
    letter = draw(letters())
    even = draw(st.permutations(EVEN))[: draw(st.integers(3, len(EVEN)))]
    closing = f"Trên đây là {letter.kind.lower()} của đơn vị, yêu cầu các bộ phận thực hiện."
    opening = "Để nâng cao chất lượng giáo dục, đơn vị triển khai thi đua như sau:"
    return replace(letter, body=tuple(Block("text", "", text) for text in (opening, *even, closing)))


def first_page(letter):
    """What the letterhead of a letter says, as the reader should find it."""
    number = f"{letter.number:02d}/{letter.symbol}"
    above = letter.governing_body.upper() if letter.governing_body else None
    return (
        letter.kind,
        number,
        letter.symbol,
        letter.place,
        letter.day,
        (letter.issuer.upper(),),
        above,
        letter.subject,
    )


def first_page_read(structure):
    found = structure.metadata
    number = found.number
    assert number is not None
    return (
        found.doc_type, number.normalized, number.symbol, found.place, found.date, found.issuers, found.governing_body,
        found.title,
    )  # fmt: skip


def foot(letter):
    (signature,) = letter.signatures
    office = signature.lines[-1]
    behind = signature.lines[0].removeprefix("KT. ") if signature.authority else None
    names = [line.split(" (")[0] for line in letter.recipients]
    roles = [line.split("(")[1].rstrip(")") for line in letter.recipients]
    return (names, roles, ("VT", "TĐKT"), [(signature.authority or None, behind, office, signature.name)])


def foot_read(structure):
    return (
        [each.name for each in structure.recipients],
        [each.role for each in structure.recipients],
        structure.archive and structure.archive.codes,
        [(each.authority, each.for_title, each.title, each.name) for each in structure.signers],
    )


def headings(letter):
    return [(block.marker, block.text) for block in letter.body if block.kind.startswith("heading")]


def texts(letter):
    """The running text of a letter, the marker of a bullet included, the last one closed."""
    wanted = [
        ("- " if block.kind == "bullet" else "") + block.text
        for block in letter.body
        if block.kind in {"text", "bullet"}
    ]
    return [*wanted[:-1], wanted[-1].removesuffix(".") + "./."]


def cited(letter):
    return {number for text, numbers in BASES for number in numbers if text == letter.body[0].text}


def assert_read(letter, data, filename):
    read = read_bytes(data, filename=filename)

    assert first_page_read(read) == first_page(letter)
    assert foot_read(read) == foot(letter)
    assert [(each.marker, each.title) for each in read.sections] == headings(letter)
    assert [unicodedata.normalize("NFC", each.text) for each in read.paragraphs] == texts(letter)
    assert {each.number for each in read.citations} == cited(letter)
    return read


FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(FEW, max_examples=40)
@given(letters())
def test_a_paper_comes_back_from_its_word_file(letter):
    assert_read(letter, to_docx(letter), "a.docx")


@settings(FEW, max_examples=25)
@given(short_letters())
def test_a_short_paper_comes_back_from_its_word_file_line_by_line(letter):
    read = assert_read(letter, to_docx(letter), "a.docx")

    assert [each.code for each in read.anomalies if each.code not in CONTENT] == []


@FEW
@given(letters() | short_letters())
def test_a_paper_comes_back_from_its_pdf(letter):
    assert_read(letter, to_pdf(letter), "a.pdf")


# Faults of form; what a paper leaves unsaid (awards, criteria, deadlines) is not a fault of its form.
CONTENT = {"NO_AWARD_FORMS", "NO_CRITERIA", "NO_DEADLINE", "UNDEFINED_ABBREVIATION"}


@settings(FEW, max_examples=25)
@given(letters())
def test_a_paper_in_correct_form_has_no_irregularity_of_form(letter):
    found = read_bytes(to_docx(letter), filename="a.docx").anomalies

    assert [(each.code, each.line, each.detail) for each in found if each.code not in CONTENT] == []


PLAN = Letter(
    kind="KẾ HOẠCH",
    subject=SUBJECTS[1],
    governing_body=BODIES[0][0],
    issuer=BODIES[0][1],
    number=30,
    symbol="KH-THPTLT",
    place="Lộc Ninh",
    day=date(2021, 10, 26),
    body=(
        Block("text", "", BASES[0][0]),
        Block("heading1", "I.", CHAPTERS[0]),
        Block("heading2", "1.", PARTS[0]),
        *(Block("bullet", "", text) for text in SENTENCES),
        Block("heading2", "2.", PARTS[1]),
        Block("text", "", SENTENCES[1]),
        Block("heading1", "II.", CHAPTERS[1]),
        *(Block("text", "", text) for text in SENTENCES * 6),
        Block("text", "", "Trên đây là kế hoạch của đơn vị, yêu cầu các bộ phận nghiêm túc thực hiện."),
    ),
    recipients=RECIPIENTS,
    archive="VT, TĐKT",
    signatures=(Signature("KT.", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), NAMES[1]),),
)


JOINT = replace(
    PLAN,
    governing_body=None,
    issuer="Sở Giáo dục và Đào tạo",
    co_issuers=("Công đoàn Giáo dục tỉnh",),
    symbol="KHLT-SGDĐT-CĐGD",
    signatures=(
        Signature("TM.", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), NAMES[0], "Công đoàn Giáo dục tỉnh"),
        Signature("KT.", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), NAMES[1], "Sở Giáo dục và Đào tạo"),
    ),
)


@pytest.mark.parametrize("write", [to_docx, to_pdf])
def test_a_joint_paper_comes_back_with_both_issuers_and_both_signatures(write):
    read = read_bytes(write(JOINT), filename="a")

    assert read.metadata.issuers == ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "CÔNG ĐOÀN GIÁO DỤC TỈNH")
    assert [(each.authority, each.title, each.name, each.for_issuer) for each in read.signers] == [
        ("TM.", "CHỦ TỊCH", NAMES[0], "CÔNG ĐOÀN GIÁO DỤC TỈNH"),
        ("KT.", "PHÓ GIÁM ĐỐC", NAMES[1], "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    ]
    assert [each.name for each in read.recipients] == [line.split(" (")[0] for line in RECIPIENTS]


def converted(source, ending, folder):
    """The file in another format, by LibreOffice."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
         "--outdir", folder / "made", source], check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    return folder / "made" / f"{source.stem}.{ending}"


@pytest.mark.parametrize("way", [("odt", "docx"), ("doc",), ("pdf",), ("rtf",)])
def test_a_paper_saved_again_by_libreoffice_reads_the_same(way, tmp_path):
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(to_docx(PLAN))
    for ending in way:
        file = converted(file, ending, tmp_path)

    assert_read(PLAN, file.read_bytes(), file.name)
