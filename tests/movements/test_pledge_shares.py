"""How many of those asked have pledged: names of the missing, leave, mergers, rounds; and the pages that say so."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.movements.pledge_steps import (
    AFTER,
    DUE,
    GOOD,
    MORNING,
    NEXT,
    SCAN,
    enter,
    everyone,
    staff,
    text,
)
from thidua.core.text import percent
from thidua.demo.days import ISSUED, at
from thidua.movements.actions.duties import set_due
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import (
    sign_pledge,
)
from thidua.movements.actions.pledging import (
    countersign,
    set_pledge_terms,
)
from thidua.movements.models import Assignment, Duty, Exemption, Movement, Pledge, PledgeList, Round
from thidua.movements.queries.pledge_coverage import list_rows, shares_by_unit, shares_in_round
from thidua.movements.queries.pledges import pledge_share
from thidua.org.actions.people import add_person, appoint
from thidua.org.actions.tree import create_unit, merge_units
from thidua.org.models import Person, Post


@pytest.fixture
def asked(world, ready):
    """The movement with a day for its pledge, still a draft."""
    set_due(ready.duties.get(what="pledge"), DUE, by=world.binh, at=at(dt.date(2021, 9, 14), 13))
    return ready


@pytest.fixture
def running(world, asked):
    """The movement, launched on 20/9/2021; everybody's pledge is due on 30/9."""
    return issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)


@pytest.fixture
def two_sided(world, asked):
    """A pledge that head and union sign too; Hoa and Lan have signed."""
    set_pledge_terms(
        asked, lines=["Một điều."], targets=[GOOD], head_signs=True, union_signs=True, by=world.binh,
        at=at(dt.date(2021, 9, 14), 14),
    )  # fmt: skip
    issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)
    sign_pledge(asked, by=world.hoa, at=AFTER)
    sign_pledge(asked, by=world.lan, at=AFTER)
    return asked


# Shares


def test_fifty_eight_of_sixty_names_the_two_missing_to_the_union(world, running):
    people = everyone(running)
    quan = world.quan.person_id
    other = Person.objects.get(code="M030").pk
    enter(world, running, [pk for pk in people if pk not in {quan, other, world.lan.person_id}])
    sign_pledge(running, by=world.lan, at=AFTER)

    share = pledge_share(running)

    assert (share.done, share.total, percent(share.done, share.total)) == (58, 60, "96,7 %")
    assert share.missing == list(
        Person.objects.filter(pk__in=[quan, other]).order_by("sort_key").values_list("name", flat=True)
    )


@pytest.mark.parametrize(
    ("done", "total", "said_as"), [(45, 46, "97,8 %"), (46, 46, "100,0 %"), (2999, 3000, "99,9 %")]
)
def test_a_share_is_told_with_one_decimal(done, total, said_as):
    assert percent(done, total) == said_as


@given(total=st.integers(min_value=2, max_value=2000))
def test_one_missing_is_never_a_hundred_percent(total):
    assert percent(total - 1, total) != "100,0 %"


def test_long_leave_is_listed_with_its_reason_and_taken_out_of_the_adjusted_share(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER)
    for user, kind in ((world.quan, "long_leave"), (world.khoa, "illness"), (world.hoa, "long_leave")):
        Exemption.objects.create(
            person=user.person, unit=world.school, kind=kind, during=("2021-09-01", "2022-01-01"),
            basis="QĐ số 12", recorded_by=world.lan, recorded_at=AFTER,
        )  # fmt: skip

    share = pledge_share(running)

    assert (share.done, share.total, share.adjusted_total) == (1, 60, 58)
    assert [(one.name, one.reason) for one in share.excused] == [
        ("Hoàng Mẫu Khoa", "được miễn"),
        ("Bùi Mẫu Quân", "nghỉ dài hạn theo quyết định"),
    ]


def test_the_base_is_the_staff_list_of_the_launch_day_without_pupils(world, running):
    late_comer = add_person("M900", "Người Mẫu Mới", by=None, at=AFTER)
    appoint(
        late_comer,
        world.teams["TOAN"],
        "teacher",
        "Giáo viên",
        since=NEXT,
        by=None,
        at=AFTER,
        group="teacher",
        main=True,
    )

    assert pledge_share(running).total == 60
    assert Post.objects.filter(position="pupil", unit__in=world.classes.values()).count() == 3


