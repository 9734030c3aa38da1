"""A paper issued before its book was kept beside it gets the book that numbered it."""

import importlib

from django.db import connection

from thidua.documents.models import Paper

MIGRATION = importlib.import_module("thidua.documents.migrations.0003_issued_papers_name_their_book")


def test_issued_papers_find_the_book_that_numbered_them(planned):
    plan = Paper.objects.get(owner=planned.school, state=Paper.State.ISSUED)
    book, plan.book = plan.book, None
    plan.save(update_fields=["book"])

    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.NAME_THE_BOOK)

    plan.refresh_from_db()
    assert plan.book == book is not None
