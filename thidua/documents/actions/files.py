"""Files come in once; evidence is offered and checked by another."""

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.db import models, transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Evidence, File
from thidua.documents.rules import evidence as rules
from thidua.org.models import Unit, User

LIMIT = 20_000_000  # bytes


@transaction.atomic
def keep_file(data: bytes, name: str, kind: str, *, at: dt.datetime) -> File:
    """Keep these bytes; the same bytes sent again are the same file. Refuses an empty or too large one."""
    refuse_if(rules.blockers_to_upload(name, len(data), limit=LIMIT))
    digest = hashlib.sha256(data).hexdigest()
    found = File.objects.filter(sha256=digest).first()
    if found:
        return found
    file = File(sha256=digest, size=len(data), kind=kind, name=name[-255:], kept_at=at)
    file.stored.save(f"{digest[:2]}/{digest}", ContentFile(data), save=False)
    file.save()
    return file


@transaction.atomic
def offer_evidence(
    about: models.Model,
    unit: Unit,
    *,
    by: User,
    at: dt.datetime,
    file: File | None = None,
    link: str = "",
    note: str = "",
) -> Evidence:
    """Offer proof of a thing: a file, a link or a note."""
    row = Evidence.objects.create(
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        unit=unit,
        file=file,
        link=link,
        note=note,
        owner=by,
        added_at=at,
    )
    record("evidence.offered", f"Thêm minh chứng cho {about}.", by=by, about=about, unit=unit, at=at)
    return row


@transaction.atomic
def check_evidence(
    evidence: Evidence, *, accept: bool, by: User, at: dt.datetime, reason: str = ""
) -> Evidence:
    """Verify or reject; refuses the owner, and a rejection without a reason."""
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    refuse_if(
        rules.blockers_to_check(
            state=evidence.state, is_owner=evidence.owner_id == by.pk, rejected=not accept, reason=reason
        )
    )
    evidence.state = Evidence.State.VERIFIED if accept else Evidence.State.REJECTED
    evidence.checked_by, evidence.checked_at, evidence.reason = by, at, reason
    evidence.save(update_fields=["state", "checked_by", "checked_at", "reason"])
    record(
        "evidence.checked", f"Minh chứng: {evidence.get_state_display()}.", by=by, unit=evidence.unit, at=at
    )
    return evidence
