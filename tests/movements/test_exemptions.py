"""Exemptions and requisitions: recorded once, with days and basis; the cause is nobody else's business."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.movements.scoring import NOON, said
from thidua.activity.models import Event
from thidua.core.dates import period
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED
from thidua.movements.actions.exemptions import end_exemption, record_exemption, record_requisition
from thidua.movements.models import Exemption
from thidua.movements.queries.exemptions import exempt_on, exemptions_on, exemptions_page, people_in_charge
from thidua.org.access import Access
from thidua.org.models import Person

FIRST, LAST = dt.date(2021, 9, 10), dt.date(2021, 9, 30)


@pytest.fixture
def quan(world):
    return Person.objects.get(pk=world.quan.person_id)


@pytest.fixture
def ill(world, quan):
    return record_exemption(
        quan,
        "illness",
        first=FIRST,
        last=LAST,
        basis="GXN 5/BV",
        reason="Mổ ruột thừa.",
        by=world.lan,
        at=NOON,
    )


def test_it_holds_on_each_of_its_days_and_on_no_other(world, quan, ill):
    days = [FIRST - dt.timedelta(days=1), FIRST, LAST, LAST + dt.timedelta(days=1)]

    assert [exempt_on(quan, day) for day in days] == [None, ill, ill, None]
    assert exempt_on(quan, period(FIRST, LAST)) == ill
    assert exempt_on(quan, period(FIRST, LAST + dt.timedelta(days=2))) is None
    assert exemptions_on([quan.pk, world.hoa.person_id], FIRST) == {quan.pk: ill}
    assert exempt_on(world.teams["VAN"], FIRST) is None


def test_a_unit_as_a_whole_is_exempt_apart_from_its_people(world, quan):
    row = record_exemption(
        world.teams["VAN"], "epidemic", first=FIRST, last=LAST, basis="QĐ 9", by=world.lan, at=NOON
    )

    assert exempt_on(world.teams["VAN"], FIRST) == row
    assert exempt_on(quan, FIRST) is None


def test_the_same_days_are_not_recorded_twice_whatever_the_cause(world, quan, ill):
    with pytest.raises(Refused) as refused:
        record_exemption(quan, "covering", first=LAST, basis=" ", by=world.lan, at=NOON)

    assert said(refused) == [
        "Ghi căn cứ của việc miễn, ví dụ số của giấy xác nhận.",
        "Đã có một lần miễn trùng ngày; một lần miễn chỉ ghi một lần.",
    ]
    with pytest.raises(IntegrityError, match="exemption_of_a_person_is_recorded_once"), transaction.atomic():
        Exemption.objects.create(
            person=quan, unit=ill.unit, kind="covering", during=ill.during, basis="x",
            recorded_by=world.lan, recorded_at=NOON,
        )  # fmt: skip


def test_it_may_end_earlier_and_is_not_lengthened(world, ill):
    ended = end_exemption(ill, dt.date(2021, 9, 20), by=world.lan, at=NOON)
    with pytest.raises(Refused) as refused:
        end_exemption(ended, LAST, by=world.lan, at=NOON)

    assert ended.last == dt.date(2021, 9, 20)
    assert said(refused) == ["Muốn kéo dài thì ghi một lần miễn mới, với căn cứ của nó."]


def test_the_cause_is_read_by_its_ability_and_the_person_and_stands_in_no_trail(world, ill):
    head = exemptions_page(Access(world.lan, DECIDED))[0]
    own = exemptions_page(Access(world.quan, DECIDED))[0]

    assert (head.said, head.reason) == (own.said, own.reason) == ("nghỉ ốm đau", "Mổ ruột thừa.")
    assert ill.openly == "được miễn"
    assert exemptions_page(Access(world.hoa, DECIDED)) == []
    event = Event.objects.get(verb="exemption.recorded")
    assert event.sentence == "Ghi nhận miễn đánh giá: Bùi Mẫu Quân."
    assert event.detail == {}


def test_covering_for_a_colleague_is_no_secret(world, quan):
    row = record_exemption(quan, "covering", first=FIRST, basis="Phân công số 3", by=world.lan, at=NOON)

    assert row.openly == "làm thay đồng nghiệp"
    assert row.last is None


def test_a_head_is_in_charge_of_the_own_staff_and_of_no_pupil(world):
    people = people_in_charge(Access(world.lan, DECIDED))

    assert len(people) == 60
    assert not people.filter(name="Điểu Mẫu Hạnh").exists()
    assert not people_in_charge(Access(world.thanh, DECIDED)).exists()


def test_a_requisition_is_recorded_once_with_its_order_or_team(world, quan):
    given = {
        "body": "UBND huyện",
        "number": "45/QĐ",
        "first": dt.date(2021, 10, 1),
        "by": world.lan,
        "at": NOON,
    }
    row = record_requisition(quan, last=dt.date(2021, 10, 20), **given)

    with pytest.raises(Refused) as again:
        record_requisition(quan, last=dt.date(2021, 10, 20), **given)
    with pytest.raises(Refused) as nameless:
        record_requisition(quan, **{**given, "body": "", "number": ""})

    assert said(again) == ["Lệnh này đã được ghi: 45/QĐ của UBND huyện."]
    assert said(nameless) == [
        "Ghi cơ quan ra lệnh trưng dụng hoặc lập tổ.",
        "Ghi số của lệnh trưng dụng, hoặc tên tổ phòng, chống dịch.",
    ]
    assert row.last == dt.date(2021, 10, 20)


def test_both_pages_work_without_script(world, quan, enter):
    client = enter(world.binh)
    client.post(
        reverse("exemptions"),
        {"person": quan.pk, "kind": "maternity", "first": "2021-09-10", "last": "", "basis": "QĐ 7"},
    )
    row = Exemption.objects.get()
    client.post(reverse("exemption_end", args=[row.pk]), {"last": "2021-09-20"})
    client.post(
        reverse("requisitions"),
        {"person": quan.pk, "body": "UBND huyện", "number": "45/QĐ", "first": "2021-10-01"},
    )

    assert Exemption.objects.get().last == dt.date(2021, 9, 20)
    assert "Nghỉ thai sản" in client.get(reverse("exemptions")).content.decode()
    assert "45/QĐ" in client.get(reverse("requisitions")).content.decode()
    assert enter(world.hoa).get(reverse("exemptions")).status_code == 403
