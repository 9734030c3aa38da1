"""What stands in the way of keeping the register of movements: entering, linking, joining, launching. Pure."""

import datetime as dt
from collections.abc import Collection

from thidua.core.errors import Blocker


def blockers_to_parent(own: object | None, wanted: object) -> list[Blocker]:
    """The plan above belongs to the unit directly above."""
    if own is None or own == wanted:
        return []
    return [Blocker(f"Cấp trên trực tiếp là {own}, không phải {wanted}.", about=own)]


def blockers_to_standing(*, taken: object | None, first: dt.date, last: dt.date | None) -> list[Blocker]:
    """A movement that already runs is entered once, from a paper that carries no other movement."""
    found = []
    if taken is not None:
        found.append(Blocker(f"Văn bản này đã là gốc của phong trào {taken}.", about=taken))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối của phong trào đứng trước ngày đầu."))
    return found


def blockers_to_join(*, same: bool, reason: str) -> list[Blocker]:
    """A branch is moved to another root by a person who says why."""
    found = []
    if same:
        found.append(Blocker("Phong trào này đã ở gốc ấy."))
    if not reason.strip():
        found.append(Blocker("Ghi lý do: vì sao hai phong trào là một."))
    return found


def blockers_to_record_launch(
    *, active: bool, day: dt.date, today: dt.date, place: str, attendees: int | None, absent: int, roll: bool
) -> list[Blocker]:
    """A ceremony is recorded for a movement whose plan is out, on a day that has come, with its place."""
    found = []
    if not active:
        found.append(
            Blocker("Kế hoạch chưa phát hành; lễ phát động được ghi khi phát hành kế hoạch hoặc sau đó.")
        )
    if day > today:
        found.append(Blocker(f"Ngày {day:%d/%m/%Y} chưa tới; lễ phát động được ghi sau khi đã tổ chức."))
    if not place.strip():
        found.append(Blocker("Ghi nơi tổ chức lễ phát động."))
    if attendees == 0:
        found.append(Blocker("Lễ phát động phải có người dự; chưa rõ bao nhiêu thì để trống."))
    if absent and not roll:
        found.append(Blocker("Có tên người vắng thì đánh dấu là đã điểm danh."))
    return found


def blockers_to_partner(name: str, role: str, *, taken: bool) -> list[Blocker]:
    """A partner is named once, with what it does."""
    found = []
    if not name.strip():
        found.append(Blocker("Ghi tên cơ quan, tổ chức phối hợp."))
    if not role.strip():
        found.append(Blocker("Ghi vai trò phối hợp."))
    if taken:
        found.append(Blocker(f"{name.strip()} đã có trong danh sách phối hợp."))
    return found


def blockers_to_take_part(subjects: Collection[str], group: str, who: str) -> list[Blocker]:
    """Only the subject groups of a movement register, are counted and are nominated (EK-42).

    `group` is a word of `Movement.Subject`, or empty for somebody of no group, such as a parent.
    """
    if group and group in subjects:
        return []
    return [Blocker(f"{who} không thuộc nhóm đối tượng của phong trào.")]


def years_to_review(
    during: tuple[dt.date | None, dt.date | None], *, school_year: str, reviewed: Collection[int], on: dt.date
) -> list[int]:
    """The years at whose 31/12 a movement without an end asks for a review, and has none (EK-20, E.34).

    `during` is its first day and the day after its last; a movement of one school year asks for none.
    """
    first, until = during
    if first is None or until is not None or school_year:
        return []
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    return [year for year in range(first.year, last + 1) if year not in reviewed]


def blockers_to_review(year: int, text: str, *, asked: Collection[int]) -> list[Blocker]:
    """A year is reviewed once it is over, while the movement has no end, in words."""
    found = []
    if year not in asked:
        found.append(Blocker(f"Phong trào không chờ đánh giá năm {year}."))
    if not text.strip():
        found.append(Blocker("Ghi kết quả đánh giá năm."))
    return found


def blockers_to_clone(
    *, active: bool, school_year: str, own_plan: bool, made: object | None
) -> list[Blocker]:
    """A launched movement of a school year, resting on the unit's own plan, is carried on once."""
    found = []
    if not active:
        found.append(Blocker("Phong trào chưa phát động; hãy sửa chính dự thảo này."))
    if not school_year:
        found.append(Blocker("Phong trào không gắn với một năm học, nên không có năm sau để chuyển sang."))
    if not own_plan:
        found.append(
            Blocker("Kế hoạch của phong trào không phải của đơn vị; năm sau cần văn bản của cấp trên.")
        )
    if made is not None:
        found.append(Blocker(f"Đã lập dự thảo năm sau: {made}.", about=made))
    return found


def blockers_to_confirm_rounds(*, confirmed: bool, running: bool) -> list[Blocker]:
    """Rounds that were moved by a year are confirmed once, before the launch."""
    found = []
    if confirmed:
        found.append(Blocker("Các đợt của phong trào này không chờ xác nhận."))
    if running:
        found.append(Blocker("Phong trào đã phát động; các đợt được giữ nguyên."))
    return found


def blockers_to_edit_card(*, running: bool, subjects: Collection[str], was: Collection[str]) -> list[Blocker]:
    """Whom a movement is for is settled before the launch; the rest of its card may be completed at any time."""
    if running and set(subjects) != set(was):
        return [Blocker("Phong trào đã phát động; đổi nhóm đối tượng cần một văn bản mới.")]
    return []


def blockers_to_leave_rounds(*, confirmed: bool, about: object) -> list[Blocker]:
    """A plan goes out only after the rounds moved from last year were confirmed."""
    return [] if confirmed else [Blocker("Các đợt chuyển từ năm trước chưa ai xác nhận.", about=about)]
