"""Scenarios: written and kept ready, approved by locality and superior, set going by decision or in an emergency."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from thidua.activity.models import Notice
from thidua.core.dates import period
from thidua.core.errors import Refused
from thidua.demo.days import at
from thidua.documents.actions.filing import register_received
from thidua.documents.models import Paper
from thidua.movements.actions.activations import (
    activate_in_emergency,
    activate_scenario,
    confirm_activation,
    end_activation,
    give_counts,
    record_order,
    withdraw_activation,
)
from thidua.movements.actions.scenarios import (
    add_step,
    answer_scenario,
    edit_scenario,
    keep_item,
    remove_step,
    reopen_scenario,
    review_scenario,
    set_scenario_terms,
    submit_scenario,
    write_scenario,
)
from thidua.movements.models import (
    Activation,
    Assignment,
    Launch,
    Movement,
    Scenario,
    ScenarioApproval,
    Task,
)
from thidua.movements.queries.activations import NOT_WATCHED, scenario_page
from thidua.movements.queries.scenarios import (
    approvals_to_give,
    bodies_to_ask,
    chain_of,
    emergencies_to_confirm,
    scenarios_page,
    scenarios_seen_by,
    terms_of,
)
from thidua.movements.rules.scenarios import Answer, confirm_by, lacking, parts_ready
from thidua.org.access import Access
from thidua.org.models import Post
from thidua.reporting.operating import Decision
from thidua.reporting.queries.operating import history_of, operating_on

SENT, ANSWERED = dt.date(2021, 9, 27), dt.date(2021, 9, 30)
ONLINE_FROM, BACK_ON = dt.date(2021, 10, 4), dt.date(2021, 10, 25)
NOON = at(ONLINE_FROM, 12)
BODIES = {"locality": "UBND xã Lộc Thái", "superior": "Sở GD&ĐT Bình Phước"}
TESTED = ["số người được xét nghiệm", "số người có kết quả dương tính"]


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def movement(planned):
    """Plan 30 is running since 20/9/2021."""
    return Movement.objects.select_related("owner", "plan").get(owner=planned.school)


@pytest.fixture
def write(planned, movement):
    """Write a scenario of the school with one named step."""

    def written(name, operating, **values):
        values = {"name": name, "operating": operating, "trigger": "Có ca nhiễm trong trường"} | values
        made = write_scenario(movement, planned.school, values, by=planned.lan, at=at(SENT, 8))
        step = f"Báo phụ huynh: {name}"
        add_step(made, step, person=planned.huong.person, days=0, by=planned.lan, at=at(SENT, 8))
        return made

    return written


def approve(world, scenario):
    """Sent on 27/9, approved by both sides on 30/9."""
    sent = submit_scenario(scenario, BODIES, by=world.lan, at=at(SENT))
    for side, by, number in (("locality", world.lan, "15/UBND"), ("superior", world.son, "2900/SGDĐT")):
        row = scenario.approvals.get(side=side, version=sent.version)
        answer_scenario(row, Answer(approved=True, number=number, day=ANSWERED), by=by, at=at(ANSWERED))
    scenario.refresh_from_db()
    return scenario


def activate(world, scenario, first, **more):
    given = {"number": "51/QĐ-THPTLT", "day": ANSWERED, "reason": "Dịch diễn biến phức tạp"} | more
    return activate_scenario(scenario, first=first, by=world.lan, at=NOON, **given)


# The library


def test_a_school_without_one_of_the_three_modes_or_a_level_is_told_which(planned, movement, write):
    terms = {"levels": ["Cấp 1", "Cấp 2"], "review_days": 30, "confirm_days": 2}
    set_scenario_terms(movement, **terms, by=planned.lan, at=at(SENT))
    write("Dạy trực tuyến", "online", level="Cấp 2")

    row = scenarios_page(movement, Access(planned.lan, SENT), None).rows[0]

    assert (row.unit, row.levels) == (planned.school, ["Cấp 1"])
    assert row.modes == ["trực tiếp", "kết hợp trực tiếp và trực tuyến"]
    assert row.operating.words == "chưa ghi"


def test_nothing_is_asked_of_levels_until_somebody_has_set_them(planned, movement, write):
    write("Dạy trực tuyến", "online")

    about = scenarios_page(movement, Access(planned.lan, SENT), None)

    assert (about.terms, about.rows[0].levels, about.rows[0].lines[0].unreviewed) == (None, [], None)


def test_a_scenario_nobody_looked_at_for_longer_than_was_set_is_flagged_until_it_is_reviewed(
    planned, movement, write
):
    set_scenario_terms(movement, levels=[], review_days=30, confirm_days=None, by=planned.lan, at=at(SENT))
    made = write("Dạy trực tuyến", "online")

    def flagged(day):
        return scenarios_page(movement, Access(planned.lan, day), None).rows[0].lines[0].unreviewed

    assert [flagged(SENT + dt.timedelta(days=days)) for days in (30, 31)] == [None, 31]
    review_scenario(made, by=planned.binh, at=at(BACK_ON))
    assert flagged(BACK_ON + dt.timedelta(days=30)) is None


def test_four_on_the_spot_and_five_k_come_as_lists_and_count_only_when_somebody_answers_for_them(
    planned, write
):
    made = write("Dạy trực tuyến", "online")
    items = list(made.items.all())
    assert [row.part for row in items].count("five_k") == 5

    with pytest.raises(Refused) as refused:
        keep_item(
            made, {"what": "Ban chỉ huy", "holder": " "}, ready=True, item=items[0], by=planned.lan, at=NOON
        )
    assert said(refused) == ["Ghi người phụ trách, cách liên hệ rồi mới đánh dấu sẵn sàng."]

    for item in items[:3]:
        keep_item(
            made, {"what": item.what, "holder": "Cô Hương"}, ready=True, item=item, by=planned.lan, at=NOON
        )
    about = scenario_page(made, Access(planned.lan, ONLINE_FROM))
    assert about.ready == 3
    assert about.open_items == [
        "Hậu cần tại chỗ: Hậu cần",
        *(f"5K: {what}" for what in ("Khẩu trang", "Khử khuẩn", "Khoảng cách", "Không tập trung")),
        "5K: Khai báo y tế",
        NOT_WATCHED,
    ]


# Approval


def test_a_scenario_goes_out_only_whole_and_every_gap_is_named(planned, movement):
    values = {"name": "Phương án trống", "trigger": "", "operating": ""}
    made = write_scenario(movement, planned.school, values, by=planned.lan, at=at(SENT))
    add_step(made, "Khử khuẩn lớp học", person=None, days=None, by=planned.lan, at=at(SENT))

    with pytest.raises(Refused) as refused:
        submit_scenario(made, {"locality": " "}, by=planned.lan, at=at(SENT))

    assert said(refused) == [
        "Ghi tình huống kích hoạt phương án.",
        "Việc “Khử khuẩn lớp học” chưa có người chịu trách nhiệm.",
        "Ghi cơ quan địa phương phê duyệt.",
        "Ghi cơ quan cấp trên phê duyệt.",
    ]


def test_both_sides_approve_before_it_is_approved_and_the_office_above_is_told(planned, write):
    made = write("Dạy trực tuyến", "online")
    assert bodies_to_ask(planned.school, on=SENT) == {"locality": "", "superior": "Sở GD&ĐT Bình Phước"}
    submit_scenario(made, BODIES, by=planned.lan, at=at(SENT))
    row = approvals_to_give(Access(planned.son, SENT)).get()
    assert (row.body, row.state) == ("Sở GD&ĐT Bình Phước", "waiting")
    assert Notice.objects.filter(user=planned.son, href=made.get_absolute_url()).count() == 1

    answer_scenario(row, Answer(approved=True, number="2900", day=ANSWERED), by=planned.son, at=at(ANSWERED))
    made.refresh_from_db()
    assert made.state == "submitted"
    row = made.approvals.get(side="locality")
    answer_scenario(
        row, Answer(approved=True, number="15/UBND", day=ANSWERED), by=planned.lan, at=at(ANSWERED)
    )

    made.refresh_from_db()
    assert made.state == "approved"
    shown = scenario_page(made, Access(planned.hoa, ANSWERED)).approvals
    assert [(row.body, row.number, row.day) for row in shown] == [
        ("UBND xã Lộc Thái", "15/UBND", ANSWERED),
        ("Sở GD&ĐT Bình Phước", "2900", ANSWERED),
    ]


def test_a_school_notes_the_word_of_its_superior_only_from_a_paper_in_its_book(planned, write):
    made = write("Dạy trực tuyến", "online")
    submit_scenario(made, BODIES, by=planned.lan, at=at(SENT))
    row = made.approvals.get(side="superior")

    with pytest.raises(Refused) as refused:
        answer_scenario(
            row, Answer(approved=True, day=SENT - dt.timedelta(days=1)), by=planned.lan, at=at(ANSWERED)
        )
    assert said(refused) == [
        "Cơ quan phê duyệt tự ghi trả lời của mình; ghi thay thì chọn văn bản đến đã vào sổ.",
        "Ghi số của văn bản phê duyệt.",
        "Ngày phê duyệt đứng trước ngày trình (27/09/2021).",
    ]

    paper = Paper.objects.filter(owner=planned.school, state="received").first()
    draft = Paper.objects.filter(owner=planned.school).exclude(state="received").first()
    answer = Answer(approved=True, number="2900", day=ANSWERED)
    with pytest.raises(Refused):
        answer_scenario(row, answer, paper=draft, by=planned.lan, at=at(ANSWERED))
    answer_scenario(row, answer, paper=paper, by=planned.lan, at=at(ANSWERED))
    assert ScenarioApproval.objects.get(pk=row.pk).paper == paper


@pytest.mark.parametrize(
    "body", ["Trường THPT Lộc Thái", "Tổ Toán", "UBND huyện Lộc Ninh", "UBND tỉnh Bình Phước"]
)
def test_a_body_that_nobody_here_leads_or_that_is_not_above_the_school_answers_through_a_paper(
    planned, write, body
):
    made = write("Dạy trực tuyến", "online")
    submit_scenario(made, BODIES | {"superior": body}, by=planned.lan, at=at(SENT))
    row = made.approvals.get(side="superior")

    for by in (planned.lan, planned.son, planned.khoa):
        with pytest.raises(Refused) as refused:
            answer_scenario(row, Answer(approved=True, number="1", day=ANSWERED), by=by, at=at(ANSWERED))
        assert said(refused) == [
            "Cơ quan phê duyệt tự ghi trả lời của mình; ghi thay thì chọn văn bản đến đã vào sổ."
        ]


def test_the_word_of_the_locality_is_not_noted_by_the_office_above(planned, write):
    made = write("Dạy trực tuyến", "online")
    submit_scenario(made, BODIES, by=planned.lan, at=at(SENT))
    row = made.approvals.get(side="locality")

    with pytest.raises(Refused) as refused:
        answer_scenario(row, Answer(approved=True, number="1", day=ANSWERED), by=planned.son, at=at(ANSWERED))

    assert said(refused) == ["Trả lời của địa phương do đơn vị lập phương án, hoặc chính địa phương, ghi."]


def test_what_was_returned_is_changed_and_sent_anew_and_the_first_answer_stays(planned, write):
    made = write("Dạy trực tuyến", "online")
    submit_scenario(made, BODIES, by=planned.lan, at=at(SENT))
    row = made.approvals.get(side="superior")
    with pytest.raises(Refused) as refused:
        edit_scenario(made, {"name": "Khác"}, by=planned.lan, at=at(SENT))
    assert said(refused) == ["Phương án đã trình; muốn sửa hãy đưa về dự thảo và trình lại."]
    with pytest.raises(Refused) as refused:
        answer_scenario(row, Answer(approved=False), by=planned.son, at=at(ANSWERED))
    assert said(refused) == ["Ghi lý do trả lại."]

    answer_scenario(row, Answer(approved=False, reason="Thiếu đầu mối"), by=planned.son, at=at(ANSWERED))
    made.refresh_from_db()
    assert made.state == "returned"
    edit_scenario(made, {"name": "Dạy trực tuyến, có đầu mối"}, by=planned.lan, at=at(ANSWERED))
    approve(planned, made)

    assert (made.version, made.state) == (2, "approved")
    earlier = scenario_page(made, Access(planned.lan, ANSWERED)).earlier
    assert [(row.version, row.reason) for row in earlier] == [(1, "Thiếu đầu mối")]
    with pytest.raises(Refused) as refused:
        answer_scenario(row, Answer(approved=False, reason="x"), by=planned.son, at=at(ANSWERED))
    assert said(refused) == ["Bên này đã trả lời, hoặc phương án không còn chờ phê duyệt."]


def test_an_approved_scenario_hands_in_what_the_plan_asked_of_the_school(planned, movement, write):
    duty = movement.duties.create(what="scenario", reaches="units", sentence="Có phương án")
    work = Assignment.objects.create(duty=duty, unit=planned.school, opened_at=at(SENT))

    approve(planned, write("Dạy trực tuyến", "online"))

    work.refresh_from_db()
    assert (work.state, work.handed_in_by, work.handed_in_on) == ("handed_in", planned.lan, ANSWERED)
    assert work.note == (
        "Phương án “Dạy trực tuyến” đã được phê duyệt: 15/UBND ngày 30/09/2021 của UBND xã Lộc Thái; "
        "2900/SGDĐT ngày 30/09/2021 của Sở GD&ĐT Bình Phước."
    )


@pytest.fixture
def chain(planned, movement):
    """The school's movement rests on an office's, and that one on another: nearest first, all running."""
    facts = {
        "kind": "KH",
        "symbol": "KH-UBND",
        "issuer_written": "UBND tỉnh",
        "subject": "Phòng, chống dịch",
    }
    days = {"day": SENT, "received_on": SENT, "by": planned.son, "at": at(SENT)}
    papers = [register_received(planned.department, number=number, **facts, **days) for number in (1, 2)]
    above = [
        Movement.objects.create(
            owner=planned.department, kind="special", name="Trên", folded="tren", plan=paper, created_at=NOON
        )
        for paper in papers
    ]
    for lower, higher in zip([movement, *above], above, strict=False):
        launch = Launch.objects.create(
            movement=higher, form="earlier", day=SENT, recorded_at=at(SENT), recorded_by=planned.son
        )
        started = {"launched_at": at(SENT), "launched_by": planned.son, "first_launch": launch}
        Movement.objects.filter(pk=higher.pk).update(state="running", **started)
        Movement.objects.filter(pk=lower.pk).update(parent=higher)
    return [Movement.objects.get(pk=row.pk) for row in (movement, *above)]


def test_terms_come_from_the_nearest_movement_above_that_has_set_them(planned, chain):
    own, office, top = chain
    given = {"review_days": None, "confirm_days": None, "by": planned.son, "at": at(SENT)}

    set_scenario_terms(top, levels=["Cấp 1"], **given)
    assert terms_of(own).levels == ["Cấp 1"]
    set_scenario_terms(office, levels=["Cấp A"], **given)

    assert [terms_of(row).levels for row in chain] == [["Cấp A"], ["Cấp A"], ["Cấp 1"]]
    Movement.objects.filter(pk=top.pk).update(parent=own)
    assert chain_of(Movement.objects.get(pk=own.pk)) == [own.pk, office.pk, top.pk]


def test_what_was_asked_two_levels_above_is_handed_in_and_seen_there(planned, chain, write):
    top = chain[-1]
    duty = top.duties.create(what="scenario", reaches="units", sentence="Có phương án")
    work = Assignment.objects.create(duty=duty, unit=planned.school, opened_at=at(SENT))
    given = {"levels": ["Cấp 2"], "review_days": None, "confirm_days": None}
    set_scenario_terms(top, **given, by=planned.son, at=at(SENT))

    approve(planned, write("Dạy trực tuyến", "online", level="Cấp 2"))

    work.refresh_from_db()
    assert (work.state, work.handed_in_by) == ("handed_in", planned.lan)
    rows = scenarios_page(top, Access(planned.son, ANSWERED), None).rows
    school = next(row for row in rows if row.unit == planned.school)
    assert ([str(line.scenario) for line in school.lines], school.levels) == (
        ["Dạy trực tuyến (Cấp 2)"],
        [],
    )


# Activation


def test_an_unapproved_scenario_is_refused_with_every_reason(planned, write):
    made = write("Dạy trực tuyến", "online")
    submit_scenario(made, BODIES, by=planned.lan, at=at(SENT))

    with pytest.raises(Refused) as refused:
        activate(planned, made, ONLINE_FROM, number="", reason="", last=SENT, day=dt.date(2021, 10, 5))

    assert said(refused) == [
        "UBND xã Lộc Thái chưa phê duyệt phương án.",
        "Sở GD&ĐT Bình Phước chưa phê duyệt phương án.",
        "Ngày bắt đầu đứng trước ngày của quyết định (05/10/2021).",
        "Ngày cuối đứng trước ngày đầu.",
        "Ghi số của quyết định.",
        "Ngày của quyết định (05/10/2021) chưa tới.",
        "Ghi lý do chuyển trạng thái.",
    ]
    assert list(Activation.objects.all()) == []
    assert operating_on(planned.school, ONLINE_FROM).words == "chưa ghi"


def test_online_and_back_on_site_with_testing_due_before_the_pupils_return(planned, movement, write):
    online, back = write("Dạy trực tuyến", "online"), write("Trở lại trường", "on_site")
    tam = planned.tam.person
    add_step(back, "Xét nghiệm", person=tam, days=-2, counts=TESTED, by=planned.lan, at=at(SENT))
    for scenario in (online, back):
        approve(planned, scenario)
    first = activate(planned, online, ONLINE_FROM)
    assert first.open_items[-1] == "Học sinh chưa có thiết bị học trực tuyến: chưa theo dõi"

    second = activate(planned, back, BACK_ON, number="60/QĐ-THPTLT", reason="Địa phương an toàn")

    task = Task.objects.get(action="Xét nghiệm")
    assert (task.movement, task.owner_person, task.due) == (movement, tam, BACK_ON - dt.timedelta(days=2))
    assert (task.due_origin, task.due_words) == ("computed", "2 ngày trước ngày chuyển trạng thái")
    assert Notice.objects.filter(user=planned.tam, href=second.get_absolute_url()).count() == 1
    first.refresh_from_db()
    assert (first.last, first.end_reason) == (BACK_ON - dt.timedelta(days=1), "Thay bằng “Trở lại trường”.")
    history = history_of(planned.school, dt.date(2021, 10, 31))
    assert history.modes == {"trực tuyến": 21, "trực tiếp": 7}
    rows = [(row.state.name, row.state.number, row.state.reason) for row in history.rows]
    assert rows == [
        ("trực tiếp", "60/QĐ-THPTLT", "Địa phương an toàn"),
        ("trực tuyến", "51/QĐ-THPTLT", "Dịch diễn biến phức tạp"),
    ]


def test_only_numbers_are_kept_of_the_testing_and_what_is_not_known_is_not_nought(planned, write):
    back = write("Trở lại trường", "on_site")
    add_step(
        back, "Xét nghiệm", person=planned.tam.person, days=-2, counts=TESTED, by=planned.lan, at=at(SENT)
    )
    made = activate(planned, approve(planned, back), BACK_ON)
    asked, silent = made.tasks.get(task__action="Xét nghiệm"), made.tasks.exclude(labels=TESTED).get()
    for row, counts, reason in (
        (silent, [1], "Việc này không yêu cầu số liệu."),
        (asked, [None, None], "Nhập ít nhất một số; ô chưa có số liệu thì để trống, không ghi 0."),
        (asked, [60], "Nhập ít nhất một số; ô chưa có số liệu thì để trống, không ghi 0."),
    ):
        with pytest.raises(Refused) as refused:
            give_counts(row, counts, by=planned.tam, at=NOON)
        assert said(refused) == [reason]

    give_counts(asked, [60, None], by=planned.tam, at=NOON)

    shown = scenario_page(back, Access(planned.lan, BACK_ON)).activations[0].tasks[-1]
    assert shown.counts == [("số người được xét nghiệm", 60), ("số người có kết quả dương tính", None)]


def test_one_class_goes_online_and_the_school_stays(planned, write):
    room = planned.classes["11A1"]
    online = approve(planned, write("Dạy trực tuyến", "online"))
    with pytest.raises(Refused) as refused:
        activate(planned, online, ONLINE_FROM, classes=[room, planned.other_school])
    assert said(refused) == ["Trường THPT Mẫu Khác không thuộc đơn vị này."]

    made = activate(planned, online, ONLINE_FROM, last=dt.date(2021, 10, 17), classes=[room])

    assert [state.unit for state in made.states.all()] == [room]
    assert operating_on(room, ONLINE_FROM).words == "trực tuyến"
    assert operating_on(planned.school, ONLINE_FROM).words == "chưa ghi"
    assert [row.days for row in history_of(planned.school, BACK_ON).parts] == [14]


def test_an_activation_ends_on_a_day_of_its_own_and_says_why(planned, write):
    made = activate(planned, approve(planned, write("Dạy trực tuyến", "online")), ONLINE_FROM, last=BACK_ON)
    with pytest.raises(Refused) as refused:
        activate(planned, made.scenario, ONLINE_FROM)
    assert said(refused) == [
        "Phương án này đang được thực hiện từ 04/10/2021.",
        "Từ 04/10/2021 đã ghi trạng thái “trực tuyến”; lịch sử không ghi đè.",
    ]
    with pytest.raises(Refused) as refused:
        end_activation(made, BACK_ON + dt.timedelta(days=1), " ", by=planned.lan, at=NOON)
    assert said(refused) == [
        "Quyết định chỉ đến hết ngày 25/10/2021; muốn kéo dài cần quyết định mới.",
        "Ghi lý do kết thúc.",
    ]

    ended = end_activation(made, dt.date(2021, 10, 17), "Hết dịch", by=planned.lan, at=NOON)

    assert ended.last == dt.date(2021, 10, 17)
    assert operating_on(planned.school, dt.date(2021, 10, 17)).words == "trực tuyến"
    assert operating_on(planned.school, dt.date(2021, 10, 18)).words == "chưa ghi"
    with pytest.raises(Refused) as refused:
        end_activation(made, ONLINE_FROM, "Lần nữa", by=planned.lan, at=NOON)
    assert said(refused) == ["Lần kích hoạt này đã kết thúc."]


def test_what_has_not_begun_is_withdrawn_and_may_be_planned_again(planned, write):
    made = activate(planned, approve(planned, write("Dạy trực tuyến", "online")), BACK_ON)
    with pytest.raises(Refused) as refused:
        withdraw_activation(made, " ", by=planned.lan, at=at(BACK_ON))
    assert said(refused) == ["Phương án đã bắt đầu 25/10/2021; chỉ kết thúc được.", "Ghi lý do hủy."]

    withdrawn = withdraw_activation(made, "Dịch đã lui", by=planned.lan, at=NOON)

    assert (withdrawn.withdrawn, list(withdrawn.states.all())) == (True, [])
    assert operating_on(planned.school, BACK_ON).words == "chưa ghi"
    shown = scenario_page(made.scenario, Access(planned.lan, BACK_ON)).activations
    assert [(row.running, row.open) for row in shown] == [(False, False)]
    assert activate(planned, made.scenario, BACK_ON).during.lower == BACK_ON


def test_an_emergency_before_a_planned_switch_lasts_until_then(planned, write):
    online, back = write("Dạy trực tuyến", "online"), write("Trở lại trường", "on_site")
    activate(planned, approve(planned, back), BACK_ON)

    row = activate_in_emergency(online, "Ca nhiễm", by=planned.lan, at=NOON)

    assert row.last == BACK_ON - dt.timedelta(days=1)
    assert history_of(planned.school, BACK_ON).modes == {"trực tuyến": 21, "trực tiếp": 1}


def test_a_scenario_planned_for_later_is_set_going_before_only_up_to_that_day(planned, write):
    drill = approve(planned, write("Diễn tập", ""))
    activate(planned, drill, BACK_ON)

    with pytest.raises(Refused) as refused:
        activate(planned, drill, ONLINE_FROM)
    assert said(refused) == [
        "Phương án này đã định thực hiện từ 25/10/2021; ghi ngày cuối trước ngày ấy, hoặc hủy lần ấy."
    ]
    assert scenario_page(drill, Access(planned.lan, ONLINE_FROM)).against == []
    before = BACK_ON - dt.timedelta(days=1)
    assert activate(planned, drill, ONLINE_FROM, last=before).last == before


@pytest.mark.parametrize("operating", ["", "online"])
def test_an_emergency_before_the_same_scenario_is_planned_lasts_until_then(planned, write, operating):
    rooms = [[planned.classes[name]] if operating else [] for name in ("11A1", "11A2")]
    made = approve(planned, write("Dạy trực tuyến", operating))
    activate(planned, made, BACK_ON, classes=rooms[0])

    row = activate_in_emergency(made, "Ca nhiễm", classes=rooms[1], by=planned.lan, at=NOON)

    assert row.last == BACK_ON - dt.timedelta(days=1)


def test_a_mode_that_left_the_list_is_refused_in_words_and_the_pages_still_open(planned, movement, write):
    made = write("Học trên tàu", "at_sea")

    with pytest.raises(Refused) as refused:
        activate_in_emergency(made, "Bão", by=planned.lan, at=NOON)

    assert said(refused) == ["Chọn một trạng thái trong danh mục."]
    reader = Access(planned.lan, ONLINE_FROM)
    assert scenario_page(made, reader).kind is None
    assert scenarios_page(movement, reader, None).rows[0].lines[0].operating == ""


def test_a_scenario_that_switches_nothing_runs_beside_the_state_and_keeps_its_days(planned, write):
    drill = approve(planned, write("Diễn tập", ""))
    with pytest.raises(Refused) as refused:
        activate(planned, drill, ONLINE_FROM, last=SENT)
    assert said(refused) == ["Ngày cuối đứng trước ngày đầu."]

    row = activate_in_emergency(drill, "Cháy", by=planned.lan, at=NOON)

    assert (row.last, list(row.states.all())) == (None, [])
    assert operating_on(planned.school, ONLINE_FROM).words == "chưa ghi"


def test_an_approved_scenario_is_taken_back_with_a_reason_but_not_while_it_is_at_work(planned, write):
    made = approve(planned, write("Dạy trực tuyến", "online"))
    running = activate(planned, made, ONLINE_FROM)
    with pytest.raises(Refused) as refused:
        reopen_scenario(made, "", by=planned.lan, at=NOON)
    assert said(refused) == [
        "Phương án đang được thực hiện; kết thúc rồi mới sửa.",
        "Ghi lý do đưa về dự thảo.",
    ]
    end_activation(running, ONLINE_FROM, "Hết dịch", by=planned.lan, at=NOON)

    reopened = reopen_scenario(made, "Đổi đầu mối", by=planned.lan, at=at(BACK_ON))

    remove_step(reopened.steps.get(), by=planned.lan, at=at(BACK_ON))
    with pytest.raises(Refused) as refused:
        activate(planned, reopened, BACK_ON)
    assert said(refused) == ["Phương án chưa trình phê duyệt."]


# Emergency, orders


def test_the_head_alone_begins_an_emergency_and_the_office_above_confirms_it(planned, movement, write):
    set_scenario_terms(movement, levels=[], review_days=None, confirm_days=2, by=planned.lan, at=at(SENT))
    made = write("Dạy trực tuyến", "online")
    add_step(made, "Cách ly khu lớp học", person=None, days=-3, by=planned.lan, at=at(SENT))
    with pytest.raises(Refused) as refused:
        activate_in_emergency(made, " ", by=planned.binh, at=NOON)
    assert said(refused) == [
        "Chỉ người đứng đầu đơn vị kích hoạt khẩn cấp.",
        "Ghi lý do chuyển trạng thái.",
    ]

    row = activate_in_emergency(made, "Ca nhiễm trong trường", by=planned.lan, at=NOON)

    task = Task.objects.get(action="Cách ly khu lớp học")
    assert (task.owner_person, task.due, task.urgent) == (planned.lan.person, ONLINE_FROM, True)
    assert list(emergencies_to_confirm(Access(planned.son, ONLINE_FROM))) == [row]
    told = Notice.objects.get(user=planned.son)
    assert told.sentence == (
        "Trường THPT Lộc Thái kích hoạt khẩn cấp phương án “Dạy trực tuyến”: Ca nhiễm trong trường"
    )
    shown = scenario_page(made, Access(planned.son, dt.date(2021, 10, 7))).activations[0]
    assert (shown.confirm_by, shown.overdue) == (dt.date(2021, 10, 6), True)
    decision = {"number": "2955/SGDĐT", "day": ONLINE_FROM, "body": "Sở GD&ĐT Bình Phước"}
    with pytest.raises(Refused) as refused:
        confirm_activation(row, **decision, by=planned.lan, at=NOON)
    assert said(refused) == ["Phương án chưa được phê duyệt nên cấp trên phải xác nhận."]
    confirm_activation(row, **decision, by=planned.son, at=NOON)
    assert list(emergencies_to_confirm(Access(planned.son, ONLINE_FROM))) == []
    assert operating_on(planned.school, ONLINE_FROM).mode.basis == (
        "2955/SGDĐT ngày 04/10/2021 của Sở GD&ĐT Bình Phước"
    )
    with pytest.raises(Refused) as refused:
        confirm_activation(row, **decision, by=planned.son, at=NOON)
    assert said(refused) == ["Lần kích hoạt khẩn cấp này đã được xác nhận."]


def test_a_deputy_in_charge_of_a_school_without_a_head_begins_an_emergency(planned, write):
    made = write("Dạy trực tuyến", "online")
    Post.objects.filter(unit=planned.school, position="head").update(during=period(None, ONLINE_FROM))
    deputies = Post.objects.filter(unit=planned.school, position="deputy", person=planned.binh.person)
    with pytest.raises(Refused):
        activate_in_emergency(made, "Ca nhiễm", by=planned.binh, at=NOON)

    deputies.update(acting=True)

    assert activate_in_emergency(made, "Ca nhiễm", by=planned.binh, at=NOON).decided_by == planned.binh


def test_a_lockdown_ordered_from_outside_calls_for_the_online_scenario(planned, movement, write):
    write("Dạy trực tiếp", "on_site")
    online = write("Dạy trực tuyến", "online")
    order = Decision("UBND huyện Lộc Ninh", "2150/QĐ-UBND", ONLINE_FROM, "Có ca lây nhiễm")

    record_order(planned.school, "lockdown", order, first=ONLINE_FROM, by=planned.lan, at=NOON)

    row = scenarios_page(movement, Access(planned.lan, ONLINE_FROM), None).rows[0]
    assert (row.operating.words, row.proposed) == ("phong tỏa", [online])
    activate(planned, approve(planned, online), ONLINE_FROM)
    row = scenarios_page(movement, Access(planned.lan, ONLINE_FROM), None).rows[0]
    assert (row.operating.words, row.proposed) == ("trực tuyến, phong tỏa", [])


def test_a_school_does_not_go_round_its_scenarios_by_an_order_of_its_own(planned):
    own = Decision("trường THPT Lộc Thái ", "51", None, "x")

    with pytest.raises(Refused) as refused:
        record_order(planned.school, "online", own, first=ONLINE_FROM, by=planned.lan, at=NOON)

    assert said(refused) == [
        "Đơn vị tự chuyển trạng thái thì kích hoạt một phương án đã được phê duyệt.",
        "Ghi ngày của quyết định.",
    ]


def test_an_order_that_displaces_a_scenario_ends_it(planned, write):
    made = activate(planned, approve(planned, write("Dạy trực tuyến", "online")), ONLINE_FROM)
    order = Decision("UBND huyện Lộc Ninh", "2150/QĐ-UBND", ONLINE_FROM, "Lũ lụt")

    record_order(planned.school, "paused", order, first=dt.date(2021, 10, 6), by=planned.lan, at=at(BACK_ON))

    made.refresh_from_db()
    assert (made.last, made.end_reason) == (
        dt.date(2021, 10, 5),
        "Thay bằng “tạm dừng, 2150/QĐ-UBND ngày 04/10/2021 của UBND huyện Lộc Ninh”.",
    )


# Who sees what, and the promises of the database


def test_staff_see_their_schools_scenarios_and_strangers_do_not(planned, write):
    made = write("Dạy trực tuyến", "online")

    for name in ("hoa", "quan", "khoa", "minh", "son"):
        assert list(scenarios_seen_by(Access(getattr(planned, name), SENT))) == [made], name
    assert list(scenarios_seen_by(Access(planned.tu, SENT))) == []


@pytest.mark.parametrize(
    ("model", "columns", "name"),
    [
        (Scenario, {"state": "approved"}, "scenario_submitted_says_who_and_when"),
        (Scenario, {"threshold": 3}, "scenario_threshold_says_what_is_counted"),
        (Scenario, {"reviewed_on": SENT}, "scenario_reviewed_says_who_and_when"),
        (ScenarioApproval, {"number": ""}, "approval_says_who_when_and_on_what"),
        (ScenarioApproval, {"body": ""}, "approval_names_its_body"),
        (Activation, {"number": "", "day": None}, "activation_rests_on_a_decision_or_is_an_emergency"),
        (Activation, {"confirmed_at": NOON}, "activation_confirmed_says_who_and_when"),
        (Activation, {"end_reason": "x"}, "activation_ended_says_who_when_and_why"),
        (Activation, {"reason": ""}, "activation_says_why"),
        (Activation, {"withdrawn": True}, "activation_withdrawn_says_who_when_and_why"),
    ],
)
def test_the_database_keeps_the_promises(planned, write, model, columns, name):
    online = approve(planned, write("Dạy trực tuyến", "online"))
    activate(planned, online, ONLINE_FROM)
    draft = write("Dạy trực tiếp", "on_site")
    rows = model.objects.filter(pk=draft.pk) if model is Scenario else model.objects.all()[:1]

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk__in=[row.pk for row in rows]).update(**columns)


@given(
    some.lists(some.tuples(some.sampled_from(["command", "forces", "means", "logistics"]), some.booleans()))
)
def test_a_part_counts_only_when_it_has_something_and_all_of_it_is_ready(items):
    whole = {part for part, _ in items} - {part for part, ready in items if not ready}

    assert parts_ready(items) == len(whole)
    assert lacking(["on_site", "online"], (part for part, _ in items)) == ["on_site", "online"]


def test_an_emergency_waits_working_days_and_for_ever_where_nobody_set_how_many():
    assert confirm_by(dt.date(2021, 10, 1), 2) == dt.date(2021, 10, 5)
    assert confirm_by(dt.date(2021, 10, 1), None) is None
