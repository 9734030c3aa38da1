"""The benchmark `pledges`: people who sign at the same moment, against the server as it runs.

Beside ours run, in the same run and on the same server, a page that inserts one bare row (the limit) and one that
writes the pledge as `update_or_create` would (the peer). The client is on the same machine. Each way is asked twice,
in turn, and its better round counts, since the others were disturbed. A database of its own is made and dropped.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from thidua.activity.models import Event
from thidua.home.benches.figures import figure, report
from thidua.home.benches.pledge_night import (
    Crowd,
    Night,
    Way,
    gather,
    own_page,
    post_all,
    served,
)
from thidua.movements.models import Pledge

PEOPLE, CLIENTS, WORKERS, ROUNDS = 3000, 32, 2, 2
WARMED, TAPPED, TAPS = 200, 400, 3
RATE, WORST = 550, 150  # a second; milliseconds
PEER, LIMIT = "update_or_create, không nhật ký", "một trang chỉ chèn một dòng"


def run(people: int = PEOPLE, clients: int = CLIENTS) -> dict[str, Any]:
    """Pledges a second and the slowest of a hundred, beside both; and that none is lost and none doubled."""
    with _own_database():
        crowd = gather(people, 2 + 2 * ROUNDS)
        with served(WORKERS) as port:
            nights = _nights(crowd, port, clients)
            faults = _faults(crowd, nights["ours"]) + _tapped(crowd, port, clients)
    ours, peer, limit = (max(nights[way], key=lambda night: night.rate) for way in ("ours", "peer", "limit"))
    figures = [
        figure("giao ước ký xong mỗi giây", "bản/giây", ours.rate, peer=(PEER, peer.rate),
               limit=(LIMIT, limit.rate), goal=RATE, more_is_better=True),
        figure("chờ lâu nhất trong 100 lượt, p99", "ms", ours.worst_of_hundred, peer=(PEER, peer.worst_of_hundred),
               limit=(LIMIT, limit.worst_of_hundred), goal=WORST),
        figure("giao ước mất hoặc ghi hai lần", "bản", faults, peer=(PEER, 0), limit=(LIMIT, 0), goal=0),
    ]  # fmt: skip
    said = (
        f"{people} người ký qua {clients} kết nối, {WORKERS} tiến trình web, máy khách cùng máy; "
        f"thêm {TAPPED} người bấm {TAPS} lần cùng lúc"
    )
    return report("pledges", figures, data=said)


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


def _nights(crowd: Crowd, port: int, clients: int) -> dict[str, list[Night]]:
    """Every way in turn, round after round; each round of ours and of the peer's has a movement of its own."""
    warm = Crowd(crowd.people[:WARMED], crowd.sessions[:WARMED], crowd.movements)
    first, *others = crowd.movements
    for way in (own_page(first), _bare(first)):
        post_all(warm, way, port, clients=clients)
    found: dict[str, list[Night]] = {"ours": [], "peer": [], "limit": []}
    for turn in range(ROUNDS):
        ways = {
            "ours": own_page(others[turn]),
            "peer": Way(others[ROUNDS + turn], f"/do/hai-cau/{others[ROUNDS + turn]}/"),
            "limit": _bare(others[turn]),
        }
        for name, way in ways.items():
            found[name].append(post_all(crowd, way, port, clients=clients))
    return found


def _bare(movement: int) -> Way:
    return Way(movement, f"/do/mot-dong/{movement}/")


def _faults(crowd: Crowd, nights: list[Night]) -> int:
    """Pledges, lines of the trail and good answers that there are too many or too few of."""
    rounds = zip(crowd.movements[1:], nights, strict=False)
    return sum(_wrong(movement, len(crowd.people), night, taps=1) for movement, night in rounds)


def _tapped(crowd: Crowd, port: int, clients: int) -> int:
    """Some tap several times at the same moment: each is answered each time, and there is one pledge of each."""
    movement = crowd.movements[-1]
    some = Crowd(crowd.people[:TAPPED], crowd.sessions[:TAPPED], [movement])
    night = post_all(some, own_page(movement), port, clients=clients, taps=TAPS)
    return _wrong(movement, len(some.people), night, taps=TAPS)


def _wrong(movement: int, wanted: int, night: Night, *, taps: int) -> int:
    kept = Pledge.objects.filter(movement=movement).count()
    told = Event.objects.filter(verb="pledge.signed", about_id=movement).count()
    return abs(kept - wanted) + abs(told - wanted) + wanted * taps - night.good
