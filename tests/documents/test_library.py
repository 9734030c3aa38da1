"""The library says what was in force on a day; a replaced paper stays, marked. The register is narrowed."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.demo.days import FILED, ISSUED, at
from thidua.documents.actions.citing import set_validity
from thidua.documents.actions.filing import receive_paper
from thidua.documents.models import Paper
from thidua.documents.queries.library import library_of, may_supersede
from thidua.documents.rules import graph as rules

NOON = at(ISSUED, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def receive(world, number, symbol="2017/NĐ-CP", kind="NĐ", day=FILED, issuer="Chính phủ", **more):
    return receive_paper(
        world.school,
        kind=kind,
        number=number,
        symbol=symbol,
        day=day,
        issuer_written=issuer,
        subject="Quy định chi tiết thi hành Luật Thi đua, khen thưởng",
        received_on=FILED,
        by=world.huong,
        at=NOON,
        **more,
    )


@pytest.fixture
def decrees(world):
    """A decree of 2010 replaced by one of 2017 on 01/10/2017, and a third whose day in force nobody has kept."""
    old = receive(world, 42, "2010/NĐ-CP", day=dt.date(2010, 4, 15))
    new = receive(world, 91, day=dt.date(2017, 7, 31))
    bare = receive(world, 5, "2020/TT-BNV", kind="TT", day=dt.date(2020, 1, 2), issuer="Bộ Nội vụ")
    facts = {"by": world.huong, "at": NOON}
    set_validity(new, first=dt.date(2017, 10, 1), until=None, superseded_by=None, **facts)
    set_validity(old, first=dt.date(2010, 6, 1), until=dt.date(2017, 10, 1), superseded_by=new, **facts)
    return old, new, bare


def standings(day):
    return {paper.number: paper.standing for paper in library_of(Paper.objects.all(), on=day)}


def test_on_each_day_the_one_in_force_is_known_and_the_replaced_one_is_marked(decrees):
    assert standings(dt.date(2017, 9, 30)) == {42: "con", 91: "chua", 5: "khong-ro"}
    assert standings(dt.date(2017, 10, 1)) == {42: "het", 91: "con", 5: "khong-ro"}
    assert standings(dt.date(2010, 5, 31)) == {42: "chua", 91: "chua", 5: "khong-ro"}


def test_the_library_is_narrowed_by_kind_and_by_what_holds(decrees):
    old, new, bare = decrees
    everything = Paper.objects.all()

    assert list(library_of(everything, on=ISSUED, standing="con")) == [new]
    assert list(library_of(everything, on=ISSUED, standing="het")) == [old]
    assert list(library_of(everything, on=ISSUED, kind="TT")) == [bare]


def test_other_papers_stand_in_the_library_only_when_their_time_in_force_is_kept(world, decrees):
    rules_of_house = receive(world, 8, "QC-SGDĐT", kind="QC", issuer="Sở GD&ĐT Bình Phước")
    assert rules_of_house not in library_of(Paper.objects.all(), on=ISSUED)

    set_validity(rules_of_house, first=FILED, until=None, superseded_by=None, by=world.huong, at=NOON)

    assert rules_of_house in library_of(Paper.objects.all(), on=ISSUED)


def test_a_draft_rules_nothing(world, write):
    draft = write(kind="QC")
    set_validity(draft, first=FILED, until=None, superseded_by=None, by=world.huong, at=NOON)

    assert list(library_of(Paper.objects.all(), on=ISSUED)) == []


def test_only_later_papers_of_the_register_are_offered_as_the_one_that_replaced(decrees):
    old, new, bare = decrees

    assert list(may_supersede(old, Paper.objects.all())) == [bare, new]
    assert list(may_supersede(bare, Paper.objects.all())) == []


def test_every_reason_against_a_time_in_force_is_said_at_once(world, decrees):
    old, new, _ = decrees
    facts = {"by": world.huong, "at": NOON}
    with pytest.raises(Refused) as no_end:
        set_validity(old, first=FILED, until=None, superseded_by=new, **facts)
    with pytest.raises(Refused) as early:
        set_validity(old, first=FILED, until=dt.date(2012, 1, 1), superseded_by=new, **facts)
    with pytest.raises(Refused) as itself:
        set_validity(old, first=FILED, until=FILED, superseded_by=old, **facts)

    assert said(no_end) == ["Văn bản đã bị thay thì cần ghi ngày hết hiệu lực."]
    assert said(early) == [
        "Ngày hết hiệu lực 01/01/2012 phải sau ngày có hiệu lực 13/09/2021.",
        "Văn bản thay thế ghi ngày 31/07/2017, nên văn bản này không hết hiệu lực trước đó.",
    ]
    assert said(itself) == [
        "Ngày hết hiệu lực 13/09/2021 phải sau ngày có hiệu lực 13/09/2021.",
        "Văn bản không thể được thay bằng chính nó.",
    ]


CONSTRAINTS = {
    "paper_in_force_lasts_a_day": {"in_force_from": FILED, "in_force_until": FILED},
    "paper_superseded_ends_on_a_day": {"in_force_until": None},
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_the_time_in_force(name, decrees):
    old, new, _ = decrees

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Paper.objects.filter(pk=old.pk).update(superseded_by=new, **CONSTRAINTS[name])


def test_the_database_holds_a_paper_apart_from_what_supersedes_it(decrees):
    old, _, _ = decrees

    with pytest.raises(IntegrityError, match="paper_does_not_supersede_itself"), transaction.atomic():
        Paper.objects.filter(pk=old.pk).update(superseded_by=old)


DAYS = st.none() | st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1))


@given(first=DAYS, until=DAYS, successor=DAYS)
def test_a_time_in_force_is_taken_only_when_it_lasts_a_day(first, until, successor):
    found = rules.blockers_to_validity(
        first=first, until=until, by_itself=False, superseded=False, successor_day=successor
    )

    assert bool(found) == (first is not None and until is not None and until <= first)


# Pages


def test_the_page_says_what_held_on_the_day_that_is_asked(world, decrees, enter):
    client = enter(world.huong)

    today = client.get(reverse("library")).content.decode()
    past = client.get(reverse("library"), {"ngay": "2015-01-01", "hieu_luc": "con"}).content.decode()

    assert "Thay bằng" in today
    assert "42/2010/NĐ-CP" in past
    assert "91/2017/NĐ-CP</a></th>" not in past


def test_the_time_in_force_is_kept_from_its_page_and_what_was_typed_stays(world, decrees, enter):
    _, new, _ = decrees
    client = enter(world.huong)
    address = reverse("paper_validity", args=[new.pk])

    refused = client.post(address, {"first": "2017-10-01", "until": "2017-01-01"})
    kept = client.post(address, {"first": "2017-10-01", "until": "2024-01-01"})

    assert refused.status_code == 422
    assert "Ngày hết hiệu lực 01/01/2017 phải sau ngày có hiệu lực 01/10/2017." in refused.content.decode()
    assert 'value="2017-01-01"' in refused.content.decode()
    assert kept.status_code == 302
    assert Paper.objects.get(pk=new.pk).in_force_until == dt.date(2024, 1, 1)


@pytest.mark.parametrize("name", ["library", "papers_owed", "papers_unread", "papers"])
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(
    name, world, enter, django_assert_num_queries
):
    def add(number):
        paper = receive(world, number, "KH-SGDĐT", kind="KH", issuer="Sở GD&ĐT Bình Phước")
        set_validity(paper, first=FILED, until=None, superseded_by=None, by=world.huong, at=NOON)

    client = enter(world.huong)
    add(1)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(name))
    add(2)
    add(3)
    with django_assert_num_queries(len(one)):
        assert client.get(reverse(name)).status_code == 200


# The register, narrowed


def found_in(page, *codes):
    return [code for code in codes if code in page]


def test_the_register_is_narrowed_by_kind_body_and_archive(world, decrees, enter):
    receive(world, 2786, "KH-SGDĐT", kind="KH", issuer="Sở GD&ĐT Bình Phước")
    kept = receive(world, 12, "CT-SGDĐT", kind="CT", issuer="Sở GD&ĐT Bình Phước")
    Paper.objects.filter(pk=kept.pk).update(archive="VT, TĐ")
    client, codes = enter(world.huong), ("2786/KH-SGDĐT", "12/CT-SGDĐT", "91/2017/NĐ-CP")

    def asked(**boxes):
        return found_in(client.get(reverse("papers"), boxes).content.decode(), *codes)

    assert asked() == list(codes)
    assert asked(ten_loai="NĐ") == ["91/2017/NĐ-CP"]
    assert asked(co_quan=world.department.pk) == ["2786/KH-SGDĐT", "12/CT-SGDĐT"]
    assert asked(co_quan=world.department.pk, ten_loai="CT") == ["12/CT-SGDĐT"]
    assert asked(luu="TĐ") == ["12/CT-SGDĐT"]
    assert asked(co_quan="x", ten_loai="nonsense") == list(codes)


def test_a_paper_of_another_kind_is_entered_with_the_name_it_bears(world, enter):
    client = enter(world.huong)
    facts = {
        "kind": "KHAC",
        "code": "",
        "issuer_written": "Hội Khuyến học",
        "subject": "Mẫu",
        "received_on": "2021-09-13",
    }

    refused = client.post(reverse("paper_received"), facts)
    client.post(reverse("paper_received"), {**facts, "kind_written": "Lời hiệu triệu"})

    assert "Loại khác thì ghi tên loại đúng như trên văn bản." in refused.content.decode()
    assert str(Paper.objects.get(issuer_written="Hội Khuyến học")) == "Lời hiệu triệu (chưa có số)"
