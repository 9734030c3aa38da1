"""What recording an exemption or a requisition refuses, and in what words. Pure."""

import datetime as dt
from typing import Any, Protocol

from thidua.core.errors import Blocker


class Days(Protocol):
    """A period: its first day, and the day after its last; None where it is open."""

    @property
    def lower(self) -> Any:
        """The first day."""

    @property
    def upper(self) -> Any:
        """The day after the last."""


def touches(one: Days, other: Days) -> bool:
    """Whether two periods share a day."""
    return _before(one.lower, other.upper) and _before(other.lower, one.upper)


def _before(first: dt.date | None, until: dt.date | None) -> bool:
    return first is None or until is None or first < until


def covers(outer: Days, inner: Days) -> bool:
    """Whether every day of the second lies in the first; an open end is covered only by an open end."""
    begins = outer.lower is None or (inner.lower is not None and outer.lower <= inner.lower)
    ends = outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper)
    return begins and ends


def blockers_to_exempt(
    *, first: dt.date, last: dt.date | None, basis: str, recorded: object | None, within: bool
) -> list[Blocker]:
    """An exemption has its days in order and its basis, and is recorded once, by the unit that counts the person."""
    found = []
    if not within:
        found.append(Blocker("Người này không được tính ở đơn vị của anh/chị vào ngày đầu được miễn."))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối đứng trước ngày đầu."))
    if not basis.strip():
        found.append(Blocker("Ghi căn cứ của việc miễn, ví dụ số của giấy xác nhận."))
    if recorded is not None:
        found.append(Blocker("Đã có một lần miễn trùng ngày; một lần miễn chỉ ghi một lần.", about=recorded))
    return found


def blockers_to_end(*, first: dt.date, last: dt.date, recorded_last: dt.date | None) -> list[Blocker]:
    """An exemption can end earlier than was thought, not before it began and not later."""
    if last < first:
        return [Blocker("Ngày cuối đứng trước ngày đầu.")]
    if recorded_last is not None and last > recorded_last:
        return [Blocker("Muốn kéo dài thì ghi một lần miễn mới, với căn cứ của nó.")]
    return []


def blockers_to_requisition(
    *,
    first: dt.date,
    last: dt.date | None,
    body: str,
    number: str,
    team: str,
    recorded: object | None,
    within: bool,
) -> list[Blocker]:
    """Who called, by which order or into which team, from when to when (EK-91)."""
    found = []
    if not within:
        found.append(Blocker("Người này không được tính ở đơn vị của anh/chị vào ngày đầu trưng dụng."))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối đứng trước ngày đầu."))
    if not body.strip():
        found.append(Blocker("Ghi cơ quan ra lệnh trưng dụng hoặc lập tổ."))
    if not number.strip() and not team.strip():
        found.append(Blocker("Ghi số của lệnh trưng dụng, hoặc tên tổ phòng, chống dịch."))
    if recorded is not None:
        found.append(Blocker(f"Lệnh này đã được ghi: {recorded}.", about=recorded))
    return found
