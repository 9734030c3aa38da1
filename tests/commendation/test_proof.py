"""The proof of a dossier: whoever appraises may open it, a colleague of the nominee may not (HY-47)."""

import pytest

from thidua.commendation.models import Nomination
from thidua.demo.days import VOTED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.queries.evidence import evidence_seen_by, evidence_to_check_by, proofs_of
from thidua.org.access import Access

NOON = at(VOTED, 12)
EVERYONE = ("lan", "binh", "huong", "minh", "thanh", "khoa", "hoa", "quan", "tam", "son", "tu")


@pytest.fixture
def dossier(voted):
    return Nomination.objects.get(person__name="Đặng Mẫu Nga")


def bring(dossier, by, data_class):
    proof = Proof(upload=("xac-nhan.txt", b"Giay xac nhan nguoi than tham gia"), data_class=data_class)
    return add_proof(dossier, dossier.home, proof, by=by, at=NOON)


def who(world, asked, row):
    users = {name: Access(getattr(world, name), NOON.date()) for name in EVERYONE}
    return [name for name, access in users.items() if asked(access).filter(pk=row.pk).exists()]


def test_appraisers_open_the_proof_of_a_dossier_and_colleagues_do_not(voted, dossier):
    row = bring(dossier, voted.minh, "")

    assert who(voted, evidence_seen_by, row) == ["lan", "binh", "huong", "minh", "thanh", "khoa", "son"]
    assert who(voted, evidence_to_check_by, row) == ["lan", "binh", "son"]


def test_proof_about_relatives_is_opened_by_its_owner_and_those_trusted_with_such_data(voted, dossier):
    row = bring(dossier, voted.minh, "relatives")

    assert who(voted, evidence_seen_by, row) == ["lan", "binh", "minh", "son"]
    page = proofs_of(dossier, Access(voted.khoa, NOON.date()))
    assert (row in page.rows, page.hidden) == (False, 1)


def test_the_page_of_the_dossier_names_what_is_hidden_and_hides_it(voted, dossier, client, time_machine):
    bring(dossier, voted.minh, "relatives")
    time_machine.move_to(NOON, tick=False)
    pages = {}
    for user in (voted.lan, voted.khoa):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        pages[user.username] = client.get(dossier.get_absolute_url()).content.decode()

    assert "xac-nhan.txt" in pages["lan"]
    assert "xac-nhan.txt" not in pages["khoa"]
    assert "Còn 1 minh chứng thuộc loại dữ liệu anh/chị không có quyền mở." in pages["khoa"]
