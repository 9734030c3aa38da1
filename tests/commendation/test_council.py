import pytest

from thidua.commendation.actions.council import (
    close_session,
    enter_count,
    open_session,
    recuse,
    take_attendance,
)
from thidua.commendation.models import CouncilRule, LevelOutcome, Recusal
from thidua.commendation.queries.minutes import minutes_letter
from thidua.core.errors import Refused
from thidua.demo.days import NOMINATED, at

MORNING = at(NOMINATED, 9)
NOBODY = {"agree": 8, "disagree": 0, "abstain": 0}


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def item_of(session, order):
    return session.items.get(order=order)


def decided(session, world):
    """Both items counted: the team agreed to, Khoa turned down after stepping aside."""
    enter_count(item_of(session, 1), **NOBODY, by=world.thanh, at=MORNING)
    recuse(item_of(session, 2), world.khoa.person, "là người được xét", by=world.thanh, at=MORNING)
    counts = {"agree": 6, "disagree": 1, "abstain": 0}
    enter_count(item_of(session, 2), **counts, reason="Chưa nổi bật.", by=world.thanh, at=MORNING)
    return session


def test_a_session_without_dossiers_or_a_rule_is_refused(call, reported):
    CouncilRule.objects.filter(council=reported.council).delete()

    with pytest.raises(Refused) as refused:
        open_session(reported.council, call, [], place="x", by=reported.thanh, at=MORNING)

    assert said(refused) == [
        "Hội đồng chưa có quy chế: tỷ lệ họp, tỷ lệ tán thành và nguồn của chúng.",
        "Chưa có hồ sơ nào đã gửi để đưa ra hội đồng.",
    ]


def test_members_and_rule_are_frozen_when_a_session_opens(session, reported):
    assert (session.members, session.rule.threshold) == (9, "7/10")
    away = session.attendance.get(present=False)
    assert away.reason == "đi công tác"


def test_counts_larger_than_the_members_who_may_vote_are_refused(session, reported):
    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 1), agree=9, disagree=0, abstain=0, by=reported.thanh, at=MORNING)

    assert said(refused) == ["Tổng số phiếu (9) lớn hơn số người được biểu quyết (8)."]
    assert item_of(session, 1).agree is None


def test_a_missing_quorum_is_refused(session, reported):
    five = list(session.attendance.order_by("id").values_list("person_id", flat=True))[:5]
    take_attendance(session, five, by=reported.thanh, at=MORNING)

    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 1), agree=5, disagree=0, abstain=0, by=reported.thanh, at=MORNING)

    assert said(refused) == [
        (
            "Phiên họp chưa đủ số thành viên: có mặt 5 trên 9, cần ít nhất 6 (2/3). Căn cứ: Quy chế hoạt động của Hội "
            "đồng Thi đua - Khen thưởng Trường THPT Lộc Thái (mẫu), Điều 5."
        )
    ]


def test_a_nominee_who_sits_in_must_step_aside_first(session, reported):
    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 2), **NOBODY, by=reported.thanh, at=MORNING)

    assert said(refused) == [
        "Hoàng Mẫu Khoa là người được xét và đang có mặt; hãy ghi rút khỏi nội dung này trước khi kiểm đếm."
    ]


def test_one_who_stepped_aside_does_not_vote_but_stays_in_the_base(session, reported):
    recuse(item_of(session, 2), reported.khoa.person, "là người được xét", by=reported.thanh, at=MORNING)

    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 2), **NOBODY, by=reported.thanh, at=MORNING)
    six = enter_count(
        item_of(session, 2),
        agree=6,
        disagree=1,
        abstain=0,
        reason="Chưa đủ phiếu.",
        by=reported.thanh,
        at=MORNING,
    )

    assert said(refused) == ["Tổng số phiếu (8) lớn hơn số người được biểu quyết (7)."]
    assert six.passed is False


def test_stepping_aside_needs_words_and_happens_once(session, reported):
    with pytest.raises(Refused) as wordless:
        recuse(item_of(session, 2), reported.khoa.person, " ", by=reported.thanh, at=MORNING)
    recuse(item_of(session, 2), reported.khoa.person, "là người được xét", by=reported.thanh, at=MORNING)
    with pytest.raises(Refused) as twice:
        recuse(item_of(session, 2), reported.khoa.person, "là người được xét", by=reported.thanh, at=MORNING)

    assert said(wordless) == ["Rút khỏi một nội dung thì cần ghi lý do, ví dụ là người được xét."]
    assert said(twice) == ["Người này đã rút khỏi nội dung này."]
    assert Recusal.objects.count() == 1


def test_a_dossier_is_not_turned_down_without_a_reason(session, reported):
    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 1), agree=6, disagree=2, abstain=0, by=reported.thanh, at=MORNING)

    assert said(refused) == ["Tổ Hóa học: hội đồng không tán thành thì cần ghi lý do."]


def test_attendance_rests_once_something_was_counted(session, reported):
    enter_count(item_of(session, 1), **NOBODY, by=reported.thanh, at=MORNING)

    with pytest.raises(Refused) as refused:
        take_attendance(session, [], by=reported.thanh, at=MORNING)

    assert said(refused) == ["Đã kiểm đếm 1 nội dung; không sửa điểm danh nữa."]


def test_a_session_is_not_closed_while_something_is_open(session, reported):
    with pytest.raises(Refused) as refused:
        close_session(session, by=reported.thanh, at=MORNING)

    assert said(refused) == [
        "Tổ Hóa học: chưa ghi kết quả biểu quyết.",
        "Hoàng Mẫu Khoa: chưa ghi kết quả biểu quyết.",
    ]


def test_closing_gives_every_dossier_the_councils_word(session, reported):
    close_session(decided(session, reported), by=reported.thanh, at=MORNING)

    words = LevelOutcome.objects.order_by("id").values_list("nomination__unit__label", "outcome", "reason")
    assert list(words) == [("Tổ Hóa học", "agreed", ""), (None, "refused", "Chưa nổi bật.")]
    with pytest.raises(Refused) as refused:
        enter_count(item_of(session, 1), **NOBODY, by=reported.thanh, at=MORNING)
    assert said(refused)[0] == "Phiên họp đã bế mạc; biên bản không sửa được nữa."


def test_the_minutes_say_who_was_there_and_what_was_counted_but_not_how_anyone_voted(session, reported):
    draft = minutes_letter(session)
    final = minutes_letter(close_session(decided(session, reported), by=reported.thanh, at=MORNING))

    table = next(block for block in final.body if block.kind == "table")
    assert (draft.draft, final.draft) == (True, False)
    assert table.rows[1:] == (
        ("1", "Tổ Hóa học", "8", "0", "0", "Tán thành"),
        ("2", "Hoàng Mẫu Khoa", "6", "1", "0", "Không tán thành: Chưa nổi bật."),
    )
    said_there = " ".join(block.text for block in final.body)
    assert "Có mặt 8 trên 9 thành viên" in said_there
    assert "Vắng mặt: Trần Mẫu Bình (đi công tác)." in said_there
    assert "Hoàng Mẫu Khoa rút khỏi nội dung 2 (là người được xét)." in said_there
    assert "Hội đồng tán thành đề nghị khen thưởng 01 tập thể, 00 cá nhân; không tán thành 01." in said_there
    assert [signature.name for signature in final.signatures] == ["Vũ Thị Mẫu Thanh", "Nguyễn Thị Mẫu Lan"]
