"""Plan 685 of Phòng GDĐT Ea Kar comes down to its schools and is answered: A in time, B in time, C four days late."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.journeys.offices import SINCE, UNTIL
from tests.journeys.offices import build as build_offices
from thidua.activity.models import Notice
from thidua.core.errors import Refused
from thidua.demo.days import at
from thidua.documents.actions.filing import register_received, set_recipients
from thidua.documents.actions.issuing import open_book, sign_paper
from thidua.documents.models import Paper
from thidua.movements.actions.assignments import (
    accept_assignment,
    answer_assignment,
    confirm_receipt,
    hand_in,
    move_to_successors,
    return_assignment,
)
from thidua.movements.actions.duties import add_duty, confirm_duty, set_due
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launches import activate
from thidua.movements.actions.launching import issue_plan
from thidua.movements.models import Assignment, Cascade, Duty, Launch, Movement
from thidua.movements.queries.assignment_page import assignment_page
from thidua.movements.queries.assignments import asked_as_work, route_of
from thidua.movements.queries.cascade import units_in_scope
from thidua.movements.queries.coverage import coverage, coverage_page
from thidua.movements.queries.launching import duties_asked, launch_of
from thidua.org.access import Access
from thidua.org.actions.people import appoint
from thidua.org.actions.tree import create_unit, merge_units, pass_on_unit, set_guidance
from thidua.org.models import Lineage, Unit, User

ISSUED, DUE = dt.date(2021, 10, 26), dt.date(2021, 11, 9)
OPENED = at(ISSUED, 8)
NEW_YEAR = dt.date(2022, 1, 1)

SCHOOL_PLAN = """\
PHÒNG GDĐT HUYỆN EA KAR          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{name}          Độc lập - Tự do - Hạnh phúc
Số:      /KH-{symbol}          Ea Kar, ngày {day}

KẾ HOẠCH
Triển khai phong trào thi đua đặc biệt phòng, chống dịch Covid-19

Căn cứ Kế hoạch số 685/KH-PGDĐT ngày 26/10/2021 của Phòng Giáo dục và Đào tạo huyện Ea Kar;
Nhà trường xây dựng kế hoạch như sau:

I. NỘI DUNG THI ĐUA
1. Giữ trường học an toàn
Thầy và trò cùng thực hiện các biện pháp phòng dịch.
{criteria}III. HÌNH THỨC TỔ CHỨC
Phát động ở từng lớp, từng tổ; tuyên dương vào sáng thứ Hai.
{measures}"""
CRITERIA = "II. TIÊU CHÍ THI ĐUA\n- Không để dịch lây lan trong trường.\n"
MEASURES = "IV. BIỆN PHÁP THỰC HIỆN\nMỗi tổ cử một người theo dõi hằng tuần.\n"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture(scope="module")
def _offices(django_db_setup, django_db_blocker):
    """The offices of the other three plans, built once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_offices()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(_offices, db):
    """The sample people of the offices by their sign-in names."""
    return {user.username: user for user in User.objects.select_related("person")}


@pytest.fixture
def units(people):
    return {unit.code: unit for unit in Unit.objects.all()}


def decided(movement, user, moment):
    """Every gap and every drafted duty decided by one person."""
    for gap in movement.gaps.filter(choice=""):
        decide_gap(gap, "not_used", by=user, at=moment)
    for duty in movement.duties.filter(confirmed_at=None):
        confirm_duty(duty, by=user, at=moment)


def sent(paper, user, moment, *, day):
    line = {"written": "Các đơn vị", "role": "carry_out", "reaches": "attached", "unit": None}
    set_recipients(paper, [line], archive="VT", by=user, at=moment)
    sign_paper(paper, by=user, at=moment)
    return issue_plan(Paper.objects.get(pk=paper.pk), by=user, at=moment, day=day)


