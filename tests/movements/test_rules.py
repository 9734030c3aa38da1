"""What the movements room refuses, word for word."""

import datetime as dt

import pytest

from thidua.movements.rules.duties import (
    blockers_to_add_duty,
    blockers_to_ask_reports,
    blockers_to_days,
    blockers_to_remove_duty,
)
from thidua.movements.rules.plans import blockers_to_decide, blockers_to_import, blockers_to_launch
from thidua.movements.rules.pledges import blockers_to_pledge
from thidua.movements.rules.register import blockers_to_parent
from thidua.movements.rules.tasks import blockers_to_finish_task

TODAY = dt.date(2021, 9, 20)
DAYS = {"first": TODAY, "last": TODAY, "due": TODAY, "closes": TODAY, "today": TODAY}
STOPPED = "Phong trào chưa phát động hoặc đã tổng kết"


def said(blockers):
    return [blocker.message for blocker in blockers]


def test_a_plan_is_filed_once_and_says_what_it_is():
    assert blockers_to_import(is_paper=True, own_plan=True, name="Thi đua", twin=None) == []
    assert blockers_to_import(is_paper=True, own_plan=False, name="", twin=None) == []
    twin = "Kế hoạch 30/KH-THPTLT"
    assert said(blockers_to_import(is_paper=False, own_plan=True, name="", twin=twin)) == [
        "Tệp này đã được nhập thành Kế hoạch 30/KH-THPTLT; tệp được giữ một lần.",
        "Không nhận ra đây là một văn bản có tên loại (kế hoạch, quyết định…); hãy kiểm tra tệp.",
        "Không đọc được tên phong trào hay trích yếu trong văn bản.",
    ]


@pytest.mark.parametrize(
    ("choice", "text", "source", "issued", "words"),
    [
        ("inherit", "", "2786", False, []),
        ("own", "Trước 15/10.", None, False, []),
        ("not_used", "", None, False, []),
        ("own", "  ", None, False, ["Quy định riêng cần ghi rõ nội dung."]),
        (
            "inherit",
            "",
            None,
            False,
            ["Kế hoạch cấp trên chưa có trong sổ văn bản đến; hãy vào sổ trước khi chọn theo cấp trên."],
        ),
        ("?", "", None, False, ["Chọn một trong ba: theo kế hoạch cấp trên, quy định riêng, không dùng."]),
        ("not_used", "", None, True, ["Kế hoạch đã ban hành; thay đổi cần một văn bản mới."]),
    ],
)
def test_a_gap_is_decided_in_one_of_three_ways(choice, text, source, issued, words):
    assert said(blockers_to_decide(choice, text, source=source, issued=issued)) == words


def test_a_movement_starts_when_every_gap_is_decided_and_something_is_asked():
    decided, undecided = ("Tiêu chí thi đua", "inherit"), ("Thời hạn", "")
    assert blockers_to_launch([decided], duties=1, running=False) == []
    assert said(blockers_to_launch([decided, undecided], duties=0, running=False)) == [
        "Thời hạn: văn bản không nêu và chưa ai quyết định.",
        "Chưa đặt việc nào cho tổ hoặc cho từng người.",
    ]
    assert said(blockers_to_launch([undecided], duties=0, running=True)) == [
        "Phong trào này đã được phát động."
    ]


def test_duties_are_set_before_the_launch_and_there_is_one_pledge():
    free = {
        "running": False,
        "sentence": "Ký",
        "lines": ["Một"],
        "what": "pledge",
        "due": TODAY,
        "today": TODAY,
    }
    assert blockers_to_add_duty(**free) == []
    late = {**free, "running": True, "lines": [" "], "due": TODAY - dt.timedelta(days=1)}
    assert said(blockers_to_add_duty(**late, pledged=True)) == [
        "Phong trào đã phát động; việc mới cần một văn bản bổ sung.",
        "Bản giao ước cần ít nhất một điều cam kết.",
        "Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản.",
        "Hạn 19/09/2021 đã qua.",
    ]
    assert blockers_to_remove_duty(running=False) == []
    assert said(blockers_to_remove_duty(running=True)) == [
        "Phong trào đã phát động; việc đã giao được giữ nguyên."
    ]


def test_a_pledge_is_signed_once_by_those_asked_while_the_movement_runs():
    assert blockers_to_pledge(running=True, asked=True, signed=False) == []
    assert said(blockers_to_pledge(running=False, asked=False, signed=False)) == [
        f"{STOPPED}, nên chưa ký giao ước được.",
        "Bạn không có tên trong danh sách đăng ký của phong trào này.",
    ]
    assert said(blockers_to_pledge(running=True, asked=True, signed=True)) == [
        "Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."
    ]


def test_a_task_is_finished_once_while_the_movement_runs():
    assert blockers_to_finish_task(done=False, running=True) == []
    assert said(blockers_to_finish_task(done=True, running=False)) == [
        "Nhiệm vụ này đã được ghi là xong.",
        f"{STOPPED}.",
    ]


def test_reports_are_asked_of_someone_for_something_while_the_movement_runs():
    assert blockers_to_ask_reports(running=True, owing=8, indicators=1) == []
    assert said(blockers_to_ask_reports(running=True, owing=0, indicators=0)) == [
        "Phong trào này không giao việc báo cáo cho đơn vị nào.",
        "Chưa chọn chỉ tiêu nào để báo cáo.",
    ]
    assert said(blockers_to_ask_reports(running=False, owing=0, indicators=1)) == [
        f"{STOPPED}, nên chưa mở đợt báo cáo được."
    ]


def test_the_days_of_a_time_of_reporting_stand_in_order():
    before = TODAY - dt.timedelta(days=1)
    assert blockers_to_days(**DAYS) == []
    assert said(blockers_to_days(**{**DAYS, "last": before, "due": before})) == [
        "Ngày cuối của số liệu đứng trước ngày đầu.",
        "Hạn gửi 19/09/2021 đã qua.",
    ]
    assert said(blockers_to_days(**{**DAYS, "closes": before})) == ["Ngày khóa đứng trước hạn gửi."]


def test_the_plan_above_belongs_to_the_unit_directly_above():
    assert blockers_to_parent("Sở", "Sở") == []
    assert said(blockers_to_parent("Sở GDĐT", "Phòng GDĐT")) == [
        "Cấp trên trực tiếp là Sở GDĐT, không phải Phòng GDĐT."
    ]
