"""The four seeds are read as a careful person read them (truth schema `seed-truth/1`)."""

import time
from collections import Counter

from thidua.documents.reading import read_text


def chosen(rows, *keys):
    return [{key: row.get(key) for key in keys} for row in rows]


def test_first_page_is_read_as_in_the_truth(seed):
    truth = seed.truth["metadata"]
    read = {key: seed.read["metadata"][key] for key in truth if key != "issuers"}

    assert read == {key: value for key, value in truth.items() if key != "issuers"}


def test_issuers_are_named_with_their_source_and_line(seed):
    truth = chosen(seed.truth["metadata"]["issuers"], "name", "source", "line")

    assert seed.read["metadata"]["issuers"] == truth
    assert seed.structure.metadata.issuers == tuple(issuer["name"] for issuer in truth)


def test_every_date_token_is_found_and_no_other(seed):
    assert seed.read["dates"] == seed.truth["dates"]


def test_sections_with_ids_markers_titles_and_paragraph_counts(seed):
    assert seed.read["sections"] == seed.truth["sections"]


def test_paragraphs_are_joined_to_the_letter(seed):
    assert seed.read["paragraphs"] == seed.truth["paragraphs"]


def test_cited_papers_with_every_place_that_names_them(seed):
    keys = ("number", "serial", "symbol", "date", "stated_type", "issuer", "title", "term", "symbol_type")

    assert chosen(seed.read["cited_documents"], *keys) == chosen(seed.truth["cited_documents"], *keys)
    places = [
        chosen(paper["occurrences"], "line", "section", "role", "label_line")
        for paper in seed.truth["cited_documents"]
    ]
    assert [
        chosen(paper["occurrences"], "line", "section", "role", "label_line")
        for paper in seed.read["cited_documents"]
    ] == places


def test_recipients_and_archive(seed):
    assert seed.read["recipients"] == seed.truth["recipients"]


def test_signers_and_missing_signatures(seed):
    keys = (
        "authority",
        "authority_line",
        "collective_body",
        "for_title",
        "title",
        "title_line",
        "name",
        "name_line",
        "for_issuer",
    )

    assert chosen(seed.read["signers"], *keys) == chosen(seed.truth["signers"], *keys)
    assert seed.read["signatures_missing_for"] == seed.truth["signatures_missing_for"]


def test_contents_solutions_rounds_and_slogan(seed):
    for key in ("contents", "solutions", "rounds", "slogan"):
        assert seed.read[key] == seed.truth[key]


def test_commemorations_with_their_round(seed):
    assert seed.read["commemorations"] == seed.truth["commemorations"]


def test_quoted_phrases_and_mottos(seed):
    assert seed.read["quoted_phrases"] == seed.truth["quoted_phrases"]
    assert sorted(each["text"] for each in seed.read["mottos"]) == sorted(
        each["text"] for each in seed.truth["mottos"]
    )


def test_criteria_stand_where_the_truth_finds_them(seed):
    read, truth = seed.read["criteria"], seed.truth["criteria"]

    assert chosen(read, "marker", "section") == chosen(truth, "marker", "section")
    assert [known["key"] in found["text"] for found, known in zip(read, truth, strict=True)] == [True] * len(
        truth
    )


def test_award_forms_or_the_paper_that_rules_them(seed):
    read, truth = seed.read["awards"], seed.truth["awards"]
    keys = ("form", "authority", "subjects", "contribution_kinds", "line")

    assert chosen(read["forms"], *keys) == chosen(truth["forms"], *keys)
    assert read["rules_by_reference"] == truth["rules_by_reference"]


def test_tasks_with_owner_line_and_act(seed):
    read, truth = seed.read["tasks"], seed.truth["tasks"]
    keys = ("no", "section", "line", "responsible", "deadline", "modality", "condition", "with_units")

    assert chosen(read, *keys) == chosen(truth, *keys)
    assert [task["responsible_source"] for task in read] == [
        task.get("responsible_source", "stated") for task in truth
    ]
    missed = [
        known["no"]
        for found, known in zip(read, truth, strict=True)
        if known["action"].lower() not in found["action"].lower()
    ]
    assert missed == []


def test_every_irregularity_of_the_truth_is_reported(seed):
    known = Counter((each["code"], each["line"]) for each in seed.truth["anomalies"])
    reported = Counter((each["code"], each["line"]) for each in seed.read["anomalies"])

    assert known - reported == Counter()


def test_no_false_alarm_is_raised(seed):
    reported = Counter(each["code"] for each in seed.read["anomalies"])

    assert reported == Counter(each["code"] for each in seed.truth["anomalies"])


def test_every_irregularity_is_told_in_a_whole_sentence(seed):
    unfinished = [each["detail"] for each in seed.read["anomalies"] if each["detail"][-1] not in ".)"]

    assert unfinished == []


def test_counts_equal_the_truth_where_both_count(seed):
    # The truth lists a selection of the embedded duties.
    shared = (seed.read["counts"].keys() & seed.truth["counts"].keys()) - {"embedded_duties"}

    assert {key: seed.read["counts"][key] for key in shared} == {
        key: seed.truth["counts"][key] for key in shared
    }


def test_file_figures_equal_the_truth(seed):
    assert seed.read["file"] == seed.truth["file"]


def test_school_plan_gives_the_line_of_the_demonstration(school_seed):
    plan = school_seed.structure

    assert (len(plan.sections), len(plan.contents), len(plan.solutions), len(plan.tasks)) == (16, 4, 5, 6)
    assert plan.criteria == ()
    assert [task.responsible for task in plan.tasks] == [
        ("Ban giám hiệu",),
        ("Các đoàn thể trong nhà trường",),
        ("Ban chấp hành Công đoàn",),
        ("Ban chấp hành Công đoàn",),
        ("Ban chấp hành Công đoàn",),
        ("cán bộ, giáo viên, nhân viên, người lao động và học sinh",),
    ]
    assert plan.slogan is not None
    assert plan.slogan.lines == (42, 43)
    assert plan.slogan.text == plan.metadata.movement_name
    assert (plan.recipients, plan.archive, plan.signers) == ((), None, ())
    assert len(plan.anomalies) == 15


def test_a_seed_is_read_quickly(seed):
    text = seed.data.decode()

    def work():
        before = time.process_time()
        read_text(text)
        return time.process_time() - before

    assert min(work() for _ in range(5)) < 0.060  # the goal is 0.030; `thidua bench reader` measures it
