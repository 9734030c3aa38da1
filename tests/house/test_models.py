"""Every table says what one row is, names itself, owns up to its personal data, and ties its states to their facts."""

import pytest
from django.apps import apps
from django.db import models

OURS = sorted(
    (model for model in apps.get_models() if model.__module__.startswith("thidua.")),
    key=lambda model: model._meta.label,
)
# A state, verdict or outcome without a constraint of its own, and why none is owed.
STATES = {"state", "status", "outcome", "act", "choice"}
FREE = {
    "commendation.Call.state": "an open call has no closer: its last day is a column that is always filled",
    "commendation.Determination.outcome": "computed by the law reader and never changed; a row is a verdict",
}

# Parts that cannot be spoken of without their whole.
PARTS = {
    *("documents.Node.paper", "documents.Citation.paper", "documents.Irregularity.paper"),
    *("documents.SignatureBlock.paper", "documents.Recipient.paper", "documents.Receipt.paper"),
    *("movements.Gap.movement", "movements.Round.movement", "movements.Duty.movement"),
    *("movements.Task.movement", "movements.TaskPart.task", "movements.Assignment.duty"),
    *(f"movements.BurdenEstimate.{thing}" for thing in ("duty", "task", "activity")),
}


def fields_of(model):
    return {field.name for field in model._meta.get_fields()}


def mentioned(condition):
    """The names of all columns that a condition speaks of."""
    names = set()
    for child in condition.children if isinstance(condition, models.Q) else [condition]:
        if isinstance(child, tuple):
            names.add(child[0].partition("__")[0])
        else:
            names |= mentioned(child)
    return names


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_says_what_one_row_is(model):
    said = model.__dict__.get("__doc__") or ""

    assert not said.startswith(f"{model.__name__}("), "Django's own list of columns is no description"
    assert len(said) > 20


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_row_can_be_named(model):
    assert "__str__" in model.__dict__


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_personal_data_is_declared_and_names_real_columns(model):
    declared = model.__dict__.get("personal_data")

    assert isinstance(declared, tuple), "declare personal_data = () when there is none"
    assert [name for name in declared if name not in fields_of(model)] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_column_that_speaks_of_a_person_is_declared_personal(model):
    telling = {"birth", "ethnicity", "gender", "phone", "email", "address"}

    assert sorted((telling & fields_of(model)) - set(model.personal_data)) == []


TIED = [(model, field) for model in OURS for field in model._meta.concrete_fields if field.name in STATES]


@pytest.mark.parametrize(
    ("model", "field"), TIED, ids=[f"{model._meta.label}.{field.name}" for model, field in TIED]
)
def test_a_state_is_tied_to_its_facts_by_the_database(model, field):
    checks = [row for row in model._meta.constraints if isinstance(row, models.CheckConstraint)]
    tied = any(field.name in mentioned(row.condition) for row in checks)

    assert tied != (f"{model._meta.label}.{field.name}" in FREE)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_constraint_has_a_sentence_for_a_name(model):
    rows = [*model._meta.constraints]

    assert [row.name for row in rows if row.name.count("_") < 2] == []
    assert [row.name for row in rows if row.name.endswith(("_uniq", "_check", "_excl"))] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_row_others_point_at_is_not_swept_away_with_them(model):
    """PROTECT by default; CASCADE only for parts that cannot be spoken of alone, SET_NULL for what may be forgotten."""
    swept = {
        f"{model._meta.label}.{field.name}"
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is models.CASCADE
    }

    assert sorted(swept - PARTS) == []
