"""The style sheets: few, small, free of colours by name, and every pair of inks can be read."""

import re
from pathlib import Path

import pytest

import thidua.core

CORE = Path(thidua.core.__file__).parent
STATIC = CORE / "static" / "thidua"


def test_the_style_sheets_are_linked_and_small():
    base = (CORE / "jinja2/core/base.html").read_text(encoding="utf-8")
    linked = set(re.findall(r"'(\w+)'", base.split("for sheet in")[1].split("%}")[0])) | {"print"}
    lines = [path.read_text(encoding="utf-8").count("\n") for path in (STATIC / "css").glob("*.css")]

    assert linked == {path.stem for path in (STATIC / "css").glob("*.css")}
    assert sum(lines) <= 1200
    assert (STATIC / "js/app.js").read_text(encoding="utf-8").count("\n") < 100


def test_no_style_sheet_but_the_tokens_names_a_colour():
    rest = [path for path in (STATIC / "css").glob("*.css") if path.stem not in {"app", "print"}]

    assert [
        (path.name, re.findall(r"#[0-9a-f]{3,8}\b(?=[;,\s)])", path.read_text(encoding="utf-8")))
        for path in rest
    ] == [(path.name, []) for path in rest]


# What can be read


def tokens(theme):
    sheet = (STATIC / "css/app.css").read_text(encoding="utf-8")
    light, dark = sheet.split("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))
    return found if theme == "light" else found | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", dark))


def contrast(one, other):
    def luminance(code):
        parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ["paper", "surface", "sunken"]
WASHES = ["good-wash", "late-wash", "back-wash", "honour-wash", "here-wash"]
READ = [(ink, ground) for ink in ("ink", "ink-quiet") for ground in GROUNDS + WASHES]
READ += [(ink, ground) for ink in ("good", "late", "back", "honour-ink", "here") for ground in GROUNDS]
READ += [("good", "good-wash"), ("late", "late-wash"), ("back", "back-wash"), ("honour-ink", "honour-wash")]
READ += [
    ("here", "here-wash"),
    ("late", "here-wash"),
    ("on-act", "act"),
    ("on-act", "act-hover"),
    ("paper", "ink"),
]
SEEN = [(edge, ground) for edge in ("line-strong", "here") for ground in GROUNDS]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_ink_and_ground_can_be_read(theme):
    found = tokens(theme)

    faint = {
        (a, b): round(contrast(found[a], found[b]), 2) for a, b in READ if contrast(found[a], found[b]) < 4.5
    }

    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_edge_that_means_something_can_be_seen(theme):
    found = tokens(theme)

    faint = {
        (a, b): round(contrast(found[a], found[b]), 2) for a, b in SEEN if contrast(found[a], found[b]) < 3
    }

    assert faint == {}


def test_the_dark_page_redefines_every_ink():
    light, dark = tokens("light"), tokens("dark")

    assert [name for name in light if light[name] == dark[name]] == ["on-act"]
