"""What a plan costs people in hours, line by line; a line without minutes stays without hours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker

MINUTES = 60
TO_SCHOOLS = frozenset({"units", "pairs", "schools", "whole"})  # words of reach that mean units beneath


@dataclass(frozen=True)
class Estimate:
    """Minutes of one person once, how many people in a unit, how often, and where the minutes come from."""

    minutes: int
    staff: int
    times: int
    source: str

    @property
    def in_unit(self) -> int:
        """Staff-minutes in one unit."""
        return self.minutes * self.staff * self.times


@dataclass(frozen=True)
class Line:
    """One thing a plan asks: of how many units or people, and its estimate, or None: "chưa ước lượng"."""

    what: str  # duty, task or activity
    key: int
    words: str
    asked_of: str
    units: int
    each: bool  # whether every school or unit beneath does it
    estimate: Estimate | None

    @property
    def minutes(self) -> int | None:
        """Staff-minutes over all who are asked; unknown without an estimate."""
        return self.estimate.in_unit * self.units if self.estimate else None

    @property
    def hours(self) -> str:
        """The same in hours; a dash without an estimate."""
        return "—" if self.minutes is None else hours(self.minutes)


@dataclass(frozen=True)
class Burden:
    """All lines of a plan with their sums, which hold only what was estimated."""

    lines: Sequence[Line]

    @property
    def known(self) -> list[Line]:
        """The lines that somebody estimated."""
        return [line for line in self.lines if line.estimate is not None]

    @property
    def missing(self) -> int:
        """How many lines nobody has estimated."""
        return len(self.lines) - len(self.known)

    @property
    def minutes(self) -> int:
        """Staff-minutes of all estimated lines over all who are asked."""
        return sum(line.minutes or 0 for line in self.lines)

    @property
    def hours(self) -> str:
        """The same in hours."""
        return hours(self.minutes)

    @property
    def for_schools(self) -> bool:
        """Whether anything is asked of every school or unit beneath."""
        return any(line.each for line in self.lines)

    @property
    def per_school(self) -> int:
        """Staff-minutes in one school or unit beneath."""
        return sum(line.estimate.in_unit for line in self.known if line.each and line.estimate)

    @property
    def hours_per_school(self) -> str:
        """The same in hours."""
        return hours(self.per_school)


def hours(minutes: int) -> str:
    """Hours as people read them, to a tenth: 90 minutes are "1,5", 2 minutes are "dưới 0,1"."""
    tenths = (minutes * 10 + MINUTES // 2) // MINUTES
    if minutes and not tenths:
        return "dưới 0,1"
    whole, part = divmod(tenths, 10)
    return f"{whole:,}".replace(",", ".") + (f",{part}" if part else "")


def blockers_to_estimate(*, closed: bool, minutes: int, staff: int, times: int, source: str) -> list[Blocker]:
    """An estimate counts something and says where its minutes come from."""
    found = []
    if closed:
        found.append(Blocker("Phong trào đã tổng kết; ước lượng chỉ còn để xem."))
    if min(minutes, staff, times) <= 0:
        found.append(Blocker("Số phút, số người và số lần đều phải từ 1 trở lên."))
    if not source.strip():
        found.append(Blocker("Cần ghi nguồn của số phút, ví dụ: bấm giờ thử ở một tổ."))
    return found
