"""What a unit says to a signal."""

from django import forms

from thidua.core.forms import Form


class ReplyForm(Form):
    """The unit's own words."""

    reply = forms.CharField(
        label="Lời trả lời của đơn vị",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Người theo dõi cấp trên đọc lời này cùng lúc với tín hiệu.",
    )
