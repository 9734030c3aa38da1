"""Who may see, add and check the proof of a paper: how it was made known, what was done because of it."""

from typing import Any

from django.db.models import QuerySet

from thidua.documents.models import Paper
from thidua.documents.queries.proving import Provable, beneath, can_be_proved
from thidua.org.access import Ability, Access
from thidua.org.models import Unit


def _filed(access: Access) -> "QuerySet[Paper]":
    return Paper.objects.filter(owner__in=access.units(Ability.PAPER_FILE))


def _signed_for(access: Access) -> "QuerySet[Paper]":
    return Paper.objects.filter(owner__in=beneath(access, Ability.PAPER_SIGN))


def _seen(access: Access) -> "QuerySet[Paper]":
    return _filed(access) | _signed_for(access)


def _owner(paper: Any) -> Unit:
    unit: Unit = paper.owner
    return unit


can_be_proved(Provable("documents.paper", seen=_seen, proved=_filed, checked=_signed_for, unit_of=_owner))
