"""Pages for everyone: is this certificate true, and who was honoured."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.commendation.check_code import read_check_code
from thidua.core.dates import now, today
from thidua.core.http import page
from thidua.org.access import public
from thidua.stories.queries import award_behind, honour_lines, honours

PAGE = 60


@public
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Type a code. One that cannot be a code gets the same answer as one that is not known."""
    typed = request.GET.get("ma", "")
    code = read_check_code(typed)
    if code:
        return redirect("certificate", code)
    context = {"typed": typed, "award": None, "asked": bool(typed.strip()), "at": now()}
    return page(request, "stories/certificate.html", context, status=404 if typed.strip() else 200)


@public
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for: still in force, revoked, or not known here."""
    found = award_behind(code, on=today())
    context = {"typed": read_check_code(code) or code[:40], "award": found, "asked": True, "at": now()}
    return page(request, "stories/certificate.html", context, status=200 if found else 404)


@public
def honours_list(request: HttpRequest) -> HttpResponse:
    """Everyone honoured by an award that still stands; minors by their initials."""
    rows = Paginator(honours(), PAGE).get_page(request.GET.get("trang"))
    lines = honour_lines(list(rows.object_list), on=today())
    return page(request, "stories/honours.html", {"rows": rows, "lines": lines})
