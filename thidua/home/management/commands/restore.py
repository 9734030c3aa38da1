"""`thidua restore`: put an archive in place of what is here."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.home.archive import ArchiveError, restore
from thidua.home.fsck import faults


class Command(BaseCommand):
    """Verify, restore, and check."""

    help = "Phục hồi từ bản sao lưu; dữ liệu đang có bị thay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path, help="bản sao lưu")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then ask every invariant."""
        if not options["file"].is_file():
            raise CommandError(f"Không có tệp {options['file']}.")
        try:
            manifest = restore(options["file"])
        except ArchiveError as problem:
            raise CommandError(str(problem)) from problem
        found = list(faults())
        self.stdout.write(
            f"Đã phục hồi cơ sở dữ liệu và {len(manifest['files'])} tệp; {len(found)} lỗi khi tự kiểm."
        )
        if found:
            raise SystemExit(1)
