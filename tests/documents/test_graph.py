"""Who rests on whom: the plans of Ea Kar as one picture, the plan owed and answered, and the wrong parent refused."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.core.errors import Refused
from thidua.demo.days import FILED, ISSUED, at
from thidua.documents.actions.citing import link_citation, state_parent, waive_plan
from thidua.documents.actions.filing import (
    draft_from,
    kind_of,
    register_received,
    set_recipients,
    write_paper,
)
from thidua.documents.actions.issuing import issue_paper, open_book, sign_paper
from thidua.documents.models import Citation, Paper
from thidua.documents.queries.graph import graph_of
from thidua.documents.queries.superiors import plan_above, plans_owed, superiors_papers
from thidua.documents.reading import read_text
from thidua.org.actions.bodies import plant_bodies
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.models import Unit

SINCE = dt.date(2018, 8, 1)
OCTOBER = dt.date(2021, 10, 26)
NOON = at(ISSUED, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def file(world, owner, code, day, issuer, *, kind="KH", subject="Thi đua", received_on=None, **more):
    number, _, symbol = code.partition("/")
    return register_received(
        owner,
        kind=kind,
        number=int(number) if number else None,
        symbol=symbol,
        day=day,
        issuer_written=issuer,
        subject=subject,
        received_on=received_on or day or OCTOBER,
        by=world.huong,
        at=at(OCTOBER),
        **more,
    )


@pytest.fixture(scope="module")
def bodies(django_db_setup, django_db_blocker):
    """The public bodies of the four plans, planted once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        plant_bodies(by=None, at=NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ea_kar(bodies, world):
    """Phòng GDĐT huyện Ea Kar with its head, and the four superiors' papers of step 1 and 2 on file."""
    office = Unit.objects.get(code="PGDDT-EAKAR")
    head = add_person("EK1", "Trưởng phòng Mẫu", by=None, at=NOON)
    appoint(head, office, "head", "Trưởng phòng", since=SINCE, by=None, at=NOON)
    user, _ = open_account(head, "truongphong", by=None, at=NOON)
    papers = {
        "10060": file(world, office, "10060/KH-UBND", dt.date(2021, 10, 15), "UBND tỉnh Đắk Lắk"),
        "156": file(world, office, "156/KH-UBND", dt.date(2021, 10, 18), "Ủy ban nhân dân huyện Ea Kar"),
        "1764": file(world, office, "1764/UBND-TĐKT", dt.date(2020, 12, 31), "UBND huyện Ea Kar", kind="CV"),
    }
    return {"office": office, "head": user, **papers}


@pytest.fixture
def plan_685(world, seeds, ea_kar):
    """The plan of the seed as the office's own draft."""
    text = next(seeds.glob("000_*.txt")).read_text(encoding="utf-8")
    return draft_from(read_text(text), ea_kar["office"], file=None, by=ea_kar["head"], at=at(OCTOBER))


def issue(paper, ea_kar, *, last=684):
    head, moment = ea_kar["head"], at(OCTOBER, 15)
    open_book(ea_kar["office"], 2021, "KH", opening=last, reason="Sổ giấy", by=head, at=moment)
    line = {"written": "UBND huyện Ea Kar", "reaches": "text", "role": "report"}
    set_recipients(paper, [line], archive="VT, TĐ", by=head, at=moment)
    sign_paper(paper, by=head, at=moment)
    return issue_paper(Paper.objects.get(pk=paper.pk), by=head, at=moment, route=paper.route)


def boxes(graph, *, above):
    return [(box.code, box.level, box.days) for box in graph.at_level(above=above)]


# Resolved issuers, unknown kinds, papers without a number


def test_the_issuer_is_resolved_by_the_keepers_own_province_and_kept_as_written(world, ea_kar):
    paper = file(world, ea_kar["office"], "1/CT-UBND", OCTOBER, "UBND tỉnh", kind="CT")

    assert (paper.issuer_written, paper.issuer.code) == ("UBND tỉnh", "UBND-DL")


def test_a_congress_resolution_without_number_and_day_is_filed(world, ea_kar):
    paper = file(world, ea_kar["office"], "", None, "Đại hội Đảng toàn quốc lần thứ XIII", kind="NQ")

    assert (paper.code, paper.day, str(paper)) == ("", None, "Nghị quyết (chưa có số)")


def test_a_kind_nobody_foresaw_is_filed_under_the_name_it_gives_itself(world, ea_kar):
    paper = file(
        world, ea_kar["office"], "7/X-UBND", OCTOBER, "UBND tỉnh", kind="KHAC", kind_written="Lời hiệu triệu"
    )

    assert str(paper) == "Lời hiệu triệu 07/X-UBND"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("THÔNG TƯ LIÊN TỊCH", "TTLT"),
        ("THÔNG TƯ", "TT"),
        ("ĐỀ ÁN", "ĐA"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"),
        ("LỜI KÊU GỌI", "LKG"),
        ("KẾ HOẠCH LIÊN TỊCH", "KH"),
        ("HƯƠNG ƯỚC", "KHAC"),
    ],
)
def test_every_kind_that_is_read_can_be_filed(line, kind):
    read = read_text("KẾ HOẠCH\nMẫu")

    assert kind_of(replace(read, metadata=replace(read.metadata, doc_type=line))) == kind


