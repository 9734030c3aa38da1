"""A named person says which paper another rests on or carries out, and how long it is in force."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Citation, Paper
from thidua.documents.queries.superiors import against_parent, owed_for
from thidua.documents.rules import graph as rules
from thidua.org.models import User


def _held(paper: Paper) -> Paper:
    rows = Paper.objects.select_for_update(of=("self",)).select_related(
        "owner", "issuer", "parent", "superseded_by"
    )
    return rows.get(pk=paper.pk)


@transaction.atomic
def state_parent(paper: Paper, parent: Paper | None, *, by: User, at: dt.datetime) -> Paper:
    """Say which superior's paper this one carries out; None takes it back.

    Refuses a parent whose issuer does not stand above this paper's issuer on its day, by the tree or by
    guidance; one of a later day; a circle; and any change of an issued paper.
    """
    paper, parent = _held(paper), _held(parent) if parent else None
    refuse_if(against_parent(paper, parent, at=at))
    paper.parent = parent
    paper.save(update_fields=["parent"])
    sentence = f"{paper} thực hiện {parent}." if parent else f"Bỏ ghi văn bản cấp trên của {paper}."
    record("paper.parent_stated", sentence, by=by, about=paper, unit=paper.owner, at=at)
    return paper


@transaction.atomic
def link_citation(citation: Citation, target: Paper, *, by: User, at: dt.datetime) -> Citation:
    """Say which filed paper a citation means, where no number says so: a congress resolution has none.

    Refuses another paper than the one whose number the citation states.
    """
    citation = (
        Citation.objects.select_for_update(of=("self",)).select_related("paper__owner").get(pk=citation.pk)
    )
    refuse_if(rules.blockers_to_link(numbered=citation.code, target=target.code))
    citation.target, citation.linked_by = target, by
    citation.save(update_fields=["target", "linked_by"])
    paper = citation.paper
    sentence = f"“{citation.written[:120]}” trong {paper} là {target}."
    record("paper.citation_linked", sentence, by=by, about=paper, unit=paper.owner, at=at)
    return citation


@transaction.atomic
def set_validity(
    paper: Paper,
    *,
    first: dt.date | None,
    until: dt.date | None,
    superseded_by: Paper | None,
    by: User,
    at: dt.datetime,
) -> Paper:
    """Keep from when to when a paper is in force (`until` is the first day it no longer is), and what replaced it.

    Refuses a period of no day, and a replaced paper without the day it ended or ended before its successor.
    """
    paper = _held(paper)
    refuse_if(
        rules.blockers_to_validity(
            first=first,
            until=until,
            by_itself=superseded_by == paper,
            superseded=superseded_by is not None,
            successor_day=superseded_by.day if superseded_by else None,
        )
    )
    paper.in_force_from, paper.in_force_until, paper.superseded_by = first, until, superseded_by
    paper.save(update_fields=["in_force_from", "in_force_until", "superseded_by"])
    record("paper.validity_set", f"Ghi hiệu lực của {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


@transaction.atomic
def waive_plan(paper: Paper, *, reason: str, by: User, at: dt.datetime) -> Paper:
    """A superior's plan asks no plan of this unit, for a reason; refuses when it was never asked or is answered."""
    paper = _held(paper)
    owed = owed_for(paper)
    answer = owed.answer if owed else None
    refuse_if(
        rules.blockers_to_waive(owed=owed is not None, answered=str(answer) if answer else "", reason=reason)
    )
    paper.plan_waived = reason.strip()
    paper.save(update_fields=["plan_waived"])
    sentence = f"Không phải xây dựng kế hoạch theo {paper}."
    record("paper.plan_waived", sentence, by=by, about=paper, unit=paper.owner, at=at, reason=reason)
    return paper
