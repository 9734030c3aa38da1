"""What a person must be able to look up is written down: settings, commands, words."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.core.management import get_commands

import thidua
from thidua.home.commands import COMMANDS

PACKAGE = Path(thidua.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
# Set by the machine or by Django itself, not by whoever installs.
OF_THE_MACHINE = {
    *("DJANGO_SETTINGS_MODULE", "OMP_THREAD_LIMIT", "TMPDIR", "XDG_RUNTIME_DIR"),
    *("PGPASSWORD", "PATH", "HOME", "CI"),
}


def read_from_the_environment():
    """Every name that the package looks up in the environment."""
    names = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "os.environ.get",
                "os.getenv",
                "os.environ.setdefault",
                "_flag",
            }:
                names |= {argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)}
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
                names |= {node.slice.value} if isinstance(node.slice, ast.Constant) else set()
    return names - OF_THE_MACHINE


def test_every_setting_is_listed_with_a_comment_and_no_other():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?([A-Z][A-Z_]+)=", text, re.MULTILINE)) == read_from_the_environment()
    for name in read_from_the_environment():
        assert re.search(rf"^# .*\n#?{name}=", text, re.MULTILINE), f"{name} has no comment above it"


def test_every_command_is_listed_once_and_every_listed_command_exists():
    ours = sorted(name for name, app in get_commands().items() if app.startswith("thidua"))

    assert sorted(name for name, _ in COMMANDS) == ours


def test_every_command_explains_itself_in_vietnamese():
    for path in PACKAGE.glob("*/management/commands/[a-z]*.py"):
        text = path.read_text(encoding="utf-8")
        found = re.search(r'^    help = "(.+)"$', text, re.MULTILINE)

        assert found, f"{path.stem} has no help"
        assert not found[1].isascii(), f"{path.stem} explains itself in another language"


# The glossary


def named_in_the_glossary():
    """Every name in the second column of its tables."""
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [row.split("|")[2] for row in rows if row.startswith("|") and row.count("|") == 4]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def acts():
    """Every public function of the actions that somebody does: it takes `by`."""
    for path in SOURCES:
        if re.search(r"/actions(/|\.py$)", path.relative_to(PACKAGE).as_posix()):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                if public and "by" in {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}:
                    yield node.name


def defined():
    """Every function and class of the package."""
    return {
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def test_every_model_has_its_word():
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("thidua.")}

    assert sorted(models - named_in_the_glossary()) == []


def test_every_act_has_its_word():
    assert sorted(set(acts()) - named_in_the_glossary()) == []


def test_the_glossary_names_nothing_that_has_gone():
    assert sorted(named_in_the_glossary() - defined()) == []


def test_every_row_of_the_glossary_has_its_three_cells():
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows if row.startswith("|")]

    assert [row for row in cells if len(row) != 3 or not all(row)] == []
    words = [row[0] for row in cells if row[0] not in {"Thuật ngữ", "---"}]
    assert sorted({word for word in words if words.count(word) > 1}) == []