# The picture


def test_the_plan_rests_on_156_and_that_on_10060_with_the_days_between(ea_kar, plan_685):
    state_parent(ea_kar["156"], ea_kar["10060"], by=ea_kar["head"], at=at(OCTOBER))

    graph = graph_of(plan_685, Paper.objects.all())

    assert boxes(graph, above=True)[:4] == [
        ("156/KH-UBND", -1, 8),
        ("1764/UBND-TĐKT", -1, 299),
        ("761/KH-PGDĐT", -1, 307),
        ("10060/KH-UBND", -2, 11),
    ]
    assert [box.code for box in graph.boxes if not box.filed] == ["761/KH-PGDĐT"]
    assert [box.said for box in graph.boxes if not box.filed] == ["Chưa có trong sổ"]


def test_a_way_that_a_longer_one_already_tells_is_not_drawn_twice(ea_kar, plan_685):
    state_parent(ea_kar["156"], ea_kar["10060"], by=ea_kar["head"], at=at(OCTOBER))

    graph = graph_of(plan_685, Paper.objects.all())

    keys = [f"p{key}" for key in (ea_kar["10060"].pk, ea_kar["156"].pk, plan_685.pk)]
    main = [(route.upper, route.lower) for route in graph.wide.routes if not route.side]
    assert sorted(main) == sorted(pairwise(keys))


def test_a_box_says_number_issuer_and_days_and_an_unfiled_one_why_it_cannot_be_opened(ea_kar, plan_685):
    graph = graph_of(plan_685, Paper.objects.exclude(pk=ea_kar["1764"].pk))

    said = {box.code: [line for line, _, _ in graph.narrow.places[box.key].lines] for box in graph.boxes}
    assert said["156/KH-UBND"] == ["156/KH-UBND", "Ủy ban nhân dân huyện", "Ea Kar", "18/10/2021 · 8 ngày"]
    assert said["1764/UBND-TĐKT"][-2:] == ["Có trong sổ của đơn vị giữ", "văn bản"]
    assert said["761/KH-PGDĐT"][-1] == "Chưa có trong sổ"


def test_seen_from_above_the_picture_grows_downwards(ea_kar, plan_685):
    state_parent(ea_kar["156"], ea_kar["10060"], by=ea_kar["head"], at=at(OCTOBER))

    graph = graph_of(ea_kar["10060"], Paper.objects.all())

    assert boxes(graph, above=False) == [("156/KH-UBND", 1, 3), ("685/KH-PGDĐT", 2, 11)]
    assert boxes(graph, above=True) == []


