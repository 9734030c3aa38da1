"""`thidua read`: a plan's structure and irregularities, without a database."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.core.errors import Refused
from thidua.documents.reading import Structure, read_bytes
from thidua.documents.reading.structure import Task
from thidua.documents.rules.reading import ABSENCES, ABSENT

LEVELS = {
    "central": "trung ương",
    "province": "tỉnh",
    "district": "huyện",
    "commune": "xã",
    "school": "trường",
    "higher_education": "đại học, cao đẳng",
    "cluster": "cụm, khối thi đua",
    "group": "tổ",
}
KINDS = {
    "movement": "phong trào",
    "campaign": "cuộc vận động",
    "programme": "chương trình",
    "project": "đề án",
    "study_programme": "việc học tập",
    "year_theme": "chủ đề",
    "groups": "nhóm",
    "model": "mô hình",
    "club": "câu lạc bộ",
    "contest": "cuộc thi",
    "prize": "giải thưởng",
}
SENSES = {"use": "để dùng", "risk": "cần đề phòng", "task": "nơi phải đăng"}
SOURCES = {
    "stated": "văn bản nêu",
    "inferred": "suy ra",
    "known": "cách viết tắt thông dụng",
    "unknown": "chưa rõ",
}


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
    parts = (_first_page, _file, _outline, _movement, _tasks, _rewards, _words, _foot, _irregular)
    return [line for part in parts for line in (*part(structure), "")][:-1]


def _file(structure: Structure) -> list[str]:
    """What is known of the file, and what is odd about it."""
    file = structure.file
    if file is None:
        return []
    known = [file.label]
    known += [f"bảng mã {file.encoding}"] if file.encoding else []
    known += [f"{len(file.page_lines)} trang"] if len(file.page_lines) > 1 else []
    return [
        f"Tệp: {structure.filename} ({', '.join([*known, f'{len(structure.source_lines)} dòng'])})",
        f"Mã SHA-256: {file.sha256}",
        *_listed("Lưu ý về tệp", ((None, note) for note in file.notes), none="không có"),
    ]


def _first_page(structure: Structure) -> list[str]:
    read = structure.metadata
    reasons = dict(read.reasons)
    absent = {name: ABSENCES[reasons.get(name, "absent")] for name in ("number", "date", "place")}
    return [
        f"Loại văn bản: {read.doc_type or ABSENT}",
        f"Cơ quan ban hành: {', '.join(read.issuers) or ABSENT}",
        f"Cấp ban hành: {LEVELS.get(read.issuer_level or '', ABSENT)}",
        f"Số, ký hiệu: {read.number.normalized if read.number else absent['number']}",
        f"Ngày: {read.date.strftime('%d/%m/%Y') if read.date else absent['date']}",
        f"Địa danh: {read.place or absent['place']}",
        f"Trích yếu: {read.title or ABSENT}",
        f"Phong trào: {read.movement_name or ABSENT}",
        f"Khẩu hiệu: {structure.slogan.text if structure.slogan else ABSENT}",
    ]


def _outline(structure: Structure) -> list[str]:
    counts = (
        f"Mục: {len(structure.sections)}. Nội dung: {len(structure.contents)}. "
        f"Giải pháp: {len(structure.solutions)}. Tiêu chí: {len(structure.criteria)}. "
        f"Nhiệm vụ: {len(structure.tasks)}."
    )
    return [counts, *(_at(each.line, f"{each.marker} {each.title or '…'}") for each in structure.sections)]


def _movement(structure: Structure) -> list[str]:
    """Scope, subjects, other movements, and what must be reached or is forbidden."""
    said = structure.statements
    scope = said.scope
    lines = [
        f"Phạm vi: {scope.text if scope and scope.text else ABSENT}",
        f"Đối tượng: {', '.join(scope.subjects) if scope and scope.subjects else ABSENT}",
    ]
    lines += _listed(
        "Phong trào, cuộc vận động, chương trình khác",
        ((each.line, f"{KINDS[each.kind]} “{each.name}”") for each in said.programmes),
    )
    lines += _listed("Chỉ tiêu", ((each.line, each.text) for each in said.indicators))
    lines += _listed("Nguyên tắc", ((each.line, each.text) for each in said.principles))
    lines += _listed("Điều không được làm", ((each.line, each.text) for each in said.prohibitions))
    channels = ((each.line, f"{each.name} ({SENSES[each.sense]})") for each in said.channels)
    return lines + _listed("Kênh thông tin", channels)


def _tasks(structure: Structure) -> list[str]:
    """Tasks of the organisation chapter, then duties that other sentences give to somebody."""
    tasks = (
        (task.line, f"{', '.join(task.responsible) or ABSENT}: {task.action}{_due(task)}")
        for task in structure.tasks
    )
    duties = ((duty.line, f"{duty.actor}: {duty.phrase}") for duty in structure.statements.duties)
    return [*_listed("Nhiệm vụ", tasks), *_listed("Việc giao ở các mục khác", duties)]


def _due(task: Task) -> str:
    return f" [hạn: {task.deadline}]" if task.deadline else ""


def _rewards(structure: Structure) -> list[str]:
    said, reference = structure.statements.awards, structure.award_reference
    forms = ((each.line, f"{each.form}, {each.authority or ABSENT}") for each in structure.award_forms)
    return [
        *_listed("Hình thức khen thưởng", forms),
        f"Quy định khen thưởng theo văn bản: {reference.number if reference else ABSENT}",
        *_listed("Đối tượng khen thưởng", ((each.line, each.text) for each in said.eligible)),
        *_listed("Ưu tiên", ((each.line, each.text) for each in said.priority_groups)),
        *_listed("Trường hợp được biểu dương riêng", ((each.line, each.text) for each in said.special_cases)),
        f"Thời gian xét: {said.time_of_review.text if said.time_of_review else ABSENT}",
        f"Nơi đề xuất: {said.proposer or ABSENT}",
        f"Nơi xét: {said.reviewer or ABSENT}",
    ]


def _words(structure: Structure) -> list[str]:
    terms = (
        (term.line, f"{term.short}: {term.meaning or ABSENT} ({SOURCES[term.source]})")
        for term in structure.statements.terms
    )
    return _listed("Từ viết tắt và cách gọi", terms)


def _foot(structure: Structure) -> list[str]:
    return [
        f"Nơi nhận: {len(structure.recipients) or ABSENT}",
        f"Người ký: {', '.join(signer.name or signer.office for signer in structure.signers) or ABSENT}",
    ]


def _irregular(structure: Structure) -> list[str]:
    found = ((each.line, f"{each.detail} [{each.code}]") for each in structure.anomalies)
    return [f"Điểm bất thường: {len(structure.anomalies)}", *(_at(line, text) for line, text in found)]


def _listed(title: str, items: Iterable[tuple[int | None, str]], *, none: str = ABSENT) -> list[str]:
    """A heading with its lines, or the heading with the words that there is nothing."""
    lines = [_at(line, text) for line, text in items]
    return [f"{title}:", *lines] if lines else [f"{title}: {none}"]


def _at(line: int | None, text: str) -> str:
    return f"  dòng {line:>3}  {text}" if line else f"  cả văn bản  {text}"
