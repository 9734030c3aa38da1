"""A plan of the school, read and still a draft, and people who come to its pages at noon of 14/9/2021."""

import datetime as dt

import pytest
import time_machine

from thidua.demo.days import DECIDED, FILED, ISSUED, at
from thidua.demo.stages import PLANS, recipients
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import sign_paper
from thidua.movements.actions.duties import add_duty, confirm_duty
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan

NOON = at(DECIDED, 12)
DECISIONS = {"criteria": "inherit", "award_forms": "inherit", "rounds": "not_used", "deadlines": "own"}


def travel(moment):
    return time_machine.travel(moment.astimezone(dt.UTC), tick=False)


@pytest.fixture
def clock():
    """The day on which ban giám hiệu decides what the plan leaves open."""
    with travel(NOON) as traveller:
        yield traveller


@pytest.fixture
def later(clock):
    """Noon of the day after the plan was issued."""
    clock.move_to(at(ISSUED + dt.timedelta(days=1), 12).astimezone(dt.UTC), tick=False)
    return clock


@pytest.fixture
def enter(client, clock):
    """Sign somebody in; returns the client."""

    def signed_in(user):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        return client

    return signed_in


@pytest.fixture
def plan_text():
    """The plan as its file holds it."""
    return (PLANS / "30-kh-thptlt.txt").read_bytes()


@pytest.fixture
def draft(world, plan_text):
    """The movement of plan 30, just read, resting on 2786; nothing is decided."""
    superior = (PLANS / "2786-kh-sgddt.txt").read_bytes()
    import_plan(world.school, superior, "2786.txt", by=world.huong, at=at(FILED), own=False)
    paper = import_plan(world.school, plan_text, "30.txt", by=world.huong, at=at(FILED, 10), own=None)
    return paper.movement


@pytest.fixture
def ready(world, draft):
    """The same, with everything decided, asked, signed and addressed: it only waits to be issued."""
    for gap in draft.gaps.order_by("id"):
        decide_gap(gap, DECISIONS[gap.what], by=world.binh, at=NOON, text="Trước 15/10/2021.")
    add_duty(
        draft, "pledge", "staff", "Ký giao ước", lines=["Một điều.", "Hai điều."], by=world.binh, at=NOON
    )
    for duty in draft.duties.filter(confirmed_at=None):
        confirm_duty(duty, by=world.binh, at=NOON)
    sign_paper(draft.plan, by=world.lan, at=NOON)
    set_recipients(draft.plan, recipients(world), archive="VT", by=world.huong, at=NOON)
    return draft
