import pytest

from thidua.commendation.actions.decide import (
    issue_award_paper,
    prepare_decision,
    prepare_submission,
    revoke,
)
from thidua.commendation.models import Award, Certificate, LevelOutcome, Nomination
from thidua.commendation.queries.certificates import certificate, faces_of, ledger
from thidua.core.errors import Refused
from thidua.demo.days import AWARDED, at
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import sign_paper
from thidua.documents.writing.certificate import certificates_pdf
from thidua.org.models import Unit

STAFF, PUPILS = "gk_giam_doc_so", "gk_hoc_sinh"
EIGHT = at(AWARDED, 8)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def dossiers(award):
    rows = Nomination.objects.filter(award=award).select_related(
        "person", "unit", "home", "call", "item__session"
    )
    return list(rows.order_by("id"))


def sent_out(paper, world):
    line = {"written": "Như Điều 3", "role": "carry_out", "reaches": "text", "unit": None}
    set_recipients(paper, [line], archive="VT", by=world.huong, at=EIGHT)
    sign_paper(paper, by=world.lan, at=EIGHT)
    return issue_award_paper(paper, by=world.huong, at=EIGHT)


def test_a_school_that_tries_a_statutory_award_for_staff_is_refused_with_the_article(voted):
    agreed = [row for row in dossiers(STAFF) if str(row) != "Điểu Mẫu Sơn"]

    with pytest.raises(Refused) as refused:
        prepare_decision(voted.school, STAFF, agreed, by=voted.huong, at=EIGHT)

    assert said(refused) == [
        (
            "Đơn vị không có thẩm quyền quyết định Giấy khen của Giám đốc Sở Giáo dục và Đào tạo. Người có thẩm quyền: "
            "Giám đốc Sở. Đơn vị chỉ lập tờ trình đề nghị. (Luật 39/2013/QH13 Điều 74 khoản 2 điểm c, Điều 75, Điều 80 "
            "khoản 1; Nghị định 91/2017/NĐ-CP Điều 40, Điều 73)"
        )
    ]
    assert refused.value.blockers[0].about == agreed[0].call


def test_a_school_that_tries_a_bang_khen_is_refused_with_the_article_and_for_want_of_a_dossier(voted):
    with pytest.raises(Refused) as refused:
        prepare_decision(voted.school, "bk_ct_ubnd_tinh", dossiers(STAFF)[:1], by=voted.huong, at=EIGHT)

    ruling, dossier = said(refused)
    assert ruling == (
        "Đơn vị không có thẩm quyền quyết định Bằng khen của Chủ tịch UBND tỉnh. Người có thẩm quyền: Chủ tịch UBND "
        "cấp tỉnh. Đơn vị chỉ lập tờ trình đề nghị. (Luật 39/2013/QH13 Điều 72, Điều 79; Nghị định 91/2017/NĐ-CP "
        "Điều 39, Điều 73)"
    )
    assert (
        dossier
        == "Tổ Toán – Tin: kết luận “chưa có hồ sơ cho hình thức này”, chưa đủ điều kiện đưa vào danh sách."
    )


def test_a_submission_lists_whom_the_council_agreed_to(voted):
    paper = prepare_submission(voted.school, STAFF, dossiers(STAFF), by=voted.huong, at=EIGHT)

    assert (paper.kind, paper.addressee) == ("TTr", "Giám đốc Sở GD&ĐT Bình Phước")
    assert [str(row.nomination) for row in paper.listings.all()] == [
        str(row) for row in dossiers(STAFF) if str(row) != "Điểu Mẫu Sơn"
    ]


def test_a_dossier_is_listed_once(voted):
    prepare_decision(voted.school, PUPILS, dossiers(PUPILS), by=voted.huong, at=EIGHT)

    with pytest.raises(Refused) as refused:
        prepare_decision(voted.school, PUPILS, dossiers(PUPILS)[:1], by=voted.huong, at=EIGHT)

    assert said(refused) == ["Điểu Mẫu Hạnh: đã có trong một danh sách khác của cùng hình thức."]


