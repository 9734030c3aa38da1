"""What the organisation refuses, and in what words. Pure: no queries, no clock."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from thidua.core.errors import Blocker


class Span(Protocol):
    """From a day (in) to a day (out), each perhaps open."""

    lower: dt.date | None
    upper: dt.date | None


class Dated(Protocol):
    """Anything true during a period."""

    during: Span


def blockers_to_code(code: str, *, taken: bool) -> list[Blocker]:
    """A unit's code: present, and its own."""
    if not code.strip():
        return [Blocker("Đơn vị chưa có mã.")]
    return [Blocker(f"Mã {code} đã có đơn vị khác dùng; mã không bao giờ dùng lại.")] if taken else []


def blockers_to_parent(parent: object | None, *, stands: bool) -> list[Blocker]:
    """The parent must stand as long as the unit is placed under it."""
    return (
        []
        if stands
        else [Blocker(f"{parent} chưa có, hoặc không còn, trong suốt thời gian này.", about=parent)]
    )


def blockers_to_rename(unit: object, name: Dated | None, on: dt.date) -> list[Blocker]:
    """Only a unit that has a name on the day can change it, and not on the day it was given."""
    if name is None:
        return [Blocker(f"{unit} không có tên vào ngày {on:%d/%m/%Y}, nên không đổi tên được.", about=unit)]
    if name.during.lower == on:
        return [Blocker(f"{unit} vừa nhận tên hiện nay trong chính ngày {on:%d/%m/%Y}.", about=unit)]
    return []


def blockers_to_move(
    unit: object, parent: object, place: Dated | None, on: dt.date, *, loops: bool
) -> list[Blocker]:
    """A unit moves from where it stands, never under itself."""
    found = []
    if place is None:
        found.append(Blocker(f"{unit} không có chỗ trong cơ cấu vào ngày {on:%d/%m/%Y}.", about=unit))
    elif place.during.lower == on:
        found.append(Blocker(f"{unit} vừa được đặt chỗ trong chính ngày {on:%d/%m/%Y}.", about=unit))
    if loops:
        found.append(Blocker(f"{parent} đang ở dưới {unit}; chuyển như vậy sẽ thành vòng.", about=parent))
    return found


def blockers_to_merge(predecessors: Sequence[object], successor: object) -> list[Blocker]:
    """A merge has someone to merge, and not into one of them."""
    found = [] if predecessors else [Blocker("Chưa chọn đơn vị nào để sáp nhập.")]
    if successor in predecessors:
        found.append(Blocker(f"{successor} là đơn vị nhận, không thể đồng thời là đơn vị bị sáp nhập."))
    return found


def blockers_to_end(
    unit: object, place: Dated | None, below: Sequence[object], on: dt.date, *, later: int
) -> list[Blocker]:
    """A unit ends only when nothing stands under it and nobody is to start in it afterwards."""
    found = [
        Blocker(f"{child} vẫn đang ở dưới {unit}; hãy chuyển hoặc kết thúc trước.", about=child)
        for child in below
    ]
    if place is None:
        found.append(Blocker(f"{unit} không có chỗ trong cơ cấu vào ngày {on:%d/%m/%Y}.", about=unit))
    elif place.during.lower == on:
        found.append(Blocker(f"{unit} vừa được đặt chỗ trong chính ngày {on:%d/%m/%Y}.", about=unit))
    if later:
        found.append(
            Blocker(f"{unit} có {later} chức vụ bắt đầu từ ngày này trở đi; hãy xử lý trước.", about=unit)
        )
    return found


def blockers_to_pair(unit: object, union: object, *, taken: object | None) -> list[Blocker]:
    """The peer of a unit is a union body, one at a time."""
    if getattr(union, "kind", "") != "union":
        return [Blocker(f"{union} không phải tổ chức công đoàn.", about=union)]
    if getattr(unit, "kind", "") == "union":
        return [Blocker(f"{unit} là tổ chức công đoàn, không ghép với công đoàn khác.", about=unit)]
    return [Blocker(f"{unit} đang có {taken} cùng cấp.", about=taken)] if taken is not None else []


def blockers_to_guide(unit: object, guide: object, *, already: bool) -> list[Blocker]:
    """A body guides another, not itself, and is named once."""
    if unit == guide:
        return [Blocker(f"{unit} không tự hướng dẫn chuyên môn cho mình.", about=unit)]
    return (
        [Blocker(f"{guide} đã được ghi là nơi hướng dẫn {unit} trong thời gian này.", about=unit)]
        if already
        else []
    )


def blockers_to_period(first: dt.date, until: dt.date | None) -> list[Blocker]:
    """A period lasts at least a day."""
    if until is None or until > first:
        return []
    return [Blocker(f"Ngày kết thúc {until:%d/%m/%Y} phải sau ngày bắt đầu {first:%d/%m/%Y}.")]


def blockers_to_appoint(
    name: str, title: str, *, group: str, main: bool, other_main: object | None, unit_stands: bool
) -> list[Blocker]:
    """A post needs a title and a unit that stands; only one post at a time counts a person, in a group."""
    found = []
    if not title.strip():
        found.append(Blocker(f"Chưa ghi chức danh của {name}."))
    if not unit_stands:
        found.append(Blocker(f"Đơn vị nhận {name} không còn hoặc chưa có vào ngày bắt đầu."))
    if main and not group:
        found.append(Blocker(f"Chưa ghi {name} thuộc nhóm đối tượng nào để tính vào sĩ số."))
    if main and other_main is not None:
        found.append(
            Blocker(f"{name} đang được tính ở {other_main}; mỗi người chỉ tính ở một nơi.", about=other_main)
        )
    return found


