"""Issuing a movement to every school of the country, and opening the coverage map of a province.

Opening 43,000 × 5 assignments the way the worker does, beside a peer (a row at a time through the ORM, measured on
some and multiplied) and the limit (the same rows by COPY into a bare table). The map is a whole request for a page
of fifty units with its totals, beside loading every unit of it, and beside reading its rows by plain SQL. The
country is built for the run, which takes a minute, and taken back.
"""

import datetime as dt
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from thidua.core.faces import build_faces
from thidua.demo.national import National, build_national
from thidua.documents.models import Paper
from thidua.home.benches.figures import figure, report
from thidua.movements.actions.cascading import begin_cascade, open_chunk
from thidua.movements.actions.launches import activate
from thidua.movements.models import Assignment, Duty, Launch, Movement
from thidua.movements.queries.coverage import coverage
from thidua.org.actions.people import add_person, appoint, choose_password, open_account
from thidua.org.actions.reach import rebuild_all_reach
from thidua.org.models import Unit, User

DAY = dt.date(2021, 10, 15)
SINCE = dt.date(2018, 8, 1)
AT = dt.datetime(2021, 10, 15, 8, tzinfo=dt.UTC)
WHATS = ("own_plan", "communication_plan", "scenario", "measures", "report")
BY_ROW, ROUNDS = 1_000, 9
ISSUING, MAP = 10.0, 15.0  # goals: seconds, milliseconds of CPU


def run(schools: int = 43_000, provincial: int = 700) -> dict[str, Any]:
    """Build the country, issue to all of its schools and to those of a province, and take everything back."""
    build_faces(settings.VAR / "faces")
    call_command("collectstatic", interactive=False, verbosity=0)  # a page names its files as they are served
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_nestloop = off"
            )  # the empty tables of an earlier run mislead the tree
            built = build_national(schools=schools, staff=schools)
            top = _under_one_ministry()
            cursor.execute("SET LOCAL enable_nestloop = on")
            cursor.execute("ANALYZE")
        figures = [_issuing(top, schools), _map(built, provincial)]
        transaction.set_rollback(True)
    return report(
        "cascade", figures, data=f"{schools} trường, {len(WHATS)} việc; bản đồ của {provincial} trường"
    )


def _under_one_ministry() -> Unit:
    """A ministry above the invented provinces, so that one movement reaches every school."""
    top = Unit.objects.create(code="BENCH-BO", kind="ministry", label="Bộ", folded="bo", sort_key="bo")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO org_placement (unit_id, parent_id, relation, during, basis) "
            "VALUES (%s, NULL, 'root', '[2018-08-01,)', '')",
            [top.pk],
        )
        cursor.execute(
            "UPDATE org_placement SET parent_id = %s, relation = 'attached' "
            "WHERE parent_id IS NULL AND unit_id IN (SELECT id FROM org_unit WHERE code LIKE 'QG%%')",
            [top.pk],
        )
    rebuild_all_reach()
    return top


def _movement(owner: Unit, user: User) -> Movement:
    """A running movement with five duties of every school beneath its owner."""
    plan = Paper.objects.create(
        owner=owner,
        kind="KH",
        state="draft",
        subject="Đo",
        issuer_written="Đo",
        created_at=AT,
        created_by=user,
    )
    movement = Movement.objects.create(
        owner=owner, kind="special", name="Đo", folded="do", plan=plan, created_at=AT
    )
    activate(movement, Launch.Form.PAPER, day=DAY, by=user, at=AT)
    Duty.objects.bulk_create(
        Duty(movement=movement, what=what, reaches="schools", sentence="Đo", due=DAY, due_origin="office")
        for what in WHATS
    )
    return movement


def _issuing(top: Unit, schools: int) -> dict[str, Any]:
    movement = _movement(top, _reader(top))
    begun = begin_cascade(movement, on=DAY, at=AT)
    start = time.perf_counter()
    while open_chunk(begun, at=AT):
        pass
    ours = time.perf_counter() - start
    opened = Assignment.objects.filter(duty__movement=movement).count()
    if opened != schools * len(WHATS):
        raise RuntimeError(f"{opened} assignments were opened, not {schools * len(WHATS)}")
    peer, limit = _a_row_at_a_time(movement, opened), _by_copy(movement)
    return figure(
        f"phát hành tới {schools} trường × {len(WHATS)} việc",
        "giây",
        ours,
        peer=("từng dòng qua ORM", peer),
        limit=("COPY vào bảng trần", limit),
        goal=ISSUING,
    )


def _a_row_at_a_time(movement: Movement, rows: int) -> float:
    """Seconds for all rows, from what some of them take."""
    kept = list(Assignment.objects.filter(duty__movement=movement).order_by("-id")[:BY_ROW])
    Assignment.objects.filter(pk__in=[row.pk for row in kept]).delete()
    start = time.perf_counter()
    for row in kept:
        Assignment.objects.create(duty_id=row.duty_id, unit_id=row.unit_id, due=row.due, opened_at=AT)
    return (time.perf_counter() - start) * rows / max(1, len(kept))


def _by_copy(movement: Movement) -> float:
    rows = Assignment.objects.filter(duty__movement=movement).values_list("duty_id", "unit_id", "due")
    lines = [f"{duty}\t{unit}\t\\N\t{due}\topen\t{AT.isoformat()}\n" for duty, unit, due in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bare (duty_id bigint, unit_id bigint, person_id bigint, due date, state text, "
            "opened_at timestamptz)"
        )
        start = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN") as copy:
            copy.write("".join(lines))
        return time.perf_counter() - start


def _map(built: National, provincial: int) -> dict[str, Any]:
    owner = Unit.objects.get(pk=built.provinces[0])
    user = _reader(owner)
    movement = _movement(owner, user)
    duties = list(movement.duties.all())
    schools = list(Unit.objects.filter(pk__in=list(built.schools[:provincial])))
    Assignment.objects.bulk_create(
        Assignment(duty=duty, unit=unit, due=DAY, opened_at=AT) for unit in schools for duty in duties
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="thidua.org.backends.StaffBackend")
    address = reverse("coverage", args=[movement.pk])
    if client.get(address).status_code != HTTPStatus.OK:
        raise RuntimeError("the map does not open")
    return figure(
        f"bản đồ độ phủ của {provincial} trường × {len(duties)} việc, trang 50",
        "ms CPU",
        _cpu(lambda: client.get(address)),
        peer=("nạp mọi đơn vị, chưa dựng trang", _cpu(lambda: coverage(movement, on=DAY))),
        limit=("chỉ đọc dòng bằng SQL", _cpu(lambda: _plain(movement))),
        goal=MAP,
    )


def _plain(movement: Movement) -> object:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.unit_id, a.duty_id, a.state, a.due FROM movements_assignment a JOIN movements_duty d "
            "ON d.id = a.duty_id WHERE d.movement_id = %s ORDER BY a.unit_id LIMIT 250",
            [movement.pk],
        )
        return cursor.fetchall()


def _cpu(act: Callable[[], object]) -> float:
    """Milliseconds of this process in the best of a few rounds; the others were disturbed."""
    act()
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


def _reader(unit: Unit) -> User:
    person = add_person(f"BENCH{unit.pk}", "Người Đo Mẫu", by=None, at=AT)
    appoint(
        person, unit, "head", "Thủ trưởng", since=SINCE, by=None, at=AT, group="cadre", main=True
    )  # fmt: skip
    user, _ = open_account(person, f"bench{unit.pk}", by=None, at=AT)
    return choose_password(user, "phep-do-toc-do-2021", at=AT)
