"""Visits: a division only in its field, findings with their sentence, corrections closed by who asked for them."""

# ruff: noqa: F811 the fixtures of plan 685 are named where they are used

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.journeys.offices import UNTIL
from tests.movements.test_cascade import _offices, draft_685, people, running, units  # noqa: F401 plan 685 is out
from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.movements.actions.inspections import (
    Found,
    Plan,
    add_finding,
    answer_correction,
    cancel_inspection,
    close_correction,
    plan_inspection,
    record_inspection,
    remove_finding,
    return_correction,
    set_remit,
)
from thidua.movements.actions.launching import issue_plan
from thidua.movements.models import Finding, Inspection, Remit
from thidua.movements.queries.addressees import speakers_of
from thidua.movements.queries.digests import due_of
from thidua.movements.queries.inspections import (
    candidates_of,
    corrections_owed,
    corrections_to_review,
    findings_seen_by,
    inspection_page,
    inspections_page,
    remits_on,
    visits_seen_by,
)
from thidua.movements.rules.inspections import KINDS, LABELS, Body, blockers_to_visit, fields_named
from thidua.org.access import Access
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.actions.tree import create_unit
from thidua.org.models import Position, Unit
from thidua.org.speaking import LEADING, MANAGING, SPEAKING, speaking_for

