"""What stands in the way of pledging and of reminding. Pure."""

from thidua.core.errors import Blocker


def blockers_to_urge(*, running: bool, users: int, sentence: str) -> list[Blocker]:
    """People are reminded while the movement runs, of something, and only those who still owe it."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên không nhắc ai nữa."))
    if not users:
        found.append(Blocker("Mọi người đã ký giao ước; không còn ai để nhắc."))
    if not sentence.strip():
        found.append(Blocker("Lời nhắc chưa có nội dung."))
    return found


def blockers_to_pledge(*, running: bool, asked: bool, signed: bool) -> list[Blocker]:
    """Signed once, by the person asked, while the movement runs."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được."))
    if signed:
        found.append(Blocker("Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."))
    elif not asked:
        found.append(Blocker("Bạn không có tên trong danh sách đăng ký của phong trào này."))
    return found
