"""One official document as plain data: what is said in it, not where the ink goes.

A `Letter` holds the facts that Nghị định 30/2020 asks of a paper, as their author gave them; `wording`
turns them into the printed words, `docx` and `pdf` lay the same words out. Nothing here is filled in:
what is absent stays `None` or empty, and `linter` says so in Vietnamese.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Authority = Literal["", "TM.", "KT.", "TL.", "TUQ.", "Q."]
BlockKind = Literal[
    "chapter", "basis", "heading1", "heading2", "heading3", "text", "bullet", "subbullet", "order", "article",
    "table",
]  # fmt: skip
HowCopied = Literal["SAO Y", "SAO LỤC", "TRÍCH SAO"]
Urgency = Literal["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]
BLOCK_KINDS: frozenset[str] = frozenset(get_args(BlockKind))
AUTHORITIES: frozenset[str] = frozenset(get_args(Authority))

OFFICIAL_LETTER = "CÔNG VĂN"
WIDE_TABLE = 7  # columns of words that an upright sheet still holds


@dataclass(frozen=True)
class Signature:
    """One place to sign (cells 7a and 7b).

    `lines` are the title lines as printed, the mark of authority included:
    `("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")`. `authority` repeats that mark as a fact, so that it can be
    checked. No `name` leaves the space blank. `for_issuer` is printed above the lines of a joint paper.
    """

    authority: Authority
    lines: tuple[str, ...]
    name: str | None
    for_issuer: str = ""

    def __post_init__(self) -> None:
        if self.authority not in AUTHORITIES:
            raise ValueError(f"no such mark of authority: {self.authority!r}")


@dataclass(frozen=True)
class Block:
    """One paragraph or table of the body, in reading order.

    `marker` is what stands before the text ("I.", "1.", "a)", "Điều 1."); an empty marker of a bullet
    prints "-", of a subbullet "+", as offices write them. A chapter's marker ("Chương I", "Phần II", "Mục 1")
    stands centred on a line of its own above its title. In a table, `text` is the caption, the first
    of `rows` the header, and `widths` the columns' relative shares (none: equal columns).
    """

    kind: BlockKind
    marker: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise ValueError(f"no such kind of block: {self.kind!r}")
        if self.kind == "table":
            self._check_table()
        elif self.rows or self.widths:
            raise ValueError("only a table has rows and widths")

    def _check_table(self) -> None:
        columns = {len(row) for row in self.rows}
        if len(columns) != 1 or columns == {0}:
            raise ValueError("a table needs rows, all with the same number of cells")
        if self.widths and (len(self.widths) not in columns or min(self.widths) <= 0):
            raise ValueError("a table needs one positive width for each column, or none")


@dataclass(frozen=True)
class Annex:
    """One annex in the paper's own file: pages numbered by themselves, no signature (Phụ lục I, phần VI).

    `label` is "Phụ lục I", or "" when there is only a list whose title says so. `wide` lays it across the
    sheet; unset, a table of more than `WIDE_TABLE` columns decides.
    """

    title: str
    body: tuple[Block, ...]
    label: str = ""
    wide: bool | None = None

    @property
    def is_wide(self) -> bool:
        """Whether its pages lie on their long side."""
        if self.wide is not None:
            return self.wide
        return any(len(block.rows[0]) > WIDE_TABLE for block in self.body if block.rows)


@dataclass(frozen=True)
class Copying:
    """The foot of a copy (NĐ 30/2020, Điều 25; form 3.1): who copied, in which way, and that copy's own number.

    It stands under the whole copied text. The number and day are the copy's, not the paper's.
    """

    how: HowCopied
    issuer: str
    symbol: str
    signature: Signature
    number: int | None = None
    day: date | None = None
    place: str | None = None
    governing_body: str | None = None
    recipients: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True)
class Letter:
    """One official document, whole (NĐ 30/2020, Phụ lục I and III).

    `kind` is the name of the kind ("KẾ HOẠCH"), or "CÔNG VĂN", which has no printed name and carries its
    subject after "V/v" under the number. `symbol` is what stands after the stroke ("KH-THPTLT").
    `to` are the bodies after "Kính gửi:". `authority_line` stands above the bases of a decision.
    `recipients` are the lines of "Nơi nhận" without dash or semicolon, `archive` what follows "Lưu:".
    `draft` prints DỰ THẢO and leaves number and date blank, whatever they are.

    A joint paper names its other issuers in `co_issuers`, has one number, that of `issuer`, and a signature
    for each. `numbered` is false for a form that carries no number (a pledge, a report of achievements);
    `dated` is false for one that says its day in the text (minutes, a register). `wide` lays the whole paper
    across the sheet. `issuer_named` is the issuer as running text names it ("Trường THPT Lộc Thái"), for the
    line under an annex's title.
    """

    kind: str
    subject: str
    issuer: str
    symbol: str
    body: tuple[Block, ...]
    governing_body: str | None = None
    number: int | None = None
    place: str | None = None
    day: date | None = None
    to: tuple[str, ...] = ()
    authority_line: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""
    signatures: tuple[Signature, ...] = ()
    end_mark: bool = True
    draft: bool = False
    co_issuers: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    copying: Copying | None = None
    urgency: Urgency = ""
    numbered: bool = True
    dated: bool = True
    wide: bool = False
    issuer_named: str = ""

    @property
    def is_official_letter(self) -> bool:
        """Whether it is a công văn, the one form whose kind is not printed."""
        return self.kind.strip().upper() == OFFICIAL_LETTER
