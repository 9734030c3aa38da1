"""What people type about scenarios and operating states, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper
from thidua.movements.models import ActivationTask, ReadinessItem, Scenario, ScenarioTerms
from thidua.movements.queries.activations import classes_of
from thidua.movements.rules.scenarios import Answer
from thidua.org.models import Person, Unit
from thidua.org.queries.people import staff_of
from thidua.reporting.operating import Decision
from thidua.reporting.queries.operating import states


def _words(label: str, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _line(label: str, length: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, **more)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class TermsForm(Form):
    """The levels scenarios are made for, and the days within which people act."""

    levels = _words(
        "Các cấp độ, mỗi dòng một cấp",
        4,
        required=False,
        help_text="Kế hoạch nói “từng cấp độ” mà không kể tên. Để trống nếu không chia cấp độ.",
    )
    review_days = forms.IntegerField(
        label="Rà soát lại sau bao nhiêu ngày", min_value=1, max_value=1000, required=False
    )
    confirm_days = forms.IntegerField(
        label="Kích hoạt khẩn cấp phải được xác nhận trong bao nhiêu ngày làm việc",
        min_value=0,
        max_value=60,
        required=False,
    )

    def __init__(self, data: Any, *, terms: ScenarioTerms | None = None) -> None:
        initial = {}
        if terms is not None:
            initial = {"levels": "\n".join(terms.levels)}
            initial |= {name: getattr(terms, name) for name in ("review_days", "confirm_days")}
        super().__init__(data, initial=initial)

    def clean_levels(self) -> list[str]:
        """One level a line, each once."""
        found = list(dict.fromkeys(_lines(self.cleaned_data["levels"])))
        if any(len(level) > 60 for level in found):
            raise forms.ValidationError("Tên một cấp độ dài nhất 60 chữ cái.")
        return found


class ScenarioForm(Form):
    """One scenario: the situation, and how the unit then works."""

    name = _line("Tên phương án", help_text="Ví dụ: Dạy học trực tuyến khi không thể đến trường.")
    level = forms.ChoiceField(label="Cấp độ", required=False)
    operating = forms.ChoiceField(label="Đơn vị chuyển sang", required=False)
    trigger = _words(
        "Tình huống kích hoạt", 3, required=False, help_text="Viết như kế hoạch hoặc quy định nêu."
    )
    measure = _line(
        "Con số để theo dõi, nếu đo được", 200, required=False, help_text="Ví dụ: số ca nhiễm trong trường."
    )
    threshold = forms.IntegerField(label="Từ mức", min_value=0, max_value=10**9, required=False)

    def __init__(self, data: Any, *, terms: ScenarioTerms | None, scenario: Scenario | None = None) -> None:
        names = ("name", "level", "operating", "trigger", "measure", "threshold")
        super().__init__(
            data, initial={name: getattr(scenario, name) for name in names} if scenario else None
        )
        levels = list(terms.levels) if terms else []
        if scenario is not None and scenario.level and scenario.level not in levels:
            levels.append(scenario.level)
        if levels:
            offer(self, "level", [("", "không riêng cấp độ nào"), *((level, level) for level in levels)])
        else:
            del self.fields["level"]
        modes = [(kind.code, kind.name) for kind in states().values() if kind.aspect == "mode"]
        offer(self, "operating", [("", "không đổi trạng thái hoạt động"), *modes])

    def clean(self) -> dict[str, Any]:
        """A number is a number of something."""
        given = super().clean() or {}
        if given.get("threshold") is not None and not given.get("measure", "").strip():
            self.add_error("measure", "Ghi con số nào được theo dõi, hoặc bỏ trống mức.")
        return given


class StepForm(Form):
    """One thing to be done when a scenario is set going."""

    WHEN = (
        ("", "không đặt hạn"),
        ("-1", "trước ngày chuyển"),
        ("0", "đúng ngày chuyển"),
        ("1", "sau ngày chuyển"),
    )

    action = _words("Việc phải làm")
    person = forms.ModelChoiceField(
        label="Người chịu trách nhiệm",
        queryset=Person.objects.none(),
        required=False,
        empty_label="chưa chọn",
    )
    when = forms.ChoiceField(label="Hạn tính từ ngày chuyển trạng thái", choices=WHEN, required=False)
    apart = forms.IntegerField(label="Số ngày trước hoặc sau", min_value=1, max_value=365, required=False)
    counts = _words(
        "Số liệu cần trả lại, mỗi dòng một con số",
        required=False,
        help_text="Chỉ lưu con số, không lưu tên ai. Ví dụ: số người được xét nghiệm.",
    )

    def __init__(self, data: Any, *, unit: Unit, on: dt.date) -> None:
        super().__init__(data)
        people = staff_of(unit, on=on).values("person")
        offer(self, "person", Person.objects.filter(pk__in=people).order_by("sort_key"))

    def clean_counts(self) -> list[str]:
        """One number asked for a line."""
        found = _lines(self.cleaned_data["counts"])
        if any(len(line) > 200 for line in found):
            raise forms.ValidationError("Tên một con số dài nhất 200 chữ cái.")
        return found

    def clean(self) -> dict[str, Any]:
        """Before or after says by how many days."""
        given = super().clean() or {}
        when, apart = given.pop("when", ""), given.pop("apart", None)
        if when in {"-1", "1"} and apart is None and "apart" not in self.errors:
            self.add_error("apart", "Ghi số ngày trước hoặc sau ngày chuyển trạng thái.")
        given["days"] = int(when) * (apart or 0) if when else None
        return given


class ItemForm(Form):
    """One line of readiness."""

    part = forms.ChoiceField(label="Thuộc", choices=ReadinessItem.Part.choices)
    what = _line("Cần có")
    holder = _line("Người phụ trách, cách liên hệ", required=False)
    ready = forms.BooleanField(label="Đã sẵn sàng", required=False)


class SubmitForm(Form):
    """Which bodies are asked to approve."""

    locality = _line("Địa phương phê duyệt", help_text="Ví dụ: UBND xã, thị trấn nơi trường đóng.")
    superior = _line("Cấp trên phê duyệt", help_text="Gợi ý theo cây đơn vị; sửa nếu nơi phê duyệt khác.")

    def __init__(self, data: Any, *, bodies: dict[str, str]) -> None:
        super().__init__(data, initial=bodies)
        if "locality" not in bodies:
            del self.fields["locality"]


class AnswerForm(Form):
    """What one body said."""

    answer = forms.ChoiceField(label="Trả lời", choices=(("approved", "Phê duyệt"), ("returned", "Trả lại")))
    number = _line("Số văn bản phê duyệt", 100, required=False)
    day = DayField(label="Ngày văn bản phê duyệt", required=False)
    reason = _words("Lý do, nếu trả lại", required=False)
    paper = forms.ModelChoiceField(
        label="Văn bản đến đã vào sổ", queryset=Paper.objects.none(), required=False, empty_label="không chọn"
    )

    def __init__(self, data: Any, *, prefix: str, papers: "QuerySet[Paper] | None") -> None:
        super().__init__(data, prefix=prefix)
        if papers is not None:
            newest = papers.values("pk")[:200]  # a cut list itself could not be searched for what was chosen
            offer(self, "paper", papers.filter(pk__in=newest))
        else:
            del self.fields["paper"]

    @property
    def said(self) -> Answer:
        """The answer as the rules read it."""
        given = self.cleaned_data
        approved = given["answer"] == "approved"
        return Answer(approved=approved, number=given["number"], day=given["day"], reason=given["reason"])


class ReasonForm(Form):
    """Why a scenario is taken back to a draft, or an activation withdrawn."""

    reason = _words("Lý do")


class EmergencyForm(Form):
    """Why the head cannot wait, and for which classes."""

    reason = _words("Lý do")
    classes = forms.ModelMultipleChoiceField(
        label="Chỉ những lớp này",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn lớp nào là cả đơn vị.",
    )

    def __init__(self, data: Any, *, scenario: Scenario, on: dt.date) -> None:
        super().__init__(data)
        if scenario.unit.is_school and scenario.operating:
            offer(self, "classes", classes_of(scenario.unit, on=on))
        else:
            del self.fields["classes"]


class ActivateForm(EmergencyForm):
    """The decision that sets a scenario going."""

    number = _line("Số quyết định", 100)
    day = DayField(label="Ngày quyết định")
    first = DayField(label="Thực hiện từ ngày")
    last = DayField(label="Đến hết ngày", required=False, help_text="Quyết định không nêu thì để trống.")
    field_order = ("number", "day", "first", "last", "reason", "classes")


class ConfirmForm(Form):
    """The decision that confirms an emergency."""

    body = _line("Cơ quan xác nhận")
    number = _line("Số văn bản", 100)
    day = DayField(label="Ngày văn bản")


class EndForm(Form):
    """The last day of an activation, and why it ends."""

    last = DayField(label="Ngày cuối")
    reason = _words("Lý do kết thúc")

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="het-%s")  # the page has another box called "reason"


class OrderForm(Form):
    """An order of an authority about how a unit works."""

    state = forms.ChoiceField(label="Trạng thái")
    body = _line("Cơ quan quyết định")
    number = _line("Số quyết định", 100)
    day = DayField(label="Ngày quyết định")
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến hết ngày", required=False, help_text="Quyết định không nêu thì để trống.")
    reason = _words("Lý do")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kinds = states().values()
        regimes = [(kind.code, kind.name) for kind in kinds if kind.aspect == "regime"]
        modes = [(kind.code, kind.name) for kind in kinds if kind.aspect == "mode"]
        offer(self, "state", [("Chế độ phòng, chống dịch", regimes), ("Cách hoạt động", modes)])

    @property
    def decision(self) -> Decision:
        """The decision as the rules read it."""
        given = self.cleaned_data
        return Decision(given["body"], given["number"], given["day"], given["reason"])


class CountsForm(Form):
    """The numbers one task was asked for; an empty box is "not yet", never nought."""

    def __init__(self, data: Any, *, row: ActivationTask) -> None:
        super().__init__(data, auto_id=f"so-{row.pk}-%s")
        labels, counts = row.labels, row.counts
        for place, label in enumerate(labels):
            given = counts[place] if counts else None
            self.fields[f"so{place}"] = forms.IntegerField(
                label=label, min_value=0, max_value=10**6, required=False, initial=given
            )

    @property
    def counts(self) -> list[int | None]:
        """The numbers in the order of their labels."""
        return [self.cleaned_data[name] for name in self.fields]
