"""The components: each is shown, none speaks past its words, and every pair of inks can be read."""

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes

import thidua.core

CORE = Path(thidua.core.__file__).parent
PACKAGE = CORE.parent
STATIC = CORE / "static" / "thidua"
TEMPLATES = sorted((CORE / "jinja2").rglob("*.html"))
SPRITE = "{http://www.w3.org/2000/svg}symbol"


def make_environment():
    loader = jinja2.FileSystemLoader(CORE / "jinja2")
    made = jinja2.Environment(
        loader=loader, undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(static=lambda path: f"/static/{path}", url=lambda name, *args: f"/{name}/")
    return made


ENVIRONMENT = make_environment()
UI = ENVIRONMENT.get_template("core/ui.html").module


@pytest.fixture
def shell():
    labels = [
        ("desk", "Việc của tôi"),
        ("papers", "Văn bản"),
        ("movements", "Phong trào"),
        ("search", "Tra cứu"),
    ]
    icons = ["work", "paper", "flag", "search"]
    sections = [
        SimpleNamespace(key=key, label=label, href=f"/{key}/", icon=icon, count=2, current=key == "desk")
        for (key, label), icon in zip(labels, icons, strict=True)
    ]
    return SimpleNamespace(
        user_name="Hoàng Thị Mẫu",
        post_title="Chuyên viên",
        unit_name="Phòng GDĐT Mẫu",
        unit_place="Huyện Mẫu",
        school_year="2021–2022",
        crumbs=[("Tỉnh Mẫu", None), ("Phòng GDĐT Mẫu", "/don-vi/1/")],
        sections=sections,
        demo_day="Thứ Sáu, ngày 15/10/2021",
        version="1.0",
        notices=3,
        notices_href="/thong-bao/",
        reminders_href="/phong-trao/nhac-viec/",
        trail_href="/lich-su/",
        logout_href="/thoat/",
        messages=[("good", "Đã lưu.")],
    )


@pytest.fixture
def components(shell):
    return ENVIRONMENT.get_template("core/components.html").render(shell=shell, csrf_input="")


def macros_offered():
    return {
        name
        for name, value in vars(UI).items()
        if type(value).__name__ == "Macro" and not name.startswith("_")
    }


def macros_shown():
    source = (CORE / "jinja2/core/components.html").read_text(encoding="utf-8")
    tree = ENVIRONMENT.parse(source)
    called = [call.node for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)]
    return {node.attr for node in called if isinstance(node.node, nodes.Name) and node.node.name == "ui"}


class Reading(HTMLParser):
    """Ids, references to ids, and the words of a rendered page."""

    def __init__(self, markup):
        super().__init__()
        self.ids, self.asked, self.kinds, self.parts = [], [], [], []
        self.feed(markup)
        self.words = " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.kinds += [found["data-kind"]] if "data-kind" in found else []
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.asked += (found.get(name) or "").split()

    def handle_data(self, data):
        self.parts.append(data)


def said(markup):
    return Reading(str(markup)).words


# What is shown


def test_every_component_is_shown_on_the_components_page():
    assert macros_offered() - macros_shown() == set()


def test_the_components_page_calls_nothing_that_is_not_offered():
    assert macros_shown() - macros_offered() == set()


def test_the_components_page_has_one_red_act_and_no_id_twice(components):
    page = Reading(components)

    assert page.kinds.count("act") == 1
    assert sorted(page.ids) == sorted(set(page.ids))


def test_every_label_and_description_of_the_components_page_points_at_something(components):
    page = Reading(components)

    assert set(page.asked) - set(page.ids) == set()


