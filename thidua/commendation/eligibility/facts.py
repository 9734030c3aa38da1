"""What is known of a case: each fact with its day, its source and who can supply it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from thidua.commendation.lawbook.loading import digest
from thidua.commendation.lawbook.reading import faults_of, read_yaml

Subject = Literal["individual", "collective", "household"]
SUBJECTS: tuple[Subject, ...] = ("individual", "collective", "household")
RatingLevel = Literal["khong_hoan_thanh", "hoan_thanh", "hoan_thanh_tot", "hoan_thanh_xuat_sac"]
DisciplineLevel = Literal[
    "khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec"
]
Name = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=0)]


class Value(BaseModel):
    """A fact's value: frozen, without unknown keys. A field left out is not known; it is never a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Period(Value):
    """The period under review, both days included. Its year is that of its last day."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.first > self.last:
            raise ValueError("ngày from phải không sau ngày to")
        return self


class Rated(Value):
    year: int
    value: RatingLevel


class Held(Value):
    """One title or form already decided. `period_to`: last day of the achievement period written in it."""

    award: Name
    year: int
    on: date
    kind: Name | None = None
    period_to: date | None = None
    decision: Name | None = None

    @property
    def clock(self) -> date:
        """The day from which the years after it are counted."""
        return self.period_to or self.on


class Work(Value):
    """One recognised initiative or accepted research. `used`: already the ground of another award."""

    level: Name
    on: date
    name: Name | None = None
    applied: bool | None = None
    replicable: bool | None = None
    recognised_by: Name | None = None
    used: bool | None = None


class Disciplined(Value):
    level: DisciplineLevel
    on: date
    ends_on: date | None = None
    member: Name | None = None


class Members(Value):
    """Counts over a collective: all members, holders by title, members by yearly rating."""

    total: Count
    titles: dict[str, Count] = Field(default_factory=dict)
    ratings: dict[RatingLevel, Count] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if (
            any(count > self.total for count in self.titles.values())
            or sum(self.ratings.values()) > self.total
        ):
            raise ValueError("có số lớn hơn tổng số thành viên")
        return self


class Service(Value):
    """Years of work, counted by the rule: whole years, disciplined time taken out."""

    in_sector: bool | None = None
    years: Count | None = None
    teaching_years: Count | None = None
    hard_area_now: bool | None = None
    hard_area_years: Count | None = None
    role: Literal["teacher", "manager", "researcher", "staff"] | None = None


class Chosen(Value):
    """The result of one movement's review. `years`: how long the movement had lasted."""

    movement: Name
    chosen: bool
    launched_by: Name
    on: date
    years: Count | None = None
    cycle: Literal["yearly", "thematic"] | None = None
    leads: bool | None = None


class Sudden(Value):
    """One achievement outside plan and duty, as recognised by a named person."""

    what: Name
    scope: Name
    on: date
    by: Name
    exceptional: bool | None = None


class Ranked(Value):
    run_by: Name
    rank: Annotated[int, Field(ge=1)]
    year: int


class Attestation(Value):
    """A named person's yes or no."""

    answer: bool
    by: Name


def _as_list(value: object) -> object:
    return [value] if isinstance(value, Mapping | Value) else value


def _one_rating_a_year(rows: tuple[Rated, ...]) -> tuple[Rated, ...]:
    years = [row.year for row in rows]
    if len(set(years)) != len(years):
        raise ValueError("có năm ghi hai mức xếp loại")
    return rows


@dataclass(frozen=True)
class FactKind:
    """What a fact is called, who can supply it, and how it is read."""

    label: str
    who: str
    reads: TypeAdapter[Any]


def _kind(label: str, who: str, shape: Any) -> FactKind:
    return FactKind(label, who, TypeAdapter(shape))