def test_a_paper_beyond_the_readers_reach_is_said_to_be_elsewhere_and_not_named(ea_kar, plan_685):
    mine = Paper.objects.exclude(pk=ea_kar["156"].pk)

    graph = graph_of(plan_685, mine)

    [hidden] = [box for box in graph.boxes if box.code == "156/KH-UBND"]
    assert (hidden.paper, hidden.said) == (None, "Có trong sổ của đơn vị giữ văn bản")


def test_two_plans_that_name_each_other_do_not_run_in_a_circle(world, ea_kar):
    first, second = ea_kar["156"], ea_kar["10060"]
    for paper, target in ((first, second), (second, first)):
        Citation.objects.create(
            paper=paper, target=target, written=target.code, code=target.code, role="basis"
        )

    graph = graph_of(first, Paper.objects.all())

    assert sorted(box.code for box in graph.boxes) == ["10060/KH-UBND", "156/KH-UBND"]


def test_a_level_with_too_many_papers_counts_what_it_leaves_out(world, ea_kar):
    for number in range(15):
        lower = file(world, ea_kar["office"], f"{number + 1}/BC-X", OCTOBER, "Trường Mẫu", kind="BC")
        Citation.objects.create(paper=lower, target=ea_kar["156"], written="156", role="basis")

    graph = graph_of(ea_kar["156"], Paper.objects.all())

    assert (len(graph.at_level(above=False)), graph.left_out) == (12, 3)


def test_the_picture_costs_as_many_queries_for_three_papers_as_for_one(
    world, ea_kar, plan_685, django_assert_max_num_queries
):
    def grow():
        number = Paper.objects.count()
        lower = file(world, ea_kar["office"], f"{number}/BC-X", OCTOBER, "Trường Mẫu", kind="BC")
        Citation.objects.create(paper=lower, target=plan_685, written="685", role="basis")

    grow()
    with django_assert_max_num_queries(10):
        graph_of(plan_685, Paper.objects.all())
    grow()
    grow()
    with django_assert_max_num_queries(10):
        graph_of(plan_685, Paper.objects.all())


# The plan that is owed


def test_the_plan_of_the_direct_superior_opens_a_duty_that_685_closes_after_eight_days(ea_kar, plan_685):
    office = Unit.objects.filter(pk=ea_kar["office"].pk)
    [before] = plans_owed(office, on=dt.date(2021, 10, 20))
    assert (before.asked.code, before.open, before.days) == ("156/KH-UBND", True, 2)

    issued = issue(plan_685, ea_kar)

    [after] = plans_owed(office, on=dt.date(2021, 12, 31))
    assert (after.answer, after.open, after.days) == (issued, False, 8)


def test_the_plan_of_a_school_answers_the_department_after_twelve_days(world):
    asked = file(
        world, world.school, "2786/KH-SGDĐT", dt.date(2021, 9, 8), "Sở GD&ĐT Bình Phước", received_on=FILED
    )
    book = {"opening": 29, "reason": "Sổ giấy", "by": world.huong, "at": NOON}
    school = Unit.objects.filter(pk=world.school.pk)
    if not world.school.number_books.filter(year=2021, kind="KH").exists():
        open_book(world.school, 2021, "KH", **book)
    paper = write_paper(
        world.school,
        "KH",
        "thi đua",
        nodes=[{"kind": "plain", "text": "Kế hoạch."}],
        symbol="KH-THPTLT",
        place="Lộc Ninh",
        issuer_written="TRƯỜNG THPT LỘC THÁI",
        superior_written="SỞ GD&ĐT BÌNH PHƯỚC",
        by=world.huong,
        at=NOON,
    )
    state_parent(paper, asked, by=world.huong, at=NOON)
    set_recipients(paper, [{"written": "Các tổ", "reaches": "teams"}], archive="VT", by=world.huong, at=NOON)
    sign_paper(paper, by=world.lan, at=NOON)
    assert [owed.open for owed in plans_owed(school, on=ISSUED)] == [True]

    issue_paper(Paper.objects.get(pk=paper.pk), by=world.huong, at=NOON)

    [owed] = plans_owed(school, on=dt.date(2022, 1, 1))
    assert (owed.answer, owed.days) == (paper, 12)


