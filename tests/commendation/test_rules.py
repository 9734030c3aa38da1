from datetime import date

from thidua.commendation import rules
from thidua.commendation.ballots import Rule
from thidua.commendation.check_code import LETTERS, new_check_code, read_check_code

DAY, LATER = date(2021, 10, 18), date(2021, 10, 25)
RULE = Rule(threshold="7/10", of="total_members", source="Quy chế mẫu", quorum="2/3")


def said(blockers):
    return [blocker.message for blocker in blockers]


def case(**more):
    plain = {
        "name": "Tổ Hóa học", "state": "open", "counted": False, "verdict": "met", "torn": "", "members": 9,
        "present": 8, "recused": 0, "rule": RULE,
    }  # fmt: skip
    return rules.Weighing(**{**plain, **more})


def test_a_call_names_awards_dates_and_basis():
    assert said(rules.blockers_to_open_call([], opens=LATER, closes=DAY, basis=" ")) == [
        "Chưa chọn hình thức khen thưởng nào cho đợt đề nghị.",
        "Ngày đóng của đợt đề nghị không thể trước ngày mở.",
        "Chưa ghi căn cứ mở đợt đề nghị.",
    ]
    assert rules.blockers_to_open_call(["x"], opens=DAY, closes=DAY, basis="KH 30") == []


def test_a_nomination_fits_its_call():
    found = rules.blockers_to_nominate(
        today=LATER, opens=DAY, closes=DAY, listed=False, twin="hồ sơ đầu", achievement=" ", kind_fits=False,
        learner_fits=False, name="Lan",
    )  # fmt: skip

    assert said(found) == [
        "Đợt đề nghị chỉ nhận từ 18/10/2021 đến 18/10/2021.",
        "Hình thức này không thuộc đợt đề nghị.",
        "Lan đã được đề nghị trong đợt này; hãy bổ sung vào hồ sơ đã có.",
        "Chưa ghi thành tích của người hoặc tập thể được đề nghị.",
        "Hình thức này không dành cho loại đối tượng đã chọn.",
        "Giấy khen của Hiệu trưởng dành cho học sinh; cán bộ, giáo viên đề nghị theo tuyến khác.",
    ]
    assert found[2].about == "hồ sơ đầu"


def test_a_dossier_is_sent_once_with_evidence():
    assert said(rules.blockers_to_submit("submitted", evidence=0, name="Lan", about=None)) == [
        "Hồ sơ của Lan đã được gửi.",
        "Hồ sơ của Lan chưa có minh chứng nào.",
    ]


def test_a_fact_is_known_vouched_for_by_another_and_a_no_is_explained():
    assert said(rules.blockers_to_attest(known=False, own_case=True, holds=False, note="")) == [
        "Dữ kiện này không có trong quy định đang xét.",
        "Không tự xác nhận dữ kiện trong hồ sơ của chính mình.",
        "Xác nhận “không” thì cần ghi rõ lý do.",
    ]


def test_evidence_comes_before_the_dossier_is_decided():
    assert said(rules.blockers_to_prove(decided=True)) == [
        "Hồ sơ này đã được quyết định; không thêm minh chứng nữa."
    ]
    assert rules.blockers_to_prove(decided=False) == []


def test_a_session_lacks_everything_by_name():
    assert said(
        rules.blockers_to_open_session(items=0, rule=None, chair=None, secretary=None, members=0)
    ) == [
        "Hội đồng chưa có quy chế: tỷ lệ họp, tỷ lệ tán thành và nguồn của chúng.",
        "Hội đồng chưa có chủ tịch vào ngày họp.",
        "Hội đồng chưa có thư ký vào ngày họp.",
        "Hội đồng chưa có thành viên vào ngày họp.",
        "Chưa có hồ sơ nào đã gửi để đưa ra hội đồng.",
    ]


def test_attendance_is_settled_by_the_first_count():
    assert said(rules.blockers_to_attend(state="closed", counted=2)) == [
        "Phiên họp đã bế mạc; biên bản không sửa được nữa.",
        "Đã kiểm đếm 2 nội dung; không sửa điểm danh nữa.",
    ]


def test_a_member_steps_aside_once_before_the_count_with_a_reason():
    assert said(
        rules.blockers_to_recuse(state="open", member=False, aside=True, reason=" ", counted=True)
    ) == [
        "Người này đã rút khỏi nội dung này.",
        "Người này không có tên trong hội đồng.",
        "Rút khỏi một nội dung thì cần ghi lý do, ví dụ là người được xét.",
        "Nội dung này đã kiểm đếm; không ghi thêm người rút.",
    ]


