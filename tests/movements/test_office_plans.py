"""What a district office and a department meet that a school does not: their letterheads, their units, their time."""

import datetime as dt

import pytest

from thidua.core.dates import days_inclusive
from thidua.demo.days import ISSUED, at
from thidua.documents.reading import read_bytes
from thidua.movements.actions.duties import add_duty
from thidua.movements.actions.importing import import_plan, issued_by
from thidua.movements.drafting import draft_from
from thidua.movements.models import Assignment, Movement
from thidua.movements.queries.cascade import units_in_scope
from thidua.movements.queries.pledges import pledge_share
from thidua.movements.queries.reading import is_named
from thidua.org.actions.tree import create_unit

NOON = at(ISSUED, 12)
SINCE = dt.date(2018, 8, 1)


@pytest.fixture
def office(world):
    """A district office whose letterhead says its kind and not its place, as its neighbour's does."""
    made = {}
    for code, place in (("PGD-MOT", "Mẫu Một"), ("PGD-HAI", "Mẫu Hai")):
        made[place] = create_unit(
            code, "district_office", f"Phòng Giáo dục và Đào tạo huyện {place}", parent=world.department,
            short="Phòng GDĐT", seat=place, since=SINCE, by=None, at=NOON,
        )  # fmt: skip
    return made["Mẫu Một"]


@pytest.mark.parametrize(
    ("written", "governing", "named"),
    [
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN MẪU MỘT", True),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "ỦY BAN NHÂN DÂN HUYỆN MẪU MỘT", True),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN MẪU HAI", False),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN MẪU MỘT", None, True),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN MẪU HAI", None, False),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", None, False),
    ],
)
def test_a_letterhead_without_its_place_is_told_by_the_body_above_it(office, written, governing, named):
    assert is_named(office, written, governing, on=ISSUED) is named


def test_the_real_plan_of_a_department_without_letterhead_is_the_departments_own(world, seeds):
    department = create_unit(
        "SGD-HY", "department", "Sở Giáo dục và Đào tạo Hưng Yên", seat="Hưng Yên", since=SINCE, by=None, at=NOON
    )  # fmt: skip
    data = next(seeds.glob("002_*.txt")).read_bytes()

    structure = read_bytes(data, filename="002.txt")

    assert issued_by(structure, department, on=ISSUED) is True
    assert issued_by(structure, world.department, on=ISSUED) is False


def test_a_resolution_without_number_is_named_once(world, seeds):
    data = next(seeds.glob("004_*.txt")).read_bytes()

    paper = import_plan(world.school, data, "004.txt", by=world.huong, at=NOON, own=True)

    assert list(paper.citations.filter(code="").order_by("id").values_list("written", flat=True)) == [
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        "Nghị quyết Đại hội Đảng bộ tỉnh Hưng Yên lần thứ XIX",
        "Nghị quyết Đại hội Đảng các cấp nhiệm kỳ 2020 - 2025",
    ]


def test_an_order_to_district_offices_is_not_drafted_as_a_duty_of_the_divisions(seeds):
    data = next(seeds.glob("002_*.txt")).read_bytes()

    drafted = draft_from(read_bytes(data, filename="002.txt")).duties

    assert [(duty.what, duty.reaches, duty.line) for duty in drafted] == [
        ("measures", "whole", 106),
        ("report", "units", 235),
    ]


def test_a_unit_that_has_not_signed_is_not_counted_as_signed(world, draft):
    duty = add_duty(draft, "pledge", "units", "Ký giao ước", lines=["Dạy tốt"], by=world.lan, at=NOON)
    Assignment.objects.create(duty=duty, unit=world.school, opened_at=NOON)

    share = pledge_share(draft)

    assert (share.done, share.total, list(share.missing)) == (0, 1, [str(world.school)])


def test_a_body_inside_the_issuer_is_no_attached_unit(world, draft, office):
    council = create_unit(
        "HD-MAU", "council", "Hội đồng Thi đua - Khen thưởng Mẫu", parent=world.department, relation="within",
        since=SINCE, by=None, at=NOON,
    )  # fmt: skip

    given = set(units_in_scope(world.department, "units", on=ISSUED))

    assert {office, world.school} <= given
    assert council not in given


@pytest.mark.parametrize(
    ("during", "last"),
    [
        (None, None),
        (days_inclusive(dt.date(2020, 12, 23), dt.date(2025, 12, 31)), dt.date(2025, 12, 31)),
    ],
)
def test_the_last_day_of_a_movement_is_the_one_people_write(during, last):
    assert Movement(during=during).last_day == last
