import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.commendation.actions.decide import revoke
from thidua.commendation.models import Award, Certificate
from thidua.demo.days import AWARDED, at
from thidua.org.models import Person

NOON = at(AWARDED, 12)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def clock():
    """Noon of the day of the award."""
    with time_machine.travel(NOON.astimezone(dt.UTC), tick=False):
        yield NOON


@pytest.fixture
def award(awarded, clock):
    """Ngân's certificate: she is sixteen, and nobody has consented to her name."""
    return Award.objects.select_related("certificate").get(recipient="Lý Thị Mẫu Ngân")


def test_a_true_certificate_is_confirmed_above_all(client, award):
    page = text(client.get(award.certificate.get_absolute_url()))

    assert page.index("Còn hiệu lực") < page.index("Giấy khen của Hiệu trưởng tặng học sinh")
    for fact in ("46/QĐ-THPTLT", "25/10/2021", "02/2021", "Trường THPT Lộc Thái"):
        assert fact in page


def test_no_name_of_a_minor_is_anywhere_in_the_page(client, award):
    page = text(client.get(award.certificate.get_absolute_url()))

    assert "L.T.M.N." in page
    for hidden in ("Ngân", "Lý Thị", "11A1", "2005", award.merit):
        assert hidden not in page


def test_a_guardians_consent_shows_the_name(client, award):
    Person.objects.filter(pk=award.person_id).update(guardian_consent_until=AWARDED)

    assert "Lý Thị Mẫu Ngân" in text(client.get(award.certificate.get_absolute_url()))


def test_a_learner_of_unknown_birth_is_named_by_initials(client, award):
    Person.objects.filter(pk=award.person_id).update(birth=None)

    page = text(client.get(award.certificate.get_absolute_url()))

    assert ("L.T.M.N." in page, "Ngân" in page) == (True, False)


def test_a_revoked_certificate_says_so_first_and_nowhere_that_it_stands(client, award, awarded):
    revoke(
        award,
        decision="60/QĐ-THPTLT ngày 20/12/2021",
        reason="Kê khai sai.",
        on=AWARDED,
        by=awarded.lan,
        at=NOON,
    )

    page = text(client.get(award.certificate.get_absolute_url()))

    assert page.index("Đã thu hồi") < page.index("Giấy khen của Hiệu trưởng")
    assert ("Còn hiệu lực" in page, "Ngân" in page, "Kê khai sai." in page) == (False, False, False)


@pytest.mark.parametrize("code", ["0000-0000-0000", "khong-phai-ma", "0000-0000-000"])
def test_an_unknown_code_gets_one_calm_answer_whatever_is_wrong_with_it(client, award, code):
    answer = client.get(f"/kiem-tra/{code}/")

    assert answer.status_code == 404
    assert "Không tìm thấy mã này" in text(answer)
    assert "Mã gồm" not in text(answer)


def test_a_typed_code_is_forgiven_its_case_blanks_and_letters(client, award):
    Certificate.objects.filter(pk=award.certificate.pk).update(check_code="0110-ABCD-9ZZZ")

    answer = client.get("/kiem-tra/", {"ma": " o1L0 abcd–9zzz"})

    assert answer["Location"] == "/kiem-tra/0110-ABCD-9ZZZ/"
    assert "Còn hiệu lực" in text(client.get(answer["Location"]))
    assert client.get("/kiem-tra/oiLo.abcd.9zzz/").status_code == 200


def test_what_cannot_be_a_code_is_answered_like_one_that_is_not_known(client, award):
    answer = client.get("/kiem-tra/", {"ma": "<b>abc</b>"})

    assert answer.status_code == 404
    assert "Không tìm thấy mã này" in text(answer)
    assert "<b>abc</b>" not in text(answer)


def test_the_honours_name_minors_by_initials_and_show_no_code(client, award):
    page = text(client.get("/vinh-danh/"))

    assert ("L.T.M.N." in page, "Đ.M.H." in page) == (True, True)
    codes = Certificate.objects.values_list("check_code", flat=True)
    for hidden in ("Ngân", "Hạnh", "Phát", "10A2", *codes):
        assert hidden not in page


def test_a_revoked_award_leaves_the_honours(client, award, awarded):
    revoke(award, decision="60/QĐ-THPTLT", reason="Kê khai sai.", on=AWARDED, by=awarded.lan, at=NOON)

    page = text(client.get("/vinh-danh/"))

    assert ("L.T.M.N." in page, "Đ.M.H." in page) == (False, True)


def test_public_pages_need_no_account_and_set_no_cookie(client, award):
    answers = [
        client.get(path) for path in ("/kiem-tra/", "/vinh-danh/", award.certificate.get_absolute_url())
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert dict(client.cookies) == {}


def test_the_honours_ask_as_much_of_the_database_for_one_row_as_for_three(client, award, awarded):
    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get("/vinh-danh/")
        return len(asked)

    client.get("/vinh-danh/")
    three = count()
    for other in Award.objects.exclude(pk=award.pk):
        revoke(other, decision="60/QĐ", reason="Sai.", on=AWARDED, by=awarded.lan, at=NOON)

    assert (count(), three) == (three, 2)
