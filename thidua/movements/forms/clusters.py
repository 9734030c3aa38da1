"""What people type about clusters, turned into typed values."""

from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.movements.forms.criteria import PointsField
from thidua.movements.queries.clusters import Ballot
from thidua.movements.rules.scores import plain
from thidua.org.models import Unit


class ClusterForm(Form):
    """A cluster: its name, the decision that set it up, its full mark."""

    owner = forms.ModelChoiceField(Unit.objects.none(), label="Cơ quan tổ chức", empty_label=None)
    name = forms.CharField(label="Tên cụm, khối", max_length=200)
    source = forms.CharField(label="Quyết định thành lập", max_length=300)
    full = forms.IntegerField(
        label="Điểm tối đa",
        min_value=1,
        max_value=1000,
        required=False,
        help_text="Không có thang điểm thì không chấm và không xếp hạng.",
    )

    def __init__(self, data: Any, *, owners: Any) -> None:
        super().__init__(data)
        offer(self, "owner", owners)


class MemberForm(Form):
    """A unit that joins."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label="chọn đơn vị")

    def __init__(self, data: Any, *, units: Any) -> None:
        super().__init__(data)
        offer(self, "unit", units)


class YearForm(Form):
    """The member that leads a school year."""

    head = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị trưởng", empty_label="chọn đơn vị")

    def __init__(self, data: Any, *, members: list[Unit]) -> None:
        super().__init__(data)
        offer(self, "head", Unit.objects.filter(pk__in=[unit.pk for unit in members]).order_by("sort_key"))


class BallotForm(Form):
    """What one member gives the others; a box left empty gives nothing."""

    reason = forms.CharField(label="Lý do, khi sửa điểm đã cho", required=False, max_length=500)

    def __init__(self, data: Any, *, ballot: Ballot) -> None:
        super().__init__(data, prefix=f"b{ballot.voter.pk}")
        self.voter, self.units = ballot.voter, [unit for unit, _ in ballot.lines]
        for unit, points in ballot.lines:
            shown = plain(points) if points is not None else ""
            self.fields[f"u{unit.pk}"] = PointsField(label=f"Điểm cho {unit}", initial=shown)
        self.order_fields([*(f"u{unit.pk}" for unit in self.units), "reason"])

    @property
    def points(self) -> dict[int, Decimal]:
        """The points given, by the key of the unit."""
        given = ((unit.pk, self.cleaned_data[f"u{unit.pk}"]) for unit in self.units)
        return {key: value for key, value in given if value is not None}
