"""What stands in the way of entering a movement and linking it to the one above. Pure."""

import datetime as dt

from thidua.core.errors import Blocker


def blockers_to_parent(own: object | None, wanted: object) -> list[Blocker]:
    """The plan above belongs to the unit directly above."""
    if own is None or own == wanted:
        return []
    return [Blocker(f"Cấp trên trực tiếp là {own}, không phải {wanted}.", about=own)]


def blockers_to_standing(*, taken: object | None, first: dt.date, last: dt.date | None) -> list[Blocker]:
    """A movement that already runs is entered once, from a paper that carries no other movement."""
    found = []
    if taken is not None:
        found.append(Blocker(f"Văn bản này đã là gốc của phong trào {taken}.", about=taken))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối của phong trào đứng trước ngày đầu."))
    return found
