"""Which root a movement is a branch of: found by citation or name, moved by decision only."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.movements.actions.locks import locked
from thidua.movements.models import Movement, MovementRoot
from thidua.movements.queries.register import children_waiting_for, movement_resting_on, root_pointed_to
from thidua.movements.rules.register import blockers_to_join
from thidua.org.models import User


def settle_root(movement: Movement) -> Movement:
    """Make a new movement a branch: of its parent's root, of a paper's it rests on, of its name's, else of its own.

    Movements entered before it that rest on its plan become its children. A look-alike name joins nothing.
    """
    if movement.parent is None and movement.basis is not None:
        movement.parent = movement_resting_on(movement.basis, but=movement.pk)
    root, rooted = root_pointed_to(movement)
    movement.root = root or MovementRoot.objects.create(name=movement.name, folded=fold(movement.name))
    movement.rooted = rooted
    movement.save(update_fields=["parent", "root", "rooted"])
    for child in children_waiting_for(movement):
        _attach(child, movement)
    return movement


def _attach(child: Movement, parent: Movement) -> None:
    """A child filed before its parent finds it; the root it began alone goes, the one it was put under stays."""
    child.parent = parent
    child.save(update_fields=["parent"])
    if child.rooted in {"", Movement.Rooted.OWN, Movement.Rooted.NAME} and child.root_id != parent.root_id:
        old, root = child.root, parent.root
        assert root is not None
        child.rooted = Movement.Rooted.PARENT
        child.save(update_fields=["rooted"])
        _move(child, root)
        if old is not None and not old.branches.exists():
            old.delete()


def _move(movement: Movement, root: MovementRoot) -> int:
    """Put a movement and everything that follows it under another root; returns how many went along."""
    keys, layer = [movement.pk], [movement.pk]
    while layer:
        found = Movement.objects.filter(parent__in=layer).exclude(rooted=Movement.Rooted.DECIDED)
        layer = list(found.exclude(pk__in=keys).values_list("pk", flat=True))
        keys += layer
    movement.root = root
    return Movement.objects.filter(pk__in=keys).update(root=root)


@transaction.atomic
def join_root(movement: Movement, root: MovementRoot, *, reason: str, by: User, at: dt.datetime) -> Movement:
    """Decide that a unit's movement is a branch of another root; the movements under it go along.

    Refuses the root it is under already, and a decision without a reason. Nothing else of it changes.
    """
    movement = locked(movement)
    refuse_if(blockers_to_join(same=movement.root_id == root.pk, reason=reason))
    before = movement.root
    movement.rooted, movement.rooted_reason = Movement.Rooted.DECIDED, reason.strip()
    movement.rooted_by, movement.rooted_at, movement.root = by, at, root
    movement.save(update_fields=["root", "rooted", "rooted_reason", "rooted_by", "rooted_at"])
    moved = _move(movement, root)
    record(
        "movement.joined",
        f"Gắn phong trào {movement} vào gốc “{root}”: {reason.strip()}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        before=before.pk if before else None,
        moved=moved,
    )
    return movement
