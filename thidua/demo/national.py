"""A country of invented schools and staff, for measuring at national size. Deterministic; loaded by COPY.

The shape is that of the real country: 63 provinces, about 700 districts with their education offices, 43,000
schools, 1.3 million staff; on 1 July 2025 districts end, 34 provinces and 3,321 communes go on, and every
school below upper secondary moves from its district office to a commune. All names are samples.
"""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, product
from typing import NamedTuple

from django.db import connection, transaction

from thidua.core.text import fold, sort_key
from thidua.org.actions.reach import rebuild_all_reach

SINCE, TURN = dt.date(2018, 8, 1), dt.date(2025, 7, 1)
PROVINCES, PROVINCES_LATER = 63, 34
_BEFORE, _AFTER, _ALWAYS = f"[{SINCE},{TURN})", f"[{TURN},)", f"[{SINCE},)"

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Lý",
    "Điểu",
    "H",
)
_MIDDLE = ("Thị Mẫu", "Văn Mẫu", "Mẫu", "Minh Mẫu", "Ngọc Mẫu", "Đức Mẫu")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Đào", "Giang", "Hà", "Hạnh", "Khoa", "Lan", "Mai", "Nga", "Phúc", "Quân",
          "Sơn", "Tâm", "Thảo", "Uyên", "Vân", "Yến")  # fmt: skip
_SCHOOLS = (
    ("preschool", "Trường Mầm non Mẫu", 37),
    ("primary", "Trường Tiểu học Mẫu", 31),
    ("lower_secondary", "Trường THCS Mẫu", 25),
    ("upper_secondary", "Trường THPT Mẫu", 7),
)


class UnitLine(NamedTuple):
    """A unit with its places: parent and period, one or two."""

    key: int
    code: str
    kind: str
    name: str
    places: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True)
class National:
    """What was built, and some keys to ask about."""

    units: int
    staff: int
    provinces: tuple[int, ...]
    districts: tuple[int, ...]
    schools: range


@cache
def _folded(word: str) -> str:
    return fold(word)


@cache
def _keyed(word: str) -> str:
    return sort_key(word)


@transaction.atomic
def build_national(*, schools: int = 43_000, staff: int = 1_300_000, seed: int = 2021) -> National:
    """Load the country into an installation that may already hold other units; returns what was built.

    The planner is told of the new tables' sizes on the way. The same numbers and seed always give the same country.
    """
    chance = random.Random(seed)  # noqa: S311 samples, not secrets
    first = _next_key("org_unit")
    lines, built = _country(first, schools, chance)
    _copy_units(lines)
    _count("org_unit", "org_unitname", "org_placement")
    rebuild_all_reach()
    _copy_staff(staff, built, chance)
    _count("org_reach", "org_person", "org_post")
    for table in ("org_unit", "org_person"):
        _catch_up(table)
    return National(len(lines), staff, built.provinces, built.districts, built.schools)


