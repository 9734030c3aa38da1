"""Number books, the numbers nobody bears, and the registers as they are printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.documents.actions.books import explain_gap, reserve_number
from thidua.documents.actions.issuing import open_book
from thidua.documents.forms.books import BookForm, GapForm, RegisterForm
from thidua.documents.models import NumberBook
from thidua.documents.queries.books import book_page
from thidua.documents.queries.issuing import books_in
from thidua.documents.queries.registers import WAYS, printed, register_page
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50


@needs(Ability.PAPER_VIEW)
def books(request: Request) -> HttpResponse:
    """The number books: the last number used and the next."""
    shown = Paginator(books_in(request.units), PER_PAGE).get_page(request.GET.get("trang"))
    may_file = request.access.has(Ability.PAPER_FILE)
    return page(request, "documents/books.html", {"page": shown, "may_file": may_file})


@needs(Ability.PAPER_VIEW)
def book(request: Request, pk: int) -> HttpResponse:
    """One book: who bears its numbers, which nobody bears, and why."""
    found = get_object_or_404(NumberBook.objects.select_related("unit"), pk=pk, unit__in=request.units)
    about = book_page(found)
    shown = Paginator(about.papers, PER_PAGE).get_page(request.GET.get("trang"))
    may_file = request.access.may(Ability.PAPER_FILE, found.unit)
    context = {"about": about, "book": found, "page": shown, "may_file": may_file, "form": GapForm()}
    return page(request, "documents/book.html", context)


@needs(Ability.PAPER_FILE)
def book_open(request: Request) -> HttpResponse:
    """Open a number book for a year."""
    form = BookForm(request.units, request.POST or None, initial={"year": request.access.day.year})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("year", "kind", "opening", "reason")}
        opened = open_book(form.owner, by=request.user, at=now(), **values)
        messages.success(request, f"Đã mở {opened}; số tiếp theo là {opened.next}.", "good")
        return redirect("books")
    return page(request, "documents/book_open.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def number_reserve(request: Request, pk: int) -> HttpResponse:
    """Keep the next number for a paper made outside the system."""
    found = get_object_or_404(NumberBook, pk=pk, unit__in=request.units)
    gap = reserve_number(found, reason=GapForm(request.POST).text, by=request.user, at=now())
    messages.success(request, f"Đã giữ số {gap.number:02}.", "good")
    return redirect("book", pk)


@needs(Ability.PAPER_FILE)
@require_POST
def gap_explain(request: Request, pk: int, number: int) -> HttpResponse:
    """Say why a number is borne by no paper."""
    found = get_object_or_404(NumberBook, pk=pk, unit__in=request.units)
    explain_gap(found, number, reason=GapForm(request.POST).text, by=request.user, at=now())
    messages.success(request, f"Đã giải trình số {number:02}.", "good")
    return redirect("book", pk)


@needs(Ability.PAPER_FILE)
def register(request: Request, way: str) -> HttpResponse:
    """The register of a unit's outgoing or incoming papers in a period, ten columns, ready to print."""
    if way not in WAYS:
        raise Http404
    form = RegisterForm(request.units, request.GET or None, day=request.access.day)
    form.full_clean()
    about = register_page(way, form.owner, *form.days) if form.asked else None
    context = {
        "way": WAYS[way],
        "key": way,
        "ways": WAYS,
        "form": form,
        "about": about,
        "words": request.GET.urlencode(),
    }
    return page(
        request, "documents/register.html", context, status=422 if form.is_bound and form.errors else 200
    )


@needs(Ability.PAPER_FILE)
def register_file(request: Request, way: str, kind: str) -> HttpResponse:
    """The same register as a file: a sheet or a PDF."""
    form = RegisterForm(request.units, request.GET or None, day=request.access.day)
    form.full_clean()
    if way not in WAYS or not form.asked:
        raise Http404
    file = printed(register_page(way, form.owner, *form.days), kind)
    if file is None:
        raise Http404
    return as_file(file.data, file.name, file.kind)
