"""The real plan of the school, put through the whole line in place of the shipped one, comes to the same facts."""

import pytest

from thidua.demo.stages import run
from thidua.documents.models import Paper
from thidua.home.fsck import faults
from thidua.movements.models import Assignment, Gap, Movement, Task
from thidua.reporting.models import Report

SEED = "001_c5405d88a93fe8a3.txt"


@pytest.fixture
def own_plan(world, seeds):
    """The line run to its end with the real text."""
    text = (seeds / SEED).read_bytes()

    def through(stage):
        run(stage, plan=text)
        return Movement.objects.get(owner=world.school)

    return through


def test_the_real_plan_gives_the_facts_that_the_office_counted(own_plan):
    movement = own_plan("planned")

    people = Assignment.objects.filter(duty__movement=movement, person__isnull=False)
    teams = Assignment.objects.filter(duty__movement=movement, person=None)
    assert people.count() == 60
    assert teams.values("unit").distinct().count() == 8
    assert len(movement.plan.reading["anomalies"]) == 15
    parts = Gap.objects.filter(movement=movement).exclude(choice="later").order_by("id")
    assert list(parts.values_list("what", flat=True)) == [
        "criteria",
        "award_forms",
        "rounds",
        "deadlines",
    ]
    assert Task.objects.filter(movement=movement).count() == 6
    assert (movement.plan.code, f"{movement.plan.day:%d/%m/%Y}") == ("30/KH-THPTLT", "20/09/2021")


def test_the_real_plan_reaches_the_last_certificate_without_a_fault(own_plan):
    own_plan("awarded")

    assert Report.objects.filter(state="accepted").count() == 8
    assert [str(paper.kind) for paper in Paper.objects.filter(state="issued").order_by("id")] == [
        "KH",
        "TTr",
        "QĐ",
    ]
    assert list(faults()) == []
