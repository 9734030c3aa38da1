"""The desk of one person: a line of work, and the piles it lies in."""

from dataclasses import dataclass, field
from datetime import date

from thidua.core.text import in_words


@dataclass(frozen=True)
class Work:
    """One line of the desk: what, why, by when, and where to do it."""

    title: str
    href: str
    why: str
    day: date | None = None
    caption: str = ""
    tone: str = ""
    go: str = "Mở"
    quote: str = ""
    quote_by: str = ""
    pinned: bool = False  # urgent work stands before older ordinary work


@dataclass
class Desk:
    """Three piles of work, owed by me, waiting for my decision, sent back to me; and papers that have arrived."""

    owed: list[Work] = field(default_factory=list)
    waiting: list[Work] = field(default_factory=list)
    returned: list[Work] = field(default_factory=list)
    arrived: list[Work] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether no work is asked of this person today; a paper to be read is none."""
        return not (self.owed or self.waiting or self.returned)

    def laid_out(self) -> tuple[Work | None, list[tuple[str, list[Work]]]]:
        """The one thing to do next (what came back, then what is due, then what waits), and the piles without it."""
        first = next(iter([*self.returned, *self.owed, *self.waiting]), None)
        piles = (
            ("Bị trả lại", self.returned),
            ("Tôi phải làm", self.owed),
            ("Chờ tôi quyết định", self.waiting),
            ("Văn bản gửi đến, chưa xác nhận", self.arrived),
        )
        return first, [(title, [work for work in pile if work is not first]) for title, pile in piles]

    def in_words(self) -> str:
        """How much there is, as a sentence."""
        counts = (
            (self.owed, "việc phải làm"),
            (self.waiting, "việc chờ quyết định"),
            (self.returned, "việc bị trả lại"),
            (self.arrived, "văn bản mới đến"),
        )
        parts = [f"{in_words(len(pile))} {what}" for pile, what in counts if pile]
        sentence = ", ".join(parts) if parts else "không có việc nào"
        return f"{sentence[0].upper()}{sentence[1:]}."


def lateness(due: date | None, today: date) -> tuple[str, str]:
    """What to say under a date, and how loudly."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return f"Trễ {-days} ngày", "late"
    return ("Hôm nay" if days == 0 else f"Còn {days} ngày"), ""


def origin_words(origin: str) -> str:
    return {
        "stated": "Hạn do văn bản nêu.",
        "office": "Hạn do đơn vị đặt, không có trong văn bản.",
        "computed": "Hạn do hệ thống tính.",
    }.get(origin, "Văn bản không nêu hạn.")
