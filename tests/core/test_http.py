"""Whole pages, blocks for htmx, and the calm ways of saying that something went wrong."""

import logging
import re
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import path
from django_htmx.middleware import HtmxMiddleware

from thidua.core.http import ErrorCodeMiddleware, NulMiddleware, render_block, server_error, show

REASONS = {"blockers": [{"message": "Chưa ai ký tờ <A>.", "href": "/van-ban/7/"}], "back": "/"}


@pytest.fixture
def ask(rf):
    """A request as it reaches a view: from a page, or from htmx."""

    def made(**headers):
        request = rf.post("/", headers=headers)
        HtmxMiddleware(lambda _: HttpResponse())(request)
        return request

    return made


def asked_with(rf, query):
    """What a view is asked for, once NUL has been dropped."""
    request = rf.get(f"/?{query}")
    NulMiddleware(lambda _: HttpResponse())(request)
    return request.GET


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (
            "q=Th%C3%A0nh%00%20t%C3%ADch&trang=&loai=%00&loai=b",
            {"q": ["Thành tích"], "trang": [""], "loai": ["", "b"]},
        ),
        ("q%00=a%2500&x=%26%00", {"q": ["a%00"], "x": ["&"]}),
        ("q=Thành\0 tích", {"q": ["Thành tích"]}),
        ("q=Thi+%C4%91ua", {"q": ["Thi đua"]}),
    ],
)
def test_nul_is_dropped_from_what_an_address_asks_for_and_nothing_else_is(rf, query, asked):
    assert dict(asked_with(rf, query).lists()) == asked


# A page, or a block of it


@pytest.mark.parametrize(
    "to", ["/van-ban/7/", SimpleNamespace(get_absolute_url=lambda: "/van-ban/7/")], ids=["address", "thing"]
)
def test_without_script_an_act_ends_on_the_page_of_the_thing(ask, to):
    answer = show(ask(), "core/refused.html#reasons", REASONS, to=to)

    assert (answer.status_code, answer.url, answer.content) == (302, "/van-ban/7/", b"")


def test_htmx_gets_the_named_block_and_nothing_around_it(ask):
    answer = show(ask(**{"HX-Request": "true"}), "core/refused.html#reasons", REASONS, to="/")

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Chưa ai ký tờ &lt;A&gt;." in body
    assert [tag for tag in ("<html", "<main", "<h1", "Quay lại trang trước") if tag in body] == []


def test_a_block_knows_the_macros_its_file_imports(ask):
    block = render_block(ask(), "core/refused.html", "reasons", REASONS)

    assert "1 điều vướng" in block
    assert re.findall(r'<a[^>]*href="([^"]*)"', block) == ["/van-ban/7/"]


def test_a_block_that_is_not_there_is_an_error_not_a_blank(ask):
    with pytest.raises(KeyError):
        render_block(ask(), "core/refused.html", "no_such_block", REASONS)


# Errors with a code


def broken(request):
    raise ZeroDivisionError("a secret detail")


def missing(request):
    raise Http404


def closed(request):
    raise PermissionDenied("Trang này dành cho người được giao việc “ký văn bản”.")


def odd(request):
    raise SuspiciousOperation("odd")


class Addresses:
    """Four addresses that go wrong, under the site's own way of answering a 500."""

    urlpatterns = [path(f"{view.__name__}/", view) for view in (broken, missing, closed, odd)]
    handler500 = staticmethod(server_error)


@pytest.fixture
def site(client, settings):
    settings.MIDDLEWARE = ["thidua.core.http.ErrorCodeMiddleware"]
    settings.ROOT_URLCONF = Addresses
    client.raise_request_exception = False
    return client


def codes_in_the_log(caplog):
    lines = [row for row in caplog.records if row.name == "thidua.core.http"]
    assert all(row.exc_info for row in lines)
    return [re.search(r"error ([0-9A-F]{6}) at (\S+)", row.getMessage()).groups() for row in lines]


def test_the_page_and_the_log_carry_the_same_code_and_the_page_no_detail(site, caplog):
    answer = site.get("/broken/")

    [(code, where)] = codes_in_the_log(caplog)
    page = answer.content.decode()
    assert (answer.status_code, where) == (500, "/broken/")
    assert f"<strong>{code}</strong>" in page
    assert "secret" not in page
    assert "ZeroDivision" not in page


def test_each_error_has_a_code_of_its_own(site, caplog):
    for _ in range(3):
        site.get("/broken/")

    assert len({code for code, _ in codes_in_the_log(caplog)}) == 3


@pytest.mark.parametrize(("address", "status"), [("/missing/", 404), ("/closed/", 403), ("/odd/", 400)])
def test_an_answer_is_not_an_error_and_leaves_no_code(site, caplog, address, status):
    answer = site.get(address)

    assert answer.status_code == status
    assert codes_in_the_log(caplog) == []


def failing():
    raise ConnectionError("no database")


def test_an_error_outside_every_view_is_named_as_well(rf, caplog):
    request = rf.get("/x/")

    with suppress(ConnectionError):
        try:
            failing()
        finally:
            answer = server_error(request)

    [(code, where)] = codes_in_the_log(caplog)
    assert f"<strong>{code}</strong>" in answer.content.decode()
    assert where == "/x/"


def test_an_error_named_on_the_way_is_not_named_twice(rf, caplog):
    caplog.set_level(logging.ERROR)
    request = rf.get("/x/")
    ErrorCodeMiddleware(lambda _: HttpResponse()).process_exception(request, ValueError("once"))

    answer = server_error(request)

    [(code, _)] = codes_in_the_log(caplog)
    assert f"<strong>{code}</strong>" in answer.content.decode()
