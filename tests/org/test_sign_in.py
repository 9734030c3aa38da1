"""The life of an account: a printed code, a first sign-in, a password of one's own, too many mistakes."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse

from thidua.core.dates import at_noon
from thidua.core.errors import Refused
from thidua.org.actions.people import add_person, appoint, choose_password, open_account, reset_account
from thidua.org.actions.tree import create_unit
from thidua.org.codes import hashed, new_code

DAY = dt.date(2021, 9, 5)
NOON = at_noon(DAY)
PASSWORD = "bốn mùa hoa trái"

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    school = create_unit("T1", "upper_secondary", "Trường THPT Mẫu", since=DAY, by=None, at=NOON)
    person = add_person("NS1", "Trần Mẫu Lan", by=None, at=NOON)
    appoint(person, school, "head", "Hiệu trưởng", since=DAY, by=None, at=NOON, main=True, group="cadre")
    return open_account(person, "NS1", by=None, at=NOON)


def sign_in(client, username, password):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_a_one_time_code_opens_only_the_password_page(client, account):
    _, code = account

    answer = sign_in(client, "ns1", code)

    assert (answer.status_code, answer.url) == (302, reverse("password_choose"))
    assert client.get(reverse("trail")).url == reverse("password_choose")
    assert client.get(reverse("password_choose")).status_code == 200


def test_the_first_password_ends_the_code_and_opens_the_desk(client, account):
    user, code = account
    sign_in(client, "ns1", code)

    answer = client.post(reverse("password_choose"), {"password": PASSWORD, "again": PASSWORD})

    assert (answer.status_code, answer.url) == (302, reverse("desk"))
    user.refresh_from_db()
    assert (user.must_change, user.check_password(PASSWORD), user.check_password(code)) == (
        False,
        True,
        False,
    )


def test_a_changed_password_asks_for_the_old_one_and_refuses_a_weak_one(client, account):
    user, _ = account
    choose_password(user, PASSWORD, at=NOON)
    client.force_login(user, backend="thidua.org.backends.StaffBackend")

    answer = client.post(reverse("password_choose"), {"old": "sai", "password": "12345", "again": "54321"})

    text = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Mật khẩu hiện nay chưa đúng.",
        "Mật khẩu cần ít nhất 10 ký tự.",
        "Mật khẩu không được chỉ gồm chữ số.",
        "Mật khẩu này quá nhiều người dùng, rất dễ đoán.",
    ):
        assert text.count(sentence) == 2, sentence  # once in the summary, once at the box
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_wrong_password_says_so_in_vietnamese_and_tells_nothing_more(client, account):
    known = sign_in(client, "ns1", "sai")
    unknown = sign_in(client, "ai-do", "sai")

    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert [known.content.decode().count(sentence), unknown.content.decode().count(sentence)] == [1, 1]


def test_eight_wrong_passwords_lock_the_account_even_for_the_right_one(client, account):
    _, code = account

    statuses = [sign_in(client, "ns1", "sai").status_code for _ in range(8)]
    right = sign_in(client, "ns1", code)

    assert statuses == [200] * 7 + [403]
    assert right.status_code == 403
    assert "Tài khoản khóa 15 phút" in right.content.decode()
    assert client.get(reverse("desk")).status_code == 302


def test_a_reset_ends_the_old_password_and_every_open_session(client, account):
    user, _ = account
    choose_password(user, PASSWORD, at=NOON)
    client.force_login(user, backend="thidua.org.backends.StaffBackend")

    code = reset_account(user, by=user, at=NOON)

    user.refresh_from_db()
    assert (user.must_change, user.check_password(PASSWORD), user.check_password(code)) == (True, False, True)
    assert client.get(reverse("trail")).url.startswith(reverse("account_login"))


def test_signing_out_needs_a_post(client, account):
    assert client.get(reverse("account_logout")).status_code == 405


def test_a_code_is_kept_hashed_with_fewer_rounds_of_the_usual_algorithm():
    code = new_code()

    kept = hashed(code)

    assert kept.startswith("pbkdf2_sha256$20000$")
    assert (check_password(code, kept), check_password(code.lower(), kept)) == (True, False)


def test_a_person_has_one_account_and_a_name_belongs_to_one(account):
    user, _ = account
    other = add_person("NS2", "Lê Mẫu Minh", by=None, at=NOON)

    with pytest.raises(Refused) as second:
        open_account(user.person, "khac", by=None, at=NOON)
    with pytest.raises(Refused) as taken:
        open_account(other, "NS1", by=None, at=NOON)

    assert [str(b) for b in second.value.blockers] == [
        "Người này đã có tài khoản; hãy cấp lại mã thay vì lập tài khoản mới."
    ]
    assert [str(b) for b in taken.value.blockers] == ["Tên đăng nhập NS1 đã có người dùng."]


def test_only_a_demo_tells_its_sign_ins(client, settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "demo-signins.json").write_text(
        '[{"username": "lan", "password": "p", "who": "Lan", "does": "Hiệu trưởng"}]', encoding="utf-8"
    )

    settings.DEMO = False
    real = client.get(reverse("account_login")).content.decode()
    settings.DEMO = True
    demo = client.get(reverse("account_login")).content.decode()

    assert ("<code>lan</code>" in real, "<code>lan</code>" in demo) == (False, True)
