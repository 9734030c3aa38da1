"""Notices leave the house by real channels, to real servers on this machine; each one has an end and a reason."""

import datetime as dt
import json
import threading
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.activity.actions import (
    FORGOTTEN,
    MOST_TRIES,
    hand_over,
    resume_deliveries,
    set_outlet,
    try_delivery,
)
from thidua.activity.jobs import StillWaitingError, deliver
from thidua.activity.models import Delivery, Event, Notice, Outlet
from thidua.activity.trail import record, tell_each
from thidua.core.dates import ZONE
from thidua.core.errors import Refused
from thidua.settings import _mail_server, _named_targets

NOON = dt.datetime(2021, 9, 27, 12, tzinfo=ZONE)
NIGHT = NOON.replace(hour=21)
GROUP = "Nhóm văn phòng"


class Letterbox:
    """A mail server's own words: what it took in, and what it answers to an address."""

    def __init__(self):
        self.mails = []
        self.refuses = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 named by the server
        envelope.rcpt_tos.append(address)
        return self.refuses.get(address, "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 named by the server
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def letterbox(settings, unused_port):
    """A real mail server on this machine, and the settings that name it."""
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=unused_port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    settings.DEFAULT_FROM_EMAIL = "Thi Đua <thidua@mau.vn>"
    yield box
    server.stop()


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def target(settings):
    """A real web server on this machine, named by the operator; `answers` are the codes it gives, the last for ever."""

    class Handler(BaseHTTPRequestHandler):
        answers = [204]
        seen = []

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.seen.append((self.path, self.headers["Idempotency-Key"], json.loads(body)))
            code = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            self.send_response(code)
            if code == 302:
                self.send_header("Location", "/ben-trong/")
            self.end_headers()

        def log_message(self, *_):
            """Nothing on the terminal."""

    Handler.answers, Handler.seen = [204], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.WEBHOOKS = {GROUP: f"http://127.0.0.1:{server.server_port}/hook"}
    yield Handler
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def sent_to(world):
    """Give somebody an outlet and hand over one notice; returns the deliveries that leave the house."""

    def handed(user, *, until=NIGHT, **outlet):
        with transaction.atomic():
            Outlet.objects.create(user=user, set_at=NOON, **outlet)
            event = record("reminders.digest", "Gửi bản tin.", by=None, at=NOON)
            notice = Notice(
                user=user,
                event=event,
                sentence="Một việc sắp đến hạn.",
                lines="Ký giao ước\nBáo cáo",
                href="/",
            )
            hand_over(tell_each([notice]), at=NOON, until={user.pk: until})
        return list(Delivery.objects.exclude(channel="in_app").order_by("id"))

    return handed


def ends(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.reason, delivery.tries


def told(user):
    return list(
        Notice.objects.filter(user=user, href="/phong-trao/nhac-viec/").values_list("sentence", flat=True)
    )


# By mail


def test_a_digest_arrives_at_the_mail_server_with_every_line_and_the_way_to_stop_it(
    world, sent_to, letterbox
):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("sent", "", 1)
    [(to, mail)] = letterbox.mails
    assert (to, mail["Subject"], mail["From"]) == (
        ["hoa@mau.vn"],
        "Một việc sắp đến hạn.",
        "Thi Đua <thidua@mau.vn>",
    )
    assert mail["Message-ID"] == f"<delivery-{delivery.pk}@mau.vn>"
    assert mail.get_content().splitlines() == [
        "Kính gửi anh/chị Đặng Thị Mẫu Hoa,",
        "",
        "Một việc sắp đến hạn.",
        "- Ký giao ước",
        "- Báo cáo",
        "",
        "Mở: http://127.0.0.1:8000/",
        "Đổi giờ nhắc hoặc thôi nhận thư: http://127.0.0.1:8000/phong-trao/nhac-viec/",
    ]


def test_what_was_sent_is_not_sent_again(world, sent_to, letterbox):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")

    try_delivery(delivery.pk, at=NOON)
    try_delivery(delivery.pk, at=NOON)

    assert len(letterbox.mails) == 1


def test_without_a_mail_server_the_mail_is_skipped_and_says_so(world, sent_to, settings):
    settings.EMAIL_HOST = ""
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("skipped", "Máy chủ chưa được cấu hình để gửi thư điện tử.", 0)


def test_an_address_the_server_refuses_for_good_is_tried_once_and_its_owner_is_told(
    world, sent_to, letterbox
):
    letterbox.refuses["sai@mau.vn"] = "550 no such user"
    [delivery] = sent_to(world.hoa, email="sai@mau.vn")

    try_delivery(delivery.pk, at=NOON)

    reason = "Máy chủ thư không nhận địa chỉ này (mã 550)."
    assert ends(delivery) == ("failed", reason, 1)
    assert told(world.hoa) == [f"Không gửi được nhắc việc qua thư điện tử (sai@mau.vn): {reason}"]
    event = Event.objects.get(verb="delivery.failed")
    assert event.sentence == f"Không gửi được nhắc việc qua thư điện tử: {reason}"


def test_no_address_of_a_person_goes_into_the_trail_which_nobody_can_clear(world, sent_to, letterbox):
    letterbox.refuses["sai@mau.vn"] = "550 no such user"
    set_outlet(world.khoa, email="khoa@mau.vn", webhook="", by=world.khoa, at=NOON)
    [delivery] = sent_to(world.hoa, email="sai@mau.vn")

    try_delivery(delivery.pk, at=NOON)

    about = Event.objects.get(verb="outlet.set")
    assert (about.sentence, about.about_label) == ("Đổi nơi nhận nhắc việc.", "nơi nhận nhắc việc")
    kept = Event.objects.values_list("actor_name", "sentence", "about_label", "detail")
    assert [row for row in kept if "@" in str(row)] == []


def test_a_sentence_with_a_new_line_in_it_becomes_a_subject_of_one_line(world, sent_to, letterbox):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")
    Notice.objects.filter(pk=delivery.notice_id).update(sentence="Việc gấp:\r\nBcc: la@mau.vn,  gửi ngay.")

    try_delivery(delivery.pk, at=NOON)

    [(to, mail)] = letterbox.mails
    assert (to, mail["Subject"]) == (["hoa@mau.vn"], "Việc gấp: Bcc: la@mau.vn, gửi ngay.")


def test_a_mail_server_that_is_away_is_tried_again_five_times_and_then_the_owner_is_told_once(
    world, sent_to, settings, unused_port
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn", until=None)

    for _ in range(MOST_TRIES - 1):
        with pytest.raises(StillWaitingError):
            deliver(delivery.pk)
    assert ends(delivery) == ("waiting", "Không kết nối được với máy chủ thư.", 4)
    assert told(world.hoa) == []

    deliver(delivery.pk)
    deliver(delivery.pk)

    assert ends(delivery) == ("failed", "Không kết nối được với máy chủ thư.", 5)
    assert len(told(world.hoa)) == 1


def test_a_try_that_falls_into_the_quiet_hours_is_not_made(world, sent_to, letterbox):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn", until=NIGHT)

    try_delivery(delivery.pk, at=NIGHT)

    reason = "Đã vào giờ yên tĩnh. Bản nhắc sau sẽ nói lại điều còn phải làm."
    assert ends(delivery) == ("skipped", reason, 0)
    assert letterbox.mails == []


# To a target the operator has named


def test_a_target_gets_the_words_as_json_with_a_key_that_shows_doubles(world, sent_to, target):
    [delivery] = sent_to(world.hoa, webhook=GROUP)

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("sent", "", 1)
    body = {
        "id": delivery.pk,
        "to": "Đặng Thị Mẫu Hoa",
        "sentence": "Một việc sắp đến hạn.",
        "lines": ["Ký giao ước", "Báo cáo"],
        "href": "http://127.0.0.1:8000/",
    }
    assert target.seen == [("/hook", f"delivery-{delivery.pk}", body)]


def test_a_target_that_is_busy_is_tried_again_until_it_takes_the_words(world, sent_to, target):
    target.answers[:] = [503, 429, 204]
    [delivery] = sent_to(world.hoa, webhook=GROUP, until=None)

    for _ in range(2):
        with pytest.raises(StillWaitingError):
            deliver(delivery.pk)
    deliver(delivery.pk)

    assert ends(delivery) == ("sent", "", 3)
    assert [key for _, key, _ in target.seen] == [f"delivery-{delivery.pk}"] * 3


@pytest.mark.parametrize("code", [400, 404, 410])
def test_a_target_that_refuses_is_not_asked_again(world, sent_to, target, code):
    target.answers[:] = [code]
    [delivery] = sent_to(world.hoa, webhook=GROUP)

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("failed", f"Kênh {GROUP} từ chối (mã {code}).", 1)


def test_an_answer_that_leads_elsewhere_is_not_followed(world, sent_to, target):
    target.answers[:] = [302]
    [delivery] = sent_to(world.hoa, webhook=GROUP)

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("failed", f"Kênh {GROUP} từ chối (mã 302).", 1)
    assert [path for path, _, _ in target.seen] == ["/hook"]


def test_a_target_taken_off_the_operators_list_is_skipped(world, sent_to, target, settings):
    [delivery] = sent_to(world.hoa, webhook=GROUP)
    settings.WEBHOOKS = {}

    try_delivery(delivery.pk, at=NOON)

    assert ends(delivery) == ("skipped", "Kênh này không còn trong danh sách của người quản trị.", 0)
    assert target.seen == []


@pytest.mark.parametrize("wanted", ["http://127.0.0.1:9/", "Kênh lạ"])
def test_nobody_can_name_an_address_or_a_target_of_their_own(world, wanted):
    with pytest.raises(Refused) as refused:
        set_outlet(world.hoa, email="", webhook=wanted, by=world.hoa, at=NOON)

    assert [blocker.message for blocker in refused.value.blockers] == [
        "Kênh này không có trong danh sách của người quản trị."
    ]
    assert list(Outlet.objects.all()) == []


def test_the_operators_list_is_read_by_name_and_refuses_what_is_no_web_address():
    assert _named_targets("Nhóm A=https://a.vn/x?y=1, B = http://b.vn") == {
        "Nhóm A": "https://a.vn/x?y=1",
        "B": "http://b.vn",
    }
    with pytest.raises(ValueError, match="THIDUA_WEBHOOKS phải là tên=https"):
        _named_targets("A=file:///etc/passwd")


@pytest.mark.parametrize("text", ["mail.vn", "http://mail.vn", "smtp://", "smtp:mail.vn"])
def test_a_mail_server_that_cannot_be_read_stops_the_start_and_never_means_no_mail(text):
    with pytest.raises(ValueError, match="THIDUA_SMTP phải là smtp://"):
        _mail_server(text)


# On the way


def test_both_channels_and_the_house_itself_each_have_a_row_and_a_job_that_stands_with_the_notice(
    world, sent_to
):
    deliveries = sent_to(world.hoa, email="hoa@mau.vn", webhook=GROUP)

    rows = Delivery.objects.order_by("id").values_list("channel", "address", "state")
    assert list(rows) == [
        ("in_app", "", "sent"),
        ("email", "hoa@mau.vn", "waiting"),
        ("webhook", GROUP, "waiting"),
    ]
    jobs = ProcrastinateJob.objects.filter(task_name="activity.deliver").order_by("id")
    assert [job.args for job in jobs] == [{"delivery": row.pk} for row in deliveries]


def a_job(status="todo", *, heard=None):
    """What became of the one job there is; `heard`: how long ago its worker was last heard of."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", [status])
        if heard is not None:
            cursor.execute(
                "WITH one AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id) "
                "UPDATE procrastinate_jobs SET worker_id = one.id FROM one",
                [heard],
            )


LATER = NOON + FORGOTTEN + dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("status", "heard"), [("todo", None), ("doing", dt.timedelta(seconds=20))], ids=["waits", "in hand"]
)
def test_a_delivery_whose_job_is_alive_gets_no_other(world, sent_to, status, heard):
    sent_to(world.hoa, email="hoa@mau.vn")
    a_job(status, heard=heard)

    assert [resume_deliveries(at=LATER) for _ in range(3)] == [0, 0, 0]
    assert ProcrastinateJob.objects.filter(task_name="activity.deliver").count() == 1


@pytest.mark.parametrize(
    ("status", "heard"),
    [("failed", None), ("doing", None), ("doing", dt.timedelta(hours=1))],
    ids=["failed", "its worker is forgotten", "its worker is silent"],
)
def test_a_delivery_whose_job_has_died_gets_one_other_and_no_third(world, sent_to, status, heard):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")
    a_job(status, heard=heard)

    assert [resume_deliveries(at=LATER) for _ in range(3)] == [1, 0, 0]
    jobs = ProcrastinateJob.objects.filter(task_name="activity.deliver").order_by("id")
    assert [(job.status, job.args) for job in jobs] == [
        (status, {"delivery": delivery.pk}),
        ("todo", {"delivery": delivery.pk}),
    ]


def test_those_tried_lately_do_not_crowd_out_the_one_that_was_forgotten(world, sent_to):
    sent_to(world.hoa, email="hoa@mau.vn")
    [*_, last] = sent_to(world.khoa, email="khoa@mau.vn")
    a_job("failed")
    Delivery.objects.filter(notice__user=world.hoa, channel="email").update(tried_at=LATER)

    assert resume_deliveries(at=LATER) == 1
    assert ProcrastinateJob.objects.latest("id").args == {"delivery": last.pk}


def test_what_still_waits_after_its_job_has_died_is_asked_for_again(world, sent_to):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")
    a_job("failed")

    assert resume_deliveries(at=NOON + FORGOTTEN) == 0
    assert resume_deliveries(at=LATER) == 1

    a_job("failed")
    Delivery.objects.filter(pk=delivery.pk).update(tried_at=NOON + FORGOTTEN)
    assert resume_deliveries(at=LATER) == 0


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "sent"}, "delivery_that_ended_says_when"),
        ({"state": "failed", "tried_at": NOON}, "delivery_that_did_not_arrive_says_why"),
        ({"channel": "in_app"}, "delivery_once_by_a_channel"),
    ],
)
def test_a_delivery_without_its_facts_cannot_be_kept(world, sent_to, values, name):
    [delivery] = sent_to(world.hoa, email="hoa@mau.vn")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**values)
