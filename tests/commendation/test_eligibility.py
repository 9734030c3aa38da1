"""Verdicts: the cases officers can read, Kleene logic, two clocks, and that missing facts never decide."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.commendation.eligibility import Fact, Facts, Outcome, judge, render_judgement
from thidua.commendation.eligibility.facts import ATTEST, FACT_KINDS
from thidua.commendation.eligibility.findings import all_met, any_met
from thidua.commendation.eligibility.judge import PREDICATES
from thidua.commendation.lawbook import load
from thidua.commendation.lawbook.reading import read_yaml

BOOK = load()
LAW = Path(__file__).parent.parent / "law"
CASES = [
    (path.stem, case)
    for path in sorted(LAW.glob("*.yaml"))
    for case in read_yaml(path.read_text(encoding="utf-8"))
]
LAN = "Lê Thị Thu Lan"
DAY = date(2021, 11, 20)
BOTH_GATES = ["no_pending_case", "one_merit_one_form"]


def facts_of(case):
    facts = dict(case.get("facts", {}))
    for group, answer in (("attested", True), ("denied", False)):
        for name in case.get(group, ()):
            facts[name if name in FACT_KINDS else ATTEST + name] = {"answer": answer, "by": LAN}
    return Facts.from_dict({"as_of": case["on"], "source": "hồ sơ mẫu", "facts": facts})


def verdict(award, case, facts=None):
    subject = case.get("subject", BOOK.award(award).subject[0])
    return judge(award, facts or facts_of(case), subject=subject, law_date=date.fromisoformat(case["on"]))


def names(leaves):
    return sorted(leaf.id or leaf.pred for leaf in leaves)


IDS = [f"{award}: {case['name']}" for award, case in CASES]


@pytest.mark.parametrize(("award", "case"), CASES, ids=IDS)
def test_case(award, case):
    found = verdict(award, case)

    assert found.outcome == case["outcome"], render_judgement(found)
    for kind in ("unmet", "unknown"):
        if kind in case and found.outcome in (Outcome.UNMET, Outcome.UNKNOWN):
            deciding = names(getattr(found, kind)())
            assert deciding == sorted(case[kind]), render_judgement(found)


@pytest.mark.parametrize(("award", "case"), CASES, ids=IDS)
def test_removing_any_one_fact_never_turns_a_verdict_round(award, case):
    facts, whole = facts_of(case), verdict(award, case).outcome

    for key in facts:
        assert verdict(award, case, facts.without(key)).outcome in (whole, Outcome.UNKNOWN), key


@pytest.mark.parametrize(("award", "case"), CASES, ids=IDS)
def test_the_leaves_combine_to_the_root(award, case):
    def combined(finding):
        if not finding.children:
            return finding.outcome
        logic = any_met if finding.pred == "any_of" else all_met
        return logic(combined(child) for child in finding.children)

    found = verdict(award, case)

    assert combined(found.root) == found.outcome


@pytest.mark.parametrize(("award", "case"), CASES, ids=IDS)
def test_every_leaf_cites_an_article_and_every_gap_in_the_facts_says_who_can_fill_it(award, case):
    found = verdict(award, case)

    if found.outcome is not Outcome.NO_RULE:
        assert [leaf for leaf in found.leaves() if not leaf.basis or not leaf.label] == []
    absent = [leaf for leaf in found.unknown() if leaf.sentence.startswith("Chưa có dữ kiện")]
    assert [leaf for leaf in absent if not (leaf.missing and leaf.missing.who)] == []
    assert json.loads(json.dumps(found.as_json()))["outcome"] == found.outcome


def test_every_award_has_at_least_three_cases():
    counted = Counter(award for award, _ in CASES)

    assert sorted(counted) == sorted(BOOK.awards)
    assert [award for award, count in counted.items() if count < 3] == []


def test_every_predicate_of_the_law_has_a_function_and_the_other_way_round():
    in_law = {predicate.id for predicate in BOOK.tables.predicates}

    assert in_law - {"any_of", "all_of", "meets_standard_of"} == set(PREDICATES)


@pytest.mark.parametrize(
    ("outcomes", "every", "some"),
    [
        ("met met", "met", "met"),
        ("met unmet", "unmet", "met"),
        ("met unknown", "unknown", "met"),
        ("unmet unknown", "unmet", "unknown"),
        ("unmet unmet", "unmet", "unmet"),
        ("unknown unknown", "unknown", "unknown"),
        ("met not_applicable", "met", "met"),
        ("unmet not_applicable", "unmet", "unmet"),
        ("not_applicable not_applicable", "not_applicable", "not_applicable"),
    ],
)
def test_strong_kleene_logic(outcomes, every, some):
    given = [Outcome(word) for word in outcomes.split()]

    assert (all_met(given), any_met(given)) == (every, some)


def test_absent_gates_are_unknown_and_name_who_can_attest():
    found = judge("gk_giam_doc_so", Facts({}), subject="individual", law_date=DAY)

    gates = {leaf.pred: leaf.missing.sentence for leaf in found.unknown() if leaf.pred in BOTH_GATES}
    assert found.outcome == Outcome.UNKNOWN
    assert gates == {
        "no_pending_case": "Cần bổ sung: xác nhận không có vụ việc đang xem xét. "
        "Người cung cấp: thủ trưởng đơn vị quản lý (ghi rõ họ tên).",
        "one_merit_one_form": "Cần bổ sung: xác nhận thành tích chưa được khen bằng hình thức khác. "
        "Người cung cấp: thủ trưởng đơn vị quản lý (ghi rõ họ tên), sau khi đối chiếu với "
        "bộ phận thi đua, khen thưởng giữ hồ sơ khen thưởng.",
    }


def test_without_any_fact_no_award_is_met_or_unmet():
    days = {version.since for award in BOOK.awards.values() for version in award.versions}

    outcomes = {
        judge(award, Facts({}), subject=subject, law_date=day).outcome
        for award in BOOK.awards
        for subject in ("individual", "collective", "household")
        for day in days
    }

    assert outcomes == {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.NO_RULE}


def test_a_fact_learnt_after_the_knowledge_date_is_not_known():
    answer = {"answer": True, "by": LAN}
    facts = Facts({"attest.viec_lam_dang_bieu_duong": Fact(answer, DAY, "sổ biểu dương")})

    def outcome(knowledge_date):
        return judge(
            "bieu_duong", facts, subject="individual", law_date=DAY, knowledge_date=knowledge_date
        ).outcome

    assert [outcome(DAY - timedelta(days=1)), outcome(DAY), outcome(None)] == ["unknown", "met", "met"]


def test_the_stored_pair_of_days_reproduces_the_verdict_and_its_hashes():
    case = next(case for award, case in CASES if award == "ldtt")

    assert verdict("ldtt", case) == verdict("ldtt", case)
    assert verdict("ldtt", case).rule_hash == BOOK.rule_hash("ldtt", date.fromisoformat(case["on"]))
    assert (
        verdict("ldtt", case).facts_hash != verdict("ldtt", case, facts_of(case).without("period")).facts_hash
    )


def test_each_version_is_used_from_its_first_day():
    attested = {"attested": ["chap_hanh_va_tham_gia_phong_trao", *BOTH_GATES]}
    facts = {
        "period": {"from": "2023-01-01", "to": "2023-12-31"},
        "ratings": [{"year": 2023, "value": "hoan_thanh_tot"}],
    }

    days = ["2020-11-08", "2020-11-09", "2023-12-31", "2024-01-01", "2026-09-30", "2026-10-01"]
    outcomes = [verdict("ldtt", {"on": day, "facts": facts, **attested}).outcome for day in days]

    assert outcomes == ["no_rule", "unknown", "unknown", "met", "met", "unknown"]


def test_a_fact_no_requirement_looks_for_is_shown():
    case = {"on": "2021-11-20", "attested": ["viec_lam_dang_bieu_duong", "viet_sai_ten"]}

    assert verdict("bieu_duong", case).unused == ("attest.viet_sai_ten",)


def test_the_learner_form_cites_the_rule_of_the_grade_in_each_leaf():
    case = next(case for award, case in CASES if award == "gk_hoc_sinh")
    leaf = verdict("gk_hoc_sinh", case).leaves()[0]

    assert leaf.basis == "Luật 15/2003/QH11 Điều 76 khoản 2; Thông tư 58/2011/TT-BGDĐT"


def test_a_verdict_reads_as_plain_vietnamese():
    facts = Facts.from_dict(
        {
            "as_of": "2021-11-18",
            "source": "hồ sơ",
            "facts": {
                "attest.viec_lam_dang_bieu_duong": {
                    "value": {"answer": True, "by": LAN},
                    "evidence": "biên bản số 5",
                    "verified": True,
                },
                "registered": True,
            },
        }
    )
    found = judge("bieu_duong", facts, subject="individual", law_date=DAY, knowledge_date=DAY)

    assert render_judgement(found).splitlines() == [
        "Biểu dương trong đơn vị: ĐẠT",
        "Xét theo quy định có hiệu lực ngày 20/11/2021.",
        "Chỉ tính dữ kiện đã biết đến hết ngày 20/11/2021.",
        "Căn cứ: Luật 15/2003/QH11 Điều 101 khoản 2 (chưa kiểm tra lại).",
        "",
        "✓ Biểu dương trong đơn vị: đạt tất cả các điều kiện sau. [đạt]",
        "  ✓ Có việc làm, kết quả cụ thể đáng được biểu dương trong đơn vị. [đạt]",
        "      Lê Thị Thu Lan xác nhận đúng (ngày 18/11/2021).",
        "      Căn cứ: Luật 15/2003/QH11 Điều 101 khoản 2.",
        "",
        "Dữ kiện không dùng đến: registered.",
    ]


def test_a_verdict_without_a_rule_says_so_and_has_no_prize():
    found = judge("bk_bo_truong_gddt", Facts({}), subject="individual", law_date=date(2024, 2, 14))

    assert (found.outcome.label, found.prize) == ("không có quy định đang có hiệu lực", None)
    assert render_judgement(found).splitlines()[-1].startswith("    Thông tư 29/2023/TT-BGDĐT có hiệu lực")


def test_missing_facts_and_money_are_in_the_text():
    text = render_judgement(judge("ldtt", Facts({}), subject="individual", law_date=DAY))

    assert "? Đã đăng ký tham gia thi đua trong kỳ xét. [chưa đủ căn cứ]" in text
    assert "Cần bổ sung: ngày tuyển dụng. Người cung cấp: bộ phận tổ chức cán bộ." in text
    assert "Tiền thưởng: 450.000 đồng: 0,3 lần mức lương cơ sở 1.490.000 đồng" in text