@pytest.fixture
def draft_685(people, units, seeds):
    """The office's own plan, read and still a draft."""
    data = next(seeds.glob("000_*.txt")).read_bytes()
    head = people["ek-truong"]
    head.person.posts.update(title="Trưởng phòng")
    return import_plan(units["PGDDT-EAKAR"], data, "685.txt", by=head, at=OPENED, own=True).movement


@pytest.fixture
def running(draft_685, people):
    """Plan 685 issued on 26/10/2021; its two duties of the schools are due on 09/11."""
    head = people["ek-truong"]
    decided(draft_685, head, OPENED)
    add_duty(draft_685, "report", "units", "Báo cáo kết quả", by=head, at=OPENED)
    movement = sent(draft_685.plan, head, OPENED, day=ISSUED)
    for duty in movement.duties.filter(what__in=["own_plan", "communication_plan"]):
        set_due(duty, DUE, by=head, at=OPENED)
    return movement


def work_of(movement, unit, what="own_plan"):
    return Assignment.objects.select_related("duty__movement").get(
        duty__movement=movement, duty__what=what, unit=unit, merged_into=None
    )


def school_issues(unit, head, day, *, criteria=CRITERIA, measures=MEASURES, under=None):
    """A school's own plan, from its text to its number; `under` names the movement above where the text does not."""
    symbol = unit.names.get().symbol
    if not unit.number_books.filter(kind="KH", year=2021).exists():
        open_book(unit, 2021, "KH", opening=0, reason="", by=head, at=at(day, 7))
    text = SCHOOL_PLAN.format(
        name=str(unit).upper(),
        symbol=symbol,
        day=f"{day.day} tháng {day.month} năm 2021",
        criteria=criteria,
        measures=measures,
    )
    head.person.posts.update(title="Hiệu trưởng")
    if under is not None:
        text = text.replace("Căn cứ Kế hoạch số 685/KH-PGDĐT ngày 26/10/2021 của", "Theo yêu cầu của")
    paper = import_plan(unit, text.encode(), f"{unit.code}.txt", by=head, at=at(day, 8), own=True)
    Paper.objects.filter(pk=paper.pk).update(symbol=f"KH-{symbol}", place="Ea Kar")
    if under is not None:
        Movement.objects.filter(plan=paper).update(parent=under)
    decided(paper.movement, head, at(day, 9))
    add_duty(paper.movement, "pledge", "staff", "Ký giao ước", lines=["Giữ 5K"], by=head, at=at(day, 9))
    sent(paper, head, at(day, 10), day=day)
    return Paper.objects.get(pk=paper.pk)


# From sentences to duties


def test_each_duty_of_plan_685_rests_on_its_sentence_with_its_parts_and_no_day(draft_685):
    drafted = draft_685.duties.order_by("node__line")

    assert [(d.what, d.reaches, d.node.line, d.due, d.confirmed_at) for d in drafted] == [
        ("own_plan", "units", 97, None, None),
        ("scenario", "units", 103, None, None),
        ("communication_plan", "units", 105, None, None),
    ]
    own = drafted[0]
    assert own.mandatory_parts == ["nội dung", "tiêu chí", "hình thức", "biện pháp"]
    assert own.parts_sentence.startswith("Kế hoạch triển khai thực hiện phong trào thi đua phải xác định")


def test_a_plan_that_rests_on_685_without_criteria_does_not_even_go_out(running, people, units):
    with pytest.raises(Refused) as refused:
        school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2), criteria="")

    [reason] = said(refused)
    assert reason.startswith("Kế hoạch còn thiếu phần tiêu chí: Kế hoạch 685/KH-PGDĐT yêu cầu phải có")


@pytest.mark.parametrize("measures", ["", "IV. BIỆN PHÁP THỰC HIỆN\n"])
def test_a_plan_that_rests_on_685_without_measures_does_not_go_out(running, people, units, measures):
    with pytest.raises(Refused) as refused:
        school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2), measures=measures)

    [reason] = said(refused)
    assert reason.startswith("Kế hoạch còn thiếu phần biện pháp, giải pháp: Kế hoạch 685/KH-PGDĐT yêu cầu")