_HEAD = "thủ trưởng đơn vị quản lý (ghi rõ họ tên)"
_FILES = "bộ phận thi đua, khen thưởng giữ hồ sơ khen thưởng"
_STAFF = "bộ phận tổ chức cán bộ"
_UNIT = "đơn vị lập hồ sơ đề nghị"
_RATINGS = Annotated[tuple[Rated, ...], AfterValidator(_one_rating_a_year)]
_MANY_CHOSEN = Annotated[tuple[Chosen, ...], BeforeValidator(_as_list)]
_MANY_SUDDEN = Annotated[tuple[Sudden, ...], BeforeValidator(_as_list)]

FACT_KINDS: Mapping[str, FactKind] = {
    "period": _kind("kỳ xét (ngày đầu, ngày cuối)", _UNIT, Period),
    "registered": _kind("việc đăng ký thi đua", _UNIT, bool),
    "ratings": _kind("kết quả xếp loại hằng năm", _STAFF, _RATINGS),
    "awards": _kind("danh sách danh hiệu, hình thức đã được tặng", _FILES, tuple[Held, ...]),
    "initiatives": _kind("danh sách sáng kiến được công nhận", "hội đồng sáng kiến", tuple[Work, ...]),
    "research": _kind(
        "danh sách đề tài, đề án được nghiệm thu", "cơ quan nghiệm thu đề tài", tuple[Work, ...]
    ),
    "disciplines": _kind("danh sách kỷ luật (ghi [] nếu không có)", _STAFF, tuple[Disciplined, ...]),
    "member_disciplines": _kind(
        "danh sách kỷ luật của thành viên (ghi [] nếu không có)", _STAFF, tuple[Disciplined, ...]
    ),
    "members": _kind("số thành viên, số đạt danh hiệu và xếp loại", _STAFF, Members),
    "recruited_on": _kind("ngày tuyển dụng", _STAFF, date),
    "service": _kind("thời gian công tác", _STAFF, Service),
    "movement_result": _kind(
        "kết quả bình chọn khi sơ kết, tổng kết phong trào", "ban tổ chức phong trào", _MANY_CHOSEN
    ),
    "sudden_merit": _kind("thành tích đột xuất được ghi nhận", _HEAD, _MANY_SUDDEN),
    "clusters": _kind(
        "xếp hạng trong cụm, khối thi đua", "cụm trưởng, khối trưởng thi đua", tuple[Ranked, ...]
    ),
    "no_pending_case": _kind("xác nhận không có vụ việc đang xem xét", _HEAD, Attestation),
    "one_merit_one_form": _kind(
        "xác nhận thành tích chưa được khen bằng hình thức khác",
        f"{_HEAD}, sau khi đối chiếu với {_FILES}",
        Attestation,
    ),
    "not_proposed_for_co_cp": _kind("xác nhận không đề nghị Cờ thi đua của Chính phủ", _FILES, Attestation),
    "learner": _kind("đối tượng có phải là người học không", _UNIT, bool),
    "grade": _kind("khối lớp", _UNIT, Annotated[int, Field(ge=1, le=12)]),
    "unit_group": _kind("nhóm đơn vị công tác", _STAFF, Name),
    "flag_eligible": _kind("tập thể có thuộc diện xét cờ thi đua không", _FILES, bool),
    "commendation_kind": _kind("loại hình khen thưởng đang đề nghị", _UNIT, Name),
}
ATTEST = "attest."
_ATTESTED = _kind("xác nhận của người có trách nhiệm", _HEAD, Attestation)


def kind_of(key: str) -> FactKind | None:
    """The kind of a fact by its key; every `attest.…` is an attestation."""
    return _ATTESTED if key.startswith(ATTEST) and key != ATTEST else FACT_KINDS.get(key)


@dataclass(frozen=True)
class Fact:
    """A value, the day it was known, where from, the evidence, and whether someone else verified it."""

    value: Any
    as_of: date
    source: str
    evidence: str | None = None
    verified: bool = False


