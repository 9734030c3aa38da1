"""The movement page after the reports: 58 of 60, 57 of 60, 14 lessons, every figure with its way behind it."""

from django.urls import reverse

from thidua.demo.days import REPORTED
from thidua.movements.models import Movement
from thidua.movements.queries.coverage import coverage
from thidua.movements.queries.pages import movement_page
from thidua.org.access import Access


def test_the_page_gives_the_totals_of_the_reporting_room(reported):
    movement = Movement.objects.select_related("plan", "basis", "owner").get(owner=reported.school)

    about = movement_page(movement, Access(reported.minh, REPORTED))

    [round_] = about.rounds
    assert [(figure.value, figure.whole, figure.reports) for figure in round_.total.figures] == [
        (57, 60, 8),
        (14, None, 6),
    ]
    assert (about.share.done, about.share.total, about.share.missing) == (
        58,
        60,
        ["Bùi Mẫu Quân", "Nguyễn Mẫu Thảo"],
    )
    assert about.days_after == 12
    assert [state for _, state, _ in about.steps] == ["done", "done", "now", "done", "todo"]


def test_the_overview_counts_what_was_asked_and_leads_to_each_desk(
    reported, client, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(f"{REPORTED}T05:00:00+00:00", tick=False)
    movement = Movement.objects.select_related("plan", "basis", "owner").get(owner=reported.school)
    with django_assert_max_num_queries(23):
        about = movement_page(movement, Access(reported.lan, REPORTED))
    client.force_login(reported.lan, backend="thidua.org.backends.StaffBackend")
    page = client.get(movement.get_absolute_url()).content.decode()

    asked = {row.duty.what: (row.answered, row.total, row.late) for row in about.asked}
    assert asked["pledge"] == (58, 60, 2)
    assert (about.tasks.done, about.tasks.total, about.tasks.late) == (0, 6, 0)
    desks = ("movement_card", "drafts", "coverage", "tasks", "calendar", "criteria", "pledges")
    assert [name for name in desks if f'href="{reverse(name, args=[movement.pk])}"' not in page] == []


def test_each_cell_of_the_map_says_where_its_answer_came_from(reported):
    movement = Movement.objects.select_related("plan", "basis", "owner").get(owner=reported.school)

    duties, rows = coverage(movement, on=REPORTED)

    named = {duty.what: place for place, duty in enumerate(duties)}
    teams = [row for row in rows if row.unit.kind == "team"]
    assert {row.cells[named["report"]].state for row in teams} == {"accepted"}
    assert all(row.cells[named["report"]].report for row in teams)
    assert {row.cells[named["group_plans"]].state for row in teams} == {"done"}
    people = [row.cells[named["pledge"]] for row in rows]
    assert (sum(cell.done for cell in people), sum(cell.total for cell in people)) == (58, 60)


def test_figures_lead_to_their_reports_for_those_who_may_read_them(reported, client, time_machine):
    time_machine.move_to(f"{REPORTED}T05:00:00+00:00", tick=False)
    movement = Movement.objects.get(owner=reported.school)
    window = movement_page(movement, Access(reported.lan, REPORTED)).rounds[0].window
    link = reverse("window", args=[window.pk])
    pages = {}
    for name in ("lan", "quan"):
        client.force_login(getattr(reported, name), backend="thidua.org.backends.StaffBackend")
        pages[name] = client.get(movement.get_absolute_url()).content.decode()

    assert (link in pages["lan"], link in pages["quan"]) == (True, False)
    assert "57</b>" in pages["quan"].replace("</a>", "")
    assert "trên 60 · 95,0&nbsp;%" in pages["quan"]
