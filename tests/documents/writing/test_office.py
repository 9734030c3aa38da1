"""Word files from an office's own template, and the QR codes that certificates carry."""

import io
import zipfile

import docx
import pytest
import segno
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.writing import qr
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter
from thidua.documents.writing.office import LIMIT, OfficeTemplate

LETTER = Letter(
    kind="QUYẾT ĐỊNH", subject="Về việc khen {{ ten }}", issuer="Trường A", symbol="QĐ-A",
    body=(Block("text", text="Tặng {{ ten }} của {{ don_vi }}."),),
)  # fmt: skip


@pytest.fixture(scope="module")
def template():
    return to_docx(LETTER)


def texts(file):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs if paragraph.text]


def packed(names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in names.items():
            target.writestr(name, data)
    return file.getvalue()


def test_a_filled_template_says_what_docxtpl_would_say(template):
    values = {"ten": "Nguyễn <An> & Bình", "don_vi": "Tổ Toán"}
    peer, file = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    peer.render(values, autoescape=True)
    peer.save(file)

    assert texts(OfficeTemplate(template).fill(values)) == texts(file.getvalue())


def test_a_filled_template_is_the_same_bytes_twice_and_carries_nothing_over(template):
    ready = OfficeTemplate(template)
    first = ready.fill({"ten": "An", "don_vi": "Tổ Toán"})
    ready.fill({"ten": "Bình", "don_vi": "Tổ Văn"})

    assert ready.fill({"ten": "An", "don_vi": "Tổ Toán"}) == first


def test_a_place_without_a_value_is_named(template):
    with pytest.raises(Refused) as refused:
        OfficeTemplate(template).fill({"ten": "An"})

    assert [b.message for b in refused.value.blockers] == [
        "Tệp mẫu có chỗ điền chưa có dữ liệu: 'don_vi' is undefined."
    ]


def test_what_is_no_template_is_refused_in_plain_words():
    def reasons(data):
        with pytest.raises(Refused) as refused:
            OfficeTemplate(data)
        return [b.message for b in refused.value.blockers]

    assert reasons(b"x") == [
        "Tệp mẫu không phải là tệp Word (.docx); hãy mở bằng Word và lưu lại dạng .docx."
    ]
    assert reasons(packed({"word/vbaProject.bin": "x", "big": b"0" * (LIMIT + 1)})) == [
        "Tệp mẫu không có phần chữ của Word; hãy lưu lại dạng .docx.",
        "Tệp mẫu có macro nên không dùng được; hãy lưu lại dạng .docx không macro.",
        "Tệp mẫu lớn quá 20 MB khi mở ra; hãy bỏ bớt ảnh.",
    ]
    assert reasons(packed({"word/document.xml": "<w:t>{{ a b }}</w:t>"}))[0].startswith(
        "Chỗ điền trong tệp mẫu viết chưa đúng: "
    )


def test_a_template_cannot_reach_into_the_program():
    ready = OfficeTemplate(packed({"word/document.xml": "<w:t>{{ ten.__class__.__mro__ }}</w:t>"}))

    with pytest.raises(Refused):
        ready.fill({"ten": "An"})


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60))
def test_a_code_made_from_differences_is_the_code_an_encoder_makes(text):
    made = segno.make_qr(text, error="m", mask=3, mode="byte", boost_error=False).matrix
    side, modules = qr.modules(text)

    assert side == len(made)
    assert modules == int("".join("1" if module else "0" for row in made for module in row), 2)


def test_a_code_takes_plain_letters_only_and_not_too_many():
    with pytest.raises(ValueError, match="plain ASCII"):
        qr.modules("địa chỉ")
    with pytest.raises(ValueError, match="too long"):
        qr.modules("a" * 3000)
