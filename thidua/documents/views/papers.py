"""The register of papers, one paper, and what is done with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.filing import complete_paper, leave_number, receive_paper, set_recipients
from thidua.documents.actions.issuing import acknowledge, issue_paper, open_book, sign_paper
from thidua.documents.forms.papers import (
    BookForm,
    HeadForm,
    IssueForm,
    PaperSearch,
    ReceivedForm,
    RecipientsForm,
)
from thidua.documents.models import Paper
from thidua.documents.queries.issuing import addressable, books_in
from thidua.documents.queries.pages import paper_page, receiving_units
from thidua.documents.queries.papers import download_of, papers_in, papers_seen_by
from thidua.documents.rules import papers as rules
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50


@needs(Ability.PAPER_VIEW)
def papers(request: Request) -> HttpResponse:
    """The register: received, drafted and issued papers, newest first."""
    asked = PaperSearch(request.GET).asked
    found = papers_in(papers_seen_by(request.access), **asked)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "asked": asked,
        "states": Paper.State.choices[:4],
        "may_file": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "documents/papers.html", context)


@needs(Ability.PAPER_VIEW)
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: its sheet or its source, who signed, whom it went to, what is next."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("owner", "file", "issuer"), pk=pk)
    about = paper_page(found, request.access)
    return page(
        request, "documents/paper.html", {"about": about, "form": IssueForm(initial={"day": about.bears})}
    )


@needs(Ability.PAPER_FILE)
def paper_received(request: Request) -> HttpResponse:
    """Enter a superior's paper by its facts, numbered or not."""
    form = ReceivedForm(
        request.units,
        request.POST or None,
        request.FILES or None,
        initial={"received_on": request.access.day},
    )
    if request.method == "POST" and form.is_valid():
        received = receive_paper(form.owner, by=request.user, at=now(), **form.facts)
        messages.success(request, f"Đã vào sổ {received}.", "good")
        return redirect(received)
    return page(request, "documents/paper_received.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
def paper_edit(request: Request, pk: int) -> HttpResponse:
    """Put right the head of an own draft."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    fields = HeadForm.base_fields
    form = HeadForm(request.POST or None, initial={name: getattr(found, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        complete_paper(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã sửa phần đầu của văn bản.", "good")
        return redirect(found)
    against = rules.blockers_to_edit(found.state, found.code)
    context = {"form": form, "paper": found, "against": against}
    return page(request, "documents/paper_edit.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
def paper_recipients(request: Request, pk: int) -> HttpResponse:
    """Complete "Nơi nhận" and the archive line."""
    found = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    form = RecipientsForm(
        request.POST or None, paper=found, units=addressable(found.owner, on=request.access.day)
    )
    if request.method == "POST" and form.is_valid():
        set_recipients(found, form.lines, archive=form.cleaned_data["archive"], by=request.user, at=now())
        messages.success(request, f"Đã ghi {len(form.lines)} nơi nhận.", "good")
        return redirect(found)
    against = rules.blockers_to_address(found.state, found.code)
    wrong = form.is_bound and not form.is_valid()
    context = {"form": form, "paper": found, "against": against}
    return page(request, "documents/paper_recipients.html", context, status=422 if wrong else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_number(request: Request, pk: int) -> HttpResponse:
    """Leave the number to the book: what the draft's text proposed is dropped."""
    found = leave_number(get_object_or_404(Paper, pk=pk, owner__in=request.units), by=request.user, at=now())
    messages.success(request, "Đã bỏ số ghi trong dự thảo; sổ sẽ cấp số khi phát hành.", "good")
    return redirect("plan_of_paper" if found.route == Paper.Route.PLAN else "paper", found.pk)


@needs(Ability.PAPER_SIGN)
@require_POST
def paper_sign(request: Request, pk: int) -> HttpResponse:
    """Sign, with the authority chosen."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    signed = sign_paper(found, by=request.user, at=now(), authority=request.POST.get("authority", ""))
    messages.success(request, f"Đã ký {signed}.", "good")
    return redirect(signed)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_issue(request: Request, pk: int) -> HttpResponse:
    """Number, date and send a paper that is issued from its own page."""
    found = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return page(
            request,
            "documents/paper.html",
            {"about": paper_page(found, request.access), "form": form},
            status=422,
        )
    issued = issue_paper(found, by=request.user, at=now(), day=form.cleaned_data["day"])
    messages.success(request, f"Đã phát hành {issued}.", "good")
    return redirect(issued)


@needs(Ability.PAPER_VIEW)
@require_POST
def paper_acknowledge(request: Request, pk: int) -> HttpResponse:
    """Say that the paper has arrived, for oneself and for the units one may receive for."""
    found = get_object_or_404(papers_seen_by(request.access), pk=pk)
    acknowledge(found, by=request.user, at=now(), units=receiving_units(request.access))
    messages.success(request, f"Đã ghi nhận: anh/chị đã nhận {found}.", "good")
    return redirect(found)


@needs(Ability.PAPER_VIEW)
def paper_file(request: Request, pk: int, form: str) -> HttpResponse:
    """The paper as a file: Word, PDF, or as it came."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("file"), pk=pk)
    download = download_of(found, form)
    if download is None:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=download.name)
    return HttpResponse(
        download.data,
        content_type=download.kind,
        headers={"Content-Disposition": disposition or "attachment"},
    )


@needs(Ability.PAPER_VIEW)
def books(request: Request) -> HttpResponse:
    """The number books: the last number used and the next."""
    shown = Paginator(books_in(request.units), PER_PAGE).get_page(request.GET.get("trang"))
    return page(
        request, "documents/books.html", {"page": shown, "may_file": request.access.has(Ability.PAPER_FILE)}
    )


@needs(Ability.PAPER_FILE)
def book_open(request: Request) -> HttpResponse:
    """Open a number book for a year."""
    form = BookForm(request.units, request.POST or None, initial={"year": request.access.day.year})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("year", "kind", "opening", "reason")}
        book = open_book(form.owner, by=request.user, at=now(), **values)
        messages.success(request, f"Đã mở {book}; số tiếp theo là {book.last + 1}.", "good")
        return redirect("books")
    return page(request, "documents/book_open.html", {"form": form}, status=422 if form.errors else 200)
