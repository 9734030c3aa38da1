"""The form components, with Django's own bound fields: labels, hints and errors find each other."""

import re
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from django import forms

import thidua.core

CORE = Path(thidua.core.__file__).parent
ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(CORE / "jinja2"), undefined=jinja2.StrictUndefined, autoescape=True
)
ENVIRONMENT.globals.update(static=lambda path: f"/static/{path}")
UI = ENVIRONMENT.get_template("core/ui.html").module
CHOICES = [("nguyen", "Thực hiện nguyên"), ("khong", "Không áp dụng")]


class Answer(forms.Form):
    name = forms.CharField(label="Tên đợt", help_text="Ví dụ: Đợt 1.")
    reason = forms.CharField(label="Lý do", widget=forms.Textarea, required=False)
    source = forms.ChoiceField(label="Nguồn của hạn", choices=CHOICES)
    answer = forms.ChoiceField(label="Trả lời", choices=CHOICES, widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Đã đối chiếu")
    paper = forms.FileField(label="Tệp kế hoạch", help_text="Tối đa 20 MB.")
    kept = forms.CharField(widget=forms.HiddenInput, initial="4")

    def clean(self):
        raise forms.ValidationError("Đợt 2 chưa có mục tiêu.")


class Reading(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.tags = []
        self.feed(str(markup))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def ids(self):
        return {found["id"] for _, found in self.tags if "id" in found}

    def asked(self, name):
        return {word for _, found in self.tags for word in (found.get(name) or "").split()}


@pytest.fixture
def refused():
    form = Answer({})
    form.is_valid()
    return form


@pytest.mark.parametrize("name", list(Answer.base_fields))
def test_every_kind_of_field_is_described_by_what_stands_beside_it(name, refused):
    page = Reading(UI.field(refused[name]))

    assert page.asked("aria-describedby") - page.ids() == set()
    assert page.asked("for") - page.ids() == set()


def test_a_field_with_an_error_says_so_in_words_and_to_machines(refused):
    made = str(UI.field(refused["name"]))
    box = next(found for tag, found in Reading(made).tags if tag == "input")

    assert (box["aria-invalid"], box["aria-describedby"]) == ("true", "id_name_helptext id_name_error")
    assert str(refused["name"].errors[0]) in made


def test_a_field_without_an_error_is_not_called_invalid():
    box = next(found for tag, found in Reading(UI.field(Answer()["name"])).tags if tag == "input")

    assert "aria-invalid" not in box


def test_the_summary_links_each_error_to_the_id_of_its_box(refused):
    summary = str(UI.form_errors(refused))
    boxes = Reading("".join(str(UI.field(refused[name])) for name in Answer.base_fields)).ids()
    links = re.findall(r'<a href="#([^"]+)"', summary)

    assert links == ["id_name", "id_source", "id_answer", "id_sure", "id_paper"]
    assert set(links) - boxes == set()
    assert "Đợt 2 chưa có mục tiêu." in summary


def test_a_form_without_errors_has_no_summary():
    assert str(UI.form_errors(Answer())) == ""


def test_choices_are_cards_each_with_its_own_label():
    page = Reading(UI.choice_cards(Answer()["answer"]))

    radios = [found["id"] for tag, found in page.tags if tag == "input" and found["type"] == "radio"]

    assert (
        [found["for"] for tag, found in page.tags if tag == "label"]
        == radios
        == ["id_answer_0", "id_answer_1"]
    )


def test_a_hidden_field_is_only_its_box():
    made = str(UI.field(Answer()["kept"]))

    assert [tag for tag, _ in Reading(made).tags] == ["input"]
