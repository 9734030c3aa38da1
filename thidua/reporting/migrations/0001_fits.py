"""The function that a report's CHECK calls: a value stands exactly where the state is "number"."""

from django.db import migrations

FITS = """
CREATE FUNCTION reporting_fits(given bigint[], states smallint[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_length(given, 1), 0) = coalesce(array_length(states, 1), 0)
       AND NOT EXISTS (
           SELECT 1 FROM unnest(given, states) AS cell (value, state)
           WHERE (state = 1) <> (value IS NOT NULL) OR state NOT BETWEEN 0 AND 3
       )
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FITS, "DROP FUNCTION reporting_fits(bigint[], smallint[])")]
