"""Constraints that every dated table shares."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, QuerySet, Value


def as_range(column: str) -> Func:
    """A key as a one-point range: a native GiST type, so the `btree_gist` extension is not needed."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


def one_at_a_time(name: str, *columns: str) -> ExclusionConstraint:
    """No two rows with the same keys may share a day."""
    expressions: list[Any] = [(as_range(column), RangeOperators.OVERLAPS) for column in columns]
    return ExclusionConstraint(name=name, expressions=[*expressions, ("during", RangeOperators.OVERLAPS)])


def not_empty(name: str) -> CheckConstraint:
    """A period has at least one day: an empty range would overlap nothing and hide from every question."""
    return CheckConstraint(name=name, condition=Q(during__isempty=False))


class DatedQuerySet(QuerySet[Any]):
    """Rows that are true during a period."""

    def on(self, day: object) -> "DatedQuerySet":
        """Those true on a day."""
        return self.filter(during__contains=day)
