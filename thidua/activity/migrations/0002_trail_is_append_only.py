"""The trail can only grow: the database itself refuses to change or remove an event."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION activity_trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only: event % cannot be changed or removed', OLD.id;
END
$$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON activity_event
FOR EACH ROW EXECUTE FUNCTION activity_trail_is_append_only();
"""
ALLOW = "DROP TRIGGER trail_is_append_only ON activity_event; DROP FUNCTION activity_trail_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_tables")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
