"""A window that is open and reports that are still blank, on the day they are due."""

import datetime as dt

import pytest
import time_machine

from thidua.demo.days import REPORTED, at
from thidua.demo.stages import ask
from thidua.movements.models import Movement
from thidua.reporting.models import Report

NOON = at(REPORTED, 12)


@pytest.fixture
def clock():
    """Noon of the day the reports are due."""
    with time_machine.travel(NOON.astimezone(dt.UTC), tick=False):
        yield NOON


@pytest.fixture
def window(planned):
    """The window of the union's report, just opened: eight blank reports."""
    return ask(planned, Movement.objects.get(owner=planned.school))


@pytest.fixture
def report(window, planned):
    """The blank report of Tổ Toán – Tin: people reached, of how many, video lessons."""
    return Report.objects.get(expected__window=window, expected__unit=planned.teams["TOAN"])


@pytest.fixture
def enter(client):
    """Sign somebody in; returns the client."""

    def signed_in(user):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        return client

    return signed_in
