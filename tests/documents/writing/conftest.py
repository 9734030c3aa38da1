"""The papers of one movement in one small school, and readers of what was printed."""

import io
import zipfile
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from thidua.documents.writing.letter import Block, Letter, Signature

HEAD = Signature("", ("HIỆU TRƯỞNG",), "Trần Văn Mẫu")
STEP = (
    "Thi đua triển khai đồng bộ các giải pháp phòng, chống dịch; động viên cán bộ, giáo viên, nhân viên và "
    "học sinh trong nhà trường tự giác tham gia, giữ trường lớp an toàn và duy trì dạy học trong năm học "
)


@pytest.fixture
def plan():
    return Letter(
        kind="KẾ HOẠCH",
        subject="Phát động phong trào thi đua đặc biệt “Đoàn kết, chung sức, đồng lòng phòng, chống dịch”",
        governing_body="Sở GD&ĐT Bình Phước",
        issuer="Trường THPT Lộc Thái",
        number=3,
        symbol="KH-THPTLT",
        place="Lộc Ninh",
        day=date(2021, 9, 5),
        body=(
            Block("text", "", "Thực hiện kế hoạch của cấp trên, nhà trường xây dựng kế hoạch như sau:"),
            Block("heading1", "I.", "MỤC ĐÍCH, YÊU CẦU"),
            Block("heading2", "1.", "Mục đích"),
            Block("bullet", "-", "Phát huy sức mạnh của tập thể."),
            Block("subbullet", "+", "Kịp thời biểu dương gương người tốt, việc tốt."),
            Block("heading1", "II.", "NỘI DUNG THI ĐUA"),
            Block("heading3", "a)", "Dạy và học an toàn"),
            *(Block("text", f"{index}.", f"{STEP}2021-2022, đợt {index}.") for index in range(1, 13)),
            Block(
                "table",
                "",
                "Phân công nhiệm vụ",
                (
                    ("STT", "Nội dung", "Chủ trì", "Thời hạn"),
                    ("1", "Tuyên truyền trong toàn trường", "Đoàn trường", "30/9/2021"),
                    ("2", "Kho học liệu dùng chung", "Các tổ chuyên môn", "15/10/2021"),
                ),
                (1, 5, 3, 2),
            ),
            Block("text", "", "Trên đây là Kế hoạch phát động phong trào thi đua của nhà trường."),
        ),
        recipients=("Sở GD&ĐT Bình Phước (báo cáo)", "Các tổ chuyên môn (thực hiện)"),
        archive="VT, TĐKT",
        signatures=(Signature("KT.", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), "Nguyễn Thị Mẫu"),),
    )


@pytest.fixture
def decision():
    return Letter(
        kind="QUYẾT ĐỊNH",
        subject="Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc",
        governing_body="Sở Giáo dục và Đào tạo Bình Phước",
        issuer="Trường THPT Lộc Thái",
        number=57,
        symbol="QĐ-THPTLT",
        place="Lộc Ninh",
        day=date(2022, 2, 25),
        authority_line="Hiệu trưởng Trường THPT Lộc Thái",
        body=(
            Block("basis", "", "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;"),
            Block("basis", "", "Theo đề nghị của Hội đồng Thi đua - Khen thưởng nhà trường."),
            Block("order", "", "QUYẾT ĐỊNH:"),
            Block(
                "article", "Điều 1.", "Tặng Giấy khen cho 03 tập thể và 12 cá nhân (có danh sách kèm theo)."
            ),
            Block("article", "Điều 2.", "Quyết định có hiệu lực kể từ ngày ký."),
        ),
        recipients=("Như Điều 1",),
        archive="VT, TĐKT",
        signatures=(HEAD,),
    )


@pytest.fixture
def minutes():
    """A draft with two signatures, so nothing of its number, day or names is known yet."""
    return Letter(
        kind="BIÊN BẢN",
        subject="Họp Hội đồng Thi đua - Khen thưởng năm học 2021-2022",
        governing_body="Trường THPT Lộc Thái",
        issuer="Hội đồng Thi đua - Khen thưởng",
        number=5,
        symbol="BB-HĐTĐKT",
        place="Lộc Ninh",
        day=date(2022, 5, 20),
        body=(Block("text", "", "Cuộc họp bắt đầu lúc 8 giờ 00."), Block("heading1", "I.", "THÀNH PHẦN")),
        recipients=("Thành viên Hội đồng",),
        archive="VT, HĐ",
        signatures=(Signature("", ("THƯ KÝ",), "Lê Thị Mẫu"), Signature("", ("CHỦ TỌA",), None)),
        draft=True,
    )


@pytest.fixture
def submission():
    return Letter(
        kind="TỜ TRÌNH",
        subject="Về việc đề nghị khen thưởng",
        issuer="Trường THPT Lộc Thái",
        number=12,
        symbol="TTr-THPTLT",
        place="Lộc Ninh",
        day=date(2022, 6, 1),
        to=("Sở Giáo dục và Đào tạo Bình Phước",),
        body=(Block("text", "", "Nhà trường kính đề nghị Sở xem xét."),),
        recipients=("Như trên",),
        archive="VT",
        signatures=(HEAD,),
    )


@pytest.fixture
def official():
    return Letter(
        kind="CÔNG VĂN",
        subject="báo cáo kết quả thi đua đợt I",
        issuer="Trường THPT Lộc Thái",
        number=120,
        symbol="THPTLT-TĐKT",
        place="Lộc Ninh",
        day=date(2021, 12, 1),
        to=("Tổ Toán", "Tổ Ngữ văn"),
        body=(Block("text", "", "Đề nghị các tổ gửi báo cáo trước ngày 15/12/2021."),),
        recipients=("Như trên",),
        archive="VT",
        signatures=(HEAD,),
    )


@pytest.fixture
def letters(plan, decision, minutes, submission, official):
    return (plan, decision, minutes, submission, official)


@pytest.fixture
def docx_words():
    """Every paragraph of a Word file with ink in it, cell by cell, in reading order."""

    def read(file):
        texts = (node.text for node in docx.Document(io.BytesIO(file)).element.body.iter(qn("w:p")))
        return tuple(text for text in texts if text)

    return read


@pytest.fixture
def docx_part():
    def read(file, name):
        return zipfile.ZipFile(io.BytesIO(file)).read(name).decode()

    return read


@pytest.fixture
def pdf_pages():
    """The text of each page of a PDF without its blanks, which line breaks make uncertain."""

    def read(file):
        with pypdfium2.PdfDocument(file) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return ["".join(text.replace("\ufffe", "-").replace("\x02", "-").split()) for text in pages]

    return read
