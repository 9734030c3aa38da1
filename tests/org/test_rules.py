"""What is refused about people and posts, and in which words."""

import datetime as dt

import pytest

from thidua.core.dates import period
from thidua.org import rules

DAY = dt.date(2021, 10, 15)


def said(blockers):
    return [str(blocker) for blocker in blockers]


@pytest.mark.parametrize(
    ("blockers", "sentences"),
    [
        (rules.blockers_to_code(" ", taken=False), ["Đơn vị chưa có mã."]),
        (rules.blockers_to_code("A", taken=False), []),
        (rules.blockers_to_person("", taken=False), ["Chưa ghi mã nhân sự."]),
        (rules.blockers_to_person("A", taken=True), ["Mã nhân sự A đã có người khác dùng."]),
        (rules.blockers_to_person("A", taken=False), []),
        (
            rules.blockers_to_appoint(
                "An", " ", group="", main=True, other_main="Giáo viên, T1", unit_stands=False
            ),
            [
                "Chưa ghi chức danh của An.",
                "Đơn vị nhận An không còn hoặc chưa có vào ngày bắt đầu.",
                "Chưa ghi An thuộc nhóm đối tượng nào để tính vào sĩ số.",
                "An đang được tính ở Giáo viên, T1; mỗi người chỉ tính ở một nơi.",
            ],
        ),
        (rules.blockers_to_appoint("An", "GV", group="", main=False, other_main="x", unit_stands=True), []),
        (
            rules.blockers_to_end_post("GV", period(DAY), DAY),
            ["GV bắt đầu ngày 15/10/2021, nên phải thôi sau ngày ấy."],
        ),
        (
            rules.blockers_to_end_post("GV", period(dt.date(2020, 1, 1), DAY), dt.date(2022, 1, 1)),
            ["GV đã thôi từ ngày 15/10/2021."],
        ),
        (rules.blockers_to_end_post("GV", period(dt.date(2020, 1, 1)), DAY), []),
        (
            rules.blockers_to_delegate("a", "a", basis=" ", both_held=False),
            [
                "Không thể tự giao ký cho chính mình.",
                "Chưa ghi văn bản giao ký.",
                "Cả hai người phải đang giữ chức vụ vào ngày bắt đầu giao ký.",
            ],
        ),
        (rules.blockers_to_delegate("a", "b", basis="QĐ", both_held=True), []),
        (
            rules.blockers_to_account("an", taken=True, has_one=True),
            [
                "Tên đăng nhập an đã có người dùng.",
                "Người này đã có tài khoản; hãy cấp lại mã thay vì lập tài khoản mới.",
            ],
        ),
        (rules.blockers_to_pair("a", "b", taken=None), ["b không phải tổ chức công đoàn."]),
        (
            rules.blockers_to_guide("a", "b", already=True),
            ["b đã được ghi là nơi hướng dẫn a trong thời gian này."],
        ),
        (rules.blockers_to_guide("a", "b", already=False), []),
        (rules.blockers_to_period(DAY, None), []),
        (rules.blockers_to_import("done"), ["Bảng này đã được xác nhận nhập trước đó."]),
        (rules.blockers_to_import("ready"), []),
        (rules.blockers_to_load("done"), ["Bảng này không còn chờ nhập."]),
        (rules.blockers_to_load("queued"), []),
        (rules.blockers_to_drop("ready"), []),
        (
            rules.blockers_to_end("A", None, [], DAY, later=2),
            [
                "A không có chỗ trong cơ cấu vào ngày 15/10/2021.",
                "A có 2 chức vụ bắt đầu từ ngày này trở đi; hãy xử lý trước.",
            ],
        ),
    ],
)
def test_each_rule_says_every_reason(blockers, sentences):
    assert said(blockers) == sentences


class Body:
    """A body of some kind, as the rules see it."""

    def __init__(self, name, kind):
        self.name, self.kind = name, kind

    def __str__(self):
        return self.name


def test_a_union_is_paired_with_a_unit_once_and_never_with_a_union():
    school, union, other = (
        Body("Trường", "primary"),
        Body("Công đoàn", "union"),
        Body("Công đoàn ngành", "union"),
    )

    assert said(rules.blockers_to_pair(other, union, taken=None)) == [
        "Công đoàn ngành là tổ chức công đoàn, không ghép với công đoàn khác."
    ]
    assert said(rules.blockers_to_pair(school, union, taken=other)) == [
        "Trường đang có Công đoàn ngành cùng cấp."
    ]
    assert said(rules.blockers_to_pair(school, union, taken=None)) == []


@pytest.mark.parametrize(
    ("authority", "facts", "sentences"),
    [
        ("", {"is_head": True}, []),
        ("", {}, ["Chỉ người đứng đầu ký trực tiếp; cấp phó ký KT., người khác cần được giao ký."]),
        ("KT.", {"is_deputy": True}, []),
        ("KT.", {"delegated": True}, ["Ký KT. cần là cấp phó của đơn vị trong ngày ký."]),
        ("TL.", {"delegated": True}, []),
        ("TUQ.", {"is_deputy": True}, ["Ký TUQ. cần văn bản giao ký còn hiệu lực trong ngày ký."]),
        (
            "TM.",
            {"head_led": True},
            ["Đơn vị theo chế độ thủ trưởng không ký TM.; TM. chỉ dùng cho tập thể."],
        ),
        ("TM.", {"is_head": True}, []),
        ("Q.", {}, ["Ký Q. cần được giao quyền người đứng đầu trong ngày ký."]),
        ("Q.", {"acting": True}, []),
    ],
)
def test_who_may_sign_with_which_authority(authority, facts, sentences):
    nothing = dict.fromkeys(("is_head", "is_deputy", "delegated", "head_led", "acting"), False)

    assert said(rules.may_sign(authority, **{**nothing, **facts})) == sentences