@pytest.mark.parametrize("name", ["refused", "422", "403", "404"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_pages_of_refusal_render_with_and_without_a_signed_in_person(name, signed_in, shell):
    context = {"blockers": [{"message": "Chỉ tiêu GV1 chưa có số liệu.", "href": "/o/1/"}], "back": "/"}
    if signed_in:
        context |= {"shell": shell}

    page = ENVIRONMENT.get_template(f"core/{name}.html").render(**context)

    assert ("Hoàng Thị Mẫu" in page) is signed_in
    assert page.count("<h1>") == 1


def test_the_refused_page_gives_its_reasons_as_a_block_of_their_own():
    template = ENVIRONMENT.get_template("core/refused.html")
    blockers = [{"message": "Thiếu chữ ký.", "href": "/ky/"}, {"message": "Thiếu tiêu chí.", "href": None}]
    frame = template.new_context({"blockers": blockers, "back": "/"})
    next(iter(template.root_render_func(frame)), None)

    block = "".join(template.blocks["reasons"](frame))

    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', block) == [("/ky/", "Thiếu chữ ký.")]
    assert "Thiếu tiêu chí." in block


def test_the_error_page_needs_nothing_but_its_code():
    page = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True).from_string(
        (CORE / "jinja2/core/500.html").read_text(encoding="utf-8")
    )

    assert "Mã lỗi: A1B2C3" in said(page.render(code="A1B2C3"))


def test_the_phone_bar_keeps_four_places_and_puts_the_rest_under_more(shell):
    shell.sections.append(
        SimpleNamespace(
            key="nominations", label="Khen thưởng", href="/k/", icon="award", count=0, current=False
        )
    )

    page = ENVIRONMENT.get_template("core/page.html").render(shell=shell, csrf_input="")
    bar, _, sheet = page.partition('aria-label="Khu vực, thanh dưới"')[2].partition("data-sheet")

    assert re.findall(r'<a href="(/[^"]+)"', bar) == ["/desk/", "/movements/", "/k/", "/papers/"]
    assert re.findall(r'<a href="(/[^"]+)"', sheet)[:1] == ["/search/"]


# What is never written


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("jinja2/**/*.html")), ids=lambda path: path.name)
def test_no_template_carries_style_or_script_of_its_own(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:", text) == []
    assert [
        body for body in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL) if body.strip()
    ] == []


def test_a_name_from_outside_is_escaped_everywhere():
    hostile = "<img src=x onerror=alert(1)>"
    made = [
        UI.badge(hostile),
        UI.button(hostile, value=hostile, name="n"),
        UI.work_item(hostile, "/", hostile, quote=hostile),
        UI.facts([(hostile, hostile)]),
        UI.blockers([{"message": hostile, "href": None}]),
        UI.source_pane([hostile], [{"line": 1, "text": hostile, "code": hostile}]),
        UI.cell_input("c", hostile, hostile, "number", hostile, hostile),
        UI.td(hostile, hostile),
        UI.diploma(hostile, hostile, hostile, [(hostile, hostile)]),
    ]

    assert [str(markup) for markup in made if "<img" in str(markup)] == []


@pytest.mark.parametrize(
    "call",
    [
        lambda: UI.icon("no-such-icon"),
        lambda: UI.badge("Đạt", "greenish"),
        lambda: UI.badge("Đạt", "good", "hexagon"),
        lambda: UI.verdict_badge("perhaps"),
        lambda: UI.cell_input("c", "Ô", "", "zero"),
        lambda: UI.verdict_banner("Còn hiệu lực", "splendid", ""),
    ],
)
def test_an_unknown_word_is_an_error_and_not_a_blank(call):
    with pytest.raises(jinja2.UndefinedError):
        call()


# What the small marks say


def test_each_verdict_is_a_word_and_a_shape_of_its_own():
    outcomes = ["met", "unmet", "unknown", "not_applicable", "no_rule"]

    made = [
        (said(UI.verdict_badge(o)), re.search(r"#([\w-]+)", str(UI.verdict_badge(o)))[1]) for o in outcomes
    ]

    assert made == [
        ("Đạt", "s-met"),
        ("Không đạt", "s-unmet"),
        ("Chưa đủ căn cứ", "s-unknown"),
        ("Không áp dụng", "s-na"),
        ("Không có quy định đang có hiệu lực", "s-norule"),
    ]


def test_a_moment_kept_in_utc_is_shown_in_the_zone_of_vietnam():
    moment = dt.datetime(2021, 11, 8, 18, 30, tzinfo=dt.UTC)

    assert said(UI.day(moment)) == "09/11/2021"
    assert said(UI.day(moment, time=True)) == "09/11/2021 01:30"
    assert said(UI.day(dt.date(2021, 11, 8))) == "08/11/2021"