def test_nothing_is_counted_without_attendance_or_quorum():
    assert said(rules.blockers_before_count(case(present=0))) == ["Chưa điểm danh: chưa ghi ai có mặt."]
    assert said(rules.blockers_before_count(case(present=5))) == [
        "Phiên họp chưa đủ số thành viên: có mặt 5 trên 9, cần ít nhất 6 (2/3). Căn cứ: Quy chế mẫu."
    ]
    assert rules.blockers_before_count(case(present=6)) == []


def test_a_nominee_who_sits_in_stops_the_count():
    assert said(rules.blockers_before_count(case(torn="Khoa"))) == [
        "Khoa là người được xét và đang có mặt; hãy ghi rút khỏi nội dung này trước khi kiểm đếm."
    ]


def test_an_item_is_counted_once():
    assert said(rules.blockers_before_count(case(counted=True))) == ["Tổ Hóa học: đã ghi kết quả biểu quyết."]


def test_counts_add_up_to_those_who_may_vote():
    assert said(rules.blockers_to_count(case(), agree=9, disagree=0, abstain=0)) == [
        "Tổng số phiếu (9) lớn hơn số người được biểu quyết (8)."
    ]
    assert said(rules.blockers_to_count(case(recused=1), agree=8, disagree=0, abstain=0)) == [
        "Tổng số phiếu (8) lớn hơn số người được biểu quyết (7)."
    ]
    assert rules.blockers_to_count(case(recused=1), agree=7, disagree=0, abstain=0) == []


def test_a_dossier_without_grounds_is_not_agreed_to():
    assert said(rules.blockers_to_count(case(verdict="unknown"), agree=8, disagree=0, abstain=0)) == [
        "Tổ Hóa học: hồ sơ đang ở kết luận “chưa đủ căn cứ”, hội đồng không thể tán thành khi chưa đạt."
    ]
    assert rules.blockers_to_count(case(verdict="unknown"), agree=0, disagree=8, abstain=0) == []


def test_turning_down_needs_words():
    counts = {"agree": 6, "disagree": 2, "abstain": 0}

    assert said(rules.blockers_to_turn_down(case(), **counts, reason=" ")) == [
        "Tổ Hóa học: hội đồng không tán thành thì cần ghi lý do."
    ]
    assert rules.blockers_to_turn_down(case(), agree=7, disagree=1, abstain=0, reason="") == []


def test_a_session_closes_when_everything_is_counted():
    assert said(rules.blockers_to_close(state="open", open_items=["Tổ Hóa học"], present=0)) == [
        "Chưa điểm danh: chưa ghi ai có mặt.",
        "Tổ Hóa học: chưa ghi kết quả biểu quyết.",
    ]


def test_a_list_has_lines_that_are_met_and_a_body_that_may():
    assert said(rules.blockers_to_list([], allowed=False, ruling="Không có thẩm quyền.")) == [
        "Không có hồ sơ nào đủ điều kiện để lập danh sách.",
        "Không có thẩm quyền.",
    ]
    assert said(rules.blockers_to_list([("Lan", "unknown", True)], allowed=True, ruling="")) == [
        "Lan: kết luận “chưa đủ căn cứ”, chưa đủ điều kiện đưa vào danh sách.",
        "Lan: đã có trong một danh sách khác của cùng hình thức.",
    ]


def test_an_award_is_taken_back_once_after_it_was_given_with_a_decision_and_its_finding():
    assert said(
        rules.blockers_to_revoke(revoked=True, decision=" ", reason="", on=DAY, decided_on=LATER)
    ) == [
        "Hình thức khen thưởng này đã được thu hồi.",
        "Chưa ghi số, ngày quyết định thu hồi.",
        "Chưa ghi kết luận làm căn cứ thu hồi.",
        "Ngày thu hồi không thể trước ngày quyết định khen thưởng (25/10/2021).",
    ]
    assert (
        rules.blockers_to_revoke(revoked=False, decision="60/QĐ", reason="Sai.", on=DAY, decided_on=DAY) == []
    )


def test_a_check_code_is_read_however_it_was_typed():
    for typed in ("7KQ4-M2XD-9RTA", "7kq4m2xd9rta", " 7KQ4 m2xd–9RTA "):
        assert read_check_code(typed) == "7KQ4-M2XD-9RTA"
    assert read_check_code("oIl0-oooo-llii") == "0110-0000-1111"


def test_what_cannot_be_a_code_is_none():
    assert [
        read_check_code(typed)
        for typed in ("", "7KQ4", "7KQ4-M2XD-9RTAA", "7KQ4-M2XD-9RTU", "٧KQ4-M2XD-9RTA")
    ] == [None] * 5


def test_new_codes_read_back_and_use_only_their_letters():
    codes = {new_check_code() for _ in range(200)}

    assert len(codes) == 200
    assert {read_check_code(code) for code in codes} == codes
    assert set("".join(codes)) - set(LETTERS) == {"-"}
