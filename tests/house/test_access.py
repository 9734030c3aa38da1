"""Every address × every person of the rehearsal: allowed, refused or hidden exactly as the table by hand says."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from thidua.commendation.models import Award, Call, Certificate, Item, Nomination, Session
from thidua.demo.days import AWARDED, at
from thidua.demo.world import SIGN_INS
from thidua.documents.actions.copies import CopyOrder, make_copy
from thidua.documents.actions.issuing import open_book
from thidua.documents.actions.packing import prepare_package
from thidua.documents.models import Citation, Evidence, NumberBook, Paper
from thidua.home.management.commands.routes import routes
from thidua.movements.actions.activations import activate_in_emergency
from thidua.movements.actions.adaptations import record_adaptation
from thidua.movements.actions.calendar import plan_activity
from thidua.movements.actions.clusters import set_up_cluster
from thidua.movements.actions.coordination import log_coordination
from thidua.movements.actions.exemptions import record_exemption
from thidua.movements.actions.inspections import Found, Plan, add_finding, plan_inspection
from thidua.movements.actions.programmes import open_programme, place_programme, register_for
from thidua.movements.actions.scenarios import add_step, submit_scenario, write_scenario
from thidua.movements.actions.spending import Spent, disclose_spending
from thidua.movements.models import (
    Assignment,
    Content,
    Criterion,
    Duty,
    HeadDuty,
    Movement,
    Pledge,
    Programme,
    Signal,
    Task,
    TaskPart,
    Urging,
)
from thidua.org.models import ImportRun, Post, User
from thidua.reporting.models import Report, Window

PEOPLE = [name for name, _, _ in SIGN_INS]
TABLE = yaml.safe_load((Path(__file__).parent / "access.yaml").read_text(encoding="utf-8"))
OPEN_TO = {row["name"]: row["open_to"] for row in routes()}


def expected(row):
    """Who gets which answer, read from one row of the table."""
    answers = {}
    for status, names in row.items():
        if status != "of":
            for name in names.replace("everyone", " ".join(PEOPLE)).split():
                assert name not in answers, f"{name} stands twice in a row"
                answers[name] = status
    answers.setdefault("anonymous", 302)
    return answers


def test_the_table_has_a_row_for_every_address_and_no_other():
    assert sorted(TABLE) == sorted(OPEN_TO)


@pytest.mark.parametrize("name", TABLE)
def test_a_row_answers_for_everybody(name):
    assert sorted(expected(TABLE[name])) == sorted([*PEOPLE, "anonymous"])


@pytest.fixture(scope="module")
def clients(_awarded, django_db_blocker):
    """Everyone, signed in once for the module; and somebody who is not."""
    made = {"anonymous": Client()}
    with django_db_blocker.unblock():
        for user in User.objects.filter(username__in=PEOPLE):
            made[user.username] = Client()
            made[user.username].force_login(user, backend="thidua.org.backends.StaffBackend")
    return made


@pytest.fixture
def things(awarded, time_machine):
    """The objects of the school that the rows are about."""
    time_machine.move_to(at(AWARDED, 15), tick=False)
    movement = Movement.objects.get(owner=awarded.school)
    nomination = Nomination.objects.get(person__name="Đặng Mẫu Nga")
    sheet = ImportRun(what="staff", by=awarded.tam, file_name="mau.csv", created_at=at(AWARDED))
    sheet.file.save("mau.csv", ContentFile(b"x"))
    team = awarded.teams["TOAN"]
    return {
        "school": awarded.school.pk,
        "team": team.pk,
        "person": awarded.khoa.person_id,
        "post": Post.objects.get(person=awarded.khoa.person, main=True).pk,
        "head_post": Post.objects.get(person=awarded.lan.person, position="head").pk,
        "sheet": sheet.pk,
        "plan": movement.plan_id,
        "citation": Citation.objects.create(
            paper=movement.plan, written="Nghị quyết Đại hội", role="mention"
        ).pk,
        "word": "docx",
        "copy": a_copy(awarded, movement.plan).pk,
        "pdf_form": "pdf",
        "book": NumberBook.objects.get(unit=awarded.school, kind="KH").pk,
        "way": "di",
        "sheet_form": "xlsx",
        "movement": movement.pk,
        "partner": movement.partners.create(kind="health", name="Trạm Y tế", role="Tiêm chủng").pk,
        "duty": Duty.objects.filter(movement=movement).earliest("id").pk,
        "assignment": Assignment.objects.filter(unit=team, person=None).earliest("id").pk,
        "part": "khen-thuong",
        "part_of_programme": "chuong-trinh",
        "programme": (programme := a_programme(awarded, movement)).pk,
        "registration": programme.registrations.get().pk,
        "activity": plan_activity(
            movement, "Tổng vệ sinh", day=dt.date(2021, 11, 5), by=awarded.binh, at=at(AWARDED)
        ).pk,
        "adaptation": an_adaptation(awarded, movement).pk,
        "content": Content.objects.filter(movement=movement).earliest("id").pk,
        "criterion": a_criterion(movement).pk,
        "scored_person": awarded.hoa.person_id,
        "exemption": an_exemption(awarded).pk,
        "cluster": set_up_cluster(
            awarded.school, "Khối tổ", full=100, source="QĐ 3", by=awarded.lan, at=at(AWARDED)
        ).pk,
        "head_duty": HeadDuty.objects.create(
            movement=movement,
            paper=movement.plan,
            text="Người đứng đầu.",
            settled_by=awarded.lan,
            settled_at=at(AWARDED),
        ).pk,
        "coordination": log_coordination(
            movement,
            team,
            {"day": AWARDED, "kind": "family", "partner": "Hội cha mẹ học sinh", "what": "Họp."},
            by=awarded.khoa,
            at=at(AWARDED),
        ).pk,
        "inspection": (finding := a_finding(awarded, movement)).inspection_id,
        "finding": finding.pk,
        "urging_note": an_urging(awarded, movement).pk,
        "task": (task := Task.objects.filter(movement=movement).earliest("id")).pk,
        "task_part": TaskPart.objects.create(task=task, order=90, written="Tổ Văn phòng").pk,
        "scenario": (scenario := a_scenario(awarded, movement)).pk,
        "scenario_step": scenario.steps.get().pk,
        "scenario_item": scenario.items.earliest("id").pk,
        "scenario_approval": scenario.approvals.earliest("id").pk,
        "activation": (activation := scenario.activations.get()).pk,
        "activation_task": activation.tasks.get().pk,
        "kind_of_work": "nhiem-vu",
        "signal": a_signal(awarded, movement).pk,
        "spending": a_spending(awarded, movement).pk,
        "pledge": Pledge.objects.get(person=awarded.hoa.person).pk,
        "side": "head",
        "window": Window.objects.get().pk,
        "report": Report.objects.get(expected__unit=team).pk,
        "slot": 0,
        "call": Call.objects.get().pk,
        "nomination": nomination.pk,
        "provable": "documents.paper",
        "transfer": prepare_package(movement.plan, by=awarded.huong, at=at(AWARDED)).pk,
        "evidence": Evidence.objects.get(about_kind="commendation.nomination", about_id=nomination.pk).pk,
        "session": Session.objects.get().pk,
        "item": Item.objects.get(nomination=nomination).pk,
        "decision": Paper.objects.get(kind="QĐ").pk,
        "award": Award.objects.earliest("id").pk,
        "code": Certificate.objects.earliest("id").check_code,
    }


def a_signal(world, movement):
    """A signal to the school, which has five working days to answer."""
    return Signal.objects.create(
        movement=movement, unit=world.school, kind="silent", sentence="Chưa ghi hoạt động nào.",
        found_at=at(AWARDED), reply_by=AWARDED + dt.timedelta(days=7),
    )  # fmt: skip


def a_spending(world, movement):
    """A purchase of the school, approved by its head."""
    spent = Spent("purchase", "Cờ", 120_000, "Quỹ", AWARDED, world.huong.person, world.lan.person)
    return disclose_spending(movement, spent, by=world.binh, at=at(AWARDED))


def a_programme(world, movement):
    """A campaign of the school that is open for registration, and one person who registered."""
    row = Programme.objects.create(movement=movement, order=90, name="Dân chủ - Kỷ cương", kind="campaign")
    place_programme(row, world.school, "staff", basis=None, theme="", by=world.binh, at=at(AWARDED))
    open_programme(row, by=world.binh, at=at(AWARDED))
    register_for(row, world.teams["TOAN"], world.hoa.person, "Giúp một bạn.", by=world.hoa, at=at(AWARDED))
    return row


def a_copy(world, plan):
    """A copy of the plan, in a series of copies opened for it."""
    open_book(world.school, AWARDED.year, "SAO", opening=0, reason="", by=world.lan, at=at(AWARDED))
    return make_copy(plan, world.school, CopyOrder("SY", "Công đoàn trường"), by=world.lan, at=at(AWARDED))


def a_criterion(movement):
    """A criterion that measures teams and people, the first of its movement."""
    return Criterion.objects.create(
        movement=movement, order=1, marker="a.", text="Hoàn thành nhiệm vụ.", subject_kinds=["team", "person"]
    )


def an_adaptation(world, movement):
    """A version of the maths group's teaching plan, with its file."""
    return record_adaptation(
        movement, world.teams["TOAN"], "teaching", reason="Vùng vàng.", first=AWARDED, file=("ke-hoach.txt", b"x"),
        by=world.khoa, at=at(AWARDED),
    )  # fmt: skip


