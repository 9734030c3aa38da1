"""The tree unfolded: rebuilt by every act that changes a placement, compared by `fsck`."""

from django.db import connection

# A path is as true as the days its steps share: the ranges are intersected on the way up, so a unit that
# moved, or stood in two periods with a gap between them, has a row for each stretch and none for the gap.
_WALK = """
WITH RECURSIVE up (descendant, ancestor, depth, during, trail) AS (
    SELECT p.unit_id, p.unit_id, 0, p.during, ARRAY[p.unit_id] FROM org_placement p {only}
    UNION ALL
    SELECT up.descendant, p.parent_id, up.depth + 1, up.during * p.during, up.trail || p.parent_id
    FROM up JOIN org_placement p ON p.unit_id = up.ancestor AND p.during && up.during
    WHERE p.parent_id IS NOT NULL AND p.parent_id <> ALL (up.trail)
)"""

_UNFOLD = """
INSERT INTO org_reach (descendant_id, ancestor_id, depth, during)
SELECT descendant, ancestor, depth, during FROM up
"""

_EVER_BELOW = """
WITH RECURSIVE down (unit) AS (
    SELECT unnest(%s::bigint[])
    UNION SELECT p.unit_id FROM down JOIN org_placement p ON p.parent_id = down.unit
) SELECT array_agg(unit) FROM down
"""

_DIFFERENT = """
, walked AS (SELECT descendant, ancestor, depth, during FROM up),
  kept AS (SELECT descendant_id, ancestor_id, depth, during FROM org_reach)
SELECT count(*) FROM (
    (SELECT * FROM walked EXCEPT ALL SELECT * FROM kept) UNION ALL
    (SELECT * FROM kept EXCEPT ALL SELECT * FROM walked)
) AS different
"""


def rebuild_reach(roots: list[int]) -> None:
    """Unfold the tree again for these units and all that ever stood beneath them."""
    with connection.cursor() as cursor:
        cursor.execute(_EVER_BELOW, [roots])
        units = cursor.fetchone()[0]
        cursor.execute("DELETE FROM org_reach WHERE descendant_id = ANY (%s)", [units])
        cursor.execute(_WALK.format(only="WHERE p.unit_id = ANY (%s)") + _UNFOLD, [units])


def rebuild_all_reach() -> None:
    """Unfold the whole tree: after an import, or when `fsck` finds a difference."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM org_reach")
        cursor.execute(_WALK.format(only="") + _UNFOLD)


def reach_faults() -> int:
    """How many rows of the unfolded tree differ from a fresh walk over the placements; 0 when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(only="") + _DIFFERENT)
        return int(cursor.fetchone()[0])
