"""A real server and its worker on a database of their own: jobs get done, a crowd waits its turn, all ends together."""

import concurrent.futures
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlencode

import psutil
import pytest

from thidua.demo.world import PASSWORD
from thidua.home.management.commands.serve import _run_together

pytestmark = pytest.mark.commits

# Another process accepts one report, as a page would, and waits for the worker to add it up and to seal it.
ACCEPT = """
import json, time
import django; django.setup()
from thidua.activity.models import ChainHead, Event
from thidua.demo import days, stages, world
from thidua.movements.models import Movement
from thidua.reporting.actions.reports import accept_report
from thidua.reporting.models import Report, Total

found = world.find()
window = stages.ask(found, Movement.objects.get(owner=found.school))
stages._report(window, found.teams["TOAN"], 8, 9, 4)
def added_up():
    return Total.objects.filter(window=window, unit=found.school).values("sums", "accepted", "expected").first()

def sealed():
    return sum(ChainHead.objects.values_list("count", flat=True))

before = sealed()
accept_report(Report.objects.get(state="submitted"), by=found.minh, at=days.at(days.REPORTED))

deadline = time.monotonic() + 30
while time.monotonic() < deadline and (added_up() is None or sealed() < Event.objects.count()):
    time.sleep(0.1)
print(json.dumps({"total": added_up(), "before": before, "sealed": sealed(), "events": Event.objects.count()}))
"""


class Site:
    """`thidua serve --with-worker`, with a place of its own for everything it writes."""

    def __init__(self, var):
        apart = {"DATABASE_URL", "THIDUA_DEMO", "THIDUA_FILES", "DJANGO_SETTINGS_MODULE"}
        self.environment = {name: value for name, value in os.environ.items() if name not in apart}
        self.environment |= {"THIDUA_VAR": str(var), "DJANGO_SETTINGS_MODULE": "thidua.settings"}
        self.port = free_port()
        self.run("-m", "thidua", "demo", "--stage", "planned")
        words = ["serve", "--address", f"127.0.0.1:{self.port}", "--with-worker"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thidua", *words], env=self.environment, cwd=var
        )
        self.wait_for_the_first_page()

    def run(self, *words):
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wait_for_the_first_page(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                return self.ask("GET", "/dang-nhap/")
            except OSError:
                assert self.process.poll() is None, "the server ended before its first page"
                time.sleep(0.2)
        raise TimeoutError("no first page within a minute")

    def ask(self, method, path, body=None, **headers):
        """Status, headers and text of one answer, over a connection of its own."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            return answer.status, answer.msg, answer.read().decode()
        finally:
            link.close()

    def signed_in(self, username):
        """The cookies of a person who has signed in through the page."""
        _, headers, page = self.ask("GET", "/dang-nhap/")
        key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        body = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": key})
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies(headers)}
        status, headers, _ = self.ask("POST", "/dang-nhap/", body, **form)
        assert status == 302
        return cookies(headers)


def cookies(headers):
    return "; ".join(line.partition(";")[0] for line in headers.get_all("Set-Cookie", []))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("v"))
    yield made
    if made.process.poll() is None:
        made.process.terminate()
        made.process.wait(timeout=30)


def test_an_accepted_report_is_added_up_and_sealed_by_the_worker_behind_the_page(site):
    answer = json.loads(site.run("-c", ACCEPT).splitlines()[-1])

    assert answer["total"] == {"sums": [8, 9, 4], "accepted": 1, "expected": 8}
    assert answer["before"] < answer["sealed"] == answer["events"]


def test_two_hundred_and_fifty_at_once_all_get_their_page(site):
    people = [site.signed_in(name) for name in ("lan", "minh", "khoa")]

    def visit(number):
        if number % 2:
            return "sign-in", site.ask("GET", "/dang-nhap/")[0]
        return "desk", site.ask("GET", "/", Cookie=people[number % 3])[0]

    with concurrent.futures.ThreadPoolExecutor(250) as crowd:
        answers = Counter(crowd.map(visit, range(250)))

    assert answers == {("sign-in", 200): 125, ("desk", 200): 125}


def test_told_to_stop_it_leaves_no_process_behind(site):
    family = [
        site.process.pid,
        *(child.pid for child in psutil.Process(site.process.pid).children(recursive=True)),
    ]
    assert len(family) >= 3  # itself, the web server, the worker

    site.process.send_signal(signal.SIGTERM)
    site.process.wait(timeout=40)

    deadline = time.monotonic() + 10
    while any(map(psutil.pid_exists, family)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in family if psutil.pid_exists(pid)] == []


@pytest.fixture
def _signals_again():
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_again")
@pytest.mark.parametrize("worker_first", [False, True])
def test_when_one_of_the_two_ends_the_other_is_ended_too(tmp_path, monkeypatch, worker_first):
    monkeypatch.chdir(tmp_path)
    stays = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(90)"
    ends = "import pathlib, time\nwhile not pathlib.Path('pid').exists(): time.sleep(0.05)"
    commands = [[sys.executable, "-c", words] for words in (stays, ends)]

    began = time.monotonic()
    _run_together(commands[::-1] if worker_first else commands)

    assert time.monotonic() - began < 15
    assert psutil.pid_exists(int((tmp_path / "pid").read_text())) is False