VISIT, AFTER = dt.date(2021, 11, 10), dt.date(2021, 11, 12)
DUE = dt.date(2021, 11, 19)
SINCE = dt.date(2018, 8, 1)
NOON = at(VISIT, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def told(user):
    return list(Notice.objects.filter(user=user).order_by("id").values_list("sentence", flat=True))


@pytest.fixture
def divisions(units, people):
    """A division of the office for preschools and one for upper secondary schools, each with an officer."""
    made = {}
    for code, name in (("EK-MN", "Tổ Giáo dục Mầm non"), ("EK-TH", "Tổ Giáo dục Trung học")):
        unit = create_unit(
            code, "division", name, parent=units["PGDDT-EAKAR"], relation="within", since=SINCE, until=UNTIL,
            by=None, at=NOON,
        )  # fmt: skip
        person = add_person(code, f"Chuyên viên {name}", by=None, at=NOON)
        appoint(
            person, unit, "officer", "Chuyên viên", since=SINCE, by=None, at=NOON, group="civil_servant", main=True
        )  # fmt: skip
        made[code] = (unit, open_account(person, code.lower(), by=None, at=NOON)[0])
    return made


@pytest.fixture
def remitted(divisions, people):
    """Both divisions have their fields, by a decision of the office."""
    head = people["ek-truong"]
    for code, fields in (("EK-MN", ["preschool"]), ("EK-TH", ["lower_secondary", "upper_secondary"])):
        set_remit(divisions[code][0], fields=fields, basis="QĐ mẫu 12/QĐ-PGDĐT", by=head, at=at(SINCE, 9))
    return divisions


def visit(movement, body, unit, by, **more):
    plan = Plan(body=body, unit=unit, **{"planned_on": VISIT, **more})
    return plan_inspection(movement, plan, by=by, at=NOON)


def failing(movement, *, due=DUE, words="Chưa có kế hoạch", correction="Ban hành kế hoạch"):
    duty = movement.duties.get(what="own_plan")
    return Found("duty", duty.pk, duty.sentence, words, failing=True, correction=correction, due=due)


@pytest.fixture
def held(running, units, remitted):
    """The division for preschools was at MN Mẫu C and found one thing missing; the record is closed."""
    unit, officer = remitted["EK-MN"]
    made = visit(running, unit, units["EK-C"], officer, fields=["preschool"])
    add_finding(made, failing(running), by=officer, at=NOON)
    return record_inspection(
        made, held_on=VISIT, attendees="Hai người", conclusion="Còn thiếu.", by=officer, at=NOON
    )


# A division only in its field (HY-59)


def test_a_division_of_preschools_is_refused_at_another_school_with_every_reason(running, units, remitted):
    unit, officer = remitted["EK-MN"]

    with pytest.raises(Refused) as own_field:
        visit(running, unit, units["EK-B"], officer, fields=["preschool"])
    with pytest.raises(Refused) as other_field:
        visit(running, unit, units["EK-B"], officer, fields=["lower_secondary"])
    with pytest.raises(Refused) as no_field:
        visit(running, unit, units["EK-B"], officer)

    assert said(own_field) == ["Lĩnh vực giáo dục mầm non không phải của Trường THCS Mẫu B."]
    assert said(other_field) == [
        "Tổ Giáo dục Mầm non chỉ kiểm tra trong lĩnh vực phụ trách: giáo dục mầm non.",
        "Trong đoàn không ai phụ trách lĩnh vực giáo dục trung học cơ sở.",
    ]
    assert said(no_field) == [
        "Tổ Giáo dục Mầm non chỉ kiểm tra theo lĩnh vực phụ trách; chọn lĩnh vực.",
    ]
    assert list(Inspection.objects.all()) == []


def test_a_refusal_at_the_page_is_kept_in_the_trail(running, units, remitted, client, time_machine):
    time_machine.move_to(NOON, tick=False)
    unit, officer = remitted["EK-MN"]
    officer.must_change = False
    officer.save()
    client.force_login(officer, backend="thidua.org.backends.StaffBackend")
    sent = {
        "body": unit.pk,
        "whom": f"unit:{units['EK-B'].pk}",
        "planned_on": "2021-11-10",
        "areas": "preschool",
    }

    answer = client.post(reverse("inspection_new", args=[running.pk]), sent)

    assert answer.status_code == 422
    assert "Lĩnh vực giáo dục mầm non không phải của Trường THCS Mẫu B." in answer.content.decode()


def test_a_division_in_its_own_field_plans_a_visit_and_the_school_is_told(running, units, people, remitted):
    unit, officer = remitted["EK-MN"]

    made = visit(running, unit, units["EK-C"], officer, fields=["preschool"])

    words = "Tổ Giáo dục Mầm non lên lịch kiểm tra Trường Mầm non Mẫu C ngày 10/11/2021."
    assert told(people["ek-c"])[-1] == words
    assert Event.objects.get(verb="inspection.planned").sentence == words
    assert (made.state, made.fields) == ("planned", ["preschool"])


def test_a_division_without_a_stated_field_inspects_nobody(running, units, divisions):
    unit, officer = divisions["EK-MN"]

    with pytest.raises(Refused) as refused:
        visit(running, unit, units["EK-C"], officer, fields=["preschool"])

    assert said(refused) == [
        "Tổ Giáo dục Mầm non chưa được ghi lĩnh vực phụ trách, nên chưa kiểm tra được.",
        "Trong đoàn không ai phụ trách lĩnh vực giáo dục mầm non.",
    ]


def test_a_joint_team_covers_the_fields_of_all_its_divisions(running, units, remitted):
    (preschools, officer), (secondary, other) = remitted["EK-MN"], remitted["EK-TH"]

    with pytest.raises(Refused) as refused:
        visit(running, preschools, units["EK-B"], officer, fields=["lower_secondary"], joint=[secondary])
    office = visit(running, secondary, units["EK-B"], other, fields=["lower_secondary", "health"], joint=[
        units["PGDDT-EAKAR"]
    ])  # fmt: skip

    assert said(refused) == ["Tổ Giáo dục Mầm non chỉ kiểm tra trong lĩnh vực phụ trách: giáo dục mầm non."]
    assert [str(unit) for unit in office.joint.all()] == [str(units["PGDDT-EAKAR"])]
    assert visits_seen_by(Access(officer, VISIT)).filter(pk=office.pk).exists() is False
    assert visits_seen_by(Access(other, VISIT)).filter(pk=office.pk).exists() is True


def test_a_visit_says_everything_that_stands_in_its_way(running, units, people, remitted):
    early, stranger = dt.date(2021, 10, 1), people["ek-c"].person
    plan = Plan(body=units["EK-A"], unit=units["EK-B"], planned_on=early, person=stranger)
    with pytest.raises(Refused) as refused:
        plan_inspection(running, plan, by=people["ek-b"], at=NOON)
    with pytest.raises(Refused) as itself:
        visit(running, units["EK-A"], units["EK-A"], people["ek-a"])

    assert said(refused) == [
        "Anh/chị không thay mặt Trường Tiểu học Mẫu A đi kiểm tra.",
        "Ngày 01/10/2021 đứng trước ngày của kế hoạch (26/10/2021).",
        "Người được chọn không thuộc đơn vị này.",
        "Trường THCS Mẫu B không thuộc phạm vi của Trường Tiểu học Mẫu A.",
    ]
    assert said(itself) == [
        "Trường Tiểu học Mẫu A không tự kiểm tra mình; chọn một người trong đơn vị, hoặc đơn vị khác."
    ]


def test_a_remit_is_said_of_a_division_with_its_basis_and_holds_from_its_day(units, people, divisions):
    unit, _ = divisions["EK-MN"]
    with pytest.raises(Refused) as refused:
        set_remit(units["EK-C"], fields=[], basis=" ", by=people["ek-truong"], at=NOON)

    first = set_remit(unit, fields=["preschool"], basis="QĐ 1", by=people["ek-truong"], at=at(SINCE, 9))
    second = set_remit(unit, fields=["staff", "preschool"], basis="QĐ 2", by=people["ek-truong"], at=NOON)

    assert said(refused) == [
        "Chỉ phòng, ban thuộc cơ quan mới có lĩnh vực phụ trách ghi ở đây.",
        "Chọn ít nhất một lĩnh vực.",
        "Ghi căn cứ, ví dụ quyết định quy định chức năng, nhiệm vụ của phòng.",
    ]
    days = [SINCE - dt.timedelta(days=1), SINCE, VISIT]
    assert [remits_on([unit.pk], day).get(unit.pk) for day in days] == [None, first, second]
    assert second.fields == ["preschool", "staff"]
    with pytest.raises(IntegrityError, match="remit_names_fields_and_basis"), transaction.atomic():
        Remit.objects.create(
            unit=unit, since=DUE, fields=[], basis="x", set_by=people["ek-truong"], set_at=NOON
        )


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Phòng Giáo dục Mầm non", ("preschool",)),
        ("Phòng Giáo dục Trung học", ("lower_secondary", "upper_secondary")),
        ("Phòng Giáo dục Trung học cơ sở", ("lower_secondary",)),
        ("Phòng Mầm non - Tiểu học", ("preschool", "primary")),
        ("Văn phòng", ("emulation",)),
        ("Bộ phận Tổ chức - Thi đua", ("emulation", "staff")),
        ("Phòng Quản lý chất lượng", ()),
    ],
)
def test_a_name_only_proposes_fields(name, fields):
    assert fields_named(name) == fields


