"""What each cited paper is to this one: the superior's order, a higher basis, a goal to meet, …"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.documents.reading.lines import Block
from thidua.documents.reading.spelling import fold
from thidua.documents.reading.structure import Citation, Metadata

LEGAL = frozenset(
    {"Luật", "Bộ luật", "Nghị định", "Thông tư", "Thông tư liên tịch", "Pháp lệnh", "Hiến pháp"}
)
BASES = {"Nghị quyết": "basis_resolution", "Chỉ thị": "basis_directive", "Công điện": "basis_directive"}
GOALS = re.compile(r"mục tiêu|chỉ tiêu|nhiệm vụ|thắng lợi|hoàn thành", re.IGNORECASE)
STANDING = re.compile(r"phong trào|cuộc vận động|chương trình|đề án", re.IGNORECASE)


def with_roles(
    citations: Sequence[Citation], metadata: Metadata, blocks: Iterable[Block]
) -> tuple[Citation, ...]:
    """The same citations with their role; None where neither place nor kind of the paper shows one.

    Of the plans and letters in the preamble the one of the body right above the issuer, else the last
    named, is the direct superior's; the others are higher bases.
    """
    if not citations:
        return ()
    texts = {line: block.text for block in blocks for line in block.numbers}
    plans = [
        each
        for each in citations
        if _in_preamble(each) and each.number and _kind(each) not in LEGAL | BASES.keys()
    ]
    direct = _direct(plans, metadata)
    return tuple(replace(each, role=_role(each, direct, texts)) for each in citations)


def _in_preamble(citation: Citation) -> bool:
    return any(place.part == "preamble" for place in citation.occurrences)


def _kind(citation: Citation) -> str:
    return citation.symbol_type or citation.stated_type


def _direct(plans: Sequence[Citation], metadata: Metadata) -> Citation | None:
    above = fold(metadata.governing_body or "")
    for plan in plans:
        issuer = fold(plan.issuer or "").replace("uy ban nhan dan", "ubnd")
        if above and issuer and (issuer in above or above in issuer):
            return plan
    return plans[-1] if plans else None


def _role(citation: Citation, direct: Citation | None, texts: dict[int, str]) -> str | None:
    kind = _kind(citation)
    if _in_preamble(citation):
        basis = "basis_direct_superior" if citation is direct else "basis_higher"
        return "basis_law" if kind in LEGAL else BASES.get(kind, basis)
    if citation.occurrences[0].role == "award_rules":
        return "award_rules"
    if kind == "Nghị quyết":
        return "goal_resolution"
    if GOALS.search(_words_before(citation, texts)):
        return "goals_to_meet"
    return "standing_movement" if STANDING.search(citation.title or "") else None


def _words_before(citation: Citation, texts: dict[int, str]) -> str:
    """What leads to the first mention: the words before its number, back to the sentence's beginning."""
    text = texts.get(citation.occurrences[0].line, "")
    serial = f"{citation.serial}" if citation.serial is not None else citation.title or ""
    at = text.find(serial)
    lead = text[max(0, at - 160) : max(at, 0)]
    return lead.rsplit(". ", 1)[-1]
