"""A signed pledge as the paper it is printed on: one signer, one part for each movement, both sides' names and times.

Form: "Bản giao ước thi đua" of the documents room, which carries no number. A special movement and the school-year
one may stand on one paper, their lines and targets apart (E.2, 33). Pure.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.movements.rules.pledges import Target

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(frozen=True)
class Side:
    """One who signs: as which side, in which post, by what name and when; not yet: neither name nor moment."""

    what: str
    title: str
    name: str | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Part:
    """The pledge in one movement."""

    movement: str
    slogan: str
    mottos: Sequence[str]
    plan: str
    lines: Sequence[str]
    targets: Sequence[Target]
    own: str
    change: str
    way: str  # how it came in, where not by the signer's own hand in the system
    late: bool
    sides: Sequence[Side]


@dataclass(frozen=True)
class Signer:
    """Whose pledge it is: a person in a unit, or a body itself."""

    name: str
    unit: str
    is_body: bool


def pledge_letter(
    signer: Signer, parts: Sequence[Part], *, owner: str, place: str | None, day: dt.date, about: str
) -> Letter:
    """The paper of a signed pledge, dated by its first signature. Two or more parts each stand under a heading."""
    body = [Block("text", text=_opening(signer, parts))]
    for number, part in enumerate(parts):
        if len(parts) > 1:
            body.append(Block("heading1", f"{ROMAN[number]}.", part.movement.upper()))
        body += _part(part)
    body += [Block("text", text="Thời điểm ký của các bên:"), _moments(parts)]
    return Letter(
        kind="BẢN GIAO ƯỚC THI ĐUA",
        subject=about,
        issuer=owner,
        symbol="",
        body=tuple(body),
        place=place,
        day=day,
        signatures=_signatures(parts),
        numbered=False,
        end_mark=False,
    )


def _opening(signer: Signer, parts: Sequence[Part]) -> str:
    named = " và ".join(f"phong trào “{part.movement}” theo {part.plan}" for part in parts)
    who = signer.name if signer.is_body else f"tôi là {signer.name}, {signer.unit}"
    return f"Hưởng ứng {named}, {who}, tự nguyện cam kết như sau:"


def _part(part: Part) -> list[Block]:
    says_more = part.slogan and part.slogan != part.movement
    blocks = [Block("text", text=f"Khẩu hiệu: {part.slogan}")] if says_more else []
    blocks += [Block("text", text=f"Phương châm: {motto}") for motto in part.mottos]
    blocks.append(Block("heading2", "1.", "Nội dung cam kết"))
    blocks += [Block("bullet", text=line) for line in part.lines]
    number = 1
    if part.targets:
        number += 1
        blocks += [Block("heading2", f"{number}.", "Chỉ tiêu phấn đấu"), _targets(part.targets)]
    if part.own or part.change:
        number += 1
        blocks.append(Block("heading2", f"{number}.", "Điều cá nhân tự đặt thêm"))
        said = [part.own, f"Một điều thay đổi trong năm: {part.change}" if part.change else ""]
        blocks += [Block("bullet", text=line) for line in said if line]
    return blocks


def _targets(targets: Sequence[Target]) -> Block:
    rows = [(one.words, f"{one.number:f}".replace(".", ","), one.unit) for one in targets]
    head = ("Chỉ tiêu", "Con số", "Đơn vị tính")
    return Block("table", rows=(head, *rows), widths=(4.0, 1.0, 1.5))


def _moments(parts: Sequence[Part]) -> Block:
    rows = [("Phong trào", "Bên ký", "Họ và tên", "Thời điểm")]
    for part in parts:
        for side in part.sides:
            note = "".join([f" ({part.way})" if part.way else "", ", muộn" if part.late else ""])
            first = side is part.sides[0]
            said = f"{side.at:%H giờ %M, ngày %d/%m/%Y}" if side.at else "chưa ký"
            rows.append(
                (part.movement, side.what, side.name or "", f"{said}{note if first and side.at else ''}")
            )
    return Block("table", rows=tuple(rows), widths=(3.0, 1.6, 2.2, 2.6))


def _signatures(parts: Sequence[Part]) -> tuple[Signature, ...]:
    """Each side once, however many parts it signs."""
    sides: dict[str, Side] = {}
    for part in parts:
        for side in part.sides:
            if side.what not in sides or sides[side.what].name is None:
                sides[side.what] = side
    return tuple(Signature("", (side.title.upper(),), side.name) for side in sides.values())
