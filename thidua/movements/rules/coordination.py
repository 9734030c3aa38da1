"""What keeping and confirming an entry of the coordination log asks for, and how entries are counted. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from thidua.core.errors import Blocker
from thidua.core.text import fold


@dataclass(frozen=True)
class Told:
    """What is told of one thing done together: when, with whom by name, of what kind, and what it was."""

    day: dt.date
    kind: str
    partner: str
    what: str


def blockers_to_log(
    told: Told, *, today: dt.date, running: bool, confirmed: bool = False, own: bool = False
) -> list[Blocker]:
    """An entry names its partner, a day that has come and what was done, while the movement runs (NH-60).

    `own`: the partner is the unit itself. A confirmed entry stays as the partner confirmed it.
    """
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ghi phối hợp được."))
    if confirmed:
        found.append(Blocker("Bên phối hợp đã xác nhận; nội dung được giữ nguyên."))
    if not told.kind:
        found.append(Blocker("Chọn bên phối hợp thuộc loại nào."))
    if not told.partner.strip():
        found.append(
            Blocker("Ghi tên bên phối hợp: cơ quan, tổ chức hoặc người đại diện, không ghi chung chung.")
        )
    if own:
        found.append(Blocker("Bên phối hợp phải là nơi khác, không phải chính đơn vị."))
    if not told.what.strip():
        found.append(Blocker("Ghi việc đã làm cùng nhau."))
    if told.day > today:
        found.append(Blocker(f"Ngày {told.day:%d/%m/%Y} chưa tới; việc phối hợp được ghi sau khi đã làm."))
    return found


def blockers_to_unlog(*, confirmed: bool, proofs: int) -> list[Blocker]:
    """An entry made by mistake is taken back before the partner confirmed it and before anything proves it."""
    found = []
    if confirmed:
        found.append(Blocker("Bên phối hợp đã xác nhận; nội dung được giữ nguyên."))
    if proofs:
        found.append(Blocker("Việc này đã có minh chứng nên không bỏ được."))
    return found


def blockers_to_confirm(
    how: str,
    *,
    name: str,
    paper: bool,
    proofs: int,
    on: dt.date,
    day: dt.date,
    today: dt.date,
    confirmed: bool,
) -> list[Blocker]:
    """A confirmation comes once, from a named person, by a paper, or by a photo on file; never before the deed."""
    found = []
    if confirmed:
        found.append(Blocker("Bên phối hợp đã xác nhận từ trước."))
    if how not in {"person", "paper", "photo"}:
        found.append(Blocker("Chọn cách xác nhận: người đại diện, văn bản, hoặc ảnh kèm theo."))
    if how == "person" and not name.strip():
        found.append(Blocker("Ghi tên người đại diện bên phối hợp đã xác nhận."))
    if how == "paper" and not paper:
        found.append(Blocker("Chọn văn bản xác nhận trong sổ."))
    if how != "paper" and paper:
        found.append(Blocker("Có văn bản xác nhận thì chọn cách xác nhận là bằng văn bản."))
    if how == "photo" and not proofs:
        found.append(Blocker("Chưa có ảnh, tệp nào kèm theo; thêm minh chứng trước rồi xác nhận."))
    if on < day:
        found.append(Blocker(f"Ngày xác nhận đứng trước ngày làm ({day:%d/%m/%Y})."))
    if on > today:
        found.append(Blocker(f"Ngày xác nhận {on:%d/%m/%Y} chưa tới."))
    return found


@dataclass(frozen=True)
class Act:
    """One entry as the counts see it. `school`: in which school, if in one; `minority`: it serves such an area."""

    kind: str
    partner: str  # as it is called today
    unit: int
    school: int | None
    minority: bool


@dataclass(frozen=True)
class Together:
    """How much was done with one partner, or with partners of one kind, and by how many units."""

    name: str
    acts: int
    units: int
    minority_acts: int
    minority_schools: int


def counted(name: str, acts: Collection[Act]) -> Together:
    """Count some entries: each unit, and each school of a minority area, once."""
    marked = [act for act in acts if act.minority]
    schools = {act.school for act in marked}
    return Together(name, len(acts), len({act.unit for act in acts}), len(marked), len(schools))


def by_kind(acts: Iterable[Act]) -> dict[str, Together]:
    """Counts by kind of partner: they add up to the entries of the log (NH-60)."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        found.setdefault(act.kind, []).append(act)
    return {kind: counted(kind, rows) for kind, rows in found.items()}


def by_partner(acts: Iterable[Act]) -> list[Together]:
    """Counts by partner, however its name is spelt in upper case or with marks; most acts first (EK-82, HY-44)."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        found.setdefault(" ".join(fold(act.partner).split()), []).append(act)
    rows = [counted(rows[0].partner, rows) for rows in found.values()]
    return sorted(rows, key=lambda row: (-row.acts, fold(row.name)))
