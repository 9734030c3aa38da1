"""The proof of a unit's work: brought by who speaks for the unit, checked by who watches over it, seen by both."""

import pytest

from thidua.core.errors import Refused
from thidua.demo.days import REPORTED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.actions.files import check_evidence
from thidua.documents.queries.evidence import evidence_seen_by, evidence_to_check_by
from thidua.movements.models import Assignment
from thidua.org.access import Access

NOON = at(REPORTED, 12)
EVERYONE = ("lan", "binh", "huong", "minh", "thanh", "khoa", "hoa", "quan", "tam", "son", "tu")


@pytest.fixture
def proof(reported):
    asked = Assignment.objects.filter(unit=reported.teams["TOAN"], person=None).earliest("id")
    brought = Proof(upload=("ke-hoach-to.txt", b"Ke hoach cua to"))
    return add_proof(asked, asked.unit, brought, by=reported.khoa, at=NOON)


def who(world, asked, row):
    users = {name: Access(getattr(world, name), NOON.date()) for name in EVERYONE}
    return [name for name, access in users.items() if asked(access).filter(pk=row.pk).exists()]


def test_those_who_watch_over_the_unit_see_and_check_and_strangers_do_neither(reported, proof):
    seen = who(reported, evidence_seen_by, proof)
    checking = who(reported, evidence_to_check_by, proof)

    assert {"khoa", "lan", "binh", "minh"} <= set(seen)
    assert not {"hoa", "quan", "tu", "tam"} & set(seen)
    assert {"lan", "binh", "minh"} <= set(checking)
    assert "khoa" not in checking


def test_who_brought_it_does_not_check_it(reported, proof):
    with pytest.raises(Refused, match="không tự kiểm tra minh chứng của mình"):
        check_evidence(proof, accept=True, by=reported.khoa, at=NOON)


def test_the_page_of_the_unit_leads_to_adding_and_counts_what_is_there(reported, proof, client, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.force_login(reported.khoa, backend="thidua.org.backends.StaffBackend")

    page = client.get(f"/don-vi/{reported.teams['TOAN'].pk}/viec/").content.decode()

    assert "1 minh chứng" in page
    assert client.get(f"/minh-chung/them/movements.assignment/{proof.about_id}/").status_code == 200
