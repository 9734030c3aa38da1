"""Every kind of paper the scripts need, in both files: joint papers, annexes, copies, minutes, registers."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest

from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Annex, Block, Copying, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.documents.writing.wording import attached_to, sheet_of

ROWS = tuple(
    (
        str(n),
        f"Nguyễn Thị Mẫu {n}",
        "Tổ Toán – Tin",
        "Giáo viên",
        "Có thành tích xuất sắc trong phong trào thi đua",
    )
    for n in range(1, 61)
)
NARROW = Block(
    "table", rows=(("STT", "Họ và tên", "Đơn vị", "Chức vụ", "Thành tích"), *ROWS), widths=(1, 4, 3, 2, 6)
)
WIDE = Block("table", rows=(tuple(f"Cột {n}" for n in range(1, 11)), *[tuple("abcdefghij")] * 40))


@pytest.fixture
def joint(plan):
    return replace(
        plan,
        issuer="Sở Giáo dục và Đào tạo",
        co_issuers=("Công đoàn Giáo dục tỉnh",),
        governing_body=None,
        symbol="KHLT-SGDĐT-CĐGD",
        signatures=(
            Signature("TM.", ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Đỗ Văn Mẫu", "Công đoàn Giáo dục tỉnh"),
            Signature("KT.", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Văn Mẫu", "Sở Giáo dục và Đào tạo"),
        ),
    )


@pytest.fixture
def listed(decision):
    return replace(
        decision,
        issuer_named="Trường THPT Lộc Thái",
        annexes=(
            Annex("Danh sách cá nhân được khen thưởng", (NARROW,)),
            Annex("Bảng so sánh kết quả", (WIDE,), label="Phụ lục II"),
        ),
    )


@pytest.fixture
def copied(decision):
    return replace(
        decision,
        copying=Copying(
            how="SAO Y",
            issuer="Trường THPT Lộc Ninh",
            governing_body="Sở Giáo dục và Đào tạo",
            symbol="SY-THPTLN",
            number=4,
            day=date(2022, 3, 1),
            place="Lộc Ninh",
            recipients=("Các tổ chuyên môn",),
            archive="VT",
            signature=Signature("", ("HIỆU TRƯỞNG",), "Lê Văn Mẫu"),
        ),
    )


@pytest.fixture
def register():
    return Letter(
        kind="SỔ ĐĂNG KÝ VĂN BẢN ĐI", subject="Năm 2021", issuer="Trường THPT Lộc Thái", symbol="", body=(WIDE,),
        numbered=False, dated=False, wide=True, end_mark=False,
    )  # fmt: skip


@pytest.fixture
def invitation():
    return Letter(
        kind="GIẤY MỜI", subject="Họp Hội đồng Thi đua - Khen thưởng", issuer="Trường THPT Lộc Thái", number=3,
        symbol="GM-THPTLT", place="Lộc Ninh", day=date(2022, 2, 20), to=("Ông Trần Văn Mẫu", "Bà Lê Thị Mẫu"),
        urgency="KHẨN",
        body=(Block("text", text="Thời gian: 8 giờ 00, ngày 22/02/2022."), Block("chapter", "Phần I", "Nội dung")),
        recipients=("Như trên",), archive="VT", signatures=(Signature("", ("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu"),),
    )  # fmt: skip


@pytest.fixture
def others(joint, listed, copied, register, invitation):
    return {
        "joint": joint,
        "listed": listed,
        "copied": copied,
        "register": register,
        "invitation": invitation,
    }


def squashed(*texts):
    return "".join("".join(texts).split())


def sizes(file):
    with pypdfium2.PdfDocument(file) as pdf:
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf]


def test_both_files_hold_the_same_words_in_order(others, docx_words, pdf_pages):
    for letter in others.values():
        words = sheet_of(letter).words()
        printed = squashed(*pdf_pages(to_pdf(letter)))

        assert docx_words(to_docx(letter)) == words
        left = printed
        for word in words:  # page numbers and repeated heads of tables stand between
            place = left.find(squashed(word))
            assert place >= 0, word
            left = left[place + len(squashed(word)) :]


def test_a_joint_paper_names_both_issuers_over_one_number_and_signs_side_by_side(joint):
    sheet = sheet_of(joint)
    document = docx.Document(io.BytesIO(to_docx(joint)))
    places = document.tables[2].rows[0].cells

    assert [line.text for line in sheet.issuers] == ["SỞ GIÁO DỤC VÀ ĐÀO TẠO -", "CÔNG ĐOÀN GIÁO DỤC TỈNH"]
    assert sheet.number.text == "Số: 03/KHLT-SGDĐT-CĐGD"
    assert [cell.paragraphs[0].text for cell in places] == [
        "CÔNG ĐOÀN GIÁO DỤC TỈNH",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    ]


def test_annexes_stand_on_pages_of_their_own_counted_anew_and_the_wide_one_lies(listed, pdf_pages):
    file = to_pdf(listed)
    pages = pdf_pages(file)
    first = next(index for index, page in enumerate(pages) if page.startswith("DANHSÁCH"))
    wide = next(index for index, page in enumerate(pages) if page.startswith("PhụlụcII"))

    assert sizes(file)[first:wide] == [(210, 297)] * (wide - first)
    assert sizes(file)[wide:] == [(297, 210)] * (len(pages) - wide)
    assert pages[first + 1].startswith("2")
    assert pages[wide + 1].startswith("2")


def test_an_annex_says_what_it_belongs_to(listed):
    assert attached_to(listed) == (
        "(Kèm theo Quyết định số 57/QĐ-THPTLT ngày 25 tháng 02 năm 2022 của Trường THPT Lộc Thái)"
    )
    assert attached_to(replace(listed, draft=True)) == (
        "(Kèm theo Quyết định số …/QĐ-THPTLT ngày … tháng … năm … của Trường THPT Lộc Thái)"
    )


def test_a_docx_annex_restarts_its_pages_and_turns_its_sheet(listed):
    sections = docx.Document(io.BytesIO(to_docx(listed))).sections

    assert [section.page_width > section.page_height for section in sections] == [False, False, True]
    starts = [section._sectPr.xpath("./w:pgNumType/@w:start") for section in sections]
    assert starts == [[], ["1"], ["1"]]


def test_a_copy_carries_its_own_number_under_the_whole_paper(copied, pdf_pages):
    text = squashed(*pdf_pages(to_pdf(copied)))
    foot = text[text.index("SAOY") - 60 :]

    assert squashed("TRƯỜNG THPT LỘC NINH") in foot
    assert squashed("Số: 04/SY-THPTLN Lộc Ninh, ngày 01 tháng 3 năm 2022") in foot
    assert foot.endswith(squashed("HIỆU TRƯỞNG Lê Văn Mẫu"))


def test_a_register_lies_and_prints_neither_number_nor_day_nor_foot(register, pdf_pages):
    file = to_pdf(register)

    assert set(sizes(file)) == {(297, 210)}
    assert "Số:" not in squashed(*pdf_pages(file))
    assert sheet_of(register).words()[:5] == (
        "TRƯỜNG THPT LỘC THÁI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm 2021",
    )


def test_an_invitation_invites_and_bears_its_urgency_and_a_chapter_has_its_title_below(invitation):
    sheet = sheet_of(invitation)

    assert [line.text for line in sheet.opening] == ["Kính mời:", "- Ông Trần Văn Mẫu;", "- Bà Lê Thị Mẫu."]
    assert [line.text for line in sheet.under_number] == ["KHẨN"]
    assert [(line.look, line.text) for line in sheet.body[1:]] == [
        ("chapter number", "Phần I"),
        ("chapter title", "NỘI DUNG./."),
    ]


def test_every_kind_is_the_same_bytes_twice_and_can_be_archived(others):
    for letter in others.values():
        assert to_docx(letter) == to_docx(letter)
        assert to_pdf(letter, standard="a-2b") == to_pdf(letter, standard="a-2b")


def test_libreoffice_opens_every_kind_with_the_page_count_of_the_pdf(others, letters, tmp_path):
    office = shutil.which("soffice")
    assert office, "LibreOffice is part of the test set-up"
    every = {**others, **{f"letter{index}": letter for index, letter in enumerate(letters)}}
    for name, letter in every.items():
        (tmp_path / f"{name}.docx").write_bytes(to_docx(letter))
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"

    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip

    counts = {name: len(sizes((tmp_path / f"{name}.pdf").read_bytes())) for name in every}
    assert counts == {name: len(sizes(to_pdf(letter))) for name, letter in every.items()}