def test_what_was_read_is_confirmed_by_a_person_before_the_launch(draft_685, people):
    words = [b.message for b in launch_of(draft_685, today=ISSUED).blockers if "xác nhận" in b.message]
    assert words == [
        "Việc “xây dựng kế hoạch”: đọc từ văn bản, chưa ai xác nhận.",
        "Việc “xây dựng phương án”: đọc từ văn bản, chưa ai xác nhận.",
        "Việc “xây dựng kế hoạch truyền thông”: đọc từ văn bản, chưa ai xác nhận.",
    ]

    duty = confirm_duty(draft_685.duties.get(what="scenario"), by=people["ek-truong"], at=OPENED)

    with pytest.raises(Refused) as refused:
        confirm_duty(duty, by=people["ek-truong"], at=OPENED)
    assert said(refused) == ["Việc này đã có người xác nhận."]


def test_ten_working_days_are_proposed_and_set_by_the_office_alone(draft_685, people):
    [own] = [row for row in duties_asked(draft_685, today=ISSUED) if row.duty.what == "own_plan"]
    assert (own.duty.due, own.duty.due_origin, own.proposal.day) == (None, "", DUE)
    assert own.proposal.reason == "10 ngày làm việc sau ngày 26/10/2021"
    after = duties_asked(draft_685, today=dt.date(2021, 11, 10))
    assert [row.proposal for row in after] == [None, None, None]  # a day gone by is proposed to nobody

    duty = set_due(own.duty, own.proposal.day, by=people["ek-truong"], at=OPENED)

    assert (duty.due, duty.due_origin, duty.get_due_origin_display()) == (DUE, "office", "đơn vị đặt")


def test_a_duty_without_sentence_and_a_day_before_the_plan_are_refused_together(draft_685, people):
    with pytest.raises(Refused) as refused:
        add_duty(
            draft_685, "measures", "units", "  ", due=dt.date(2021, 10, 20), parts=["tiêu chí"],
            by=people["ek-truong"], at=at(dt.date(2021, 10, 25)),
        )  # fmt: skip

    assert said(refused) == [
        "Việc phải gắn với một câu: chọn dòng gốc trong văn bản hoặc ghi nội dung việc.",
        "Chỉ kế hoạch mới có phần bắt buộc.",
        "Hạn 20/10/2021 đã qua.",
        "Hạn 20/10/2021 đứng trước ngày ban hành kế hoạch 26/10/2021.",
    ]


def test_a_duty_takes_the_words_of_its_line(draft_685, people):
    node = draft_685.plan.nodes.get(line=101)

    duty = add_duty(draft_685, "measures", "units", "", node=node, by=people["ek-truong"], at=OPENED)

    assert (duty.sentence, duty.node) == (node.text, node)


