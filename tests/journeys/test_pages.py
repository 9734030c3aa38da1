"""Every page that a role can reach by links: it answers, fits a phone, complains of nothing, and passes axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

STAGE = "awarded"
ROLES = ("lan", "huong", "minh", "thanh", "khoa", "hoa", "tam", "son", "tu")
NOT_PAGES = re.compile(r"/tai/|\.pdf|\.docx|/in/|/mau/|/pdf/|/docx/|/tep/|/bang-tinh/|^/dang-xuat/")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST_PAGE = 60_000  # bytes over the wire, without fonts


def kind_of(address):
    """Addresses that differ only in keys are one kind of page."""
    return re.sub(r"\d+", "n", address.split("?")[0].split("#")[0])


def links_on(page):
    hrefs = page.eval_on_selector_all(
        "a[href^='/']", "all => all.map(a => a.getAttribute('href').split('#')[0])"
    )
    return [href for href in hrefs if href and not NOT_PAGES.search(href)]


def crawl(page, dead, start="/"):
    """Open one page of each kind that links lead to; yields its kind when it stands open. Dead links are noted."""
    waiting, seen = [(start, "the start")], set()
    while waiting:
        address, origin = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        answer = page.goto(address)
        if answer.status != 200:
            dead.append(f"{address}, linked from {origin}: {answer.status}")
            continue
        yield kind_of(address)
        waiting += [(href, address) for href in links_on(page)]


def too_wide(page, kind):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{kind}: {wide} px too wide"] if wide > 0 else []


def barriers(page, kind):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{kind}: {rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def test_every_page_of_every_role_fits_a_phone_and_passes_axe(installation, visitor):
    checked, found = set(), []
    for role in ROLES:
        page = visitor(role, width=360, height=740).page
        for kind in crawl(page, found):
            found += too_wide(page, kind)
            found += [] if kind in checked else barriers(page, kind)
            checked.add(kind)
    assert found == []
    assert len(checked) > 25


def test_the_same_pages_pass_axe_on_a_desk_in_the_dark(installation, visitor):
    checked, found = set(), []
    for role in ROLES:
        person = visitor(role)
        person.page.emulate_media(color_scheme="dark")
        for kind in crawl(person.page, found):
            found += [] if kind in checked else barriers(person.page, kind)
            checked.add(kind)
    assert found == []
    assert len(checked) > 25


def test_the_first_page_is_light(installation, chromium):
    context = chromium.new_context(base_url=installation.address)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto("/dang-nhap/")
    page.wait_for_load_state("networkidle")
    weight = sum(size for key, size in sizes.items() if kinds.get(key) != "Font")
    context.close()
    assert 5_000 < weight <= FIRST_PAGE
