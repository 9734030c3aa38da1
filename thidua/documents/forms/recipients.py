"""What people type about "Nơi nhận", its roles, and what a paper rests on."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper, Recipient
from thidua.documents.queries.recipients import Proposal, suggested_for
from thidua.documents.rules.graph import blockers_to_validity

BLANK_LINES = 3
JOINED = (
    ("", "gạch đầu dòng riêng"),
    ("; ", "cùng dòng trên, sau dấu chấm phẩy"),
    (", ", "cùng dòng trên, sau dấu phẩy"),
)


class RecipientLine(Form):
    """One body or group under "Nơi nhận"; a line without words is left out."""

    written = forms.CharField(label="Ghi trên văn bản", max_length=300, required=False)
    role = forms.ChoiceField(label="Để", choices=Recipient.Role.choices, required=False)
    reaches = forms.ChoiceField(
        label="Gửi tới", choices=Recipient.Reaches.choices, required=False, initial=Recipient.Reaches.TEXT
    )
    unit = forms.TypedChoiceField(label="Đơn vị nhận", coerce=int, empty_value=None, required=False)
    joined = forms.ChoiceField(label="Cách in", choices=JOINED, required=False)
    with_union = forms.BooleanField(label="Gửi cả công đoàn cùng cấp, hai bên cùng xác nhận", required=False)
    remember = forms.BooleanField(label="Ghi nhớ cách viết này là tên gọi của đơn vị đã chọn", required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", "chưa chọn"), *units])

    def clean(self) -> dict[str, Any]:
        """A line to one unit names the unit; only such a line can be remembered."""
        values = super().clean() or {}
        to_one = values.get("reaches") == Recipient.Reaches.UNIT
        if values.get("written") and to_one and not values.get("unit"):
            self.add_error("unit", "Chọn đơn vị nhận, hoặc đổi thành chỉ in trên văn bản.")
        if values.get("remember") and not to_one:
            self.add_error(
                "remember", "Chỉ ghi nhớ được tên gọi của một đơn vị; hãy chọn gửi tới một đơn vị."
            )
        return values

    @property
    def line(self) -> dict[str, Any]:
        """What the action asks for."""
        values = self.cleaned_data
        reaches = values["reaches"] or Recipient.Reaches.TEXT
        to_one = reaches == Recipient.Reaches.UNIT
        return {
            **{name: values[name] for name in ("written", "role", "joined", "with_union", "remember")},
            "reaches": reaches,
            "unit_id": values["unit"] if to_one else None,
        }


class RecipientsForm(Form):
    """The whole of "Nơi nhận": its lines, a few empty ones, and the archive.

    As long as nobody has said whom the lines reach, each opens with what its wording most likely means; saving
    the page is the officer's word on it.
    """

    archive = forms.CharField(label="Lưu", max_length=100, help_text="Nơi lưu, ví dụ VT, CĐ. In ở dòng cuối.")

    def __init__(self, data: Any, *, paper: Paper, units: Sequence[tuple[int, str]], on: dt.date) -> None:
        super().__init__(data, initial={"archive": paper.archive or "VT"})
        rows = list(paper.recipients.select_related("unit"))
        self.suggests = bool(rows) and all(row.reaches == Recipient.Reaches.TEXT for row in rows)
        kept = [_kept(row, paper, on if self.suggests and data is None else None) for row in rows]
        chosen = {row["unit"]: str(row.pop("named")) for row in kept if row["unit"]}
        offered = [*units, *((key, name) for key, name in chosen.items() if key not in dict(units))]
        factory = forms.formset_factory(RecipientLine, extra=BLANK_LINES, max_num=100, absolute_max=100)
        self.rows = factory(data, initial=kept, prefix="dong", form_kwargs={"units": offered})

    def is_valid(self) -> bool:
        """The archive and every line."""
        return super().is_valid() & self.rows.is_valid()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines with words, in order; the first one stands in a bullet of its own."""
        found = [row.line for row in self.rows.forms if row.cleaned_data.get("written")]
        return [{**line, "joined": ""} if not order else line for order, line in enumerate(found)]


def _kept(row: Recipient, paper: Paper, suggest_on: dt.date | None) -> dict[str, Any]:
    reaches, unit = row.reaches, row.unit
    if suggest_on is not None:
        reaches, unit = suggested_for(paper.owner, row.written, on=suggest_on)
    return {
        "written": row.written,
        "role": row.role,
        "reaches": reaches,
        "unit": unit.pk if unit else None,
        "named": unit,
        "joined": row.joined,
        "with_union": row.with_union,
    }


class RolesForm(Form):
    """The roles proposed for lines that state none: each is confirmed with a click, changed, or left open."""

    def __init__(self, data: Any, *, proposals: Sequence[Proposal]) -> None:
        super().__init__(data)
        self.proposals = list(proposals)
        roles = [("", "để nguyên, không nêu"), *(choice for choice in Recipient.Role.choices if choice[0])]
        for proposal in self.proposals:
            name = self.name_of(proposal)
            self.fields[name] = forms.ChoiceField(
                label=proposal.line.written, choices=roles, required=False, initial=proposal.role
            )

    @staticmethod
    def name_of(proposal: Proposal) -> str:
        """The name of a line's box."""
        return f"vai-{proposal.line.pk}"

    @property
    def roles(self) -> dict[int, str]:
        """Line key to role, for the lines that get one."""
        chosen = {each.line.pk: self.cleaned_data.get(self.name_of(each), "") for each in self.proposals}
        return {key: role for key, role in chosen.items() if role}


class ParentForm(Form):
    """The superior's paper that this one carries out."""

    parent = forms.ModelChoiceField(
        Paper.objects.none(), label="Văn bản cấp trên", required=False, empty_label="chưa ghi"
    )

    def __init__(self, data: Any, *, choices: "QuerySet[Paper]", parent: Paper | None) -> None:
        super().__init__(data, initial={"parent": parent})
        offer(self, "parent", choices)


class CitationForm(Form):
    """Which filed paper a citation without a number means."""

    target = forms.ModelChoiceField(Paper.objects.none(), label="Văn bản trong sổ", empty_label=None)

    def __init__(self, data: Any, *, choices: "QuerySet[Paper]") -> None:
        super().__init__(data)
        offer(self, "target", choices)


class ValidityForm(Form):
    """From when to when a paper is in force, and what replaced it."""

    first = DayField(label="Có hiệu lực từ ngày", required=False, help_text="Văn bản không nêu thì để trống.")
    until = DayField(
        label="Hết hiệu lực từ ngày", required=False, help_text="Ngày đầu tiên văn bản không còn hiệu lực."
    )
    superseded_by = forms.ModelChoiceField(
        Paper.objects.none(), label="Được thay bằng", required=False, empty_label="chưa có văn bản thay"
    )

    def __init__(self, data: Any, *, paper: Paper, choices: "QuerySet[Paper]") -> None:
        kept = {
            "first": paper.in_force_from,
            "until": paper.in_force_until,
            "superseded_by": paper.superseded_by,
        }
        super().__init__(data, initial=kept)
        offer(self, "superseded_by", choices)

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps it, so that what was typed stays on the page."""
        values = super().clean() or {}
        successor = values.get("superseded_by")
        found = blockers_to_validity(
            first=values.get("first"),
            until=values.get("until"),
            by_itself=False,
            superseded=successor is not None,
            successor_day=successor.day if successor else None,
        )
        for blocker in found:
            self.add_error(None, blocker.message)
        return values


class WaiveForm(Form):
    """Why a superior's plan asks no plan of this unit."""

    reason = forms.CharField(label="Lý do", max_length=300)