def test_a_plan_from_farther_up_or_from_beside_opens_no_duty(world, ea_kar):
    file(world, ea_kar["office"], "9/KH-HĐND", OCTOBER, "HĐND huyện Ea Kar")
    file(world, ea_kar["office"], "8/KH-X", OCTOBER, "Nơi không ai biết")

    found = plans_owed(Unit.objects.filter(pk=ea_kar["office"].pk), on=OCTOBER)

    assert [owed.asked.code for owed in found] == ["156/KH-UBND"]


def test_the_guiding_department_is_a_direct_superior_too(world, ea_kar):
    file(world, ea_kar["office"], "55/KH-SGDĐT", OCTOBER, "Sở GDĐT Đắk Lắk")

    found = plans_owed(Unit.objects.filter(pk=ea_kar["office"].pk), on=OCTOBER)

    assert sorted(owed.asked.code for owed in found) == ["156/KH-UBND", "55/KH-SGDĐT"]


def test_a_duty_is_waived_with_its_reason_and_then_counts_as_settled(world, ea_kar):
    waive_plan(ea_kar["156"], reason="Chỉ cần có biện pháp", by=world.huong, at=at(OCTOBER))

    [owed] = plans_owed(Unit.objects.filter(pk=ea_kar["office"].pk), on=OCTOBER)

    assert (owed.open, owed.asked.plan_waived) == (False, "Chỉ cần có biện pháp")


def test_waiving_lists_every_reason_against_it(world, ea_kar, plan_685):
    with pytest.raises(Refused) as never_asked:
        waive_plan(ea_kar["10060"], reason=" ", by=world.huong, at=at(OCTOBER))
    issue(plan_685, ea_kar)
    with pytest.raises(Refused) as answered:
        waive_plan(ea_kar["156"], reason="", by=world.huong, at=at(OCTOBER))

    assert said(never_asked) == [
        "Văn bản này không phải kế hoạch của cấp trên trực tiếp nên không đặt ra việc xây dựng kế hoạch.",
        "Cần ghi lý do không phải xây dựng kế hoạch.",
    ]
    assert said(answered) == [
        "Đã có Kế hoạch 685/KH-PGDĐT thực hiện văn bản này.",
        "Cần ghi lý do không phải xây dựng kế hoạch.",
    ]


def test_the_many_plans_owed_cost_as_many_queries_as_one(world, ea_kar, django_assert_max_num_queries):
    office = Unit.objects.filter(pk=ea_kar["office"].pk)
    for number in range(3):
        file(world, ea_kar["office"], f"{number + 1}/KH-UBND", OCTOBER, "UBND huyện Ea Kar")

    with django_assert_max_num_queries(5):
        assert len(plans_owed(office, on=OCTOBER)) == 4


# The parent


def test_of_two_plans_that_685_rests_on_the_direct_superiors_is_the_one_above(ea_kar, plan_685):
    assert plan_above(plan_685) == ea_kar["156"]


def test_a_stated_parent_holds_before_what_is_cited(ea_kar, plan_685):
    state_parent(plan_685, ea_kar["10060"], by=ea_kar["head"], at=at(OCTOBER))

    assert plan_above(Paper.objects.get(pk=plan_685.pk)) == ea_kar["10060"]


def test_only_papers_of_units_above_are_offered_as_the_parent(world, ea_kar, plan_685):
    file(world, ea_kar["office"], "9/KH-HĐND", dt.date(2021, 10, 1), "HĐND huyện Ea Kar")

    offered = superiors_papers(plan_685, Paper.objects.all(), on=OCTOBER)

    assert [paper.code for paper in offered] == ["156/KH-UBND", "10060/KH-UBND", "1764/UBND-TĐKT"]


