"""A paper's body as an author sees it: places with a title and lines of text, and back to numbered paragraphs.

Pure. A part is what one box of the editor holds. The numbering is never typed: it follows from the order
(I., 1., a) in the Vietnamese order of letters, Điều 1.), so moving a part renumbers what stands after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

Form = Literal["section", "opening", "running", "basis", "article", "table", "closing", "annex"]
LETTERS = "abcdđeghiklmnopqrstuvxy"  # Phụ lục I: điểm in the Vietnamese order
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ORDER_LINE = "QUYẾT ĐỊNH:"
_RUNNING: dict[str, Form] = {"preamble": "opening", "basis": "basis", "closing": "closing"}
_GOES_ON = {"section", "article", "opening", "closing", "running"}  # plain lines after these belong to them


class Sentence(Protocol):
    """One paragraph or heading as the register keeps it."""

    pk: int
    kind: str
    level: int
    marker: str
    title: str
    text: str
    rows: Any
    inherited_from_id: int | None
    local_note: str


@dataclass(frozen=True)
class Part:
    """One box: a section with its title and the lines under it, or running text with neither.

    A section without a title is numbered running text, as in "1. Thi đua …". Each line of `text` is one
    paragraph; "- " opens a bullet, "+ " a bullet under it; in a table "|" parts the cells. `key` is the paragraph
    that opens the part in the register, `inherited` the one of the parent plan it carries out.
    """

    form: Form
    level: int = 0
    title: str = ""
    text: str = ""
    note: str = ""
    key: int | None = None
    inherited: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written in it, a title set aside."""
        return not self.text.strip()


@dataclass(frozen=True)
class Numbered:
    """A part with the marker it will print ("II.", "3.", "b)", "Điều 2."; "" for running text)."""

    part: Part
    marker: str
    section: str


def parts_of(sentences: Iterable[Sentence]) -> list[Part]:
    """The boxes of a body, in order; `sentences_of` is its inverse."""
    found: list[Part] = []
    for one in sentences:
        if one.kind == "order":
            continue
        opened = _opened(one, found[-1] if found else None)
        if opened is None:
            found[-1] = replace(found[-1], text=_appended(found[-1].text, one.text))
        else:
            found.append(opened)
    return found


def _opened(one: Sentence, last: Part | None) -> Part | None:
    """The part this sentence opens, or None when it goes on with the last one."""
    blank = Part("running", note=one.local_note, key=one.pk, inherited=one.inherited_from_id)
    match one.kind:
        case "heading":
            return replace(blank, form="section", level=one.level or 1, title=one.title)
        case "item" if one.level:
            return replace(blank, form="section", level=one.level, text=_unmarked(one))
        case "article":
            return replace(blank, form="article", text=_unmarked(one))
        case "table" | "annex":
            text = "\n".join(" | ".join(map(str, row)) for row in one.rows)
            return replace(blank, form=one.kind, title=one.title, text=text)
        case _:
            form = _RUNNING.get(one.kind, last.form if last and last.form in _GOES_ON else "running")
            same = last is not None and last.form == form
            return None if same else replace(blank, form=form, text=one.text)


def _unmarked(one: Sentence) -> str:
    return one.text.removeprefix(one.marker).lstrip() if one.marker else one.text


def _appended(text: str, line: str) -> str:
    return f"{text}\n{line}" if text else line


def numbered(parts: Iterable[Part]) -> list[Numbered]:
    """Each part with its marker and the path of its section ("II.2.b")."""
    counts, articles, found = [0, 0, 0], 0, []
    for part in parts:
        if part.form == "article":
            articles += 1
            found.append(Numbered(part, f"Điều {articles}.", ""))
            continue
        if part.form != "section":
            found.append(Numbered(part, "", ""))
            continue
        counts[part.level - 1] += 1
        counts[part.level :] = [0] * (3 - part.level)
        names = [_counted(level, count) for level, count in enumerate(counts, start=1) if count]
        found.append(Numbered(part, names[-1] + (")" if part.level == 3 else "."), ".".join(names)))
    return found


def _counted(level: int, count: int) -> str:
    """I, II … at level 1; 1, 2 … at 2; a, b, c, d, đ … at 3, doubled after the last letter."""
    if level == 2:
        return str(count)
    if level == 3:
        turns, place = divmod(count - 1, len(LETTERS))
        return LETTERS[place] * (turns + 1)
    signs, rest = "", count
    for value, sign in ROMAN:
        signs += sign * (rest // value)
        rest %= value
    return signs


def sentences_of(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The paragraphs to keep, in order, numbered; `key` is that of the part whose first paragraph it is."""
    found: list[dict[str, Any]] = []
    for one in numbered(parts):
        if one.part.form == "article" and not any(row["kind"] == "article" for row in found):
            found.append({"kind": "order", "text": ORDER_LINE})
        rows = list(_paragraphs(one))
        if rows:
            rows[0] |= {
                "key": one.part.key, "inherited_from_id": one.part.inherited, "local_note": one.part.note,
            }  # fmt: skip
        found += rows
    return found


def _paragraphs(one: Numbered) -> Iterator[dict[str, Any]]:
    part = one.part
    lines = [" ".join(line.split()) for line in part.text.splitlines() if line.strip()]
    if part.form in {"table", "annex"}:
        if lines:
            yield {"kind": part.form, "title": " ".join(part.title.split()), "rows": cells_of(lines)}
        return
    if part.form == "section":
        facts = {"level": part.level, "marker": one.marker, "section": one.section}
        if part.title.strip():
            yield {"kind": "heading", "title": " ".join(part.title.split()), **facts}
        elif lines:
            yield {"kind": "item", "text": f"{one.marker} {lines.pop(0)}", **facts}
    elif part.form == "article" and lines:
        yield {"kind": "article", "marker": one.marker, "text": f"{one.marker} {lines.pop(0)}"}
    kind = {"opening": "preamble", "basis": "basis", "closing": "closing"}.get(part.form, "plain")
    for line in lines:
        yield {"section": one.section, **_line(line, kind)}


def _line(line: str, kind: str) -> dict[str, Any]:
    """One line: a bullet when it opens with a dash or a plus sign."""
    for marks, bullet in (("-–—•", "bullet"), ("+", "subbullet")):
        if line[0] in marks and kind in {"plain", "closing"}:
            return {"kind": bullet, "marker": line[0], "text": line}
    return {"kind": kind, "text": line}


def cells_of(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table typed with "|" between the cells; short rows are filled, so that all have as many."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    widest = max(map(len, rows))
    return [row + [""] * (widest - len(row)) for row in rows]


def filled(parts: Iterable[Part]) -> list[Part]:
    """The parts that hold anything: a title or a text."""
    return [part for part in parts if part.title.strip() or not part.is_blank]


def under(parts: Sequence[Part], place: int) -> list[Part]:
    """A section and everything that stands under it: what follows until one of its own level or above."""
    own, found = parts[place], [parts[place]]
    for part in parts[place + 1 :]:
        if part.form in {"closing", "annex"} or (part.form == "section" and part.level <= own.level):
            break
        found.append(part)
    return found
