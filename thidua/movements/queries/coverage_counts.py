"""The plain SQL behind the coverage map: figures over all units in one statement, and the rows of one page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from thidua.movements.models import Movement

# Two groupings of the same rows: by duty, what was asked, answered, in time, late; over all, how many units each
# filter of the map would show and how much open work stands with units that have ended. What a report in hand
# speaks for is left to that report.
_COUNT = """
SELECT duty.id, count(*),
  count(*) FILTER (WHERE given.state IN ('handed_in', 'done')),
  count(*) FILTER (WHERE given.state IN ('handed_in', 'done') AND NOT given.late),
  count(*) FILTER (WHERE standing.late),
  count(DISTINCT given.unit_id),
  count(DISTINCT given.unit_id) FILTER (WHERE standing.own AND standing.late),
  count(DISTINCT given.unit_id) FILTER (WHERE standing.own AND given.state = 'returned'),
  count(DISTINCT given.unit_id) FILTER (WHERE standing.own AND given.state = 'handed_in'),
  count(DISTINCT given.unit_id) FILTER (WHERE standing.own
    AND (NOT standing.head OR (standing.pair AND NOT standing.chair))),
  count(DISTINCT given.unit_id) FILTER (WHERE standing.pair AND standing.head <> standing.chair),
  count(*) FILTER (WHERE standing.own AND given.state <> 'done' AND given.unit_id NOT IN (
    SELECT unit_id FROM org_placement WHERE during @> %(on)s::date))
FROM movements_assignment given
JOIN movements_duty duty ON duty.id = given.duty_id
CROSS JOIN LATERAL (SELECT given.person_id IS NULL AS own, duty.reaches = 'pairs' AS pair,
  given.confirmed_at IS NOT NULL AS head, given.union_confirmed_at IS NOT NULL AS chair,
  given.late OR (given.state IN ('open', 'returned') AND coalesce(given.due < %(on)s::date, false)) AS late) standing
WHERE duty.movement_id = %(movement)s AND given.merged_into_id IS NULL
  AND NOT (duty.what = 'report' AND given.unit_id = ANY (%(reported)s::bigint[]))
GROUP BY GROUPING SETS ((duty.id), ())
"""
_FILTERS = ("", "late", "returned", "waiting", "unconfirmed", "half")


@dataclass(frozen=True)
class Counted:
    """By duty (asked, answered, in time, late); units by filter of the map; open work of units that have ended."""

    duties: dict[int, tuple[int, int, int, int]]
    units: dict[str, int]
    stranded: int


def count_coverage(movement: Movement, *, on: dt.date, reported: Sequence[int] = ()) -> Counted:
    """The figures of a day; `reported` are units whose report speaks for their duty to report."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"on": on, "movement": movement.pk, "reported": list(reported)})
        rows = cursor.fetchall()
    [whole] = [row for row in rows if row[0] is None]
    return Counted(
        duties={row[0]: (row[1], row[2], row[3], row[4]) for row in rows if row[0] is not None},
        units=dict(zip(_FILTERS, whole[5:11], strict=True)),
        stranded=whole[11],
    )


class GivenWork(NamedTuple):
    """Of a unit's assignment, what a cell of the map says. A page holds hundreds, so they are read as plain rows."""

    id: int
    unit_id: int
    duty_id: int
    state: str
    due: dt.date | None
    late: bool
    late_days: int
    handed_in_on: dt.date | None
    done_at: dt.datetime | None
    answered_by_id: int | None
    measures: str
    missing_parts: list[str]
    confirmed_at: dt.datetime | None
    union_confirmed_at: dt.datetime | None


def work_given(duties: Sequence[int], units: Sequence[int]) -> list[GivenWork]:
    """The own assignments of these units to these duties."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(GivenWork.__annotations__)} FROM movements_assignment "  # noqa: S608 our own column names
            "WHERE duty_id = ANY (%s::bigint[]) AND unit_id = ANY (%s::bigint[]) AND person_id IS NULL "
            "AND merged_into_id IS NULL",
            [list(duties), list(units)],
        )
        return [GivenWork(*row) for row in cursor.fetchall()]