@given(
    some.sets(some.sampled_from(sorted(LABELS))),
    some.lists(some.sampled_from(sorted(LABELS)), unique=True),
    some.sampled_from(sorted({kind for kinds in KINDS.values() for kind in kinds})),
)
def test_a_division_alone_goes_nowhere_outside_its_fields(remit, fields, kind):
    team = [Body("Phòng", frozenset(remit), over=True)]

    found = blockers_to_visit(team, fields=fields, unit="Trường", kind=kind, person=False, same=False)

    fitting = all(field in remit and kind in KINDS.get(field, {kind}) for field in fields)
    assert (found == []) is (bool(fields) and fitting)


# Findings, and what is to be put right (EK-37, HY-56)


def test_a_check_with_two_findings_makes_two_corrections_with_their_days(running, units, people):
    head, school = people["ek-truong"], units["EK-C"]
    made = visit(running, units["PGDDT-EAKAR"], school, head)
    add_finding(made, failing(running), by=head, at=NOON)
    add_finding(
        made, failing(running, due=AFTER, words="Thiếu nước sát khuẩn", correction="Bổ sung"), by=head, at=NOON
    )  # fmt: skip
    chief = Access(people["ek-c"], VISIT)
    before = list(corrections_owed(chief))

    record_inspection(made, held_on=VISIT, attendees="", conclusion="Hai tồn tại.", by=head, at=NOON)

    assert before == []
    owed = [(row.correction, row.due, row.state) for row in corrections_owed(chief)]
    assert owed == [("Bổ sung", AFTER, "asked"), ("Ban hành kế hoạch", DUE, "asked")]
    assert told(people["ek-c"])[-1] == (
        "Biên bản kiểm tra Trường Mầm non Mẫu C ngày 10/11/2021: 2 việc cần khắc phục."
    )


