"""Who may inspect whom in which field, and what stands in the way of each step of a visit. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker
from thidua.core.text import fold

LABELS = {
    "preschool": "giáo dục mầm non",
    "primary": "giáo dục tiểu học",
    "lower_secondary": "giáo dục trung học cơ sở",
    "upper_secondary": "giáo dục trung học phổ thông",
    "continuing": "giáo dục thường xuyên",
    "emulation": "thi đua, khen thưởng",
    "staff": "tổ chức, cán bộ",
    "finance": "kế hoạch, tài chính",
    "pupils": "chính trị, tư tưởng, học sinh",
    "health": "y tế trường học, phòng, chống dịch",
}
# Kinds of units that a field of schooling is about; a field that is not here is about every unit.
KINDS = {
    "preschool": frozenset({"preschool"}),
    "primary": frozenset({"primary", "combined"}),
    "lower_secondary": frozenset({"lower_secondary", "combined"}),
    "upper_secondary": frozenset({"upper_secondary", "combined"}),
    "continuing": frozenset({"continuing"}),
}
# How divisions are named, folded, and the fields that such a name speaks of.
_NAMED = (
    ("mam non", ("preschool",)),
    ("tieu hoc", ("primary",)),
    ("trung hoc co so", ("lower_secondary",)),
    ("trung hoc pho thong", ("upper_secondary",)),
    ("giao duc trung hoc", ("lower_secondary", "upper_secondary")),
    ("thuong xuyen", ("continuing",)),
    ("thi dua", ("emulation",)),
    ("van phong", ("emulation",)),
    ("to chuc", ("staff",)),
    ("tai chinh", ("finance",)),
    ("chinh tri", ("pupils",)),
    ("y te", ("health",)),
)


def fields_named(name: str) -> tuple[str, ...]:
    """The fields that a division's name speaks of: only a proposal, until its office states them."""
    folded = fold(name)
    found = {field for words, fields in _NAMED if words in folded for field in fields}
    if "trung hoc co so" in folded and "trung hoc pho thong" not in folded:
        found.discard("upper_secondary")
    return tuple(field for field in LABELS if field in found)


def kinds_of(fields: Sequence[str]) -> frozenset[str] | None:
    """The kinds of units that these fields are about; None when one of them is about every unit."""
    if any(field not in KINDS for field in fields):
        return None
    return frozenset().union(*(KINDS[field] for field in fields))


def in_words(fields: Sequence[str]) -> str:
    """Fields as people write them."""
    return "; ".join(LABELS[field] for field in fields)


@dataclass(frozen=True)
class Body:
    """One body of a visiting team. `fields` are those it answers for that day; None: it is not bound to fields."""

    name: str
    fields: frozenset[str] | None
    over: bool  # whether the unit stands beneath it, or beneath the office it is part of


def blockers_to_set_remit(*, fields: Sequence[str], basis: str, division: bool) -> list[Blocker]:
    """A remit belongs to a part of the office, names at least one field, and rests on a paper."""
    found = []
    if not division:
        found.append(Blocker("Chỉ phòng, ban thuộc cơ quan mới có lĩnh vực phụ trách ghi ở đây."))
    if not fields:
        found.append(Blocker("Chọn ít nhất một lĩnh vực."))
    if not basis.strip():
        found.append(Blocker("Ghi căn cứ, ví dụ quyết định quy định chức năng, nhiệm vụ của phòng."))
    return found


def blockers_to_visit(
    team: Sequence[Body], *, fields: Sequence[str], unit: str, kind: str, person: bool, same: bool
) -> list[Blocker]:
    """A team visits a unit beneath it, in fields that its divisions answer for and that are about such a unit (HY-59).

    The first of the team leads. `same` says that the unit is one of the team, which is fine only for one of its
    people. Every reason is given, of every body.
    """
    found = []
    if same and not person:
        found.append(
            Blocker(f"{unit} không tự kiểm tra mình; chọn một người trong đơn vị, hoặc đơn vị khác.")
        )
    for body in team:
        found += _against_body(body, fields, unit)
    found += [
        Blocker(f"Lĩnh vực {LABELS[field]} không phải của {unit}.")
        for field in fields
        if field in KINDS and kind not in KINDS[field]
    ]
    covered = [body.fields for body in team if body.fields is not None]
    if covered and len(covered) == len(team):
        nobody = [field for field in fields if not any(field in theirs for theirs in covered)]
        found += [Blocker(f"Trong đoàn không ai phụ trách lĩnh vực {LABELS[field]}.") for field in nobody]
    return found


def _against_body(body: Body, fields: Sequence[str], unit: str) -> list[Blocker]:
    """One body stands over the unit; a division brings at least one of the fields, and only its own when alone."""
    found = []
    if not body.over:
        found.append(Blocker(f"{unit} không thuộc phạm vi của {body.name}."))
    if body.fields is None:
        return found
    if not body.fields:
        found.append(Blocker(f"{body.name} chưa được ghi lĩnh vực phụ trách, nên chưa kiểm tra được."))
    elif not fields:
        found.append(Blocker(f"{body.name} chỉ kiểm tra theo lĩnh vực phụ trách; chọn lĩnh vực."))
    elif not body.fields & set(fields):
        theirs = in_words([field for field in LABELS if field in body.fields])
        found.append(Blocker(f"{body.name} chỉ kiểm tra trong lĩnh vực phụ trách: {theirs}."))
    return found


