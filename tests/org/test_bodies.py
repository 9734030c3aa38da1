"""The public bodies of the four plans: 2020, 2021 and today each have their own tree."""

import datetime as dt

import pytest

from thidua.core.dates import at_noon
from thidua.org.actions.bodies import Region, plant_bodies, regions
from thidua.org.actions.reach import reach_faults
from thidua.org.models import Guidance, Lineage, Unit
from thidua.org.queries.tree import ancestors_of, children_of, find_unit, name_on, union_of, with_names

TODAY = dt.date(2026, 11, 21)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db):
    return plant_bodies(by=None, at=at_noon(TODAY))


def above(code, day):
    return [step.name for step in ancestors_of(Unit.objects.get(code=code), on=day)][1:]


@pytest.mark.parametrize("day", [dt.date(2020, 3, 1), dt.date(2021, 10, 26), dt.date(2025, 6, 30)])
def test_until_2025_the_district_office_stands_under_district_and_province(bodies, day):
    assert above("PGDDT-EAKAR", day) == ["Ủy ban nhân dân huyện Ea Kar", "Ủy ban nhân dân tỉnh Đắk Lắk"]
    assert above("LOCTHAI", day)[-1] == "Ủy ban nhân dân tỉnh Bình Phước"


def test_from_july_2025_there_are_no_districts_and_the_school_is_in_dong_nai(bodies):
    day = dt.date(2025, 7, 1)

    assert above("PGDDT-EAKAR", day) == []
    assert above("LOCTHAI", day) == ["Sở Giáo dục và Đào tạo Đồng Nai", "Ủy ban nhân dân tỉnh Đồng Nai"]
    assert above("PVHXH-24373", day) == ["Ủy ban nhân dân xã Ea Kar", "Ủy ban nhân dân tỉnh Đắk Lắk"]


def test_one_code_is_a_commune_and_then_a_ward_and_the_province_a_city(bodies):
    names = [
        name_on(Unit.objects.get(code="UBND-25270"), day)
        for day in (dt.date(2026, 4, 29), dt.date(2026, 4, 30))
    ]

    assert [str(name) for name in names] == ["Ủy ban nhân dân xã Lộc Ninh", "Ủy ban nhân dân phường Lộc Ninh"]
    assert above("LOCTHAI", TODAY)[-1] == "Ủy ban nhân dân thành phố Đồng Nai"


def test_what_a_district_became_is_told_without_inventing_shares(bodies):
    rows = Lineage.objects.filter(predecessor__code="UBND-EAKAR").order_by("successor__code")

    assert [(row.successor.code, row.share_part, row.share_whole) for row in rows] == [
        (f"UBND-{code}", None, None) for code in ("24373", "24376", "24400", "24403", "24406")
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UBND huyện Ea Kar", "UBND-EAKAR"),
        ("Phòng GDĐT Ea Kar", "PGDDT-EAKAR"),
        ("Ban Thi đua Khen thưởng tỉnh", "BTDKT-HY"),
        ("Công đoàn GDVN", "CDGDVN"),
        ("Bộ GD&ĐT", "BGDDT"),
        ("Sở Giáo dục - Đào tạo Hưng Yên", "SGDDT-HY"),
        ("Hội đồng TĐ-KT ngành", "HDTDKT-GD-HY"),
        ("Phòng GDĐT thị xã Mỹ Hào", "PGDDT-MYHAO"),
    ],
)
def test_bodies_are_found_as_the_plans_write_them(bodies, written, code):
    found = find_unit(written, on=dt.date(2021, 10, 26))

    assert found is not None
    assert found.code == code


def test_planting_again_changes_nothing_and_the_unfolded_tree_is_true(bodies):
    lineages = Lineage.objects.count()

    assert (bodies > 60, plant_bodies(by=None, at=at_noon(TODAY)), Lineage.objects.count()) == (
        True,
        0,
        lineages,
    )
    assert reach_faults() == 0


def test_the_union_of_the_province_is_paired_with_its_department(bodies):
    department = Unit.objects.get(code="SGDDT-HY")

    assert union_of(department, on=dt.date(2021, 9, 5)).code == "CDGD-HY"


def test_every_code_is_told_once_and_every_change_speaks_of_a_known_body():
    told = list(regions())
    codes = [body.code for region in told for body in region.bodies]
    named = {code for region in told for change in region.changes for code in (*change.merge, *change.to)}

    assert len(codes) == len(set(codes))
    assert named <= set(codes)


@pytest.mark.parametrize(
    "change",
    [
        {"day": "2025-07-01", "basis": "x"},
        {"day": "2025-07-01", "basis": "x", "end": "A", "rename": "A", "name": "B"},
        {"day": "2025-07-01", "basis": "x", "merge": ["A"]},
        {"day": "2025-07-01", "basis": "x", "end": "A", "to": ["B"]},
        {"day": "2025-07-01", "basis": "", "end": "A"},
        {"day": "2025-07-01", "basis": "x", "end": "A", "unheard": 1},
    ],
)
def test_a_change_that_says_too_much_or_too_little_does_not_load(change):
    with pytest.raises(ValueError, match="validation error"):
        Region.model_validate({"before": "x", "bodies": [], "changes": [change]})


def test_the_tree_of_hung_yen_in_2021_shows_divisions_and_offices_of_three_administrative_kinds(bodies):
    day = dt.date(2021, 10, 26)
    department = Unit.objects.get(code="SGDDT-HY")
    guided = Guidance.objects.on(day).filter(by=department).values("unit")
    offices = with_names(Unit.objects.filter(pk__in=guided, kind="district_office"), on=day)

    kinds = {office.name_then.removeprefix("Phòng Giáo dục và Đào tạo ").split(" ")[0] for office in offices}

    assert kinds == {"huyện", "thị", "thành"}
    assert [unit.code for unit in children_of(department, on=day, kinds=["division"])] == ["VP-SGDDT-HY"]
