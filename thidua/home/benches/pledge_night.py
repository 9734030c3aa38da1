"""A night of pledges on loopback: people with sessions, a real server, and clients that post at once.

Bounded: so many people, so many connections, and an end in time. Everything is put into the database to which
Django is connected, which belongs to the measurement alone.
"""

import asyncio
import datetime as dt
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from thidua.core.dates import day_of, now, period
from thidua.core.text import fold, name_key
from thidua.documents.models import Paper
from thidua.home.management.commands.serve import web_command
from thidua.movements.actions.launches import activate
from thidua.movements.models import Assignment, Duty, Launch, Movement
from thidua.org.actions.tree import create_unit
from thidua.org.models import Person, Position, Post, Unit, User

SINCE = dt.date(2018, 8, 1)
SITE = "thidua.home.benches.pledge_wsgi:application"
KEY = "k" * 32  # against forged forms: the same in the cookie and in the form, as one browser has it
LINES = ["Dạy tốt, học tốt.", "Không chia sẻ thông tin chưa được kiểm chứng."]
STARTS_WITHIN, ENDS_WITHIN = 60, 20  # seconds


@dataclass(frozen=True)
class Crowd:
    """People with an account and a session each, asked by several movements."""

    people: Sequence[int]
    sessions: Sequence[str]
    movements: Sequence[int]


def gather(people: int, movements: int) -> Crowd:
    """Put a school with so many people into the database, signed in, and asked by so many running movements."""
    at = now()
    school = create_unit("DEM", Unit.Kind.UPPER_SECONDARY, "Trường Mẫu Đêm Ký", since=SINCE, by=None, at=at)
    made = Person.objects.bulk_create(_person(number) for number in range(people))
    users = User.objects.bulk_create(
        User(username=f"dem{number}", person=person, password="!", must_change=False)  # noqa: S106 nobody signs in by it
        for number, person in enumerate(made)
    )
    Post.objects.bulk_create(
        Post(person=one, unit=school, position=Position.TEACHER, title="Giáo viên", group="teacher", main=True,
             during=period(SINCE))
        for one in made
    )  # fmt: skip
    asked = [_movement(school, users[0], number, at) for number in range(movements)]
    for movement in asked:
        duty = Duty.objects.create(
            movement=movement, what="pledge", reaches="staff", sentence="Ký giao ước", lines=LINES
        )
        Assignment.objects.bulk_create(
            (Assignment(duty=duty, unit=school, person=one, opened_at=at) for one in made), batch_size=5000
        )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (movement bigint, person bigint, UNIQUE (movement, person))")
        cursor.execute("ANALYZE")
    return Crowd([one.pk for one in made], _sessions(users), [one.pk for one in asked])


def _person(number: int) -> Person:
    name = f"Nguyễn Thị Mẫu {number}"
    return Person(code=f"DEM{number}", name=name, folded=fold(name), sort_key=name_key(name))


def _movement(school: Unit, user: User, number: int, at: dt.datetime) -> Movement:
    plan = Paper.objects.create(
        owner=school, kind="KH", state="draft", subject=f"Đêm {number}", issuer_written="", created_at=at,
        created_by=user,
    )  # fmt: skip
    movement = Movement.objects.create(
        owner=school, kind="special", name=f"Đêm {number}", folded=f"dem {number}", plan=plan, created_at=at
    )
    activate(movement, Launch.Form.PAPER, day=day_of(at), papers=[plan], by=user, at=at)
    return movement


def _sessions(users: Sequence[User]) -> list[str]:
    store, until = (
        SessionStore(),
        timezone.now() + dt.timedelta(hours=2),
    )  # by the real clock, also in a rehearsal
    rows = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "thidua.org.backends.StaffBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
            expire_date=until,
        )
        for user in users
    ]
    Session.objects.bulk_create(rows, batch_size=2000)
    return [row.session_key for row in rows]


@contextmanager
def served(workers: int) -> Iterator[int]:
    """The site on a free port of loopback, as `thidua serve` runs it; ended by its own process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DATABASE_URL": _database_url()}
    command = web_command("127.0.0.1", str(port), workers, SITE)
    server = subprocess.Popen(command, env=environment)  # noqa: S603 our own server
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _database_url() -> str:
    place = connection.settings_dict
    host = quote(str(place["HOST"]), safe="")
    who = f"{place['USER']}:{quote(place['PASSWORD'])}"
    return f"postgresql://{who}@:{place['PORT'] or 5432}/{place['NAME']}?host={host}"


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server of the measurement did not start")


@dataclass(frozen=True)
class Night:
    """What came of one run: answers that lead to the pledge, all others by status, seconds in all and of each."""

    good: int
    others: dict[int, int]
    seconds: float
    taken: Sequence[float]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.good / self.seconds

    @property
    def worst_of_hundred(self) -> float:
        """The 99th percentile, in milliseconds; without an end when nobody was answered."""
        return sorted(self.taken)[int(len(self.taken) * 0.99)] * 1000 if self.taken else float("inf")


@dataclass(frozen=True)
class Way:
    """One way to pledge in one movement: where it is posted. A good answer leads to the page of the pledge."""

    movement: int
    address: str

    @property
    def leads_to(self) -> str:
        """The page of one's own pledge."""
        return reverse("pledge", args=[self.movement])


def own_page(movement: int) -> Way:
    """The way that people take."""
    return Way(movement, reverse("pledge", args=[movement]))


def post_all(
    crowd: Crowd, way: Way, port: int, *, clients: int, taps: int = 1, seconds: float = 120
) -> Night:
    """Everybody posts once, or `taps` times at the same moment; it ends after so many seconds anyway."""
    waiting = iter([key for key in crowd.sessions for _ in range(taps)])
    return asyncio.run(_Run(waiting, way, port).by(clients, seconds))


class _Run:
    """Connections that post as long as somebody waits."""

    def __init__(self, waiting: Iterator[str], way: Way, port: int) -> None:
        self.waiting, self.address, self.leads_to, self.port = waiting, way.address, way.leads_to, port
        self.good, self.others = 0, dict[int, int]()
        self.taken: list[float] = []

    async def by(self, clients: int, seconds: float) -> Night:
        start = time.perf_counter()
        with suppress(TimeoutError):  # whoever has no answer by then is missing from the answers
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as group:
                for _ in range(clients):
                    group.create_task(self._client())
        return Night(self.good, self.others, time.perf_counter() - start, self.taken)

    async def _client(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for session in self.waiting:
                start = time.perf_counter()
                writer.write(_request(self.address, session))
                status, location = await _answer(reader)
                self.taken.append(time.perf_counter() - start)
                if (status, location) == (302, self.leads_to):
                    self.good += 1
                else:
                    self.others[status] = self.others.get(status, 0) + 1
        finally:
            writer.close()


def _request(address: str, session: str) -> bytes:
    body = f"csrfmiddlewaretoken={KEY}&target=&change=&targets="
    return (
        f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}; csrftoken={KEY}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """The status, and where it leads."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    facts = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    if length := int(facts.get("content-length", 0)):
        await reader.readexactly(length)
    elif "chunked" in facts.get("transfer-encoding", ""):
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(lines[0].split(" ")[1]), facts.get("location", "")
