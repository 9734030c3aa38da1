"""Whom a criterion measures, and what setting, answering and activating a set of criteria refuse. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.errors import Blocker

SCHOOL = frozenset({"school", "board", "collective"})
# What each kind of unit is measured as. A school answers for its ban giám hiệu, which is no unit of its own.
OF_UNITS = {
    **dict.fromkeys(
        ("preschool", "primary", "lower_secondary", "combined", "upper_secondary", "continuing"), SCHOOL
    ),
    "centre": frozenset({"collective"}),
    "division": frozenset({"division", "collective"}),
    "district_office": frozenset({"district_office", "collective"}),
    "team": frozenset({"team", "collective"}),
    "party": frozenset({"party_cell"}),
}
# Everybody that a set may have to measure, as the kinds they come in.
SUBJECTS = (
    *dict.fromkeys((*OF_UNITS.values(), SCHOOL | {"attached"})),
    frozenset({"person"}),
    frozenset({"person", "head"}),
    frozenset({"person", "requisitioned"}),
)


def kinds_of_unit(kind: str, *, attached: bool) -> frozenset[str]:
    """What a unit may be measured as; `attached`: it stands directly under the office with a standing of its own."""
    own = OF_UNITS.get(kind, frozenset())
    return own | {"attached"} if own and attached and kind != "district_office" else own


def kinds_of_person(*, heads: bool, requisitioned: bool) -> frozenset[str]:
    """What a person may be measured as: the head's part only for heads, criterion d only with an order."""
    found = {"person"}
    if heads:
        found.add("head")
    if requisitioned:
        found.add("requisitioned")
    return frozenset(found)


@dataclass(frozen=True)
class Measure:
    """A criterion as the arithmetic of a set needs it."""

    key: int
    name: str
    kinds: frozenset[str]
    under: int | None = None
    most: Decimal | None = None
    axis: str = ""


def measured(measures: Iterable[Measure], kinds: frozenset[str]) -> list[Measure]:
    """What is scored of a subject of these kinds: criteria that apply; one with parts that apply is only a heading."""
    applying = [row for row in measures if row.kinds & kinds]
    headings = {row.under for row in applying}
    return [row for row in applying if row.key not in headings]


def blockers_to_change_criteria(*, issued: bool, active: bool) -> list[Blocker]:
    """The words of an issued plan stay (`issued`: they would change); all else is settled until the set is in use."""
    found = []
    if issued:
        found.append(Blocker("Tiêu chí này là lời của kế hoạch đã phát động; thay đổi cần một văn bản mới."))
    if active:
        found.append(Blocker("Bộ tiêu chí đã đưa vào chấm; thay đổi bây giờ sẽ làm sai các phiếu đã chấm."))
    return found


def blockers_to_criterion(
    text: str, kinds: Sequence[str], under_kinds: frozenset[str] | None
) -> list[Blocker]:
    """A criterion has words; `under_kinds` are the kinds of the one it is a part of, or None."""
    found = []
    if not text.strip():
        found.append(Blocker("Ghi nội dung tiêu chí."))
    beyond = set(kinds) - (under_kinds or set(kinds))
    if under_kinds and beyond:
        found.append(Blocker("Tiêu chí thành phần chỉ xét những đối tượng mà tiêu chí lớn đã xét."))
    return found


def blockers_to_remove(name: str, *, inherited: bool, used: bool) -> list[Blocker]:
    """What comes from above is answered, not deleted; a heading goes after its parts."""
    found = []
    if inherited:
        found.append(
            Blocker(
                f"{name} là của cấp trên nên không xóa; nếu không dùng, đối chiếu là “không đưa vào” kèm lý do."
            )
        )
    if used:
        found.append(Blocker(f"{name} còn tiêu chí thành phần hoặc tiêu chí cấp dưới dựa vào."))
    return found


