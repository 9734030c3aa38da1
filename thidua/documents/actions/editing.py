"""Papers are composed from a skeleton and edited part by part; a derived plan keeps what it took and what it left."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.activity.trail import record
from thidua.core.dates import in_words
from thidua.core.errors import refuse_if
from thidua.documents.actions.citing import state_parent
from thidua.documents.actions.filing import write_paper
from thidua.documents.models import Citation, Composition, Node, Omission, Paper
from thidua.documents.queries.editing import group_plans, parts_in
from thidua.documents.queries.superiors import plan_above
from thidua.documents.rules import editing as rules
from thidua.documents.rules.papers import blockers_to_edit
from thidua.documents.writing.composing import composed
from thidua.documents.writing.parts import Part, filled, sentences_of
from thidua.documents.writing.skeletons import Skeleton, skeleton_of
from thidua.org.models import Unit, User
from thidua.org.queries.tree import ancestors_of, name_on

BEYOND = 1_000_000  # a paragraph waits here while its neighbours take their new places
_FACTS = ("section", "level", "kind", "marker", "title", "text", "rows", "inherited_from_id", "local_note")
_BLANK: dict[str, Any] = {
    "section": "", "level": 0, "marker": "", "title": "", "text": "", "rows": [], "inherited_from_id": None,
    "local_note": "",
}  # fmt: skip


@transaction.atomic
def compose_paper(
    owner: Unit, skeleton: str, subject: str, *, parent: Paper | None, by: User, at: dt.datetime
) -> Paper:
    """Draft an own paper from a skeleton, with the contents of the plan it carries out taken over and marked.

    Refuses an unknown skeleton, a parent that is still a draft or withdrawn, and a parent under a skeleton
    that derives from none, and one whose issuer does not stand above. Number, day and signer stay open.
    """
    found = skeleton_of(skeleton)
    refuse_if(
        rules.blockers_to_compose(
            kind_known=found is not None,
            derives=bool(found and found.derives),
            parent_kind=parent.kind if parent else "",
            parent_state=parent.state if parent else "",
        )
    )
    assert found is not None
    parts = composed(found, parts_in(parent) if parent else [], _words(owner, found, subject, parent, at))
    paper = write_paper(
        owner,
        found.kind,
        subject,
        nodes=[_columns(row) for row in sentences_of(parts)],
        archive=found.archive,
        by=by,
        at=at,
        **_head(owner, found, at),
    )
    if paper.kind == Paper.Kind.OTHER:
        paper.kind_written = found.prints
        paper.save(update_fields=["kind_written"])
    Composition.objects.create(paper=paper, skeleton=found.id)
    if parent:
        _cite(paper, parent)
    if parent and parent.issuer and parent.issuer != owner:
        paper = state_parent(paper, parent, by=by, at=at)
    return paper


@transaction.atomic
def compose_group_plan(group: Unit, plan: Paper, skeleton: str, *, by: User, at: dt.datetime) -> Paper:
    """Begin one of a group's two light plans under its unit's plan (matrix LT-61).

    Refuses any other form, a group that is not of the plan's unit, and a second plan of the same kind.
    """
    found = skeleton_of(skeleton)
    mine = next((row for row in group_plans(plan, on=at.date()) if row.unit.pk == group.pk), None)
    refuse_if(
        rules.blockers_to_group_plan(
            light=found.light if found else "",
            of_the_unit=mine is not None,
            has=frozenset(mine.plans) if mine else frozenset(),
        )
    )
    assert found is not None
    return compose_paper(group, skeleton, found.subject, parent=plan, by=by, at=at)


def _head(owner: Unit, skeleton: Skeleton, at: dt.datetime) -> dict[str, Any]:
    """What stands at the head, as the unit is called on the day; what is not known stays empty."""
    day = at.date()
    name = name_on(owner, day)
    above = [step for step in ancestors_of(owner, on=day) if step.depth == 1]
    symbol = name.symbol if name else ""
    kind = "" if skeleton.kind == Paper.Kind.LETTER else f"{skeleton.kind}-"
    written = name.name if name else str(owner)
    return {
        "symbol": f"{kind}{symbol}" if symbol and skeleton.numbered else "",
        "place": name.seat if name else "",
        "issuer_written": written.upper(),
        "superior_written": above[0].label.upper() if above else "",
        "authority_written": f"Thủ trưởng {written}" if skeleton.kind == Paper.Kind.DECISION else "",
    }


def _words(
    owner: Unit, skeleton: Skeleton, subject: str, parent: Paper | None, at: dt.datetime
) -> dict[str, str]:
    """The words a set phrase may use; the parent is cited whole, as at a first citation (law-2021 7.5.9)."""
    name = name_on(owner, at.date())
    low = f"{subject[:1].lower()}{subject[1:]}"
    kind = Paper.Kind(skeleton.kind).label
    return {
        "issuer": name.name if name else str(owner),
        "kind": kind,
        "subject": subject,
        "subject_low": low,
        "parent": cited(parent) if parent else "",
    }


def cited(paper: Paper) -> str:
    """A paper named in full: kind, number, day, issuer and subject."""
    number = f" số {paper.code}" if paper.code else ""
    day = f" {in_words(paper.day)}" if paper.day else ""
    issuer = f" của {paper.issuer or paper.issuer_written}"
    return (
        f"{paper.get_kind_display()}{number}{day}{issuer} về {paper.subject[:1].lower()}{paper.subject[1:]}"
    )


def _cite(paper: Paper, parent: Paper) -> None:
    Citation.objects.create(
        paper=paper,
        written=cited(parent)[:500],
        code=parent.code,
        day=parent.day,
        issuer_written=parent.issuer_written,
        role="basis",
        target=parent,
    )


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _FACTS if name in row}


@transaction.atomic
def edit_body(
    paper: Paper, parts: Sequence[Part], *, dropped: Mapping[int, str], by: User, at: dt.datetime
) -> Paper:
    """Keep the text of an own draft as its editor left it; paragraphs that stay keep their identity.

    `dropped` gives, by the parent's paragraph, why a content was left out. Refuses a paper that is no longer a
    draft, a body without a word, a level jumped over, and a content that vanished without a reason.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    theirs = _contents_above(paper)
    parts = [part if part.inherited in theirs else replace(part, inherited=None) for part in filled(parts)]
    dropped = {node: reason for node, reason in dropped.items() if node in theirs and reason.strip()}
    reasons = {**dict(paper.omissions.values_list("node_id", "reason")), **dropped}
    refuse_if(
        [
            *blockers_to_edit(paper.state, paper.code),
            *rules.blockers_to_parts(parts),
            *rules.blockers_to_lose(parts_in(paper), parts, reasons),
        ]
    )
    _settle(paper, sentences_of(parts))
    _keep_omissions(paper, parts, dropped, by=by, at=at)
    record("paper.edited", f"Sửa nội dung {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


def _contents_above(paper: Paper) -> set[int]:
    """The paragraphs of the plan this paper carries out; nothing else may be named as an origin."""
    parent = plan_above(paper)
    return set(parent.nodes.values_list("pk", flat=True)) if parent else set()


def _settle(paper: Paper, rows: Sequence[dict[str, Any]]) -> None:
    """Make the paper's paragraphs those of `rows`. One whose words stayed keeps its row, for tasks point at it."""
    kept = {node.pk: node for node in paper.nodes.all()}
    by_words: dict[tuple[str, str, str], list[Node]] = {}
    for one in kept.values():
        by_words.setdefault((one.kind, one.title, one.text), []).append(one)
    claimed = {row["key"] for row in rows if row.get("key") in kept}
    chosen = [_claimed(row, kept, by_words, claimed) for row in rows]
    stay = {node.pk for node in chosen if node is not None}
    paper.nodes.exclude(pk__in=stay).delete()
    fresh = []
    for order, (row, node) in enumerate(zip(rows, chosen, strict=True), start=1):
        facts = {**_BLANK, **_columns(row)}
        if node is None:
            fresh.append(Node(paper=paper, order=order, **facts))
            continue
        node.order = order
        for name, value in facts.items():
            setattr(node, name, value)
    stayed = [node for node in chosen if node is not None]
    paper.nodes.update(order=F("order") + BEYOND)  # out of the way: no two may share a place
    Node.objects.bulk_update(stayed, ["order", *_FACTS])
    Node.objects.bulk_create(fresh)


def _claimed(
    row: Mapping[str, Any],
    kept: Mapping[int, Node],
    by_words: Mapping[tuple[str, str, str], list[Node]],
    claimed: set[Any],
) -> Node | None:
    """The paragraph a row is: the one it names, else one not yet taken that says the same."""
    if row.get("key") in kept:
        return kept[row["key"]]
    same = by_words.get((row["kind"], row.get("title", ""), row.get("text", "")), [])
    while same:
        node = same.pop(0)
        if node.pk not in claimed:
            claimed.add(node.pk)
            return node
    return None


def _keep_omissions(
    paper: Paper, parts: Sequence[Part], dropped: Mapping[int, str], *, by: User, at: dt.datetime
) -> None:
    """One reason for each content left out; a content taken back needs none any more."""
    taken = [part.inherited for part in parts if part.inherited]
    paper.omissions.filter(node__in=taken).delete()
    for node, reason in dropped.items():
        if node not in taken:
            Omission.objects.update_or_create(
                paper=paper, node_id=node, defaults={"reason": reason.strip()[:300], "by": by, "at": at}
            )
