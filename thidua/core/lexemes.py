"""Search by words with what every PostgreSQL has: an index over the words of a folded column, no extension.

Words are what lies between signs: "685/KH-PGDĐT" is 685, kh and pgddt, and "thầy - trò" is thay and tro.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, GeneratedField, TextField, Value
from django.db.models.functions import Cast, Coalesce, Lower

from thidua.core.abbreviations import slots
from thidua.core.text import fold

SIGNS = "[^a-z0-9]+"
_TOO_LONG = "([a-z0-9]{60})[a-z0-9]+"  # no word of a language; the index has a limit of its own
_SMALL = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_MARKED = _SMALL + _SMALL.upper()  # a database of another locale may not know how to lower these
_PLAIN = "".join(map(fold, _MARKED))


class Way(NamedTuple):
    """One way of writing a word or a term: all these words, and perhaps one more that is only begun."""

    words: tuple[str, ...]
    begun: str = ""

    def __str__(self) -> str:
        """As a part of a tsquery."""
        parts = [*self.words, f"{self.begun}:*"] if self.begun else self.words
        return "(" + " & ".join(parts) + ")" if len(parts) > 1 else parts[0]


def words_column(*columns: str, folded: bool = True) -> GeneratedField:
    """The words of these columns, kept by the database; `folded` says that they are without marks already."""
    texts = [Coalesce(Cast(column, TextField()), Value(""), output_field=TextField()) for column in columns]
    row = Func(*texts, template="(%(expressions)s)", arg_joiner=" || ' ' || ", output_field=TextField())
    plain = Func(
        row if folded else _fold(row), Value(SIGNS), Value(" "), Value("g"), function="regexp_replace"
    )
    short = Func(plain, Value(_TOO_LONG), Value(r"\1"), Value("g"), function="regexp_replace")
    words = Func(Func(short, function="btrim"), Value(" "), function="string_to_array")
    vector = Func(words, function="array_to_tsvector", output_field=SearchVectorField())
    return GeneratedField(expression=vector, output_field=SearchVectorField(), db_persist=True)


def _fold(text: Func) -> Func:
    """In SQL what `core.text.fold` is in Python."""
    composed = Func(text, template="normalize(%(expressions)s, NFC)", output_field=TextField())
    return Func(
        Lower(composed), Value(_MARKED), Value(_PLAIN), function="translate", output_field=TextField()
    )


def words_index(name: str) -> GinIndex:
    """The index over `words`; without a pending list, so that a search never reads through it."""
    return GinIndex(fields=["words"], name=name, fastupdate=False)


def words_of(text: str) -> list[str]:
    """The words of a text, folded: "GD&ĐT" is two, "GDĐT" one."""
    return [word[:60] for word in re.sub(SIGNS, " ", fold(unicodedata.normalize("NFC", text))).split()]


def ways_of(words: Sequence[str], *, prefix: bool = True, half_typed: bool = False) -> list[list[Way]]:
    """For each word or known term every way in which officers write it; the last word may be only begun.

    With `half_typed` even when it is a term: "th" is then the beginning of Thảo as well as short for tiểu học.
    """
    found = list(slots(list(words)))
    return [
        _ways(ways, begun=prefix and place == len(found) - 1, half_typed=half_typed)
        for place, ways in enumerate(found)
    ]


def holding(asked: str, *, prefix: bool = True, half_typed: bool = False) -> str:
    """A search (the text of a tsquery) for all these words in every way officers write them, see `ways_of`.

    Empty when nothing is asked.
    """
    slotted = ways_of(words_of(asked), prefix=prefix, half_typed=half_typed)
    return " & ".join(_any(map(str, ways)) for ways in slotted)


def holding_any(choices: Sequence[Iterable[str]]) -> str:
    """A search for one of the words of each choice."""
    return " & ".join(_any(choice) for choice in choices)


def as_query(search: str) -> SearchQuery:
    """Such a text as a filter of a `words` column."""
    return SearchQuery(search, config="simple", search_type="raw")


def _ways(ways: tuple[tuple[str, ...], ...], *, begun: bool, half_typed: bool) -> list[Way]:
    written = []
    for way in ways:
        *first, last = way
        # A number is whole: 68 does not find 685. A single letter would find half the country.
        may_go_on = len(ways) == 1 or (half_typed and not first)
        if begun and may_go_on and len(last) > 1 and not last.isdigit():
            written.append(Way(tuple(first), last))
        else:
            written += [Way((*first, word)) for word in _numbers(last)]
    return written


def _numbers(word: str) -> list[str]:
    """05 is also written 5."""
    bare = word.lstrip("0")
    return [word, bare] if word.isdigit() and bare and bare != word else [word]


def _any(ways: Iterable[str]) -> str:
    return "(" + " | ".join(ways) + ")"