def test_a_school_of_a_department_cannot_carry_out_the_plan_of_a_district_office(bodies, world, write):
    wrong = file(world, world.school, "5/KH-PGDĐT", dt.date(2021, 9, 1), "Phòng GDĐT huyện Ea Kar")
    plan = write(kind="KH")

    with pytest.raises(Refused) as refused:
        state_parent(plan, wrong, by=world.huong, at=NOON)

    assert said(refused) == [
        (
            "Phòng Giáo dục và Đào tạo huyện Ea Kar không phải cấp trên của Trường THPT Lộc Thái vào ngày "
            "20/09/2021; cấp trên là Sở GD&ĐT Bình Phước, Ủy ban nhân dân tỉnh Bình Phước, "
            "Bộ Giáo dục và Đào tạo."
        )
    ]
    assert Paper.objects.get(pk=plan.pk).parent is None


def test_every_reason_against_a_parent_is_said_at_once(world, write):
    unknown = file(world, world.school, "5/KH-X", dt.date(2021, 12, 1), "Nơi không ai biết")
    plan = write(kind="KH")
    sign_paper(plan, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        state_parent(plan, unknown, by=world.huong, at=NOON)

    assert said(refused) == [
        "Kế hoạch (chưa có số) đã khóa, nên văn bản cấp trên của nó không đổi được nữa.",
        "Kế hoạch 05/KH-X ghi ngày 01/12/2021, sau ngày 20/09/2021 của văn bản này.",
        "Chưa rõ “Nơi không ai biết” là đơn vị nào, nên chưa đối chiếu được cấp trên.",
    ]


def test_two_papers_do_not_carry_out_each_other(world, ea_kar):
    state_parent(ea_kar["156"], ea_kar["10060"], by=world.huong, at=at(OCTOBER))
    Paper.objects.filter(pk=ea_kar["156"].pk).update(day=dt.date(2021, 10, 15))

    with pytest.raises(Refused) as refused:
        state_parent(ea_kar["10060"], ea_kar["156"], by=world.huong, at=at(OCTOBER))

    assert (
        said(refused)[0]
        == "Kế hoạch 156/KH-UBND lại thực hiện chính Kế hoạch 10060/KH-UBND; nối như vậy sẽ thành vòng."
    )


def test_a_paper_of_unknown_issuer_has_no_superiors_to_compare_with(world, ea_kar):
    paper = file(world, ea_kar["office"], "5/KH-X", OCTOBER, "Nơi không ai biết")

    with pytest.raises(Refused) as refused:
        state_parent(paper, ea_kar["156"], by=world.huong, at=at(OCTOBER))

    assert said(refused) == ["Chưa rõ đơn vị nào ban hành văn bản này, nên chưa đối chiếu được cấp trên."]


def test_a_parent_is_taken_back_until_the_paper_is_locked(world, ea_kar, plan_685):
    state_parent(plan_685, ea_kar["156"], by=world.huong, at=at(OCTOBER))
    state_parent(plan_685, None, by=world.huong, at=at(OCTOBER))
    assert Paper.objects.get(pk=plan_685.pk).parent is None
    issue(plan_685, ea_kar)

    with pytest.raises(Refused) as refused:
        state_parent(plan_685, None, by=world.huong, at=at(OCTOBER))

    assert said(refused) == ["Kế hoạch 685/KH-PGDĐT đã khóa, nên văn bản cấp trên của nó không đổi được nữa."]


def test_the_database_holds_a_paper_apart_from_its_parent(ea_kar):
    with pytest.raises(IntegrityError, match="paper_is_not_its_own_parent"), transaction.atomic():
        Paper.objects.filter(pk=ea_kar["156"].pk).update(parent=ea_kar["156"])


# Citations


def test_a_citation_without_number_is_linked_by_a_named_person(world, write):
    plan = write(kind="KH")
    citation = Citation.objects.create(paper=plan, written="Nghị quyết Đại hội XIII của Đảng", role="mention")
    filed = file(world, world.school, "", None, "Đại hội Đảng toàn quốc lần thứ XIII", kind="NQ")

    link_citation(citation, filed, by=world.huong, at=NOON)

    citation.refresh_from_db()
    assert (citation.target, citation.linked_by) == (filed, world.huong)


def test_a_citation_with_a_number_means_no_other_paper(world, write, ea_kar):
    citation = Citation.objects.create(
        paper=write(), written="Kế hoạch 30", code="30/KH-THPTLT", role="mention"
    )
    unnumbered = file(world, world.school, "", None, "Đại hội", kind="NQ")
    refusals = []
    for target in (ea_kar["156"], unnumbered):
        with pytest.raises(Refused) as refused:
            link_citation(citation, target, by=world.huong, at=NOON)
        refusals += said(refused)

    assert refusals == [
        "Văn bản được viện dẫn mang số 30/KH-THPTLT, còn văn bản đã chọn là 156/KH-UBND.",
        "Văn bản được viện dẫn mang số 30/KH-THPTLT, còn văn bản đã chọn là không số.",
    ]


def test_a_citation_linked_by_hand_names_its_paper(world, write):
    with pytest.raises(IntegrityError, match="citation_linked_by_hand_has_a_target"), transaction.atomic():
        Citation.objects.create(paper=write(), written="x", role="mention", linked_by=world.huong)


def test_a_paper_filed_later_is_found_by_the_plan_that_cited_it_before(world, ea_kar, plan_685):
    cited = plan_685.citations.get(code__startswith="761")
    assert cited.target is None

    filed = file(world, ea_kar["office"], "761/KH-PGDĐT", dt.date(2020, 12, 23), "Phòng GDĐT Ea Kar")

    cited.refresh_from_db()
    assert cited.target == filed


# Pages


def test_the_page_draws_the_picture_and_says_the_same_in_tables(world, write, enter):
    plan = write(kind="KH")
    asked = file(
        world, world.school, "2786/KH-SGDĐT", dt.date(2021, 9, 8), "Sở GD&ĐT Bình Phước", received_on=FILED
    )
    client = enter(world.huong)

    client.post(reverse("paper_parent", args=[plan.pk]), {"parent": asked.pk})
    page = client.get(reverse("paper_graph", args=[plan.pk])).content.decode()

    assert Paper.objects.get(pk=plan.pk).parent == asked
    assert [page.count(f'<svg class="graph {kind}"') for kind in ("wide", "narrow")] == [1, 1]
    assert page.count("2786/KH-SGDĐT") >= 2


def test_a_wrong_parent_is_refused_on_the_page_with_its_reason(world, write, enter):
    plan = write(kind="KH")
    wrong = file(world, world.school, "5/KH-X", dt.date(2021, 9, 1), "Trường THPT Mẫu Khác")

    answer = enter(world.huong).post(reverse("paper_parent", args=[plan.pk]), {"parent": wrong.pk})

    assert answer.status_code == 422
    assert "không phải cấp trên của Trường THPT Lộc Thái vào ngày 20/09/2021" in answer.content.decode()


def test_a_citation_without_number_is_linked_from_its_page(world, write, enter):
    plan = write(kind="KH")
    citation = Citation.objects.create(paper=plan, written="Nghị quyết Đại hội XIII", role="mention")
    filed = file(
        world, world.school, "", None, "Đại hội Đảng toàn quốc lần thứ XIII", kind="NQ", received_on=FILED
    )
    client = enter(world.huong)

    assert "Nghị quyết Đại hội XIII" in client.get(reverse("paper_graph", args=[plan.pk])).content.decode()
    client.post(reverse("citation_link", args=[citation.pk]), {"target": filed.pk})

    citation.refresh_from_db()
    assert citation.target == filed


def test_what_is_owed_is_listed_and_waived_from_the_page(world, enter):
    asked = file(
        world, world.school, "2786/KH-SGDĐT", dt.date(2021, 9, 8), "Sở GD&ĐT Bình Phước", received_on=FILED
    )
    client = enter(world.huong)
    before = client.get(reverse("papers_owed")).content.decode()

    client.post(reverse("plan_waive", args=[asked.pk]), {"reason": "Chỉ cần có biện pháp"})

    assert "Đang mở" in before
    assert "Không phải xây dựng: Chỉ cần có biện pháp" in client.get(reverse("papers_owed")).content.decode()