def _country(first: int, schools: int, chance: random.Random) -> tuple[list[UnitLine], National]:
    keys = count(first)
    lines: list[UnitLine] = []

    def add(kind: str, name: str, *places: tuple[int | None, str]) -> int:
        key = next(keys)
        lines.append(UnitLine(key, f"QG{key}", kind, name, places))
        return key

    provinces = tuple(
        add(
            "province",
            f"Ủy ban nhân dân tỉnh Mẫu {number}",
            (None, _ALWAYS if number <= PROVINCES_LATER else _BEFORE),
        )
        for number in range(1, PROVINCES + 1)
    )
    later = [provinces[index % PROVINCES_LATER] for index in range(PROVINCES)]
    departments = [
        add("department", f"Sở GDĐT Mẫu {number}", *_stays_or_joins(provinces, later, number))
        for number in range(PROVINCES)
    ]
    offices: list[tuple[int, int]] = []  # education office, province by index
    districts = []
    for index in range(max(PROVINCES, schools // 61)):
        home = index % PROVINCES
        districts.append(add("district", f"Ủy ban nhân dân huyện Mẫu {index}", (provinces[home], _BEFORE)))
        offices.append(
            (add("district_office", f"Phòng GDĐT huyện Mẫu {index}", (districts[-1], _BEFORE)), home)
        )
    communes: list[list[int]] = [[] for _ in range(PROVINCES)]
    for index in range(max(PROVINCES, schools * 3_321 // 43_000)):
        home = index % PROVINCES
        communes[home].append(add("commune", f"Ủy ban nhân dân xã Mẫu {index}", (later[home], _AFTER)))
    start = next(keys)
    keys = count(start)
    kinds = chance.choices(
        [(kind, name) for kind, name, _ in _SCHOOLS], [share for *_, share in _SCHOOLS], k=schools
    )
    for index, (kind, name) in enumerate(kinds):
        office, home = chance.choice(offices)
        if kind == "upper_secondary":
            add(kind, f"{name} {index}", (departments[home], _ALWAYS))
        else:
            add(kind, f"{name} {index}", (office, _BEFORE), (chance.choice(communes[home]), _AFTER))
    return lines, National(len(lines), 0, provinces, tuple(districts), range(start, start + schools))


def _stays_or_joins(provinces: tuple[int, ...], later: list[int], index: int) -> list[tuple[int | None, str]]:
    if provinces[index] == later[index]:
        return [(provinces[index], _ALWAYS)]
    return [(provinces[index], _BEFORE), (later[index], _AFTER)]


def _copy_units(lines: list[UnitLine]) -> None:
    _copy(
        "org_unit (id, code, kind, label, folded, sort_key)",
        ((line.key, line.code, line.kind, line.name, *_written(line.name)) for line in lines),
    )
    _copy(
        "org_unitname (unit_id, name, short, symbol, seat, folded, during, basis)",
        ((line.key, line.name, "", "", "", _written(line.name)[0], _span(line), "") for line in lines),
    )
    _copy(
        "org_placement (unit_id, parent_id, relation, during, basis)",
        (
            (
                line.key,
                parent if parent is not None else "\\N",
                "attached" if parent is not None else "root",
                during,
                "",
            )
            for line in lines
            for parent, during in line.places
        ),
    )


def _span(line: UnitLine) -> str:
    first, last = line.places[0][1], line.places[-1][1]
    return first.split(",")[0] + "," + last.split(",")[1]


def _written(name: str) -> tuple[str, str]:
    words = name.split()
    return " ".join(map(_folded, words)), " ".join(map(_keyed, words))


def _copy_staff(staff: int, built: National, chance: random.Random) -> None:
    """Everyone is counted in one school; one in thirty leads it."""
    first = _next_key("org_person")
    people = [" ".join(parts) for parts in product(_FAMILY, _MIDDLE, _GIVEN)]
    ready = [(name, *_person_written(name)) for name in people]

    def persons() -> Iterator[tuple[object, ...]]:
        for index in range(staff):
            name, folded, key = chance.choice(
                ready
            )  # dealt by a rule, a school of thirty would bear four names
            yield first + index, f"QG{first + index}", name, folded, key, "female", "Kinh", "1985-01-15"

    def posts() -> Iterator[tuple[object, ...]]:
        for index in range(staff):
            school = built.schools[index % len(built.schools)]
            leads = index < len(built.schools)
            what = (
                ("head", "Hiệu trưởng", "cadre", "t") if leads else ("teacher", "Giáo viên", "teacher", "f")
            )
            yield first + index, school, *what[:3], "t", what[3], "f", _ALWAYS, ""

    _copy("org_person (id, code, name, folded, sort_key, gender, ethnicity, birth)", persons())
    _copy(
        'org_post (person_id, unit_id, position, title, "group", main, manager, acting, during, basis)',
        posts(),
    )


def _person_written(name: str) -> tuple[str, str]:
    words = name.split()
    return " ".join(map(_folded, words)), " ".join(map(_keyed, [words[-1], *words[:-1]]))


def _copy(into: str, rows: Iterable[tuple[object, ...]], parcel: int = 20_000) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        kept: list[str] = []
        for row in rows:
            kept.append("\t".join(map(str, row)))
            if len(kept) == parcel:
                copy.write("\n".join(kept) + "\n")
                kept = []
        if kept:
            copy.write("\n".join(kept) + "\n")


def _count(*tables: str) -> None:
    """Let the planner know what a bulk load brought: a table that it takes for empty is joined row by row for hours."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def _next_key(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 our own table names
        return int(cursor.fetchone()[0])


def _catch_up(table: str) -> None:
    """Let the table's own numbering go on after the keys given here."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
