"""The rehearsal of one plan, stage by stage: planned, reported, voted, awarded. Only actions are called."""

import datetime as dt
from pathlib import Path

from thidua.commendation.actions.council import (
    close_session,
    enter_count,
    open_session,
    recuse,
    take_attendance,
)
from thidua.commendation.actions.decide import (
    issue_decision,
    issue_submission,
    prepare_decision,
    prepare_submission,
)
from thidua.commendation.actions.nominate import attest, nominate, open_call, submit_nomination
from thidua.commendation.models import Call, Nomination, Session
from thidua.demo.days import (
    AWARDED,
    DECIDED,
    FILED,
    ISSUED,
    NOMINATED,
    REPORTED,
    REPORTS_ASKED,
    STAGES,
    VOTED,
    at,
)
from thidua.demo.world import World, build
from thidua.documents.actions.files import check_evidence, offer_evidence
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import acknowledge, sign_paper
from thidua.documents.models import Paper
from thidua.documents.queries.papers import evidence_of
from thidua.movements.actions.asking import ask_reports
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.actions.duties import add_duty, set_due
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.models import Assignment, Movement
from thidua.org.models import Person, Unit, User
from thidua.org.queries.people import people_of
from thidua.reporting.actions.forms import define_indicator, make_form
from thidua.reporting.actions.reports import accept_report, save_cell, submit_report
from thidua.reporting.actions.totals import refresh
from thidua.reporting.cells import CellState
from thidua.reporting.models import Report, Window

PLANS = Path(__file__).parent / "plans"
PLEDGE_LINES = (
    "Thực hiện đúng các biện pháp phòng, chống dịch mà chính quyền và ngành y tế ban hành.",
    "Không chia sẻ thông tin chưa được kiểm chứng về dịch bệnh.",
    "Mỗi người là một chiến sĩ trong công việc được giao.",
)
NOT_SIGNED = ("quan", "m030")
# team: dose 2 reached, of how many, video lessons (None: none occurred; "na": does not apply)
ANSWERS: dict[str, tuple[int, int, int | str | None]] = {
    "TOAN": (9, 9, 4),
    "LY": (6, 7, 2),
    "HOA": (6, 6, 3),
    "SINH": (7, 8, None),
    "VAN": (8, 8, 2),
    "SU": (8, 8, 1),
    "ANH": (5, 6, 2),
    "VP": (8, 8, "na"),
}
NOT_APPLICABLE_REASON = "Tổ không dạy học nên không làm bài giảng."
STAFF_AWARD, PUPIL_AWARD = "gk_giam_doc_so", "gk_hoc_sinh"


def run(stage: str = "awarded", *, plan: bytes | None = None) -> World:
    """Build the world up to a stage; what is there already is left as it is. `plan` replaces the shipped text."""
    world = build()
    wanted = list(STAGES)[: list(STAGES).index(stage) + 1]
    if not _is_done("planned"):
        planned(world, plan)
    for name, act in (("reported", reported), ("voted", voted), ("awarded", awarded)):
        if name in wanted and not _is_done(name):
            act(world)
    return world


def _is_done(stage: str) -> bool:
    return {
        "planned": Movement.objects.filter(state="running").exists,
        "reported": Report.objects.filter(state="accepted").exists,
        "voted": Session.objects.filter(state="closed").exists,
        "awarded": Paper.objects.filter(kind="QĐ", state="issued").exists,
    }[stage]()


def planned(world: World, plan: bytes | None = None) -> None:
    """Filed, imported, decided, signed, issued, cascaded."""
    clerk, head, deputy = world.huong, world.lan, world.binh
    superior = (PLANS / "2786-kh-sgddt.txt").read_bytes()
    import_plan(world.school, superior, "2786-kh-sgddt.txt", by=clerk, at=at(FILED), own=False)
    text = plan or (PLANS / "30-kh-thptlt.txt").read_bytes()
    paper = import_plan(world.school, text, "30-kh-thptlt.txt", by=clerk, at=at(FILED, 10), own=True)
    movement = paper.movement
    choices = {"criteria": "inherit", "award_forms": "inherit", "rounds": "not_used", "deadlines": "own"}
    texts = {"deadlines": "Ký giao ước trước 30/9/2021; các tổ báo cáo trước 15/10/2021."}
    for gap in movement.gaps.order_by("id"):
        decide_gap(gap, choices[gap.what], by=deputy, at=at(DECIDED), text=texts.get(gap.what, ""))
    add_duties(movement, by=deputy, on=DECIDED)
    sign_paper(paper, by=head, at=at(ISSUED, 8))
    set_recipients(paper, recipients(world), archive="VT, CĐ", by=clerk, at=at(ISSUED, 8, 30))
    issue_plan(paper, by=clerk, at=at(ISSUED, 9), day=ISSUED)


