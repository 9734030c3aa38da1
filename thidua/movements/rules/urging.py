"""When somebody may be urged, how many days a thing is late, and in which words it is said. Pure."""

import datetime as dt
from dataclasses import dataclass

from thidua.core.dates import short
from thidua.core.errors import Blocker
from thidua.movements.cascade import days_late

RECEIPT_DAYS = (
    3  # a paper sent so many days ago and not confirmed is on the late list, as on the page of unread papers
)
IN_WORKING_DAYS = frozenset(
    {"assignment", "people", "correction"}
)  # the others count every day, as their own pages do


@dataclass(frozen=True)
class Debt:
    """One thing that a unit, or people in it, still owe to a movement on a day.

    `kind`: assignment, people (a duty laid on each person, one row for a unit), task, part, report, receipt,
    correction. `people` counts those who owe it where it is laid on people, and `names` says who, or whose it is.
    """

    kind: str
    key: int
    unit_id: int
    unit: str
    person_id: int | None
    people: int
    names: str
    what: str
    due: dt.date | None
    days: int

    @property
    def mark(self) -> str:
        """What a form sends to name it."""
        return f"{self.kind}:{self.key}:{self.unit_id}"

    @property
    def title(self) -> str:
        """What is owed, as a line begins with it."""
        return f"{self.what[:1].upper()}{self.what[1:]}"

    @property
    def lateness(self) -> str:
        """How late it is, in the days that its own page counts."""
        if not self.days:
            return ""
        return f"trễ {self.days} ngày{' làm việc' if self.kind in IN_WORKING_DAYS else ''}"

    @property
    def said(self) -> str:
        """The whole debt as one clause."""
        due = f"hạn {short(self.due)}" if self.due and self.kind != "receipt" else ""
        return ", ".join(part for part in (self.what, due, self.lateness) if part)


def days_owed(kind: str, due: dt.date | None, on: dt.date) -> int:
    """Days past the due day: working days where the duty's page counts those, else every day; 0 in time."""
    if kind in IN_WORKING_DAYS:
        return days_late(due, on)
    return max((on - due).days, 0) if due else 0


def blockers_to_urge(
    *, running: bool, debts: int, sentence: str, people: int | None = None, ticked: int | None = None
) -> list[Blocker]:
    """People are urged while the movement runs, over something owed, in words.

    `people` None: not counted yet. `ticked`: how many things were ticked on the list; None: the whole list is meant.
    """
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên không đôn đốc ai nữa."))
    if ticked == 0:
        found.append(Blocker("Chưa chọn việc nào trong danh sách."))
    elif not debts:
        found.append(Blocker("Không có việc nào còn nợ để đôn đốc."))
    if not sentence.strip():
        found.append(Blocker("Lời đôn đốc chưa có nội dung."))
    if debts and people == 0:
        found.append(
            Blocker(
                "Không có ai để gửi: việc đã chọn là của chính anh/chị, hoặc nơi còn nợ chưa có người nhận."
            )
        )
    return found


def blockers_to_letter(*, drafted: object | None, units: int) -> list[Blocker]:
    """A letter goes to other units, and is drafted once from one note; the second time the first is shown."""
    found = []
    if drafted is not None:
        found.append(Blocker("Công văn của lần đôn đốc này đã được soạn.", about=drafted))
    if not units:
        found.append(Blocker("Lần đôn đốc này không nêu đơn vị nào khác, nên không có nơi gửi công văn."))
    return found
