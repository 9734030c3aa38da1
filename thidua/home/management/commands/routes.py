"""`thidua routes`: every address with its ability or its public mark."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> list[dict[str, str]]:
    """Every mounted address, in order: address, name, who may open it ("" when nothing says)."""
    return [
        {"address": f"/{address}", "name": str(pattern.name or ""), "open_to": _open_to(pattern.callback)}
        for address, pattern in _walk(get_resolver().url_patterns, "")
    ]


def _walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address)
        else:
            yield address, pattern


def _open_to(view: Any) -> str:
    mark = getattr(view, "open_to", "")
    return getattr(mark, "name", str(mark)) if mark else ""


class Command(BaseCommand):
    """List the addresses."""

    help = "Liệt kê mọi địa chỉ, kèm quyền cần có."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the answer."""
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        found = routes()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for row in found:
            self.stdout.write(f"{row['address']:<50} {row['name']:<24} {row['open_to']}")
