"""The pages as people meet them: the past can be read, forms change what they say, refusals keep everything."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.activity.models import Event
from thidua.core.dates import at_noon
from thidua.org.actions.people import add_person, appoint
from thidua.org.models import Delegation, Person, Placement, Post, Unit, User
from thidua.org.queries.tree import name_on

DAY = dt.date(2021, 10, 15)
NOON = at_noon(DAY)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, world):
    client.force_login(world.tam, backend="thidua.org.backends.StaffBackend")
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_unit_reads_as_it_was_on_the_day_asked(admin, world):
    team = world.teams["TOAN"]
    admin.post(
        reverse("unit_rename", args=[team.pk]), {"name": "Tổ Khoa học", "on": "01/01/2022", "basis": "QĐ mẫu"}
    )

    titles = [
        text_of(admin.get(reverse("unit", args=[team.pk]), {"ngay": day}))
        .partition("<h1>")[2]
        .partition("</h1>")[0]
        for day in ("2021-12-31", "2022-01-01")
    ]

    assert titles == ["Tổ Toán – Tin", "Tổ Khoa học"]


def test_a_day_before_the_unit_says_so_and_a_day_that_is_none_is_an_error(admin, world):
    before = text_of(admin.get(reverse("unit", args=[world.school.pk]), {"ngay": "2001-01-01"}))
    wrong = text_of(admin.get(reverse("unit", args=[world.school.pk]), {"ngay": "hôm qua"}))

    assert before.count("Ngày 01/01/2001 đơn vị này chưa có hoặc không còn") == 1
    assert wrong.count("Xem như ngày phải là một ngày, ví dụ 20/9/2021.") == 2


def test_the_admin_founds_moves_merges_and_ends_units(admin, world):
    school = world.school
    made = admin.post(
        reverse("unit_new", args=[school.pk]),
        {"code": "T9", "name": "Tổ Mới", "kind": "team", "relation": "within", "since": "01/11/2021"},
    )
    new = Unit.objects.get(code="T9")
    admin.post(
        reverse("unit_merge", args=[new.pk]),
        {"predecessors": "LOCTHAI-LY\nTổ Hóa học", "on": "01/01/2022", "basis": "QĐ"},
    )
    admin.post(
        reverse("unit_move", args=[world.teams["SU"].pk]), {"parent": "T9", "on": "01/01/2022", "basis": "QĐ"}
    )
    admin.post(reverse("unit_end", args=[world.teams["SINH"].pk]), {"on": "01/01/2022", "basis": "QĐ"})

    after = dt.date(2022, 1, 1)
    standing = Placement.objects.on(after).filter(unit__code__startswith="LOCTHAI-", unit__kind="team")
    assert made.url == new.get_absolute_url()
    assert {
        row.unit.code.removeprefix("LOCTHAI-"): row.parent.code
        for row in standing.select_related("unit", "parent")
    } == {
        "TOAN": "LOCTHAI",
        "VAN": "LOCTHAI",
        "SU": "T9",
        "ANH": "LOCTHAI",
        "VP": "LOCTHAI",
    }
    assert Post.objects.on(after).filter(unit=new, position="teacher").count() > 0


def test_a_form_that_names_an_unknown_unit_keeps_what_was_typed(admin, world):
    answer = admin.post(
        reverse("unit_merge", args=[world.teams["TOAN"].pk]),
        {"predecessors": "Không Có\nMAU-KHAC", "on": "x", "basis": ""},
    )

    text = text_of(answer)
    assert answer.status_code == 422
    assert [
        text.count(sentence)
        for sentence in (
            "“Không Có”: không có đơn vị nào trong phạm vi của anh/chị.",
            "“MAU-KHAC”: không có đơn vị nào trong phạm vi của anh/chị.",
            "Sáp nhập từ ngày phải là một ngày, ví dụ 20/9/2021.",
            "Chưa nhập Căn cứ.",
        )
    ] == [2, 2, 2, 2]
    assert text.count("Không Có MAU-KHAC</textarea>") == 1


def test_a_refused_act_is_a_calm_page_and_stands_in_the_trail(admin, world):
    answer = admin.post(reverse("unit_end", args=[world.school.pk]), {"on": "01/01/2022", "basis": "QĐ"})

    assert answer.status_code == 422
    assert "Tổ Toán – Tin vẫn đang ở dưới Trường THPT Lộc Thái; hãy chuyển hoặc kết thúc trước." in text_of(
        answer
    )
    assert Event.objects.filter(verb="refused.unit_end").count() == 1
    assert name_on(world.school, dt.date(2022, 1, 1)) is not None


def test_people_come_take_posts_leave_and_hand_over_signatures(admin, world):
    admin.post(
        reverse("person_new", args=[world.school.pk]),
        {"code": "NS5", "name": "lê  Mẫu An", "position": "clerk", "title": "Văn thư", "group": "staff", "main": "on",
         "since": "01/10/2021", "birth": "09/03/1979"},
    )  # fmt: skip
    person = Person.objects.get(code="NS5")
    admin.post(
        reverse("post_new", args=[person.pk]),
        {"unit": "LOCTHAI-VP", "position": "staff", "title": "Thủ quỹ", "since": "01/10/2021"},
    )
    first, second = Post.objects.filter(person=person).order_by("id")
    head = Post.objects.get(unit=world.school, position="head")
    admin.post(
        reverse("delegation_new", args=[head.pk]),
        {"receiver": first.pk, "what": "TL.", "since": "01/12/2026", "basis": "QĐ giao ký mẫu"},
    )
    admin.post(reverse("post_end", args=[second.pk]), {"on": "01/11/2021", "basis": "QĐ"})

    second.refresh_from_db()
    assert (person.name, first.main, second.main, str(second.during.upper)) == (
        "lê Mẫu An",
        True,
        False,
        "2021-11-01",
    )
    assert [str(row) for row in Delegation.objects.all()] == [
        "TL. Hiệu trưởng, Trường THPT Lộc Thái giao Văn thư, Trường THPT Lộc Thái"
    ]


def test_the_staff_list_shows_parts_inside_the_school_and_no_pupils(admin, world):
    address = reverse("staff", args=[world.school.pk])
    pages = "".join(text_of(admin.get(address, {"trang": number})) for number in (1, 2, 3))

    assert (pages.count("Điểu Mẫu Hạnh"), pages.count("Bùi Mẫu Quân") > 0) == (0, True)


def test_accounts_are_made_for_all_who_wait_and_each_code_opens_the_door(admin, client, world):
    people = [add_person(f"NS6{number}", "Lê Mẫu An", by=None, at=NOON) for number in range(3)]
    for person in people:
        appoint(
            person, world.school, "staff", "Nhân viên", since=DAY, by=None, at=NOON, main=True, group="staff"
        )

    before = text_of(admin.get(reverse("accounts", args=[world.school.pk])))
    slips = admin.post(reverse("accounts_print", args=[world.school.pk]))
    codes = [part.partition("</code>")[0] for part in text_of(slips).split("<code>")[1:]]
    again = admin.post(reverse("accounts_print", args=[world.school.pk]))
    client.logout()
    answer = client.post(reverse("account_login"), {"login": codes[0].upper(), "password": codes[1]})

    assert "Còn 3 người chưa có tài khoản" in before
    assert codes[::2] == ["ns60", "ns61", "ns62"]
    assert (slips["Cache-Control"].count("no-store"), again.status_code) == (1, 422)
    assert "Mọi người được tính ở Trường THPT Lộc Thái đều đã có tài khoản." in text_of(again)
    assert answer.url == reverse("password_choose")
    assert Event.objects.get(verb="account.opened_by_list").sentence == (
        "Lập 3 tài khoản cho Trường THPT Lộc Thái, in phiếu mã lần đầu."
    )
    assert not User.objects.filter(person__in=people, password__contains=codes[1]).exists()
    assert "ns60" in str(Event.objects.get(verb="account.opened_by_list").detail)
    assert codes[1] not in str(list(Event.objects.values_list("detail", "sentence")))


def test_an_area_is_flagged_once_at_a_time_and_shown_from_its_day(admin, world):
    place = reverse("unit_area", args=[world.school.pk])
    sent = {"flag": "minority", "since": "01/09/2021", "basis": "QĐ mẫu số 861/QĐ-TTg"}

    assert admin.post(place, sent).url == world.school.get_absolute_url()
    again = admin.post(place, sent | {"since": "01/01/2022", "until": "01/12/2021"})

    shown, before = (
        text_of(admin.get(world.school.get_absolute_url(), {"ngay": day}))
        for day in ("2021-09-01", "2021-08-31")
    )
    assert ("vùng đồng bào dân tộc thiểu số" in shown, "vùng đồng bào dân tộc thiểu số" in before) == (
        True,
        False,
    )
    assert again.status_code == 422
    reasons = text_of(again)
    assert "đã được ghi vùng đồng bào dân tộc thiểu số từ ngày 01/09/2021." in reasons
    assert "Ngày thôi (01/12/2021) phải sau ngày bắt đầu (01/01/2022)." in reasons
