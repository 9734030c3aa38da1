"""What scoring refuses, and how figures come to a total: four answers that never mix. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from thidua.core.errors import Blocker

ORDER = ("self", "appraised", "final")
STATES = {"scored", "not_applicable", "exempted"}
LEVELS = frozenset({Decimal(1), Decimal(2), Decimal(3), Decimal(4)})


@dataclass(frozen=True)
class Mark:
    """One answer about one criterion: a figure, or a "no" with its reason."""

    state: str = ""
    figure: Decimal | None = None
    reason: str = ""

    @property
    def said(self) -> str:
        """The figure as people write it; empty where there is none."""
        return plain(self.figure) if self.figure is not None else ""


@dataclass(frozen=True)
class Line:
    """One score as it stands, with everything that a new mark is held against."""

    name: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    most: Decimal | None = None
    base: Decimal | None = None
    needs_evidence: bool = True
    lacking: bool = True  # nothing offered that was not rejected
    verified: bool = False
    exempted: bool = False  # an exemption touches the time measured
    exempted_whole: bool = False  # and covers it from end to end

    def mark(self, stage: str) -> Mark:
        """What one stage says now."""
        return self.marks.get(stage, Mark())

    @property
    def unproved(self) -> bool:
        """ "Chưa có minh chứng": reported perhaps, and never scored (EK-91, EK-92)."""
        return self.needs_evidence and self.lacking


@dataclass(frozen=True)
class Weigher:
    """Who gives the marks, as seen from the subject."""

    is_subject: bool
    speaks: bool  # may say it of the subject: the person, or who speaks for the unit
    self_scored: bool  # gave the self figures
    watches: bool  # follows the unit, or leads it
    decides: bool  # decides in the movement's unit, or above the subject's
    from_above: bool  # watches over the unit from a unit above it
    of_head_or_unit: bool  # the subject is a unit as a whole, or the head of one


def blockers_to_mark(stage: str, line: Line, mark: Mark, *, by_points: bool) -> list[Blocker]:
    """Every reason why one mark cannot stand."""
    found = _shape(line, mark, by_points=by_points) + _order(stage, line)
    found += _reasons(stage, line, mark)
    if stage != "self" and mark.state == "scored":
        found += _proof(stage, line, mark, by_points=by_points)
    return [Blocker(f"{line.name}: {said}") for said in found]


def _shape(line: Line, mark: Mark, *, by_points: bool) -> list[str]:
    if mark.state not in STATES:
        return ["chọn chấm, không áp dụng, hoặc được miễn."]
    if mark.state == "scored":
        return _figure(line, mark.figure, by_points=by_points)
    found = [] if mark.figure is None else ["“không áp dụng” và “được miễn” không đi cùng một con số."]
    if mark.state == "not_applicable" and not mark.reason.strip():
        found.append("ghi lý do không áp dụng.")
    if mark.state == "exempted" and not line.exempted:
        found.append("chưa ghi nhận việc miễn trong thời gian này; ghi một lần ở trang Miễn đánh giá.")
    return found


def _figure(line: Line, figure: Decimal | None, *, by_points: bool) -> list[str]:
    if line.exempted_whole:
        return ["được miễn suốt thời gian đánh giá, nên không chấm."]
    if figure is None:
        return ["chưa có số điểm." if by_points else "chưa chọn mức."]
    if not by_points:
        return [] if figure in LEVELS else ["mức phải là một trong bốn mức của thang."]
    if figure < 0 or (line.most is not None and figure > line.most):
        return [f"điểm phải từ 0 đến {plain(line.most or figure)}."]
    return []


def _order(stage: str, line: Line) -> list[str]:
    """Later stages lock earlier ones: what was self-scored never changes once it is appraised."""
    found = []
    if stage == "self" and line.mark("appraised").state:
        found.append("đã thẩm định, phần tự chấm được giữ nguyên.")
    if stage == "appraised" and line.mark("final").state:
        found.append("đã có kết quả, phần thẩm định được giữ nguyên.")
    if stage == "final" and not line.mark("appraised").state:
        found.append("chưa thẩm định, nên chưa có kết quả.")
    return found


def _reasons(stage: str, line: Line, mark: Mark) -> list[str]:
    """A mark unlike the one before it, or unlike itself earlier, says why."""
    if mark.reason.strip():
        return []
    place = ORDER.index(stage)
    before = line.mark(ORDER[place - 1]) if place else Mark()
    if before.state and (before.state, before.figure) != (mark.state, mark.figure):
        return ["khác với bước trước, cần ghi lý do."]
    own = line.mark(stage)
    if own.state and (own.state, own.figure) != (mark.state, mark.figure):
        return ["sửa mức đã ghi, cần ghi lý do."]
    return []


def _proof(stage: str, line: Line, mark: Mark, *, by_points: bool) -> list[str]:
    """Nothing scores without proof, and nothing above the base, nor at the end, without checked proof."""
    lowest = Decimal(0) if by_points else Decimal(1)
    if mark.figure is None or mark.figure <= lowest or not line.needs_evidence:
        return []
    if line.lacking:
        return ["chưa có minh chứng, nên không tính điểm."]
    if line.verified:
        return []
    if line.base is not None and mark.figure > line.base:
        return [f"trên mức nền {plain(line.base)} cần một minh chứng đã được kiểm tra."]
    return ["minh chứng chưa được kiểm tra, nên chưa có kết quả."] if stage == "final" else []


def blockers_to_weigh(stage: str, who: Weigher) -> list[Blocker]:
    """Who may give which mark: oneself the first, somebody else the others, a head only from above (EK-83)."""
    if stage == "self":
        return (
            []
            if who.speaks
            else [Blocker("Phần tự chấm do chính người đó, hoặc người thay mặt đơn vị, ghi.")]
        )
    found = []
    if not (who.watches if stage == "appraised" else who.decides):
        found.append(Blocker("Anh/chị không được giao thẩm định hoặc quyết định kết quả của nơi này."))
    if who.is_subject:
        found.append(Blocker("Không ai tự thẩm định phần của mình; cấp trên thẩm định."))
    elif who.self_scored:
        found.append(Blocker("Người đã tự chấm không thẩm định chính phần ấy."))
    if who.of_head_or_unit and not who.from_above:
        found.append(Blocker("Phần của đơn vị và của người đứng đầu do cấp trên thẩm định."))
    return found


def blockers_to_open_sheet(
    *, running: bool, active: bool, items: int, requisition_lacking: bool
) -> list[Blocker]:
    """A sheet opens while the movement runs, of a set in use, for somebody it measures."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa chấm được."))
    if not active:
        found.append(Blocker("Bộ tiêu chí chưa được đưa vào chấm."))
    if not items and requisition_lacking:
        found.append(
            Blocker("Chưa có minh chứng: chưa ghi lệnh trưng dụng hoặc tổ phòng, chống dịch của người này.")
        )
    elif not items:
        found.append(Blocker("Không tiêu chí nào của phong trào xét đối tượng này."))
    return found


