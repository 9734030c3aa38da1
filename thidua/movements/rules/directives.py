"""What stands in the way of keeping directives and giving work from them. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_give_work(
    *,
    received: bool,
    units: int,
    beyond: Sequence[object],
    sentence: str,
    due: dt.date | None,
    today: dt.date,
) -> list[Blocker]:
    """Work is given from a received paper, to units directly beneath, in words, by a day still to come."""
    found = []
    if not received:
        found.append(Blocker("Chỉ giao việc từ văn bản đến; việc của kế hoạch được giao khi phát động."))
    if not units:
        found.append(Blocker("Chưa chọn đơn vị nào để giao việc."))
    found += [Blocker(f"{unit} không phải là đơn vị dưới quyền vào ngày này.", about=unit) for unit in beyond]
    if not sentence.strip():
        found.append(Blocker("Ghi rõ việc cần làm."))
    if due is not None and due < today:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đã qua."))
    return found


def blockers_to_enter_directive(*, received: bool, body: str) -> list[Blocker]:
    """A directive is a received paper that names who gave it."""
    found = []
    if not received:
        found.append(Blocker("Sổ chỉ đạo chỉ giữ văn bản đến."))
    if not body.strip():
        found.append(Blocker("Văn bản chưa có cơ quan ban hành; hãy ghi cơ quan ban hành trước."))
    return found


def blockers_to_confirm(*, confirmed: bool, of_unit: bool) -> list[Blocker]:
    """A unit confirms work once."""
    if confirmed:
        return [Blocker("Đơn vị đã xác nhận nhận việc này.")]
    return [] if of_unit else [Blocker("Việc này giao cho từng người, không cần đơn vị xác nhận.")]
