"""What stands in the way of opening a programme, registering for it and saying what came of it. Pure."""

from collections.abc import Sequence
from itertools import combinations

from thidua.core.errors import Blocker
from thidua.core.text import fold


def blockers_to_place(*, opened: bool, closed: bool) -> list[Blocker]:
    """Whose a programme is and whom it is for stand once people have begun to register."""
    found = []
    if opened:
        found.append(Blocker("Đăng ký đã mở nên chủ quản và đối tượng không đổi nữa."))
    if closed:
        found.append(Blocker("Phong trào đã tổng kết; chương trình chỉ còn để xem."))
    return found


def blockers_to_open(
    *, opened: bool, running: bool, owner: str, owned_by_union: bool, base: str, speaks: bool
) -> list[Blocker]:
    """Registration is opened once, by the people of the programme's owner; a union's by the union's (NH-32)."""
    found = []
    if opened:
        found.append(Blocker("Đăng ký của chương trình này đã mở."))
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    if not owner:
        found.append(Blocker("Chưa ghi đơn vị chủ quản của chương trình."))
    elif not speaks:
        who = "người của" if owned_by_union else "lãnh đạo"
        found.append(Blocker(f"Chương trình do {owner} chủ quản; chỉ {who} {owner} mở được đăng ký."))
    if not base:
        found.append(Blocker("Chưa chọn đối tượng đăng ký, nên chưa biết tỉ lệ tính trên ai."))
    return found


def blockers_to_register(
    *, opened: bool, in_base: bool, already: bool, target: str, base: str, who: str
) -> list[Blocker]:
    """One registers once a year, while it is open, if one belongs to those the programme is for."""
    found = []
    if not opened:
        found.append(Blocker("Chương trình chưa mở đăng ký."))
    if not in_base:
        found.append(Blocker(f"Chương trình này dành cho {base}; {who} không thuộc đối tượng đăng ký."))
    if already:
        found.append(Blocker(f"{who} đã đăng ký trong năm học này."))
    if not target.strip():
        found.append(Blocker("Ghi việc sẽ làm trong năm học."))
    return found


def blockers_to_close_registration(*, has_result: bool, result: str) -> list[Blocker]:
    """A result is entered once, in words."""
    found = []
    if has_result:
        found.append(Blocker("Đăng ký này đã có kết quả."))
    if not result.strip():
        found.append(Blocker("Ghi kết quả đã làm được."))
    return found


def likenesses(names: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of different programmes whose names share most words; they are shown, and merged by nobody (NH-31)."""
    pairs = [*combinations(names, 2), *((name, other) for name in names for other in others)]
    return [(one, two) for one, two in pairs if fold(one) != fold(two) and _alike(one, two)]


def _alike(one: str, two: str) -> bool:
    first, second = set(fold(one).replace(",", " ").split()), set(fold(two).replace(",", " ").split())
    return 2 * len(first & second) > len(first | second)
