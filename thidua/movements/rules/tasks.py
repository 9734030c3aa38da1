"""What stands in the way of keeping and finishing a task, and what its figures come to. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence

from thidua.core.errors import Blocker
from thidua.core.text import percent


def blockers_to_finish_task(*, done: bool, running: bool, waiting_for: Sequence[str] = ()) -> list[Blocker]:
    """A task is finished once, while the movement runs, after every joint owner has done their part."""
    found = []
    if done:
        found.append(Blocker("Nhiệm vụ này đã được ghi là xong."))
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    found += [Blocker(f"Phần của {name} chưa xong.") for name in waiting_for]
    return found


def blockers_to_keep_task(
    *,
    state: str,
    done: bool,
    from_plan: bool,
    reworded: bool,
    has_person: bool,
    due: dt.date | None,
    begins: dt.date | None,
) -> list[Blocker]:
    """A task of a running movement names a person (EK-83); the words of an issued plan stay as they were issued.

    `state` is the movement's; `begins` the day of its plan, before which nothing is due.
    """
    found = []
    if state == "closed":
        found.append(Blocker("Phong trào đã tổng kết; nhiệm vụ chỉ còn để xem."))
    if done:
        found.append(Blocker("Nhiệm vụ này đã xong, không sửa nữa."))
    if state == "running" and from_plan and reworded:
        found.append(Blocker("Kế hoạch đã ban hành; đổi chữ của nhiệm vụ cần một văn bản mới."))
    if state != "draft" and not has_person:
        found.append(
            Blocker("Chọn một người chịu trách nhiệm: sau khi phát động, nhiệm vụ nào cũng có tên người.")
        )
    if due is not None and begins is not None and due < begins:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đứng trước ngày của kế hoạch ({begins:%d/%m/%Y})."))
    return found


def blockers_to_finish_part(*, done: bool, running: bool) -> list[Blocker]:
    """A part is done once, while the movement runs."""
    found = []
    if done:
        found.append(Blocker("Phần việc này đã được ghi là xong."))
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    return found


def words_of_links(linked: int, total: int, limit: int | None) -> str:
    """The warning when fewer tasks rest on a professional duty than the unit set out to (NH-74); else empty."""
    if limit is None or not total or linked * 100 >= limit * total:
        return ""
    return (
        f"{linked} trên {total} nhiệm vụ gắn với nhiệm vụ chuyên môn, {percent(linked, total)}; "
        f"đơn vị đặt ít nhất {limit} %."
    )


def on_time(rows: Iterable[tuple[dt.date | None, dt.date | None]]) -> tuple[int, int, int]:
    """How many tasks there are, how many are done, and how many of those by their due day (NH-17).

    `rows` are (due, done on). A task without a due day cannot be late.
    """
    total = done = timely = 0
    for due, finished in rows:
        total += 1
        if finished is not None:
            done += 1
            timely += due is None or finished <= due
    return total, done, timely
