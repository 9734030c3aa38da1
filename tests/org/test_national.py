"""The invented country at a small size: the same numbers give the same country, and its tree is true."""

import datetime as dt

import pytest

from thidua.demo.national import TURN, build_national
from thidua.org.actions.reach import reach_faults
from thidua.org.models import Person, Placement, Post, Unit
from thidua.org.queries.people import head_count
from thidua.org.queries.tree import ancestors_of

pytestmark = pytest.mark.django_db


def test_a_small_country_stands_before_and_after_the_reorganisation():
    built = build_national(schools=130, staff=400)

    moved = Unit.objects.filter(pk__in=built.schools, kind="primary").first()
    kinds = [[step.kind for step in ancestors_of(moved, on=day)] for day in (dt.date(2021, 10, 15), TURN)]
    assert kinds == [
        ["primary", "district_office", "district", "province"],
        ["primary", "commune", "province"],
    ]
    assert Placement.objects.on(TURN).filter(unit__in=built.provinces).count() == 34
    assert reach_faults() == 0


def test_everyone_is_counted_once():
    built = build_national(schools=130, staff=400)

    provinces = Unit.objects.filter(pk__in=built.provinces)
    total = sum(sum(head_count(unit, on=dt.date(2021, 10, 15)).values()) for unit in provinces)
    assert (total, Post.objects.filter(unit__in=built.schools).count()) == (400, 400)


def test_the_same_seed_gives_the_same_country_and_numbering_goes_on():
    first = build_national(schools=70, staff=80)
    second = build_national(schools=70, staff=80)
    places = [
        [
            (
                row.unit_id - built.provinces[0],
                row.parent_id and row.parent_id - built.provinces[0],
                row.during,
            )
            for row in Placement.objects.filter(
                unit__gte=built.provinces[0], unit__lt=built.provinces[0] + built.units
            ).order_by("unit", "during")
        ]
        for built in (first, second)
    ]

    person = Person.objects.create(code="sau", name="Sau", folded="sau", sort_key="sau")
    assert places[0] == places[1]
    assert person.pk > Person.objects.get(code=f"QG{person.pk - 1}").pk
