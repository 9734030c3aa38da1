"""`thidua read`: a plan's structure and irregularities, without a database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.core.errors import Refused
from thidua.documents.reading import Structure, read_bytes


class Command(BaseCommand):
    """Read one file and print what it says."""

    help = "Đọc một kế hoạch (docx, pdf, txt): in cấu trúc và những điểm bất thường."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="tệp cần đọc")
        parser.add_argument(
            "--json", action="store_true", help="in một tài liệu JSON theo lược đồ seed-truth/1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the structure; a file that cannot be read is refused with the reason."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        try:
            structure = read_bytes(path.read_bytes(), filename=path.name)
        except Refused as refused:
            raise CommandError(" ".join(blocker.message for blocker in refused.blockers)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(structure.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(in_words(structure)))


def in_words(structure: Structure) -> list[str]:
    """The structure for people: what was read, what is not stated, what looks irregular."""
    read = structure.metadata
    absent = "không nêu trong văn bản"
    lines = [
        f"Loại văn bản: {read.doc_type or absent}",
        f"Cơ quan ban hành: {', '.join(read.issuers) or absent}",
        f"Số, ký hiệu: {read.number.normalized if read.number else absent}",
        f"Ngày: {read.date.strftime('%d/%m/%Y') if read.date else absent}",
        f"Địa danh: {read.place or absent}",
        f"Trích yếu: {read.title or absent}",
        f"Phong trào: {read.movement_name or absent}",
        f"Khẩu hiệu: {structure.slogan.text if structure.slogan else absent}",
        "",
        _counts(structure),
    ]
    lines += [f"  dòng {found.line:>3}  {found.marker} {found.title or '…'}" for found in structure.sections]
    lines += ["", "Nhiệm vụ:"]
    lines += [
        f"  dòng {task.line:>3}  {', '.join(task.responsible) or absent}: {task.action}"
        for task in structure.tasks
    ]
    lines += [
        "",
        f"Nơi nhận: {len(structure.recipients) or absent}",
        f"Người ký: {len(structure.signers) or absent}",
    ]
    lines += ["", f"Điểm bất thường: {len(structure.anomalies)}"]
    lines += [f"  dòng {found.line or 0:>3}  {found.detail} [{found.code}]" for found in structure.anomalies]
    return lines


def _counts(structure: Structure) -> str:
    return (
        f"Mục: {len(structure.sections)}. Nội dung: {len(structure.contents)}. "
        f"Giải pháp: {len(structure.solutions)}. Tiêu chí: {len(structure.criteria)}. "
        f"Nhiệm vụ: {len(structure.tasks)}."
    )
