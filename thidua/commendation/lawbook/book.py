"""The answers the law data gives on a day: versions, money, votes, gates, who may decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from thidua.commendation.lawbook.loading import digest, leaned_on, load_folder
from thidua.commendation.lawbook.shapes import Award, AwardVersion, Decider, LawError, Span
from thidua.commendation.lawbook.tables import (
    Authority,
    BaseSalary,
    Clock,
    Dossier,
    Gate,
    PrizeRule,
    Quorum,
    StudentTitle,
    Tables,
    VoteProfile,
)

SHIPPED = Path(__file__).resolve().parent.parent / "law"
D = TypeVar("D", bound=Span)


@dataclass(frozen=True)
class Prize:
    """Money that goes with an award decided on a day.

    `amount` is in dong; None when the class of the award is still open. `is_ceiling`: at most that much.
    """

    amount: int | None
    multiple: Decimal | None
    base_salary: int
    is_ceiling: bool
    confidence: str
    basis: str
    sentence: str


@dataclass(frozen=True)
class Ruling:
    """Whether a body may decide an award on a day, in words, with the article."""

    outcome: Literal["met", "unmet", "unknown", "no_rule"]
    sentence: str
    basis: str | None
    deciders: tuple[Authority, ...]

    @property
    def allowed(self) -> bool:
        return self.outcome == "met"


class Lawbook:
    """All law data of one folder, checked. Immutable; share it freely."""

    def __init__(self, awards: Mapping[str, Award], tables: Tables, content_hash: str) -> None:
        self.awards = awards
        self.tables = tables
        self.hash = content_hash
        self._authorities = {row.id: row for row in tables.authorities}
        self._rule_hashes: dict[tuple[str, date], str] = {}

    def award(self, award_id: str) -> Award:
        """The award of that id. Raises LawError when there is none."""
        if award_id not in self.awards:
            raise LawError(f"Không có danh hiệu, hình thức khen thưởng nào mã {award_id!r}.")
        return self.awards[award_id]

    def version(self, award_id: str, on: date) -> AwardVersion | None:
        """The version of that day, or None: no rule is known for it."""
        return self.award(award_id).version(on)

    def rule_in_force(self, award_id: str, on: date) -> AwardVersion | None:
        """The version of that day, unless it only records that no rule was in force."""
        version = self.version(award_id, on)
        return None if version is None or version.status == "no_rule_in_force" else version

    def base_salary(self, on: date) -> BaseSalary | None:
        return _on(self.tables.base_salary, on)

    def gates(self, on: date) -> tuple[Gate, ...]:
        """Every rule over all awards in force that day, whatever its role."""
        return tuple(gate for gate in self.tables.gates if gate.covers(on))

    def reads(self, gate_id: str, on: date) -> bool:
        """Whether a reading rule is in force that day."""
        return any(gate.id == gate_id for gate in self.gates(on))

    def verdict_gates(self, version: AwardVersion, on: date) -> tuple[Gate, ...]:
        """The gates whose check is part of a verdict on this version."""
        if version.gates == "none":
            return ()
        return tuple(gate for gate in self.gates(on) if gate.check and _applies(gate, version))

    def vote_profile(
        self,
        award_id: str,
        on: date,
        *,
        procedure: Literal["ordinary", "simplified"] = "ordinary",
        ministry: bool = False,
    ) -> VoteProfile | None:
        """How a council votes on this award; None when no rule is known that day."""
        version = self.rule_in_force(award_id, on)
        if version is None:
            return None
        vote, name = version.vote, version.vote.profile
        if ministry and vote.ministry_profile:
            name = vote.ministry_profile
        if procedure == "simplified" and vote.simplified_profile:
            name = vote.simplified_profile
        return _on([row for row in self.tables.profiles if row.id == name], on)

    def quorum(self, council: str, on: date) -> Quorum | None:
        """The quorum rule of a level's council; None, or a null ratio, when it is a local matter."""
        return _on([row for row in self.tables.quorums if council in row.council], on)

    def authority(
        self, award_id: str, on: date, *, subject_under: str | None = None
    ) -> tuple[Authority, ...]:
        """Who decides this award that day, for a subject under that body (so, huyen, xa, bo) when given."""
        version = self.rule_in_force(award_id, on)
        deciders = version.authority if version else ()
        return tuple(
            self._authorities[row.id] for row in deciders if row.covers(on) and _reaches(row, subject_under)
        )

    def may_decide(
        self, award_id: str, unit_kind: str, on: date, *, subject_under: str | None = None
    ) -> Ruling:
        """Whether a body of that kind may decide the award that day.

        A refusal names the article and who may.
        """
        version = self.rule_in_force(award_id, on)
        if version is None:
            said = f"{self.award(award_id).name}: không có quy định đang có hiệu lực vào ngày này."
            return Ruling("no_rule", said, None, ())
        return _ruling(version, unit_kind, self.authority(award_id, on, subject_under=subject_under))

    def prize(self, award_id: str, subject: str, on: date, *, grade: int | None = None) -> Prize | None:
        """The money for an award decided that day, or None when the law gives none or none is known.

        The multiple is taken times the base salary of the day and rounded up once to the step of the
        decree (10,000 dong), also for collectives. `grade` is the class, 1 the highest, if there are any.
        """
        version = self.rule_in_force(award_id, on)
        rule, base = _on(self.tables.prize_rules, on), self.base_salary(on)
        terms = getattr(version.prize, subject, None) if version and version.prize else None
        if version is None or rule is None or base is None or terms is None:
            return None
        if isinstance(terms, tuple):
            if grade is None:
                return _prize_of_open_class(base, rule)
            if not 1 <= grade <= len(terms):
                raise LawError(f"{version.name} không có hạng {grade}.")
            terms = terms[grade - 1]
        return _prize(version, rule, base, terms, subject)

    def dossier(self, award_id: str, on: date, *, simplified: bool = False) -> Dossier | None:
        """What the dossier of this award holds that day, when it is known."""
        version = self.rule_in_force(award_id, on)
        name = version and ((simplified and version.dossier_simplified) or version.dossier)
        return _on([row for row in self.tables.dossiers if row.id == name], on)

    def clock(self, clock_id: str, on: date) -> Clock | None:
        return _on([row for row in self.tables.clocks if row.id == clock_id], on)

    def student_titles(self, grade: int, on: date) -> tuple[StudentTitle, ...]:
        """Titles and forms for learners of that grade that day, as far as the texts state them."""
        return tuple(
            row for row in self.tables.titles if row.covers(on) and grade in (row.grades or (grade,))
        )

    def rule_hash(self, award_id: str, on: date) -> str:
        """The hash of everything a verdict on this award leans on that day."""
        if (award_id, on) not in self._rule_hashes:
            version = self.version(award_id, on)
            gates = [
                gate.model_dump(mode="json") for gate in self.gates(on) if gate.role in ("verdict", "reading")
            ]
            others = sorted(leaned_on(version)) if version else []
            parts = [version and version.hash, gates, [self.rule_hash(other, on) for other in others]]
            self._rule_hashes[award_id, on] = digest(parts)
        return self._rule_hashes[award_id, on]


