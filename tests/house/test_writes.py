"""Every write is one named action: nothing else in the package changes a row."""

import ast
import re
from pathlib import Path

import pytest

import thidua

PACKAGE = Path(thidua.__file__).parent
WRITES = {
    *("save", "delete", "create", "update", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "asave", "adelete", "acreate", "aupdate", "aget_or_create"),
}
RAW = re.compile(
    r"^\s*(?:WITH\b.*\b)?(?:INSERT\s+INTO|UPDATE\s+\w+|DELETE\s+FROM|TRUNCATE|COPY\s+\w+)",
    re.IGNORECASE | re.DOTALL,
)
# Where writing is the job. Core has no tables; what is written into documents are files, without Django.
OPEN = re.compile(
    r"^(core|demo|documents/writing|documents/imaging|home/benches)/|(^|/)(actions(/|\.py$)|migrations/)|^activity/(trail|seal|refusals)\.py$"
)
MAPPINGS = {"globals", "filters", "attrs"}  # of templates and form widgets


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not OPEN.search(place):
            yield place, ast.parse(path.read_text(encoding="utf-8"))


def writes_in(tree):
    """Line and words of each call that changes rows, and of each statement of SQL that does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            called_on = ast.unparse(node.func.value)
            if not is_plain(node, called_on):
                yield node.lineno, f"{called_on}.{node.func.attr}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RAW.match(node.value):
            yield node.lineno, node.value.strip().splitlines()[0]


def is_plain(node, called_on):
    """A mapping, a set or a hash: given something whole, where a queryset takes keywords only."""
    if node.func.attr != "update":
        return False
    return (bool(node.args) and not node.keywords) or called_on.rpartition(".")[2] in MAPPINGS


def test_nothing_outside_the_actions_changes_a_row():
    found = [f"{place}:{line} {words}" for place, tree in modules() for line, words in writes_in(tree)]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "report.save()",
        "Report.objects.filter(pk=1).update(state='sent')",
        "Unit.objects.get_or_create(code='x')",
        "Paper.objects.bulk_create(rows)",
        "paper.delete()",
        "cursor.execute('DELETE FROM org_unit')",
        'QUESTION = """\nINSERT INTO org_reach SELECT 1"""',
        'QUESTION = "WITH a AS (SELECT 1) UPDATE org_unit SET label = 1"',
        "cursor.execute(f'UPDATE org_unit SET label = {name}')",
    ],
)
def test_the_wall_sees_a_write(source):
    assert len(list(writes_in(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "found.update(other)",
        "digest.update(b'')",
        "'Cập nhật: update the row'",
        "Report.objects.filter(pk=1)",
    ],
)
def test_the_wall_lets_reading_through(source):
    assert list(writes_in(ast.parse(source))) == []