@dataclass(frozen=True)
class Total:
    """What a sheet came to: points of the points that could be had; and what is not in it, by name."""

    points: Decimal
    of: Decimal
    open: tuple[str, ...]
    unproved: tuple[str, ...]
    aside: int

    @property
    def said(self) -> str:
        """The points of what could be had, as people write them."""
        return f"{plain(self.points)} trên {plain(self.of)}"

    @property
    def is_complete(self) -> bool:
        """Whether nothing waits to be scored."""
        return not self.open

    @property
    def share(self) -> Fraction | None:
        """Points over what could be had; None when nothing could: that is no zero."""
        return Fraction(self.points) / Fraction(self.of) if self.of else None

    def on(self, full: int) -> Decimal | None:
        """The share as points of the full mark, two places, never rounded up to it."""
        if self.share is None:
            return None
        hundredths = int(self.share * full * 100)
        return Decimal(hundredths) / 100


def total_of(lines: Iterable[Line], stage: str = "final") -> Total:
    """Add up a sheet. What is exempted or does not apply leaves the denominator; what lacks proof stays in it."""
    points = of = Decimal(0)
    waiting, unproved, aside = [], [], 0
    for line in lines:
        mark = line.mark(stage)
        if mark.state == "scored":
            of += line.most or Decimal(0)
            if line.unproved:
                unproved.append(line.name)
            else:
                points += mark.figure or Decimal(0)
        elif mark.state or line.exempted_whole:
            aside += 1
        else:
            waiting.append(line.name)
    return Total(points, of, tuple(waiting), tuple(unproved), aside)


def gap_of(line: Line) -> Decimal | None:
    """How far self and appraisal lie apart; None while one of them is no figure."""
    one, other = line.mark("self").figure, line.mark("appraised").figure
    return abs(one - other) if one is not None and other is not None else None


def places(shares: Sequence[Fraction | None]) -> list[int | None]:
    """The place of each, ties sharing one (1, 2, 2, 4); None has no place."""
    return [
        None if own is None else 1 + sum(other is not None and other > own for other in shares)
        for own in shares
    ]


def plain(figure: Decimal) -> str:
    """A figure as people write it: 7,5 and not 7.50."""
    return f"{figure.normalize():f}".replace(".", ",")
