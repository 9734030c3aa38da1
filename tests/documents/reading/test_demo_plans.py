"""The plans shipped for the demonstration are our own words, and read like the real ones."""

from collections import Counter
from dataclasses import replace

from thidua.documents.reading import read_bytes


def read_plan(plans, name):
    return read_bytes((plans / name).read_bytes(), filename=name)


def test_own_school_plan_reads_like_the_seed(plans, school_seed):
    seed, own = school_seed.structure, read_plan(plans, "30-kh-thptlt.txt")

    assert replace(own.metadata, closing_lines=None) == replace(seed.metadata, closing_lines=None)
    assert [(s.id, s.level, s.marker, s.title, s.inline) for s in own.sections] == [
        (s.id, s.level, s.marker, s.title, s.inline) for s in seed.sections
    ]
    assert (own.contents, own.solutions, own.criteria) == (seed.contents, seed.solutions, seed.criteria)
    assert own.slogan is not None
    assert seed.slogan is not None
    assert (own.slogan.text, own.slogan.section) == (seed.slogan.text, seed.slogan.section)
    assert [(t.section, t.responsible, t.deadline) for t in own.tasks] == [
        (t.section, t.responsible, t.deadline) for t in seed.tasks
    ]
    assert (own.recipients, own.archive, own.signers) == ((), None, ())
    assert Counter(a.code for a in own.anomalies) == Counter(a.code for a in seed.anomalies)
    counted = own.as_json()["counts"]
    assert counted["paragraphs_by_kind"] == seed.as_json()["counts"]["paragraphs_by_kind"]


def test_own_school_plan_cites_the_superior_plan(plans):
    own = read_plan(plans, "30-kh-thptlt.txt")
    superior = read_plan(plans, "2786-kh-sgddt.txt")

    cited = [(c.number, c.date, c.issuer) for c in own.citations]

    assert superior.metadata.number is not None
    assert cited == [(superior.metadata.number.normalized, superior.metadata.date, "Sở GD&ĐT Bình Phước")]
    assert own.metadata.movement_name == superior.metadata.movement_name


def test_superior_sample_orders_plan_pledge_report_and_nomination(plans):
    superior = read_plan(plans, "2786-kh-sgddt.txt")

    orders = [
        (t.action, t.deadline) for t in superior.tasks if t.responsible == ("Các đơn vị trực thuộc Sở",)
    ]

    assert orders == [
        ("Xây dựng kế hoạch của đơn vị mình và gửi về Sở trước ngày 25/9/2021", "trước ngày 25/9/2021"),
        ("Tổ chức cho tập thể, cá nhân ký giao ước thi đua trước ngày 30/9/2021", "trước ngày 30/9/2021"),
        ("Báo cáo Sở kết quả thực hiện phong trào trước ngày 31/5/2022", "trước ngày 31/5/2022"),
        ("Lựa chọn, đề nghị khen thưởng tập thể, cá nhân tiêu biểu khi có hướng dẫn của Sở", None),
    ]
    assert superior.anomalies == ()


def test_samples_copy_no_running_sentence_of_the_seed(plans, school_seed):
    seed_sentences = {
        p.text.lstrip("-0123456789. ") for p in school_seed.structure.paragraphs if p.section != "III"
    }

    own = read_plan(plans, "30-kh-thptlt.txt")
    copied = [p.text for p in own.paragraphs if p.text.lstrip("-0123456789. ") in seed_sentences]

    assert copied == []
