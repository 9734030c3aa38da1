"""Taking hold of a movement before changing anything about it."""

from thidua.movements.models import Movement


def locked(movement: Movement) -> Movement:
    """The movement with its owner as they stand now, held until the transaction ends."""
    return Movement.objects.select_for_update(of=("self",)).select_related("owner").get(pk=movement.pk)
