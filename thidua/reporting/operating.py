"""The states in which units work: the list of them, what bars a switch or a gathering, how long each lasted. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from thidua.core.errors import Blocker

PREPARED = ("on_site", "online", "mixed")  # every school has a scenario for each of these (LT-44)
_KEYS = {"code", "name", "aspect", "on_site"}


@dataclass(frozen=True)
class StateKind:
    """One entry of the list: a mode ("trực tuyến") or a regime ("phong tỏa")."""

    code: str
    name: str
    aspect: str
    on_site: bool


@dataclass(frozen=True)
class Decision:
    """By whom, on which paper and why a state is switched; an emergency has no number and day yet."""

    body: str
    number: str
    day: dt.date | None
    reason: str
    emergency: bool = False


@dataclass(frozen=True)
class Span:
    """A recorded time of one state, both days in; without a last day it goes on."""

    name: str
    first: dt.date
    last: dt.date | None


def read_states(text: str) -> dict[str, StateKind]:
    """The list by code, in its order. ValueError when an entry is not whole or one of the three is missing."""
    rows: list[dict[str, Any]] = yaml.safe_load(text) or []
    wrong = [row for row in rows if set(row) != _KEYS or row["aspect"] not in {"mode", "regime"}]
    kinds = {row["code"]: StateKind(**row) for row in rows if row not in wrong}
    missing = [code for code in PREPARED if code not in kinds or kinds[code].aspect != "mode"]
    if wrong or missing or len(kinds) != len(rows):
        raise ValueError(f"operating states: wrong {wrong}, missing {missing}, or a code stands twice")
    return kinds


def blockers_to_decide(decision: Decision, *, today: dt.date) -> list[Blocker]:
    """A switch says who decided, on which paper and why; only an emergency goes without its paper."""
    found = []
    if not decision.body.strip():
        found.append(Blocker("Ghi cơ quan, đơn vị ra quyết định."))
    if not decision.emergency:
        if not decision.number.strip():
            found.append(Blocker("Ghi số của quyết định."))
        if decision.day is None:
            found.append(Blocker("Ghi ngày của quyết định."))
        elif decision.day > today:
            found.append(Blocker(f"Ngày của quyết định ({decision.day:%d/%m/%Y}) chưa tới."))
    if not decision.reason.strip():
        found.append(Blocker("Ghi lý do chuyển trạng thái."))
    return found


def blockers_to_switch(
    kind: StateKind | None, first: dt.date, last: dt.date | None, *, recorded: Sequence[Span]
) -> list[Blocker]:
    """A state of the list, days in order, and nothing recorded from that day on: history is ended, never overwritten.

    `recorded` are the unit's spans of the same aspect. One that began earlier and still runs is ended by the switch.
    """
    found = []
    if kind is None:
        found.append(Blocker("Chọn một trạng thái trong danh mục."))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối đứng trước ngày đầu."))
        last = None
    found += [
        Blocker(f"Từ {span.first:%d/%m/%Y} đã ghi trạng thái “{span.name}”; lịch sử không ghi đè.")
        for span in recorded
        if span.first >= first and (last is None or span.first <= last)
    ]
    return found


def blockers_to_end(span: Span, last: dt.date) -> list[Blocker]:
    """A state is ended within its own days; it is never lengthened."""
    if last < span.first:
        return [
            Blocker(f"Trạng thái “{span.name}” bắt đầu {span.first:%d/%m/%Y}; ngày cuối phải từ ngày ấy.")
        ]
    if span.last is not None and last > span.last:
        return [
            Blocker(f"Trạng thái “{span.name}” đã hết từ {span.last:%d/%m/%Y}; muốn kéo dài cần ghi mới.")
        ]
    return []


def blockers_to_withdraw(span: Span, *, today: dt.date) -> list[Blocker]:
    """Only what has not begun is withdrawn; what has begun is history and is ended."""
    if span.first <= today:
        return [Blocker(f"Trạng thái “{span.name}” đã bắt đầu {span.first:%d/%m/%Y}; chỉ kết thúc được.")]
    return []


def blockers_to_gather(day: dt.date, barring: Iterable[tuple[str, str]]) -> list[Blocker]:
    """Nobody gathers where a state of that day keeps people away; `barring` are (name, decision) (EK-53, EK-95)."""
    return [
        Blocker(
            f"Ngày {day:%d/%m/%Y} đơn vị ở trạng thái “{name}” ({basis}); không tổ chức hoạt động tập trung."
        )
        for name, basis in barring
    ]


def days_of(span: Span, until: dt.date) -> int:
    """How many days of the calendar a state has lasted up to and with a day."""
    last = until if span.last is None else min(span.last, until)
    return max((last - span.first).days + 1, 0)


def days_by_name(spans: Iterable[Span], until: dt.date) -> dict[str, int]:
    """Days in each state up to and with a day, in the order in which the states first came."""
    found: dict[str, int] = {}
    for span in sorted(spans, key=lambda each: each.first):
        days = days_of(span, until)
        if days:
            found[span.name] = found.get(span.name, 0) + days
    return found
