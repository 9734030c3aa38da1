"""What people type about visits, turned into typed values."""

from textwrap import shorten
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.movements.actions.inspections import Found, Plan
from thidua.movements.models import Field
from thidua.movements.queries.inspections import Candidates, RemitRow
from thidua.org.models import Unit
from thidua.org.queries.people import counting_unit
from thidua.org.queries.tree import find_unit

FIELDS = [(one.value, str(one.label).capitalize()) for one in Field]
OUTCOMES = [("0", "Đã thực hiện tốt"), ("1", "Còn tồn tại, cần khắc phục")]


def _words(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=box, max_length=4000, help_text=help_text, required=required)


def _with_key(rows: list[Any], key: int) -> Any:
    return next((row for row in rows if row.pk == key), None)


def _ticks(label: str, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **more)


class VisitForm(Form):
    """Who visits whom, when and in which fields; a list that would be too long becomes a box for the name."""

    body = forms.TypedChoiceField(label="Bên kiểm tra", coerce=int)
    whom = forms.ChoiceField(label="Kiểm tra ai", required=False)
    written = forms.CharField(
        label="Tên đơn vị được kiểm tra", max_length=300, help_text="Tên đầy đủ hoặc tên gọi tắt."
    )
    planned_on = DayField(label="Ngày kiểm tra")
    areas = _ticks(
        "Lĩnh vực",
        choices=FIELDS,
        required=False,
        help_text="Phòng, ban thuộc cơ quan chỉ kiểm tra trong lĩnh vực phụ trách; nơi khác có thể để trống.",
    )
    joint = _ticks("Cùng tham gia đoàn", required=False)
    purpose = _words("Nội dung kiểm tra", required=False)

    def __init__(self, data: Any, *, offered: Candidates) -> None:
        super().__init__(data, initial={"planned_on": offered.day, "body": offered.bodies[0].pk})
        self.offered = offered
        offer(self, "body", [(unit.pk, str(unit)) for unit in offered.bodies])
        offer(self, "joint", [(unit.pk, str(unit)) for unit in offered.joint])
        units = [(f"unit:{unit.pk}", str(unit)) for unit in offered.units]
        people = [(f"person:{person.pk}", str(person)) for person in offered.people]
        groups = [("Đơn vị", units), ("Một người", people)]
        offer(self, "whom", [("", "chưa chọn"), *((name, rows) for name, rows in groups if rows)])
        if len(offered.bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
        self._drop(offered)

    def _drop(self, offered: Candidates) -> None:
        """Take out what this reader has nothing to choose from; the one box left to say whom must be filled."""
        by_field = any(unit.kind == Unit.Kind.DIVISION for unit in [*offered.bodies, *offered.joint])
        shown = {
            "joint": bool(offered.joint),
            "areas": by_field,
            "whom": bool(offered.units or offered.people),
            "written": offered.too_many,
        }
        for name in [name for name, is_shown in shown.items() if not is_shown]:
            del self.fields[name]
        for name in {"whom", "written"} & set(self.fields):
            self.fields[name].required = not (shown["whom"] and shown["written"])

    def clean(self) -> dict[str, Any]:
        """Find the unit that was chosen or named, or the person and where that person is counted."""
        given = super().clean() or {}
        kind, _, key = given.get("whom", "").partition(":")
        day, chosen = self.offered.day, int(key or 0)
        given["person"] = _with_key(self.offered.people, chosen) if kind == "person" else None
        if given["person"]:
            given["unit"] = counting_unit(given["person"], on=day)
        elif kind == "unit":
            given["unit"] = _with_key(self.offered.units, chosen)
        else:
            given["unit"] = find_unit(given.get("written", ""), on=day)
        if given["unit"] is None and not self.errors:
            said = "Chưa chọn được một đơn vị hay một người; tên gõ phải trùng một đơn vị duy nhất."
            self.add_error("written" if "written" in self.fields else "whom", said)
        return given

    @property
    def plan(self) -> Plan:
        """The visit, as the action asks for it."""
        given = self.cleaned_data
        bodies = {unit.pk: unit for unit in [*self.offered.bodies, *self.offered.joint]}
        return Plan(
            body=bodies[given["body"]],
            unit=given["unit"],
            planned_on=given["planned_on"],
            fields=given.get("areas", []),
            joint=[bodies[int(key)] for key in given.get("joint", [])],
            person=given["person"],
            purpose=given["purpose"],
        )


class FindingForm(Form):
    """One thing found, the sentence it is held against, and what is to be put right."""

    about = forms.ChoiceField(
        label="Đối chiếu với", help_text="Tiêu chí, nội dung, nhiệm vụ hoặc việc giao của kế hoạch."
    )
    words = _words("Điều đã thấy")
    failing = forms.TypedChoiceField(
        label="Đánh giá",
        choices=OUTCOMES,
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    correction = _words("Việc cần khắc phục", required=False)
    due = DayField(label="Hạn khắc phục", required=False)

    def __init__(self, data: Any, *, sentences: list[tuple[str, list[tuple[str, str]]]]) -> None:
        super().__init__(data)
        self.sentences = {key: words for _, rows in sentences for key, words in rows}
        shown = [
            (name, [(key, shorten(words, 110, placeholder="…")) for key, words in rows])
            for name, rows in sentences
        ]
        offer(self, "about", [("", "chọn câu của kế hoạch"), *shown])

    @property
    def found(self) -> Found:
        """The finding, as the action asks for it."""
        given = self.cleaned_data
        kind, _, key = given["about"].partition(":")
        rest = {name: given[name] for name in ("words", "failing", "correction", "due")}
        return Found(about_kind=kind, about_id=int(key), sentence=self.sentences[given["about"]], **rest)


class RecordForm(Form):
    """What closes the record of a visit."""

    held_on = DayField(label="Ngày đã kiểm tra")
    attendees = _words("Thành phần đoàn và đại diện bên được kiểm tra", required=False)
    conclusion = _words("Kết luận")


class ReasonForm(Form):
    """Why a visit is called off, or a correction goes back."""

    reason = _words("Lý do")


class AnswerForm(Form):
    """How a failing was put right."""

    answer = _words("Đã khắc phục thế nào")


class ClosingForm(Form):
    """A word on what was seen when a correction was closed."""

    closing = _words("Nhận xét của đoàn kiểm tra", required=False)


class RemitForm(Form):
    """The fields that one division answers for."""

    unit = forms.IntegerField(widget=forms.HiddenInput)
    areas = _ticks("Lĩnh vực phụ trách", choices=FIELDS)
    basis = forms.CharField(
        label="Căn cứ", max_length=300, help_text="Ví dụ: quyết định quy định chức năng, nhiệm vụ của phòng."
    )

    def __init__(self, data: Any, *, row: RemitRow) -> None:
        held = list(row.remit.fields) if row.remit else list(row.proposed)
        basis = row.remit.basis if row.remit else ""
        super().__init__(
            data, prefix=f"p{row.unit.pk}", initial={"unit": row.unit.pk, "areas": held, "basis": basis}
        )
        self.row = row