@pytest.mark.parametrize(
    "change",
    [{"sentence": ""}, {"confirmed_at": OPENED}, {"due": DUE, "due_origin": ""}],
)
def test_the_database_holds_a_duty_to_its_word(draft_685, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        draft_685.duties.filter(what="scenario").update(**change)


# Down the tree


def test_each_school_in_scope_on_the_day_gets_each_duty_once_and_nobody_above_or_inside(running, units):
    opened = Assignment.objects.filter(duty__movement=running)

    assert {(row.unit.code, row.duty.what) for row in opened.select_related("unit", "duty")} == {
        (code, what)
        for code in ("EK-A", "EK-B", "EK-C")
        for what in ("own_plan", "scenario", "communication_plan", "report")
    }
    assert opened.count() == 12
    cascade = Cascade.objects.get(movement=running)
    assert (cascade.on, cascade.total, cascade.opened, cascade.finished_at) == (ISSUED, 12, 12, OPENED)


def test_a_school_founded_the_day_after_is_not_asked(draft_685, units):
    later = create_unit(
        "EK-MOI", "primary", "Trường TH Mẫu Mới", parent=units["PGDDT-EAKAR"], since=dt.date(2021, 10, 27),
        until=UNTIL, by=None, at=OPENED,
    )  # fmt: skip

    assert later not in units_in_scope(units["PGDDT-EAKAR"], "units", on=ISSUED)
    assert later in units_in_scope(units["PGDDT-EAKAR"], "units", on=dt.date(2021, 10, 27))


def test_whoever_leads_a_unit_that_is_asked_is_told_once(running, people):
    told = Notice.objects.filter(sentence__startswith="Phong trào mới")

    assert sorted(told.values_list("user__username", flat=True)) == ["ek-a", "ek-b", "ek-c"]


def test_under_a_department_stand_its_attached_units_and_the_offices_it_guides_each_once(units):
    department = units["SGDDT-HY"]
    office = create_unit(
        "HY-PGD1", "district_office", "Phòng GDĐT huyện Mẫu 1", parent=units["UBND-HY"], since=SINCE,
        until=UNTIL, by=None, at=OPENED,
    )  # fmt: skip
    set_guidance(office, department, since=SINCE, until=UNTIL, by=None, at=OPENED)
    school = create_unit(
        "HY-TH1", "primary", "Trường TH Mẫu 1", parent=office, since=SINCE, until=UNTIL, by=None, at=OPENED
    )

    reached = {
        reach: list(units_in_scope(department, reach, on=ISSUED).order_by("pk"))
        for reach in ("units", "schools", "whole")
    }

    named = [units["HY-D"], units["HY-E"]]
    assert {*named, office} <= set(reached["units"])
    assert school not in reached["units"]
    assert {*named, school} <= set(reached["schools"])
    assert office not in reached["schools"]
    assert {*named, office, school, units["HY-GDTRH"]} <= set(reached["whole"])
    assert len(reached["whole"]) == len(set(reached["whole"]))
    assert route_of(school, department, on=ISSUED) == [str(school), str(office), "Văn phòng Sở"]


def test_an_attached_high_school_sends_to_the_departments_office_without_a_district_step(units):
    way = route_of(units["HY-D"], units["SGDDT-HY"], on=ISSUED)

    assert way == ["THPT Mẫu D", "Văn phòng Sở"]


# Answers


def test_two_of_three_schools_are_in_time_and_the_third_stays_four_working_days_late(running, people, units):
    head = people["ek-truong"]
    school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2))
    school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 8))
    [before] = [row for row in coverage(running, on=dt.date(2021, 11, 9))[1] if row.unit.code == "EK-C"]
    [after] = [row for row in coverage(running, on=dt.date(2021, 11, 10))[1] if row.unit.code == "EK-C"]
    place = [duty.what for duty in running.duties.order_by("id")].index("own_plan")
    assert [(row.cells[place].state, row.cells[place].late_days) for row in (before, after)] == [
        ("open", 0),
        ("late", 1),
    ]

    school_issues(units["EK-C"], people["ek-c"], dt.date(2021, 11, 15))
    late = work_of(running, units["EK-C"])
    accept_assignment(late, by=head, at=at(dt.date(2021, 11, 16)))

    late.refresh_from_db()
    assert (late.state, late.late, late.late_days, late.handed_in_on) == (
        "done",
        True,
        4,
        dt.date(2021, 11, 15),
    )
    about = coverage_page(running, Access(head, dt.date(2021, 11, 20)))
    own = about.totals[place]
    assert (own.asked, own.answered, own.on_time, own.late) == (3, 3, 2, 1)
    narrowed = coverage_page(running, Access(head, dt.date(2021, 11, 8)), which="late")
    assert [str(row.unit) for row in narrowed.rows] == ["Trường Mầm non Mẫu C"]


