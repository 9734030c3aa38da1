"""Clusters: members score each other and never themselves; another leads each year; the ranking waits for everybody."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.movements.scoring import NOON, said
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, at
from thidua.movements.actions.clusters import (
    close_cluster_year,
    join_cluster,
    open_cluster_year,
    score_members,
    set_up_cluster,
)
from thidua.movements.models import ClusterVote
from thidua.movements.queries.clusters import cluster_page, units_to_join
from thidua.org.access import Access

YEAR = "2021-2022"


@pytest.fixture
def made(world):
    return set_up_cluster(world.school, "Khối các tổ", full=100, source="QĐ 3", by=world.lan, at=NOON)


@pytest.fixture
def teams(world, made):
    units = [world.teams[code] for code in ("TOAN", "LY", "VAN")]
    for unit in units:
        join_cluster(made, unit, by=world.lan, at=NOON)
    return units


@pytest.fixture
def year(world, made, teams):
    return open_cluster_year(made, YEAR, teams[0], by=world.lan, at=NOON)


def give(year, voter, by, **points):
    return score_members(
        year, voter, {int(key[1:]): Decimal(value) for key, value in points.items()}, by=by, at=NOON
    )


def test_no_member_scores_itself_and_every_reason_is_told(world, year, teams):
    toan = teams[0]
    with pytest.raises(Refused) as refused:
        give(year, toan, world.khoa, **{f"u{toan.pk}": 100, f"u{world.teams['ANH'].pk}": 101})

    assert said(refused) == [
        "Không đơn vị nào tự chấm cho mình.",
        f"Người chấm và {world.teams['ANH']} đều phải là thành viên.",
        f"{world.teams['ANH']}: điểm 101 nằm ngoài thang từ 0 đến 100.",
    ]
    with pytest.raises(IntegrityError, match="cluster_vote_is_about_another"), transaction.atomic():
        ClusterVote.objects.create(
            year=year, voter=toan, about=toan, points=1, given_by=world.khoa, given_at=NOON
        )


def test_a_year_closes_when_each_member_scored_each_other_and_ranks_with_ties(world, year, teams):
    toan, ly, van = teams
    with pytest.raises(Refused) as refused:
        close_cluster_year(year, by=world.lan, at=NOON)
    give(year, toan, world.khoa, **{f"u{ly.pk}": 90, f"u{van.pk}": 80})
    give(year, ly, world.minh, **{f"u{toan.pk}": 85, f"u{van.pk}": 90})
    give(year, van, world.thanh, **{f"u{toan.pk}": 85, f"u{ly.pk}": 90})

    close_cluster_year(year, by=world.lan, at=NOON)

    assert len(said(refused)) == 6
    ranks = cluster_page(year.cluster, Access(world.lan, DECIDED), wanted=YEAR).ranks
    assert {(unit, rank.said, rank.place) for unit, rank in ranks} == {
        (ly, "90", 1),
        (toan, "85", 2),
        (van, "85", 2),
    }
    with pytest.raises(Refused, match="đã chốt"):
        give(year, toan, world.khoa, **{f"u{ly.pk}": 1})


def test_points_changed_say_why(world, year, teams):
    toan, ly, _ = teams
    give(year, toan, world.khoa, **{f"u{ly.pk}": 90})
    with pytest.raises(Refused) as refused:
        give(year, toan, world.khoa, **{f"u{ly.pk}": 70})
    score_members(year, toan, {ly.pk: Decimal(70)}, reason="Nhầm cột.", by=world.khoa, at=NOON)

    assert said(refused) == [f"{ly}: sửa điểm đã cho, cần ghi lý do."]
    assert ClusterVote.objects.get().points == 70


def test_another_member_leads_each_year(world, made, year, teams):
    later = at(DECIDED.replace(year=2022))
    with pytest.raises(Refused) as refused:
        open_cluster_year(made, "2022-2023", teams[0], by=world.lan, at=later)

    second = open_cluster_year(made, "2022-2023", teams[1], by=world.lan, at=later)

    assert said(refused) == [f"{teams[0]} đã làm trưởng năm trước; việc làm trưởng luân phiên hằng năm."]
    assert second.head == teams[1]


def test_without_a_scale_nothing_is_scored_or_ranked(world):
    bare = set_up_cluster(world.school, "Khối không điểm", full=None, source="QĐ 4", by=world.lan, at=NOON)
    for code in ("TOAN", "LY"):
        join_cluster(bare, world.teams[code], by=world.lan, at=NOON)
    opened = open_cluster_year(bare, YEAR, world.teams["LY"], by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        give(opened, world.teams["LY"], world.minh, **{f"u{world.teams['TOAN'].pk}": 5})

    assert said(refused) == ["Cụm, khối chưa có thang điểm, nên không chấm và không xếp hạng."]
    assert cluster_page(bare, Access(world.lan, DECIDED), wanted=YEAR).ranks == []


def test_a_member_joins_once_and_only_from_beneath(world, made, teams):
    with pytest.raises(Refused) as refused:
        join_cluster(made, teams[0], by=world.lan, at=NOON)
    with pytest.raises(Refused) as stranger:
        join_cluster(made, world.other_school, by=world.lan, at=NOON)

    assert said(refused) == [f"{teams[0]} đã là thành viên."]
    assert said(stranger) == [f"{world.other_school} không phải là đơn vị dưới quyền vào ngày này."]
    assert world.teams["ANH"] in units_to_join(made, on=DECIDED)
    assert teams[0] not in units_to_join(made, on=DECIDED)


def test_schools_of_a_department_score_each_other_on_the_page(world, enter):
    client = enter(world.son)
    made = client.post(
        reverse("cluster_new"),
        {"owner": world.department.pk, "name": "Khối THPT", "source": "QĐ 8/QĐ-SGDĐT", "full": "100"},
    )
    address = made.url
    key = int(address.rstrip("/").rsplit("/", 1)[1])
    for unit in (world.school, world.other_school):
        client.post(reverse("cluster_join", args=[key]), {"unit": unit.pk})
    client.post(reverse("cluster_year", args=[key]), {"head": world.other_school.pk})

    head = enter(world.lan)
    shown = head.get(address).content.decode()
    assert "Phiếu chấm của Trường THPT Lộc Thái" in shown
    assert "Phiếu chấm của Trường THPT Mẫu Khác" not in shown
    from thidua.movements.models import ClusterYear

    year = ClusterYear.objects.get()
    voter = world.school.pk
    head.post(reverse("cluster_score", args=[year.pk, voter]), {f"b{voter}-u{world.other_school.pk}": "92,5"})
    wrong = head.post(
        reverse("cluster_score", args=[year.pk, voter]), {f"b{voter}-u{world.other_school.pk}": "nhiều"}
    )

    assert "92,5" in head.get(address).content.decode()
    assert wrong.status_code == 422
    assert head.post(reverse("cluster_score", args=[year.pk, world.other_school.pk])).status_code == 404
    assert enter(world.hoa).get(reverse("clusters")).status_code == 200


def test_one_name_is_one_cluster(world, made):
    with pytest.raises(Refused) as refused:
        set_up_cluster(world.school, "Khối các tổ", full=None, source="", by=world.lan, at=NOON)

    assert said(refused) == [
        "Đơn vị đã có một cụm, khối mang tên này.",
        "Ghi quyết định thành lập cụm, khối.",
    ]
