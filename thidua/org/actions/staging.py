"""How a checked sheet reaches the tables: staged by COPY beside them, compared there, then loaded in one piece."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection

from thidua.org.importing import Checked


@dataclass(frozen=True)
class Plan:
    """The statements of one kind of sheet. Each may name the units within reach as `%(allowed)s`."""

    table: str
    create: str  # the staging table, as the rows come
    ready: str  # the same rows beside what is stored: what is new, what differs
    faults: tuple[tuple[int, str], ...]  # the column at fault, and a query of (row, message)
    count: str  # one row: new, changed, same
    load: tuple[str, ...]


def open_stage(plan: Plan) -> None:
    """An empty staging table of this session; one left over from a run that broke off is dropped."""
    drop_stage(plan)
    _run(plan.create)


def drop_stage(plan: Plan) -> None:
    """The staging tables are gone; a connection that is already gone took them with it."""
    with suppress(DatabaseError):
        _run(f"DROP TABLE IF EXISTS pg_temp.{plan.table}, pg_temp.{plan.table}_ready")


def stage(plan: Plan, rows: Sequence[Sequence[Any]]) -> None:
    """Copy a parcel of rows. Their cells were checked: none holds a tab, a line end or a backslash."""
    if not rows:
        return
    text = "".join(["\t".join(map(str, row)) + "\n" for row in rows])
    with connection.cursor() as cursor, cursor.copy(f"COPY {plan.table} FROM STDIN (NULL '')") as copy:
        copy.write(text)


def compare(plan: Plan, checked: Checked, allowed: list[int]) -> tuple[int, int, int]:
    """Set the staged rows beside what is stored; note what cannot be, and count new, changed and same."""
    given = {"allowed": allowed}
    _run(f"ANALYZE {plan.table}")
    _run(plan.ready, given)
    _run(f"ANALYZE {plan.table}_ready")
    for column, fault in plan.faults:
        for row, message in query(fault, given):
            checked.wrong(column, row, message)
    new, changed, same = query(plan.count, given)[0]
    return new, changed, same


def load(plan: Plan, given: dict[str, Any]) -> None:
    """Write the staged rows into the tables. Must stand inside the transaction of the act."""
    for statement in plan.load:
        _run(statement, given)


def _run(statement: str, given: dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def query(asked: str, given: dict[str, Any] | None = None) -> list[Any]:
    """The rows of one question about what is staged."""
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        return list(cursor.fetchall())


def folded_words(choices: Iterable[tuple[Any, Any]], fold: Any) -> dict[str, str]:
    """Each choice by its folded label."""
    return {fold(str(label)): str(value) for value, label in choices}
