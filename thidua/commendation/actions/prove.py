"""What proves a dossier, offered by those who make it."""

import datetime as dt

from django.db import transaction

from thidua.commendation import rules
from thidua.commendation.models import Nomination
from thidua.core.errors import refuse_if
from thidua.documents.actions.files import keep_file, offer_evidence
from thidua.documents.models import Evidence
from thidua.org.models import User


@transaction.atomic
def add_evidence(
    nomination: Nomination,
    *,
    by: User,
    at: dt.datetime,
    note: str = "",
    link: str = "",
    upload: tuple[str, str, bytes] | None = None,
) -> Evidence:
    """Add proof to a dossier: a note, a link, a file (`upload`: name, media type, bytes), or several at once.

    Refuses one that holds nothing, a file that cannot be kept, and a dossier already decided.
    """
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("home").get(pk=nomination.pk)
    )
    decided = nomination.outcomes.exists()
    refuse_if(rules.blockers_to_prove(note=note, link=link, has_file=upload is not None, decided=decided))
    file = keep_file(upload[2], upload[0], upload[1], at=at) if upload else None
    return offer_evidence(
        nomination, nomination.home, by=by, at=at, file=file, link=link.strip(), note=note.strip()
    )
