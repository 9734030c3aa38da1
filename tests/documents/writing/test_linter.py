from dataclasses import replace

import pytest

from thidua.documents.writing.letter import Block, Signature
from thidua.documents.writing.linter import lint


def said(letter):
    return [str(blocker) for blocker in lint(letter)]


def test_papers_in_good_form_have_nothing_to_mend(letters):
    assert [lint(letter) for letter in letters] == [[], [], [], [], []]


PLAN_FAULTS = [
    ({"symbol": ""}, "Văn bản chưa có ký hiệu: hãy ghi ký hiệu sau dấu gạch chéo, ví dụ KH-THPTLT."),
    (
        {"symbol": "KH - THPTLT"},
        (
            "Ký hiệu “KH - THPTLT” chưa đúng dạng: các nhóm chữ viết liền, nối bằng dấu “-”, "
            "không có khoảng trắng."
        ),
    ),
    (
        {"symbol": "QĐ-THPTLT"},
        "Ký hiệu “QĐ-THPTLT” không hợp với tên loại: Kế hoạch viết tắt là KH, nên ký hiệu bắt đầu bằng KH-.",
    ),
    ({"number": None}, "Văn bản chưa có số: hãy lấy số ở văn thư, hoặc để ở dạng dự thảo."),
    ({"number": 0}, "Số văn bản là 0: số trong năm bắt đầu từ 01."),
    ({"place": None}, "Văn bản chưa có địa danh ghi trước ngày, tháng, năm."),
    (
        {"place": "Lộc Ninh."},
        "Địa danh “Lộc Ninh.” có dấu câu ở cuối: dòng địa danh và thời gian không có dấu chấm.",
    ),
    (
        {"place": "Lộc Ninh, ngày 05"},
        "Địa danh chỉ ghi tên nơi ban hành: ngày, tháng, năm được ghi riêng.",
    ),
    ({"day": None}, "Văn bản chưa có ngày ban hành."),
    ({"subject": " "}, "Văn bản chưa có trích yếu nội dung."),
    ({"subject": "V/v phát động"}, "Trích yếu bắt đầu bằng “V/v”: chỉ công văn mới dùng, hãy bỏ đi."),
    ({"subject": "v/v: phát động"}, "Trích yếu bắt đầu bằng “V/v”: chỉ công văn mới dùng, hãy bỏ đi."),
    ({"subject": "Phát động."}, "Trích yếu có dấu câu ở cuối: hãy bỏ dấu đó."),
    ({"kind": ""}, "Văn bản chưa có tên loại."),
    ({"body": ()}, "Văn bản chưa có nội dung."),
    ({"body": (Block("heading1", "I.", " "),)}, "Nội dung của mục “I.” đang để trống."),
    ({"body": (Block("text"),)}, "Nội dung của một đoạn đang để trống."),
    ({"recipients": ()}, "Văn bản chưa có nơi nhận."),
    ({"archive": ""}, "Nơi nhận chưa có dòng “Lưu”: hãy ghi nơi lưu, ví dụ VT."),
    ({"signatures": ()}, "Văn bản chưa có người ký."),
    ({"recipients": ("Như Điều 2",)}, "Nơi nhận ghi “Như Điều 2” nhưng văn bản không có Điều 2."),
]


@pytest.mark.parametrize(("change", "sentence"), PLAN_FAULTS)
def test_each_fault_of_a_plan_is_said_once_and_alone(plan, change, sentence):
    assert said(replace(plan, **change)) == [sentence]


DECISION_FAULTS = [
    (
        {"authority_line": ""},
        "Quyết định chưa ghi thẩm quyền ban hành, ví dụ HIỆU TRƯỞNG TRƯỜNG THPT LỘC THÁI.",
    ),
    ({"without": "basis"}, "Quyết định chưa có căn cứ ban hành."),
    ({"without": "order"}, "Quyết định chưa có dòng “QUYẾT ĐỊNH:” trước các điều."),
]


@pytest.mark.parametrize(("change", "sentence"), DECISION_FAULTS)
def test_each_missing_part_of_a_decision_is_said(decision, change, sentence):
    kind = change.get("without")
    body = tuple(block for block in decision.body if block.kind != kind)
    facts = {name: value for name, value in change.items() if name != "without"}

    assert said(replace(decision, body=body, **facts)) == [sentence]


def test_a_decision_without_articles_says_so_and_so_does_its_reader(decision):
    body = tuple(block for block in decision.body if block.kind != "article")

    assert said(replace(decision, body=body)) == [
        "Quyết định chưa có điều nào.",
        "Nơi nhận ghi “Như Điều 1” nhưng văn bản không có Điều 1.",
    ]


