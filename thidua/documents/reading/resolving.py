"""The full name of a body that a citation names in short: "UBND huyện" of a plan of Ea Kar is that of Ea Kar.

Only names that stand in the letterhead, or that the text itself shows for the province, are put in; a short
name with no such area stays unresolved (None). Requirement row HY-04.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from thidua.documents.reading.folding import folded
from thidua.documents.reading.structure import Citation, Metadata

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"
_AREA = {
    "tinh": PROVINCE, "thanh pho": PROVINCE, "tp": PROVINCE, "huyen": DISTRICT, "quan": DISTRICT,
    "thi xa": DISTRICT, "tx": DISTRICT, "xa": COMMUNE, "phuong": COMMUNE, "thi tran": COMMUNE,
}  # fmt: skip
_GDDT = r"(?:giao duc va dao tao|giao duc - dao tao|gd\s?&\s?dt|gd-dt|gddt|gd)"
NAMED_AREA = re.compile(
    r"(?<![a-z])(?P<area>tinh|thanh pho|tp\.?|huyen|quan|thi xa|tx\.?|xa|phuong|"
    r"thi tran)\s+(?P<name>[a-z0-9][a-z0-9 '.-]{1,30})$"
)
NAMED_OFFICE = re.compile(
    rf"(?P<office>so|phong) {_GDDT}\s+(?:tinh |thanh pho |huyen |quan |"
    rf"thi xa )?(?P<name>[a-z][a-z '-]{{1,30}})$"
)
# A short name ends with the word for the level, or is an office whose place is not said.
SHORT_AREA = re.compile(r"(?<![a-z])(?P<area>tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran)$")
SHORT_OFFICE = re.compile(
    rf"(?P<office>so|phong) {_GDDT}$|(?P<party>tinh uy|thanh uy|huyen uy|thi uy|quan uy|tinh doan|"
    rf"huyen doan)$"
)
COUNCIL = re.compile(r"(?:Ủy|Uỷ|ủy|uỷ) ban nhân dân")


def with_resolved_issuers(citations: Sequence[Citation], metadata: Metadata) -> tuple[Citation, ...]:
    """The same citations, each issuer named in full as far as the paper's own letterhead tells."""
    areas = areas_of(metadata)
    return tuple(replace(each, issuer_resolved=resolved(each.issuer, areas)) for each in citations)


def areas_of(metadata: Metadata) -> dict[str, str]:
    """The paper's own province, district and commune by name, as its letterhead or its text shows them."""
    areas: dict[str, str] = {}
    for name in (*metadata.issuers, *([metadata.governing_body] if metadata.governing_body else [])):
        plain = folded(name)
        if found := NAMED_AREA.search(plain):
            level = _level(found["area"].rstrip("."), plain)
            areas.setdefault(level, _proper(name[found.start("name") : found.end("name")]))
        elif found := NAMED_OFFICE.search(plain):
            level = PROVINCE if found["office"] == "so" else DISTRICT
            areas.setdefault(level, _proper(name[found.start("name") : found.end("name")]))
    if metadata.province_inferred is not None:
        areas.setdefault(PROVINCE, metadata.province_inferred.value)
    return areas


def _level(area: str, body: str) -> str:
    """A city with a Phòng stands where a district does."""
    return DISTRICT if area in {"thanh pho", "tp"} and body.startswith("phong ") else _AREA[area]


def _proper(name: str) -> str:
    """ "EA KAR" → "Ea Kar"; a name that is not all capitals stays as typed."""
    name = name.strip(" .")
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() else name


def resolved(issuer: str | None, areas: dict[str, str]) -> str | None:
    """The issuer in full, "Ủy ban nhân dân" written UBND; None when a short name cannot be told apart."""
    if issuer is None:
        return None
    name = COUNCIL.sub("UBND", issuer)
    plain = folded(name)
    level: str | None = None
    if found := SHORT_AREA.search(plain):
        level = _AREA[found["area"]]
    elif found := SHORT_OFFICE.search(plain):
        word = found["office"] or found["party"]
        level = PROVINCE if word in {"so", "tinh uy", "thanh uy", "tinh doan"} else DISTRICT
    if level is None:
        return name
    return f"{name} {areas[level]}" if level in areas else None
