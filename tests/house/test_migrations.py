"""Migrations are what the models say, are named by what they do, and never look at today's code."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

import thidua

PACKAGE = Path(thidua.__file__).parent
FILES = sorted(path for path in PACKAGE.glob("*/migrations/*.py") if path.name != "__init__.py")


@pytest.mark.django_db
def test_models_and_migrations_agree():
    said = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=said)

    assert said.getvalue().strip() == "No changes detected"


def test_every_room_with_tables_has_migrations():
    ours = [room for room in apps.get_app_configs() if room.name.startswith("thidua.")]
    with_tables = {room.label for room in ours if list(room.get_models())}

    assert {path.parent.parent.name for path in FILES} == with_tables


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_migration_is_named_by_what_it_does_and_stands_alone(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [
        name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]

    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert "auto" not in path.stem.split("_")
    assert [name for name in imported if name.split(".")[0] == "thidua"] == []