def add_duties(movement: Movement, *, by: User, on: dt.date) -> None:
    """What ban giám hiệu asks beside the text's own duties: the pledge of everyone, a report of each team."""
    add_duty(
        movement,
        "pledge",
        "staff",
        "Đăng ký và ký giao ước thi đua",
        by=by,
        at=at(on, 10),
        due=dt.date(2021, 9, 30),
        lines=list(PLEDGE_LINES),
    )
    for what, due in (("group_plans", dt.date(2021, 10, 11)), ("report", dt.date(2021, 10, 15))):
        for duty in movement.duties.filter(what=what):
            set_due(duty, due, by=by, at=at(on, 11))


def recipients(world: World) -> list[dict[str, object]]:
    """Nơi nhận as the office completes it: the text itself has none."""
    return [
        {"written": "Sở GD&ĐT Bình Phước", "role": "report", "reaches": "unit", "unit": world.department},
        {"written": "Công đoàn trường", "role": "coordinate", "reaches": "unit", "unit": world.union},
        {"written": "Các tổ chuyên môn, Tổ Văn phòng", "role": "carry_out", "reaches": "teams", "unit": None},
        {
            "written": "Toàn thể cán bộ, giáo viên, nhân viên",
            "role": "carry_out",
            "reaches": "staff",
            "unit": None,
        },
    ]


def reported(world: World) -> None:
    """Pledges, group plans, the teams' figures, the union's acceptance, totals by the worker's own action."""
    movement = Movement.objects.get(owner=world.school)
    _pledges(world, movement)
    for assignment in Assignment.objects.filter(
        duty__movement=movement, duty__what="group_plans"
    ).select_related("unit"):
        answer_assignment(assignment, by=_leader(assignment.unit, REPORTS_ASKED), at=at(REPORTS_ASKED, 8))
    window = ask(world, movement)
    for code, (dosed, staff, lessons) in ANSWERS.items():
        _report(window, world.teams[code], dosed, staff, lessons)
    for report in Report.objects.filter(expected__window=window):
        accept_report(report, by=world.minh, at=at(REPORTED, 8))
    refresh(at=at(REPORTED, 8, 1))


def _pledges(world: World, movement: Movement) -> None:
    staff = people_of(world.school, on=ISSUED, groups=["cadre", "teacher", "staff"]).exclude(
        user__username__in=NOT_SIGNED
    )
    for order, user in enumerate(
        User.objects.filter(person__in=staff).select_related("person").order_by("id")
    ):
        day = ISSUED + dt.timedelta(days=1 + order % 9)
        sign_pledge(movement, by=user, at=at(day, 7 + order % 10, order % 60))
        acknowledge(movement.plan, by=user, at=at(day, 7 + order % 10, order % 60))


def _leader(team: Unit, day: dt.date) -> User:
    post = team.posts.filter(position="leader", during__contains=day).first()
    assert post is not None
    return User.objects.select_related("person").get(person=post.person)


def ask(world: World, movement: Movement) -> Window:
    """The union's report form and its window."""
    dose = define_indicator(
        "TIEM_MUI_2",
        "Số người đã tiêm mũi 2",
        "người",
        kind="ratio",
        base="cán bộ, giáo viên, nhân viên của tổ",
        by=world.minh,
        at=at(REPORTS_ASKED),
    )
    lessons = define_indicator(
        "BAI_GIANG_VIDEO", "Số bài giảng video đã hoàn thành", "bài", by=world.minh, at=at(REPORTS_ASKED)
    )
    form = make_form(
        world.school, "Báo cáo phong trào của tổ", [dose, lessons], by=world.minh, at=at(REPORTS_ASKED)
    )
    return ask_reports(
        movement,
        form,
        "Kết quả phong trào đến 15/10/2021",
        first=ISSUED,
        last=REPORTED,
        due=REPORTED,
        closes=REPORTED + dt.timedelta(days=5),
        by=world.minh,
        at=at(REPORTS_ASKED, 9),
    )


