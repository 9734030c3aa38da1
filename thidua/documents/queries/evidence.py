"""Evidence: whose it is, who may see and check it, what is still lacking, and where the same file was seen before."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from thidua.core.dates import day_of, short
from thidua.core.errors import refuse_if
from thidua.documents.imaging.bands import Family, probes_of
from thidua.documents.imaging.hashes import NEAR, distance, is_near, unsigned
from thidua.documents.imaging.naming import disagreement
from thidua.documents.models import Evidence, File, Paper
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.proving import Provable, beneath, provables
from thidua.documents.reading.intake.sniffing import LABELS
from thidua.documents.rules import evidence as rules
from thidua.documents.rules.evidence import Standing
from thidua.org.access import Ability, Access

# A restricted class is opened by who holds its ability in the unit of the evidence or above it, and by its owner.
CLASSES: dict[str, Ability] = {
    Evidence.DataClass.HEALTH: Ability.SEE_HEALTH,
    Evidence.DataClass.HARDSHIP: Ability.SEE_HARDSHIP,
    Evidence.DataClass.RELATIVES: Ability.SEE_RELATIVES,
    Evidence.DataClass.INCIDENTS: Ability.SEE_INCIDENTS,
    Evidence.DataClass.PERSONAL: Ability.SEE_PERSONAL,
}
MANY = 200  # candidates looked at for a notice


def evidence_seen_by(access: Access) -> "QuerySet[Evidence]":
    """The evidence a person may open: their own, and of what they may look into, but for classes closed to them."""
    return Evidence.objects.filter(Q(owner=access.user) | _about("seen", access) & _class_open_to(access))


def evidence_to_check_by(access: Access) -> "QuerySet[Evidence]":
    """The evidence that waits for this person's word, the oldest first; never their own."""
    found = Evidence.objects.filter(_about("checked", access) & _class_open_to(access), state="draft")
    return named(found.exclude(owner=access.user)).order_by("id")


def evidence_of_person(access: Access) -> "QuerySet[Evidence]":
    """What this person offered, newest first."""
    return named(Evidence.objects.filter(owner=access.user)).order_by("-id")


def files_of_person(access: Access) -> "QuerySet[File]":
    """The files this person sent before, newest first: one may prove something else too."""
    return File.objects.filter(pk__in=Evidence.objects.filter(owner=access.user).values("file")).order_by(
        "-id"
    )


def named(rows: "QuerySet[Evidence]") -> "QuerySet[Evidence]":
    """With all that a list says of each."""
    return rows.select_related("file", "unit", "owner__person", "checked_by__person")


def _about(right: str, access: Access) -> Q:
    """Evidence of things in which this person holds a right: seen or checked."""
    found = Q(pk__in=[])
    for kind, thing in provables().items():
        rows = getattr(thing, right)(access).order_by().values("pk")
        found |= Q(about_kind=kind, about_id__in=rows)
    return found


def _class_open_to(access: Access) -> Q:
    found = Q(data_class="")
    for name, ability in CLASSES.items():
        if access.has(ability):
            found |= Q(data_class=name, unit__in=beneath(access, ability))
    return found


def thing_to_prove(kind: str, key: int, access: Access) -> tuple[Provable, Any] | None:
    """The thing to which this person may add evidence; None when there is none such within reach."""
    known = provables().get(kind)
    thing = known.proved(access).filter(pk=key).first() if known else None
    return (known, thing) if known and thing is not None else None


def standing_of(kind: str, keys: Iterable[int]) -> dict[int, Standing]:
    """How each of these things is proved; every key is answered, "thiếu minh chứng" where nothing stands."""
    asked = list(keys)
    counts = (
        Evidence.objects.filter(about_kind=kind, about_id__in=asked)
        .values("about_id")
        .annotate(
            verified=Count("pk", filter=Q(state="verified")),
            waiting=Count("pk", filter=Q(state="draft")),
            rejected=Count("pk", filter=Q(state="rejected")),
        )
    )
    found = {row["about_id"]: Standing(row["verified"], row["waiting"], row["rejected"]) for row in counts}
    return {key: found.get(key, Standing()) for key in asked}


def lacking_evidence(kind: str, keys: Iterable[int]) -> list[int]:
    """Those of these things for which no evidence stands: none offered, or all of it rejected."""
    return [key for key, standing in standing_of(kind, keys).items() if standing.is_lacking]


@dataclass(frozen=True)
class Proofs:
    """The evidence of one thing, as any page may show it beside the thing."""

    kind: str
    key: int
    rows: list[Evidence]
    hidden: int  # pieces of a class that is closed to this person
    standing: Standing
    may_add: bool


def proofs_of(thing: Any, access: Access) -> Proofs:
    """What proves a thing that the page has already opened for this person."""
    kind, key = thing._meta.label_lower, thing.pk
    rows = named(Evidence.objects.filter(about_kind=kind, about_id=key)).order_by("id")
    seen = list(rows.filter(Q(owner=access.user) | _class_open_to(access)))
    standing = standing_of(kind, [key])[key]
    total = standing.verified + standing.waiting + standing.rejected
    return Proofs(
        kind, key, seen, total - len(seen), standing, may_add=thing_to_prove(kind, key, access) is not None
    )


# One file beside another


@dataclass(frozen=True)
class Twin:
    """Where the same, or nearly the same, file is kept already. A signal for a person, never a decision."""

    sentence: str
    href: str = ""


