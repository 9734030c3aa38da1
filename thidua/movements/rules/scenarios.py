"""What stands in the way of writing, approving and setting going a scenario, and what a unit still lacks. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.dates import add_working_days
from thidua.core.errors import Blocker

# The text names "4 tại chỗ" and "5K" without spelling them out: default lists, editable (settled ambiguity 39).
ON_THE_SPOT = ("command", "forces", "means", "logistics")
DEFAULT_ITEMS = (
    ("command", "Người chỉ huy tại chỗ"),
    ("forces", "Tổ phòng, chống dịch"),
    ("means", "Trang thiết bị, vật tư, phương tiện"),
    ("logistics", "Hậu cần"),
    ("five_k", "Khẩu trang"),
    ("five_k", "Khử khuẩn"),
    ("five_k", "Khoảng cách"),
    ("five_k", "Không tập trung"),
    ("five_k", "Khai báo y tế"),
)
OPEN_STATES = {"draft", "returned"}


def sides_of(*, school: bool) -> tuple[str, ...]:
    """A school's scenario is approved by its locality and by its superior; an office's by the superior (EK-110)."""
    return ("locality", "superior") if school else ("superior",)


def blockers_to_write(state: str, *, name: str, same_name: bool, closed: bool) -> list[Blocker]:
    """A scenario is written while nobody is asked to approve it, under a name of its own."""
    found = blockers_to_change(state, closed=closed)
    if not name.strip():
        found.append(Blocker("Ghi tên phương án."))
    if same_name:
        found.append(Blocker(f"Đơn vị đã có phương án tên “{name.strip()}” trong phong trào này."))
    return found


def blockers_to_change(state: str, *, closed: bool) -> list[Blocker]:
    """What is written stays as it was sent; to change it, it is taken back to a draft first."""
    found = []
    if state not in OPEN_STATES:
        found.append(Blocker("Phương án đã trình; muốn sửa hãy đưa về dự thảo và trình lại."))
    if closed:
        found.append(Blocker("Phong trào đã tổng kết; phương án chỉ còn để xem."))
    return found


def blockers_to_submit(
    state: str,
    *,
    closed: bool,
    trigger: str,
    steps: Sequence[tuple[str, bool]],
    bodies: dict[str, str],
) -> list[Blocker]:
    """What goes out says when it holds, what is done and by whom; `steps` are (action, has a person)."""
    found = blockers_to_change(state, closed=closed)
    if not trigger.strip():
        found.append(Blocker("Ghi tình huống kích hoạt phương án."))
    if not steps:
        found.append(Blocker("Phương án chưa có việc nào phải làm."))
    found += [
        Blocker(f"Việc “{action}” chưa có người chịu trách nhiệm.") for action, named in steps if not named
    ]
    asked = {"locality": "địa phương", "superior": "cấp trên"}
    found += [
        Blocker(f"Ghi cơ quan {asked[side]} phê duyệt.") for side, body in bodies.items() if not body.strip()
    ]
    return found


@dataclass(frozen=True)
class Answer:
    """What a body said of a scenario: an approval with its number and day, or a return with its reason."""

    approved: bool
    number: str = ""
    day: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Voice:
    """Who gives an answer: one who leads the body itself, or the unit that wrote the scenario; on a paper or not.

    `on_paper`: the answer rests on a received paper in the book of an office that this person leads.
    """

    itself: bool
    own: bool
    on_paper: bool = False


def blockers_to_answer(
    answer: Answer, *, waiting: bool, side: str, voice: Voice, submitted: dt.date, today: dt.date
) -> list[Blocker]:
    """One answer a side and version, by the body itself. Others note a superior's word only from a received paper;
    the word of the locality is noted by the unit alone (EK-110).
    """
    found = [] if waiting else [Blocker("Bên này đã trả lời, hoặc phương án không còn chờ phê duyệt.")]
    if side == "superior" and not (voice.itself or voice.on_paper):
        found.append(
            Blocker("Cơ quan phê duyệt tự ghi trả lời của mình; ghi thay thì chọn văn bản đến đã vào sổ.")
        )
    if side == "locality" and not (voice.itself or voice.own):
        found.append(Blocker("Trả lời của địa phương do đơn vị lập phương án, hoặc chính địa phương, ghi."))
    if not answer.approved:
        return found + ([] if answer.reason.strip() else [Blocker("Ghi lý do trả lại.")])
    if not answer.number.strip():
        found.append(Blocker("Ghi số của văn bản phê duyệt."))
    if answer.day is None:
        found.append(Blocker("Ghi ngày của văn bản phê duyệt."))
    elif answer.day > today:
        found.append(Blocker(f"Ngày phê duyệt ({answer.day:%d/%m/%Y}) chưa tới."))
    elif answer.day < submitted:
        found.append(Blocker(f"Ngày phê duyệt đứng trước ngày trình ({submitted:%d/%m/%Y})."))
    return found


def blockers_to_reopen(state: str, *, reason: str, active: bool) -> list[Blocker]:
    """Taken back to a draft with a reason, unless it is at work."""
    found = []
    if state in OPEN_STATES:
        found.append(Blocker("Phương án đang là dự thảo."))
    if active:
        found.append(Blocker("Phương án đang được thực hiện; kết thúc rồi mới sửa."))
    if not reason.strip():
        found.append(Blocker("Ghi lý do đưa về dự thảo."))
    return found


def blockers_to_ready(*, ready: bool, holder: str) -> list[Blocker]:
    """Only what somebody answers for is ready."""
    return (
        [Blocker("Ghi người phụ trách, cách liên hệ rồi mới đánh dấu sẵn sàng.")]
        if ready and not holder
        else []
    )


@dataclass(frozen=True)
class Standing:
    """How a scenario stands when somebody wants to set it going. `unanswered` are the bodies yet to approve."""

    state: str
    unanswered: Sequence[str]
    movement: str  # the movement's state
    active_since: dt.date | None  # of a time it was set going that shares a day with the one wanted
    unnamed: Sequence[str] = ()  # steps without a person
    foreign: Sequence[str] = ()  # classes that are not inside the unit


def blockers_to_activate(
    standing: Standing, *, first: dt.date, decided: dt.date | None, emergency: bool, head: bool
) -> list[Blocker]:
    """By decision only what is approved by everyone; in an emergency the head alone, without waiting (E.3, EK-110)."""
    found = []
    if standing.movement != "running":
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    if emergency and not head:
        found.append(Blocker("Chỉ người đứng đầu đơn vị kích hoạt khẩn cấp."))
    if not emergency:
        found += _blockers_of_approval(standing)
        if decided is not None and first < decided:
            found.append(Blocker(f"Ngày bắt đầu đứng trước ngày của quyết định ({decided:%d/%m/%Y})."))
        found += [Blocker(f"Việc “{step}” chưa có người chịu trách nhiệm.") for step in standing.unnamed]
    if standing.active_since is not None:
        found.append(_blocker_of_another_time(standing.active_since, first))
    found += [Blocker(f"{unit} không thuộc đơn vị này.") for unit in standing.foreign]
    return found


def _blocker_of_another_time(since: dt.date, first: dt.date) -> Blocker:
    if since <= first:
        return Blocker(f"Phương án này đang được thực hiện từ {since:%d/%m/%Y}.")
    return Blocker(
        f"Phương án này đã định thực hiện từ {since:%d/%m/%Y}; ghi ngày cuối trước ngày ấy, hoặc hủy lần ấy."
    )


def _blockers_of_approval(standing: Standing) -> list[Blocker]:
    if standing.state in OPEN_STATES:
        return [Blocker("Phương án chưa trình phê duyệt.")]
    return [Blocker(f"{body} chưa phê duyệt phương án.") for body in standing.unanswered]


def blockers_to_confirm(
    *, emergency: bool, confirmed: bool, ended: bool, own: bool, approved: bool
) -> list[Blocker]:
    """An emergency is confirmed once, from above; by the unit itself only under an approved scenario."""
    found = []
    if not emergency:
        found.append(Blocker("Lần kích hoạt này đã có quyết định, không cần xác nhận."))
    if confirmed:
        found.append(Blocker("Lần kích hoạt khẩn cấp này đã được xác nhận."))
    if ended:
        found.append(Blocker("Lần kích hoạt này đã kết thúc."))
    if own and not approved:
        found.append(Blocker("Phương án chưa được phê duyệt nên cấp trên phải xác nhận."))
    return found


def blockers_to_end_activation(
    *, first: dt.date, planned_last: dt.date | None, ended: bool, last: dt.date, reason: str
) -> list[Blocker]:
    """Ended once, on a day of its own, with a reason."""
    found = []
    if ended:
        found.append(Blocker("Lần kích hoạt này đã kết thúc."))
    if last < first:
        found.append(Blocker(f"Phương án bắt đầu {first:%d/%m/%Y}; ngày cuối phải từ ngày ấy."))
    if planned_last is not None and last > planned_last:
        found.append(
            Blocker(f"Quyết định chỉ đến hết ngày {planned_last:%d/%m/%Y}; muốn kéo dài cần quyết định mới.")
        )
    if not reason.strip():
        found.append(Blocker("Ghi lý do kết thúc."))
    return found


def blockers_to_withdraw(*, first: dt.date, ended: bool, reason: str, today: dt.date) -> list[Blocker]:
    """Taken back with a reason before its first day; from that day on it is ended."""
    found = []
    if ended:
        found.append(Blocker("Lần kích hoạt này đã kết thúc."))
    if first <= today:
        found.append(Blocker(f"Phương án đã bắt đầu {first:%d/%m/%Y}; chỉ kết thúc được."))
    if not reason.strip():
        found.append(Blocker("Ghi lý do hủy."))
    return found


def blockers_to_order(*, body: str, unit: str) -> list[Blocker]:
    """An order comes from above or beside; a unit that switches by itself uses an approved scenario."""
    if body.strip().casefold() == unit.casefold():
        return [Blocker("Đơn vị tự chuyển trạng thái thì kích hoạt một phương án đã được phê duyệt.")]
    return []


def blockers_to_count(labels: Sequence[str], counts: Sequence[int | None]) -> list[Blocker]:
    """A task that asks for numbers gets one answer for each; an answer may be left open, but not all of them."""
    if not labels:
        return [Blocker("Việc này không yêu cầu số liệu.")]
    if len(counts) != len(labels) or all(count is None for count in counts):
        return [Blocker("Nhập ít nhất một số; ô chưa có số liệu thì để trống, không ghi 0.")]
    return []


# What a unit lacks


def parts_ready(items: Iterable[tuple[str, bool]]) -> int:
    """Of "4 tại chỗ", how many parts have something and all of it ready; `items` are (part, ready)."""
    found: dict[str, list[bool]] = {}
    for part, ready in items:
        found.setdefault(part, []).append(ready)
    return sum(all(found.get(part) or [False]) for part in ON_THE_SPOT)


def lacking(wanted: Iterable[str], had: Iterable[str]) -> list[str]:
    """Those wanted for which there is no scenario at all, in their order."""
    present = set(had)
    return [each for each in wanted if each not in present]


def days_unreviewed(
    looked_at: dt.date | None, made: dt.date, limit: int | None, today: dt.date
) -> int | None:
    """Days since anybody looked at a scenario, once there are more of them than the unit set (LT-32); else None."""
    days = (today - (looked_at or made)).days
    return days if limit is not None and days > limit else None


def confirm_by(began: dt.date, within: int | None) -> dt.date | None:
    """The last day on which an emergency may still wait to be confirmed; None where nobody set how long."""
    return add_working_days(began, within) if within is not None else None


def due_of(first: dt.date, days: int | None, *, emergency: bool) -> dt.date | None:
    """The due day of a step, told from the day of the switch; None where no day is set.

    An emergency leaves no day before it: what was due earlier is due on the day itself.
    """
    if days is None:
        return None
    return first + dt.timedelta(days=max(days, 0) if emergency else days)