def _answer(given: int | str | None) -> tuple[int | None, CellState, str]:
    """A number, none occurred, or not applicable with its reason."""
    if isinstance(given, int):
        return given, CellState.NUMBER, ""
    return (
        (None, CellState.NONE_OCCURRED, "")
        if given is None
        else (None, CellState.NOT_APPLICABLE, NOT_APPLICABLE_REASON)
    )


def _report(window: Window, team: Unit, dosed: int, staff: int, lessons: int | str | None) -> None:
    leader = _leader(team, REPORTED)
    report = Report.objects.get(expected__window=window, expected__unit=team)
    moment = at(REPORTED - dt.timedelta(days=1), 14)
    answers = [_answer(dosed), _answer(staff), _answer(lessons)]
    for slot, (value, state, reason) in enumerate(answers):
        report = save_cell(
            report, slot, value=value, state=state, base=0, by=leader, at=moment, reason=reason
        )
    submit_report(report, by=leader, at=moment)


def voted(world: World) -> None:
    """Nominated with evidence, attested but for one, weighed by the council: 2 + 5 agreed, 1 refused."""
    movement = Movement.objects.get(owner=world.school)
    call = open_call(
        world.school,
        "Khen thưởng phong trào, đợt tháng 10/2021",
        [STAFF_AWARD, PUPIL_AWARD],
        opens=NOMINATED,
        closes=VOTED,
        basis="Kế hoạch số 30/KH-THPTLT, mục V",
        by=world.minh,
        at=at(NOMINATED, 8),
        movement=movement,
    )
    staff = nominate_staff(world, call)
    nominate_pupils(world, call)
    session = open_session(
        world.council, call, staff, place="phòng họp Trường THPT Lộc Thái", by=world.thanh, at=at(VOTED, 14)
    )
    meet(session, world)


# Two collectives and six people, with what they did.
STAFF_MERITS = (
    ("Tổ Toán – Tin", "Dẫn đầu trường về bài giảng video dùng chung trong thời gian dạy học trực tuyến."),
    ("Tổ Hóa học", "Tổ chức dạy học trực tuyến đủ tiến độ, hỗ trợ thiết bị cho học sinh khó khăn."),
    ("Hoàng Mẫu Khoa", "Chủ trì kho bài giảng video của Tổ Toán – Tin."),
    ("Đặng Thị Mẫu Hoa", "Vận động thiết bị học trực tuyến cho học sinh lớp 11A1."),
    ("Vũ Thị Mẫu Thanh", "Tổ chức trực tuyến các buổi ôn tập môn Ngữ văn cho khối 12."),
    ("Phạm Thị Mẫu Hương", "Bảo đảm văn bản chỉ đạo đến từng người trong ngày suốt đợt giãn cách."),
    ("Đặng Mẫu Nga", "Tham gia tổ phản ứng nhanh phòng, chống dịch của trường."),
    ("Điểu Mẫu Sơn", "Xây dựng tài liệu tự học cho học sinh không có kết nối mạng."),
)
UNATTESTED_NAME = "Điểu Mẫu Sơn"
PUPIL_MERITS = {
    "HS001": "Vượt khó học tập, tự học qua điện thoại mượn của trường trong thời gian giãn cách.",
    "HS002": "Giúp bạn cùng lớp học trực tuyến, duy trì nhóm học tập suốt đợt dịch.",
    "HS003": "Vừa phụ giúp gia đình vừa giữ kết quả học tập, động viên bạn bè trở lại lớp.",
}


def staff_nominees(world: World) -> list[tuple[Unit | Person, str]]:
    """The subjects themselves, beside their merits."""
    teams = {str(team): team for team in world.teams.values()}
    staff = {person.name: person for person in people_of(world.school, on=NOMINATED)}
    return [(teams.get(name) or staff[name], merit) for name, merit in STAFF_MERITS]


def nominate_staff(world: World, call: Call) -> list[Nomination]:
    """By the union; each with a proof that another has checked, and the principal's word on the gate facts."""
    made = []
    for order, (subject, merit) in enumerate(staff_nominees(world)):
        moment = at(NOMINATED, 9, order)
        row = nominate(call, STAFF_AWARD, subject, merit, proposer=world.union, by=world.minh, at=moment)
        _prove(row, world, by=world.minh)
        if str(subject) != UNATTESTED_NAME:
            attest(row, "no_pending_case", holds=True, by=world.lan, at=at(NOMINATED, 15, order))
        attest(row, "one_merit_one_form", holds=True, by=world.lan, at=at(NOMINATED, 15, order))
        attest(
            row,
            "movement_result",
            holds=True,
            by=world.minh,
            at=at(NOMINATED, 16, order),
            note="Công đoàn bình chọn từ báo cáo của các tổ",
        )
        made.append(submit_nomination(row, by=world.minh, at=at(NOMINATED, 17, order)))
    return made