def blockers_to_person(code: str, *, taken: bool) -> list[Blocker]:
    """A person's code: present, and their own."""
    if not code.strip():
        return [Blocker("Chưa ghi mã nhân sự.")]
    return [Blocker(f"Mã nhân sự {code} đã có người khác dùng.")] if taken else []


def blockers_to_end_post(title: str, during: Span, on: dt.date) -> list[Blocker]:
    """A post ends after it began, and only once."""
    if during.lower is not None and on <= during.lower:
        return [Blocker(f"{title} bắt đầu ngày {during.lower:%d/%m/%Y}, nên phải thôi sau ngày ấy.")]
    if during.upper is not None and on > during.upper:
        return [Blocker(f"{title} đã thôi từ ngày {during.upper:%d/%m/%Y}.")]
    return []


def blockers_to_delegate(giver: object, receiver: object, *, basis: str, both_held: bool) -> list[Blocker]:
    """A right to sign goes from post to post, by a document, while both are held (NĐ 30/2020, Điều 13)."""
    found = []
    if giver == receiver:
        found.append(Blocker("Không thể tự giao ký cho chính mình."))
    if not basis.strip():
        found.append(Blocker("Chưa ghi văn bản giao ký."))
    if not both_held:
        found.append(Blocker("Cả hai người phải đang giữ chức vụ vào ngày bắt đầu giao ký."))
    return found


def blockers_to_account(username: str, *, taken: bool, has_one: bool) -> list[Blocker]:
    """A sign-in name of its own for a person who has none yet."""
    found = []
    if taken:
        found.append(Blocker(f"Tên đăng nhập {username} đã có người dùng."))
    if has_one:
        found.append(Blocker("Người này đã có tài khoản; hãy cấp lại mã thay vì lập tài khoản mới."))
    return found


def blockers_to_open_accounts(unit: object, *, waiting: int) -> list[Blocker]:
    """There is somebody without an account."""
    return [] if waiting else [Blocker(f"Mọi người được tính ở {unit} đều đã có tài khoản.", about=unit)]


def blockers_to_import(state: str) -> list[Blocker]:
    """Only a sheet that was checked and has no errors may enter, once."""
    if state == "ready":
        return []
    if state in {"queued", "done"}:
        return [Blocker("Bảng này đã được xác nhận nhập trước đó.")]
    return [Blocker("Bảng này chưa kiểm tra xong hoặc còn lỗi; hãy sửa trong bảng tính rồi tải lên lại.")]


def blockers_to_load(state: str) -> list[Blocker]:
    """A confirmed sheet is loaded once, however often the worker starts."""
    return [] if state == "queued" else [Blocker("Bảng này không còn chờ nhập.")]


def blockers_to_drop(state: str) -> list[Blocker]:
    """What is in, or on its way, is not thrown away."""
    return (
        [Blocker("Bảng này đã nhập hoặc đang nhập, không bỏ được nữa.")]
        if state in {"queued", "done"}
        else []
    )


def may_sign(
    authority: str, *, is_head: bool, is_deputy: bool, delegated: bool, head_led: bool, acting: bool
) -> list[Blocker]:
    """Whether a post may sign with an authority (NĐ 30/2020, Điều 13).

    A head signs plainly; a deputy signs KT.; TL. and TUQ. need a delegation; TM. is for collective bodies.
    """
    if authority == "" and not is_head:
        return [Blocker("Chỉ người đứng đầu ký trực tiếp; cấp phó ký KT., người khác cần được giao ký.")]
    if authority == "KT." and not is_deputy:
        return [Blocker("Ký KT. cần là cấp phó của đơn vị trong ngày ký.")]
    if authority in {"TL.", "TUQ."} and not delegated:
        return [Blocker(f"Ký {authority} cần văn bản giao ký còn hiệu lực trong ngày ký.")]
    if authority == "TM." and head_led:
        return [Blocker("Đơn vị theo chế độ thủ trưởng không ký TM.; TM. chỉ dùng cho tập thể.")]
    if authority == "Q." and not acting:
        return [Blocker("Ký Q. cần được giao quyền người đứng đầu trong ngày ký.")]
    return []


def blockers_to_flag(
    unit: object, flag: str, since: dt.date, until: dt.date | None, *, recorded: Sequence[Dated]
) -> list[Blocker]:
    """A flag lasts at least a day, and the same place bears the same flag once at a time."""
    found = []
    if until is not None and until <= since:
        found.append(Blocker(f"Ngày thôi ({until:%d/%m/%Y}) phải sau ngày bắt đầu ({since:%d/%m/%Y})."))
    for row in recorded:
        begins, ends = row.during.lower, row.during.upper
        if (until is None or begins is None or begins < until) and (ends is None or since < ends):
            end = f" đến trước ngày {ends:%d/%m/%Y}" if ends else ""
            begin = f" từ ngày {begins:%d/%m/%Y}" if begins else ""
            found.append(Blocker(f"{unit} đã được ghi {flag}{begin}{end}.", about=unit))
    return found
