"""A signature proves who signed and that nothing changed; what it cannot prove is said to be unproved."""

import datetime as dt

import pypdfium2
import pytest

from tests.documents.sealing.conftest import PASSWORD, SIGNED
from thidua.core.errors import Refused
from thidua.documents.sealing.checking import Verdict, certificates_in, check_pdf
from thidua.documents.sealing.keys import open_key
from thidua.documents.sealing.signing import sign_as_body, sign_as_person


def key_of(authority, name="Nguyễn Thị Mẫu Lan", organisation="Trường THPT Mẫu", **how):
    return open_key(authority.issue(name, organisation, **how), PASSWORD, at=SIGNED)


def signed(paper, authority):
    once = sign_as_person(paper, key_of(authority), at=SIGNED, reason="Ký ban hành", place="Lộc Ninh")
    return sign_as_body(
        once, key_of(authority, "TRƯỜNG THPT MẪU"), at=SIGNED, reason="Ký của cơ quan", place="Lộc Ninh"
    )


def words_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        document[0].flatten()  # a signature's face is drawn over the page
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_the_person_and_the_body_are_both_found_whole_and_trusted(paper, authority):
    found = check_pdf(signed(paper, authority), [authority.root], at=SIGNED)

    assert [(row.field, row.verdict, row.holder.name) for row in found] == [
        ("NguoiKy1", Verdict.GOOD, "Nguyễn Thị Mẫu Lan"),
        ("CoQuan1", Verdict.GOOD, "TRƯỜNG THPT MẪU"),
    ]
    assert found[0].holder.organisation == "Trường THPT Mẫu"
    assert found[0].added_after is True
    assert found[1].added_after is False


def test_an_unknown_root_is_never_called_valid(paper, authority, stranger):
    found = check_pdf(signed(paper, stranger), [authority.root], at=SIGNED)

    assert {row.verdict for row in found} == {Verdict.UNKNOWN}


def test_a_changed_byte_is_found_wherever_it_lies(paper, authority):
    whole = signed(paper, authority)
    spots = [len(paper) // 4, len(paper) // 2, len(paper) - 200]

    for spot in spots:
        changed = whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :]
        try:
            verdicts = {row.verdict for row in check_pdf(changed, [authority.root], at=SIGNED)}
        except Refused:
            continue  # the file is no longer readable at all: also never "valid"
        assert Verdict.GOOD not in verdicts


def test_text_added_after_the_signature_is_found(paper, authority):
    whole = signed(paper, authority)
    added = b"\n% them sau khi ky\n" + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    tail = (
        whole
        + added
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    )

    try:
        verdicts = {row.verdict for row in check_pdf(tail, [authority.root], at=SIGNED)}
    except Refused:
        return
    assert Verdict.GOOD not in verdicts


def test_a_paper_without_a_signature_has_none(paper):
    assert check_pdf(paper, [], at=SIGNED) == []


def test_the_mark_of_the_body_can_be_read_and_copied(paper, authority):
    said = words_of(signed(paper, authority))

    assert "Ký bởi: TRƯỜNG THPT MẪU" in said
    assert "Thời gian ký: 20.09.2021 10:00:00 +0700" in said


def test_a_wrong_password_says_so(authority):
    with pytest.raises(Refused, match="mật khẩu không đúng hoặc tệp hỏng"):
        open_key(authority.issue("Lê Mẫu"), "sai", at=SIGNED)


def test_an_expired_certificate_does_not_sign(authority):
    late = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)

    with pytest.raises(Refused, match="chỉ có hiệu lực từ 01/01/2021 đến 01/01/2024"):
        open_key(authority.issue("Lê Mẫu"), PASSWORD, at=late)


def test_a_certificate_for_something_else_does_not_sign(authority):
    with pytest.raises(Refused, match="không được cấp để ký"):
        open_key(authority.issue("Lê Mẫu", signs=False), PASSWORD, at=SIGNED)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nrac", b"PK\x03\x04", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused_in_words(data):
    with pytest.raises(Refused, match="Không đọc được tệp PDF này"):
        check_pdf(data, [], at=SIGNED)


def test_roots_are_read_from_text_and_binary_files(authority):
    binary = authority.root.dump()

    assert certificates_in(authority.pem)[0].dump() == binary
    assert certificates_in(binary)[0].dump() == binary
