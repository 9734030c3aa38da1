"""An issued paper is signed digitally, the person first and then the body; a received one is checked."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.documents.sealing.conftest import PASSWORD, Authority
from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.filing import receive_paper
from thidua.documents.actions.issuing import issue_paper
from thidua.documents.actions.sealing import seal_paper
from thidua.documents.models import DigitalSignature
from thidua.documents.queries.papers import download_of
from thidua.documents.queries.sealing import findings_in, places_of, signed_pdf_of, trusted_roots
from thidua.documents.sealing.checking import Verdict
from thidua.documents.sealing.keys import UNOPENED

NOON = at(ISSUED, 12)
LAN = "Nguyễn Thị Mẫu Lan"
SCHOOL = "Trường THPT Lộc Thái"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture(scope="module")
def authority():
    return Authority("Tổ chức chứng thực mẫu")


@pytest.fixture
def roots(authority, tmp_path, settings):
    """The authority is trusted here."""
    (tmp_path / "goc.pem").write_bytes(authority.pem)
    settings.ROOTS = tmp_path
    return tmp_path


@pytest.fixture
def issued(world, ready):
    return issue_paper(ready, by=world.huong, at=NOON)


@pytest.fixture
def seal(world, authority):
    """Sign a paper as its signer or its school, with a certificate made for the occasion or given."""

    def sealed(paper, role="person", name=None, key=None, by=None, password=PASSWORD, **more):
        key = key or authority.issue(name or (LAN if role == "person" else SCHOOL), SCHOOL)
        place = f"{role}-{world.school.pk}"
        signer = by or (world.lan if role == "person" else world.huong)
        return seal_paper(paper, place, pkcs12=key, password=password, by=signer, at=NOON, **more)

    return sealed


def test_the_person_then_the_body_sign_and_the_signed_file_is_the_papers_pdf(issued, seal, roots):
    before = download_of(issued, "pdf").data

    first = seal(issued)
    second = seal(issued, "body")

    now = download_of(issued, "pdf").data
    assert now.startswith(before)  # each signature is an increment
    assert signed_pdf_of(issued) == second.file
    assert first.file != second.file
    found = findings_in(now, at=NOON)
    assert [(row.finding.holder.name, row.finding.verdict) for row in found] == [
        (LAN, Verdict.GOOD),
        (SCHOOL, Verdict.GOOD),
    ]
    assert [(row.headline, row.tone, row.shape) for row in found] == [("Hợp lệ", "good", "met")] * 2
    assert [place.signature for place in places_of(issued)] == [first, second]
    assert Event.objects.filter(verb="paper.sealed").count() == 2


def test_an_unknown_root_is_insufficient_ground_in_words_and_shape(issued, seal, settings, tmp_path):
    settings.ROOTS = tmp_path / "khong-co"
    seal(issued)

    [row] = findings_in(download_of(issued, "pdf").data, at=NOON)

    assert (row.headline, row.tone, row.shape) == ("Chưa đủ căn cứ", "plain", "unknown")


def test_a_changed_byte_is_found(issued, seal, roots):
    seal(issued)
    data = bytearray(download_of(issued, "pdf").data)
    data[len(data) // 3] ^= 1

    found = findings_in(bytes(data), at=NOON)

    assert [(row.headline, row.shape) for row in found] == [("Không hợp lệ", "unmet")]


def test_a_paper_that_is_not_issued_is_not_signed_digitally_and_every_reason_is_given(ready, seal, world):
    with pytest.raises(Refused) as refused:
        seal(ready, "body", password="sai", by=world.huong)

    assert said(refused) == [
        "Văn bản chưa phát hành nên chưa ký số được.",
        "Người ký văn bản ký số trước, sau đó mới đến cơ quan (Nghị định 30/2020, Điều 5).",
        UNOPENED,
    ]
    assert DigitalSignature.objects.count() == 0


def test_another_name_on_the_certificate_is_refused_unless_somebody_says_why(issued, seal):
    with pytest.raises(Refused) as refused:
        seal(issued, name="Nguyen Thi Mau Lan")
    row = seal(issued, name="Nguyen Thi Mau Lan", because="Chứng thư viết không dấu")

    assert said(refused) == [
        (
            "Chứng thư số mang tên “Nguyen Thi Mau Lan”, khác tên in trên văn bản là “Nguyễn Thị Mẫu Lan”. "
            "Nếu vẫn đúng là một, hãy ghi lý do khi ký lại."
        )
    ]
    assert row.differs_because == "Chứng thư viết không dấu"


def test_the_name_may_stand_in_capitals_and_then_no_reason_is_kept(issued, seal):
    assert seal(issued, name=LAN.upper(), because="không cần").differs_because == ""


def test_nobody_signs_twice_nor_with_the_same_certificate_nor_in_anothers_place(
    issued, seal, world, authority
):
    key = authority.issue(LAN, SCHOOL)
    seal(issued, key=key)

    with pytest.raises(Refused) as again:
        seal(issued, key=key)
    with pytest.raises(Refused) as same:
        seal(issued, "body", key=key, because="Cơ quan chưa có chứng thư riêng")

    assert said(again) == [
        "Phần của Nguyễn Thị Mẫu Lan đã được ký số; không ký hai lần.",
        "Chứng thư số của Nguyễn Thị Mẫu Lan đã ký văn bản này rồi.",
    ]
    assert said(same) == ["Chứng thư số của Nguyễn Thị Mẫu Lan đã ký văn bản này rồi."]


def test_only_the_signer_gives_the_signers_signature(issued, seal, world):
    with pytest.raises(Refused) as refused:
        seal(issued, by=world.huong)

    assert said(refused) == ["Phần này của Nguyễn Thị Mẫu Lan; chỉ chính người đã ký văn bản mới ký số."]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({}, "seal_once_by_each_person_and_body"),
        ({"role": "body"}, "seal_once_with_a_certificate"),
        ({"role": "body", "serial": ""}, "seal_names_its_certificate"),
    ],
)
def test_the_database_holds_the_promises(issued, seal, change, name):
    row = seal(issued)
    row.pk = None
    for column, value in change.items():
        setattr(row, column, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_a_root_that_cannot_be_read_is_named_and_the_others_stand(roots):
    (roots / "hong.crt").write_bytes(b"khong phai chung thu")
    (roots / "ghi-chu.txt").write_text("bỏ qua")

    found = trusted_roots()

    assert (len(found.certificates), found.unreadable) == (1, ("hong.crt",))


# Pages


def test_the_page_signs_and_neither_key_nor_password_is_kept_or_logged(
    issued, world, enter, authority, roots, caplog
):
    key = authority.issue(LAN, SCHOOL)
    client = enter(world.lan)
    address = reverse("paper_seal", args=[issued.pk])
    place = f"person-{world.school.pk}"

    with caplog.at_level(logging.DEBUG):
        wrong = client.post(
            address, {"place": place, "key": SimpleUploadedFile("a.p12", key), "password": "mat-khau-sai-mau"}
        )
        right = client.post(
            address, {"place": place, "key": SimpleUploadedFile("a.p12", key), "password": PASSWORD}
        )

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "mat-khau-sai-mau" not in wrong.content.decode()
    assert PASSWORD not in caplog.text
    assert "mat-khau-sai-mau" not in caplog.text
    row = DigitalSignature.objects.get()
    kept = " ".join(str(value) for value in vars(row).values())
    assert PASSWORD not in kept
    with row.file.stored.open("rb") as stored:
        assert key not in stored.read()


def test_the_page_offers_each_person_only_their_own_place(issued, world, enter):
    address = reverse("paper_seal", args=[issued.pk])

    lan = enter(world.lan).get(address).content.decode()
    huong = enter(world.huong).get(address).content.decode()
    hoa = enter(world.hoa).get(address).content.decode()

    assert 'name="password"' in lan
    assert 'name="password"' not in huong  # the body waits for the person
    assert "Người ký văn bản ký số trước" in huong
    assert 'name="password"' not in hoa


def test_a_place_that_is_not_ones_own_cannot_be_chosen(issued, world, enter, authority):
    answer = enter(world.huong).post(
        reverse("paper_seal", args=[issued.pk]),
        {
            "place": f"person-{world.school.pk}",
            "key": SimpleUploadedFile("a.p12", authority.issue(LAN, SCHOOL)),
            "password": PASSWORD,
        },
    )

    assert answer.status_code == 422
    assert DigitalSignature.objects.count() == 0


def test_a_received_pdf_is_checked_on_its_own_page(issued, seal, world, enter, roots):
    seal(issued)
    received = receive_paper(
        world.other_school,
        kind="TB",
        number=8,
        symbol="TB-THPTLT",
        day=NOON.date(),
        issuer_written=SCHOOL,
        subject="Lịch trực tuần",
        received_on=NOON.date(),
        upload=("8.pdf", download_of(issued, "pdf").data),
        by=world.tu,
        at=NOON,
    )

    page = enter(world.tu).get(reverse("paper_seal", args=[received.pk])).content.decode()

    assert "Nội dung nguyên vẹn, chứng thư do tổ chức đã tin cậy cấp." in page
    assert LAN in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp a.pdf rỗng, không có nội dung nào để đọc."),
        (b"khong phai pdf", "Không đọc được tệp PDF này"),
        (b"%PDF-1.7\n" + b"9 0 obj " * 2000, "Không đọc được tệp PDF này"),
    ],
)
def test_a_file_that_is_no_pdf_gets_a_sentence(world, enter, data, words):
    answer = enter(world.hoa).post(reverse("signatures_check"), {"file": SimpleUploadedFile("a.pdf", data)})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_pdf_without_signatures_is_said_to_have_none(issued, world, enter):
    answer = enter(world.hoa).post(
        reverse("signatures_check"),
        {"file": SimpleUploadedFile("a.pdf", download_of(issued, "pdf").data)},
    )

    assert answer.status_code == 200
    assert "Tệp này không mang chữ ký số nào." in answer.content.decode()
