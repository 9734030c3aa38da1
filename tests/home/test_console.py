"""`thidua` as people and scripts type it: a fresh process, an empty folder, no database."""

import json
import os
import subprocess
import sys

import pytest

from thidua.home.commands import COMMANDS

FACTS = """
as_of: 2021-11-20
source: hồ sơ mẫu
subject: individual
facts:
  movement_result: {movement: "Thi đua phòng, chống dịch", chosen: true, launched_by: so, on: 2021-11-15, years: 0}
"""
VOUCHED = """
  no_pending_case: {answer: true, by: "Lê Thị Mẫu Lan"}
  one_merit_one_form: {answer: true, by: "Lê Thị Mẫu Lan"}
"""
SEEDS = [
    "000_88ccc941bc631286.txt",
    "001_c5405d88a93fe8a3.txt",
    "002_282fc53550cdf8bc.txt",
    "004_027eddec4f99f457.txt",
]


@pytest.fixture
def thidua(tmp_path):
    """Run the console script in an empty folder; nothing it needs may come from outside."""
    apart = {"DATABASE_URL", "THIDUA_DEMO", "THIDUA_FILES", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in apart}
    environment["THIDUA_VAR"] = str(tmp_path / "var")

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "thidua", *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    yield run
    assert not (tmp_path / "var" / "postgres").exists(), "a command that needs no database started one"


def test_help_names_every_command_in_one_line_each(thidua):
    done = thidua("--help")

    assert done.returncode == 0
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert [line[0] for line in lines] == [name for name, _ in COMMANDS]


def test_no_command_at_all_is_wrong_usage_and_prints_the_list(thidua):
    done = thidua()

    assert (done.returncode, done.stdout) == (2, thidua("--help").stdout)


@pytest.mark.parametrize("words", [["judge"], ["read"], ["judge", "--on", "hôm nay"]])
def test_a_command_typed_wrongly_ends_with_status_two(thidua, words):
    done = thidua(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: thidua")


def test_the_addresses_are_one_json_document(thidua):
    done = thidua("routes", "--json")

    rows = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row for row in rows if row["name"] == "desk"] == [
        {"address": "/", "name": "desk", "open_to": "signed_in"}
    ]
    assert [row for row in rows if sorted(row) != ["address", "name", "open_to"]] == []


@pytest.mark.parametrize("name", SEEDS)
def test_a_real_plan_is_read_as_a_careful_person_read_it(thidua, seeds, name):
    truth = json.loads((seeds / "truth" / f"{name}.json").read_text(encoding="utf-8"))

    done = thidua("read", str(seeds / name), "--json")

    read = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert read["schema"] == "seed-truth/1"
    first_page = ("doc_type", "number", "place", "date", "title", "movement_name", "school_year")
    assert {key: read["metadata"][key] for key in first_page} == {
        key: truth["metadata"][key] for key in first_page
    }
    assert [row["id"] for row in read["sections"]] == [row["id"] for row in truth["sections"]]
    assert read["dates"] == truth["dates"]


def test_for_people_a_plan_is_told_in_vietnamese_with_what_it_does_not_state(thidua, seeds):
    done = thidua("read", str(seeds / SEEDS[2]))

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == "Loại văn bản: KẾ HOẠCH"
    assert [line for line in lines if line.startswith(("Số, ký hiệu", "Ngày"))] == [
        "Số, ký hiệu: không nêu trong văn bản",
        "Ngày: không nêu trong văn bản",
    ]


@pytest.mark.parametrize(("content", "status"), [(None, 1), (b"\x00\x01" * 500, 1)])
def test_a_file_that_cannot_be_read_is_refused_in_words(thidua, tmp_path, content, status):
    path = tmp_path / "plan.txt"
    if content is not None:
        path.write_bytes(content)

    done = thidua("read", str(path))

    assert (done.returncode, done.stdout) == (status, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip()) > 20


@pytest.mark.parametrize(
    ("facts", "outcome", "status"), [(FACTS + VOUCHED.lstrip("\n"), "met", 0), (FACTS, "unknown", 1)]
)
def test_a_verdict_is_told_by_the_exit_status(thidua, tmp_path, facts, outcome, status):
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    words = ["judge", "--award", "gk_giam_doc_so", "--on", "2021-11-20", "--facts", "facts.yaml"]

    done, form = thidua(*words), thidua(*words, "--json")

    assert (done.returncode, form.returncode) == (status, status)
    assert json.loads(form.stdout)["outcome"] == outcome
    assert {"met": "đạt", "unknown": "chưa đủ căn cứ"}[outcome] in done.stdout.lower()


def test_an_award_nobody_knows_is_refused_with_the_list_of_those_there_are(thidua, tmp_path):
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")

    done = thidua("judge", "--award", "khong_co", "--on", "2021-11-20", "--facts", "facts.yaml")

    assert (done.returncode, done.stdout) == (1, "")
    assert "Không có hình thức nào mang mã khong_co." in done.stderr
    assert "gk_giam_doc_so" in done.stderr