def test_a_plan_without_criteria_goes_back_by_itself_and_names_them(running, people, units):
    paper = school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2), criteria="", under=running)

    work = work_of(running, units["EK-B"])

    assert (work.state, work.missing_parts, work.answered_by) == ("returned", ["tiêu chí"], paper)
    assert work.returned_reason == "Hệ thống trả lại: kế hoạch thiếu phần bắt buộc tiêu chí."
    assert (work.returned_by, work.late) == (None, False)
    assert Notice.objects.filter(user=people["ek-b"], sentence__contains="thiếu phần bắt buộc").count() == 1

    again = hand_in(
        work, paper=paper, note="Tiêu chí nằm ở phụ lục.", by=people["ek-b"], at=at(dt.date(2021, 11, 3))
    )
    assert (again.state, again.missing_parts, again.returned_reason) == ("handed_in", [], "")
    about = assignment_page(again, Access(people["ek-truong"], dt.date(2021, 11, 3)))
    assert dict(about.parts) == {"nội dung": True, "tiêu chí": False, "hình thức": True, "biện pháp": True}
    assert about.may_review is True


def test_the_reviewer_names_the_part_and_the_reason_and_is_not_who_handed_it_in(running, people, units):
    school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 8))
    work, head, moment = work_of(running, units["EK-A"]), people["ek-truong"], at(dt.date(2021, 11, 9))

    with pytest.raises(Refused) as refused:
        return_assignment(work, missing=[], reason=" ", by=people["ek-a"], at=moment)
    assert said(refused) == [
        "Người nộp không tự xem phần của mình; cấp trên phải xem.",
        "Chọn ít nhất một phần còn thiếu hoặc chưa đạt.",
        "Ghi lý do trả lại.",
    ]
    with pytest.raises(Refused) as refused:
        return_assignment(work, missing=["kinh phí"], reason="Thiếu", by=head, at=moment)
    assert said(refused) == ["Kế hoạch cấp trên không bắt buộc phần: kinh phí."]

    back = return_assignment(work, missing=["tiêu chí"], reason="Chưa đo được.", by=head, at=moment)

    assert (back.state, back.missing_parts, back.returned_reason, back.returned_by) == (
        "returned",
        ["tiêu chí"],
        "Chưa đo được.",
        head,
    )
    with pytest.raises(Refused) as refused:
        accept_assignment(back, by=head, at=moment)
    assert said(refused) == ["Không có gì đang chờ xem ở việc này."]


def test_what_was_handed_in_again_after_the_day_is_late_though_the_first_was_not(running, people, units):
    paper = school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 8), criteria="", under=running)
    work = work_of(running, units["EK-A"])
    assert (work.state, work.late) == ("returned", False)

    better = school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 12))

    work.refresh_from_db()
    assert (work.answered_by, work.state, work.late, work.late_days) == (better, "handed_in", True, 3)
    assert better != paper


def test_a_school_with_a_movement_plan_only_still_owes_the_communication_plan(running, people, units):
    school_issues(units["EK-A"], people["ek-a"], dt.date(2021, 11, 8))

    states = {row.duty.what: row.state for row in Assignment.objects.filter(unit=units["EK-A"], person=None)}

    assert states == {
        "own_plan": "handed_in",
        "communication_plan": "open",
        "scenario": "open",
        "report": "open",
    }


def test_what_does_not_fit_is_refused_with_every_reason(running, people, units):
    foreign = running.plan
    work = work_of(running, units["EK-A"])

    with pytest.raises(Refused) as refused:
        hand_in(work, paper=foreign, measures="Rửa tay", by=people["ek-a"], at=OPENED)
    assert said(refused) == [
        "Văn bản này không phải của đơn vị.",
        "Việc này không nhận biện pháp thay cho kế hoạch.",
    ]
    with pytest.raises(Refused) as refused:
        answer_assignment(work, by=people["ek-a"], at=OPENED)
    assert said(refused) == ["Chọn kế hoạch đã ban hành của đơn vị."]
    with pytest.raises(Refused) as refused:
        hand_in(work_of(running, units["EK-A"], "report"), note="Xong", by=people["ek-a"], at=OPENED)
    assert said(refused) == ["Báo cáo được lập và gửi ở phòng báo cáo, không nộp ở đây."]


