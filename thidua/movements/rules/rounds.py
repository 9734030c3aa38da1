"""What stands in the way of a round. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_round(
    label: str,
    first: dt.date,
    last: dt.date,
    others: Sequence[tuple[str, dt.date, dt.date]],
) -> list[Blocker]:
    """A round ends after it begins, and shares no day with another round; `others` are (label, first, last)."""
    if last < first:
        return [Blocker(f"{label}: ngày cuối đứng trước ngày đầu.")]
    return [
        Blocker(f"{label} trùng ngày với {other} ({start:%d/%m/%Y} đến {end:%d/%m/%Y}).")
        for other, start, end in others
        if first <= end and start <= last
    ]