def test_articles_out_of_order_are_said(decision):
    body = tuple(replace(b, marker="Điều 3.") if b.marker == "Điều 2." else b for b in decision.body)

    assert said(replace(decision, body=body)) == [
        "Các điều chưa đánh số liên tục từ Điều 1: hãy đánh số lại."
    ]


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop(decision):
    first, last = Block("basis", "", "Căn cứ Luật Mẫu."), Block("basis", "", "Theo đề nghị của tổ văn phòng;")
    body = (first, last, *decision.body[2:])

    blockers = lint(replace(decision, body=body))

    assert [(str(blocker), blocker.about) for blocker in blockers] == [
        ("Căn cứ “Căn cứ Luật Mẫu.” phải kết thúc bằng dấu chấm phẩy.", first),
        ("Căn cứ “Theo đề nghị của tổ văn phòng;” phải kết thúc bằng dấu chấm.", last),
    ]


def test_a_submission_and_a_cong_van_say_to_whom_they_go(submission, official):
    assert said(replace(submission, to=())) == ["Tờ trình chưa ghi nơi kính gửi."]
    assert said(replace(official, to=())) == ["Công văn chưa ghi nơi kính gửi."]


def test_a_cong_van_has_no_abbreviation_and_no_second_about(official):
    assert said(replace(official, symbol="CV-THPTLT", subject="V/v báo cáo")) == [
        "Công văn không có chữ viết tắt tên loại: hãy bỏ “CV” khỏi ký hiệu.",
        "Trích yếu bắt đầu bằng “V/v”: mẫu in đã có sẵn, hãy bỏ đi.",
    ]


SIGNATURE_FAULTS = [
    (Signature("", (), "Lê Mẫu"), ["Chữ ký chưa ghi chức vụ của người ký."]),
    (Signature("", ("HIỆU TRƯỞNG",), None), ["Chưa có họ tên người ký ở vị trí HIỆU TRƯỞNG."]),
    (
        Signature("", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), "Lê Mẫu"),
        ["Dòng “KT. HIỆU TRƯỞNG” không khớp với quyền hạn ký đã chọn (người đứng đầu ký)."],
    ),
    (
        Signature("TL.", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), "Lê Mẫu"),
        ["Dòng “KT. HIỆU TRƯỞNG” không khớp với quyền hạn ký đã chọn (TL.)."],
    ),
    (
        Signature("KT.", ("KT. HIỆU TRƯỞNG",), "Lê Mẫu"),
        ["Dưới dòng “KT. HIỆU TRƯỞNG” phải ghi chức vụ của người trực tiếp ký."],
    ),
    (
        Signature("TM.", ("TM. BAN GIÁM HIỆU", "HIỆU TRƯỞNG"), "Lê Mẫu"),
        [
            (
                "Dòng “TM. BAN GIÁM HIỆU” dùng TM. cho cơ quan làm việc theo chế độ thủ trưởng: "
                "người đứng đầu ký trực tiếp, cấp phó ký thay (KT.)."
            )
        ],
    ),
    (Signature("TM.", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Mẫu"), []),
    (Signature("TM.", ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), "Lê Mẫu"), []),
    (Signature("TUQ.", ("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Mẫu"), []),
    (Signature("Q.", ("Q. HIỆU TRƯỞNG",), "Lê Mẫu"), []),
]


@pytest.mark.parametrize(("signature", "sentences"), SIGNATURE_FAULTS)
def test_a_signature_says_who_signs_and_by_what_right(plan, signature, sentences):
    assert said(replace(plan, signatures=(signature,))) == sentences


def test_a_draft_is_not_asked_for_what_it_leaves_blank(plan):
    draft = replace(
        plan, draft=True, number=None, day=None, signatures=(Signature("", ("HIỆU TRƯỞNG",), None),)
    )

    assert said(draft) == []


def test_faults_come_in_the_order_of_the_page(plan):
    broken = replace(
        plan, symbol="", place=None, subject="", body=(), recipients=(), archive="", signatures=()
    )

    assert said(broken) == [
        "Văn bản chưa có ký hiệu: hãy ghi ký hiệu sau dấu gạch chéo, ví dụ KH-THPTLT.",
        "Văn bản chưa có địa danh ghi trước ngày, tháng, năm.",
        "Văn bản chưa có trích yếu nội dung.",
        "Văn bản chưa có nội dung.",
        "Văn bản chưa có nơi nhận.",
        "Nơi nhận chưa có dòng “Lưu”: hãy ghi nơi lưu, ví dụ VT.",
        "Văn bản chưa có người ký.",
    ]


def test_an_unknown_mark_of_authority_cannot_be_made():
    with pytest.raises(ValueError, match=r"no such mark of authority: 'PP\.'"):
        Signature("PP.", ("HIỆU TRƯỞNG",), None)
