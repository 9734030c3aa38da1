"""What can be proved, and who may see, prove and check it.

Evidence lies low and knows nothing of dossiers or reports. Each room says of its own things who may do what
with their proof, in its module `queries/proof.py`, which is found by its name; a thing that no room speaks of
can be neither seen nor proved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from thidua.org.access import Ability, Access
from thidua.org.models import Reach, Unit

Rows = Callable[[Access], "QuerySet[Any, Any]"]


@dataclass(frozen=True)
class Provable:
    """A kind of thing that can be proved: who sees its proof, who adds, who checks, and in which unit it stands."""

    kind: str  # as evidence keeps it: documents.paper
    seen: Rows
    proved: Rows
    checked: Rows
    unit_of: Callable[[Any], Unit]


_KINDS: dict[str, Provable] = {}


def can_be_proved(thing: Provable) -> None:
    """Said by a room of one of its things, when its module `queries/proof.py` is loaded."""
    _KINDS[thing.kind] = thing


@cache
def provables() -> dict[str, Provable]:
    """Everything that can be proved, by kind."""
    autodiscover_modules("queries.proof")
    return dict(_KINDS)


def beneath(access: Access, ability: Ability) -> "QuerySet[Any, Any]":
    """The units in which an ability is held, and everything beneath them."""
    held = access.units(ability)
    return Reach.objects.on(access.day).filter(ancestor__in=held).values("descendant")
