"""The register of movements: which of them a person may see, and which look alike."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.core.text import fold
from thidua.movements.models import Assignment, Duty, Movement
from thidua.org.access import Ability, Access
from thidua.org.models import Reach

_HEAVY = ("plan__source_lines", "plan__reading")


def movements_seen_by(access: Access) -> "QuerySet[Movement]":
    """Movements run by the units this person may look into, those that ask something of them or their units,
    and those that already run in the units above their own (EK-24).
    """
    units = access.units(Ability.MOVEMENT_VIEW)
    asked = Assignment.objects.filter(duty__movement=OuterRef("pk"))
    asked = asked.filter(Q(person_id=access.user.person_id) | Q(person=None, unit__in=units))
    own = [post.unit.pk for post in access.posts] if access.has(Ability.MOVEMENT_VIEW) else []
    above = Reach.objects.on(access.day).filter(descendant__in=own).values("ancestor")
    running = Q(state=Movement.State.RUNNING, owner__in=above)
    return Movement.objects.filter(Q(owner__in=units) | Exists(asked) | running)


def movements_in(seen: "QuerySet[Movement]") -> "QuerySet[Movement]":
    """Of these movements, newest first, each with how many assignments are done of how many.

    Reports are counted in their own room, from what was accepted, not here.
    """
    counted = ~Q(duties__what=Duty.What.REPORT)
    counts = {
        "asked": Count("duties__assignments", filter=counted),
        "done": Count("duties__assignments", filter=counted & Q(duties__assignments__state="done")),
    }
    return seen.select_related("owner", "plan").annotate(**counts).order_by("-id").defer(*_HEAVY)


def similar_to(movement: Movement, among: "QuerySet[Movement]") -> list[Movement]:
    """Movements with another root whose names share most words: "tên gần giống, gốc khác", merged by nobody."""
    words = set(fold(movement.name).split())
    others = among.exclude(pk=movement.pk).select_related("owner", "plan", "basis").defer(*_HEAVY)
    alike = [other for other in others if _alike(words, set(other.folded.split()))]
    return [other for other in alike if other.basis_id is None or other.basis_id != movement.basis_id]


def _alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) > len(one | other) if one | other else False
