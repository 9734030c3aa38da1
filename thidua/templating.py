"""The Jinja2 environment of all pages: strict about names, with the few functions a page may call."""

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse

from thidua.core import dates, text
from thidua.version import VERSION


def environment(**options: Any) -> jinja2.Environment:
    """What Django's Jinja2 backend asks for; a misspelt name is an error, not a blank."""
    options["undefined"] = jinja2.StrictUndefined
    made = jinja2.Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 autoescape is set by the backend
    made.globals.update(static=static, url=_url, version=VERSION)
    made.filters.update(
        short=dates.short,
        official=dates.official,
        with_weekday=dates.with_weekday,
        day_of=dates.day_of,
        thousands=text.thousands,
    )
    made.tests["none_given"] = lambda value: value is None or value == ""
    return made


def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)
