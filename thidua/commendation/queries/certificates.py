"""Certificates: one by its code, all of a decision as they are printed, and the ledger of awards."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from thidua.commendation.check_code import read_check_code
from thidua.commendation.lawbook import load
from thidua.commendation.models import Award, Call, Certificate
from thidua.core.errors import Blocker
from thidua.core.lexemes import as_query, holding
from thidua.documents.models import Paper
from thidua.documents.queries.issuing import book_for, missing_to_issue
from thidua.documents.writing.certificate import CertificateFace
from thidua.documents.writing.letter import Signature
from thidua.org.access import Access
from thidua.org.models import Person, Unit, UnitName

_FORMS = ("Giấy khen", "Bằng khen", "Cờ thi đua", "Kỷ niệm chương", "Danh hiệu")
_PREFIX: dict[str, str] = {Person.Gender.FEMALE: "Bà", Person.Gender.MALE: "Ông"}


def certificate(code: str) -> Certificate | None:
    """The certificate with this code, however it was typed; None when there is none."""
    plain = read_check_code(code)
    if plain is None:
        return None
    found = Certificate.objects.filter(check_code=plain)
    return found.select_related(
        "award__person", "award__decision", "award__granted_by", "award__revocation"
    ).first()


def awards_in_force() -> "QuerySet[Award]":
    """Statutory awards that no later decision took back, newest first."""
    rows = Award.objects.filter(statutory=True, revocation=None)
    return rows.select_related("person", "granted_by", "decision").order_by("-decided_on", "id")


def ledger(units: "QuerySet[Unit]", *, search: str = "") -> "QuerySet[Award]":
    """Awards these units gave, newest first, with certificate and revocation where there is one."""
    found = Award.objects.filter(granted_by__in=units)
    if search.strip():
        found = found.filter(went_to(holding(search)))
    found = found.select_related("certificate", "revocation", "decision", "granted_by")
    return found.defer("words", "decision__source_lines", "decision__reading").order_by("-decided_on", "-id")


def went_to(search: str) -> Q:
    """Awards that answer a search (a text that `core.lexemes` makes) by what they are and whose they were,
    or by the name that the person or the unit has now.
    """
    words = as_query(search)
    people = Person.objects.filter(words=words).values("pk")
    units = UnitName.objects.filter(words=words).values("unit")
    return Q(words=words) | Q(person__in=people) | Q(unit__in=units)


def decisions_in(units: "QuerySet[Unit]") -> "QuerySet[Paper]":
    """Papers about awards that these units keep."""
    found = Paper.objects.filter(owner__in=units, route=Paper.Route.AWARDS).select_related("owner")
    return found.defer("source_lines", "reading")


def issue_page(paper: Paper, access: Access) -> dict[str, Any]:
    """A paper about awards before and after its issue: its list, what is missing, the number it will get."""
    bears = paper.day or access.day
    waiting = paper.state in {Paper.State.DRAFT, Paper.State.SIGNED}
    book = book_for(paper.owner, bears.year, paper.kind)
    listings = list(paper.listings.select_related("nomination__person", "nomination__unit").order_by("order"))
    return {
        "paper": paper,
        "listings": listings,
        "call": Call.objects.filter(nominations__listings__paper=paper).first(),
        "names": {row.award: load().award(row.award).name for row in listings},
        "waiting": waiting,
        "blockers": _missing(paper, bears, access) if waiting else [],
        "next_number": book.last + 1 if book and waiting else None,
        "signatures": list(paper.signatures.select_related("person")),
        "recipients": list(paper.recipients.all()),
        "certificates": paper.awards.filter(certificate__isnull=False, revocation=None).count(),
        "is_decision": paper.kind == Paper.Kind.DECISION,
    }


def _missing(paper: Paper, bears: dt.date, access: Access) -> list[Blocker]:
    """The papers room's own blockers, each leading to the paper's page, where it is put right."""
    found = missing_to_issue(paper, day=bears, today=access.day, route=Paper.Route.AWARDS)
    return [Blocker(blocker.message, about=blocker.about or paper) for blocker in found]


def faces_of(paper: Paper) -> list[CertificateFace]:
    """The certificates of a decision as they are printed, in the order of its list; revoked ones are left out."""
    awards = paper.awards.filter(certificate__isnull=False, revocation=None).select_related(
        "certificate", "person"
    )
    block = paper.signatures.select_related("person").first()
    name = block.person.name if block else None
    lines = tuple(block.lines) if block else ()
    signature = Signature(block.authority if block else "", lines, name)  # type: ignore[arg-type]
    return [_face(award, paper, signature) for award in awards.order_by("listing__order")]


def _face(award: Award, paper: Paper, signature: Signature) -> CertificateFace:
    code = award.certificate.check_code
    return CertificateFace(
        title=_form_of(award.award_name),
        granting_authority=paper.authority_written,
        governing_body=paper.superior_written or None,
        issuer=paper.issuer_written,
        recipient_prefix=_prefix(award),
        recipient=award.recipient,
        recipient_detail=award.recipient_detail,
        merit=award.merit,
        decision_number=paper.code,
        decision_day=paper.day,
        book_number=str(award.certificate),
        place=paper.place,
        day=award.decided_on,
        signature=signature,
        check_code=code,
        check_address=f"{settings.SITE_ADDRESS}{award.certificate.get_absolute_url()}",
    )


def _form_of(name: str) -> str:
    """The word printed large: "Giấy khen của Hiệu trưởng tặng học sinh" is a GIẤY KHEN."""
    return next((form for form in _FORMS if name.startswith(form)), name)


def _prefix(award: Award) -> str:
    if award.person is None:
        return "Tập thể"
    if award.learner:
        return "Em"
    return _PREFIX.get(award.person.gender, "Ông/Bà")
