"""What a paper may rest on, and how long it is in force. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_parent(
    paper: object,
    parent: object,
    *,
    issuer: object | None,
    parent_issuer: object | None,
    parent_written: str,
    above: Sequence[object],
    day: dt.date,
    parent_day: dt.date | None,
    locked: bool,
    loops: bool,
) -> list[Blocker]:
    """The paper carried out comes from a unit above its issuer on that day, by the tree or by guidance.

    `above` are the units above the issuer, the nearest first; `day` is the day of the paper that carries out.
    """
    found = []
    if locked:
        found.append(Blocker(f"{paper} đã khóa, nên văn bản cấp trên của nó không đổi được nữa."))
    if loops:
        found.append(
            Blocker(f"{parent} lại thực hiện chính {paper}; nối như vậy sẽ thành vòng.", about=parent)
        )
    if parent_day is not None and parent_day > day:
        found.append(
            Blocker(
                f"{parent} ghi ngày {parent_day:%d/%m/%Y}, sau ngày {day:%d/%m/%Y} của văn bản này.",
                about=parent,
            )
        )
    if parent_issuer is not None:
        return found + _not_above(issuer, parent_issuer, above, day)
    named = f"“{parent_written}”" if parent_written else f"nơi ban hành {parent}"
    sentence = f"Chưa rõ {named} là đơn vị nào, nên chưa đối chiếu được cấp trên."
    return [*found, Blocker(sentence, about=parent)]


def _not_above(
    issuer: object | None, parent_issuer: object, above: Sequence[object], day: dt.date
) -> list[Blocker]:
    if issuer is None:
        return [Blocker("Chưa rõ đơn vị nào ban hành văn bản này, nên chưa đối chiếu được cấp trên.")]
    if parent_issuer in above:
        return []
    who = ", ".join(map(str, above)) or "chưa có trong cơ cấu"
    sentence = f"{parent_issuer} không phải cấp trên của {issuer} vào ngày {day:%d/%m/%Y}; cấp trên là {who}."
    return [Blocker(sentence, about=parent_issuer)]


def blockers_to_link(*, numbered: str, target: str) -> list[Blocker]:
    """A citation that states a number means the paper of that number and no other."""
    if not numbered or numbered == target:
        return []
    named = target or "không số"
    return [Blocker(f"Văn bản được viện dẫn mang số {numbered}, còn văn bản đã chọn là {named}.")]


def blockers_to_validity(
    *,
    first: dt.date | None,
    until: dt.date | None,
    by_itself: bool,
    superseded: bool,
    successor_day: dt.date | None,
) -> list[Blocker]:
    """A paper is in force at least a day, is not replaced by itself, and one that is replaced ends on a day."""
    found = []
    if first and until and until <= first:
        found.append(
            Blocker(f"Ngày hết hiệu lực {until:%d/%m/%Y} phải sau ngày có hiệu lực {first:%d/%m/%Y}.")
        )
    if by_itself:
        found.append(Blocker("Văn bản không thể được thay bằng chính nó."))
    if superseded and until is None:
        found.append(Blocker("Văn bản đã bị thay thì cần ghi ngày hết hiệu lực."))
    if superseded and until and successor_day and until < successor_day:
        found.append(
            Blocker(
                f"Văn bản thay thế ghi ngày {successor_day:%d/%m/%Y}, nên văn bản này không hết hiệu lực trước đó."
            )
        )
    return found


def blockers_to_waive(*, owed: bool, answered: str, reason: str) -> list[Blocker]:
    """Only an open duty to write a plan is waived, and with its reason."""
    found = []
    if answered:
        found.append(Blocker(f"Đã có {answered} thực hiện văn bản này."))
    elif not owed:
        found.append(
            Blocker(
                "Văn bản này không phải kế hoạch của cấp trên trực tiếp nên không đặt ra việc xây dựng kế hoạch."
            )
        )
    if not reason.strip():
        found.append(Blocker("Cần ghi lý do không phải xây dựng kế hoạch."))
    return found
