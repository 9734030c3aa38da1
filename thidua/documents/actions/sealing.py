"""Digital signatures on issued papers. The key comes with the request, signs once, and is gone with it."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import Blocker, Refused, refuse_if
from thidua.documents.actions.files import keep_file
from thidua.documents.models import DigitalSignature, Paper
from thidua.documents.queries.papers import download_of
from thidua.documents.queries.sealing import Place, places_of
from thidua.documents.rules import sealing as rules
from thidua.documents.sealing.keys import SigningKey, open_key
from thidua.documents.sealing.signing import sign_as_body, sign_as_person
from thidua.org.models import User

PLACE_GONE = "Văn bản không có chữ ký nào ở vị trí này."


@transaction.atomic
def seal_paper(
    paper: Paper,
    place: str,
    *,
    pkcs12: bytes,
    password: str,
    by: User,
    at: dt.datetime,
    because: str = "",
) -> DigitalSignature:
    """Sign the paper's PDF with the certificate of one place (`Place.key`): the person's, then the body's.

    The signed file is kept and is the paper's PDF from then on. Refuses, naming every reason: a paper that is
    not issued, a place already signed, a body before its person, somebody else's place, a certificate that does
    not open, has run out or has signed already, and one whose holder is not named as printed unless `because`
    says why.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    spot = next((found for found in places_of(paper, by.person_id) if found.key == place), None)
    if spot is None:
        raise Refused(rules.blockers_of_state(paper.state, "ký số") or [Blocker(PLACE_GONE)])
    key, against = _opened(pkcs12, password, at)
    if key is not None:
        against = against + _against_key(paper, spot, key, because)
    refuse_if([*spot.against, *against])
    assert key is not None
    row = _keep(paper, spot, key, _signed(paper, spot, key, at), because=because, by=by, at=at)
    sentence = f"Ký số {paper}: {row.holder}, {row.get_role_display()}."
    record("paper.sealed", sentence, by=by, about=paper, unit=spot.unit, at=at, serial=row.serial)
    return row


def _opened(pkcs12: bytes, password: str, at: dt.datetime) -> tuple[SigningKey | None, list[Blocker]]:
    try:
        return open_key(pkcs12, password, at=at), []
    except Refused as refused:
        return None, list(refused.blockers)


def _against_key(paper: Paper, spot: Place, key: SigningKey, because: str) -> list[Blocker]:
    holder = key.holder
    used = paper.digital_signatures.filter(issuer=holder.issuer[:300], serial=holder.serial[:80])
    return rules.blockers_to_use(
        holder=holder.name, printed=spot.printed, because=because, used=used.exists()
    )


def _signed(paper: Paper, spot: Place, key: SigningKey, at: dt.datetime) -> bytes:
    pdf = download_of(paper, "pdf")
    assert pdf is not None
    sign = sign_as_body if spot.role == DigitalSignature.Role.BODY else sign_as_person
    return sign(pdf.data, key, at=at, reason=f"Ký ban hành {paper.code}", place=paper.place)


def _keep(
    paper: Paper, spot: Place, key: SigningKey, signed: bytes, *, because: str, by: User, at: dt.datetime
) -> DigitalSignature:
    holder = key.holder
    named = rules.is_named(holder.name, spot.printed)
    name = f"{paper.code.replace('/', '-')}.pdf"
    return DigitalSignature.objects.create(
        paper=paper,
        file=keep_file(signed, name, "application/pdf", at=at),
        role=spot.role,
        for_unit=spot.unit,
        holder=holder.name[:300],
        organisation=holder.organisation[:300],
        serial=holder.serial[:80],
        issuer=holder.issuer[:300],
        differs_because="" if named else because.strip()[:300],
        signed_at=at,
        signed_by=by,
    )