def test_measures_do_where_the_plan_accepts_them_and_the_map_says_which(draft_685, people, units):
    head, moment = people["ek-truong"], OPENED
    draft_685.duties.filter(what="own_plan").update(accepts_measures=True)
    decided(draft_685, head, moment)
    movement = sent(draft_685.plan, head, moment, day=ISSUED)

    hand_in(
        work_of(movement, units["EK-A"]), measures="Mỗi tuần một buổi tập huấn.", by=people["ek-a"], at=moment
    )
    paper = school_issues(units["EK-B"], people["ek-b"], dt.date(2021, 11, 2))

    rows = {row.unit.code: row.cells[0] for row in coverage(movement, on=dt.date(2021, 11, 3))[1]}
    assert [rows[code].answered for code in ("EK-A", "EK-B", "EK-C")] == ["biện pháp", "kế hoạch", ""]
    assert paper.answers.get().unit == units["EK-B"]


def test_a_superiors_plan_that_stands_as_work_is_not_owed_twice(running, people, units):
    received = register_received(
        units["EK-A"], kind="KH", number=685, symbol="KH-PGDĐT", day=ISSUED,
        issuer_written="Phòng Giáo dục và Đào tạo huyện Ea Kar", subject="Thi đua", received_on=ISSUED,
        by=people["ek-a-vanthu"], at=OPENED,
    )  # fmt: skip

    assert received.issuer == units["PGDDT-EAKAR"]
    assert asked_as_work([received]) == {received.pk}


# Pairs


@pytest.fixture
def joint(people, units, draft_685):
    """A movement that lays its plan on head and union chair: THPT Mẫu D has a union of its level, E has none."""
    movement, head = draft_685, people["hy-giamdoc"]
    movement.owner = units["SGDDT-HY"]
    movement.save()
    activate(movement, Launch.Form.PAPER, day=ISSUED, by=head, at=OPENED)
    duty = movement.duties.get(what="own_plan")
    Duty.objects.filter(pk=duty.pk).update(reaches="pairs", mandatory_parts=[], accepts_measures=True)
    for code in ("HY-D", "HY-E"):
        Assignment.objects.create(duty=duty, unit=units[code], opened_at=OPENED)
    movement.refresh_from_db()
    return movement


def test_a_pair_is_half_confirmed_until_head_and_union_chair_both_confirm(joint, people, units):
    work = work_of(joint, units["HY-D"])
    with pytest.raises(Refused) as refused:
        hand_in(work, measures="Cùng làm.", by=people["hy-d"], at=OPENED)
    assert said(refused) == [
        "Thủ trưởng đơn vị chưa xác nhận nhận việc.",
        "Chủ tịch Công đoàn Trường THPT Mẫu D chưa xác nhận nhận việc.",
    ]

    confirm_receipt(work, by=people["hy-d"], at=OPENED)

    about = coverage_page(joint, Access(people["hy-giamdoc"], ISSUED), which="half")
    assert [(row.unit.code, row.receipt) for row in about.rows] == [("HY-D", "half")]
    confirm_receipt(work, by=people["hy-d-congdoan"], at=OPENED)
    with pytest.raises(Refused) as refused:
        confirm_receipt(work, by=people["hy-d-congdoan"], at=OPENED)
    assert said(refused) == ["Bên này đã xác nhận nhận việc từ trước."]
    assert coverage_page(joint, Access(people["hy-giamdoc"], ISSUED), which="half").rows == []
    assert hand_in(work, measures="Cùng làm.", by=people["hy-d"], at=OPENED).state == "handed_in"


