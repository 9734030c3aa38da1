"""What stands in the way of confirming, handing in, returning and accepting what was asked of a unit. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker

PLANS = {"own_plan", "communication_plan"}
ELSEWHERE = {
    "report": "Báo cáo được lập và gửi ở phòng báo cáo, không nộp ở đây.",
    "pledge": "Giao ước được ký ở trang giao ước, không nộp ở đây.",
    "directive": "Việc theo văn bản chỉ đạo được ghi xong ở trang của văn bản.",
}


@dataclass(frozen=True)
class Pair:
    """The two halves of a duty laid on a head and the union chair of the same level; `union` None: there is none."""

    head: bool
    chair: bool
    union: str | None


def blockers_to_pair(pair: Pair | None, unit: str) -> list[Blocker]:
    """A joint step waits for both halves, and cannot be taken where no union is paired with the unit (NH-77)."""
    if pair is None:
        return []
    found = []
    if pair.union is None:
        found.append(Blocker(f"{unit} chưa có công đoàn đồng cấp ghép cặp nên chưa làm được bước chung."))
    if not pair.head:
        found.append(Blocker("Thủ trưởng đơn vị chưa xác nhận nhận việc."))
    if pair.union is not None and not pair.chair:
        found.append(Blocker(f"Chủ tịch {pair.union} chưa xác nhận nhận việc."))
    return found


def blockers_to_receive(*, running: bool, side: str, done: bool) -> list[Blocker]:
    """A side confirms once, while the movement runs; `side` is empty for somebody who speaks for neither."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    if not side:
        found.append(
            Blocker("Chỉ thủ trưởng đơn vị hoặc chủ tịch công đoàn đồng cấp xác nhận được việc này.")
        )
    if side and done:
        found.append(Blocker("Bên này đã xác nhận nhận việc từ trước."))
    return found


@dataclass(frozen=True)
class Offer:
    """What a unit hands in: a paper (how it stands, and whether it is the unit's own), measures, a note."""

    paper: bool = False
    issued: bool = False
    own: bool = False
    measures: str = ""
    note: str = ""


def blockers_to_hand_in(
    *, what: str, state: str, running: bool, offer: Offer, accepts_measures: bool, merged: bool = False
) -> list[Blocker]:
    """What is asked is handed in while it is open or returned, and with what was asked for."""
    if what in ELSEWHERE:
        return [Blocker(ELSEWHERE[what])]
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    if state == "handed_in":
        found.append(Blocker("Việc này đã nộp và đang chờ xem."))
    if state == "done":
        found.append(Blocker("Việc này đã được ghi là xong."))
    if merged:
        found.append(Blocker("Việc này đã nhập vào việc của đơn vị kế thừa."))
    if offer.paper and not offer.own:
        found.append(Blocker("Văn bản này không phải của đơn vị."))
    if offer.paper and offer.own and not offer.issued:
        found.append(Blocker("Văn bản này chưa ban hành; ban hành rồi mới nộp được."))
    return found + _against_answer(what, offer, accepts_measures=accepts_measures)


def _against_answer(what: str, offer: Offer, *, accepts_measures: bool) -> list[Blocker]:
    """Whether something fitting is handed in at all."""
    measures = bool(offer.measures.strip())
    found = []
    if measures and not accepts_measures and what != "measures":
        found.append(Blocker("Việc này không nhận biện pháp thay cho kế hoạch."))
    if what in PLANS and not offer.paper and not (measures and accepts_measures):
        instead = " hoặc ghi biện pháp" if accepts_measures else ""
        found.append(Blocker(f"Chọn kế hoạch đã ban hành của đơn vị{instead}."))
    if what == "measures" and not offer.paper and not measures:
        found.append(Blocker("Ghi biện pháp hoặc chọn kế hoạch của đơn vị."))
    if what not in PLANS and what != "measures" and not offer.paper and not offer.note.strip():
        found.append(Blocker("Chọn văn bản của đơn vị hoặc ghi kết quả."))
    return found


def blockers_to_review(*, state: str, own: bool) -> list[Blocker]:
    """What waits is reviewed, and never by who handed it in."""
    found = []
    if state != "handed_in":
        found.append(Blocker("Không có gì đang chờ xem ở việc này."))
    if own:
        found.append(Blocker("Người nộp không tự xem phần của mình; cấp trên phải xem."))
    return found


def blockers_to_return(
    *, state: str, own: bool, demanded: Sequence[str], missing: Sequence[str], reason: str
) -> list[Blocker]:
    """What is returned names the missing part where parts were demanded, and always says why."""
    found = blockers_to_review(state=state, own=own)
    if demanded and not missing:
        found.append(Blocker("Chọn ít nhất một phần còn thiếu hoặc chưa đạt."))
    beyond = [part for part in missing if part not in demanded]
    if beyond:
        found.append(Blocker(f"Kế hoạch cấp trên không bắt buộc phần: {', '.join(beyond)}."))
    if not reason.strip():
        found.append(Blocker("Ghi lý do trả lại."))
    return found


def is_reviewed(what: str, reaches: str) -> bool:
    """Whether somebody above looks at what is handed in; the light work of a school's own groups is done by a word."""
    return reaches in {"units", "pairs", "schools", "whole"} and what not in ELSEWHERE


def is_late(state: str, due: dt.date | None, on: dt.date, *, late: bool) -> bool:
    """Late for ever once handed in late; what is still owed is late from the day after it was due."""
    return late or (state in {"open", "returned"} and due is not None and due < on)
