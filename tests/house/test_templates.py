"""Every page compiles under the site's own environment, and none carries style or script of its own."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import get_resolver
from jinja2 import nodes

import thidua

PACKAGE = Path(thidua.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/jinja2/**/*.html"))
NAMES = {path: path.as_posix().partition("/jinja2/")[2] for path in TEMPLATES}


@pytest.fixture(scope="module")
def environment():
    return engines.all()[0].env


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: NAMES[path])
def test_a_template_compiles_and_calls_only_addresses_and_filters_that_exist(environment, path):
    environment.get_template(NAMES[path])
    tree = environment.parse(path.read_text(encoding="utf-8"))
    addresses = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    called = [
        call.args[0].value
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name == "url"
        and isinstance(call.args[0], nodes.Const)
    ]
    assert [name for name in called if name not in addresses] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: NAMES[path])
def test_a_template_carries_no_style_and_no_script_of_its_own(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|javascript:""", text) == []
    assert [
        body for body in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL) if body.strip()
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: NAMES[path])
def test_every_form_that_sends_something_carries_the_key_against_forgery(path):
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=[\"']post[\"'].*?</form>", text, re.DOTALL | re.IGNORECASE)

    keys = {"csrf_input", *re.findall(r"set (\w+) = csrf_input", text)}
    assert [form[:80] for form in forms if not keys & set(re.findall(r"\w+", form))] == []


def test_pages_of_every_room_are_found():
    rooms = {path.relative_to(PACKAGE).parts[0] for path in TEMPLATES}

    assert rooms == {"core", "home", "org", "documents", "movements", "reporting", "commendation", "stories"}
