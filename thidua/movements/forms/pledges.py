"""What people type when they pledge or remind, turned into typed values."""

from django import forms

from thidua.core.forms import Form


class PledgeForm(Form):
    """What a person adds to the pledge of their own."""

    target = forms.CharField(
        label="Điều tôi tự đặt thêm cho mình",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UrgeForm(Form):
    """The words of a reminder."""

    sentence = forms.CharField(label="Lời nhắc", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
