"""People and units found by what somebody types: begun names, words in any order, one wrong letter.

Every answer lies within the reader's reach, and nothing about the others is counted, ranked or suggested.
A name is looked up along an index and then asked whether it is within reach; when the reach is small, or too many
bear the name elsewhere, everybody within reach is asked for the name. Measured in docs/decisions/0007-search.md.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from thidua.core.lexemes import as_query, holding, words_of
from thidua.core.text import fold
from thidua.org.access import Ability, Access, Where
from thidua.org.models import Pairing, Person, Post, Unit, UnitAlias, UnitName
from thidua.org.queries.vocabulary import FEW, Names, names_in_use, near, period

WIDE = 300  # units; above it, asking name by name is quicker than listing everybody within reach
DEPTH = 4_000  # people looked at along an index before everybody within reach is listed after all
ELSEWHERE = 60  # people with the name for each unit within a smaller reach: more, and it is quicker to ask these units
GLANCE = 120  # the same while somebody types: the list may then be short, and is as quick as a key press
SPARE = 3  # times as many as are shown are read, for ranking to pick among them
TWICE = 4  # rows more, since who has two posts comes twice

_COLUMNS = "p.id, p.code, p.name, p.folded, p.sort_key"
# OFFSET 0 keeps the planner from turning the question about each name into one about everybody, and the other way.
_NAME_BY_NAME = """
SELECT {columns} FROM ({among}) p
WHERE p.id = %(self)s OR EXISTS (
    SELECT 1 FROM org_post o WHERE o.person_id = p.id AND (o.unit_id = ANY(%(own)s) OR EXISTS (
        SELECT 1 FROM org_reach r
        WHERE r.descendant_id = o.unit_id AND r.ancestor_id = ANY(%(above)s) AND r.during @> %(day)s
    )) OFFSET 0)
LIMIT %(limit)s"""
_AMONG = "SELECT {columns} FROM org_person p WHERE {which} LIMIT %(depth)s"
_LOOKED_AT = "SELECT count(*) FROM (SELECT 1 FROM org_person p WHERE {which} LIMIT %(depth)s) names"
_REACHED = """
WITH units AS (
    SELECT unnest(%(own)s::bigint[]) AS id UNION
    SELECT descendant_id FROM org_reach WHERE ancestor_id = ANY(%(above)s) AND during @> %(day)s
), people AS MATERIALIZED (
    SELECT o.person_id AS id FROM units JOIN org_post o ON o.unit_id = units.id UNION ALL SELECT %(self)s
)
"""
_EVERYBODY = """
SELECT {columns}, p.given_first FROM (
    SELECT {columns}, p.given_first, p.words FROM people JOIN org_person p ON p.id = people.id OFFSET 0
) p WHERE {which}"""
_RANKED = "\nORDER BY NOT (p.folded ^@ %(start)s OR p.given_first ^@ %(start)s), p.sort_key LIMIT %(read)s"
_LISTED = f"{_REACHED.replace(' MATERIALIZED', '')}{_EVERYBODY} LIMIT %(listed)s"
# Who has two posts is met twice; the few who are found are cheaper to tell apart than all who are looked at.
_ONCE = "SELECT * FROM (SELECT DISTINCT * FROM ({every}) every) p".replace("{every}", _EVERYBODY)
_EACH_ONCE = f"{_REACHED}{_ONCE}{_RANKED}"
_MEETING = """
SELECT {columns} FROM (SELECT {columns}, p.given_first FROM org_person p WHERE {which} OFFSET 0) p
WHERE p.id IN (SELECT id FROM people)"""
_MET = f"{_REACHED}{_MEETING}{_RANKED}"
_COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM org_reach WHERE ancestor_id = ANY(%(above)s) AND during @> %(day)s LIMIT %(wide)s
) units"""
_HELD = "p.words @@ %(search)s::tsquery"
_NAMED = "p.folded = ANY(%(names)s)"
_LATER = "p.id > %(newest)s AND p.words @@ %(search)s::tsquery"
_BEGUN = (
    "p.folded >= %(start)s AND p.folded < %(after)s",
    "p.given_first >= %(start)s AND p.given_first < %(after)s",
)


