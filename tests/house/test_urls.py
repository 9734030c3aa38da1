"""Every address says who may open it."""

import pytest
from django.urls import get_resolver

from thidua.home.management.commands.routes import routes
from thidua.org.access import Ability

MARKS = {"signed_in", "public", *(ability.name for ability in Ability)}


def test_every_address_has_a_mark_and_a_name_of_its_own():
    found = routes()

    assert len(found) > 60
    assert [row["address"] for row in found if row["open_to"] not in MARKS] == []
    assert [row["address"] for row in found if not row["name"]] == []
    names = [row["name"] for row in found]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("row", routes(), ids=lambda row: row["name"])
def test_an_address_is_in_vietnamese_without_marks_and_ends_as_addresses_do(row):
    plain = row["address"].replace("<int:", "").replace("<str:", "").replace(">", "")

    assert plain.isascii()
    assert plain == plain.lower() or "(?P<" in plain
    assert plain.endswith(("/", ".pdf", ".docx", ".xlsx", ".csv", ".xml", ".txt", "$"))


def test_abilities_that_no_address_asks_for_are_known():
    asked = {row["open_to"] for row in routes()}
    resolver = get_resolver()

    assert resolver.resolve_error_handler(404).__name__ == "not_found"
    assert asked >= {"UNIT_VIEW", "PAPER_VIEW", "MOVEMENT_VIEW", "REPORT_VIEW", "NOMINATION_VIEW"}
