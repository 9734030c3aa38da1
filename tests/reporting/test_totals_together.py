"""Two reviewers at the same moment, with real commits: no accepted report is missing from the totals."""

import threading

import pytest
from django.db import close_old_connections, connection

from thidua.demo.days import REPORTED, at
from thidua.org.models import Unit
from thidua.reporting.actions.forms import define_indicator, make_form, open_window
from thidua.reporting.actions.reports import accept_report, save_cell, submit_report
from thidua.reporting.actions.totals import refresh
from thidua.reporting.cells import CellState
from thidua.reporting.models import Mark, Report, Total

NOON = at(REPORTED, 12)


@pytest.mark.commits
@pytest.mark.django_db(transaction=True, serialized_rollback=False)
def test_reports_accepted_while_totals_are_made_are_never_lost():
    from thidua.demo.world import build

    world = build()
    window = _window(world)
    reports = list(Report.objects.filter(expected__window=window).order_by("id"))
    for order, report in enumerate(reports):
        save_cell(report, 0, value=order + 1, state=CellState.NUMBER, base=0, by=world.khoa, at=NOON)
        submit_report(report, by=world.khoa, at=NOON)

    _together(
        [*(lambda row=row: accept_report(row, by=world.minh, at=NOON) for row in reports), *[refresh] * 6]
    )
    refresh(at=NOON)

    total = Total.objects.get(window=window, unit=world.school)
    assert (total.sums, total.numbers, total.accepted) == ([36], [8], 8)
    assert Mark.objects.count() == 0


def _window(world):
    lessons = define_indicator("BAI", "Số bài", "bài", by=world.minh, at=NOON)
    version = make_form(world.school, "Mẫu", [lessons], by=world.minh, at=NOON)
    teams = Unit.objects.filter(pk__in=[team.pk for team in world.teams.values()])
    days = dict.fromkeys(("first", "last", "opens", "due", "closes"), REPORTED)
    return open_window(world.school, version, "Kỳ", teams, **days, by=world.minh, at=NOON)


def _together(acts):
    """Every act in a thread and a connection of its own, all started at once."""
    failed, start = [], threading.Barrier(len(acts))

    def run(act):
        close_old_connections()
        start.wait()
        try:
            act()
        except Exception as problem:  # noqa: BLE001 whatever it was, the test must show it
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
