"""What is installed is pinned and hashed, names no address, and each direct dependency gives its reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(lock):
    """Each requirement with its continuation lines joined."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_there_is_one_lock_to_run_and_one_to_work():
    assert [lock.name for lock in LOCKS] == ["base.txt", "dev.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_is_exact_and_has_a_hash(lock):
    assert len(pins(lock)) > 20
    assert [
        line
        for line in pins(lock)
        if not re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+( ;.*?)?( +--hash=sha256:[0-9a-f]{64})+$", line)
    ] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_line_names_an_address(lock):
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r".*(?:https?://|index-url|find-links|trusted-host).*", text) == []


def test_work_is_pinned_to_the_same_versions_as_the_run():
    base, dev = ({line.split("==")[0]: line.split()[0] for line in pins(lock)} for lock in LOCKS)

    assert {name: pin for name, pin in base.items() if dev.get(name, pin) != pin} == {}


def test_every_direct_dependency_gives_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(
        r'^    "([a-z0-9-]+)[^"]*",(.*)$', text.split("[project.scripts]")[0], re.MULTILINE | re.IGNORECASE
    )

    assert len(listed) > 30
    assert [name for name, reason in listed if not re.match(r"\s*# \w.{8,}", reason)] == []