def test_what_was_found_is_the_teams_alone_until_the_record_is_closed(running, units, people, remitted):
    unit, officer = remitted["EK-MN"]
    made = visit(running, unit, units["EK-C"], officer, fields=["preschool"])
    add_finding(made, failing(running), by=officer, at=NOON)

    seen = [len(inspection_page(made, Access(user, VISIT)).findings) for user in (officer, people["ek-c"])]

    assert seen == [1, 0]
    with pytest.raises(Refused) as refused:
        add_finding(made, failing(running), by=people["ek-c"], at=NOON)
    assert said(refused) == ["Chỉ đoàn kiểm tra ghi vào biên bản này."]


def test_a_finding_says_what_it_lacks(running, units, people):
    head = people["ek-truong"]
    made = visit(running, units["PGDDT-EAKAR"], units["EK-C"], head)
    empty = Found("duty", 1, "Câu", " ", failing=True)
    good = Found("duty", 1, "Câu", "Đủ nước", failing=False, correction="Thêm", due=DUE)
    early = Found("duty", 1, "Câu", "Thiếu", failing=True, correction="Thêm", due=dt.date(2021, 11, 9))

    refusals = []
    for found in (empty, good, early):
        with pytest.raises(Refused) as refused:
            add_finding(made, found, by=head, at=NOON)
        refusals.append(said(refused))

    assert refusals == [
        ["Ghi điều đã thấy khi kiểm tra.", "Ghi việc cần khắc phục.", "Đặt hạn khắc phục."],
        ["Điều đã làm tốt thì không đặt việc khắc phục; bỏ trống hai ô ấy."],
        ["Hạn 09/11/2021 đứng trước ngày kiểm tra (10/11/2021)."],
    ]


def test_a_record_is_of_a_day_that_has_come_and_is_closed_once(running, units, people):
    head = people["ek-truong"]
    made = visit(running, units["PGDDT-EAKAR"], units["EK-C"], head)
    add_finding(made, failing(running, due=VISIT), by=head, at=NOON)
    with pytest.raises(Refused) as refused:
        record_inspection(made, held_on=AFTER, attendees="", conclusion=" ", by=head, at=NOON)
    record_inspection(made, held_on=VISIT, attendees="", conclusion="Xong.", by=head, at=NOON)
    with pytest.raises(Refused) as again:
        remove_finding(made.findings.get(), by=head, at=NOON)

    assert said(refused) == [
        "Ngày 12/11/2021 chưa đến.",
        "Ghi kết luận của đoàn kiểm tra.",
        "Hạn khắc phục 10/11/2021 đứng trước ngày kiểm tra (12/11/2021).",
    ]
    assert said(again) == ["Biên bản đã chốt; nội dung kiểm tra không sửa nữa."]


def test_a_visit_is_called_off_for_a_reason_and_the_school_is_told(running, units, people):
    head = people["ek-truong"]
    made = visit(running, units["PGDDT-EAKAR"], units["EK-C"], head)
    with pytest.raises(Refused) as refused:
        cancel_inspection(made, reason="", by=head, at=NOON)

    cancel_inspection(made, reason="Trường bị phong tỏa.", by=head, at=NOON)

    assert said(refused) == ["Ghi lý do hủy lần kiểm tra."]
    assert told(people["ek-c"])[-1] == "Hủy lịch kiểm tra Trường Mầm non Mẫu C: Trường bị phong tỏa."


# Who answers and who closes


