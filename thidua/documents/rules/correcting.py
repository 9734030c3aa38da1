"""After the issue: a paper is replaced, withdrawn or copied, never changed. Pure."""

import datetime as dt
import re
from collections.abc import Iterable

from thidua.core.errors import Blocker

# What may order a withdrawal: a decision, or a letter, notice or resolution that says so.
ORDERS = frozenset({"QĐ", "CV", "TB", "NQ"})
OUT = frozenset({"issued", "received"})


def blockers_to_replace(state: str, *, replaced_by: object | None) -> list[Blocker]:
    """An issued paper is replaced by one new paper of the same kind (NĐ 30/2020, Điều 18)."""
    found = []
    if state in {"draft", "pending", "signed"}:
        found.append(Blocker("Văn bản chưa ban hành thì sửa ngay trong dự thảo, không cần văn bản thay thế."))
    elif state == "received":
        found.append(Blocker("Văn bản đến do cơ quan ban hành thay thế, đơn vị không thay được."))
    elif state == "withdrawn":
        found.append(Blocker("Văn bản đã thu hồi; hãy soạn văn bản mới thay vì văn bản thay thế."))
    if replaced_by is not None:
        found.append(Blocker(f"Đã có văn bản thay thế: {replaced_by}.", about=replaced_by))
    return found


def blockers_to_withdraw(
    state: str,
    *,
    reason: str,
    ordered: bool,
    order_kind: str = "",
    order_state: str = "",
    order_day: dt.date | None = None,
    day: dt.date | None = None,
    same_register: bool = True,
    itself: bool = False,
) -> list[Blocker]:
    """An issued paper is withdrawn for a reason, under a paper that is out and in the same unit's registers."""
    found = []
    if state == "withdrawn":
        found.append(Blocker("Văn bản này đã được thu hồi rồi."))
    elif state != "issued":
        found.append(Blocker("Chỉ văn bản đơn vị đã ban hành mới thu hồi được."))
    if not reason.strip():
        found.append(Blocker("Thu hồi cần ghi lý do để nơi nhận biết."))
    if not ordered:
        found.append(Blocker("Chưa chọn văn bản quyết định việc thu hồi."))
        return found
    if itself:
        found.append(Blocker("Văn bản không thể tự thu hồi chính mình."))
    if order_kind not in ORDERS:
        found.append(
            Blocker("Việc thu hồi phải theo một quyết định, nghị quyết, công văn hoặc thông báo thu hồi.")
        )
    if order_state not in OUT:
        found.append(Blocker("Văn bản quyết định việc thu hồi chưa được ban hành."))
    if not same_register:
        found.append(Blocker("Văn bản quyết định việc thu hồi không có trong sổ văn bản của đơn vị."))
    if order_day is not None and day is not None and order_day < day:
        found.append(Blocker("Văn bản quyết định việc thu hồi đề ngày trước văn bản bị thu hồi."))
    return found


def blockers_to_copy(
    state: str, *, held: bool, symbol: str, place: str, book: object | None
) -> list[Blocker]:
    """A paper that is out is copied by a body that holds it and can number, name and place its copies."""
    found = []
    if state == "withdrawn":
        found.append(Blocker("Văn bản đã thu hồi, không sao được nữa."))
    elif state not in OUT:
        found.append(Blocker("Văn bản chưa ban hành, chưa có bản chính để sao."))
    if not held:
        found.append(Blocker("Đơn vị không giữ văn bản này nên không sao được."))
    if not symbol:
        found.append(Blocker("Đơn vị chưa có tên viết tắt để ghi ký hiệu bản sao."))
    if not place:
        found.append(Blocker("Đơn vị chưa có địa danh để ghi ở dòng ngày tháng của bản sao."))
    if book is None:
        found.append(Blocker("Chưa mở sổ số cho bản sao trong năm; hãy mở sổ và ghi số cuối đã dùng."))
    return found


def blockers_to_order_copy(how: str, *, part: str, base_how: str, sent_to: str, sheets: int) -> list[Blocker]:
    """A copy says for whom it is; a trích sao of which part, a sao lục of which sao y (NĐ 30/2020, Điều 25)."""
    found = []
    if how not in {"SY", "SL", "TrS"}:
        found.append(Blocker("Không có hình thức sao nào được viết như vậy; hãy chọn lại trong danh sách."))
    if how == "TrS" and not part.strip():
        found.append(Blocker("Trích sao cần ghi rõ trích phần nào của văn bản."))
    if how == "SL" and base_how != "SY":
        found.append(Blocker("Sao lục phải từ một bản sao y của chính văn bản này; hãy chọn bản sao y ấy."))
    if how != "SL" and base_how:
        found.append(Blocker("Chỉ sao lục mới làm từ một bản sao khác."))
    if not sent_to.strip():
        found.append(Blocker("Chưa ghi bản sao gửi cho ai."))
    if sheets < 1:
        found.append(Blocker("Số bản sao ít nhất là 1."))
    return found


def sections_named(written: str, sections: Iterable[str]) -> list[str]:
    """Of these section ids (I, II.1, II.1.a) those that the words of an extract name: "Mục II.1 và III"."""
    asked = set(re.findall(r"[\wĐđ]+(?:\.[\wĐđ]+)*", written))
    return sorted({section for section in sections if section and section in asked})
