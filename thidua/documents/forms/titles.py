"""The title of a signer, as a clerk states it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.core.forms import Form, offer
from thidua.org.models import Post


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A choice of posts, each named by who holds it: these have no title to be named by."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.person.name}, {obj.unit}"


class TitleForm(Form):
    """Who, which title, and by what decision; nothing is filled in beforehand but the one person there is."""

    post = _PersonField(Post.objects.none(), label="Người ký", empty_label=None, widget=forms.RadioSelect)
    title = forms.CharField(
        label="Chức vụ in dưới chữ ký",
        max_length=120,
        help_text="Ghi đúng như quyết định bổ nhiệm. Máy không đoán chức vụ.",
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Quyết định bổ nhiệm hoặc phân công: số, ký hiệu, ngày, nơi ban hành.",
    )

    def __init__(self, data: Any, *, posts: "QuerySet[Post]") -> None:
        only = list(posts[:2])
        super().__init__(data, initial={"post": only[0]} if len(only) == 1 else None)
        offer(self, "post", posts)
