"""No file and no function that a reader must scroll twice."""

import ast
import statistics
from pathlib import Path

import pytest

import thidua

PACKAGE = Path(thidua.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
PAGES = sorted(
    path
    for ending in ("html", "css", "js", "txt", "yaml", "typ")
    for path in PACKAGE.rglob(f"*.{ending}")
    if "law" not in path.relative_to(PACKAGE).parts
)


def functions():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(PACKAGE).as_posix(), node.name, node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*SOURCES, *PAGES]
    }

    assert len(lengths) > 200
    assert {place: lines for place, lines in lengths.items() if lines > 400} == {}


def test_no_function_is_longer_than_sixty_lines_and_nearly_all_fit_in_thirty():
    found = list(functions())
    lengths = sorted(lines for _, _, lines in found)

    assert [(place, name, lines) for place, name, lines in found if lines > 60] == []
    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.95)] <= 30


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "manager", "service"])
def test_no_module_has_a_name_that_says_nothing(word):
    assert [path.name for path in SOURCES if word in path.stem.split("_")] == []