def test_a_leaf_without_a_day_says_that_none_is_stated():
    assert said(UI.leaf()) == "Không nêu hạn"
    assert said(UI.leaf(dt.date(2021, 11, 9), "Còn 4 ngày")) == "09/11/2021. Tháng 11 09 Còn 4 ngày"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (58, 60, "96,7"),
        (2999, 3000, "99,9"),
        (1, 3000, "dưới 0,1"),
        (0, 60, "0,0"),
        (60, 60, "100,0"),
        (61, 60, "101,7"),
    ],
)
def test_a_share_is_written_with_one_decimal(part, whole, shown):
    assert said(UI.percent(part, whole)) == f"{shown} %"


def test_a_share_of_nothing_is_not_a_number():
    assert said(UI.percent(0, 0)) == "không tính được"


@settings(deadline=None)
@given(whole=st.integers(1, 10**9), part=st.integers(0, 10**9))
def test_only_the_whole_is_a_hundred_and_only_nothing_is_zero(whole, part):
    shown = said(UI.percent(part, whole))

    assert (shown == "100,0 %") is (part == whole)
    assert (shown == "0,0 %") is (part == 0)


def test_figures_are_written_the_vietnamese_way():
    assert [said(UI.number(n)) for n in (0, 999, 1234567, 38.5, "trống")] == [
        "0",
        "999",
        "1.234.567",
        "38,5",
        "trống",
    ]


@settings(deadline=None)
@given(total=st.integers(1, 240), done=st.integers(0, 240))
def test_each_dot_is_a_person(total, done):
    done = min(done, total)

    drawing = str(UI.dots(done, total))

    assert drawing.count("<circle") == total
    assert drawing.count('class="missing"') == total - done


def test_an_act_that_is_closed_is_not_red_and_submits_nothing():
    closed = str(UI.button("Ban hành", kind="act", disabled=[object()], described_by="vi-sao"))

    assert Reading(closed).kinds == []
    assert re.search(r'type="button" aria-disabled="true" aria-describedby="vi-sao"', closed)


def test_a_blocker_is_linked_to_what_it_is_about():
    about = SimpleNamespace(get_absolute_url=lambda: "/chi-tieu/1/")
    blockers = [
        SimpleNamespace(message="Thiếu số liệu.", about=about),
        SimpleNamespace(message="Đã gửi.", about=None),
    ]

    made = str(UI.blockers(blockers))

    assert re.findall(r'<a href="(/[^"]+)"', made) == ["/chi-tieu/1/"]
    assert said(made) == "Thiếu số liệu. Đã gửi."


@pytest.mark.parametrize("state", ["number", "blank", "none_occurred", "not_applicable"])
def test_a_cell_posts_its_state_and_shows_a_figure_only_when_it_is_one(state):
    cell = str(UI.cell_input("gv1", "Giáo viên", 38, state, "người", versions=4))

    assert re.findall(r'value="(\w+)" checked', cell) == [state]
    assert re.findall(r'name="gv1" [^>]*value="(\d*)"', cell) == (["38"] if state == "number" else [""])
    assert re.findall(r'name="gv1-version" value="(\d+)"', cell) == ["4"]


def test_source_lines_keep_their_numbers_when_empty_ones_are_left_out():
    pane = str(UI.source_pane(["Một", "", "Ba"], [{"line": 3, "text": "Thiếu hạn.", "code": "han"}]))

    assert re.findall(r'<li id="(d\d+)"', pane) == ["d1", "d3"]
    assert said(pane) == "dòng 1 Một dòng 3 Ba Thiếu hạn. han"


def test_a_tree_of_findings_says_who_can_supply_what_is_missing_at_any_depth():
    missing = {"sentence": "Người cung cấp: tổ cán bộ."}
    leaf = {
        "outcome": "unknown",
        "label": "Kỷ luật",
        "sentence": "Chưa biết.",
        "basis": "Điều 3",
        "children": [],
    }
    leaf |= {"missing": missing}
    tree = leaf | {"label": "Gốc", "basis": None, "missing": None, "children": [leaf | {"children": [leaf]}]}

    shown = said(UI.finding_tree(tree))

    assert shown.count("Người cung cấp: tổ cán bộ.") == 2
    assert shown.count("Điều 3") == 2


def test_the_sprite_and_the_list_of_icons_are_the_same():
    drawn = [symbol.get("id") for symbol in ET.parse(STATIC / "img/sprite.svg").getroot().iter(SPRITE)]
    listed = ENVIRONMENT.get_template("core/ui_marks.html").module.ICONS

    assert sorted(drawn) == sorted(listed)
