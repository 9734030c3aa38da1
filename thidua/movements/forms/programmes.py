"""What people type about programmes and mottos, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q

from thidua.core.forms import Form, offer
from thidua.documents.models import Paper
from thidua.movements.models import Content, Movement, Programme
from thidua.org.models import Pairing, Unit
from thidua.org.queries.tree import parts_of


class PlaceForm(Form):
    """Whose a programme is, whom it is for, and on which paper it rests."""

    owner = forms.ModelChoiceField(
        label="Đơn vị chủ quản", queryset=Unit.objects.none(), required=False, empty_label="chưa quyết định"
    )
    base = forms.ChoiceField(label="Đối tượng đăng ký", choices=Programme.Base.choices, required=False)
    basis = forms.ModelChoiceField(
        label="Văn bản làm căn cứ",
        queryset=Paper.objects.none(),
        required=False,
        empty_label="kế hoạch của phong trào",
    )
    theme = forms.CharField(label="Chủ đề năm học", max_length=300, required=False)

    def __init__(self, data: Any, *, programme: Programme, on: dt.date) -> None:
        names = ("owner", "base", "basis", "theme")
        super().__init__(data, initial={name: getattr(programme, name) for name in names})
        movement = programme.movement
        papers = Paper.objects.filter(owner=movement.owner).defer("source_lines", "reading").order_by("-id")
        offer(self, "owner", owners_offered(movement, on))
        offer(self, "basis", papers.exclude(pk=movement.plan_id)[:200])


def owners_offered(movement: Movement, on: dt.date) -> Any:
    """The unit that runs the movement, its divisions, the union body of its level, and those who issue with it."""
    owner = movement.owner
    kinds = [Unit.Kind.CLASS, Unit.Kind.COUNCIL, Unit.Kind.TEAM]
    inside = parts_of(owner, on=on).exclude(kind__in=kinds)
    paired = Pairing.objects.on(on).filter(unit=owner).values("union")
    joint = movement.plan.issuers.values("unit")
    return (inside | Unit.objects.filter(Q(pk__in=paired) | Q(pk__in=joint))).order_by("sort_key")


class RegisterForm(Form):
    """Who registers, and what they mean to do."""

    who = forms.ChoiceField(label="Đăng ký cho")
    target = forms.CharField(label="Việc sẽ làm trong năm học", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any, *, offers: list[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self, "who", offers)


class ResultForm(Form):
    """What came of a registration."""

    result = forms.CharField(label="Kết quả", widget=forms.Textarea(attrs={"rows": 2}))


class MottoForm(Form):
    """A motto that the unit itself sets."""

    text = forms.CharField(label="Phương châm", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    content = forms.ModelChoiceField(
        label="Gắn với nội dung", queryset=Content.objects.none(), required=False, empty_label="cả phong trào"
    )

    def __init__(self, data: Any, *, movement: Movement) -> None:
        super().__init__(data)
        offer(self, "content", movement.contents.exclude(answer="dropped"))