def near_files(file: File) -> "QuerySet[File]":
    """Other files that look like copies of this one: photos by two hashes, documents by their words.

    The index gives every file with a band in common, a few thousand among a million; the distances are
    compared here, since with a limit or a cursor the database would rather read the whole table.
    """
    near = (pk for pk, *hashes in _candidates(file) if pk != file.pk and _is_copy(file, hashes))
    return File.objects.filter(pk__in=list(islice(near, MANY))).order_by("id")


def _candidates(file: File) -> Iterable[tuple[Any, ...]]:
    """Files with a band in common: one question a band; asked all at once, they look too wide for the index."""
    hashes = zip((file.dhash, file.phash, file.words), Family, strict=True)
    asked = [
        File.objects.filter(bands__overlap=probes).values_list("pk", "dhash", "phash", "words")
        for value, family in hashes
        if value is not None
        for probes in probes_of(unsigned(value), family)
    ]
    return asked[0].union(*asked[1:]) if asked else ()


def _is_copy(file: File, hashes: list[int | None]) -> bool:
    dhash, phash, words = hashes
    if file.words is not None and words is not None:
        return distance(file.words, words) <= NEAR
    if file.dhash is None or file.phash is None or dhash is None or phash is None:
        return False
    return is_near((file.dhash, file.phash), (dhash, phash))


def twins_of(evidence: Evidence, access: Access) -> list[Twin]:
    """Where the file of this evidence was seen before; what lies outside the reader's reach is told without a name."""
    if evidence.file is None:
        return []
    near = {row.pk: row for row in near_files(evidence.file)}
    near[evidence.file.pk] = evidence.file
    uses = named(Evidence.objects.filter(file__in=near).exclude(pk=evidence.pk)).order_by("id")[:MANY]
    seen = set(evidence_seen_by(access).filter(pk__in=[row.pk for row in uses]).values_list("pk", flat=True))
    found = [_use(row, evidence) for row in uses if row.pk in seen]
    papers = papers_seen_by(access).filter(file__in=near).defer("source_lines", "reading")[:MANY]
    found += [_as_paper(paper, evidence) for paper in papers]
    strange = [row for row in uses if row.pk not in seen and row.unit_id != evidence.unit_id]
    if strange:
        same = any(row.file_id == evidence.file_id for row in strange)
        found.append(
            Twin(f"Một đơn vị khác cũng đang giữ tệp {'giống hệt' if same else 'gần giống'} tệp này.")
        )
    return found


def _likeness(file_id: int | None, evidence: Evidence) -> str:
    return "giống hệt" if file_id == evidence.file_id else "gần giống"


def _use(row: Evidence, evidence: Evidence) -> Twin:
    day, own = day_of(row.added_at), day_of(evidence.added_at)
    elsewhere = f" của {row.unit}" if row.unit_id != evidence.unit_id else ""
    when = "cùng ngày" if day == own else f"ngày {short(day)}"
    sentence = (
        f"Đã giữ, {_likeness(row.file_id, evidence)} tệp {row.file_name or row.file}: "
        f"minh chứng cho {row.about_label}{elsewhere}, đưa vào {when}."
    )
    return Twin(sentence, row.get_absolute_url())


def _as_paper(paper: Paper, evidence: Evidence) -> Twin:
    sentence = f"Đã giữ, {_likeness(paper.file_id, evidence)} tệp của văn bản {paper} trong sổ."
    return Twin(sentence, paper.get_absolute_url())


# The page of one piece


def notes_on(evidence: Evidence) -> list[str]:
    """What a reader should know of the file before opening it."""
    file = evidence.file
    if file is None:
        return []
    claimed = disagreement(evidence.file_name or file.name, file.kind)
    return [*([claimed] if claimed else []), *file.warnings]


def scan_of(file: File) -> str:
    """The word of the virus scanner, or that there is none."""
    if file.scan:
        return str(file.get_scan_display())
    return rules.NOT_SCANNED if settings.CLAMD else f"{rules.NOT_SCANNED} (máy chủ không đặt bộ quét)"


def file_to_open(evidence: Evidence) -> File | None:
    """The file of a piece of evidence. Refuses one in which a virus was found."""
    if evidence.file is not None:
        refuse_if(rules.blockers_to_open(evidence.file.name, virus=evidence.file.scan_found))
    return evidence.file


def address_of_record(evidence: Evidence, access: Access) -> str:
    """Where the record that serves as proof can be opened by this person; empty when it cannot."""
    if evidence.record_kind != "documents.paper" or evidence.record_id is None:
        return ""
    paper = papers_seen_by(access).filter(pk=evidence.record_id).first()
    return paper.get_absolute_url() if paper else ""


def evidence_page(evidence: Evidence, access: Access) -> dict[str, Any]:
    """Everything the page of one piece says."""
    waiting = evidence_to_check_by(access)
    return {
        "row": evidence,
        "twins": twins_of(evidence, access),
        "notes": notes_on(evidence),
        "label": LABELS.get(evidence.file.kind, evidence.file.kind) if evidence.file else "",
        "scan": scan_of(evidence.file) if evidence.file else "",
        "record_href": address_of_record(evidence, access),
        "checking": waiting.filter(pk=evidence.pk).exists(),
        "left": waiting.count(),
        "own": evidence.owner_id == access.user.pk,
    }


def next_to_check(access: Access, after: int) -> Evidence | None:
    """The next piece that waits for this person, past one; from the first again at the end."""
    waiting = evidence_to_check_by(access)
    return waiting.filter(pk__gt=after).first() or waiting.exclude(pk=after).first()
