"""What disclosing a spending and closing a cost refuse. Pure."""

import datetime as dt

from thidua.core.errors import Blocker
from thidua.core.text import thousands

OVER_PERCENT = 10  # above the plan, from where a cost has to be explained (EK-74)


def is_over(planned: int | None, real: int | None) -> bool:
    """Whether the real cost is more than a tenth above the planned one; unknown is neither over nor not."""
    return planned is not None and real is not None and real * 100 > planned * (100 + OVER_PERCENT)


def blockers_to_overspend(planned: int | None, real: int | None, explanation: str) -> list[Blocker]:
    """A thing that cost more than a tenth above its plan is closed only with an explanation (EK-74)."""
    if not is_over(planned, real) or explanation.strip():
        return []
    return [
        Blocker(
            f"Đã chi {thousands(real or 0)} đồng, vượt dự kiến {thousands(planned or 0)} đồng hơn "
            f"{OVER_PERCENT} %; cần ghi giải trình trước khi khép lại."
        )
    ]


def blockers_to_record_cost(
    *,
    closed: bool,
    planned: int | None,
    kept_planned: int | None,
    kept_real: int | None,
    explanation: str,
    real: int | None,
) -> list[Blocker]:
    """A plan figure stands once money is spent against it, a real cost once known; `closed`: the thing is finished."""
    found = []
    if kept_real is not None and planned != kept_planned:
        found.append(Blocker("Đã có chi phí thực tế nên dự kiến ban đầu được giữ nguyên để đối chiếu."))
    if kept_real is not None and real is None:
        found.append(Blocker("Chi phí thực tế đã ghi không bỏ trống lại được; ghi số đúng thay vào."))
    return found + (blockers_to_overspend(planned, real, explanation) if closed else [])


def blockers_to_close_cost(
    *, closed: bool, planned: int | None, real: int | None, explanation: str
) -> list[Blocker]:
    """The cost of an activity is closed once, with its real figure, and explained where it went over."""
    found = []
    if closed:
        found.append(Blocker("Chi phí của hoạt động này đã được chốt."))
    if real is None:
        found.append(Blocker("Chưa ghi chi phí thực tế; không tốn tiền thì ghi 0."))
    return found + blockers_to_overspend(planned, real, explanation)


def blockers_to_disclose(
    *, draft: bool, same_person: bool, amount: int, spent_on: dt.date, today: dt.date
) -> list[Blocker]:
    """A spending names two people, an amount, and a day that has come (EK-60)."""
    found = []
    if draft:
        found.append(Blocker("Phong trào chưa phát động nên chưa có khoản chi nào để công khai."))
    if same_person:
        found.append(Blocker("Người duyệt chi phải khác người chi."))
    if amount <= 0:
        found.append(Blocker("Số tiền, giá trị phải lớn hơn 0 đồng."))
    if spent_on > today:
        found.append(Blocker(f"Ngày chi {spent_on:%d/%m/%Y} chưa tới."))
    return found


def blockers_to_strike(*, struck: bool, reason: str) -> list[Blocker]:
    """A disclosed spending is struck out once, and says why."""
    found = []
    if struck:
        found.append(Blocker("Khoản chi này đã được gạch bỏ."))
    if not reason.strip():
        found.append(Blocker("Gạch bỏ một khoản chi đã công khai thì cần ghi lý do."))
    return found
