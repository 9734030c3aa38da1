"""A real installation, a real server with its worker, a real Chromium.

The installation has a folder of its own and lives on a demo day, which a journey moves as its people would
live through it.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "dien-tap-2021"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Installation:
    """A running installation: where it is, and on which day it lives."""

    address: str
    var: Path
    environment: dict[str, str] = field(repr=False)

    def on(self, day):
        """Move the installation to another day."""
        (self.var / "demo").write_text(day.isoformat())

    def run(self, *command):
        """Run one of our commands against it; its output as text."""
        done = subprocess.run(
            [sys.executable, "-m", "thidua", *command],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, server):
    for _ in range(600):
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(f"{address}/dang-nhap/", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")


@contextmanager
def installed(stage="world", and_then=""):
    """A running installation built up to a stage; `and_then` is code that its shell runs before anyone comes."""
    var = Path(tempfile.mkdtemp(prefix="td-", dir="/tmp"))
    var.chmod(0o755)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "THIDUA_VAR": str(var),
        "THIDUA_DEMO": "1",
        "THIDUA_ADDRESS": address,
        "THIDUA_FILES": str(var / "files"),
    }
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    (var / "faces").mkdir()
    made = Installation(address, var, environment)
    if stage == "world":
        made.run("migrate", "-v0")
        made.run("shell", "-v0", "-c", f"from thidua.demo.world import build; build()\n{and_then}")
    else:
        made.run("demo", "--stage", stage)
    server = subprocess.Popen(
        [sys.executable, "-m", "thidua", "serve", "--address", f"127.0.0.1:{port}", "--with-worker"],
        env=environment,
    )
    try:
        _wait_for(address, server)
        yield made
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture
def installation(request):
    """An installation with the base world: units and people, no plan yet; or at the stage the module names."""
    with installed(getattr(request.module, "STAGE", "world")) as made:
        yield made


@pytest.fixture(scope="session")
def offices():
    """The base world with the offices of Ea Kar and Hưng Yên in it; one installation for all that they do."""
    with installed(and_then="from tests.journeys.offices import build; build()") as made:
        yield made


@pytest.fixture(scope="session")
def offices_with_staff():
    """The same world once more, with the staff of the schools whose school year is told; nothing has been issued."""
    build = (
        "from tests.journeys.offices import add_staff_of_the_year, build; build(); add_staff_of_the_year()"
    )
    with installed(and_then=build) as made:
        yield made


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: install the system's package chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


class Visitor:
    """One person at a browser. Every page they open must be free of console and policy errors."""

    def __init__(self, chromium, installation, *, script=True, width=1440, height=900):
        self.installation = installation
        self.context = chromium.new_context(
            base_url=installation.address,
            java_script_enabled=script,
            viewport={"width": width, "height": height},
            accept_downloads=True,
            locale="vi-VN",
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.name = "ai-do"
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("response", self._watch)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    def _hear(self, message):
        """What the console calls an error is one; answers that are not 200 are watched by themselves."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _watch(self, response):
        """No page may break, and nothing that a page needs may be missing; a refusal (422) is an answer."""
        part = response.request.resource_type != "document"
        if response.status >= 500 or (part and response.status >= 400 and response.status != 422):
            self.complaints.append(f"{response.status} {response.url}")

    def sign_in(self, username):
        """Through the door."""
        self.name = username
        self.page.goto("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=False).first.fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        return self.page

    def close(self):
        """Leave; nothing may have complained."""
        self.context.close()
        assert self.complaints == []


@pytest.fixture
def visitor(request, chromium, installation):
    """Makes visitors, and closes them all at the end of the test."""
    made = request.node.visitors = []

    def come(username="", **how):
        person = Visitor(chromium, installation, **how)
        made.append(person)
        if username:
            person.sign_in(username)
        return person

    yield come
    for person in made:
        person.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that fails leaves a picture of every open page beside the other output of the run."""
    outcome = yield
    if call.when == "call" and outcome.get_result().failed:
        folder = ROOT / "var" / "journeys"
        folder.mkdir(parents=True, exist_ok=True)
        for order, person in enumerate(getattr(item, "visitors", [])):
            person.page.screenshot(path=folder / f"{order}-{person.name}.png", full_page=True)
