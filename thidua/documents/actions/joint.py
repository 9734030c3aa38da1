"""Papers that several bodies issue together: who joins, who is still to sign, one person for two sides."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper, PaperIssuer
from thidua.documents.queries.signing import is_head_of, sides_of, signers_of
from thidua.documents.rules import signing as rules
from thidua.org.models import Unit, User

WAITING = frozenset({Paper.State.DRAFT, Paper.State.PENDING, Paper.State.SIGNED})


def _locked(paper: Paper) -> Paper:
    return Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)


@transaction.atomic
def add_issuer(paper: Paper, unit: Unit, *, archive: str, by: User, at: dt.datetime) -> PaperIssuer:
    """Make a draft joint: another body issues it too and files it under `archive`. The owner leads and numbers.

    Refuses once anyone has signed, since the head of the paper changes.
    """
    paper = _locked(paper)
    issuers = PaperIssuer.objects.filter(paper=paper)
    refuse_if(
        rules.blockers_to_add_issuer(
            paper.state,
            paper.code,
            unit=str(unit),
            already=issuers.filter(unit=unit).exists(),
            is_lead=unit.pk == paper.owner_id,
            archive=archive,
        )
    )
    if not issuers.exists():
        PaperIssuer.objects.create(paper=paper, unit=paper.owner, order=1, archive=paper.archive)
    last = issuers.aggregate(last=Max("order"))["last"]
    joined = PaperIssuer.objects.create(paper=paper, unit=unit, order=last + 1, archive=archive)
    event = record(
        "paper.issuer_added", f"{unit} cùng ban hành {paper}.", by=by, about=paper, unit=paper.owner, at=at
    )
    notify(
        event,
        signers_of([unit], on=day_of(at)),
        f"{paper.owner} mời cùng ban hành: {paper.headline}",
        href=paper.get_absolute_url(),
    )
    return joined


@transaction.atomic
def remove_issuer(paper: Paper, unit: Unit, *, by: User, at: dt.datetime) -> Paper:
    """A body leaves a paper that is not issued; with one left it is joint no more.

    Signatures given so far fall, because what was signed named another head of the paper.
    """
    paper = _locked(paper)
    issuers = PaperIssuer.objects.filter(paper=paper)
    refuse_if(
        rules.blockers_to_remove_issuer(
            paper.state,
            paper.code,
            unit=str(unit),
            joined=issuers.filter(unit=unit).exists(),
            is_lead=unit.pk == paper.owner_id,
        )
    )
    fallen = _drop_signatures(paper)
    issuers.filter(unit=unit).delete()
    if issuers.count() == 1:
        issuers.all().delete()
    sentence = f"{unit} không cùng ban hành {paper} nữa."
    if fallen:
        sentence += f" {fallen} chữ ký đã có được bỏ, cần ký lại."
    record("paper.issuer_removed", sentence, by=by, about=paper, unit=paper.owner, at=at)
    return paper


@transaction.atomic
def return_to_draft(paper: Paper, *, reason: str, by: User, at: dt.datetime) -> Paper:
    """Take back the signatures of a paper that is not issued, so that its text can change; the signers are told."""
    paper = _locked(paper)
    refuse_if(rules.blockers_to_return(paper.state, reason=reason))
    signers = list(paper.signatures.values_list("signed_by", flat=True))
    _drop_signatures(paper)
    event = record(
        "paper.returned",
        f"Trả {paper} về dự thảo: {reason.strip()}",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
        reason=reason,
    )
    notify(
        event,
        signers,
        f"Văn bản đã ký được trả về dự thảo: {paper.headline}. Lý do: {reason.strip()}",
        href=paper.get_absolute_url(),
    )
    return paper


def _drop_signatures(paper: Paper) -> int:
    """The paper is a draft again; a confirmation that one person signs for two falls with the signatures."""
    fallen, _ = paper.signatures.all().delete()
    paper.issuers.update(one_signer_confirmed_by=None, one_signer_confirmed_at=None)
    paper.state = Paper.State.DRAFT
    paper.save(update_fields=["state"])
    return fallen


@transaction.atomic
def remind_signers(paper: Paper, *, by: User, at: dt.datetime) -> int:
    """Remind the sides that have not signed; returns how many people were told."""
    paper = _locked(paper)
    sides = sides_of(paper)
    refuse_if(rules.blockers_to_remind([str(unit) for unit in sides.unsigned], joint=sides.joint))
    named = ", ".join(str(unit) for unit in sides.unsigned)
    event = record(
        "paper.signature_awaited", f"Nhắc ký {paper}: {named}.", by=by, about=paper, unit=paper.owner, at=at
    )
    told = signers_of(sides.unsigned, on=day_of(at))
    return notify(
        event,
        told,
        f"{paper.owner} nhắc: văn bản liên tịch còn chờ ký, {paper.headline}",
        href=paper.get_absolute_url(),
    )


@transaction.atomic
def confirm_one_signer(paper: Paper, *, by: User, at: dt.datetime) -> PaperIssuer:
    """The head of the lead confirms that one person signs for two sides of the paper (matrix NH-104)."""
    paper = _locked(paper)
    sides = sides_of(paper)
    refuse_if(
        rules.blockers_to_confirm_one_signer(
            doubled=sides.one_signer,
            waiting=paper.state in WAITING,
            confirmed=sides.confirmed_at is not None,
            is_head=is_head_of(sides.lead, by.person_id, on=day_of(at)),
            lead=str(sides.lead),
        )
    )
    row = PaperIssuer.objects.get(paper=paper, order=1)
    row.one_signer_confirmed_by, row.one_signer_confirmed_at = by, at
    row.save(update_fields=["one_signer_confirmed_by", "one_signer_confirmed_at"])
    record("paper.one_signer_confirmed", sides.one_signer, by=by, about=paper, unit=paper.owner, at=at)
    return row