def test_a_unit_without_a_union_of_its_level_is_listed_and_cannot_take_the_joint_step(joint, people, units):
    work = work_of(joint, units["HY-E"])
    confirm_receipt(work, by=people["hy-e"], at=OPENED)

    with pytest.raises(Refused) as refused:
        hand_in(work, measures="Tự làm.", by=people["hy-e"], at=OPENED)

    assert said(refused) == [
        "Trường THPT Mẫu E chưa có công đoàn đồng cấp ghép cặp nên chưa làm được bước chung."
    ]
    about = coverage_page(joint, Access(people["hy-giamdoc"], ISSUED))
    assert (about.unpaired, about.unpaired_more) == (["Trường THPT Mẫu E"], 0)


def test_a_clerk_confirms_no_half_of_a_pair(joint, people, units):
    with pytest.raises(Refused) as refused:
        confirm_receipt(work_of(joint, units["HY-D"]), by=people["hy-d-vanthu"], at=OPENED)

    assert said(refused) == ["Chỉ thủ trưởng đơn vị hoặc chủ tịch công đoàn đồng cấp xác nhận được việc này."]


# Reorganisations


def test_open_work_of_merged_schools_goes_on_in_the_successor_and_done_work_keeps_the_old_name(
    running, people, units
):
    a, b = units["EK-A"], units["EK-B"]
    school_issues(a, people["ek-a"], dt.date(2021, 11, 8))
    done = accept_assignment(work_of(running, a), by=people["ek-truong"], at=at(dt.date(2021, 11, 9)))
    ab = create_unit(
        "EK-AB", "combined", "Trường TH và THCS Mẫu AB", parent=units["PGDDT-EAKAR"], since=NEW_YEAR,
        until=UNTIL, by=None, at=OPENED,
    )  # fmt: skip
    merge_units([a, b], ab, on=NEW_YEAR, basis="01/QĐ-UBND", by=None, at=OPENED)
    assert move_to_successors(by=None, at=at(dt.date(2021, 12, 31))) == 0

    moved = move_to_successors(by=people["ek-truong"], at=at(NEW_YEAR))

    assert moved == 7  # three of A, four of B
    done.refresh_from_db()
    assert (done.unit, done.moved_from) == (a, None)
    now = Assignment.objects.filter(duty__movement=running, unit=ab)
    assert {(row.duty.what, row.moved_from) for row in now} == {
        ("own_plan", b),
        ("communication_plan", a),
        ("scenario", a),
        ("report", a),
    }
    merged = Assignment.objects.filter(duty__movement=running, merged_into__isnull=False)
    assert {(row.duty.what, row.unit, row.merged_into.unit) for row in merged} == {
        (what, b, ab) for what in ("communication_plan", "scenario", "report")
    }
    assert move_to_successors(by=None, at=at(NEW_YEAR)) == 0


def test_work_of_a_dissolved_school_waits_for_a_person(running, people, units):
    pass_on_unit(
        units["EK-C"], {}, Lineage.Kind.DISSOLVE, on=NEW_YEAR, basis="02/QĐ-UBND", by=None, at=OPENED
    )

    assert move_to_successors(by=None, at=at(NEW_YEAR)) == 0

    assert coverage_page(running, Access(people["ek-truong"], NEW_YEAR)).stranded == 4


# Who sees what


def test_who_watches_over_a_part_sees_that_part_and_no_totals(running, people, units):
    appoint(
        people["ek-vanthu"].person, units["EK-B"], "head", "Hiệu trưởng", since=dt.date(2021, 11, 1),
        by=None, at=OPENED,
    )  # fmt: skip

    about = coverage_page(running, Access(people["ek-b"], dt.date(2021, 11, 2)))

    assert ([row.unit.code for row in about.rows], about.totals) == (["EK-B"], [])