def test_the_school_answers_late_the_division_closes_and_the_failing_stays(held, running, people, remitted):
    officer, head = remitted["EK-MN"][1], people["ek-c"]
    [finding] = corrections_owed(Access(head, VISIT))
    late = at(dt.date(2021, 11, 25), 9)  # Thursday: four working days after Friday 19/11

    answered = answer_correction(finding, answer="Đã ban hành.", by=head, at=late)
    waiting = list(corrections_to_review(Access(officer, late.date())))
    closed = close_correction(answered, closing="Đã xem.", by=officer, at=late)

    assert (answered.late_days, waiting) == (4, [finding])
    assert told(officer)[-1] == "Trường Mầm non Mẫu C: báo đã khắc phục, Ban hành kế hoạch"
    assert (closed.state, closed.closed_by) == ("closed", officer)
    [stays] = inspections_page(running, Access(people["ek-truong"], late.date())).failings
    assert (stays.finding, stays.days_late, stays.overdue) == (finding, 4, False)


def test_the_inspected_never_close_and_strangers_do_neither(held, people, remitted):
    head, officer = people["ek-c"], remitted["EK-MN"][1]
    finding = held.findings.get()

    refusals = []
    for act in (
        lambda: close_correction(finding, by=officer, at=NOON),
        lambda: answer_correction(finding, answer=" ", by=officer, at=NOON),
        lambda: (
            answer_correction(finding, answer="Xong.", by=head, at=NOON)
            and close_correction(finding, by=head, at=NOON)
        ),
        lambda: return_correction(finding, reason="", by=people["ek-b"], at=NOON),
        lambda: answer_correction(finding, answer="Lại.", by=people["ek-c-vanthu"], at=NOON),
    ):
        with pytest.raises(Refused) as refused:
            act()
        refusals.append(said(refused))

    assert refusals == [
        ["Việc khắc phục chưa được báo kết quả."],
        ["Chỉ đơn vị, người được kiểm tra mới báo kết quả khắc phục.", "Ghi đã khắc phục thế nào."],
        [
            "Bên được kiểm tra không tự kết thúc việc khắc phục của mình.",
            "Chỉ đoàn kiểm tra mới kết thúc việc khắc phục.",
        ],
        ["Chỉ đoàn kiểm tra mới kết thúc việc khắc phục.", "Ghi vì sao việc khắc phục chưa đạt."],
        [
            "Kết quả khắc phục đã báo và đang chờ đoàn kiểm tra xem.",
            "Chỉ đơn vị, người được kiểm tra mới báo kết quả khắc phục.",
        ],
    ]


def test_an_answer_that_does_not_do_goes_back_with_its_reason(held, people, remitted):
    officer, head = remitted["EK-MN"][1], people["ek-c"]
    finding = answer_correction(held.findings.get(), answer="Đang làm.", by=head, at=NOON)

    returned = return_correction(finding, reason="Chưa thấy kế hoạch.", by=officer, at=NOON)

    assert (returned.state, returned.returned_reason) == ("asked", "Chưa thấy kế hoạch.")
    assert (
        told(head)[-1] == "Trường Mầm non Mẫu C: khắc phục chưa đạt, Ban hành kế hoạch (Chưa thấy kế hoạch.)"
    )
    assert list(corrections_owed(Access(head, VISIT))) == [returned]
    with pytest.raises(IntegrityError, match="finding_closed_says_who_and_when"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="closed")


