"""Dossiers: who may see, complete and vouch for them, and what the page of one says."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.commendation import rules
from thidua.commendation.eligibility.facts import kind_of
from thidua.commendation.lawbook import load
from thidua.commendation.models import Determination, LevelOutcome, Nomination
from thidua.core.text import as_key
from thidua.documents.models import Evidence
from thidua.documents.queries.evidence import proofs_of
from thidua.org.access import Ability, Access
from thidua.org.models import Placement, Reach, Unit

ABOUT = "commendation.nomination"
MOVEMENT_RESULT = "movement_result"  # the union's word: it weighed the reports of the movement
VERDICTS = {
    "met": "Đạt",
    "unmet": "Không đạt",
    "unknown": "Chưa đủ căn cứ",
    "not_applicable": "Không áp dụng",
    "no_rule": "Không có quy định đang có hiệu lực",
}
_GATES = {"no_pending_case", "one_merit_one_form", MOVEMENT_RESULT, "sudden_merit"}


def dossiers_in(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Nomination]":
    """Dossiers these units may see, newest first, each with its latest verdict and the council's word.

    Their own people's and those they proposed; once sent, also those of a call they opened, and for a
    council those of the body it advises.
    """
    advised = Placement.objects.on(on).filter(unit__in=units, unit__kind=Unit.Kind.COUNCIL).values("parent")
    sent = Q(call__owner__in=units) | Q(call__owner__in=advised)
    seen = Q(home__in=units) | Q(proposer__in=units) | (Q(state=Nomination.State.SUBMITTED) & sent)
    return with_verdicts(Nomination.objects.filter(seen)).order_by("-id")


def with_verdicts(rows: "QuerySet[Nomination]") -> "QuerySet[Nomination]":
    """Dossiers carrying `verdict` (the latest) and `council_word`, with whom they are about."""
    latest = Determination.objects.filter(nomination=OuterRef("pk")).order_by("-id").values("outcome")[:1]
    word = LevelOutcome.objects.filter(nomination=OuterRef("pk"), level="council").values("outcome")[:1]
    rows = rows.annotate(verdict=Subquery(latest), council_word=Subquery(word))
    return rows.select_related("person", "unit", "home", "call__owner", "call__movement")


def _beneath(access: Access, ability: Ability) -> "QuerySet[Any, Any]":
    """The units in which an ability is held, and everything beneath them."""
    held = access.units(ability)
    return Reach.objects.on(access.day).filter(ancestor__in=held).values("descendant")


def dossiers_to_complete(access: Access) -> "QuerySet[Nomination]":
    """Dossiers this person may add to and send: the union's of staff, the homeroom teacher's of the class."""
    staff = Q(learner=False, home__in=access.units(Ability.NOMINATE))
    pupils = Q(learner=True, home__in=access.units(Ability.NOMINATE_PUPIL))
    return with_verdicts(Nomination.objects.filter(staff | pupils))


def dossiers_to_vouch(access: Access, fact: str) -> "QuerySet[Nomination]":
    """Dossiers in which this person may vouch for a fact: the movement's result is the union's, the rest a head's."""
    if fact == MOVEMENT_RESULT:
        return with_verdicts(Nomination.objects.filter(home__in=access.units(Ability.NOMINATE)))
    return with_verdicts(Nomination.objects.filter(home__in=_beneath(access, Ability.ATTEST)))


def evidence_to_check(access: Access) -> "QuerySet[Evidence]":
    """Evidence of dossiers whose facts this person may vouch for; the rule keeps owners from their own."""
    dossiers = Nomination.objects.filter(home__in=_beneath(access, Ability.ATTEST)).values("pk")
    return Evidence.objects.filter(about_kind=ABOUT, about_id__in=dossiers)