def blockers_to_answer(answer: str, note: str, *, above: object | None, mandatory: bool) -> list[Blocker]:
    """A unit may add and make concrete; it may not drop what is mandatory above (NH-83, E.3 no. 43)."""
    found = []
    if answer in {"taken", "adapted", "dropped"} and above is None:
        found.append(Blocker("Chọn tiêu chí của cấp trên mà tiêu chí này đối chiếu."))
    if answer == "dropped" and mandatory:
        found.append(Blocker(f"Tiêu chí bắt buộc của cấp trên không được bỏ: {above}.", about=above))
    if answer in {"adapted", "dropped"} and not note.strip():
        found.append(Blocker("Ghi cách cụ thể hóa ở đơn vị, hoặc lý do không đưa vào."))
    return found


def blockers_to_inherit(*, has_parent: bool, waiting: int) -> list[Blocker]:
    """There is a movement above, and something of it is not yet taken over."""
    if not has_parent:
        return [
            Blocker("Phong trào này chưa gắn với phong trào của cấp trên, nên chưa có tiêu chí để kế thừa.")
        ]
    return (
        [] if waiting else [Blocker("Mọi tiêu chí của cấp trên đã có trong bảng; không còn gì để kế thừa.")]
    )


def blockers_to_scale(kind: str, full: int | None, source: str, *, active: bool) -> list[Blocker]:
    """The owner decides the scale once, and says whose decision it is (HY-78)."""
    found = []
    if active:
        found.append(Blocker("Bộ tiêu chí đã đưa vào chấm; không đổi thang chấm giữa chừng."))
    if kind == "points" and not full:
        found.append(Blocker("Thang điểm cần ghi điểm tối đa, ví dụ 100."))
    if kind == "levels" and full:
        found.append(Blocker("Xếp bốn mức thì không có điểm tối đa; hãy để trống."))
    if not source.strip():
        found.append(Blocker("Ghi căn cứ của quyết định về thang chấm."))
    return found


def blockers_to_activate(
    measures: Sequence[Measure], *, decided: bool, active: bool, full: int | None, waiting: Sequence[object]
) -> list[Blocker]:
    """A set is put to use when everybody knows who is measured by what, and no mandatory criterion is left out.

    `waiting` are mandatory criteria of the movement above without an answer.
    """
    if active:
        return [Blocker("Bộ tiêu chí này đã đưa vào chấm.")]
    found = [] if decided else [Blocker("Chưa có ai quyết định thang chấm.")]
    if not measures:
        found.append(Blocker("Chưa có tiêu chí nào để chấm."))
    found += [Blocker(f"{row.name}: chưa ghi xét ai.") for row in measures if not row.kinds]
    found += [
        Blocker(f"Tiêu chí bắt buộc của cấp trên chưa có trong bảng: {each}.", about=each) for each in waiting
    ]
    return found + (_beyond_full(measures, full) if full else [])


def _beyond_full(measures: Sequence[Measure], full: int) -> list[Blocker]:
    """On a scale every item has its points, and nobody can reach more than the full mark."""
    headings = {row.under for row in measures}
    found = [
        Blocker(f"{row.name}: chưa có điểm tối đa.")
        for row in measures
        if row.most is None and row.key not in headings
    ]
    totals = [
        sum((row.most or Decimal(0) for row in measured(measures, kinds)), Decimal(0)) for kinds in SUBJECTS
    ]
    if max(totals) > full:
        found.append(Blocker(f"Cộng điểm tối đa được {max(totals).normalize():f}, vượt thang {full} điểm."))
    return found


ONLY_EPIDEMIC = (
    "Bộ tiêu chí chỉ có phòng, chống dịch. Kế hoạch yêu cầu không xem nhẹ nhiệm vụ thường xuyên; "
    "nên có ít nhất một tiêu chí về nhiệm vụ thường xuyên."
)


def warnings_of(measures: Sequence[Measure]) -> list[str]:
    """What the owner should look at before the set is put to use; it stops nothing (EK-48)."""
    stated = {row.axis for row in measures}
    if stated == {"epidemic"}:
        return [ONLY_EPIDEMIC]
    unstated = sum(not row.axis for row in measures)
    return [f"{unstated} tiêu chí chưa phân loại thường xuyên hay phòng, chống dịch."] if unstated else []
