"""`thidua bench`: the benchmarks, each with its peer and its limit in one run."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.home.benches import BENCHES, run
from thidua.home.benches.figures import sentences


class Command(BaseCommand):
    """Run one benchmark, or list them."""

    help = "Đo tốc độ; không có tên thì liệt kê."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one."""
        parser.add_argument("name", nargs="?", help="tên phép đo")
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures; exit 1 when one misses its goal."""
        if not options["name"]:
            self.stdout.write(json.dumps(list(BENCHES)) if options["json"] else "\n".join(BENCHES))
            return
        if options["name"] not in BENCHES:
            raise CommandError(f"Không có phép đo {options['name']}.", returncode=2)
        result = run(options["name"])
        said = json.dumps(result, ensure_ascii=False) if options["json"] else "\n".join(sentences(result))
        self.stdout.write(said)
        if not result["met"]:
            raise SystemExit(1)