def open_facts(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts that wait for a named person's word: key, what it is, who can give it; each once.

    A branch of an alternative that another branch has met asks for nothing more.
    """
    asked: dict[str, dict[str, Any]] = {}
    for leaf in _open_leaves(tree):
        missing = leaf["missing"]
        if missing and _is_vouched(missing["fact"]):
            asked.setdefault(
                missing["fact"], {"fact": missing["fact"], "label": leaf["label"], "who": missing["who"]}
            )
    return list(asked.values())


def _is_vouched(fact: str) -> bool:
    return fact.startswith("attest.") or fact in _GATES


def _open_leaves(finding: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if finding["outcome"] in {"met", "not_applicable"}:
        return
    if not finding["children"]:
        yield finding
    for child in finding["children"]:
        yield from _open_leaves(child)


def quieted(finding: dict[str, Any], *, settled: bool = False) -> dict[str, Any]:
    """The tree as a page shows it: beneath a knot that is met nothing is asked for any more."""
    below = settled or finding["outcome"] == "met"
    children = [quieted(child, settled=below) for child in finding["children"]]
    return {**finding, "missing": None if settled else finding["missing"], "children": children}


def dossier_page(nomination: Nomination, access: Access) -> dict[str, Any]:
    """One dossier: what it holds, what the law finds in it, who may do what, and how each level decided."""
    judged = nomination.determinations.order_by("-id").first()
    proofs = proofs_of(nomination, access)
    outcomes = list(nomination.outcomes.select_related("paper").order_by("id"))
    completing = dossiers_to_complete(access).filter(pk=nomination.pk).exists()
    decided = bool(outcomes)
    draft = nomination.state == Nomination.State.DRAFT
    attestations = list(nomination.attestations.select_related("by__person").order_by("id"))
    return {
        "nomination": nomination,
        "award": load().award(nomination.award),
        "judged": judged,
        "tree": quieted(judged.tree["root"]) if judged else None,
        "evidence": proofs.rows,
        "evidence_hidden": proofs.hidden,
        "attestations": attestations,
        "labels": {row.fact: kind.label if (kind := kind_of(row.fact)) else row.fact for row in attestations},
        "outcomes": outcomes,
        "completing": completing and not decided,
        "sending": completing and draft,
        "blockers": _blockers_to_submit(nomination, len(proofs.rows) + proofs.hidden)
        if completing and draft
        else [],
        "checking": evidence_to_check(access).filter(about_id=nomination.pk).exists(),
        "to_vouch": _to_vouch(nomination, access, open_facts(judged.tree["root"]))
        if judged and not decided
        else [],
    }


def _blockers_to_submit(nomination: Nomination, evidence: int) -> list[Any]:
    return rules.blockers_to_submit(nomination.state, evidence=evidence, name=str(nomination), about=None)


def _to_vouch(nomination: Nomination, access: Access, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The open facts, each marked with whether this very person may give the word."""
    own = nomination.person_id == access.user.person_id
    may = {kind: dossiers_to_vouch(access, kind).filter(pk=nomination.pk).exists() for kind in _kinds(facts)}
    return [{**row, "may": may[_kind(row["fact"])], "own": own} for row in facts]


def _kind(fact: str) -> str:
    return MOVEMENT_RESULT if fact == MOVEMENT_RESULT else ""


def _kinds(facts: list[dict[str, Any]]) -> set[str]:
    return {_kind(row["fact"]) for row in facts}


def narrowed(rows: "QuerySet[Any, Any]", asked: dict[str, str]) -> "QuerySet[Any, Any]":
    """The dossiers of one call, award or verdict; what is not asked, or makes no sense, narrows nothing."""
    if call := as_key(asked["dot"]):
        rows = rows.filter(call=call)
    if asked["hinh-thuc"] in load().awards:
        rows = rows.filter(award=asked["hinh-thuc"])
    if asked["ket-luan"] in VERDICTS:
        rows = rows.filter(verdict=asked["ket-luan"])
    return rows


def list_page(asked: dict[str, str], access: Access) -> dict[str, Any]:
    """What stands around the list of dossiers: the filters, the names of awards, what this person may begin."""
    names = {key: award.name for key, award in load().awards.items()}
    return {
        "asked": asked,
        "names": names,
        "award_choices": sorted(names.items(), key=lambda pair: pair[1]),
        "verdicts": VERDICTS,
        "may_open_call": access.has(Ability.NOMINATE),
        "may_convene": access.has(Ability.COUNCIL_RECORD),
        "may_see_ledger": access.has(Ability.AWARD_VIEW),
    }
