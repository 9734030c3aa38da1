"""Tra cứu: one box for terms, units, people, papers, movements and awards, each only within the reader's reach."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from thidua.commendation.models import Award
from thidua.commendation.queries.certificates import went_to
from thidua.core.lexemes import as_query, holding, words_of
from thidua.documents.queries.papers import papers_in, papers_seen_by
from thidua.documents.queries.terms import Entry, glossary, shipped_entries
from thidua.movements.queries.branches import by_root
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Access
from thidua.org.models import Person, Unit
from thidua.org.queries.people import head_count, people_of
from thidua.org.queries.search import Hits, people_begun, people_like, units_begun, units_like, whereabouts
from thidua.org.queries.vocabulary import near, period, words_in_use
from thidua.org.terms import audience

SHOWN = 12  # of each kind; more words narrow it down
LISTED = 6  # of people and of units, while one types
_WRITTEN = """
SELECT word FROM ts_stat('
    SELECT words FROM movements_movement UNION ALL
    (SELECT words FROM commendation_award ORDER BY id DESC LIMIT 20000) UNION ALL
    (SELECT words FROM documents_paper ORDER BY id DESC LIMIT 20000)')"""
CODE = 8  # letters: nothing longer stands after "Lưu:"


@dataclass(frozen=True)
class Shelf:
    """What was found of one kind; `near` says that nothing bore the very words, and these come close."""

    title: str
    rows: list[Any]
    near: bool = False
    where: dict[int, str] = field(default_factory=dict)  # of people: what they are and where

    @property
    def is_full(self) -> bool:
        """Whether there may be more than are shown."""
        return len(self.rows) >= SHOWN


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    terms: list[Entry]
    shelves: list[Shelf]
    counted: dict[str, int] | None = None  # of a term for people: how many, by group, in the reader's unit

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.terms or self.shelves)

    @property
    def all_near(self) -> bool:
        """Whether nothing bore the words as they were typed."""
        return bool(self.shelves) and not self.terms and all(shelf.near for shelf in self.shelves)

    def __getitem__(self, title: str) -> list[Any]:
        """The rows of one kind; empty when there are none."""
        return next((shelf.rows for shelf in self.shelves if shelf.title == title), [])


def search(words: str, access: Access) -> Found:
    """Everything within reach that bears these words, in any order, with or without marks, shortened or in full.

    Of a kind in which nothing does, what is one slip of the finger away. Nothing outside the reach is found,
    counted or suggested.
    """
    if not words_of(words):
        return Found([], [])
    shelves = [
        _shelf("Đơn vị", units_like(words, access, limit=SHOWN)),
        _people(words, access),
        _movements(words, access),
        _by_words("Văn bản", papers_in(papers_seen_by(access)), words),
        Shelf("Văn bản lưu tại nơi này", _kept_under(words, access)),
        _shelf("Khen thưởng", _awards(words, access)),
    ]
    shelves.sort(key=lambda shelf: shelf.near)  # as typed first; then what comes close
    kept = list(glossary(access, words)[:SHOWN])
    terms = [
        Entry(row.written, row.means, row.variants, row.stated, str(row.paper or ""), row) for row in kept
    ]
    terms += shipped_entries(words, {row.folded for row in kept})
    return Found(terms[:SHOWN], [shelf for shelf in shelves if shelf.rows], _counted(words, access))


def begun(words: str, access: Access) -> list[tuple[Person | Unit, str]]:
    """People, each with what they are and where, and units within reach whose names begin so: for the list that
    opens while one types.
    """
    if len("".join(words_of(words))) < 2:
        return []
    people = people_begun(words, access, limit=LISTED)
    where = whereabouts(people, on=access.day) if people else {}
    units = units_begun(words, access, limit=LISTED)
    return [*((person, where.get(person.pk, "")) for person in people), *((unit, "") for unit in units)]


def _people(words: str, access: Access) -> Shelf:
    hits = people_like(words, access, limit=SHOWN)
    where = whereabouts(hits.rows, on=access.day) if hits.rows else {}
    return Shelf("Người", hits.rows, hits.near, where)


def _shelf(title: str, hits: Hits) -> Shelf:
    return Shelf(title, hits.rows, hits.near)


def _by_words(title: str, seen: "QuerySet[Any]", words: str) -> Shelf:
    hits = _first_with_rows(lambda text: list(seen.filter(words=as_query(text))[:SHOWN]), words)
    return _shelf(title, hits)


def _movements(words: str, access: Access) -> Shelf:
    """Movements by name; those of one root, from the province down to the schools, are one result (EK-08)."""
    seen = movements_seen_by(access)
    hits = _first_with_rows(lambda text: by_root(seen.filter(words=as_query(text)), limit=SHOWN), words)
    return _shelf("Phong trào", hits)


def _first_with_rows(rows_for: Callable[[str], list[Any]], words: str) -> Hits:
    rows = rows_for(holding(words))
    if rows:
        return Hits(rows)
    return Hits(rows_for(near(words_of(words), words_written(period()))), near=True)


@lru_cache(maxsize=1)
def words_written(now: int) -> frozenset[str]:  # noqa: ARG001 the key: another period reads them anew
    """Every word of names, movements, awards and the newest papers, numbers left out; what a slip is guessed from."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        words = {word for (word,) in cursor.fetchall() if not word.isdigit()}
    return words_in_use() | words


def _kept_under(words: str, access: Access) -> list[Any]:
    """Papers whose archive line names this place: VT, TĐ."""
    code = words.strip()
    if len(code) > CODE or " " in code:
        return []
    return list(papers_in(papers_seen_by(access), archive=code)[:SHOWN])


def _awards(words: str, access: Access) -> Hits:
    """Awards the reader's units gave, by whom they went to or what they are."""
    units = access.units(Ability.AWARD_VIEW)
    given = Award.objects.filter(granted_by__in=units).order_by("-decided_on", "-id")

    def rows_for(text: str) -> list[Award]:
        return list(given.filter(went_to(text)).select_related("decision")[:SHOWN])

    return _first_with_rows(rows_for, words)


def _counted(words: str, access: Access) -> dict[str, int] | None:
    """How many people a term for people means in the reader's own unit today, by subject group."""
    term = audience(words)
    if term is None or not term.groups or not access.posts:
        return None
    counts = head_count(access.posts[0].unit, on=access.day)
    return {group.label: counts[group] for group in term.groups if group in counts}


def people_meant(written: str, unit: Unit, *, on: dt.date) -> "QuerySet[Person]":
    """The people of a unit that a term means on a day; nobody when it is no term for people."""
    term = audience(written)
    return people_of(unit, on=on, groups=term.groups) if term and term.groups else Person.objects.none()