@dataclass(frozen=True)
class Hits:
    """What was found; `near` says that nothing bore the very words, and these come close."""

    rows: list[Any]
    near: bool = False


def people_like(asked: str, access: Access, *, limit: int) -> Hits:
    """People within reach: whose name begins so, then whose name holds the words, else those a slip away.

    Where the reach is wide, a name that came into use in the last minutes is found as written, not with a slip.
    """
    words = words_of(asked)
    if not words or not access.has(Ability.STAFF_VIEW):
        return Hits([])
    hits = _Reach(access, asked, limit).hits(words)
    return Hits(_ranked(hits.rows, asked)[:limit], hits.near)


def people_begun(asked: str, access: Access, *, limit: int) -> list[Person]:
    """Some of those within reach whose name, or given name, begins so: for the list that opens while one types."""
    if not words_of(asked) or not access.has(Ability.STAFF_VIEW):
        return []
    return _ranked(_Reach(access, asked, limit).begun(GLANCE), asked)[:limit]


def whereabouts(people: list[Person], *, on: dt.date) -> dict[int, str]:
    """Of each of these people what they are and where on a day, the post that counts first: one query."""
    posts = Post.objects.on(on).filter(person__in=people).select_related("unit")
    said: dict[int, str] = {}
    for post in posts.order_by("-main", "-manager", "id"):
        said.setdefault(post.person_id, str(post))
    return said


def units_like(asked: str, access: Access, *, limit: int) -> Hits:
    """Units within reach by any name they ever bore, any confirmed alias, or the code."""
    seen = access.units(Ability.UNIT_VIEW)
    rows = list(_units(seen, holding(asked), asked)[:limit])
    if rows:
        return Hits(rows)
    return Hits(list(_units(seen, near(words_of(asked)), asked)[:limit]), near=True)


def units_begun(asked: str, access: Access, *, limit: int) -> list[Unit]:
    """Units within reach whose names hold these words, the last of them begun: while one types nothing is guessed."""
    return list(_units(access.units(Ability.UNIT_VIEW), holding(asked), asked)[:limit])


def _units(seen: "QuerySet[Unit]", search: str, asked: str) -> "QuerySet[Unit]":
    if not search:
        return Unit.objects.none()
    named = UnitName.objects.filter(words=as_query(search)).values("unit")
    aliased = UnitAlias.objects.filter(words=as_query(search)).values("unit")
    found = seen.filter(Q(pk__in=named) | Q(pk__in=aliased) | Q(code__iexact=asked.strip()))
    return found.order_by("sort_key", "id")


