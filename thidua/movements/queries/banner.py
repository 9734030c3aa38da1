"""The banner of a movement: its slogan letter for letter."""

from thidua.documents.writing.typesetting import typeset
from thidua.movements.models import Movement


def banner_pdf(movement: Movement) -> bytes:
    """One landscape A3 page with the slogan as large as it fits; the same movement gives the same bytes."""
    data = {
        "kind": f"Phong trào thi đua {movement.get_kind_display()}",
        "slogan": movement.slogan,
        "owner": str(movement.owner),
    }
    return typeset("banner.typ", data, day=movement.plan.day)
