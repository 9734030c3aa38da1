"""A call that is open, dossiers in it, and a council that can meet on them."""

import datetime as dt

import pytest
import time_machine

from thidua.commendation.actions.council import open_session, take_attendance
from thidua.commendation.actions.nominate import attest, nominate, open_call, submit_nomination
from thidua.commendation.actions.prove import add_evidence
from thidua.demo.days import NOMINATED, at
from thidua.documents.actions.evidence import Proof
from thidua.movements.models import Movement

STAFF, PUPILS = "gk_giam_doc_so", "gk_hoc_sinh"
MORNING = at(NOMINATED, 9)


@pytest.fixture
def clock():
    """The morning on which nominations begin."""
    with time_machine.travel(MORNING.astimezone(dt.UTC), tick=False):
        yield MORNING


@pytest.fixture
def enter(client):
    """Sign somebody in; returns the client."""

    def signed_in(user):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        return client

    return signed_in


@pytest.fixture
def call(reported):
    """The union's call for staff and pupils, open for five days."""
    return open_call(
        reported.school,
        "Đợt mẫu",
        [STAFF, PUPILS],
        opens=NOMINATED,
        closes=NOMINATED + dt.timedelta(days=4),
        basis="Kế hoạch số 30/KH-THPTLT, mục V",
        by=reported.minh,
        at=MORNING,
        movement=Movement.objects.get(owner=reported.school),
    )


@pytest.fixture
def put_forward(call, reported):
    """Nominate somebody by the union; `proven` adds evidence and every attestation, `sent` submits."""

    def put(subject, *, proven=True, sent=True):
        row = nominate(
            call, STAFF, subject, "Làm việc tốt.", proposer=reported.union, by=reported.minh, at=MORNING
        )
        if proven:
            add_evidence(row, Proof(note="Số liệu đã duyệt."), by=reported.minh, at=MORNING)
            attest(row, "movement_result", holds=True, by=reported.minh, at=MORNING)
            voucher = reported.binh if subject == reported.lan.person else reported.lan
            attest(row, "no_pending_case", holds=True, by=voucher, at=MORNING)
            attest(row, "one_merit_one_form", holds=True, by=voucher, at=MORNING)
        return submit_nomination(row, by=reported.minh, at=MORNING) if proven and sent else row

    return put


@pytest.fixture
def session(call, reported, put_forward):
    """A session with two dossiers, a team's and Khoa's own; eight of nine members are there."""
    rows = [put_forward(reported.teams["HOA"]), put_forward(reported.khoa.person)]
    session = open_session(reported.council, call, rows, place="Phòng họp", by=reported.thanh, at=MORNING)
    members = list(session.attendance.order_by("id").values_list("person_id", flat=True))
    away = reported.binh.person_id
    return take_attendance(
        session,
        [key for key in members if key != away],
        absence={away: "đi công tác"},
        by=reported.thanh,
        at=MORNING,
    )
