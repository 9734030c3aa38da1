"""Who may see, add and check the proof of a dossier: appraisers open it, colleagues of the nominee do not."""

from typing import Any

from django.db.models import QuerySet

from thidua.commendation.models import Nomination
from thidua.commendation.queries.dossier import dossiers_in, dossiers_to_complete
from thidua.documents.queries.proving import Provable, beneath, can_be_proved
from thidua.org.access import Ability, Access
from thidua.org.models import Unit


def _seen(access: Access) -> "QuerySet[Nomination]":
    return dossiers_in(access.units(Ability.NOMINATION_VIEW), on=access.day)


def _checked(access: Access) -> "QuerySet[Nomination]":
    return Nomination.objects.filter(home__in=beneath(access, Ability.ATTEST))


def _open(access: Access) -> "QuerySet[Nomination]":
    return dossiers_to_complete(access).filter(outcomes=None)


def _home(nomination: Any) -> Unit:
    unit: Unit = nomination.home
    return unit


can_be_proved(Provable("commendation.nomination", seen=_seen, proved=_open, checked=_checked, unit_of=_home))
