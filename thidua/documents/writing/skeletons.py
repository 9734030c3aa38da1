"""The skeletons a paper can be composed from: data in `skeletons/*.yaml`, one file each, in the house's own words.

Pure. A skeleton proposes titles, an order and a few set phrases; nothing of it is a fact about any office.
Words in braces ({issuer}, {parent}, {subject}, {kind}) are filled from the paper when it is composed.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent.parent / "skeletons"

FAMILIES = (  # in the order offices reach for them
    "Kế hoạch phong trào", "Kế hoạch của tổ", "Công văn, thông báo", "Đề nghị, báo cáo", "Họp, bình xét",
    "Quyết định",
)  # fmt: skip
Form = Literal["section", "opening", "basis", "article", "table", "closing", "annex"]
Light = Literal["", "teaching", "activity"]


class Place(BaseModel):
    """One place of a skeleton to be filled: a section with its level, or running text before and after them.

    An `optional` place prints nothing while it is empty. `inherits` takes the parent plan's contents of the
    same topic. `text` stands there at the start; `hint` is shown beside the box and never printed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Form = "section"
    level: int = Field(default=1, ge=1, le=3)
    title: str = ""
    text: str = ""
    hint: str = ""
    optional: bool = False
    inherits: bool = False


class Skeleton(BaseModel):
    """One form of one kind of paper.

    `kind` is the abbreviation the register knows; `prints` the name printed instead of that kind's own.
    `basis` names the row or article the form follows. `light` marks the internal plans of a group.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    kind: str
    prints: str = ""
    family: str
    basis: str
    about: str
    subject: str = ""
    derives: bool = False
    light: Light = ""
    numbered: bool = True
    dated: bool = True
    addressed: bool = False
    archive: str = "VT"
    places: tuple[Place, ...]

    @model_validator(mode="after")
    def _told(self) -> "Skeleton":
        if self.family not in FAMILIES:
            raise ValueError(f"a skeleton belongs to one of {FAMILIES}")
        if not self.places:
            raise ValueError("a skeleton has places to fill")
        for place in self.places:
            if place.form == "section" and not place.title and not place.text:
                raise ValueError("a section of a skeleton has a title or a set phrase")
        return self

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its sections, in order."""
        return tuple(place.title for place in self.places if place.form == "section")


@cache
def skeletons() -> tuple[Skeleton, ...]:
    """Every skeleton, by family and name. Raises when one is not well made: a fault of the data, found at start-up."""
    found = [
        Skeleton.model_validate({"id": path.stem, **yaml.safe_load(path.read_text("utf-8"))})
        for path in sorted(FOLDER.glob("*.yaml"))
    ]
    return tuple(sorted(found, key=lambda one: (FAMILIES.index(one.family), one.id)))


def skeleton_of(name: str) -> Skeleton | None:
    """The skeleton of that name, if there is one."""
    return next((one for one in skeletons() if one.id == name), None)
