"""Lists signed on paper and what people answer, the other side, the printed paper, the adoption."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.movements.pledge_steps import (
    AFTER,
    DUE,
    GOOD,
    MORNING,
    NEXT,
    SCAN,
    enter,
    said,
    staff,
)
from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.models import Evidence, Paper
from thidua.documents.writing.docx import to_docx
from thidua.movements.actions.duties import set_due
from thidua.movements.actions.launches import activate
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import (
    confirm_entry,
    deny_entry,
    sign_pledge,
)
from thidua.movements.actions.pledging import (
    Votes,
    countersign,
    record_adoption,
    set_pledge_terms,
)
from thidua.movements.models import Launch, Movement, Pledge
from thidua.movements.queries.pledge_coverage import list_rows
from thidua.movements.queries.pledge_papers import paper_of
from thidua.movements.queries.pledges import awaiting, pledge_share
from thidua.movements.queries.programmes import mottos_of
from thidua.movements.rules.pledges import Target


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


# Paper lists


def test_a_paper_list_counts_names_its_proof_and_says_that_the_unit_entered_it(world, running):
    made = enter(world, running, staff(world, "hoa", "khoa"), on=NEXT)

    rows = running.pledges.order_by("person__code")
    assert [(row.way, row.paper_list, row.late, row.lacks_an_answer) for row in rows] == [
        ("list", made, False, True)
    ] * 2
    assert (pledge_share(running).done, pledge_share(running, on=ISSUED).done) == (2, 0)
    proof = Evidence.objects.get(about_kind="movements.pledgelist", about_id=made.pk)
    assert (proof.file, proof.owner) == (made.file, world.lan)
    sign_pledge(running, by=world.lan, at=AFTER)
    listed = {row[0]: row[5] for row in list_rows(running) if row[2] == "đã ký"}
    assert listed == {
        "Đặng Thị Mẫu Hoa": Pledge.Way.LIST.label,
        "Hoàng Mẫu Khoa": Pledge.Way.LIST.label,
        "Nguyễn Thị Mẫu Lan": Pledge.Way.SELF.label,
    }
    told = Notice.objects.filter(event__verb="pledge.list_entered").order_by("user_id")
    assert sorted(told.values_list("user__username", flat=True)) == ["hoa", "khoa"]


def test_nobody_can_be_entered_without_the_list_of_paper(world, running):
    with pytest.raises(Refused) as refused:
        enter(world, running, staff(world, "hoa"), proof=(b"", "trang.pdf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.create(
            movement=running,
            person=world.hoa.person,
            unit=world.school,
            lines=["Một"],
            signed_at=AFTER,
            way="list",
        )

    assert said(refused) == ["Tệp trang.pdf rỗng, không có nội dung nào để đọc."]
    assert running.pledges.count() == 0


def test_a_list_is_refused_with_every_reason(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER)
    enter(world, running, staff(world, "khoa"))
    deny_entry(running, by=world.khoa, at=AFTER)

    with pytest.raises(Refused) as refused:
        enter(world, running, staff(world, "hoa", "khoa", "lan", "tu"), on=dt.date(2021, 12, 1))
    with pytest.raises(Refused) as early:
        enter(world, running, [], on=dt.date(2021, 9, 1))

    assert said(refused) == [
        "Ngày ký 01/12/2021 chưa tới.",
        "Phần của chính bạn, bạn tự đọc và ký trên trang giao ước của mình.",
        "Dương Mẫu Tú không có tên trong danh sách đăng ký của phong trào này.",
        "Đặng Thị Mẫu Hoa đã có bản giao ước; mỗi người một bản.",
        "Hoàng Mẫu Khoa đã cho biết là không ký; chỉ Hoàng Mẫu Khoa ký lại được trên trang của mình.",
    ]
    assert said(early) == [
        "Chưa chọn ai trong danh sách ký giấy.",
        "Ngày ký 01/9/2021 đứng trước ngày phát động 20/9/2021.".replace("/9/", "/09/"),
    ]


def test_a_person_confirms_what_the_unit_entered_once(world, running):
    enter(world, running, staff(world, "hoa"))

    with pytest.raises(Refused) as signing:
        sign_pledge(running, by=world.hoa, at=AFTER)
    confirm_entry(running, by=world.hoa, at=AFTER)
    with pytest.raises(Refused) as again:
        confirm_entry(running, by=world.hoa, at=AFTER)

    assert said(signing) == [
        "Đơn vị đã nhập chữ ký giấy của bạn; hãy xác nhận, hoặc cho biết là bạn không ký."
    ]
    assert said(again) == ["Không có chữ ký giấy nào do đơn vị nhập đang chờ bạn trả lời."]
    assert running.pledges.get().confirmed_at == AFTER


def test_a_denial_takes_the_pledge_out_of_the_count_with_the_trail_and_leaves_the_person_free(world, running):
    made = enter(world, running, staff(world, "hoa", "khoa"))

    denial = deny_entry(running, by=world.hoa, at=AFTER, reason="Hôm đó tôi nghỉ.")
    counted = pledge_share(running).done
    sign_pledge(running, by=world.hoa, at=AFTER)

    assert (counted, pledge_share(running).done) == (1, 2)
    assert (denial.paper_list, denial.reason) == (made, "Hôm đó tôi nghỉ.")
    event = Event.objects.get(verb="pledge.denied")
    assert event.detail == {
        "reason": "Hôm đó tôi nghỉ.", "signed_on": "2021-09-21", "sha256": made.file.sha256
    }  # fmt: skip
    assert list(Notice.objects.filter(event=event).values_list("user__username", flat=True)) == ["lan"]


# The other side


def test_head_and_union_sign_with_names_posts_and_moments_and_nobody_with_themselves(world, two_sided):
    head = countersign(two_sided, "head", by=world.lan, at=at(NEXT, 10))
    union = countersign(two_sided, "union", by=world.minh, at=at(NEXT, 11))
    with pytest.raises(Refused) as again:
        countersign(two_sided, "head", by=world.lan, at=at(NEXT, 12))
    with pytest.raises(Refused):
        countersign(two_sided, "head", by=world.khoa, at=at(NEXT, 12))

    assert (head, union) == (1, 2)
    assert said(again) == ["Không có bản giao ước nào đang chờ chữ ký của bạn."]
    hoa = two_sided.pledges.get(person=world.hoa.person)
    assert [(one.side, one.person.name, one.title, one.signed_at) for one in hoa.countersignatures.all()] == [
        ("head", "Nguyễn Thị Mẫu Lan", "Hiệu trưởng", at(NEXT, 10)),
        ("union", "Lê Mẫu Minh", "Chủ tịch Công đoàn", at(NEXT, 11)),
    ]


def test_a_one_sided_pledge_has_no_other_side_to_sign(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER)

    with pytest.raises(Refused) as refused:
        countersign(running, "head", by=world.lan, at=AFTER)

    assert said(refused) == ["Giao ước của phong trào này không đặt chữ ký của bên này."]
    assert awaiting(running, world.lan, on=NEXT) == {}


def words_of(letter):
    with zipfile.ZipFile(io.BytesIO(to_docx(letter))) as package:
        return package.read("word/document.xml").decode()


def test_the_paper_bears_both_sides_the_targets_and_what_is_still_unsigned(world, two_sided):
    countersign(two_sided, "head", by=world.lan, at=at(NEXT, 10))

    letter = paper_of(two_sided.pledges.get(person=world.hoa.person), shared=False)

    assert (letter.kind, letter.numbered, letter.place) == ("BẢN GIAO ƯỚC THI ĐUA", False, "Lộc Ninh")
    assert [(one.lines, one.name) for one in letter.signatures] == [
        (("NGƯỜI KÝ GIAO ƯỚC",), "Đặng Thị Mẫu Hoa"),
        (("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu Lan"),
        (("CHỦ TỊCH CÔNG ĐOÀN",), None),
    ]
    printed = words_of(letter)
    for words in ("Một điều.", "97,8", "Học sinh khá, giỏi", "10 giờ 00, ngày 21/09/2021", "chưa ký"):
        assert words in printed


def pledged_twice(world, ours):
    """The second movement of the same owner, whose pledge the same person has signed."""
    plan = a_plan(world)
    other = Movement.objects.create(
        owner=world.school, kind="school_year", name="Dạy tốt, học tốt", folded="day tot", plan=plan, created_at=AFTER
    )  # fmt: skip
    activate(other, Launch.Form.PAPER, day=ISSUED, papers=[plan], by=world.huong, at=AFTER)
    more = Target("Bài giảng số hóa", Decimal(2), "bài")
    return Pledge.objects.create(
        movement=other,
        person=world.hoa.person,
        unit=ours.unit,
        lines=["Dạy tốt."],
        targets=[more.row],
        signed_at=AFTER,
    )


def test_two_movements_stand_on_one_paper_in_two_parts_with_their_own_targets(world, two_sided):
    ours = two_sided.pledges.get(person=world.hoa.person)
    pledged_twice(world, ours)

    together, alone = paper_of(ours, shared=True), paper_of(ours, shared=False)

    heads = [block.text for block in together.body if block.kind == "heading1"]
    tables = [block.rows[1:] for block in together.body if block.kind == "table"]
    assert heads == [two_sided.name.upper(), "DẠY TỐT, HỌC TỐT"]
    assert tables[:2] == [(("Học sinh khá, giỏi", "97,8", "%"),), (("Bài giảng số hóa", "2", "bài"),)]
    assert [block.text for block in alone.body if block.kind == "heading1"] == []
    assert len(together.signatures) == 3


def test_a_pledge_bears_the_mottos_of_its_own_plan_and_of_no_other(world, two_sided):
    ours = two_sided.pledges.get(person=world.hoa.person)
    other = pledged_twice(world, ours)

    printed, bare = (
        [block.text for block in paper_of(row, shared=False).body if block.text.startswith("Phương châm")]
        for row in (ours, other)
    )

    assert printed == [f"Phương châm: {motto}" for motto in mottos_of(two_sided)]
    assert "Phương châm: mỗi thầy cô là một người gác cổng" in printed
    assert bare == []


def a_plan(world):
    return Paper.objects.create(
        owner=world.school, kind="KH", state="draft", subject="Năm học", issuer_written="TRƯỜNG",
        created_at=AFTER, created_by=world.huong,
    )  # fmt: skip


# Adoption


def test_the_meeting_that_adopted_the_plan_is_kept_with_its_votes_and_minutes(world, running):
    facts = {"meeting": "Hội nghị viên chức", "by": world.lan, "at": AFTER, "minutes": SCAN}

    made = record_adoption(running, held_on=NEXT, votes=Votes(58, 55, 1), **facts)
    with pytest.raises(Refused) as refused:
        record_adoption(running, held_on=dt.date(2021, 12, 1), votes=Votes(3, 3, 1), **facts)
    with pytest.raises(Refused) as twice:
        record_adoption(running, held_on=NEXT, votes=Votes(58, 55, 1), **facts)

    assert (made.abstained, made.minutes.sha256) == (
        2,
        Evidence.objects.get(about_kind="movements.adoption").file.sha256,
    )
    assert said(refused) == [
        "Hội nghị ngày 01/12/2021 chưa họp.",
        "4 phiếu đồng ý và không đồng ý, nhiều hơn 3 người dự.",
    ]
    assert said(twice) == ["Biên bản của hội nghị này đã được ghi."]
