"""What keeping a file, offering and checking evidence refuse, and in what words. Pure."""

from dataclasses import dataclass

from thidua.core.errors import Blocker

NOT_SCANNED = "chưa quét vi-rút"


def blockers_to_upload(name: str, size: int, *, limit: int) -> list[Blocker]:
    """A file that can be kept: not empty, not beyond the limit (bytes)."""
    if size == 0:
        return [Blocker(f"Tệp {name} rỗng, không có nội dung nào để đọc.")]
    if size > limit:
        return [Blocker(f"Tệp {name} lớn hơn {limit // 1_000_000} MB; hãy gửi bản nhỏ hơn hoặc bản văn bản.")]
    return []


def blockers_to_offer(*, holds: bool, offered: bool, itself: bool) -> list[Blocker]:
    """Evidence holds something, a file proves one thing once, and nothing proves itself."""
    found = []
    if not holds:
        found.append(
            Blocker("Minh chứng cần có ít nhất một thứ: tệp, liên kết, văn bản đã có hoặc lời ghi chú.")
        )
    if offered:
        found.append(Blocker("Tệp này đã là minh chứng của việc này; không cần thêm lần nữa."))
    if itself:
        found.append(Blocker("Một việc không tự làm minh chứng cho chính nó."))
    return found


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


def blockers_to_open(name: str, *, virus: str) -> list[Blocker]:
    """A file in which a virus was found is never handed on."""
    if not virus:
        return []
    return [Blocker(f"Tệp {name} có vi-rút ({virus}) nên không tải về được. Hãy xin người gửi bản khác.")]


@dataclass(frozen=True)
class Standing:
    """How one thing is proved: pieces checked, waiting and rejected."""

    verified: int = 0
    waiting: int = 0
    rejected: int = 0

    @property
    def is_lacking(self) -> bool:
        """Whether nothing is offered that has not been rejected."""
        return not (self.verified or self.waiting)

    @property
    def word(self) -> str:
        """In words."""
        if self.verified:
            return "đã có minh chứng"
        return "thiếu minh chứng" if self.is_lacking else "minh chứng chờ kiểm tra"