X, Y, XY = ("MN Mẫu X", 14), ("MN Mẫu Y", 16), ("MN Mẫu XY", 30)
MERGED = dt.date(2022, 1, 1)


@pytest.fixture
def merging(world, running):
    """MN X with 14 people and MN Y with 16 under the department, asked by a movement of it; all have signed."""
    movement = Movement.objects.get(pk=running.pk)
    Movement.objects.filter(pk=running.pk).update(owner=world.department)
    movement.refresh_from_db()
    duty = movement.duties.get(what="pledge")
    Assignment.objects.filter(duty=duty).delete()
    since, made = dt.date(2018, 8, 1), AFTER
    schools = {}
    for code, (name, size) in (("MX", X), ("MY", Y)):
        unit = create_unit(code, "preschool", name, parent=world.department, since=since, by=None, at=made)
        schools[code] = unit
        for number in range(size):
            person = add_person(f"{code}{number:02}", f"Người Mẫu {code} {number}", by=None, at=made)
            appoint(
                person,
                unit,
                "teacher",
                "Giáo viên",
                since=since,
                by=None,
                at=made,
                group="teacher",
                main=True,
            )
            Assignment.objects.create(duty=duty, unit=unit, person=person, due=DUE, opened_at=made)
            Pledge.objects.create(movement=movement, person=person, unit=unit, lines=["Một"], signed_at=made)
    schools["MXY"] = create_unit(
        "MXY", "preschool", XY[0], parent=world.department, since=MERGED, by=None, at=made
    )
    merge_units(
        [schools["MX"], schools["MY"]],
        schools["MXY"],
        on=MERGED,
        basis="Quyết định sáp nhập (mẫu)",
        by=None,
        at=made,
    )
    return movement


def counted(rows):
    return [(row.name, row.done, row.total) for row in rows]


def test_merged_units_keep_their_pledges_and_each_head_counts_once(world, merging):
    before = shares_by_unit(merging, on=MERGED - dt.timedelta(days=1))
    after = shares_by_unit(merging, on=MERGED)

    assert counted(before) == [("MN Mẫu X", 14, 14), ("MN Mẫu Y", 16, 16)]
    assert counted(after) == [("MN Mẫu XY", 30, 30)]
    assert sorted({str(row.unit) for row in merging.pledges.all()}) == ["MN Mẫu X", "MN Mẫu Y"]
    assert pledge_share(merging).done == 30


def test_work_moved_to_the_successor_still_counts_under_the_old_name_before_the_merger(world, merging):
    xy = Post.objects.on(MERGED).filter(unit__code="MXY").first().unit
    rows = Assignment.objects.filter(duty__movement=merging, duty__what="pledge")
    for row in rows.filter(unit__code="MX"):
        row.moved_from, row.unit = row.unit, xy
        row.save()

    assert counted(shares_by_unit(merging, on=MERGED - dt.timedelta(days=1)))[0] == ("MN Mẫu X", 14, 14)
    assert counted(shares_by_unit(merging, on=MERGED)) == [("MN Mẫu XY", 30, 30)]


def test_the_first_round_is_told_apart_before_and_after_the_merger(world, merging):
    round_ = Round.objects.create(movement=merging, label="Đợt 1", during=("2021-09-05", "2022-01-17"))
    round_.refresh_from_db()

    stretches = shares_in_round(round_, on=dt.date(2022, 5, 1))

    assert [(row.first, row.last, counted(row.rows)) for row in stretches] == [
        (dt.date(2021, 9, 5), dt.date(2021, 12, 31), [("MN Mẫu X", 14, 14), ("MN Mẫu Y", 16, 16)]),
        (MERGED, dt.date(2022, 1, 16), [("MN Mẫu XY", 30, 30)]),
    ]
    assert shares_in_round(round_, on=dt.date(2021, 9, 1)) == []


# Pages


@pytest.fixture
def pages(enter_as, running, clock):
    clock.move_to(at(NEXT, 12).astimezone(dt.UTC), tick=False)
    return enter_as


@pytest.fixture
def enter_as(client, clock):
    def signed_in(user):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        return client

    return signed_in


def test_a_double_tap_answers_twice_the_same_and_signs_once(world, running, pages):
    client, address = pages(world.quan), reverse("pledge", args=[running.pk])

    answers = [client.post(address, {"target": ""}) for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, address)] * 2
    assert running.pledges.count() == 1


