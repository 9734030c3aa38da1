"""What people type about the register of movements: the card, partners, launches, reviews, roots."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper
from thidua.movements.actions.launches import Ceremony
from thidua.movements.forms.plans import report
from thidua.movements.models import Movement, MovementRoot, Partner, Round
from thidua.movements.rules.register import (
    blockers_to_edit_card,
    blockers_to_join,
    blockers_to_partner,
    blockers_to_record_launch,
    blockers_to_review,
)
from thidua.org.models import Person
from thidua.org.queries.tree import find_unit


def _words(label: str, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class CardForm(Form):
    """What kind of movement it is, for whom, and its words for the year."""

    kind = forms.ChoiceField(label="Loại phong trào", choices=Movement.Kind.choices)
    slogan = _words("Khẩu hiệu", required=False, help_text="In nguyên từng chữ trên băng rôn.")
    theme = _words("Chủ đề năm học", required=False)
    scope = _words("Phạm vi, theo lời văn bản", required=False)
    subjects = forms.MultipleChoiceField(
        label="Đối tượng",
        choices=Movement.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="CBNGNLD là cán bộ, nhà giáo (giáo viên), người lao động.",
    )

    def __init__(self, data: Any, *, movement: Movement) -> None:
        super().__init__(data, initial={name: getattr(movement, name) for name in self.base_fields})
        self.movement = movement

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the card, so that what was typed stays on the page."""
        values = super().clean() or {}
        if "subjects" in values:
            running = self.movement.state != Movement.State.DRAFT
            was = self.movement.subjects
            report(
                self, blockers_to_edit_card(running=running, subjects=values["subjects"], was=was), "subjects"
            )
        return values


class PartnerForm(Form):
    """A body that goes along with the movement."""

    kind = forms.ChoiceField(label="Là", choices=Partner.Kind.choices)
    name = forms.CharField(label="Tên cơ quan, tổ chức", max_length=300)
    role = forms.CharField(label="Vai trò phối hợp", max_length=300)

    def __init__(self, data: Any, *, movement: Movement, today: dt.date) -> None:
        super().__init__(data)
        self.movement, self.today = movement, today

    def clean(self) -> dict[str, Any]:
        """The same rule that adds it; a name that is a unit of the tree is tied to that unit."""
        values = super().clean() or {}
        if not self.errors:
            name = values["name"].strip()
            values["unit"] = find_unit(name, on=self.today)
            taken = self.movement.partners.filter(name=name).exists()
            report(self, blockers_to_partner(name, values["role"], taken=taken), "name")
        return values


class CeremonyForm(Form):
    """A launch ceremony that was held."""

    day = DayField(label="Ngày tổ chức")
    place = forms.CharField(label="Nơi tổ chức", max_length=300)
    attendees = forms.IntegerField(
        label="Số người dự", min_value=0, required=False, help_text="Chưa đếm được thì để trống."
    )
    attended = _words("Thành phần dự", required=False)
    round = forms.ModelChoiceField(
        label="Phát động cho đợt", queryset=Round.objects.none(), required=False, empty_label="cả phong trào"
    )
    theme = forms.CharField(label="Theo chuyên đề", max_length=300, required=False)
    papers = forms.ModelMultipleChoiceField(
        label="Văn bản của lễ phát động",
        queryset=Paper.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    roll = forms.BooleanField(
        label="Đã điểm danh: mọi người trong danh sách đều được phổ biến, trừ những người đánh dấu dưới đây",
        required=False,
    )
    absent = forms.ModelMultipleChoiceField(
        label="Người vắng, chưa được phổ biến",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any, *, movement: Movement, today: dt.date, staff: Any, papers: Any, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.movement, self.today = movement, today
        offer(self, "round", movement.rounds.order_by("during"))
        offer(self, "papers", papers)
        if staff is None:
            del self.fields["roll"], self.fields["absent"]
        else:
            offer(self, "absent", staff)

    def clean(self) -> dict[str, Any]:
        """The same rule that records the launch, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            found = blockers_to_record_launch(
                active=self.movement.state != Movement.State.DRAFT,
                day=values["day"],
                today=self.today,
                place=values["place"],
                attendees=values["attendees"],
                absent=len(values.get("absent", ())),
                roll=values.get("roll", False),
            )
            report(self, found)
        return values

    @property
    def held(self) -> Ceremony:
        """The ceremony as the action asks for it."""
        values = self.cleaned_data
        return Ceremony(
            day=values["day"],
            place=values["place"],
            attended=values["attended"],
            attendees=values["attendees"],
            roll=values.get("roll", False),
            absent=list(values.get("absent", ())),
            round=values["round"],
            theme=values["theme"],
            papers=list(values["papers"]),
        )


class ReviewForm(Form):
    """The review of one year of an open movement."""

    year = forms.TypedChoiceField(label="Năm", coerce=int, choices=[])
    text = _words("Kết quả và việc của năm sau", 4)

    def __init__(self, data: Any, *, asked: Sequence[int]) -> None:
        super().__init__(data)
        self.asked = asked
        offer(self, "year", [(year, str(year)) for year in asked])

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the review."""
        values = super().clean() or {}
        if not self.errors:
            report(self, blockers_to_review(values["year"], values["text"], asked=self.asked), "text")
        return values


class JoinForm(Form):
    """The root a unit's movement belongs to, and why."""

    root = forms.TypedChoiceField(label="Gốc", coerce=int, choices=[])
    reason = _words(
        "Lý do", 3, help_text="Vì sao hai phong trào là một. Lý do được giữ trên trang và trong nhật ký."
    )

    def __init__(self, data: Any, *, movement: Movement, roots: Sequence[MovementRoot]) -> None:
        super().__init__(data)
        self.movement, self.roots = movement, {root.pk: root for root in roots}
        offer(self, "root", [(root.pk, root.name) for root in roots])

    def clean(self) -> dict[str, Any]:
        """The same rule that moves the branch."""
        values = super().clean() or {}
        if not self.errors:
            same = values["root"] == self.movement.root_id
            report(self, blockers_to_join(same=same, reason=values["reason"]), "reason")
        return values