def blockers_to_plan(
    *, running: bool, speaks: bool, body: str, planned_on: dt.date, begins: dt.date | None, member: bool
) -> list[Blocker]:
    """A visit is planned while the movement runs, by somebody of the leading body, not before its plan.

    `member` says that the person to be checked, if one was named, holds a post in the unit.
    """
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên không lên lịch kiểm tra."))
    if not speaks:
        found.append(Blocker(f"Anh/chị không thay mặt {body} đi kiểm tra."))
    if begins is not None and planned_on < begins:
        found.append(Blocker(f"Ngày {planned_on:%d/%m/%Y} đứng trước ngày của kế hoạch ({begins:%d/%m/%Y})."))
    if not member:
        found.append(Blocker("Người được chọn không thuộc đơn vị này."))
    return found


def blockers_to_change(*, state: str, inspector: bool) -> list[Blocker]:
    """Findings, record and cancelling belong to a visit that is still planned, and to its team."""
    found = []
    if state == "held":
        found.append(Blocker("Biên bản đã chốt; nội dung kiểm tra không sửa nữa."))
    if state == "cancelled":
        found.append(Blocker("Lần kiểm tra này đã hủy."))
    if not inspector:
        found.append(Blocker("Chỉ đoàn kiểm tra ghi vào biên bản này."))
    return found


def blockers_to_find(
    *, words: str, failing: bool, correction: str, due: dt.date | None, held: dt.date
) -> list[Blocker]:
    """What fails says what to put right and by when, not before the visit; what is good asks for nothing."""
    found = []
    if not words.strip():
        found.append(Blocker("Ghi điều đã thấy khi kiểm tra."))
    if failing and not correction.strip():
        found.append(Blocker("Ghi việc cần khắc phục."))
    if failing and due is None:
        found.append(Blocker("Đặt hạn khắc phục."))
    if failing and due is not None and due < held:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đứng trước ngày kiểm tra ({held:%d/%m/%Y})."))
    if not failing and (correction.strip() or due):
        found.append(Blocker("Điều đã làm tốt thì không đặt việc khắc phục; bỏ trống hai ô ấy."))
    return found


def blockers_to_record(
    *, held_on: dt.date, today: dt.date, conclusion: str, dues: Sequence[dt.date]
) -> list[Blocker]:
    """A record is of a visit that took place, draws a conclusion, and asks for nothing before its own day."""
    found = []
    if held_on > today:
        found.append(Blocker(f"Ngày {held_on:%d/%m/%Y} chưa đến."))
    if not conclusion.strip():
        found.append(Blocker("Ghi kết luận của đoàn kiểm tra."))
    early = sorted({due for due in dues if due < held_on})
    found += [
        Blocker(f"Hạn khắc phục {due:%d/%m/%Y} đứng trước ngày kiểm tra ({held_on:%d/%m/%Y}).")
        for due in early
    ]
    return found


def blockers_to_cancel(reason: str) -> list[Blocker]:
    """A visit is called off for a reason."""
    return [] if reason.strip() else [Blocker("Ghi lý do hủy lần kiểm tra.")]


@dataclass(frozen=True)
class Side:
    """How one person stands to a visit: acts for the team, belongs to the inspected side, speaks for that side."""

    inspector: bool
    inspected: bool
    speaks: bool


def blockers_to_answer(*, held: bool, state: str, side: Side, answer: str) -> list[Blocker]:
    """A correction that is asked is answered by the inspected side, in words, once the record is closed."""
    found = _against_state(state, "asked", held=held)
    if not side.speaks:
        found.append(Blocker("Chỉ đơn vị, người được kiểm tra mới báo kết quả khắc phục."))
    if not answer.strip():
        found.append(Blocker("Ghi đã khắc phục thế nào."))
    return found


def blockers_to_close(*, held: bool, state: str, side: Side) -> list[Blocker]:
    """An answered correction is closed by the inspectors, never by anybody of the inspected side."""
    found = _against_state(state, "answered", held=held)
    if side.inspected:
        found.append(Blocker("Bên được kiểm tra không tự kết thúc việc khắc phục của mình."))
    if not side.inspector:
        found.append(Blocker("Chỉ đoàn kiểm tra mới kết thúc việc khắc phục."))
    return found


def blockers_to_send_back(*, held: bool, state: str, side: Side, reason: str) -> list[Blocker]:
    """An answered correction goes back from the same hands, and says why."""
    found = blockers_to_close(held=held, state=state, side=side)
    if not reason.strip():
        found.append(Blocker("Ghi vì sao việc khắc phục chưa đạt."))
    return found


def _against_state(state: str, wanted: str, *, held: bool) -> list[Blocker]:
    """Nothing moves before the record is closed nor after the visit was called off; then each step has its turn."""
    if not held:
        return [Blocker("Biên bản kiểm tra chưa chốt hoặc lần kiểm tra đã hủy.")]
    said = {
        "noted": "Nội dung này không đặt việc khắc phục.",
        "asked": "Việc khắc phục chưa được báo kết quả.",
        "answered": "Kết quả khắc phục đã báo và đang chờ đoàn kiểm tra xem.",
        "closed": "Việc khắc phục đã kết thúc.",
    }
    return [] if state == wanted else [Blocker(said[state])]