def test_no_correction_moves_before_the_record_is_closed_nor_after_the_visit_is_called_off(
    running, units, people
):
    head, chief = people["ek-truong"], people["ek-c"]
    made = visit(running, units["PGDDT-EAKAR"], units["EK-C"], head)
    finding = add_finding(made, failing(running), by=head, at=NOON)
    seen = [findings_seen_by(Access(user, VISIT)).exists() for user in (head, chief)]

    def cancel_and_close():
        cancel_inspection(made, reason="Bão.", by=head, at=NOON)
        close_correction(finding, by=head, at=NOON)

    refusals = []
    for act in (
        lambda: answer_correction(finding, answer="Xong.", by=chief, at=NOON),
        cancel_and_close,
        lambda: answer_correction(finding, answer="Xong.", by=chief, at=NOON),
        lambda: return_correction(finding, reason="Chưa.", by=head, at=NOON),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        refusals.append(said(refused))

    assert seen == [True, False]
    assert refusals == [["Biên bản kiểm tra chưa chốt hoặc lần kiểm tra đã hủy."]] * 4
    assert Event.objects.filter(verb__startswith="correction.").count() == 0


# A youth body answers through its secretary


@pytest.fixture
def youth(world):
    """The youth body of the school; Quan is its secretary, and Hoa bears that title in the school itself."""
    unit = create_unit(
        "DOAN-LT", "youth", "Đoàn trường", parent=world.school, relation="within", since=SINCE, by=None, at=NOON
    )  # fmt: skip
    for user, place in ((world.quan, unit), (world.hoa, world.school)):
        appoint(user.person, place, "youth_secretary", "Bí thư đoàn", since=ISSUED, by=None, at=NOON)
    return unit


def test_the_secretary_of_a_youth_body_is_told_and_answers_for_it(world, plan_30, youth):
    made = visit(plan_30, world.school, youth, world.lan)
    found = Found("task", 1, "Câu", "Thiếu sổ", failing=True, correction="Lập sổ Đoàn", due=DUE)
    finding = add_finding(made, found, by=world.lan, at=NOON)
    record_inspection(made, held_on=VISIT, attendees="", conclusion="Thiếu.", by=world.lan, at=NOON)
    secretary = Access(world.quan, VISIT)
    owed = list(corrections_owed(secretary))
    due = [one.words for one in due_of([world.quan], on=DUE)[world.quan.pk]]

    answered = answer_correction(finding, answer="Đã lập.", by=world.quan, at=NOON)

    assert told(world.quan)[-1] == "Biên bản kiểm tra Đoàn trường ngày 10/11/2021: 1 việc cần khắc phục."
    assert (owed, due.count("Lập sổ Đoàn"), answered.state) == ([finding], 1, "answered")
    assert list(visits_seen_by(secretary)) == [made]
    assert speakers_of([youth.pk], on=VISIT) == {youth.pk: {world.quan.pk}}


def test_a_secretary_whose_post_is_in_the_school_does_not_speak_for_the_school(world, youth):
    speakers = speakers_of([world.school.pk], on=VISIT)

    assert speakers == {world.school.pk: {world.lan.pk}}
    assert speaking_for("upper_secondary") == ("head", "leader", "deputy")
    assert {*LEADING, *MANAGING, *SPEAKING} <= set(Position.values)


# A group leader checks a member (LT-62)


@pytest.fixture
def plan_30(world, ready):
    """Plan 30 of the school is out."""
    return issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)


def test_a_leader_records_a_check_of_a_member_who_gets_notice(world, plan_30):
    team, task = world.teams["TOAN"], plan_30.tasks.first()
    plan = Plan(body=team, unit=team, planned_on=VISIT, person=world.hoa.person)
    made = plan_inspection(plan_30, plan, by=world.khoa, at=NOON)
    found = Found("task", task.pk, task.action, "Giáo án chưa đủ", True, "Bổ sung giáo án", DUE)
    add_finding(made, found, by=world.khoa, at=NOON)

    record_inspection(made, held_on=VISIT, attendees="", conclusion="Cần bổ sung.", by=world.khoa, at=NOON)

    assert told(world.hoa)[-1] == "Biên bản kiểm tra Đặng Thị Mẫu Hoa ngày 10/11/2021: 1 việc cần khắc phục."
    [owed] = corrections_owed(Access(world.hoa, VISIT))
    assert (owed.correction, owed.due) == ("Bổ sung giáo án", DUE)
    seen = {
        name: visits_seen_by(Access(getattr(world, name), VISIT)).exists() for name in ("khoa", "hoa", "quan")
    }
    assert seen == {"khoa": True, "hoa": True, "quan": False}
    answered = answer_correction(owed, answer="Đã bổ sung.", by=world.hoa, at=NOON)
    with pytest.raises(Refused):
        close_correction(answered, by=world.hoa, at=NOON)
    assert close_correction(answered, by=world.khoa, at=NOON).state == "closed"


def test_a_leader_is_offered_the_members_and_a_principal_the_teams(world):
    leader, principal = candidates_of(Access(world.khoa, VISIT)), candidates_of(Access(world.lan, VISIT))

    assert ([str(unit) for unit in leader.units], len(leader.people)) == ([], 8)
    assert set(principal.units) == set(world.teams.values())
    assert [str(unit) for unit in principal.joint] == ["Công đoàn Trường THPT Lộc Thái"]


