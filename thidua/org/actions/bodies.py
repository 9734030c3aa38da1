"""Plants the public bodies of the four plans, with the tree of 2021 and what became of it.

The data lies in `org/bodies/*.yaml`; each file is checked when it is read. Planting again adds only what is
missing, so it may run over a world that already holds some of these bodies.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, model_validator

from thidua.activity.trail import Actor
from thidua.org.actions.tree import (
    add_alias,
    create_unit,
    merge_units,
    move_unit,
    pair_union,
    pass_on_unit,
    rename_unit,
    set_guidance,
)
from thidua.org.models import Guidance, Lineage, Pairing, Placement, Unit, UnitAlias, UnitName
from thidua.org.queries.tree import children_of

FOLDER = Path(__file__).resolve().parent.parent / "bodies"
FIRST_DAY = dt.date(2018, 8, 1)  # from here on the trees are told; what stood before is "from before"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(_Strict):
    """A public body: how it is called, where it stands and since when."""

    code: str
    kind: Unit.Kind
    name: str
    short: str = ""
    symbol: str = ""
    seat: str = ""
    parent: str | None = None
    relation: Literal["", "within", "attached"] = ""
    since: dt.date = FIRST_DAY
    basis: str = ""
    guided_by: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Pair(_Strict):
    """A body and the union of its level."""

    unit: str
    union: str


class Change(_Strict):
    """One thing that happened to bodies on a day: a merge, an end or a new name."""

    day: dt.date
    basis: Annotated[str, Field(min_length=1)]
    merge: tuple[str, ...] = ()
    into: str = ""
    shares: Literal["whole", "unknown"] = "whole"
    end: str = ""
    to: tuple[str, ...] = ()
    how: Annotated[Literal["dissolve", "split", "transfer"], Field(alias="as")] = "dissolve"
    rename: str = ""
    name: str = ""
    short: str = ""

    @model_validator(mode="after")
    def _one_thing(self) -> "Change":
        if sum(map(bool, (self.merge, self.end, self.rename))) != 1:
            raise ValueError("a change is exactly one of: merge, end, rename")
        if bool(self.merge) != bool(self.into) or bool(self.rename) != bool(self.name):
            raise ValueError("a merge needs `into`, a rename needs `name`")
        if self.end and bool(self.to) != (self.how != "dissolve"):
            raise ValueError("an end names its heirs in `to`, or none when dissolved")
        return self


class Region(_Strict):
    """One file: bodies, union pairs, and what happened later, in order."""

    before: str
    bodies: tuple[Body, ...]
    pairs: tuple[Pair, ...] = ()
    changes: tuple[Change, ...] = ()


def regions() -> Iterator[Region]:
    """The files, the national one first.

    Raises:
        pydantic.ValidationError: a file has an unknown key or lacks one.
    """
    for name in ("trung_uong", "dak_lak", "dong_nai", "hung_yen"):
        yield Region.model_validate(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@transaction.atomic
def plant_bodies(*, by: Actor | None, at: dt.datetime) -> int:
    """Plant every body that is missing, then everything that happened to them; returns how many bodies are new."""
    told = list(regions())
    planted = sum(_plant(body, region.before, by, at) for region in told for body in region.bodies)
    for region in told:
        for body in region.bodies:
            _describe(body, by, at)
        for pair in region.pairs:
            _pair(pair, by, at)
        for change in region.changes:
            _change(change, by, at)
    return planted


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def _plant(body: Body, before: str, by: Actor | None, at: dt.datetime) -> bool:
    if Unit.objects.filter(code=body.code).exists():
        return False
    facts = body.model_dump(exclude={"guided_by", "aliases", "parent", "basis"})
    parent = _unit(body.parent) if body.parent else None
    create_unit(**facts, parent=parent, basis=body.basis or before, by=by, at=at)
    return True


def _describe(body: Body, by: Actor | None, at: dt.datetime) -> None:
    """Who guides a body and how else it is written: told while it has its first place."""
    unit = _unit(body.code)
    place = Placement.objects.filter(unit=unit).order_by("during").first()
    since = place.during.lower if place else body.since
    for alias in body.aliases:
        if not UnitAlias.objects.filter(unit=unit, alias=alias).exists():
            add_alias(unit, alias, since=since, by=by, at=at)
    for code in body.guided_by:
        guide = _unit(code)
        if not Guidance.objects.filter(unit=unit, by=guide).exists():
            set_guidance(unit, guide, since=since, by=by, at=at)


def _pair(pair: Pair, by: Actor | None, at: dt.datetime) -> None:
    unit, union = _unit(pair.unit), _unit(pair.union)
    if not Pairing.objects.filter(unit=unit, union=union).exists():
        place = Placement.objects.filter(unit=unit).order_by("during").first()
        pair_union(unit, union, since=place.during.lower if place else FIRST_DAY, by=by, at=at)


def _change(change: Change, by: Actor | None, at: dt.datetime) -> None:
    if change.rename:
        _rename(change, by, at)
    elif change.end:
        _end(change, by, at)
    else:
        _merge(change, by, at)


def _rename(change: Change, by: Actor | None, at: dt.datetime) -> None:
    unit = _unit(change.rename)
    if not UnitName.objects.filter(unit=unit, during__startswith=change.day).exists():
        rename_unit(unit, change.name, short=change.short, on=change.day, basis=change.basis, by=by, at=at)


def _end(change: Change, by: Actor | None, at: dt.datetime) -> None:
    unit = _unit(change.end)
    if Placement.objects.on(change.day).filter(unit=unit).exists():
        heirs: dict[Unit, tuple[int, int] | None] = {_unit(code): None for code in change.to}
        pass_on_unit(unit, heirs, Lineage.Kind(change.how), on=change.day, basis=change.basis, by=by, at=at)


def _merge(change: Change, by: Actor | None, at: dt.datetime) -> None:
    """Merge bodies; whatever still stands under them goes under the successor first."""
    successor = _unit(change.into)
    for code in change.merge:
        unit = _unit(code)
        if not Placement.objects.on(change.day).filter(unit=unit).exists():
            continue
        for child in children_of(unit, on=change.day):
            move_unit(child, successor, on=change.day, basis=change.basis, by=by, at=at)
        share = None if change.shares == "unknown" else (1, 1)
        merge_units(
            [unit], successor, on=change.day, basis=change.basis, by=by, at=at, shares={unit.pk: share}
        )
