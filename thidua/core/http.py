"""Pages, blocks of pages, and the calm ways of saying that something went wrong."""

import logging
import secrets
import sys
from collections.abc import Callable
from typing import Any, Protocol

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.template import loader
from django.template.backends.utils import csrf_input_lazy
from django.utils.http import content_disposition_header

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

# Django answers these itself with 400, 403 or 404: answers, not errors, so they get no code and no log line.
_ANSWERS = (Http404, PermissionDenied, SuspiciousOperation, BadRequest, MultiPartParserError)


class HasAddress(Protocol):
    """Anything that has a page of its own."""

    def get_absolute_url(self) -> str:
        """The address of that page."""
        ...


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A whole page."""
    return render(request, template, context, status=status)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, to: HasAddress | str
) -> HttpResponse:
    """The answer to an act: the named block when htmx asks, otherwise the page of `to` by redirect.

    `template` is "room/page.html#block".
    """
    name, _, block = template.partition("#")
    if not getattr(request, "htmx", False):
        return redirect(to)
    return HttpResponse(render_block(request, name, block, context))


def render_block(request: HttpRequest, template: str, block: str, context: dict[str, Any]) -> str:
    """One block of a page as text. The file's own imports run first, or its macros would be unknown."""
    backend = loader.get_template(template)
    inner = backend.template  # type: ignore[attr-defined]  # Jinja2's own template behind Django's
    values = {**context, "request": request, "csrf_input": csrf_input_lazy(request)}
    for processor in backend.backend.template_context_processors:  # type: ignore[attr-defined]
        values.update(processor(request))
    frame = inner.new_context(values)
    next(iter(inner.root_render_func(frame)), None)
    return "".join(inner.blocks[block](frame))


def as_file(data: bytes, name: str, kind: str, *, inline: bool = False) -> HttpResponse:
    """Bytes to take away under a name, whatever letters it has; `inline` opens them in the browser instead."""
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition or "attachment"})


class NulMiddleware:
    """Drops NUL, which PostgreSQL takes in no text, from what an address asks for; nobody types it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on the request, asking for the same without NUL."""
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            kept = QueryDict(mutable=True)
            for name, texts in QueryDict(asked.encode("latin-1")).lists():  # a server hands bytes over so
                for text in texts:
                    kept.appendlist(name.replace("\0", ""), text.replace("\0", ""))
            request.META["QUERY_STRING"] = kept.urlencode()
        return self.get_response(request)


class ErrorCodeMiddleware:
    """Gives an unexpected error a short code: the same on the person's page and in the log."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        """Name the error before Django's own handling answers it."""
        if not isinstance(problem, _ANSWERS):
            _named(request, problem)


def _named(request: HttpRequest, problem: BaseException | None) -> str:
    """Give the error its code and write both into the log."""
    code = secrets.token_hex(3).upper()
    request.__dict__["error_code"] = code
    log.error("error %s at %s", code, request.path, exc_info=problem)
    return code


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs nothing but itself, with the code to quote.

    An error in a middleware has passed no view, so it is named only here.
    """
    code = getattr(request, "error_code", "") or _named(request, sys.exception())
    return HttpResponse(loader.render_to_string("core/500.html", {"code": code}), status=500)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not here, or not within this person's reach; the page does not say which."""
    del exception
    return page(request, "core/404.html", {}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this person holds no post anywhere that may do this."""
    return page(request, "core/403.html", {"reason": str(exception)}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent after its key ran out: nothing was stored, send it once more."""
    reason = "Trang đã mở quá lâu hoặc mở từ nơi khác. Chưa có gì được lưu; hãy tải lại trang rồi gửi lại."
    return page(request, "core/403.html", {"reason": reason}, status=403)
