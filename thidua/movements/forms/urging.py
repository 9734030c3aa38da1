"""What people type about urging, turned into typed values."""

from django import forms

from thidua.core.forms import Form


class UrgeForm(Form):
    """The words of an urging note."""

    sentence = forms.CharField(label="Lời nhắc", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
