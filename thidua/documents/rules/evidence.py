"""What keeping a file and checking evidence refuse, and in what words. Pure."""

from thidua.core.errors import Blocker


def blockers_to_upload(name: str, size: int, *, limit: int) -> list[Blocker]:
    """A file that can be kept: not empty, not beyond the limit (bytes)."""
    if size == 0:
        return [Blocker(f"Tệp {name} rỗng, không có nội dung nào để đọc.")]
    if size > limit:
        return [Blocker(f"Tệp {name} lớn hơn {limit // 1_000_000} MB; hãy gửi bản nhỏ hơn hoặc bản văn bản.")]
    return []


def blockers_to_check(*, state: str, is_owner: bool, rejected: bool, reason: str) -> list[Blocker]:
    """Evidence is checked once, by someone else, and a rejection says why."""
    found = []
    if is_owner:
        found.append(Blocker("Người đưa minh chứng không tự kiểm tra minh chứng của mình."))
    if state != "draft":
        found.append(Blocker("Minh chứng này đã được kiểm tra."))
    if rejected and not reason.strip():
        found.append(Blocker("Không chấp nhận minh chứng thì cần ghi lý do."))
    return found
