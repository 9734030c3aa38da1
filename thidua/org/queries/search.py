"""People and units found by what somebody types: begun names, words in any order, one wrong letter.

Every answer lies within the reader's reach, and nothing about the others is counted, ranked or suggested.
Where few people are within reach, their names are read at once and matched here. Where they are many, names in use
are matched, and who bears one is asked whether within reach. Measured in docs/decisions/0007-search.md.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
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

WIDE = 5_000  # posts within reach; above it, asking name by name is quicker than reading everybody's name
CROWD = (
    60_000  # posts within reach; above it, names that begin so are asked one by one even while somebody types
)
DEPTH = 4_000  # people looked at along an index before everybody within reach is listed after all
GLANCE = 120  # the same while somebody types: the list may then be short, and is as quick as a key press
SPARE = 3  # times as many as are shown are read, for ranking to pick among them
TWICE = 2  # rows more, since who has two posts comes twice

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
# Name by name, too: of so many the planner would rather read the table from its beginning.
_AMONG_NAMED = """
SELECT {columns} FROM unnest(%(names)s::text[]) AS bearing (name)
CROSS JOIN LATERAL (SELECT {columns} FROM org_person p WHERE p.folded = bearing.name OFFSET 0) p LIMIT %(depth)s"""
_LOOKED_AT = "SELECT count(*) FROM (SELECT 1 FROM org_person p WHERE {which} LIMIT %(depth)s) names"
_OWN = "SELECT unnest(%(own)s::bigint[]) AS id"
_BENEATH = (
    "SELECT descendant_id AS id FROM org_reach WHERE ancestor_id = ANY(%(above)s) AND during @> %(day)s"
)
_COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM ({units}) units JOIN org_post o ON o.unit_id = units.id LIMIT %(most)s
) posts"""
# Two steps, so that names are read from an index alone, and rows only of those who are shown.
_ROLL = """
SELECT p.id, p.folded FROM ({units}) units
JOIN org_post o ON o.unit_id = units.id JOIN org_person p ON p.id = o.person_id
UNION ALL SELECT p.id, p.folded FROM org_person p WHERE p.id = %(self)s"""
_OF_THE_ROLL = "SELECT {columns} FROM org_person p WHERE p.id = ANY(%(ids)s) {ranked}"
# The planner knows best whether to go through the units until enough are found, or through the names that begin so.
_BEGINNING = """
SELECT {columns} FROM org_person p WHERE p.id = ANY(ARRAY(
    SELECT p.id FROM ({units}) units
    JOIN org_post o ON o.unit_id = units.id JOIN org_person p ON p.id = o.person_id
    WHERE {which} LIMIT %(listed)s
) || %(self)s::bigint) AND {which}"""
# Who has two posts is met twice; the few who are found are cheaper to tell apart than all who are looked at.
_EACH_ONCE = """
WITH people AS MATERIALIZED (
    SELECT o.person_id AS id FROM ({units}) units JOIN org_post o ON o.unit_id = units.id
    UNION ALL SELECT %(self)s
)
SELECT * FROM (SELECT DISTINCT * FROM (
    SELECT {columns}, p.given_first FROM (
        SELECT {columns}, p.given_first, p.words FROM people JOIN org_person p ON p.id = people.id OFFSET 0
    ) p WHERE {which}
) every) p {ranked}"""
_RANKED = """
ORDER BY NOT (p.folded ^@ %(start)s OR p.given_first ^@ %(start)s), p.sort_key LIMIT %(read)s"""
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
    return _ranked(_Reach(access, asked, limit).begun(), asked)[:limit]


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
            "own": list(roots[Where.OWN]),
            "above": list(above),
            "day": access.day,
            "self": access.user.person_id,
            "limit": limit,
            "read": limit * SPARE,
            "search": holding(asked, half_typed=True),
            "start": self.start,
            "after": self.start + chr(0x10FFFF),
        }
        own = frozenset(roots[Where.OWN])
        self.parts = {"columns": _COLUMNS, "ranked": _RANKED, "units": _units_of(own, above)}
        self.posts = _posts_within(own, frozenset(above), access.day, period())

    def begun(self) -> list[Person]:
        """Some whose names, as written or with the given name first, begin so."""
        if self.posts <= CROWD:
            which = f"({' OR '.join(_BEGUN)})"
            return self._people(_BEGINNING, which=which, given={"listed": self.limit + TWICE})
        ways = zip(_BEGUN, ("p.folded", "p.given_first"), strict=True)
        among = " UNION ALL ".join(_among(_AMONG, f"{which} ORDER BY {column}") for which, column in ways)
        return self._people(_NAME_BY_NAME, among=among, given={"depth": GLANCE})

    def hits(self, words: list[str]) -> Hits:
        """Names that hold the words in any order, else those a slip away: of these the ones with the fewest slips."""
        return self._few(words) if self.posts <= WIDE else self._many(words)

    def _few(self, words: list[str]) -> Hits:
        """Everybody's name is read and matched here."""
        roll: dict[str, set[int]] = defaultdict(set)
        for key, name in _rows(_ROLL.format(**self.parts), self.given):
            roll[name].add(key)
        names = Names(roll)
        if held := names.holding(words, most=None):
            return Hits(self._picked(roll, held))
        return Hits(self._picked(roll, names.near(words, most=None)[0]), near=True)

    def _picked(self, roll: dict[str, set[int]], names: list[str]) -> list[Person]:
        ids = [key for name in names for key in roll[name]]
        return self._people(_OF_THE_ROLL, given={"ids": ids}) if ids else []

    def _many(self, words: list[str]) -> Hits:
        """Names in use are matched here; who bears one is asked whether within reach."""
        names = names_in_use()
        rows = self._bearing(names, words) if names else self._held(self.given["search"])
        if rows:
            return Hits(rows)
        if names is None:
            return Hits(self._held(near(words)), near=True)
        return Hits(next(filter(None, map(self._named, names.near(words))), []), near=True)

    def _held(self, search: str) -> list[Person]:
        """Everybody within reach is asked for the words."""
        return self._people(_EACH_ONCE, which=_HELD, given={"search": search})

    def _bearing(self, names: Names, words: list[str]) -> list[Person]:
        """Of the names in use those that begin so, then the others with the words, then people who came later."""
        held = names.holding(words)
        if len(held) >= FEW:
            return self._met(_AMONG, _HELD, {})
        begun = [name for name in held if name.startswith(self.start)]
        rows = self._named(begun)
        if len(rows) < self.limit:
            rows = _joined(rows, self._named(sorted({*held} - {*begun})))
            rows = _joined(rows, self._met(_AMONG, _LATER, {"newest": names.newest}))
        return rows

    def _named(self, names: list[str]) -> list[Person]:
        return self._met(_AMONG_NAMED, _NAMED, {"names": names}) if names else []

    def _met(self, among: str, which: str, given: dict[str, Any]) -> list[Person]:
        """Such people within reach: each is asked whether, and everybody is, when they are too many elsewhere."""
        given = {**self.given, **given, "depth": DEPTH}
        rows = self._people(_NAME_BY_NAME, among=_among(among, which), given=given)
        if len(rows) < self.limit and _first(_LOOKED_AT.format(which=which), given) == DEPTH:
            rows = self._people(_EACH_ONCE, which=which, given=given)
        return rows

    def _people(self, query: str, *, given: dict[str, Any], **parts: str) -> list[Person]:
        text = query.format(**self.parts, **parts)
        return _joined([], list(Person.objects.raw(text, {**self.given, **given})))


def _units_of(own: Collection[int], above: Collection[int]) -> str:
    """Only what is asked for: a shorter question is planned in less time, and while one types that is most of it."""
    parts = [part for part, units in ((_BENEATH, above), (_OWN, own)) if units]
    return " UNION ALL ".join(parts or [_OWN])


def _among(query: str, which: str) -> str:
    return f"({query.format(columns=_COLUMNS, which=which)})"


@lru_cache(maxsize=1024)
def _posts_within(own: frozenset[int], above: frozenset[int], day: dt.date, now: int) -> int:  # noqa: ARG001 anew in another period
    """How many posts, counted until they are a crowd; it decides how people are looked for, never who is found."""
    given = {"own": list(own), "above": list(above), "day": day, "most": CROWD + 1}
    return _first(_COUNT.format(units=_units_of(own, above)), given)


def _first(query: str, given: dict[str, Any]) -> int:
    ((value,),) = _rows(query, given)
    return int(value)


def _rows(query: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())


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
