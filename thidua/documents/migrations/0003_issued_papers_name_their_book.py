"""Papers issued before books were named by their papers: each is given the book that numbered it."""

from django.db import migrations

NAME_THE_BOOK = """
UPDATE documents_paper p SET book_id = (
    SELECT b.id FROM documents_numberbook b
    WHERE b.unit_id = p.owner_id AND b.year = extract(year FROM p.day) AND b.kind IN (p.kind, '')
    ORDER BY b.kind DESC LIMIT 1
)
WHERE p.state IN ('issued', 'withdrawn') AND p.book_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_issuers_books_evidence")]
    operations = [migrations.RunSQL(NAME_THE_BOOK, migrations.RunSQL.noop)]
