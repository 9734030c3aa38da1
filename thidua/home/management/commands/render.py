"""`thidua render`: write a paper as DOCX or PDF."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.documents.models import Paper
from thidua.documents.queries.papers import letter_of
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.pdf import to_pdf


class Command(BaseCommand):
    """Write one paper to a file."""

    help = "Viết một văn bản ra tệp DOCX hoặc PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which paper, in which form, where."""
        parser.add_argument("paper", help="khóa của văn bản, hoặc số và ký hiệu như 30/KH-THPTLT")
        parser.add_argument("--to", choices=["docx", "pdf"], required=True)
        parser.add_argument("--out", type=Path, help="tệp ghi ra; mặc định đặt theo số, ký hiệu")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say where."""
        paper = _find(options["paper"])
        letter = letter_of(paper)
        data = to_docx(letter) if options["to"] == "docx" else to_pdf(letter)
        name = (paper.code or f"van-ban-{paper.pk}").replace("/", "-")
        out: Path = options["out"] or Path(f"{name}.{options['to']}")
        out.write_bytes(data)
        self.stdout.write(f"Đã ghi {out} ({len(data)} byte).")


def _find(wanted: str) -> Paper:
    number, _, symbol = wanted.partition("/")
    found = Paper.objects.filter(pk=int(wanted)) if wanted.isdigit() else Paper.objects.none()
    if symbol and number.isdigit():
        found = Paper.objects.filter(number=int(number), symbol=symbol)
    paper = found.order_by("-day").first()
    if paper is None:
        raise CommandError(f"Không có văn bản {wanted}.")
    return paper
