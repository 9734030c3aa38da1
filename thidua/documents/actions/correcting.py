"""An issued paper is not changed: a new one replaces it, an order withdraws it."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import Blocker, refuse_if
from thidua.documents.models import Node, Paper, PaperIssuer, Recipient
from thidua.documents.queries.signing import users_reached
from thidua.documents.rules import correcting as rules
from thidua.org.models import User

KEPT = (
    *("owner_id", "kind", "kind_written", "symbol", "place", "subject", "issuer_id", "issuer_written"),
    *("superior_written", "authority_written", "addressee", "archive", "parent_id"),
)
NODE = ("order", "section", "level", "kind", "marker", "title", "text", "rows")
RECIPIENT = ("order", "written", "role", "reaches", "unit_id")


@transaction.atomic
def draft_replacement(paper: Paper, *, by: User, at: dt.datetime) -> Paper:
    """Draft a new paper that will replace an issued one: the same words, issuers and recipients, to be put right.

    The old paper stands as it is; when the new one is issued, everyone who has the old one is told.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    standing = paper.replacements.exclude(state=Paper.State.WITHDRAWN).first()
    refuse_if(rules.blockers_to_replace(paper.state, replaced_by=standing))
    facts = {name: getattr(paper, name) for name in KEPT}
    new = Paper.objects.create(**facts, state=Paper.State.DRAFT, replaces=paper, created_by=by, created_at=at)
    Node.objects.bulk_create(Node(paper=new, **row) for row in paper.nodes.values(*NODE))
    Recipient.objects.bulk_create(Recipient(paper=new, **row) for row in paper.recipients.values(*RECIPIENT))
    PaperIssuer.objects.bulk_create(
        PaperIssuer(paper=new, **row) for row in paper.issuers.values("unit_id", "order", "archive")
    )
    record(
        "paper.replacement_drafted",
        f"Soạn văn bản thay thế {paper}.",
        by=by,
        about=new,
        unit=paper.owner,
        at=at,
    )
    return new


@transaction.atomic
def withdraw_paper(paper: Paper, *, under: Paper | None, reason: str, by: User, at: dt.datetime) -> Paper:
    """Withdraw an issued paper under a decision that is in the unit's registers; everyone who has it is told.

    The number stays taken and the text readable, marked as withdrawn.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    refuse_if(_missing_to_withdraw(paper, under, reason))
    paper.state = Paper.State.WITHDRAWN
    paper.withdrawn_at, paper.withdrawn_by = at, by
    paper.withdrawal_reason, paper.withdrawn_under = reason.strip(), under
    paper.save(
        update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawal_reason", "withdrawn_under"]
    )
    event = record(
        "paper.withdrawn",
        f"Thu hồi {paper} theo {under}: {reason.strip()}",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
        reason=reason,
    )
    notify(event, users_reached(paper, on=day_of(at)), event.sentence, href=paper.get_absolute_url())
    return paper


def _missing_to_withdraw(paper: Paper, under: Paper | None, reason: str) -> list[Blocker]:
    if under is None:
        return rules.blockers_to_withdraw(paper.state, reason=reason, ordered=False)
    return rules.blockers_to_withdraw(
        paper.state,
        reason=reason,
        ordered=True,
        order_kind=under.kind,
        order_state=under.state,
        order_day=under.day,
        day=paper.day,
        same_register=under.owner_id == paper.owner_id,
        itself=under.pk == paper.pk,
    )
