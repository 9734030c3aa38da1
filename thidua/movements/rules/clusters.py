"""What clusters refuse, and how the scores of the others make a ranking. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.errors import Blocker
from thidua.movements.rules.scores import places, plain


@dataclass(frozen=True)
class Vote:
    """The points that one member gives another; members are keys."""

    voter: int
    about: int
    points: Decimal


@dataclass(frozen=True)
class Rank:
    """One member in the ranking: the mean of what the others gave, and its place; ties share one."""

    member: int
    mean: Decimal | None
    votes: int
    place: int | None

    @property
    def said(self) -> str:
        """The mean as people write it."""
        return plain(self.mean) if self.mean is not None else ""


def ranking(members: Sequence[int], votes: Iterable[Vote]) -> list[Rank]:
    """Rank by the mean of the other members' points, in order of place; no own vote and no stranger's counts."""
    known = set(members)
    given: dict[int, list[Fraction]] = {member: [] for member in members}
    for vote in votes:
        if vote.voter != vote.about and {vote.voter, vote.about} <= known:
            given[vote.about].append(Fraction(vote.points))
    means = [
        sum(given[member], Fraction(0)) / len(given[member]) if given[member] else None for member in members
    ]
    rows = [
        Rank(member, _shown(mean), len(given[member]), place)
        for member, mean, place in zip(members, means, places(means), strict=True)
    ]
    return sorted(rows, key=lambda row: (row.place is None, row.place or 0))


def _shown(mean: Fraction | None) -> Decimal | None:
    """Two places, cut off and never rounded up."""
    return None if mean is None else Decimal(int(mean * 100)) / 100


def missing_votes(members: Sequence[int], votes: Iterable[Vote]) -> list[tuple[int, int]]:
    """Pairs (voter, about) that are not given yet."""
    given = {(vote.voter, vote.about) for vote in votes}
    pairs = ((voter, about) for voter in members for about in members)
    return [pair for pair in pairs if pair[0] != pair[1] and pair not in given]


def blockers_to_cluster(name: str, source: str, *, taken: bool) -> list[Blocker]:
    """A cluster has a name of its own and the decision that set it up."""
    found = []
    if not name.strip():
        found.append(Blocker("Ghi tên cụm, khối thi đua."))
    if taken:
        found.append(Blocker("Đơn vị đã có một cụm, khối mang tên này."))
    if not source.strip():
        found.append(Blocker("Ghi quyết định thành lập cụm, khối."))
    return found


def blockers_to_join(unit: object, *, member: bool, beneath: bool) -> list[Blocker]:
    """A unit under the owner joins once."""
    found = []
    if member:
        found.append(Blocker(f"{unit} đã là thành viên.", about=unit))
    if not beneath:
        found.append(Blocker(f"{unit} không phải là đơn vị dưới quyền vào ngày này.", about=unit))
    return found


def blockers_to_open_year(
    head: object, *, member: bool, members: int, opened: bool, led_before: bool
) -> list[Blocker]:
    """Each year another member leads."""
    found = []
    if opened:
        found.append(Blocker("Năm học này đã mở."))
    if members < 2:
        found.append(Blocker("Cụm, khối cần ít nhất hai thành viên."))
    if not member:
        found.append(Blocker(f"{head} không phải là thành viên.", about=head))
    if led_before:
        found.append(
            Blocker(f"{head} đã làm trưởng năm trước; việc làm trưởng luân phiên hằng năm.", about=head)
        )
    return found


def blockers_to_vote(
    about: object, points: Decimal, reason: str, *, own: bool, members: bool, closed: bool, full: int | None,
    changes: bool,
) -> list[Blocker]:  # fmt: skip
    """A member scores every other member, never itself, on a scale, until the year is closed."""
    found = []
    if closed:
        found.append(Blocker("Năm học này đã chốt."))
    if own:
        found.append(Blocker("Không đơn vị nào tự chấm cho mình.", about=about))
    if not members:
        found.append(Blocker(f"Người chấm và {about} đều phải là thành viên."))
    if full is None:
        found.append(Blocker("Cụm, khối chưa có thang điểm, nên không chấm và không xếp hạng."))
    elif not 0 <= points <= full:
        found.append(Blocker(f"{about}: điểm {plain(points)} nằm ngoài thang từ 0 đến {full}."))
    if changes and not reason.strip():
        found.append(Blocker(f"{about}: sửa điểm đã cho, cần ghi lý do."))
    return found


def blockers_to_close_year(
    missing: Sequence[tuple[object, object]], *, closed: bool, full: int | None
) -> list[Blocker]:
    """A year closes when each member has scored each other member."""
    if closed:
        return [Blocker("Năm học này đã chốt.")]
    if full is None:
        return [Blocker("Cụm, khối chưa có thang điểm, nên không xếp hạng.")]
    return [Blocker(f"{voter} chưa chấm {about}.", about=voter) for voter, about in missing]
