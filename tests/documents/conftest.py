"""A school's own letter, still a draft, and people who come to its pages at noon of the day of issue."""

import datetime as dt

import pytest
import time_machine

from thidua.demo.days import ISSUED, at
from thidua.documents.actions.filing import set_recipients, write_paper
from thidua.documents.actions.issuing import open_book, sign_paper

NOON = at(ISSUED, 12)


@pytest.fixture
def clock():
    """Noon of the day on which the plan of the demo is issued."""
    with time_machine.travel(NOON.astimezone(dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def enter(client, clock):
    """Sign somebody in; returns the client."""

    def signed_in(user):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        return client

    return signed_in


@pytest.fixture
def write(world):
    """Write an own paper of the school; a notice unless said otherwise."""

    def made(subject="Lịch trực tuần", kind="TB", **more):
        return write_paper(
            world.school,
            kind,
            subject,
            nodes=[{"kind": "plain", "text": "Thông báo lịch trực của nhà trường."}],
            symbol=f"{kind}-THPTLT",
            place="Lộc Ninh",
            issuer_written="TRƯỜNG THPT LỘC THÁI",
            superior_written="SỞ GD&ĐT BÌNH PHƯỚC",
            by=world.huong,
            at=NOON,
            **more,
        )

    return made


@pytest.fixture
def book(world):
    """The school's book of notices, opened in mid-year: the last number used was 7."""
    return open_book(world.school, 2021, "TB", opening=7, reason="Số cũ ở sổ giấy", by=world.huong, at=NOON)


@pytest.fixture
def ready(world, write, book):
    """A notice that lacks nothing: addressed to the teams and signed by the head."""
    paper = write()
    line = {"written": "Các tổ", "role": "carry_out", "reaches": "teams", "unit": None}
    set_recipients(paper, [line], archive="VT", by=world.huong, at=NOON)
    return sign_paper(paper, by=world.lan, at=NOON)