class _Reach:
    """The people whom one reader may look up, and what is asked: whether they are many decides the way to go."""

    def __init__(self, access: Access, asked: str, limit: int) -> None:
        roots = access.roots(Ability.STAFF_VIEW)
        above = set(roots[Where.SUBTREE])
        if roots[Where.PAIRED]:
            paired = Pairing.objects.on(access.day).filter(union__in=roots[Where.PAIRED])
            above |= set(paired.values_list("unit", flat=True))
        self.start = "".join(filter(str.isprintable, fold(asked)))
        self.limit = limit
        self.given: dict[str, Any] = {
            "own": list(roots[Where.OWN] | above),
            "above": list(above),
            "day": access.day,
            "self": access.user.person_id,
            "limit": limit,
            "read": limit * SPARE,
            "search": holding(asked),
            "start": self.start,
            "after": self.start + chr(0x10FFFF),
        }
        self.units = _units_beneath(frozenset(above), access.day, period())
        self.wide = self.units > WIDE

    def begun(self, depth: int) -> list[Person]:
        """Names that begin so: as written, then with the given name first. At most `depth` of each are looked at."""
        if not self.wide:
            which = f"({' OR '.join(_BEGUN)})"
            return self._people(_LISTED, which=which, given={"listed": self.limit + TWICE})
        ways = zip(_BEGUN, ("p.folded", "p.given_first"), strict=True)
        among = (_among(f"{which} ORDER BY {column}") for which, column in ways)
        return self._people(_NAME_BY_NAME, among=" UNION ALL ".join(among), given={"depth": depth})

    def hits(self, words: list[str]) -> Hits:
        """Names that hold the words in any order, else those a slip away: of these the ones with the fewest slips."""
        names = names_in_use()
        rows = self._bearing(names, words) if names and self.wide else self._held(self.given["search"])
        if rows:
            return Hits(rows)
        if names is None:
            return Hits(self._held(near(words)), near=True)
        closest, further = names.near(words)
        return Hits(self._named(closest) or self._named(further), near=True)

    def _held(self, search: str) -> list[Person]:
        """Everybody within reach is asked for the words."""
        return self._people(_EACH_ONCE, which=_HELD, given={"search": search})

    def _bearing(self, names: Names, words: list[str]) -> list[Person]:
        """Of the names in use those that begin so, then the others with the words, then people who came later."""
        held = names.holding(words)
        if len(held) >= FEW:
            return self._met(_HELD, {})
        begun = [name for name in held if name.startswith(self.start)]
        rows = self._named(begun)
        if len(rows) < self.limit:
            rows = _joined(rows, self._named(sorted({*held} - {*begun})))
            rows = _joined(rows, self._met(_LATER, {"newest": names.newest}))
        return rows

    def _named(self, names: list[str]) -> list[Person]:
        return self._met(_NAMED, {"names": names}) if names else []

    def _met(self, which: str, given: dict[str, Any]) -> list[Person]:
        """Such people within reach: each is asked whether, unless they are too many elsewhere."""
        given = {**self.given, **given, "depth": DEPTH if self.wide else max(self.units, 1) * ELSEWHERE}
        too_many = _first(_LOOKED_AT.format(which=which), given) == given["depth"]
        if not self.wide:
            return self._people(_EACH_ONCE if too_many else _MET, which=which, given=given)
        rows = self._people(_NAME_BY_NAME, among=_among(which), given=given)
        if too_many and len(rows) < self.limit:
            rows = self._people(_EACH_ONCE, which=which, given=given)
        return rows

    def _people(self, query: str, *, given: dict[str, Any], **parts: str) -> list[Person]:
        text = query.format(columns=_COLUMNS, **parts)
        return _joined([], list(Person.objects.raw(text, {**self.given, **given})))


def _among(which: str) -> str:
    return f"({_AMONG.format(columns=_COLUMNS, which=which)})"


@lru_cache(maxsize=1024)
def _units_beneath(above: frozenset[int], day: dt.date, now: int) -> int:  # noqa: ARG001 anew in another period
    """How many units, counted until they are many; it decides how people are looked for, never who is found."""
    return _first(_COUNT, {"above": list(above), "day": day, "wide": WIDE + 1}) if above else 0


def _first(query: str, given: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        (value,) = cursor.fetchone() or (0,)
    return int(value)


def _joined(first: list[Person], then: list[Person]) -> list[Person]:
    """Both lists, each person once."""
    return list({person.pk: person for person in [*first, *then]}.values())


def _ranked(people: list[Person], asked: str) -> list[Person]:
    """With the marks as typed first, then names that begin so, then by the dictionary."""
    typed, plain = " ".join(asked.lower().split()), " ".join(words_of(asked))

    def order(person: Person) -> tuple[bool, bool, str]:
        exact = typed != fold(typed) and typed in person.name.lower()
        return not exact, not person.folded.startswith(plain), person.sort_key

    return sorted(people, key=order)
