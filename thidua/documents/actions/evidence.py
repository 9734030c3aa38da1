"""Evidence as people add it: from a page about something, with whatever they have at hand."""

import datetime as dt
from dataclasses import dataclass

from django.db import models, transaction

from thidua.documents.actions.files import keep_file, offer_evidence
from thidua.documents.models import Evidence, File, Paper
from thidua.org.models import Unit, User


@dataclass(frozen=True)
class Proof:
    """What somebody brings: an upload (name and bytes) or a file sent before, a link, a paper on file, a note."""

    upload: tuple[str, bytes] | None = None
    kept: File | None = None
    link: str = ""
    paper: Paper | None = None
    note: str = ""
    data_class: str = ""


@transaction.atomic
def add_proof(about: models.Model, unit: Unit, proof: Proof, *, by: User, at: dt.datetime) -> Evidence:
    """Offer evidence about a thing. Refuses what `keep_file` and `offer_evidence` refuse."""
    file, name = proof.kept, ""
    if proof.upload:
        name = proof.upload[0]
        file = keep_file(proof.upload[1], name, "application/octet-stream", at=at)
    return offer_evidence(
        about,
        unit,
        by=by,
        at=at,
        file=file,
        file_name=name,
        link=proof.link.strip(),
        note=proof.note.strip(),
        held=proof.paper,
        data_class=proof.data_class,
    )
