"""Search by words with what every PostgreSQL has: an index over the words of a folded column, no extension.

Words are what lies between signs: "685/KH-PGDĐT" is 685, kh and pgddt, and "thầy - trò" is thay and tro.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

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


def holding(asked: str, *, prefix: bool = True) -> str:
    """A search (the text of a tsquery) for all these words in every way officers write them.

    The last word may be only begun. Empty when nothing is asked.
    """
    found = list(slots(words_of(asked)))
    parts = [_any(_ways(ways, begun=prefix and place == len(found) - 1)) for place, ways in enumerate(found)]
    return " & ".join(parts)


def holding_any(choices: Sequence[Iterable[str]]) -> str:
    """A search for one of the words of each choice."""
    return " & ".join(_any(choice) for choice in choices)


def as_query(search: str) -> SearchQuery:
    """Such a text as a filter of a `words` column."""
    return SearchQuery(search, config="simple", search_type="raw")


def _ways(ways: tuple[tuple[str, ...], ...], *, begun: bool) -> list[str]:
    written = []
    for way in ways:
        *first, last = way
        # A number is whole: 68 does not find 685. A single letter would find half the country.
        open_end = begun and len(ways) == 1 and len(last) > 1 and not last.isdigit()
        last = f"{last}:*" if open_end else _number(last)
        written.append("(" + " & ".join([*first, last]) + ")" if first else last)
    return written


def _number(word: str) -> str:
    """05 is also written 5."""
    bare = word.lstrip("0")
    return f"({word} | {bare})" if word.isdigit() and bare and bare != word else word


def _any(ways: Iterable[str]) -> str:
    return "(" + " | ".join(ways) + ")"
