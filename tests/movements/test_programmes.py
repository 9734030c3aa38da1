"""Programmes: whose they are, whom they are for, who registers, what came of it; mottos under their own plans."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, at
from thidua.documents.models import Node
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.programmes import (
    add_motto,
    enter_result,
    open_programme,
    place_programme,
    register_for,
    take_theme,
)
from thidua.movements.models import Launch, Motto, Movement, Programme, ProgrammeRegistration
from thidua.movements.queries.programmes import (
    base_count,
    mottos_of,
    mottos_seen_by,
    programme_page,
    programmes_in,
)
from thidua.movements.rules.programmes import likenesses
from thidua.org.access import Access
from thidua.org.models import Person, Post

NOON = at(DECIDED, 12)
WOMEN = "Giỏi việc trường- đảm việc nhà"
EXAMPLE = "Mỗi thầy, cô giáo là một tấm gương đạo đức, tự học và sáng tạo"
UNION_WORK = "Đổi mới, sáng tạo, hiệu quả trong hoạt động của tổ chức Công đoàn"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


def real_plan(world, seeds, name, unit=None):
    data = next(seeds.glob(f"{name}_*.txt")).read_bytes()
    return import_plan(unit or world.school, data, f"{name}.txt", by=world.huong, at=NOON, own=True).movement


@pytest.fixture
def year(world, seeds):
    """The school-year movement of the real plan, running at the school."""
    movement = real_plan(world, seeds, "004")
    first = Launch.objects.create(
        movement=movement, form="earlier", day=DECIDED, recorded_at=NOON, recorded_by=world.lan
    )
    Movement.objects.filter(pk=movement.pk).update(
        state="running", launched_at=NOON, launched_by=world.lan, first_launch=first
    )
    movement.refresh_from_db()
    return movement


@pytest.fixture
def opened(world, year):
    """Put a programme under an owner and open it."""

    def placed(name, owner, base, by):
        row = year.programmes.get(name=name)
        place_programme(row, owner, base, basis=None, theme="", by=by, at=NOON)
        return open_programme(row, by=by, at=NOON)

    return placed


# From the text


def test_the_plan_calls_for_13_by_name_the_first_eight_five_movements_and_three_campaigns(world, year):
    about = programmes_in(year, Access(world.binh, DECIDED))

    assert about.total == 13
    first = [
        (row.kind, row.name) for row in year.programmes.filter(line=29, kind__in=["movement", "campaign"])
    ]
    assert [kind for kind, _ in first] == ["movement"] * 5 + ["campaign"] * 3
    assert first[0][1] == "Dạy tốt- học tốt"
    assert {kind: len(rows) for kind, rows in about.kinds} == {
        "phong trào": 6,
        "cuộc vận động": 4,
        "chương trình giáo dục": 1,
        "chủ đề năm học": 1,
        "nhóm, tổ": 1,
    }


def test_names_that_are_nearly_alike_are_shown_and_kept_apart(world, seeds, year):
    real_plan(world, seeds, "000")

    about = programmes_in(year, Access(world.binh, DECIDED))

    assert about.alike == [
        (
            "Đổi mới, sáng tạo trong dạy và học",
            "Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập",
        )
    ]
    assert Programme.objects.filter(name__startswith="Đổi mới, sáng tạo trong").count() == 2


def test_a_motto_stands_on_its_content_and_under_its_own_plan(world, seeds, year):
    school = real_plan(world, seeds, "001")
    office = real_plan(world, seeds, "000")
    access = Access(world.binh, DECIDED)

    tied = [(row.text[:12], row.content.place if row.content else None) for row in year.mottos.all()]
    assert tied == [("Mỗi giờ lên ", "II.3"), ("Dừng đến trư", "II.3")]
    found = mottos_seen_by(access, "phao dai chong dich")
    assert [(row.movement, row.text) for row in found] == [
        (school, "mỗi cơ quan, đơn vị là một pháo đài chống dịch"),
        (office, "mỗi gia đình, trường học là một pháo đài chống dịch"),
    ]
    assert "mỗi cá nhân là một chiến sĩ" in mottos_of(school)
    assert "mỗi cá nhân là một chiến sĩ" not in mottos_of(office)
    assert Motto.objects.filter(movement=office, text="chân cứng đá mềm").count() == 1
    assert Node.objects.filter(pk=school.mottos.first().node_id).exists()


# Whose, and for whom


def test_a_unions_programme_is_opened_by_the_unions_people_alone(world, year):
    row = year.programmes.get(name=WOMEN)
    with pytest.raises(Refused) as refused:
        open_programme(row, by=world.minh, at=NOON)
    assert said(refused) == [
        "Chưa ghi đơn vị chủ quản của chương trình.",
        "Chưa chọn đối tượng đăng ký, nên chưa biết tỉ lệ tính trên ai.",
    ]

    place_programme(row, world.union, "women", basis=None, theme="", by=world.binh, at=NOON)
    with pytest.raises(Refused) as refused:
        open_programme(row, by=world.lan, at=NOON)
    assert said(refused) == [
        f"Chương trình do {world.union} chủ quản; chỉ người của {world.union} mở được đăng ký."
    ]
    open_programme(row, by=world.minh, at=NOON)

    with pytest.raises(Refused) as refused:
        place_programme(row, world.school, "staff", basis=None, theme="", by=world.binh, at=NOON)
    assert said(refused) == ["Đăng ký đã mở nên chủ quản và đối tượng không đổi nữa."]
    row.refresh_from_db()
    assert (row.owner, row.base, row.opened_by) == (world.union, "women", world.minh)


def test_men_are_not_counted_in_a_womens_programme(world, opened):
    Person.objects.filter(pk__in=[world.hoa.person_id, world.thanh.person_id]).update(gender="female")
    Person.objects.filter(pk=world.quan.person_id).update(gender="male")
    row = opened(WOMEN, world.union, "women", world.minh)

    assert base_count(row, on=DECIDED) == 2
    about = programme_page(row, Access(world.hoa, DECIDED))
    assert (about.base, about.ungendered) == (2, 57)
    with pytest.raises(Refused) as refused:
        register_for(row, world.teams["VAN"], world.quan.person, "Giúp bạn.", by=world.quan, at=NOON)
    assert said(refused) == [
        f"Chương trình này dành cho {row.get_base_display()}; Bùi Mẫu Quân không thuộc đối tượng đăng ký."
    ]


def test_a_programme_of_unions_counts_unions_and_not_schools(world, opened):
    row = opened(UNION_WORK, world.union, "unions", world.minh)

    assert base_count(row, on=DECIDED) == 1
    about = programme_page(row, Access(world.minh, DECIDED))
    assert about.offers == [(f"unit-{world.union.pk}", "Công đoàn Trường THPT Lộc Thái")]
    made = register_for(row, world.union, None, "Đổi mới sinh hoạt.", by=world.minh, at=NOON)
    assert (made.unit, made.person, made.school_year) == (world.union, None, "2021-2022")
    with pytest.raises(Refused) as refused:
        register_for(row, world.school, None, "x", by=world.lan, at=NOON)
    assert said(refused) == [
        "Chương trình này dành cho tổ chức công đoàn; Trường THPT Lộc Thái không thuộc đối tượng đăng ký."
    ]


def test_a_campaign_of_teachers_leaves_out_pupils_and_other_staff(world, opened):
    row = opened(EXAMPLE, world.school, "teachers", world.lan)

    teachers = Post.objects.on(DECIDED).filter(unit__code__startswith="LOCTHAI", main=True, group="teacher")
    assert base_count(row, on=DECIDED) == teachers.count() == 52
    for person, unit in ((world.tam.person, "VP"), (Person.objects.get(code="HS001"), "TOAN")):
        with pytest.raises(Refused):
            register_for(row, world.teams[unit], person, "x", by=world.tam, at=NOON)


# Registered, and answered for


def test_one_registers_once_a_year_and_stays_on_the_list_until_there_is_a_result(world, opened):
    row = opened(EXAMPLE, world.school, "teachers", world.lan)
    mine = register_for(row, world.teams["TOAN"], world.hoa.person, "Dạy bù.", by=world.hoa, at=NOON)

    with pytest.raises(Refused) as refused:
        register_for(row, world.teams["TOAN"], world.hoa.person, " ", by=world.hoa, at=NOON)
    assert said(refused) == [
        "Đặng Thị Mẫu Hoa đã đăng ký trong năm học này.",
        "Ghi việc sẽ làm trong năm học.",
    ]
    access = Access(world.hoa, DECIDED)
    assert programme_page(row, access).without_result == [mine]
    with pytest.raises(Refused) as refused:
        enter_result(mine, "", by=world.hoa, at=NOON)
    assert said(refused) == ["Ghi kết quả đã làm được."]

    enter_result(mine, "Dạy bù 12 buổi.", by=world.hoa, at=NOON)

    assert programme_page(row, access).without_result == []
    with pytest.raises(Refused) as refused:
        enter_result(mine, "Khác", by=world.hoa, at=NOON)
    assert said(refused) == ["Đăng ký này đã có kết quả."]


def test_nobody_registers_for_what_is_not_open(world, year):
    row = year.programmes.get(name=EXAMPLE)

    with pytest.raises(Refused) as refused:
        register_for(row, world.teams["TOAN"], world.hoa.person, "x", by=world.hoa, at=NOON)

    assert said(refused)[0] == "Chương trình chưa mở đăng ký."
    assert programme_page(row, Access(world.hoa, DECIDED)).offers == []


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"result": "xong"}, "registration_result_says_who_and_when"),
        ({"person": None, "unit": "union"}, "registration_once_a_year_for_a_unit"),
    ],
)
def test_the_database_keeps_the_promises_of_a_registration(world, opened, columns, name):
    row = opened(UNION_WORK, world.union, "unions", world.minh)
    register_for(row, world.union, None, "a", by=world.minh, at=NOON)
    columns = {**columns, "unit": world.union}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ProgrammeRegistration.objects.create(
            programme=row,
            school_year="2021-2022" if "person" in columns else "2022-2023",
            target="b",
            registered_at=NOON,
            registered_by=world.minh,
            **columns,
        )


def test_an_open_programme_has_an_owner_and_a_base(world, year):
    with pytest.raises(IntegrityError, match="programme_opened_says_who_when_for_whom"), transaction.atomic():
        year.programmes.filter(name=WOMEN).update(opened_at=NOON, opened_by=world.minh)


words = some.lists(
    some.sampled_from(["đổi", "mới", "dạy", "học", "tốt", "sáng", "tạo"]), min_size=1, max_size=6
)


@given(words, words)
def test_likeness_goes_both_ways_and_never_to_itself(one, two):
    first, second = " ".join(one), " ".join(two)

    assert bool(likenesses([first], [second])) == bool(likenesses([second], [first]))
    assert likenesses([first], [first]) == []


# On screen


def test_the_union_opens_and_a_teacher_registers_on_the_page(world, enter, year):
    row = year.programmes.get(name=EXAMPLE)
    address = row.get_absolute_url()
    placed = {"owner": world.union.pk, "base": "teachers", "basis": "", "theme": ""}

    assert enter(world.hoa).post(address, placed).status_code == 200
    row.refresh_from_db()
    assert row.owner is None
    assert enter(world.binh).post(address, placed).status_code == 302
    assert enter(world.lan).post(reverse("programme_open", args=[row.pk])).status_code == 422
    assert enter(world.minh).post(reverse("programme_open", args=[row.pk])).status_code == 302

    client = enter(world.hoa)
    page = text(client.get(address))
    assert "Bản thân tôi, Tổ Toán – Tin" in page
    client.post(reverse("programme_register", args=[row.pk]), {"who": "self", "target": "Tự học STEM"})
    made = row.registrations.get()
    assert (made.person, made.unit, made.target) == (world.hoa.person, world.teams["TOAN"], "Tự học STEM")

    answer = reverse("programme_result", args=[made.pk])
    assert enter(world.quan).post(answer, {"result": "x"}).status_code == 404
    assert enter(world.hoa).post(answer, {"result": "Xong 3 mô-đun"}).status_code == 302
    page = text(client.get(address))
    assert "1 trên 52" in page
    assert "Xong 3 mô-đun" in page


def test_the_list_of_programmes_and_the_search_of_mottos_open(world, enter, year):
    client = enter(world.binh)

    page = text(client.get(reverse("programmes", args=[year.pk])))
    found = text(client.get(reverse("mottos"), {"q": "gio len lop"}))

    for shown in (page, found):
        assert "Mỗi giờ lên lớp có một bước tiến trong giảng dạy" in shown
    assert "Dạy tốt- học tốt" in page
    assert client.post(reverse("motto_new", args=[year.pk]), {"text": "Vui mà học"}).status_code == 302
    assert mottos_of(year)[-1] == "Vui mà học"
    assert "Không có phương châm nào." in text(client.get(reverse("mottos"), {"q": "khong co dau"}))


def test_a_motto_of_the_unit_stands_after_those_of_the_plan(world, year):
    made = add_motto(year, "Vui mà học", year.contents.first(), by=world.binh, at=NOON)

    assert (made.order, made.line, made.content) == (3, None, year.contents.first())


def test_the_list_of_programmes_asks_the_database_no_more_for_many_than_for_one(
    world, enter, year, django_assert_max_num_queries
):
    client, address = enter(world.binh), reverse("programmes", args=[year.pk])
    client.get(address)
    kept = list(year.programmes.values_list("pk", flat=True))
    with django_assert_max_num_queries(40) as many:
        client.get(address)
    Programme.objects.filter(pk__in=kept[1:]).delete()

    with django_assert_max_num_queries(40) as one:
        client.get(address)
    assert len(one) == len(many)


def test_a_content_shows_its_own_mottos_and_asks_no_more_for_many_contents(
    enter, world, year, django_assert_max_num_queries
):
    client, address = enter(world.binh), reverse("contents", args=[year.pk])
    home = year.contents.get(place="II.3")
    keys = list(year.contents.values_list("pk", flat=True))
    client.get(address)
    with django_assert_max_num_queries(40) as many:
        page = text(client.get(address))
    year.contents.exclude(pk=home.pk).delete()
    with django_assert_max_num_queries(40) as one:
        client.get(address)

    parts = {key: page.split(f'id="noi-dung-{key}"')[1].split("</section>")[0] for key in keys}
    motto = "<b>Phương châm:</b> “Mỗi giờ lên lớp có một bước tiến trong giảng dạy"
    assert [key for key, part in parts.items() if motto in part] == [home.pk]
    assert parts[home.pk].count("Phương châm") == 2
    assert (len(keys) > 1, len(many)) == (True, len(one))


def test_the_theme_of_the_year_is_taken_from_the_plan_and_stands_on_the_movement(enter, world, year):
    theme = "Nâng cao chất lượng đội ngũ cán bộ, đoàn viên công đoàn cơ sở"
    client = enter(world.binh)

    page = text(client.get(year.get_absolute_url()))
    review = client.post(reverse("year_review", args=[year.pk]), {})

    assert year.theme == theme
    assert f"<b>Chủ đề năm học:</b> {theme}" in page
    assert (review.status_code, f"<b>Chủ đề năm học:</b> {theme}" in text(review)) == (422, True)


def test_a_theme_somebody_wrote_or_two_that_the_text_states_leave_the_movement_as_it_is(year):
    Movement.objects.filter(pk=year.pk).update(theme="Vui khỏe tới trường")
    year.refresh_from_db()
    take_theme(year)
    kept = year.theme
    year.theme = ""
    year.programmes.filter(order=1).update(kind="year_theme")

    take_theme(year)

    assert (kept, year.theme) == ("Vui khỏe tới trường", "")
