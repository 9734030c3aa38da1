"""What the editor sends, turned into parts; and the choice of a skeleton and a parent plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.core.text import as_key
from thidua.documents.forms.papers import OwnedForm
from thidua.documents.models import Paper
from thidua.documents.rules import editing as rules
from thidua.documents.writing.composing import Row
from thidua.documents.writing.parts import Part, filled
from thidua.documents.writing.skeletons import skeletons

MOST = 200  # boxes of one paper
LONGEST = 60_000  # letters of one box
_ACT = re.compile(r"(them|len|xuong|bo|lay)-(\d{1,9})")
FORMS = ("section", "opening", "running", "basis", "article", "table", "closing", "annex")


class ComposeForm(OwnedForm):
    """Which paper to write: its form, whose it is, the plan it carries out, and what it is about."""

    skeleton = forms.ChoiceField(label="Mẫu văn bản")
    parent = forms.ModelChoiceField(
        Paper.objects.none(),
        label="Thực hiện kế hoạch",
        required=False,
        empty_label="không dựa trên kế hoạch nào",
        help_text="Nội dung của kế hoạch này được đưa sang, đánh dấu là tiếp nhận, để ghi thêm cách làm ở đơn vị.",
    )
    subject = forms.CharField(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Văn bản nói về việc gì. Không ghi V/v, không có dấu chấm cuối.",
    )

    def __init__(self, units: Any, parents: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(units, *args, **kwargs)
        families: dict[str, list[tuple[str, str]]] = {}
        for one in skeletons():
            if one.kind in Paper.Kind.values:
                families.setdefault(one.family, []).append((one.id, one.name))
        offer(self, "skeleton", list(families.items()))
        offer(self, "parent", parents)
        field: Any = self.fields["parent"]
        field.label_from_instance = _told

    def clean(self) -> dict[str, Any]:
        """The skeleton and the plan chosen go together."""
        values = super().clean() or {}
        parent, name = values.get("parent"), values.get("skeleton")
        chosen = next((one for one in skeletons() if one.id == name), None)
        if chosen is None:
            return values
        for found in rules.blockers_to_compose(
            kind_known=True,
            derives=chosen.derives,
            parent_kind=parent.kind if parent else "",
            parent_state=parent.state if parent else "",
        ):
            self.add_error("parent", found.message)
        return values


def _told(plan: Paper) -> str:
    """A plan among others: its number, who issued it and what it is about."""
    return f"{plan}, {plan.issuer_written}: {plan.subject[:80]}"


class EditorForm(Form):
    """The boxes of the editor as one form: every box is named by its place, "muc-3-text".

    `act` says which button was pressed, `place` which box it belongs to; "luu" for saving alone.
    """

    def __init__(
        self, data: Mapping[str, Any], *, before: Sequence[Part], reasons: Mapping[int, str]
    ) -> None:
        super().__init__(data)
        self.before, self.kept_reasons = before, reasons
        found = _ACT.fullmatch(data.get("lam", ""))
        self.act, self.place = (found[1], int(found[2])) if found else ("luu", -1)
        self.rows = self._rows()
        self.reasons = self._reasons()
        self.parts = self._parts()

    def _rows(self) -> list[Row]:
        wanted = as_key(self.data.get("muc-so", "")) or 0
        return [self._row(place) for place in range(min(wanted, MOST) if wanted < 100_000 else 0)]

    def _row(self, place: int) -> Row:
        def sent(name: str) -> str:
            return str(self.data.get(f"muc-{place}-{name}", "")).replace("\r\n", "\n")

        form = sent("form") if sent("form") in FORMS else "section"
        level = int(sent("level")) if sent("level") in {"1", "2", "3"} else 1
        part = Part(
            form=form,  # type: ignore[arg-type]
            level=level if form == "section" else 0,
            title=" ".join(sent("title").split())[:500],
            text=sent("text").strip("\n")[:LONGEST],
            note=" ".join(sent("note").split())[:500],
            key=as_key(sent("key")),
            inherited=as_key(sent("inherited")),
        )
        header_only = form in {"table", "annex"} and len(part.text.split("\n")) == 1
        return Row(part, offered=sent("offered") == "1" and (part.is_blank or header_only))

    def _reasons(self) -> dict[int, str]:
        """Why contents of the parent are left out, by their paragraph."""
        prefix = "ly-do-"
        found = {
            name.removeprefix(prefix): str(self.data[name]).strip()
            for name in self.data
            if name.startswith(prefix)
        }
        return {key: text[:300] for name, text in found.items() if text and (key := as_key(name)) is not None}

    def _parts(self) -> list[Part]:
        """The parts to keep, after the button's own change of order."""
        rows = list(self.rows)
        if self.act in {"len", "xuong"}:
            rows = moved(rows, self.place, up=self.act == "len")
        elif self.act == "bo" and self.place < len(rows):
            del rows[self.place]
        return filled(_kept(row.part) for row in rows if not row.offered)

    @property
    def after(self) -> int:
        """The box behind which a new one is wanted; boxes that were left wholly empty are gone by then."""
        return sum(1 for row in self.rows[: self.place + 1] if row.offered or filled([row.part])) - 1

    def clean(self) -> dict[str, Any]:
        """What the action would refuse is said here, so that nothing typed is lost."""
        for found in (
            *rules.blockers_to_parts(self.parts),
            *rules.blockers_to_lose(self.before, self.parts, {**self.kept_reasons, **self.reasons}),
        ):
            self.add_error(None, found.message)
        return super().clean() or {}


def _kept(part: Part) -> Part:
    return replace(part, text="\n".join(line.rstrip() for line in part.text.splitlines() if line.strip()))


def moved(rows: Sequence[Row], place: int, *, up: bool) -> list[Row]:
    """The rows with one moved past its neighbour, together with what stands under it, within its own level."""
    rows = list(rows)
    if not 0 <= place < len(rows):
        return rows
    block = _block(rows, place)
    rest = rows[:place] + rows[place + len(block) :]
    if up:
        target = next(
            (at for at in range(place - 1, -1, -1) if _stops(rows[at].part, rows[place].part)), place
        )
    else:
        target = place + (len(_block(rest, place)) if place < len(rest) else 0)
    return rest[:target] + block + rest[target:]


def _block(rows: Sequence[Row], place: int) -> list[Row]:
    own, found = rows[place].part, [rows[place]]
    for row in rows[place + 1 :]:
        if own.form != "section" or _stops(row.part, own):
            break
        found.append(row)
    return found


def _stops(part: Part, own: Part) -> bool:
    """Whether `part` is no part of what stands under `own`."""
    if own.form != "section":
        return True
    return part.form not in {"table", "running"} and not (part.form == "section" and part.level > own.level)
