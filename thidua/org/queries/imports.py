"""What the import pages show besides the run itself."""

from collections.abc import Iterator
from typing import Any

from thidua.org.models import Group, ImportRun, Placement, Position, Unit

_STAFF = (
    (
        "GV001",
        "Nguyễn Thị Mẫu Lan",
        "Nữ",
        "Kinh",
        "20/11/1980",
        "MA-TRUONG",
        "Hiệu trưởng",
        "",
        "",
        "Có",
        "05/09/2021",
    ),
    ("GV002", "Trần Văn Mẫu", "Nam", "Ê Đê", "", "MA-TRUONG", "Giáo viên", "", "", "Không", "05/09/2021"),
)
_STAFF_KINDS = ((Position.HEAD, Group.CADRE), (Position.TEACHER, Group.TEACHER))


def sample_rows(what: str) -> Iterator[tuple[Any, ...]]:
    """Invented rows that show how each column is filled in, with the very words the import accepts."""
    if what == ImportRun.What.STAFF:
        for row, (position, group) in zip(_STAFF, _STAFF_KINDS, strict=True):
            yield (*row[:7], str(position.label), str(group.label), *row[9:])
        return
    attached = str(Placement.Relation.ATTACHED.label)
    school, team = str(Unit.Kind.UPPER_SECONDARY.label), str(Unit.Kind.TEAM.label)
    names = ("THPT Mẫu", "THPTM", "Đồng Xoài")
    yield ("MA-TRUONG", "Trường THPT Mẫu", school, "MA-SO", attached, *names, "01/09/2021")
    yield (
        "MA-TO",
        "Tổ Toán",
        team,
        "MA-TRUONG",
        str(Placement.Relation.WITHIN.label),
        "",
        "",
        "",
        "01/09/2021",
    )