def test_a_whole_team_is_entered_on_one_page_and_confirms_by_hand(world, running, pages):
    address = reverse("pledge_list_enter", args=[running.pk])
    client = pages(world.khoa)
    sent = {"people": staff(world, "hoa"), "signed_on": "2021-09-21"}

    bare = client.post(address, sent)
    done = client.post(address, {**sent, "file": SimpleUploadedFile("ky.pdf", SCAN[0])})
    outside = client.post(
        address,
        {
            "people": staff(world, "quan"),
            "signed_on": "2021-09-21",
            "file": SimpleUploadedFile("k.pdf", SCAN[0]),
        },
    )
    hers = text(pages(world.hoa).get(reverse("pledge", args=[running.pk])))
    confirmed = client.post(reverse("pledge_confirm", args=[running.pk]))

    assert (bare.status_code, done.status_code, outside.status_code) == (422, 302, 422)
    assert "đơn vị nhập thay theo danh sách ký giấy" in hers
    assert (confirmed.status_code, PledgeList.objects.get().unit) == (302, world.teams["TOAN"])
    assert running.pledges.get().confirmed_at is not None


def test_the_list_page_asks_as_often_for_many_as_for_one(
    world, two_sided, enter_as, clock, django_assert_num_queries
):
    clock.move_to(at(NEXT, 12).astimezone(dt.UTC), tick=False)
    client, address = enter_as(world.minh), reverse("pledges", args=[two_sided.pk])
    countersign(two_sided, "head", by=world.lan, at=at(NEXT, 10))
    client.get(address)
    with CaptureCount() as first:
        client.get(address)
    enter(world, two_sided, staff(world, "quan", "khoa", "thanh"))
    countersign(two_sided, "head", by=world.lan, at=at(NEXT, 11))
    with CaptureCount() as second:
        page = text(client.get(address))

    assert (first.count, page.count("chưa xác nhận") + page.count("Chưa xác nhận")) == (second.count, 3)


class CaptureCount:
    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        self.context.__enter__()
        return self

    def __exit__(self, *problem):
        self.context.__exit__(*problem)
        self.count = len(self.context)


def test_the_sheet_holds_everybody_asked(world, running, pages):
    sign_pledge(running, by=world.hoa, at=AFTER)

    answer = pages(world.minh).get(reverse("pledges_sheet", args=[running.pk]))

    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    rows = list_rows(running)
    assert (len(rows), rows[0][0], rows[0][2], rows[1][2]) == (60, "Đặng Thị Mẫu Hoa", "đã ký", "chưa ký")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_pledge_is_taken_away_by_its_owner_and_not_by_a_colleague(world, running, pages, kind):
    key = sign_pledge(running, by=world.hoa, at=AFTER).pk
    address = reverse("pledge_paper", args=[key, kind])

    assert pages(world.hoa).get(address).status_code == 200
    assert pages(world.quan).get(address).status_code == 404
    assert pages(world.minh).get(address).status_code == 200


def test_the_head_of_a_team_signs_for_it_on_its_page_and_nobody_else_does(world, asked, enter_as, clock):
    Duty.objects.create(
        movement=asked, what="pledge", reaches="teams", sentence="Các tổ ký giao ước", lines=["Tổ"],
        confirmed_by=world.binh, confirmed_at=AFTER,
    )  # fmt: skip
    issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)
    clock.move_to(at(NEXT, 12).astimezone(dt.UTC), tick=False)
    address = reverse("unit_pledge", args=[asked.pk, world.teams["TOAN"].pk])
    sent = {"lines": "Cả tổ dạy tốt.\n\nMỗi người một bài giảng.", "targets": "Học sinh khá, giỏi: 97,8 %"}

    others = enter_as(world.quan).post(address, sent)
    unmeasured = enter_as(world.khoa).post(address, {**sent, "targets": "Dạy tốt"})
    signed = enter_as(world.khoa).post(address, sent)
    shown = text(enter_as(world.quan).get(address))

    assert (others.status_code, unmeasured.status_code, signed.status_code) == (404, 422, 302)
    assert "“Dạy tốt” chưa đo được: cần việc gì, con số và đơn vị tính." in text(unmeasured)
    kept = asked.pledges.get()
    assert (kept.lines, kept.targets) == (["Cả tổ dạy tốt.", "Mỗi người một bài giảng."], [GOOD.row])
    assert ("Cả tổ dạy tốt." in shown, "Hoàng Mẫu Khoa" in shown) == (True, True)
