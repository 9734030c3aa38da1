"""Who is to sign a paper digitally, who has, which file is the signed one, and whom the installation trusts."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import x509
from django.conf import settings

from thidua.core.errors import Blocker
from thidua.documents.models import DigitalSignature, File, Paper, SignatureBlock
from thidua.documents.queries.signing import sides_of
from thidua.documents.rules import sealing as rules
from thidua.documents.sealing.checking import Finding, Verdict, certificates_in
from thidua.documents.sealing.findings import signatures_of
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import name_on

ENDINGS = (".pem", ".crt", ".cer")
PDF = "application/pdf"
# What a verdict looks like: a tone and a shape, beside its words.
SHAPES = {
    Verdict.GOOD: ("good", "met"),
    Verdict.UNKNOWN: ("plain", "unknown"),
    Verdict.CHANGED: ("back", "unmet"),
    Verdict.EXPIRED: ("back", "unmet"),
    Verdict.BROKEN: ("back", "unmet"),
}


@dataclass(frozen=True)
class Roots:
    """The root certificates of the installation, and the files of its folder that hold none that can be read."""

    certificates: tuple[x509.Certificate, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """One digital signature that a paper may bear: whose, what it is called on paper, and the one that stands."""

    role: str
    unit: Unit
    who: str
    printed: tuple[str, ...]
    signature: DigitalSignature | None
    against: tuple[Blocker, ...]
    is_signer: bool  # this very person signed the block

    @property
    def key(self) -> str:
        """Role and unit in one word, for a form."""
        return f"{self.role}-{self.unit.pk}"


Given = dict[tuple[str, int], DigitalSignature]


@dataclass(frozen=True)
class Shown:
    """A finding as a page shows it: words, tone and shape."""

    finding: Finding
    headline: str
    explanation: str
    tone: str
    shape: str


def trusted_roots(folder: Path | None = None) -> Roots:
    """Every certificate in the folder of roots; a missing folder trusts nobody."""
    folder = folder or settings.ROOTS
    found: list[x509.Certificate] = []
    unreadable = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.suffix.lower() in ENDINGS:
            try:
                read = certificates_in(path.read_bytes())
                found += [certificate for certificate in read if certificate.subject]
            except (ValueError, OSError):
                unreadable.append(path.name)
    return Roots(tuple(found), tuple(unreadable))


def signed_pdf_of(paper: Paper) -> File | None:
    """The PDF as it was after its last digital signature; None when it bears none."""
    last = DigitalSignature.objects.filter(paper=paper).select_related("file").last()
    return last.file if last else None


def places_of(paper: Paper, person_id: int | None = None) -> list[Place]:
    """Each side's person, then each side's body, as the paper names them; what is against each for this person."""
    rows = paper.digital_signatures.select_related("signed_by__person", "file")
    given = {(row.role, row.for_unit_id): row for row in rows}
    blocks = [side.block for side in sides_of(paper).sides if side.block is not None]
    roles = DigitalSignature.Role.values
    return [_place(paper, block, role, given, person_id) for role in roles for block in blocks]


def _place(paper: Paper, block: SignatureBlock, role: str, given: Given, person_id: int | None) -> Place:
    unit, is_body = block.for_unit, role == DigitalSignature.Role.BODY
    is_signer = person_id is not None and person_id == block.person_id
    against = rules.blockers_to_seal(
        state=paper.state,
        who=str(unit) if is_body else block.person.name,
        sealed=(role, unit.pk) in given,
        is_signer=is_signer,
        is_body=is_body,
        person_sealed=(DigitalSignature.Role.PERSON, unit.pk) in given,
    )
    printed = _names(paper, unit) if is_body else (block.person.name,)
    signature = given.get((role, unit.pk))
    return Place(role, unit, printed[0], printed, signature, tuple(against), is_signer)


def _names(paper: Paper, unit: Unit) -> tuple[str, ...]:
    """What a body may be called in its certificate: as on the day of the paper, or as the paper prints it."""
    then = name_on(unit, paper.day) if paper.day else None
    printed = [paper.issuer_written] if unit.pk == paper.owner_id else []
    return tuple(dict.fromkeys([then.name if then else str(unit), str(unit), *printed]))


def places_of_person(paper: Paper, access: Access) -> list[Place]:
    """The places that are this person's to sign: their own block, and the bodies whose papers they keep."""
    filing = set(access.units(Ability.PAPER_FILE).values_list("pk", flat=True))
    found = places_of(paper, access.user.person_id)
    body = DigitalSignature.Role.BODY
    return [place for place in found if (place.unit.pk in filing if place.role == body else place.is_signer)]


def findings_in(pdf: bytes, *, at: dt.datetime) -> list[Shown]:
    """What the digital signatures of a PDF prove. Refuses what is no readable PDF."""
    roots = trusted_roots()
    return [_shown(finding) for finding in signatures_of(pdf, list(roots.certificates), at=at)]


def _shown(finding: Finding) -> Shown:
    headline, _, explanation = str(finding.verdict).partition(": ")
    tone, shape = SHAPES[finding.verdict]
    return Shown(finding, headline, f"{explanation[:1].upper()}{explanation[1:]}.", tone, shape)


def pdf_of(paper: Paper) -> File | None:
    """The PDF whose signatures can be checked: our signed one, or the one that came in."""
    if paper.is_ours:
        return signed_pdf_of(paper)
    return paper.file if paper.file and paper.file.kind == PDF else None


def seal_page(paper: Paper, access: Access, *, at: dt.datetime) -> dict[str, Any]:
    """The digital signatures of one paper: those it may bear, those it bears, and what they prove today."""
    file = pdf_of(paper)
    shown: list[Shown] = []
    if file is not None:
        with file.stored.open("rb") as kept:
            shown = findings_in(kept.read(), at=at)
    return {
        "paper": paper,
        "places": places_of(paper) if paper.is_ours else [],
        "mine": places_of_person(paper, access) if paper.is_ours else [],
        "file": file,
        "found": shown,
        "roots": trusted_roots(),
        "against": rules.blockers_of_state(paper.state, "ký số") if paper.is_ours else [],
    }
