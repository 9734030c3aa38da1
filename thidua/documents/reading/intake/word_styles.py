"""What the named styles of a Word file say of its text, as far as reading needs it.

Capitals that are only a look, hidden text, list membership and the old one-byte faces all change what the
page says, and all of them may come from a style or from the style it is based on.
"""

from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})
DEEPEST_STYLE = 20


@dataclass(frozen=True)
class Look:
    """Properties that inherit; None is "not said here"."""

    caps: bool | None = None
    hidden: bool | None = None
    face: str | None = None
    centred: bool | None = None
    list_name: str | None = None
    list_level: int | None = None

    def over(self, base: "Look") -> "Look":
        """These properties where they are said, those of `base` elsewhere."""
        said = {name: value for name, value in vars(self).items() if value is not None}
        return replace(base, **said)


PLAIN = Look()


class Styles:
    """The named styles of one file."""

    def __init__(self, root: ET.Element | None) -> None:
        self._own: dict[str, Look] = {}
        self._base: dict[str, str] = {}
        self._known: dict[str | None, Look] = {}
        self.lists: dict[str, str] = {}
        self._default: str | None = None
        self._page = PLAIN
        for each in root.iterfind(f"{W}style") if root is not None else ():
            self._take(each)
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._page = run_look(defaults)

    def _take(self, each: ET.Element) -> None:
        name, kind = each.get(f"{W}styleId", ""), each.get(f"{W}type")
        shape = each.find(f"{W}pPr")
        look = paragraph_look(shape).over(run_look(each.find(f"{W}rPr")))
        self._own[name] = look
        if (base := value(each, "basedOn")) is not None:
            self._base[name] = base
        if kind == "numbering" and look.list_name is not None:
            self.lists[name] = look.list_name
        if kind == "paragraph" and each.get(f"{W}default") in {"1", "true", "on"}:
            self._default = name

    def look(self, name: str | None) -> Look:
        """A style with everything it inherits; the default paragraph style when no name is given."""
        if name not in self._known:
            self._known[name] = self._resolved(name if name is not None else self._default)
        return self._known[name]

    def _resolved(self, name: str | None) -> Look:
        look = PLAIN
        for _ in range(DEEPEST_STYLE):
            if name is None or name not in self._own:
                break
            look = look.over(self._own[name])
            name = self._base.get(name)
        return look.over(self._page)

    def character(self, name: str | None) -> Look:
        """A style of characters: only what it says itself, so that it does not undo the paragraph's."""
        return self._own.get(name, PLAIN) if name is not None else PLAIN


def paragraph_look(shape: ET.Element | None) -> Look:
    """What a w:pPr says."""
    if shape is None:
        return PLAIN
    listed = shape.find(f"{W}numPr")
    place = value(shape, "jc")
    return Look(
        centred=None if place is None else place == "center",
        list_name=None if listed is None else value(listed, "numId"),
        list_level=None if listed is None else _whole(value(listed, "ilvl")),
    )


def run_look(shape: ET.Element | None) -> Look:
    """What a w:rPr says."""
    if shape is None:
        return PLAIN
    faces = shape.find(f"{W}rFonts")
    face = None if faces is None else faces.get(f"{W}ascii") or faces.get(f"{W}hAnsi")
    return Look(caps=_switch(shape, "caps"), hidden=_switch(shape, "vanish"), face=face)


def value(parent: ET.Element, name: str) -> str | None:
    """The `val` of a child element."""
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _switch(shape: ET.Element, name: str) -> bool | None:
    child = shape.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in OFF


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None
