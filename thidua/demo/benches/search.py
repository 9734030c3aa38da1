"""People search at national size: 1.3 million people, within the reach of a province, a district and a school.

Ours beside a peer (reading every name with LIKE, asked of the same people) and the limit (a bare look along
the index, without asking about reach). Time is that of the SQL. Each name is asked three times and its best time
counts, since the others were disturbed; of these times the 95th percentile is told. The country is built for the
run, which takes a minute, and taken back.
"""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from thidua.demo.national import National, build_national
from thidua.home.benches.figures import figure, report
from thidua.org.access import Access
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.models import Person, Unit
from thidua.org.queries.search import people_begun, people_like
from thidua.org.queries.vocabulary import near

DAY = dt.date(2021, 10, 15)
SINCE, UNTIL = dt.date(2018, 8, 1), dt.date(2025, 7, 1)
ASKED = 60  # names
ROUNDS = 3
SHOWN, LISTED = 12, 6  # people on the page, and in the list that opens while one types
BEGUN, WORDS, SLIP = 1.0, 20.0, 20.0  # goals: p95 of the SQL, milliseconds

Search = Callable[[str], object]


def run(staff: int = 1_300_000, schools: int = 43_000) -> dict[str, Any]:
    """Build the country, ask for sixty names in four ways from three desks, and take everything back."""
    figures: list[dict[str, Any]] = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            # After an earlier run the tables are known as empty, and the tree would be unfolded row by row.
            cursor.execute("SET LOCAL enable_nestloop = off")
            built = build_national(schools=schools, staff=staff)
            cursor.execute("SET LOCAL enable_nestloop = on")
            cursor.execute("ANALYZE")
        names = _names()
        for desk, unit in _desks(built):
            figures += _measure(desk, Access(_reader(unit), DAY), unit, names)
        transaction.set_rollback(True)
    return report("search", figures, data=f"{staff} người, {built.units} đơn vị, {len(names)} tên")


def _names() -> list[str]:
    chance = random.Random(7)  # noqa: S311 a sample
    found = list(
        Person.objects.filter(code__startswith="QG").values_list("name", flat=True).distinct()[:4000]
    )
    return chance.sample(sorted(found), min(ASKED, len(found)))


def _desks(built: National) -> list[tuple[str, int]]:
    return [("tỉnh", built.provinces[0]), ("huyện", built.districts[0]), ("trường", built.schools[100])]


def _reader(unit: int) -> Any:
    at = dt.datetime(2021, 8, 1, tzinfo=dt.UTC)
    person = add_person(f"BENCH{unit}", "Người Đo Mẫu", by=None, at=at)
    where = Unit.objects.get(pk=unit)
    appoint(
        person, where, "head", "Thủ trưởng", since=SINCE, until=UNTIL, by=None, at=at, group="cadre", main=True
    )  # fmt: skip
    return open_account(person, f"bench{unit}", by=None, at=at)[0]


def _measure(desk: str, access: Access, unit: int, names: list[str]) -> list[dict[str, Any]]:
    access.posts  # noqa: B018 read once, as for every request
    near(["nguyen"])  # names and words are read once a quarter of an hour
    people_like("nguyen", access, limit=SHOWN)
    ways: list[tuple[str, float, Callable[[str], str], Search]] = [
        (
            "gõ dần",
            BEGUN,
            lambda name: name.split()[-1][:2],
            lambda text: people_begun(text, access, limit=LISTED),
        ),
        ("theo chữ", WORDS, lambda name: f"{name.split()[0]} {name.split()[-1]}", _like(access)),
        ("sai một chữ", SLIP, _slip, _like(access)),
    ]
    return [
        figure(
            f"{what}, {desk}, p95",
            "ms",
            _p95(ask, [typed(name) for name in names]),
            peer=("đọc mọi tên bằng LIKE", _p95(_reading_all(unit), [typed(name) for name in names[:10]])),
            limit=("chỉ dò chỉ mục", _p95(_along, [typed(name) for name in names])),
            goal=goal,
        )
        for what, goal, typed, ask in ways
    ]


def _like(access: Access) -> Search:
    return lambda text: people_like(text, access, limit=SHOWN)


def _slip(name: str) -> str:
    return name[:-2] + "x" + name[-1:]


def _p95(ask: Search, typed: list[str]) -> float:
    """The 95th percentile of the milliseconds that the SQL takes."""
    taken = [min(_spent(ask, text) for _ in range(ROUNDS)) for text in typed]
    return statistics.quantiles(taken, n=20)[-1]


def _spent(ask: Search, text: str) -> float:
    clock = _Clock()
    with connection.execute_wrapper(clock):
        ask(text)
    return clock.spent * 1000


class _Clock:
    """Adds up what the database takes."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            self.spent += time.perf_counter() - start


def _reading_all(unit: int) -> Search:
    def ask(text: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.id FROM org_person p WHERE p.folded LIKE %s AND EXISTS (SELECT 1 FROM org_post o "
                "JOIN org_reach r ON r.descendant_id = o.unit_id WHERE o.person_id = p.id AND r.ancestor_id = %s "
                "AND r.during @> %s) ORDER BY p.sort_key LIMIT 12",
                [f"%{text.lower()}%", unit, DAY],
            )
            return cursor.fetchall()

    return ask


def _along(text: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM org_person WHERE given_first >= %s ORDER BY given_first LIMIT 12", [text.lower()]
        )
        return cursor.fetchall()
