"""Texts to be fingerprinted, what each had the right to use, and which texts share words of their own."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import MD5

from thidua.documents.models import Node, Paper
from thidua.movements.guard.shingles import shingle_set
from thidua.movements.models import Assignment, Movement, PrintedText

PLAN, MEASURES = Paper._meta.label_lower, Assignment._meta.label_lower
COMMON = 50  # texts: words that so many units use are everybody's
FEWEST_SHARED = 3  # fingerprints, before two texts are laid side by side
_FORMAL = ("basis",)  # lines that say what a paper rests on


Right = tuple[
    int, bool
]  # the paper in which a text stands or on which it rests, and whether it is that paper


@dataclass(frozen=True)
class Printable:
    """One text that is to be fingerprinted; `paper` is the one from which its rights follow."""

    about_kind: str
    about_id: int
    movement: int
    unit: int
    day: dt.date | None
    paper: int
    text: str

    @property
    def right(self) -> "Right":
        """From where it may take words."""
        return self.paper, self.about_kind == PLAN

    @property
    def digest(self) -> str:
        """What tells this text from an earlier one."""
        return md5(self.text.encode(), usedforsecurity=False).hexdigest()


def texts_to_print(limit: int, movement: Movement | None = None) -> list[Printable]:
    """The oldest plans and measures that have gone out and are not fingerprinted yet, of one movement or of all."""
    plans = list(_plans_to_print(movement)[:limit])
    texts = texts_of(row.plan_id for row in plans)
    found = [
        Printable(
            PLAN, row.plan_id, row.pk, row.owner_id, row.plan.day, row.plan_id, texts.get(row.plan_id, "")
        )
        for row in plans
    ]
    rows = _measures_to_print(movement)[: limit - len(plans)]
    return [*found, *(_of_measures(row) for row in rows)]


def _plans_to_print(movement: Movement | None) -> "QuerySet[Movement]":
    done = PrintedText.objects.filter(about_kind=PLAN, about_id=OuterRef("plan"))
    rows = Movement.objects.filter(~Exists(done)).exclude(state=Movement.State.DRAFT)
    rows = rows if movement is None else rows.filter(pk=movement.pk)
    return rows.select_related("plan").defer("plan__source_lines", "plan__reading").order_by("pk")


def _measures_to_print(movement: Movement | None) -> "QuerySet[Assignment]":
    same = PrintedText.objects.filter(
        about_kind=MEASURES, about_id=OuterRef("pk"), digest=MD5(OuterRef("measures"))
    )
    rows = Assignment.objects.exclude(measures="").filter(~Exists(same), duty__movement__isnull=False)
    rows = rows if movement is None else rows.filter(duty__movement=movement)
    return rows.filter(handed_in_on__isnull=False).select_related("duty__movement").order_by("pk")


def _of_measures(row: Assignment) -> Printable:
    movement = row.duty.movement
    assert movement is not None
    return Printable(
        MEASURES, row.pk, movement.pk, row.unit_id, row.handed_in_on, movement.plan_id, row.measures
    )


def texts_of(papers: Iterable[int]) -> dict[int, str]:
    """The running text of papers, sentence after sentence, without the lines they rest on."""
    found: dict[int, list[str]] = {}
    rows = Node.objects.filter(paper__in=list(papers)).exclude(kind__in=_FORMAL).order_by("paper", "order")
    for paper, title, text, cells in rows.values_list("paper_id", "title", "text", "rows"):
        lines = found.setdefault(paper, [])
        lines += [line for line in (title, text, *(cell for row in cells for cell in row)) if line]
    return {paper: "\n".join(lines) for paper, lines in found.items()}


def texts_printed(rows: Sequence[PrintedText]) -> dict[int, str]:
    """The texts behind these rows as they stand now, by the key of the row."""
    papers = texts_of(row.about_id for row in rows if row.about_kind == PLAN)
    measures = dict(
        Assignment.objects.filter(
            pk__in=[row.about_id for row in rows if row.about_kind == MEASURES]
        ).values_list("pk", "measures")
    )
    return {row.pk: (papers if row.about_kind == PLAN else measures).get(row.about_id, "") for row in rows}


# A plan may use the words of the plans above it and of every paper that it, or they, cite.
_ABOVE = """
WITH RECURSIVE above(start, paper) AS (
  SELECT id, id FROM unnest(%s::bigint[]) AS id
  UNION
  SELECT above.start, next.paper FROM above CROSS JOIN LATERAL (
    SELECT parent_id AS paper FROM documents_paper WHERE id = above.paper
    UNION ALL SELECT target_id FROM documents_citation WHERE paper_id = above.paper
    UNION ALL SELECT basis_id FROM movements_movement WHERE plan_id = above.paper
    UNION ALL SELECT higher.plan_id FROM movements_movement lower
      JOIN movements_movement higher ON higher.id = lower.parent_id WHERE lower.plan_id = above.paper
  ) next WHERE next.paper IS NOT NULL
)
SELECT start, paper FROM above
"""


def sources_of(papers: Iterable[int]) -> dict[int, set[int]]:
    """For each paper the papers above it and those that are cited on the way up, itself among them."""
    found: dict[int, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [sorted(set(papers))])
        for start, paper in cursor.fetchall():
            found.setdefault(start, set()).add(paper)
    return found


def right_of(row: PrintedText) -> Right:
    """From where a text may take words: of measures also from the plan that asked for them."""
    return row.movement.plan_id, row.about_kind == PLAN


def granted_to(rights: Iterable[Right]) -> dict[Right, frozenset[int]]:
    """The shingles that each of these texts had the right to use; those of one source are made once.

    Of a plan these are the words of its sources, and of every source and of the plan itself the names: the subject
    of the paper, the name and slogan of its movement.
    """
    asked = set(rights)
    above = sources_of(paper for paper, _ in asked)
    sources = {
        (paper, itself): above[paper] - ({paper} if itself else frozenset()) for paper, itself in asked
    }
    texts = texts_of(set().union(*sources.values()))
    words = {paper: shingle_set([text]) for paper, text in texts.items()}
    names = {paper: shingle_set(lines) for paper, lines in _names_of(set().union(*above.values())).items()}
    return {
        right: frozenset().union(
            *(words[paper] for paper in papers if paper in words),
            *(names[paper] for paper in above[right[0]]),
        )
        for right, papers in sources.items()
    }


def _names_of(papers: Iterable[int]) -> dict[int, list[str]]:
    rows = Paper.objects.filter(pk__in=list(papers))
    named = rows.values_list("pk", "subject", "movement__name", "movement__slogan")
    return {paper: [words for words in names if words] for paper, *names in named}


# Of the new texts: which others share fingerprints that are not everybody's. A unit is not held against itself, nor
# against a unit above or beneath it, nor against the union of its level.
_NEAR = """
WITH mine AS (
  SELECT print.text_id, print.hash FROM movements_fingerprint print WHERE print.text_id = ANY (%(texts)s::bigint[])
  AND (SELECT count(*) FROM (SELECT 1 FROM movements_fingerprint common WHERE common.hash = print.hash
    LIMIT %(common)s + 1) counted) <= %(common)s
), shared AS (
  SELECT mine.text_id AS text, other.text_id AS other, count(*) AS prints FROM mine
  JOIN movements_fingerprint other ON other.hash = mine.hash AND other.text_id <> mine.text_id
  GROUP BY 1, 2 HAVING count(*) >= %(fewest)s
)
SELECT DISTINCT least(shared.text, shared.other), greatest(shared.text, shared.other) FROM shared
JOIN movements_printedtext a ON a.id = shared.text JOIN movements_printedtext b ON b.id = shared.other
WHERE a.unit_id <> b.unit_id
AND NOT EXISTS (SELECT 1 FROM org_reach reach WHERE (reach.ancestor_id, reach.descendant_id)
  IN ((a.unit_id, b.unit_id), (b.unit_id, a.unit_id)))
AND NOT EXISTS (SELECT 1 FROM org_pairing pair WHERE (pair.unit_id, pair.union_id)
  IN ((a.unit_id, b.unit_id), (b.unit_id, a.unit_id)))
ORDER BY 1, 2
"""


def near_texts(texts: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of texts, one of them among these, that are worth laying side by side; each pair once."""
    values: dict[str, Any] = {"texts": sorted(texts), "common": COMMON, "fewest": FEWEST_SHARED}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, values)
        return [(one, other) for one, other in cursor.fetchall()]