def a_scenario(world, movement):
    """The school's online scenario, sent out and begun in an emergency."""
    values = {"name": "Dạy trực tuyến", "operating": "online", "trigger": "Có ca nhiễm trong trường"}
    given = {"by": world.lan, "at": at(AWARDED)}
    row = write_scenario(movement, world.school, values, **given)
    add_step(row, "Báo phụ huynh", person=world.huong.person, days=0, counts=["số phụ huynh"], **given)
    submit_scenario(row, {"locality": "UBND xã Lộc Thái", "superior": "Sở GD&ĐT Bình Phước"}, **given)
    activate_in_emergency(row, "Ca nhiễm trong trường", **given)
    return row


def a_finding(world, movement):
    """What the school found on a visit to the maths group whose record is still open."""
    plan = Plan(body=world.school, unit=world.teams["TOAN"], planned_on=AWARDED)
    visit = plan_inspection(movement, plan, by=world.lan, at=at(AWARDED))
    found = Found("task", 1, "Câu của kế hoạch", "Họp đều", failing=False)
    return add_finding(visit, found, by=world.lan, at=at(AWARDED))


def an_urging(world, movement):
    """A note in which the school urged somebody."""
    return Urging.objects.create(
        movement=movement,
        body=world.school,
        sentence="Xin xong.",
        people=1,
        urged_by=world.lan,
        urged_at=at(AWARDED),
    )


