"""The law data is sound, dated, cited and answers for a day; unsound data refuses to load and says where."""

import shutil
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.commendation.lawbook import LawError, load
from thidua.commendation.lawbook.book import SHIPPED
from thidua.commendation.lawbook.reading import read_yaml
from thidua.commendation.lawbook.shapes import read_decimal, read_ratio
from thidua.commendation.lawbook.vocabulary import leaves_of

HERE = Path(__file__).parent
BOOK = load()
IN_2021 = date(2021, 11, 20)
VERSIONS = [(award.id, version) for award in BOOK.awards.values() for version in award.versions]
UNSOUND = read_yaml((HERE / "unsound_law.yaml").read_text(encoding="utf-8"))
PRIZES = read_yaml((HERE / "prize_vectors.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped law data to spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "law"))


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder):
    with pytest.raises(LawError) as refused:
        load(folder)
    return str(refused.value)


def test_every_version_has_a_basis_and_every_leaf_a_sentence():
    leaves = [
        leaf
        for _, version in VERSIONS
        if version.requires != "unknown"
        for nodes in version.requires.values()
        for leaf in leaves_of(nodes)
    ]

    assert [version.award for _, version in VERSIONS if not version.basis.strip()] == []
    assert [leaf for leaf in leaves if not leaf.label.endswith(".") or "{" in leaf.label] == []
    assert [gate.id for gate in BOOK.tables.gates if not gate.label.endswith(".") or not gate.basis] == []


@pytest.mark.parametrize(("award", "version"), VERSIONS, ids=[f"{a}-{v.since}" for a, v in VERSIONS])
def test_a_version_holds_on_its_days_and_not_the_day_before_or_after(award, version):
    eve = version.since - timedelta(days=1)

    assert BOOK.version(award, version.since) == version
    assert BOOK.version(award, eve) != version
    if version.until:
        assert BOOK.version(award, version.until - timedelta(days=1)) == version
        assert BOOK.version(award, version.until) != version


@given(day=st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_any_day_has_at_most_one_version_of_each_award(day):
    for award in BOOK.awards.values():
        assert sum(version.covers(day) for version in award.versions) <= 1


@pytest.mark.parametrize(
    ("award", "day", "known"),
    [
        ("ldtt", date(2020, 11, 8), False),
        ("ldtt", date(2020, 11, 9), True),
        ("ldtt", date(2023, 12, 31), True),
        ("bk_bo_truong_gddt", date(2024, 1, 1), False),
        ("bk_bo_truong_gddt", date(2024, 2, 14), False),
        ("bk_bo_truong_gddt", date(2024, 2, 15), True),
        ("ngut", date(2024, 5, 24), False),
        ("ngut", date(2024, 5, 25), True),
        ("gk_ct_ubnd_huyen", date(2025, 6, 30), True),
        ("gk_ct_ubnd_huyen", date(2025, 7, 1), False),
        ("bieu_duong", date(2024, 1, 1), False),
    ],
)
def test_gaps_and_days_outside_stay_without_a_rule(award, day, known):
    assert (BOOK.rule_in_force(award, day) is not None) == known


@pytest.mark.parametrize(
    ("day", "vnd"),
    [
        (date(2018, 6, 30), None), (date(2018, 7, 1), 1_390_000), (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000), (date(2023, 6, 30), 1_490_000), (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000), (date(2024, 7, 1), 2_340_000), (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)  # fmt: skip
def test_base_salary_turns_on_its_day(day, vnd):
    salary = BOOK.base_salary(day)

    assert (salary and salary.vnd) == vnd


@pytest.mark.parametrize(
    ("award", "subject", "day", "amount"), PRIZES, ids=[f"{p[0]}-{p[1]}-{p[2]}" for p in PRIZES]
)
def test_prizes_are_those_the_sources_print(award, subject, day, amount):
    prize = BOOK.prize(award, subject, date.fromisoformat(day))

    assert (prize.amount, prize.amount % 10_000) == (amount, 0)
    assert prize.basis


def test_a_collective_prize_is_multiplied_first_and_rounded_once_and_says_so():
    prize = BOOK.prize("gk_giam_doc_so", "collective", date(2025, 7, 1))

    assert (prize.amount, prize.multiple, prize.confidence) == (1_410_000, Decimal("0.6"), "low")
    assert prize.sentence == (
        "1.410.000 đồng: 0,6 lần mức lương cơ sở 2.340.000 đồng, làm tròn lên đến 10.000 đồng. "
        "Với tập thể, văn bản không nêu thứ tự nhân và làm tròn; ở đây nhân trước rồi làm tròn một lần."
    )


def test_the_prize_of_the_commune_doubles_on_its_day_and_ends_with_the_decree():
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2027, 2, 28), date(2027, 3, 1)]

    prizes = [BOOK.prize("gk_ct_ubnd_xa", "individual", day) for day in days]

    assert [prize and prize.amount for prize in prizes] == [360_000, 710_000, 760_000, None]


def test_a_prize_with_classes_needs_the_class():
    open_class = BOOK.prize("hc_doc_lap", "individual", IN_2021)
    amounts = [BOOK.prize("hc_doc_lap", "individual", IN_2021, grade=grade).amount for grade in (1, 2, 3)]

    assert (open_class.amount, open_class.sentence) == (
        None,
        "Mức thưởng tùy theo hạng; cần nêu hạng để tính.",
    )
    assert amounts == [22_350_000, 18_630_000, 15_650_000]
    with pytest.raises(LawError, match="không có hạng 4"):
        BOOK.prize("hc_doc_lap", "individual", IN_2021, grade=4)


@pytest.mark.parametrize("award", ["bieu_duong", "gk_noi_bo", "gk_hoc_sinh", "knc_vsngd"])
def test_no_prize_where_the_law_gives_none(award):
    assert BOOK.prize(award, "individual", IN_2021) is None


def test_the_medal_of_today_has_a_ceiling_not_a_sum():
    prize = BOOK.prize("knc_vsngd", "individual", date(2026, 1, 10))

    assert (prize.is_ceiling, prize.sentence.startswith("Tối đa 1.410.000 đồng")) == (True, True)


@pytest.mark.parametrize(
    ("award", "kind", "day", "outcome"),
    [
        ("gk_giam_doc_so", "so", IN_2021, "met"),
        ("gk_giam_doc_so", "truong", IN_2021, "unmet"),
        ("gk_noi_bo", "truong", IN_2021, "unmet"),
        ("gk_noi_bo", "truong", date(2025, 1, 1), "unknown"),
        ("bk_ct_ubnd_tinh", "truong", IN_2021, "unmet"),
        ("bk_ct_ubnd_tinh", "tinh", IN_2021, "met"),
        ("gk_hoc_sinh", "truong", IN_2021, "met"),
        ("bieu_duong", "truong", IN_2021, "met"),
        ("bieu_duong", "truong", date(2024, 1, 1), "no_rule"),
        ("cstdcs", "xa", date(2025, 6, 30), "unmet"),
        ("cstdcs", "xa", date(2025, 7, 1), "met"),
        ("cstdcs", "huyen", date(2025, 7, 1), "unmet"),
    ],
)
def test_who_may_decide(award, kind, day, outcome):
    ruling = BOOK.may_decide(award, kind, day)

    assert (ruling.outcome, ruling.allowed) == (outcome, outcome == "met")


def test_a_school_is_told_why_it_may_not_give_a_merit_certificate():
    ruling = BOOK.may_decide("bk_ct_ubnd_tinh", "truong", IN_2021)

    assert ruling.sentence == (
        "Đơn vị không có thẩm quyền quyết định Bằng khen của Chủ tịch UBND tỉnh. "
        "Người có thẩm quyền: Chủ tịch UBND cấp tỉnh. Đơn vị chỉ lập tờ trình đề nghị."
    )
    assert ruling.basis == ("Luật 39/2013/QH13 Điều 72, Điều 79; Nghị định 91/2017/NĐ-CP Điều 39, Điều 73")


def test_a_school_is_told_that_staff_certificates_are_no_form_of_the_law():
    ruling = BOOK.may_decide("gk_noi_bo", "truong", IN_2021)

    assert ruling.basis.startswith("Luật 39/2013/QH13 Điều 74 khoản 2")
    assert "biểu dương trong đơn vị" in ruling.sentence


def test_who_decides_depends_on_the_place_of_the_subject():
    def names(under):
        return [row.id for row in BOOK.authority("cstdcs", IN_2021, subject_under=under)]

    assert [names("so"), names("huyen"), names("bo"), names("xa")] == [
        ["giam_doc_so"], ["ct_ubnd_huyen"], ["thu_truong_dv_bo"], [],
    ]  # fmt: skip
    assert BOOK.may_decide("cstdcs", "huyen", IN_2021, subject_under="so").outcome == "unmet"


def test_vote_profiles_follow_award_day_and_procedure():
    title = BOOK.vote_profile("cstd_tinh", IN_2021)
    ministry = BOOK.vote_profile("ldtt", IN_2021, ministry=True)
    local = BOOK.vote_profile("ldtt", IN_2021)
    simplified = BOOK.vote_profile("bk_ttg", IN_2021, procedure="simplified")

    assert (title.threshold, title.method, title.of) == (Fraction(9, 10), "secret_ballot", "total_members")
    assert (ministry.id, local.id, simplified.id) == ("v70_ministry", "v70_default_local", "none_simplified")
    assert BOOK.vote_profile("ldtt", date(2025, 8, 1)).threshold is None
    assert BOOK.vote_profile("ldtt", date(2020, 1, 1)) is None
    assert BOOK.quorum("tinh", IN_2021).ratio == Fraction(2, 3)


def test_the_learner_form_cites_the_rule_of_the_grade():
    version = BOOK.version("gk_hoc_sinh", date(2022, 5, 25))

    assert version.basis_for(11) == "Luật 15/2003/QH11 Điều 76 khoản 2; Thông tư 58/2011/TT-BGDĐT"
    assert version.basis_for(6) == "Luật 15/2003/QH11 Điều 76 khoản 2; Thông tư 22/2021/TT-BGDĐT Điều 15"
    assert version.basis_for(None) == version.basis
    assert [row.id for row in BOOK.student_titles(11, date(2022, 5, 25))] == ["hs_gioi_cu", "hs_tien_tien"]


def test_dossiers_and_clocks_answer_for_a_day():
    assert BOOK.dossier("bk_ttg", IN_2021).sets == 2
    assert BOOK.dossier("bk_ttg", IN_2021, simplified=True).id == "don_gian"
    assert BOOK.dossier("ngut", IN_2021) is None
    assert BOOK.clock("verify_xa_huyen_unit", IN_2021).days == 20
    assert BOOK.clock("verify_xa_huyen_unit", date(2026, 1, 1)) is None


def test_two_regimes_have_two_rules_and_two_hashes():
    before, after = date(2023, 12, 31), date(2024, 1, 1)

    assert BOOK.rule_hash("ldtt", before) == BOOK.rule_hash("ldtt", IN_2021)
    assert BOOK.rule_hash("ldtt", before) != BOOK.rule_hash("ldtt", after)
    assert [BOOK.reads("g_initiative_once", day) for day in (before, after)] == [False, True]


def test_a_change_in_a_standard_leaned_on_changes_the_hash(folder):
    day, before = date(2025, 1, 1), load(folder).rule_hash("cstdcs", date(2025, 1, 1))
    spoil(folder, "awards/ldtt.yaml", 'until: "2026-10-01"', 'until: "2026-09-30"')

    assert load(folder).rule_hash("cstdcs", day) != before


def test_an_unknown_award_is_refused_by_name():
    with pytest.raises(LawError, match="'cstd_xa'"):
        BOOK.award("cstd_xa")


@pytest.mark.parametrize("case", UNSOUND, ids=[f"{case['file']}: {case['new']}" for case in UNSOUND])
def test_unsound_law_data_refuses_to_load_and_says_where(folder, case):
    spoil(folder, case["file"], case["old"], case["new"])

    assert case["said"] in refusal(folder)


def test_a_multiple_is_read_as_an_exact_decimal_quoted_or_not(folder):
    spoil(folder, "awards/ldtt.yaml", 'individual: "0.3"', "individual: 0.3")

    assert load(folder).version("ldtt", IN_2021).prize.individual == Decimal("0.3")


def test_a_file_whose_text_is_no_group_of_keys_is_refused(folder):
    (folder / "kinds.yaml").write_text("- 1\n", encoding="utf-8")

    assert refusal(folder) == "kinds.yaml: phải là một nhóm trường"


def test_a_knot_without_branches_and_a_leaf_with_some_are_refused(folder):
    spoil(folder, "awards/ldtt.yaml", "{pred: registered,", "{pred: any_of,")
    assert "phải có ít nhất một nhánh" in refusal(folder)


def test_an_attestation_without_a_sentence_is_refused(folder):
    path = folder / "awards/bieu_duong.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "label:" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")

    assert "thiếu câu label" in refusal(folder)


def test_one_decision_cannot_be_counted_by_two_requirements(folder):
    flags = "any: [co_tinh, co_bo_gddt], after: prior_award, distinct: true, n: 1}"
    forms = "any: [bk_ct_ubnd_tinh, bk_bo_truong_gddt], after: prior_award, distinct: true, n: 1}"
    spoil(folder, "awards/hcld_3.yaml", forms, flags)

    assert "một quyết định bị đếm hai lần" in refusal(folder)


def test_two_possible_bases_are_refused(folder):
    line = "                - {pred: rating,"
    second = "                - {pred: prior_award, any: [bk_ttg], n: 1}\n"
    spoil(folder, "awards/bk_ttg.yaml", line, second + line)

    assert "có hơn một lần khen thưởng có thể làm mốc" in refusal(folder)


def test_a_ratio_already_read_stays_as_it_is():
    assert read_ratio(Fraction(7, 10)) == Fraction(7, 10)
    assert read_decimal(Decimal("0.3")) == Decimal("0.3")


def test_a_folder_without_awards_or_without_tables_is_refused(folder, tmp_path):
    shutil.rmtree(folder / "awards")
    (tmp_path / "nothing").mkdir()

    assert "gates.yaml, g_state_once_a_year" in refusal(folder)
    assert "thiếu trường này" in refusal(tmp_path / "nothing")
