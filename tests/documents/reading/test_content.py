"""Short plans in our own words, from other provinces, years and movements, each with what a person finds in it.

A key that a file leaves out is not asked; a key it gives is compared whole, so that nothing is invented.
"""

from pathlib import Path

import pytest
import yaml

from tests.documents.reading.comparison import holds, not_verbatim
from thidua.documents.reading import read_text

FILES = sorted((Path(__file__).parent / "content").glob("*.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def case(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


def answers(read):
    """What was read under the keys of the files."""
    awards, metadata, scope = read["awards"], read["metadata"], read["scope"]
    review, reference = awards["time_of_review"], awards["rules_by_reference"]
    return {
        **{key: metadata[key] for key in ("issuer_level", "movement_name", "movement_kind", "school_year")},
        "scope": scope and {"text": scope["text"], "subjects": scope["subjects"]},
        "slogan": read["slogan"] and read["slogan"]["text"],
        "mottos": [each["text"] for each in read["mottos"]],
        "programmes": [[each["name"], each["kind"]] for each in read["programmes"]],
        "indicators": [[each["text"], each["target"]] for each in read["indicators"]],
        "principles": [each["text"] for each in read["principles"]],
        "prohibitions": [each["text"] for each in read["prohibitions"]],
        "channels": [[each["name"], each["sense"]] for each in read["channels"]],
        "duties": [[each["section"], each["actor"], each["phrase"]] for each in read["embedded_duties"]],
        "criteria": [[each["subject"], each["key"]] for each in read["criteria"]],
        "forms": [[each["form"], each["authority"]] for each in awards["forms"]],
        "eligible": [[each["kind"], each["list"], each["condition"]] for each in awards["eligible"]],
        **{key: awards.get(key) for key in ("priority_groups", "special_cases", "proposer", "reviewer")},
        "time_of_review": review and [review["kind"], review["text"]],
        "reference": reference and [reference["number"], reference.get("parts", [])],
        "rounds": [[each["start"], each["end"]] for each in read["rounds"]],
        "tasks": [
            [each["responsible"], each["action"], each["deadline"], each.get("output")]
            for each in read["tasks"]
        ],
    }


def shortened(found, known):
    """The answer with its running words cut to those the file asks for, where they stand inside."""
    if isinstance(known, str) and isinstance(found, str) and holds(found, known):
        return known
    if isinstance(known, list) and isinstance(found, list) and len(known) == len(found):
        return [shortened(*pair) for pair in zip(found, known, strict=True)]
    return found


RUNNING = {"tasks", "duties", "indicators"}


def test_everything_a_person_finds_is_read_and_nothing_else(case):
    read = answers(read_text(case["text"]).as_json())
    asked = {key: value for key, value in case["truth"].items() if key != "terms"}

    found = {
        key: shortened(read[key], value) if key in RUNNING else read[key] for key, value in asked.items()
    }

    assert found == asked


def test_terms_say_where_their_meaning_comes_from(case):
    glossary = {
        each["term"]: [each["meaning"], each["source"]]
        for each in read_text(case["text"]).as_json()["glossary"]
    }
    asked = case["truth"].get("terms", {})

    assert {term: glossary.get(term) for term in asked} == asked


def test_every_phrase_of_a_plan_of_our_own_is_verbatim(case):
    structure = read_text(case["text"])

    assert not_verbatim(structure.as_json(), structure.source_lines) == []
