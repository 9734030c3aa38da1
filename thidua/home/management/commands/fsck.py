"""`thidua fsck`: ask every invariant."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from thidua.home.fsck import CHECKS, faults


class Command(BaseCommand):
    """Print every fault; exit 1 when there is one."""

    help = "Tự kiểm toàn bộ dữ liệu; không in gì là không có lỗi."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the answer."""
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, print, and say by the exit status."""
        found = list(faults())
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {"checks": list(CHECKS), "faults": [asdict(fault) for fault in found]},
                    ensure_ascii=False,
                )
            )
        else:
            self.stdout.write(
                "\n".join(f"[{fault.check}] {fault.sentence}" for fault in found)
                or f"Không có lỗi ({len(CHECKS)} điều đã hỏi)."
            )
        if found:
            raise SystemExit(1)
