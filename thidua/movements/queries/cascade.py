"""Whom the duties of a movement reach on a day."""

import datetime as dt

from thidua.movements.cascade import Asked, Given, assign
from thidua.movements.models import Movement
from thidua.org.models import Placement, Post, Reach, Unit
from thidua.org.queries.tree import children_of

STAFF = ["cadre", "civil_servant", "teacher", "staff", "worker"]


WITHIN = [Unit.Kind.TEAM, Unit.Kind.DIVISION]


def assignments_to_open(movement: Movement, *, on: dt.date) -> list[Given]:
    """Every assignment the movement's duties ask for, on the tree of a day."""
    duties = [Asked(duty.pk, duty.reaches, duty.due) for duty in movement.duties.order_by("id")]
    children = children_of(movement.owner, on=on)
    inside = Placement.objects.on(on).filter(parent=movement.owner, relation=Placement.Relation.WITHIN)
    attached = children.exclude(kind__in=[*WITHIN, Unit.Kind.CLASS]).exclude(pk__in=inside.values("unit"))
    units = {
        "teams": list(children.filter(kind__in=WITHIN).values_list("pk", flat=True)),
        "units": list(attached.values_list("pk", flat=True)),
    }
    below = Reach.objects.on(on).filter(ancestor=movement.owner).values("descendant")
    posts = Post.objects.on(on).filter(unit__in=below, main=True, group__in=STAFF).order_by("id")
    return assign(duties, units, list(posts.values_list("person_id", "unit_id")))
