"""What proves a dossier, offered by those who make it."""

import datetime as dt

from django.db import transaction

from thidua.commendation import rules
from thidua.commendation.models import Nomination
from thidua.core.errors import refuse_if
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.models import Evidence
from thidua.org.models import User


@transaction.atomic
def add_evidence(nomination: Nomination, proof: Proof, *, by: User, at: dt.datetime) -> Evidence:
    """Add proof to a dossier. Refuses a dossier already decided, and what `add_proof` refuses."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("home").get(pk=nomination.pk)
    )
    refuse_if(rules.blockers_to_prove(decided=nomination.outcomes.exists()))
    return add_proof(nomination, nomination.home, proof, by=by, at=at)