def _prove(row: Nomination, world: World, *, by: User) -> None:
    offer_evidence(
        row,
        row.home,
        by=by,
        at=row.created_at,
        note=f"Xác nhận của tổ và số liệu đã duyệt: {row.achievement}",
    )
    for proof in evidence_of(row._meta.label_lower, row.pk):
        check_evidence(proof, accept=True, by=world.binh, at=row.created_at)


def nominate_pupils(world: World, call: Call, *, but: str = "") -> list[Nomination]:
    """Three pupils who overcame hardship, by their homeroom teachers; `but` leaves one out."""
    made = []
    for order, (code, merit) in enumerate(PUPIL_MERITS.items()):
        if code == but:
            continue
        pupil = Person.objects.get(code=code)
        room = pupil.posts.get(position="pupil").unit
        teacher = User.objects.select_related("person").get(
            person__posts__unit=room, person__posts__position="homeroom"
        )
        row = nominate(
            call, PUPIL_AWARD, pupil, merit, proposer=room, by=teacher, at=at(NOMINATED, 10, order)
        )
        _prove(row, world, by=teacher)
        for fact in ("no_pending_case", "one_merit_one_form", "sudden_merit"):
            attest(row, fact, holds=True, by=world.lan, at=at(NOMINATED, 16, order))
        made.append(submit_nomination(row, by=teacher, at=at(NOMINATED, 17, order)))
    return made


def meet(session: Session, world: World) -> None:
    """Eight of nine are there; Khoa steps aside for his own case; all dossiers agreed to but one."""
    members = list(session.attendance.order_by("id").values_list("person_id", flat=True))
    away = members[-1]
    take_attendance(session, [key for key in members if key != away], by=world.thanh, at=at(VOTED, 14, 5))
    for item in session.items.select_related("nomination__person", "session"):
        own = item.nomination.person
        aside = own is not None and own.pk in members and own.pk != away
        if aside:
            assert own is not None
            recuse(item, own, "là người được xét", by=world.thanh, at=at(VOTED, 14, 10))
        refused = str(item.nomination) == UNATTESTED_NAME
        voting = 8 - aside
        enter_count(
            item,
            agree=0 if refused else voting,
            disagree=voting if refused else 0,
            abstain=0,
            by=world.thanh,
            at=at(VOTED, 14, 20 + item.order),
            reason="Chưa có xác nhận không có vụ việc đang xem xét nên chưa đủ căn cứ." if refused else "",
        )
    close_session(session, by=world.thanh, at=at(VOTED, 15))


def awarded(world: World) -> None:
    """The tờ trình for staff goes to Sở; the principal decides for the pupils, and their certificates exist."""
    rows = (
        Nomination.objects.filter(state="submitted")
        .select_related("person", "unit", "home", "item__session")
        .order_by("id")
    )
    staff = [row for row in rows if row.award == STAFF_AWARD]
    pupils = [row for row in rows if row.award == PUPIL_AWARD]
    request = prepare_submission(world.school, STAFF_AWARD, staff, by=world.huong, at=at(AWARDED, 8))
    _send(
        request,
        world,
        [{"written": "Sở GD&ĐT Bình Phước", "role": "report", "reaches": "unit", "unit": world.department}],
    )
    issue_submission(request, by=world.huong, at=at(AWARDED, 9))
    decision = prepare_decision(world.school, PUPIL_AWARD, pupils, by=world.huong, at=at(AWARDED, 10))
    _send(decision, world, [{"written": "Như Điều 3", "role": "carry_out", "reaches": "text", "unit": None}])
    issue_decision(decision, by=world.huong, at=at(AWARDED, 11))


def _send(paper: Paper, world: World, lines: list[dict[str, object]]) -> None:
    set_recipients(paper, lines, archive="VT, TĐ", by=world.huong, at=at(AWARDED, 8, 10))
    sign_paper(paper, by=world.lan, at=at(AWARDED, 8, 30))