@cache
def _shipped() -> Lawbook:
    return Lawbook(*load_folder(SHIPPED))


def load(folder: Path | None = None) -> Lawbook:
    """The law data of a folder; of the shipped one, read once, when none is given.

    Raises:
        LawError: the data is not sound; the message names the file, the place and the fault.
    """
    return _shipped() if folder is None else Lawbook(*load_folder(folder))


def _on(rows: Iterable[D], day: date) -> D | None:
    return next((row for row in rows if row.covers(day)), None)


def _applies(gate: Gate, version: AwardVersion) -> bool:
    only = gate.only
    if only is None:
        return True
    return (
        (not only.levels or bool(set(only.levels) & set(version.levels)))
        and (not only.kinds or version.kind in only.kinds)
        and (not only.awards or version.award in only.awards)
    )


def _reaches(decider: Decider, subject_under: str | None) -> bool:
    if subject_under is None or decider.scope is None:
        return True
    return decider.scope == ("units_of_ministry" if subject_under == "bo" else f"units_under_{subject_under}")


def _ruling(version: AwardVersion, unit_kind: str, deciders: tuple[Authority, ...]) -> Ruling:
    if version.statutory is None:
        said = f"Chưa xác định được ai có thẩm quyền quyết định {version.name}."
        return Ruling("unknown", said, version.basis, deciders)
    if not version.statutory and version.kind != "praise":
        said = (
            f"{version.name} không phải là hình thức khen thưởng theo luật. Đơn vị có thể biểu dương "
            "trong đơn vị, hoặc lập tờ trình đề nghị cấp có thẩm quyền tặng Giấy khen."
        )
        return Ruling("unmet", said, version.basis, ())
    names = ", ".join(row.name for row in deciders) or "chưa xác định"
    if any(row.unit_kind == unit_kind for row in deciders):
        said = f"{version.name} thuộc thẩm quyền quyết định của: {names}."
        return Ruling("met", said, version.basis, deciders)
    said = (
        f"Đơn vị không có thẩm quyền quyết định {version.name}. Người có thẩm quyền: {names}. "
        "Đơn vị chỉ lập tờ trình đề nghị."
    )
    return Ruling("unmet", said, version.basis, deciders)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def _prize(
    version: AwardVersion, rule: PrizeRule, base: BaseSalary, multiple: Decimal, subject: str
) -> Prize:
    steps = (multiple * base.vnd / rule.step).to_integral_value(rounding=ROUND_CEILING)
    amount, is_ceiling = int(steps) * rule.step, bool(version.prize and version.prize.bound)
    said = (
        f"{'Tối đa ' if is_ceiling else ''}{_dong(amount)}: {str(multiple).replace('.', ',')} lần "
        f"mức lương cơ sở {_dong(base.vnd)}, làm tròn lên đến {_dong(rule.step)}."
    )
    confidence = version.prize_confidence or rule.confidence
    if subject == "collective" and rule.collective_confidence == "low":
        confidence = rule.collective_confidence
        said += (
            " Với tập thể, văn bản không nêu thứ tự nhân và làm tròn; ở đây nhân trước rồi làm tròn một lần."
        )
    return Prize(amount, multiple, base.vnd, is_ceiling, confidence, f"{rule.basis}; {base.basis}", said)


def _prize_of_open_class(base: BaseSalary, rule: PrizeRule) -> Prize:
    said = "Mức thưởng tùy theo hạng; cần nêu hạng để tính."
    return Prize(None, None, base.vnd, False, rule.confidence, f"{rule.basis}; {base.basis}", said)
