"""The prescribed form of Nghị định 30/2020, Phụ lục I: page, cells and sizes, once for every renderer.

Lengths are millimetres, sizes points. Where the decree leaves a range, the value most offices use is taken.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Align = Literal["left", "center", "justify"]

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_TITLE = "Nơi nhận:"
DRAFT_MARK = "DỰ THẢO"
END_MARK = "./."

FACE = "Times New Roman"
UNDATED = date(2000, 1, 1)  # the day in the properties of an undated paper: it too gives the same bytes twice


@dataclass(frozen=True)
class Page:
    """A4 upright with the margins of the decree (top and bottom 20-25, left 30-35, right 15-20)."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15

    @property
    def lying(self) -> "Page":
        """The same sheet on its long side, with the same margins."""
        return replace(self, width=self.height, height=self.width)

    @property
    def inner(self) -> float:
        """The width that text may fill."""
        return self.width - self.left - self.right


PAGE = Page()
LYING = PAGE.lying

HEADER_COLUMNS = (71.0, 94.0)  # the right one holds the name of the State on one line at 12 points
FOOTER_COLUMNS = (78.0, 87.0)
DENSE_TABLE = 9  # from so many columns on, a table is set smaller
SIGNING_SPACE = 24.0  # between title and name: a signature, and a seal over a third of it


def fitted(columns: tuple[float, float], page: Page) -> tuple[float, float]:
    """The two columns of a header or footer, in the same shares, on a page of another width."""
    left = round(columns[0] * page.inner / sum(columns), 2)
    return (left, round(page.inner - left, 2)) if page != PAGE else columns


@dataclass(frozen=True)
class Look:
    """How one cell is set: size, weight, and the room around it.

    `indent` is that of the first line; `line` is the spacing in lines; `outline` the level in the
    navigation pane, 0 for none; `keep` holds the paragraph on the page of the next one.
    """

    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "center"
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    outline: int = 0
    keep: bool = False


INDENT = 12.7

LOOKS: dict[str, Look] = {
    "superior": Look(12),
    "issuer": Look(12, bold=True),
    "nation": Look(12, bold=True),
    "motto": Look(13, bold=True),
    "number": Look(13, before=4),
    "date": Look(13, italic=True, before=4),
    "about": Look(12, before=2),
    "draft": Look(13, bold=True, before=6),
    "urgency": Look(13, bold=True, before=6),
    "kind": Look(14, bold=True, before=16),
    "subject": Look(14, bold=True),
    "addressees": Look(14, before=8, after=10),
    "addressees of many": Look(14, align="left", indent=42, before=8),
    "addressee": Look(14, align="left", indent=55),
    "last addressee": Look(14, align="left", indent=55, after=10),
    "authority": Look(14, bold=True, before=4, after=10),
    "basis": Look(14, italic=True, align="justify", indent=INDENT, after=6, line=1.1),
    "chapter number": Look(14, bold=True, before=8, after=2, line=1.1, keep=True),
    "chapter title": Look(14, bold=True, after=8, line=1.1, outline=1, keep=True),
    "heading1": Look(14, True, False, "justify", INDENT, 4, 6, 1.1, outline=1, keep=True),
    "heading2": Look(14, True, False, "justify", INDENT, 2, 6, 1.1, outline=2, keep=True),
    "heading3": Look(14, True, True, "justify", INDENT, 0, 6, 1.1, outline=3, keep=True),
    "text": Look(14, align="justify", indent=INDENT, after=6, line=1.1),
    "bullet": Look(14, align="justify", indent=INDENT, after=6, line=1.1),
    "subbullet": Look(14, align="justify", indent=INDENT, after=6, line=1.1),
    "order": Look(14, bold=True, before=8, after=8, keep=True),
    "article": Look(14, align="justify", indent=INDENT, after=6, line=1.1),
    "caption": Look(14, bold=True, before=4, after=4, keep=True),
    "head cell": Look(13, bold=True, before=2, after=2),
    "cell": Look(13, align="left", before=2, after=2),
    "figure cell": Look(13, before=2, after=2),
    "dense head": Look(11, bold=True, before=2, after=2),
    "dense cell": Look(11, align="left", before=2, after=2),
    "dense figure": Look(11, before=2, after=2),
    "annex label": Look(14, bold=True, keep=True),
    "annex title": Look(14, bold=True, after=2, keep=True),
    "annex source": Look(14, italic=True, after=8, keep=True),
    "copy form": Look(14, bold=True),
    "recipients title": Look(12, bold=True, italic=True, align="left"),
    "recipient": Look(11, align="left"),
    "signer title": Look(14, bold=True, keep=True),
    "signer name": Look(14, bold=True),
    "page number": Look(13),
}
