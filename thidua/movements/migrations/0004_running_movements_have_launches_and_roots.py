"""Movements of the release before get what every movement has now: the launch that made it active, and a root."""

from django.db import migrations

LAUNCHES = """
INSERT INTO movements_launch (movement_id, form, day, place, attended, roll_taken, theme, base, recorded_at,
  recorded_by_id)
SELECT m.id, CASE WHEN p.issued_at IS NULL THEN 'earlier' ELSE 'paper' END,
  coalesce(p.day, (m.launched_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), '', '', false, '', '{}',
  m.launched_at, m.launched_by_id
FROM movements_movement m JOIN documents_paper p ON p.id = m.plan_id
WHERE m.state <> 'draft' AND m.first_launch_id IS NULL;

UPDATE movements_movement m SET first_launch_id = l.id
FROM movements_launch l WHERE l.movement_id = m.id AND m.state <> 'draft' AND m.first_launch_id IS NULL
"""

# A special movement shares the root of its namesakes, as the register does; the others found their own.
ROOTS = """
DO $$
DECLARE
  founder record;
  shared bigint;
BEGIN
  FOR founder IN
    SELECT id, name, folded, kind FROM movements_movement WHERE parent_id IS NULL AND root_id IS NULL ORDER BY id
  LOOP
    SELECT o.root_id INTO shared FROM movements_movement o
    WHERE founder.kind = 'special' AND o.kind = 'special' AND o.folded = founder.folded AND o.parent_id IS NULL
      AND o.root_id IS NOT NULL ORDER BY o.id LIMIT 1;
    IF shared IS NULL THEN
      INSERT INTO movements_movementroot (name, folded) VALUES (founder.name, founder.folded)
      RETURNING id INTO shared;
      UPDATE movements_movement SET root_id = shared, rooted = 'own' WHERE id = founder.id;
    ELSE
      UPDATE movements_movement SET root_id = shared, rooted = 'name' WHERE id = founder.id;
    END IF;
  END LOOP;
END $$;

WITH RECURSIVE below AS (
  SELECT id, root_id FROM movements_movement WHERE parent_id IS NULL
  UNION ALL
  SELECT child.id, below.root_id FROM below JOIN movements_movement child ON child.parent_id = below.id
)
UPDATE movements_movement m SET root_id = below.root_id, rooted = 'parent'
FROM below WHERE m.id = below.id AND m.root_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("movements", "0003_desks_of_a_movement")]
    operations = [
        migrations.RunSQL(LAUNCHES, migrations.RunSQL.noop),
        migrations.RunSQL(ROOTS, migrations.RunSQL.noop),
    ]