def test_praise_in_the_unit_may_follow_a_dossier_made_for_another_award(voted):
    turned_down = [row for row in dossiers(STAFF) if str(row) == "Điểu Mẫu Sơn"]

    paper = prepare_decision(voted.school, "bieu_duong", turned_down, by=voted.huong, at=EIGHT)

    assert paper.subject == "Về việc biểu dương tập thể, cá nhân"
    sent_out(paper, voted)
    praised = Award.objects.get()
    assert (praised.statutory, praised.prize_vnd) == (False, None)
    assert Certificate.objects.count() == 0


def test_an_unsigned_decision_is_not_issued(voted):
    paper = prepare_decision(voted.school, PUPILS, dossiers(PUPILS), by=voted.huong, at=EIGHT)

    with pytest.raises(Refused) as refused:
        issue_award_paper(paper, by=voted.huong, at=EIGHT)

    assert said(refused) == [
        "Chưa có chữ ký của Trường THPT Lộc Thái.",
        "Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành.",
    ]
    assert Award.objects.count() == 0


def test_an_issued_decision_gives_awards_numbers_and_codes(voted):
    paper = sent_out(
        prepare_decision(voted.school, PUPILS, dossiers(PUPILS), by=voted.huong, at=EIGHT), voted
    )

    assert paper.code == "46/QĐ-THPTLT"
    given = list(Certificate.objects.order_by("book_number"))
    assert [str(row) for row in given] == ["01/2021", "02/2021", "03/2021"]
    assert len({row.check_code for row in given}) == 3
    assert [row.get_level_display() for row in LevelOutcome.objects.filter(paper=paper)] == [
        "Thủ trưởng đơn vị"
    ] * 3


def test_an_issued_submission_sends_its_dossiers_up(voted):
    paper = sent_out(
        prepare_submission(voted.school, STAFF, dossiers(STAFF), by=voted.huong, at=EIGHT), voted
    )

    assert paper.code == "13/TTr-THPTLT"
    assert LevelOutcome.objects.filter(paper=paper, level="above", outcome="sent").count() == 7


def test_the_certificates_of_a_decision_are_printed_with_numbers_and_codes(voted, settings):
    settings.SITE_ADDRESS = "https://thidua.example.vn"
    paper = sent_out(
        prepare_decision(voted.school, PUPILS, dossiers(PUPILS), by=voted.huong, at=EIGHT), voted
    )
    paper.refresh_from_db()

    faces = faces_of(paper)

    first = faces[0]
    code = Award.objects.get(recipient="Điểu Mẫu Hạnh").certificate.check_code
    assert (first.title, first.recipient_prefix, first.recipient) == ("Giấy khen", "Em", "Điểu Mẫu Hạnh")
    assert (first.decision_number, first.book_number) == ("46/QĐ-THPTLT", "01/2021")
    assert (first.check_code, first.check_address) == (code, f"https://thidua.example.vn/kiem-tra/{code}/")
    assert first.signature.name == "Nguyễn Thị Mẫu Lan"
    assert certificates_pdf(faces).startswith(b"%PDF")


def test_a_revoked_certificate_is_not_printed_again_and_stays_in_the_ledger(voted):
    paper = sent_out(
        prepare_decision(voted.school, PUPILS, dossiers(PUPILS), by=voted.huong, at=EIGHT), voted
    )
    award = Award.objects.get(recipient="Điểu Mẫu Hạnh")

    revoke(award, decision="60/QĐ-THPTLT", reason="Kê khai sai.", on=AWARDED, by=voted.lan, at=EIGHT)
    with pytest.raises(Refused) as refused:
        revoke(award, decision="61/QĐ-THPTLT", reason="Lần nữa.", on=AWARDED, by=voted.lan, at=EIGHT)

    assert said(refused) == ["Hình thức khen thưởng này đã được thu hồi."]
    assert [face.recipient for face in faces_of(paper)] == ["Lý Thị Mẫu Ngân", "Trần Mẫu Phát"]
    assert certificate(award.certificate.check_code).award.is_revoked is True
    assert ledger(Unit.objects.filter(pk=voted.school.pk)).count() == 3
