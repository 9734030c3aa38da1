"""Two people who issue at the same moment, with real commits: two numbers, one after the other."""

import threading

import pytest
from django.db import close_old_connections, connection

from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.books import reserve_number
from thidua.documents.actions.filing import set_recipients, write_paper
from thidua.documents.actions.issuing import issue_paper, open_book, sign_paper
from thidua.documents.actions.joint import add_issuer
from thidua.documents.models import NumberBook, Paper
from thidua.documents.queries.books import gap_faults

NOON = at(ISSUED, 12)

pytestmark = [pytest.mark.commits, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _world_again(django_db_setup, django_db_blocker):
    """These tests leave an empty database; the tests that follow find the base world."""
    from thidua.demo.world import build

    yield
    with django_db_blocker.unblock():
        build()


@pytest.fixture
def school():
    """The base world with real commits, and the school's book of notices."""
    from thidua.demo.world import build

    world = build()
    open_book(world.school, 2021, "TB", opening=0, reason="", by=world.huong, at=NOON)
    return world


def ready(world, subject, *, joint=False):
    paper = write_paper(
        world.school,
        "TB",
        subject,
        nodes=[{"kind": "plain", "text": subject}],
        symbol="TB-THPTLT",
        place="Lộc Ninh",
        issuer_written="TRƯỜNG THPT LỘC THÁI",
        superior_written="",
        by=world.huong,
        at=NOON,
    )
    line = {"written": "Các tổ", "role": "", "reaches": "teams", "unit": None}
    set_recipients(paper, [line], archive="VT", by=world.huong, at=NOON)
    if joint:
        add_issuer(paper, world.union, archive="CĐ", by=world.huong, at=NOON)
        sign_paper(paper, by=world.minh, at=NOON, authority="TM.", for_unit=world.union)
    return sign_paper(paper, by=world.lan, at=NOON)


def together(acts):
    """Every act in a thread and a connection of its own, all started at once; what each came to."""
    came, start = [], threading.Barrier(len(acts))

    def run(act):
        close_old_connections()
        start.wait()
        try:
            came.append(act())
        except Refused as refused:
            came.append([blocker.message for blocker in refused.blockers])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_papers_issued_at_the_same_moment_get_numbers_one_after_the_other(school):
    papers = [ready(school, f"Thông báo {order}") for order in range(4)]

    came = together(
        [lambda paper=paper: issue_paper(paper, by=school.huong, at=NOON).number for paper in papers]
    )

    assert sorted(came) == [1, 2, 3, 4]
    assert NumberBook.objects.get(unit=school.school, kind="TB").last == 4


def test_one_paper_issued_twice_at_the_same_moment_takes_one_number(school):
    paper = ready(school, "Thông báo")

    came = together([lambda: issue_paper(paper, by=school.huong, at=NOON).number] * 2)

    assert sorted(came, key=str) == [1, ["Văn bản đã được ban hành."]]
    assert Paper.objects.get(pk=paper.pk).receipts.count() == 8


def test_two_clerks_a_joint_paper_and_a_number_kept_by_hand_share_no_number_and_leave_no_gap(school):
    papers = [ready(school, "Thông báo 1"), ready(school, "Thông báo 2"), ready(school, "Chung", joint=True)]
    lacking = ready(school, "Thiếu nơi nhận")
    lacking.recipients.all().delete()
    book = NumberBook.objects.get(unit=school.school, kind="TB")
    acts = [lambda paper=paper: issue_paper(paper, by=school.huong, at=NOON).number for paper in papers]
    acts.append(lambda: issue_paper(lacking, by=school.huong, at=NOON).number)
    acts.append(lambda: reserve_number(book, reason="Viết tay", by=school.huong, at=NOON).number)

    came = together(acts)

    refused = [one for one in came if isinstance(one, list)]
    assert refused == [["Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành."]]
    assert sorted(one for one in came if isinstance(one, int)) == [1, 2, 3, 4]
    book.refresh_from_db()
    assert (book.last, list(gap_faults())) == (4, [])


def test_both_sides_signing_at_the_same_moment_leave_the_paper_signed(school):
    paper = write_paper(
        school.school,
        "TB",
        "Thông báo chung",
        nodes=[],
        symbol="TB-THPTLT",
        place="Lộc Ninh",
        issuer_written="TRƯỜNG THPT LỘC THÁI",
        superior_written="",
        by=school.huong,
        at=NOON,
    )
    add_issuer(paper, school.union, archive="CĐ", by=school.huong, at=NOON)

    together(
        [
            lambda: sign_paper(paper, by=school.lan, at=NOON).state,
            lambda: sign_paper(paper, by=school.minh, at=NOON, authority="TM.", for_unit=school.union).state,
        ]
    )

    assert Paper.objects.get(pk=paper.pk).state == "signed"
