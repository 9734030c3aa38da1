"""`thidua backup`: the whole installation in one verified file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.home.archive import ArchiveError, backup


class Command(BaseCommand):
    """Write the archive."""

    help = "Sao lưu toàn bộ cơ sở dữ liệu và tệp vào một tệp, có kiểm tra."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, help="tệp ghi ra")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say what it holds."""
        try:
            manifest = backup(options["file"])
        except ArchiveError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Đã sao lưu vào {options['file']}: cơ sở dữ liệu và {len(manifest['files'])} tệp, đã kiểm tra."
        )