def an_exemption(world):
    """A time in which a teacher of the school is not measured."""
    person = world.quan.person
    return record_exemption(person, "long_leave", first=AWARDED, basis="QĐ 7", by=world.lan, at=at(AWARDED))


@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_each_person_as_the_table_says(things, clients, name):
    address = reverse(name, args=[things[key] for key in TABLE[name].get("of", [])])

    answers = {person: client.get(address).status_code for person, client in clients.items()}

    table = expected(TABLE[name])
    assert {who: (answers[who], status) for who, status in table.items() if answers[who] != status} == {}


OPEN_TO_LAN = [name for name in TABLE if expected(TABLE[name])["lan"] == 200]
ASKED = """
    q trang ky loai vung dot don-vi nam muc ngay nhan trang-thai noi-dung hinh-thuc ket-luan loc buoc cho sau ma
    mau ke-hoach chung days
"""


@pytest.mark.parametrize("name", OPEN_TO_LAN)
def test_whatever_stands_behind_the_question_mark_is_no_error(things, clients, name):
    address = reverse(name, args=[things[key] for key in TABLE[name].get("of", [])])
    odd = ["\0", "²", "9" * 5000, "9999-12-31", "0001-01-01"]

    answers = [clients["lan"].get(address, dict.fromkeys(ASKED.split(), text)).status_code for text in odd]

    assert [code for code in answers if code >= 500] == []


def test_whoever_has_not_signed_in_is_led_to_the_door_and_back(things, clients):
    address = reverse("movement", args=[things["movement"]])

    answer = clients["anonymous"].get(address)

    assert answer.url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("name", ["paper", "movement", "report", "nomination", "session", "person"])
def test_what_is_hidden_looks_the_same_as_what_does_not_exist(things, clients, name):
    client = clients["tu"]

    hidden = client.get(reverse(name, args=[things["plan" if name == "paper" else name]]))
    missing = client.get(reverse(name, args=[10**9]))

    assert hidden.status_code == missing.status_code in {403, 404}
    assert said(hidden) == said(missing)


def said(answer):
    """The page without its key against forgery, which is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
