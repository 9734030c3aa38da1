"""A first draft from a skeleton and the parent's contents, and the skeleton's empty places beside a draft. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.core.text import fold
from thidua.documents.writing.parts import Part, under
from thidua.documents.writing.skeletons import Place, Skeleton

TOPICS = {  # a part of a plan: its name in a sentence, and how its title shows it (folded)
    "contents": ("nội dung", r"\bnoi dung\b"),
    "criteria": ("tiêu chí", r"\btieu chi\b"),
    "forms": ("hình thức", r"\bhinh thuc\b(?! khen)"),
    "measures": ("biện pháp, giải pháp", r"\b(bien|giai) phap\b"),
    "awards": ("khen thưởng", r"\bkhen thuong\b"),
}
BINDING = ("contents", "criteria", "measures")  # what a plan below must take over, or say why not
DEEPEST = 3
_WORD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """One box of the editor: a part, the skeleton's place it fills, and whether it is only offered, still empty."""

    part: Part
    place: Place | None = None
    offered: bool = False


def topics_of(title: str) -> frozenset[str]:
    """The topics a heading announces; "Tiêu chí, hình thức" announces two."""
    words = fold(title)
    return frozenset(topic for topic, (_, pattern) in TOPICS.items() if re.search(pattern, words))


def contents_of(parts: Sequence[Part], topic: str) -> list[Part]:
    """The contents of a plan on one topic: the sections right under the deepest heading that announces it.

    A heading with text and no sections under it is its own one content.
    """
    found: list[Part] = []
    for place, part in enumerate(parts):
        if part.form != "section" or topic not in topics_of(part.title):
            continue
        below = [one for one in under(parts, place)[1:] if one.form == "section"]
        if any(topic in topics_of(one.title) for one in below):
            continue
        direct = [one for one in below if one.level == part.level + 1]
        found += direct or ([part] if not part.is_blank else [])
    return found


def binding_keys(parts: Sequence[Part]) -> frozenset[int]:
    """The contents of a plan that every plan below it answers."""
    return frozenset(one.key for topic in BINDING for one in contents_of(parts, topic) if one.key)


def composed(skeleton: Skeleton, parent: Sequence[Part], words: Mapping[str, str]) -> list[Part]:
    """The first draft: the skeleton's places that print from the start, with the parent's contents taken over.

    `words` fills the set phrases; a phrase that lacks one of its words is left out rather than half said.
    """
    found: list[Part] = []
    for place in skeleton.places:
        text = phrase(place.text, words)
        taken = _taken(place, parent) if place.inherits else []
        own = [part for part in taken if part.level == place.level]
        if own:
            found.append(replace(own[0], title=place.title))
        elif taken or (not place.optional and (text or place.form == "section")):
            found.append(Part(place.form, place.level if place.form == "section" else 0, place.title, text))
        found += [part for part in taken if part.level != place.level]
    return found


def _taken(place: Place, parent: Sequence[Part]) -> list[Part]:
    """The parent's contents on the topics a place announces, one level below it."""
    found: list[Part] = []
    for topic in sorted(topics_of(place.title)):
        for one in contents_of(parent, topic):
            alone = topic in topics_of(one.title)
            level = place.level if alone else min(place.level + 1, DEEPEST)
            if one.key not in {part.inherited for part in found}:
                found.append(Part("section", level, one.title, whole(one, parent), inherited=one.key))
    return found


def whole(content: Part, parts: Sequence[Part]) -> str:
    """A content with what stands under it, as lines: deeper sections become bullets."""
    place = next(index for index, part in enumerate(parts) if part.key == content.key)
    lines = [content.text, *(_as_bullet(part) for part in under(parts, place)[1:] if part.form != "table")]
    return "\n".join(line for line in lines if line.strip())


def _as_bullet(part: Part) -> str:
    head = f"- {part.title}: " if part.title else "- "
    first, *rest = part.text.splitlines() or [""]
    return "\n".join([f"{head}{first.removeprefix('- ')}".rstrip(": "), *rest])


def phrase(text: str, words: Mapping[str, str]) -> str:
    """A set phrase with its words filled in; "" when one of them is not known."""
    if any(not words.get(name) for name in _WORD.findall(text)):
        return ""
    return _WORD.sub(lambda found: words[found[1]], text)


def laid_out(parts: Sequence[Part], places: Iterable[Place]) -> list[Row]:
    """The parts with the skeleton's hints, and between them the places that are still empty and may be filled."""
    rows, cursor = [Row(part) for part in parts], 0
    for place in places:
        at = next((at for at in range(cursor, len(rows)) if _fits(rows[at].part, place)), None)
        if at is not None:
            rows[at] = replace(rows[at], place=place)
            cursor = at + 1
        elif place.optional or place.form != "section":
            cursor = _end(rows, cursor) + 1
            level = place.level if place.form == "section" else 0
            text = place.text if place.form in {"table", "annex"} else ""
            rows.insert(cursor - 1, Row(Part(place.form, level, place.title, text), place, offered=True))
    return rows


def _fits(part: Part, place: Place) -> bool:
    forms = {place.form, "running"} if place.form in {"opening", "closing"} else {place.form}
    return part.form in forms and (place.form != "section" or fold(part.title) == fold(place.title))


def _end(rows: Sequence[Row], cursor: int) -> int:
    """Where the section before `cursor` ends, with all that stands under it."""
    if cursor == 0:
        return 0
    level = rows[cursor - 1].part.level
    if rows[cursor - 1].part.form != "section":
        return cursor
    while cursor < len(rows) and _deeper(rows[cursor].part, level):
        cursor += 1
    return cursor


def _deeper(part: Part, level: int) -> bool:
    return part.form in {"running", "table"} or (part.form == "section" and part.level > level)