# The pages


def test_the_whole_way_goes_through_the_pages(world, plan_30, enter, clock):
    clock.move_to(NOON.astimezone(dt.UTC), tick=False)
    client, team = enter(world.lan), world.teams["TOAN"]
    new = reverse("inspection_new", args=[plan_30.pk])
    sent = {
        "body": world.school.pk,
        "whom": f"unit:{team.pk}",
        "planned_on": "10/11/2021",
        "purpose": "Sổ sách",
    }
    made = client.post(new, sent)
    visit_page = made.url
    row = Inspection.objects.get()
    about = f"task:{plan_30.tasks.first().pk}"
    finding = {
        "about": about,
        "words": "Chưa lập sổ",
        "failing": "1",
        "correction": "Lập sổ",
        "due": "19/11/2021",
    }
    client.post(reverse("finding_new", args=[row.pk]), finding)
    client.post(reverse("finding_new", args=[row.pk]), {"about": about, "words": "Họp đều", "failing": "0"})
    address = reverse("correction_answer", args=[row.findings.get(failing=True).pk])
    early = enter(world.khoa).post(address, {"answer": "Đã lập."})
    client = enter(world.lan)
    unsaid = client.post(reverse("inspection_record", args=[row.pk]), {"held_on": "10/11/2021"}, follow=True)
    client.post(reverse("inspection_record", args=[row.pk]), {"held_on": "10/11/2021", "conclusion": "Khá."})
    asked = row.findings.get(failing=True)
    leader = enter(world.khoa)
    before = leader.get(visit_page).content.decode()
    leader.post(reverse("correction_answer", args=[asked.pk]), {"answer": "Đã lập."})
    denied = leader.post(reverse("correction_close", args=[asked.pk]))
    client = enter(world.lan)
    client.post(reverse("correction_close", args=[asked.pk]), {"closing": "Đủ."})
    after = client.get(reverse("inspections", args=[plan_30.pk])).content.decode()

    assert made.status_code == 302
    assert "Chưa nhập Kết luận." in unsaid.content.decode()
    assert ("Báo đã khắc phục" in before, "Chốt biên bản" in before) == (True, False)
    assert (early.status_code, denied.status_code) == (404, 422)
    assert ("1 trên 1 tồn tại đã khắc phục" in after, "Lập sổ" in after) == (True, True)
    assert enter(world.hoa).get(visit_page).status_code == 404
    assert visit_page not in enter(world.hoa).get(reverse("inspections", args=[plan_30.pk])).content.decode()


def test_the_list_costs_as_many_queries_for_three_visits_as_for_one(world, plan_30, enter, clock):
    clock.move_to(NOON.astimezone(dt.UTC), tick=False)
    visit(plan_30, world.school, world.teams["TOAN"], world.lan)
    client, address = enter(world.lan), reverse("inspections", args=[plan_30.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for team in ("LY", "HOA"):
        made = visit(plan_30, world.school, world.teams[team], world.lan, joint=[world.union])
        add_finding(made, Found("task", 1, "Câu", "Thiếu", True, "Thêm", DUE), by=world.lan, at=NOON)
        record_inspection(made, held_on=VISIT, attendees="", conclusion="Xong.", by=world.lan, at=NOON)

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)


def test_the_office_states_the_fields_of_its_divisions_on_a_page(
    running, units, people, divisions, client, time_machine
):
    time_machine.move_to(NOON, tick=False)
    client.force_login(people["ek-truong"], backend="thidua.org.backends.StaffBackend")
    address, unit = reverse("remits", args=[running.pk]), divisions["EK-MN"][0]
    shown = client.get(address).content.decode()
    empty = client.post(address, {f"p{unit.pk}-unit": unit.pk})

    client.post(
        address, {f"p{unit.pk}-unit": unit.pk, f"p{unit.pk}-areas": "preschool", f"p{unit.pk}-basis": "QĐ 1"}
    )

    assert "suy ra từ tên" in shown
    assert (empty.status_code, Remit.objects.get().fields) == (422, ["preschool"])
    assert Unit.objects.filter(remits__isnull=False).get() == unit
