"""People search at national size: 1.3 million people, within the reach of a province, a district and a school.

Ours beside a peer (reading every name with LIKE, asked of the same people) and the limit (a bare look along the
index, without asking about reach). Time is that of the SQL. Each name is asked nine times (of the peer, which takes
long, some names twice) and its best time counts, since the others were disturbed; of these times the 95th percentile
is told. The country is built in a database of its own, which takes about a minute, and dropped afterwards; before the
questions it is vacuumed, as the server does by itself some time after an import.
"""

import datetime as dt
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from thidua.core.lexemes import words_of
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
ROUNDS = 9
PEERED, PEER_ROUNDS = 5, 2  # the peer takes long
SHOWN, LISTED = 12, 6  # people on the page, and in the list that opens while one types
BEGUN, WORDS, SLIP = 1.0, 20.0, 20.0  # goals: p95 of the SQL, milliseconds

Search = Callable[[str], object]


def run(staff: int = 1_300_000, schools: int = 43_000) -> dict[str, Any]:
    """Build the country, ask for sixty names in three ways from three desks, and drop everything."""
    figures: list[dict[str, Any]] = []
    with _own_database():
        built = build_national(schools=schools, staff=staff)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        names = _names()
        for desk, unit in _desks(built):
            figures += _measure(desk, Access(_reader(unit), DAY), unit, names)
    return report("search", figures, data=f"{staff} người, {built.units} đơn vị, {len(names)} tên")


@contextmanager
def _own_database() -> Iterator[None]:
    """A fresh database beside the installation's, dropped afterwards."""
    kept, name = connection.settings_dict["NAME"], f"thidua_bench_{os.getpid()}"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


def _names() -> list[str]:
    chance = random.Random(7)  # noqa: S311 a sample
    found = Person.objects.filter(code__startswith="QG").order_by("id").values_list("name", flat=True)
    return chance.sample(sorted(set(found[:4000])), ASKED)


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
            peer=(
                "đọc mọi tên bằng LIKE",
                _p95(_reading_all(unit), [typed(name) for name in names[:PEERED]], PEER_ROUNDS),
            ),
            limit=("chỉ dò chỉ mục", _p95(_along, [typed(name) for name in names])),
            goal=goal,
        )
        for what, goal, typed, ask in ways
    ]


def _like(access: Access) -> Search:
    return lambda text: people_like(text, access, limit=SHOWN)


def _slip(name: str) -> str:
    return name[:-2] + "x" + name[-1:]


def _p95(ask: Search, typed: list[str], rounds: int = ROUNDS) -> float:
    """The 95th percentile of the milliseconds that the SQL takes."""
    taken = [min(_spent(ask, text) for _ in range(rounds)) for text in typed]
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
                "SELECT p.id FROM org_person p WHERE p.folded LIKE ALL (%s) AND EXISTS (SELECT 1 FROM org_post o "
                "JOIN org_reach r ON r.descendant_id = o.unit_id WHERE o.person_id = p.id AND r.ancestor_id = %s "
                "AND r.during @> %s) ORDER BY p.sort_key LIMIT 12",
                [[f"%{word}%" for word in words_of(text)], unit, DAY],
            )
            return cursor.fetchall()

    return ask


def _along(text: str) -> object:
    begun = " ".join(words_of(text))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM org_person WHERE given_first >= %s ORDER BY given_first LIMIT 12", [begun]
        )
        return cursor.fetchall()
