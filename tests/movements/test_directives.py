"""Directives by kind and body; work given from a received paper, confirmed and done by each unit."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.activity.models import Notice
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, FILED, at
from thidua.documents.actions.filing import register_received
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.actions.directives import confirm_assignment, enter_directive, give_work
from thidua.movements.models import Assignment, Directive, Duty
from thidua.movements.queries.directives import directives_in, given_work
from thidua.org.access import Access

NOON = at(DECIDED, 12)
SENTENCE = "Rà soát tổ an toàn Covid, báo trước buổi học đầu tiên."


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def receive(world):
    """File a superior's paper for the school by its facts."""

    def filed(number, kind="CT", issuer="Ban Chỉ đạo phòng, chống dịch huyện Lộc Ninh"):
        return register_received(
            world.school, kind=kind, number=number, symbol=f"{kind}-BCĐ", day=dt.date(2021, 9, 7),
            issuer_written=issuer, subject="Tăng cường phòng, chống dịch trong trường học",
            received_on=FILED, by=world.huong, at=at(FILED),
        )  # fmt: skip

    return filed


@pytest.fixture
def work(world, receive):
    """Work of two groups from directive 5."""
    teams = [world.teams["TOAN"], world.teams["VAN"]]
    return give_work(receive(5), teams, SENTENCE, due=dt.date(2021, 9, 20), by=world.binh, at=NOON)


def test_each_chosen_unit_gets_the_work_and_its_leader_is_told(world, work):
    given = Assignment.objects.filter(duty=work).order_by("unit__code")

    assert [row.unit.code for row in given] == ["LOCTHAI-TOAN", "LOCTHAI-VAN"]
    assert (work.paper.directive.kind, work.due_origin, work.movement) == ("instruction", "office", None)
    told = Notice.objects.filter(sentence__startswith="Việc theo Chỉ thị 05/CT-BCĐ")
    assert (told.filter(user=world.khoa).count(), told.filter(user=world.hoa).count()) == (1, 0)
    assert [row.unit for row in given_work(Access(world.khoa, DECIDED))] == [world.teams["TOAN"]]
    assert list(given_work(Access(world.tu, DECIDED))) == []


def test_a_unit_confirms_once_and_then_does_it(world, work):
    row = Assignment.objects.get(duty=work, unit=world.teams["TOAN"])

    confirmed = confirm_assignment(row, by=world.khoa, at=NOON)
    with pytest.raises(Refused) as refused:
        confirm_assignment(row, by=world.khoa, at=NOON)
    done = answer_assignment(row, by=world.khoa, at=NOON)

    assert said(refused) == ["Đơn vị đã xác nhận nhận việc này."]
    assert (confirmed.confirmed_by, done.state) == (world.khoa, "done")


def test_work_is_given_in_words_to_units_beneath_by_a_day_to_come(world, receive):
    with pytest.raises(Refused) as refused:
        give_work(receive(6), [world.other_school], " ", due=dt.date(2021, 9, 1), by=world.binh, at=NOON)
    assert said(refused) == [
        "Trường THPT Mẫu Khác không phải là đơn vị dưới quyền vào ngày này.",
        "Ghi rõ việc cần làm.",
        "Hạn 01/09/2021 đã qua.",
    ]
    assert (Duty.objects.count(), Directive.objects.count()) == (0, 0)


def test_an_own_paper_is_no_directive(world, draft):
    with pytest.raises(Refused) as refused:
        enter_directive(draft.plan, by=world.huong, at=NOON)
    assert said(refused) == ["Sổ chỉ đạo chỉ giữ văn bản đến."]
    with pytest.raises(Refused) as refused:
        give_work(draft.plan, [], SENTENCE, by=world.binh, at=NOON)
    assert said(refused) == [
        "Chỉ giao việc từ văn bản đến; việc của kế hoạch được giao khi phát động.",
        "Chưa chọn đơn vị nào để giao việc.",
    ]


def test_a_duty_rests_on_a_movement_or_on_a_paper_never_on_both_or_none(work, draft):
    for change in ({"movement": draft}, {"paper": None}):
        with (
            pytest.raises(IntegrityError, match="duty_rests_on_a_movement_or_on_a_paper"),
            transaction.atomic(),
        ):
            Duty.objects.filter(pk=work.pk).update(**change)


def test_the_register_is_filtered_by_kind_and_body_and_counts_the_work(world, receive, work):
    enter_directive(receive(7, "NQ", "Huyện ủy Lộc Ninh"), kind="policy", by=world.huong, at=NOON)
    confirm_assignment(Assignment.objects.get(duty=work, unit=world.teams["VAN"]), by=world.khoa, at=NOON)
    access = Access(world.binh, DECIDED)

    rows = {row.paper.number: (row.kind, row.given, row.confirmed, row.done) for row in directives_in(access)}

    assert rows == {5: ("instruction", 2, 1, 0), 7: ("policy", 0, 0, 0)}
    assert [row.paper.number for row in directives_in(access, kind="policy")] == [7]
    assert [row.paper.number for row in directives_in(access, body="ban chi dao")] == [5]
    assert list(directives_in(Access(world.tu, DECIDED))) == []


def test_the_head_gives_work_on_the_page_and_the_leader_confirms_there(world, enter, receive):
    paper, team = receive(8), world.teams["TOAN"]
    address = reverse("directive", args=[paper.pk])
    head = enter(world.binh)
    wrong = head.post(address, {"sentence": SENTENCE})
    right = head.post(address, {"sentence": SENTENCE, "units": [team.pk], "due": "20/9/2021"})
    row = Assignment.objects.get(duty__paper=paper)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Chưa chọn đơn vị nào để giao việc." in text(wrong)
    assert SENTENCE in text(wrong)
    leader = enter(world.khoa)
    assert "Xác nhận đã nhận việc" in text(leader.get(address))
    leader.post(reverse("work_confirm", args=[row.pk]))
    leader.post(reverse("work_done", args=[row.pk]))
    row.refresh_from_db()
    assert (row.confirmed_by, row.state) == (world.khoa, "done")
    assert "1 trên 1 đơn vị đã xác nhận, 1 đã làm." in text(enter(world.binh).get(address))


def test_a_stranger_neither_sees_nor_confirms(world, enter, work):
    client = enter(world.tu)
    row = Assignment.objects.filter(duty=work).first()

    assert client.get(reverse("directive", args=[work.paper_id])).status_code == 404
    assert client.post(reverse("work_confirm", args=[row.pk])).status_code == 404
    assert client.post(reverse("work_done", args=[row.pk])).status_code == 404
    assert SENTENCE not in text(client.get(reverse("directives")))


def test_given_work_stands_on_the_desk_of_the_leader(world, enter, work):
    page = text(enter(world.khoa).get("/"))

    assert SENTENCE in page
    assert reverse("directive", args=[work.paper_id]) in page
    assert text(enter(world.khoa).get(f"/don-vi/{world.teams['TOAN'].pk}/viec/")).count(SENTENCE) == 1
