"""Facts are read strictly: each fault is named by its key, in Vietnamese; nothing is filled in."""

from datetime import date
from pathlib import Path

import pytest

from thidua.commendation.eligibility import Fact, Facts, FactsInvalid
from thidua.commendation.lawbook.reading import read_yaml

DAY = date(2021, 11, 20)
UNSOUND = read_yaml((Path(__file__).parent / "unsound_facts.yaml").read_text(encoding="utf-8"))


def errors(facts, **sheet):
    with pytest.raises(FactsInvalid) as invalid:
        Facts.from_dict({"as_of": "2021-11-20", "source": "hồ sơ", "facts": facts} | sheet)
    return invalid.value.errors


def test_a_fact_takes_the_day_and_source_of_the_sheet_unless_it_says_its_own():
    facts = Facts.read(
        """
        subject: individual
        as_of: 2021-11-20
        source: "Hồ sơ đề nghị"
        facts:
          registered: true
          recruited_on:
            value: 2015-09-01
            as_of: 2021-10-01
            source: "Sổ nhân sự"
            evidence: "QĐ 12"
            verified: true
        """
    )

    assert facts.subject == "individual"
    assert facts["registered"] == Fact(True, DAY, "Hồ sơ đề nghị")
    assert facts["recruited_on"] == Fact(date(2015, 9, 1), date(2021, 10, 1), "Sổ nhân sự", "QĐ 12", True)
    assert (len(facts), list(facts)) == (2, ["registered", "recruited_on"])


def test_json_reads_like_yaml():
    text = '{"as_of": "2021-11-20", "source": "hồ sơ", "facts": {"registered": true}}'

    assert dict(Facts.read(text)) == {"registered": Fact(True, DAY, "hồ sơ")}


def test_a_bare_on_is_a_key_and_not_a_yes():
    facts = Facts.read(
        "{as_of: 2021-11-20, source: s, facts: {disciplines: [{level: canh_cao, on: 2021-03-01}]}}"
    )

    assert facts["disciplines"].value[0].on == date(2021, 3, 1)


@pytest.mark.parametrize("case", UNSOUND, ids=[case["said"] for case in UNSOUND])
def test_each_fault_is_named_by_its_key(case):
    assert errors({case["key"]: case["value"]}) == {case["key"]: case["said"]}


def test_every_faulty_fact_is_named_not_only_the_first():
    assert sorted(errors({"ratngs": [], "grade": 0, "registered": {"value": True, "by": "A"}})) == [
        "grade", "ratngs", "registered",
    ]  # fmt: skip


def test_a_fact_without_a_day_or_a_source_is_refused():
    said = "Dữ kiện “registered”: chưa ghi ngày biết dữ kiện (as_of) hoặc nguồn (source)."

    assert errors({"registered": True}, as_of=None) == {"registered": said}
    assert errors({"registered": True}, source=None) == {"registered": said}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("facts: [\n}", "Không đọc được tệp: sai cú pháp YAML hoặc JSON ở dòng 2."),
        ("[]", "Tệp dữ kiện: phải là một nhóm trường."),
        ("{facts: {}, subjet: individual}", "Tệp dữ kiện: subjet: không có trường nào tên như vậy."),
        ("\x00", "Không đọc được tệp: sai cú pháp YAML hoặc JSON."),
    ],
)
def test_a_file_that_is_no_sheet_of_facts_is_refused(text, said):
    with pytest.raises(FactsInvalid) as invalid:
        Facts.read(text)

    assert str(invalid.value) == said
