"""What stands in the way of recording one more version of a teaching or activity plan. Pure."""

import datetime as dt

from thidua.core.errors import Blocker


def blockers_to_adapt(
    *,
    running: bool,
    within: bool,
    first: dt.date,
    last: dt.date | None,
    latest: dt.date | None,
    reason: str,
    text: str,
    has_file: bool,
) -> list[Blocker]:
    """A version holds from a day not before the version it follows, gives its reason, and says what changes.

    `within`: the unit is the movement's own or stands beneath it; `latest` is the first day of the last version.
    """
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ghi bản điều chỉnh được."))
    if not within:
        found.append(Blocker("Đơn vị này không thuộc đơn vị của phong trào."))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối đứng trước ngày đầu."))
    if latest is not None and first < latest:
        found.append(
            Blocker(f"Bản trước có hiệu lực từ {latest:%d/%m/%Y}; bản mới không thể bắt đầu trước ngày ấy.")
        )
    if not reason.strip():
        found.append(Blocker("Ghi lý do điều chỉnh."))
    if not text.strip() and not has_file:
        found.append(Blocker("Ghi điều được điều chỉnh, hoặc kèm tệp kế hoạch."))
    return found