class FactsInvalid(ValueError):  # noqa: N818 it says what the facts are
    """Some facts cannot be read; `errors` has one Vietnamese sentence per key."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(self.errors.values()))


class Facts(Mapping[str, Fact]):
    """All facts of one case, read and checked; immutable."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        *,
        subject: Subject | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Raises FactsInvalid: an unknown key, a value that cannot be read, or `errors` found before."""
        errors = dict(errors or {})
        self._facts: dict[str, Fact] = {}
        self.subject = subject
        for key, fact in facts.items():
            try:
                self._facts[key] = _checked(key, fact)
            except ValueError as fault:
                errors[key] = f"Dữ kiện “{key}”: {fault}."
        if errors:
            raise FactsInvalid(errors)

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    @cached_property
    def hash(self) -> str:
        """The hash of every fact with its day, source, evidence and verification."""
        return digest({key: _plain(key, fact) for key, fact in self._facts.items()})

    def known_on(self, knowledge_date: date | None) -> Mapping[str, Fact]:
        """The facts already known that day; all of them when no day is given."""
        if knowledge_date is None:
            return self._facts
        return {key: fact for key, fact in self._facts.items() if fact.as_of <= knowledge_date}

    def without(self, key: str) -> "Facts":
        """The same case with one fact not known."""
        return Facts(
            {other: fact for other, fact in self._facts.items() if other != key}, subject=self.subject
        )

    @classmethod
    def read(cls, text: str) -> "Facts":
        """Facts from a YAML or JSON text. Raises FactsInvalid."""
        try:
            data = read_yaml(text)
        except ValueError as fault:
            raise FactsInvalid({"": str(fault)}) from fault
        return cls.from_dict(data)

    @classmethod
    def from_dict(cls, data: object) -> "Facts":
        """Facts from plain data: `{as_of, source, subject, facts: {key: value or {value, as_of, …}}}`.

        The outer `as_of` and `source` hold for each fact that does not say its own. Raises FactsInvalid.
        """
        try:
            sheet = _Sheet.model_validate(data)
        except ValidationError as error:
            raise FactsInvalid({"": f"Tệp dữ kiện: {'; '.join(faults_of(error))}."}) from error
        facts: dict[str, Fact] = {}
        errors: dict[str, str] = {}
        for key, raw in sheet.facts.items():
            try:
                facts[key] = sheet.fact(raw)
            except ValueError as fault:
                errors[key] = f"Dữ kiện “{key}”: {fault}."
        return cls(facts, subject=sheet.subject, errors=errors)


class _Long(Value):
    """A fact that says its own day, source, evidence or verification."""

    value: Any
    as_of: date | None = None
    source: Name | None = None
    evidence: Name | None = None
    verified: bool = False


class _Sheet(Value):
    """A file of facts."""

    facts: dict[str, Any]
    as_of: date | None = None
    source: Name | None = None
    subject: Subject | None = None

    def fact(self, raw: object) -> Fact:
        long = _Long(value=raw)
        if isinstance(raw, Mapping) and "value" in raw:
            try:
                long = _Long.model_validate(raw)
            except ValidationError as error:
                raise ValueError("; ".join(faults_of(error))) from error
        as_of, source = long.as_of or self.as_of, long.source or self.source
        if as_of is None or source is None:
            raise ValueError("chưa ghi ngày biết dữ kiện (as_of) hoặc nguồn (source)")
        return Fact(long.value, as_of, source, long.evidence, long.verified)


def _checked(key: str, fact: Fact) -> Fact:
    kind = kind_of(key)
    if kind is None:
        raise ValueError("không có dữ kiện nào tên như vậy")
    try:
        value = kind.reads.validate_python(fact.value)
    except ValidationError as error:
        raise ValueError("; ".join(faults_of(error))) from error
    return Fact(value, fact.as_of, fact.source, fact.evidence, fact.verified)


def _plain(key: str, fact: Fact) -> list[object]:
    kind = kind_of(key)
    value = kind.reads.dump_python(fact.value, mode="json") if kind else None
    return [value, fact.as_of.isoformat(), fact.source, fact.evidence, fact.verified]
