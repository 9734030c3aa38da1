"""The self-check: silent after each stage of the rehearsal, and right about what was edited behind its back.

The whole line is built once with real commits, since only committed events can be sealed. Each test then
edits inside a transaction of its own that is rolled back, constraints and triggers included.
"""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from thidua.activity import seal
from thidua.activity.models import ChainLink, Event
from thidua.demo.days import STAGES
from thidua.demo.stages import run
from thidua.demo.world import build
from thidua.documents.models import Paper
from thidua.home.fsck import CHECKS, Fault, faults
from thidua.org.models import Unit

pytestmark = [pytest.mark.commits, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def line(django_db_setup, django_db_blocker):
    """Every stage in turn, and what the self-check says after each; the base world again afterwards."""
    with django_db_blocker.unblock():
        found = {}
        for stage in STAGES:
            run(stage)
            found[stage] = list(faults())
        seal_everything()
        found["sealed"] = list(faults())
    yield found
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        build()


def seal_everything():
    """Chain the whole line at once. The sealer waits for every transaction of the server, tests of other databases
    beside us included; here nobody else writes, so nothing is to be waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "_SETTLED", Q())
        seal.seal_all()


@pytest.mark.parametrize("stage", [*STAGES, "sealed"])
def test_the_self_check_has_nothing_to_say_after_each_stage(line, stage):
    assert line[stage] == []


def test_the_whole_trail_of_the_line_is_sealed():
    assert ChainLink.objects.count() == Event.objects.count() > 300


EDITS = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", EDITS, ids=[row["name"] for row in EDITS])
def test_an_edit_behind_the_back_is_named_by_the_right_check(row):
    draft = Paper.objects.exclude(state__in=["issued", "withdrawn"]).earliest("id")

    with connection.cursor() as cursor:
        for statement in row["sql"]:
            cursor.execute(statement.replace("{draft}", str(draft.pk)))
            assert cursor.rowcount != 0, f"nothing was edited by: {statement}"

    assert sorted({fault.check for fault in faults()}) == row["named"]


def test_every_check_is_known_to_turn_red():
    assert sorted({check for row in EDITS for check in row["named"]}) == sorted(CHECKS)


def test_a_fault_says_in_words_what_and_where():
    Unit.objects.filter(code="LOCTHAI-12A8").update(label="Lớp 12A9")

    assert list(faults()) == [
        Fault(
            "newest_name",
            "Đơn vị LOCTHAI-12A8 đang hiện là “Lớp 12A9” trong khi tên mới nhất là “Lớp 12A8”.",
        )
    ]
