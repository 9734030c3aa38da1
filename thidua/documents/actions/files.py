"""Files come in once; evidence is offered and checked by another."""

import datetime as dt
import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from procrastinate.contrib.django import app

from thidua.activity.trail import notify, record
from thidua.core.errors import refuse_if
from thidua.documents.imaging.clamd import scan
from thidua.documents.imaging.examining import examine
from thidua.documents.models import Evidence, File
from thidua.documents.rules import evidence as rules
from thidua.org.models import Unit, User

LIMIT = 20_000_000  # bytes


@transaction.atomic
def keep_file(data: bytes, name: str, kind: str, *, at: dt.datetime) -> File:
    """Keep these bytes; the same bytes sent again are the same file.

    What they are is told by their content; `kind`, the sender's word, counts only where the content tells
    nothing. Refuses an empty or too large file, a program, a file of two faces, a bomb, and a picture that
    cannot be opened.
    """
    refuse_if(rules.blockers_to_upload(name, len(data), limit=LIMIT))
    digest = hashlib.sha256(data).hexdigest()
    found = File.objects.filter(sha256=digest).first()
    if found:
        return found
    seen = examine(data)
    file = File(
        sha256=digest,
        size=len(data),
        kind=kind if seen.kind == "application/octet-stream" else seen.kind,
        name=name[-255:],
        kept_at=at,
        width=seen.width,
        height=seen.height,
        pages=seen.pages,
        warnings=list(seen.warnings),
        bands=seen.bands,
        **seen.signed_hashes,
    )
    file.stored.save(f"{digest[:2]}/{digest}", ContentFile(data), save=False)
    if seen.shown:
        file.shown.save(f"{digest[:2]}/{digest}.webp", ContentFile(seen.shown), save=False)
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:  # the same bytes came in at the same moment
        return File.objects.get(sha256=digest)
    if settings.CLAMD:
        app.configure_task("documents.scan_file").defer(file_id=file.pk)  # by name: jobs stand above actions
    return file


def scan_file(file: File, *, daemon: str, at: dt.datetime) -> File:
    """Have ClamAV look at a file and keep its word; whoever offered an infected one as evidence is told.

    Raises `ScanError` when the daemon does not answer: the file stays "chưa quét", never "sạch".
    """
    with file.stored.open("rb") as kept:
        virus = scan(kept.read(), daemon)
    with transaction.atomic():
        file.scan = File.Scan.INFECTED if virus else File.Scan.CLEAN
        file.scanned_at, file.scan_found = at, virus[:200]
        file.save(update_fields=["scan", "scanned_at", "scan_found"])
        if virus:
            _warn_of(file, at=at)
    return file


def _warn_of(file: File, *, at: dt.datetime) -> None:
    sentence = f"Tệp {file.name} có vi-rút ({file.scan_found}); không ai tải được tệp này nữa."
    event = record("file.infected", sentence, by=None, about=file, at=at)
    notify(event, file.evidence.values_list("owner", flat=True), sentence)


@transaction.atomic
def offer_evidence(
    about: models.Model,
    unit: Unit,
    *,
    by: User,
    at: dt.datetime,
    file: File | None = None,
    file_name: str = "",
    link: str = "",
    note: str = "",
    held: models.Model | None = None,
    data_class: str = "",
) -> Evidence:
    """Offer proof of a thing: a file, a link, a note, or a record that is `held` already.

    `data_class` says that the proof speaks of something restricted. Refuses one that holds nothing, a file
    that is offered for this thing already, and a thing as its own proof.
    """
    kind = about._meta.label_lower
    offered = file is not None and _offered(kind, about.pk, file)
    holds = file is not None or held is not None or bool(link or note)
    refuse_if(rules.blockers_to_offer(holds=holds, offered=offered, itself=held == about))
    row = Evidence.objects.create(
        about_kind=kind,
        about_id=about.pk,
        about_label=_label(about),
        unit=unit,
        file=file,
        file_name=(file_name or file.name)[-255:] if file else "",
        link=link,
        note=note,
        record_kind=held._meta.label_lower if held else "",
        record_id=held.pk if held else None,
        record_label=_label(held) if held else "",
        data_class=data_class,
        owner=by,
        added_at=at,
    )
    record("evidence.offered", f"Thêm minh chứng cho {about}.", by=by, about=about, unit=unit, at=at)
    return row


def _label(thing: models.Model) -> str:
    """What a list calls a thing: its name, and what it is about where it says so."""
    headline = getattr(thing, "headline", "")
    return f"{thing}: {headline}"[:300] if headline else str(thing)[:300]


def _offered(kind: str, key: int, file: File) -> bool:
    rows = Evidence.objects.filter(about_kind=kind, about_id=key, file=file)
    return rows.exclude(state=Evidence.State.REJECTED).exists()


@transaction.atomic
def check_evidence(
    evidence: Evidence, *, accept: bool, by: User, at: dt.datetime, reason: str = ""
) -> Evidence:
    """Verify or reject; refuses the owner, and a rejection without a reason. The owner is told of a rejection."""
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    refuse_if(
        rules.blockers_to_check(
            state=evidence.state, is_owner=evidence.owner_id == by.pk, rejected=not accept, reason=reason
        )
    )
    evidence.state = Evidence.State.VERIFIED if accept else Evidence.State.REJECTED
    evidence.checked_by, evidence.checked_at, evidence.reason = by, at, reason.strip()
    evidence.save(update_fields=["state", "checked_by", "checked_at", "reason"])
    event = record(
        "evidence.checked", f"Minh chứng: {evidence.get_state_display()}.", by=by, unit=evidence.unit, at=at
    )
    if not accept:
        sentence = f"Minh chứng không được chấp nhận: {evidence.reason}"
        notify(event, [evidence.owner_id], sentence, href=evidence.get_absolute_url())
    return evidence
