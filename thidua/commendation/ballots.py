"""Votes and a rule in; passed or not, with the exact figures, out. Integers and fractions only, no Django.

The base of a share is what the rule names. Where it names all members, members absent or recused stay in it:
no text read takes them out, so the recused are only shown apart.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from thidua.core.errors import Blocker, refuse_if

Base = Literal["total_members", "present", "valid"]
_BASES: dict[Base, str] = {
    "total_members": "tổng số thành viên Hội đồng",
    "present": "số thành viên có mặt",
    "valid": "số phiếu hợp lệ",
}


def _share(text: str) -> Fraction:
    numerator, slash, denominator = text.partition("/")
    if not (slash and numerator.isdecimal() and denominator.isdecimal() and int(denominator)):
        raise ValueError(f"Tỷ lệ {text!r} phải viết dạng phân số, ví dụ 7/10.")
    share = Fraction(int(numerator), int(denominator))
    if not 0 < share <= 1:
        raise ValueError(f"Tỷ lệ {text!r} phải lớn hơn 0 và không quá 1.")
    return share


@dataclass(frozen=True)
class Rule:
    """How an item passes: at least (or, strict, more than) `threshold` of the base.

    `quorum` is the share of all members who must be present; None when no rule asks for one.
    `source` is the article or local rule the figures come from.
    Raises ValueError for a share that is no fraction.
    """

    threshold: str
    of: Base
    source: str
    strict: bool = False
    quorum: str | None = None

    def __post_init__(self) -> None:
        _share(self.threshold)
        if self.quorum is not None:
            _share(self.quorum)
        if self.of not in _BASES:
            raise ValueError(f"Không có cách tính tỷ lệ {self.of!r}.")

    def needed(self, base: int) -> int:
        """The least number of agreeing votes that passes over this base."""
        share = _share(self.threshold)
        if self.strict:
            return share.numerator * base // share.denominator + 1
        return -(-share.numerator * base // share.denominator)


@dataclass(frozen=True)
class Count:
    """One item's counts.

    `members` are those named in the founding decision; `present` came to the session, the recused among them;
    `recused` left for this item; `written` are opinions of absent members where the rule counts them;
    `not_cast` are members who could vote and handed in no paper.
    """

    members: int
    present: int
    recused: int
    agree: int
    disagree: int
    blank: int = 0
    invalid: int = 0
    written: int = 0
    not_cast: int = 0

    @property
    def may_vote(self) -> int:
        return self.present - self.recused + self.written

    @property
    def accounted(self) -> int:
        """Papers of every sort and the members who handed in none."""
        return self.agree + self.disagree + self.blank + self.invalid + self.not_cast

    def base(self, of: Base) -> int:
        return {"total_members": self.members, "present": self.present, "valid": self.agree + self.disagree}[
            of
        ]


@dataclass(frozen=True)
class Outcome:
    """What the count gives under the rule: `share` is agreeing votes over the base."""

    passed: bool
    needed: int
    base: int
    share: Fraction
    sentence: str


def blockers(count: Count, rule: Rule) -> list[Blocker]:
    """Every reason why this count cannot be closed under this rule; empty when it can."""
    if min(vars(count).values()) < 0:
        return [Blocker("Có số âm trong bảng kiểm phiếu; hãy kiểm tra lại các số đã nhập.")]
    checks = [*_attendance(count), _quorum(count, rule), _sums(count)]
    return [Blocker(sentence) for sentence in checks if sentence]


def _attendance(count: Count) -> list[str]:
    said = []
    if count.members == 0:
        said.append("Hội đồng chưa có thành viên nào.")
    if count.present > count.members:
        said.append(f"Số có mặt ({count.present}) lớn hơn số thành viên Hội đồng ({count.members}).")
    if count.recused > count.present:
        said.append(f"Số không tham gia biểu quyết ({count.recused}) lớn hơn số có mặt ({count.present}).")
    absent = max(count.members - count.present, 0)
    if count.written > absent:
        said.append(f"Số ý kiến bằng văn bản ({count.written}) lớn hơn số thành viên vắng mặt ({absent}).")
    return said


def _quorum(count: Count, rule: Rule) -> str | None:
    if rule.quorum is None:
        return None
    share = _share(rule.quorum)
    if count.present * share.denominator >= share.numerator * count.members:
        return None
    least = -(-share.numerator * count.members // share.denominator)
    return (
        f"Phiên họp chưa đủ số thành viên: có mặt {count.present} trên {count.members}, "
        f"cần ít nhất {least} ({rule.quorum}). Căn cứ: {rule.source}."
    )


def _sums(count: Count) -> str | None:
    if count.accounted > count.may_vote:
        return f"Tổng số phiếu ({count.accounted}) lớn hơn số người được biểu quyết ({count.may_vote})."
    if count.accounted < count.may_vote:
        return (
            f"Tổng số phiếu ({count.accounted}) ít hơn số người được biểu quyết ({count.may_vote}); "
            "hãy ghi số người không bỏ phiếu."
        )
    return None


def outcome(count: Count, rule: Rule) -> Outcome:
    """Whether the item passes, exactly at the boundary.

    Refuses, naming every blocker, while the count cannot be closed.
    """
    refuse_if(blockers(count, rule))
    base = count.base(rule.of)
    needed = rule.needed(base)
    passed = base > 0 and count.agree >= needed
    share = Fraction(count.agree, base) if base else Fraction(0)
    return Outcome(passed, needed, base, share, _sentence(count, rule, base, needed, passed=passed))


def _sentence(count: Count, rule: Rule, base: int, needed: int, *, passed: bool) -> str:
    least = "trên" if rule.strict else "từ"
    said = (
        f"{'Thông qua' if passed else 'Không thông qua'}: {count.agree} phiếu đồng ý trên {base} "
        f"({_BASES[rule.of]}); cần {least} {rule.threshold}, tức ít nhất {needed} phiếu."
    )
    if count.recused:
        said += f" Có {count.recused} thành viên không tham gia biểu quyết nội dung này."
    return f"{said} Căn cứ: {rule.source}."
