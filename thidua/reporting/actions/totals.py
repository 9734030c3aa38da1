"""Totals are recomputed from accepted reports wherever a mark was left; never counted up and down."""

import datetime as dt

from django.db import connection, transaction

from thidua.activity.trail import recorded_now
from thidua.reporting.models import Mark, Window

# Every unit that stood above an expected unit when its window opened, with the sums of what is accepted there.
_RECOMPUTE = """
WITH stale AS (
    SELECT DISTINCT r.ancestor_id AS unit_id
    FROM org_reach r WHERE r.descendant_id = ANY (%(units)s) AND r.during @> %(day)s::date
), reports AS (
    SELECT r.ancestor_id AS unit_id, p.state, p.values
    FROM stale s
    JOIN org_reach r ON r.ancestor_id = s.unit_id AND r.during @> %(day)s::date
    JOIN reporting_expected e ON e.unit_id = r.descendant_id AND e.window_id = %(window)s
    JOIN reporting_report p ON p.expected_id = e.id
), counted AS (
    SELECT unit_id, count(*) FILTER (WHERE state = 'accepted') AS accepted, count(*) AS expected
    FROM reports GROUP BY unit_id
), slots AS (
    SELECT t.unit_id, array_agg(t.total ORDER BY t.slot) AS sums, array_agg(t.given ORDER BY t.slot) AS numbers
    FROM (
        SELECT c.unit_id, g.slot, sum(p.values[g.slot]) AS total, count(p.values[g.slot])::int AS given
        FROM counted c
        CROSS JOIN generate_series(1, %(width)s) AS g (slot)
        LEFT JOIN reports p ON p.unit_id = c.unit_id AND p.state = 'accepted'
        GROUP BY c.unit_id, g.slot
    ) t GROUP BY t.unit_id
)
INSERT INTO reporting_total (window_id, unit_id, sums, numbers, accepted, expected, made_at)
SELECT %(window)s, c.unit_id, s.sums::bigint[], s.numbers, c.accepted, c.expected, %(at)s
FROM counted c JOIN slots s USING (unit_id)
ON CONFLICT (window_id, unit_id) DO UPDATE SET sums = excluded.sums, numbers = excluded.numbers,
    accepted = excluded.accepted, expected = excluded.expected, made_at = excluded.made_at
"""

_CLAIM = "DELETE FROM reporting_mark RETURNING window_id, unit_id"


def refresh(*, at: dt.datetime | None = None) -> int:
    """Take every mark there is and recompute what stands above it; returns how many marks were taken.

    The marks are claimed in one statement and the sums read in a later one: under READ COMMITTED the later
    statement sees every report whose mark was claimed, so no change is lost.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM)
        marks = cursor.fetchall()
        stale: dict[int, set[int]] = {}
        for window, unit in marks:
            stale.setdefault(window, set()).add(unit)
        for window in Window.objects.filter(pk__in=stale).select_related("form_version").order_by("pk"):
            recompute(window, sorted(stale[window.pk]), at=at)
    return len(marks)


def recompute(window: Window, units: list[int], *, at: dt.datetime | None = None) -> None:
    """Make the totals of everything above these units again, by the tree of the day the window opened."""
    with connection.cursor() as cursor:
        cursor.execute(
            _RECOMPUTE,
            {
                "units": units,
                "day": window.opens_on,
                "window": window.pk,
                "width": len(window.form_version.slots),
                "at": at or recorded_now(),
            },
        )


def rebuild(window: Window) -> None:
    """Drop a window's totals and make them all again."""
    with transaction.atomic():
        Mark.objects.filter(window_id=window.pk).delete()
        window.totals.all().delete()
        recompute(window, list(window.expected.values_list("unit_id", flat=True)))
