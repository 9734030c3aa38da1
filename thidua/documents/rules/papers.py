"""What the papers room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_edit(state: str, code: str) -> list[Blocker]:
    """Only a draft can change; after issue only a new paper replaces it."""
    if state == "draft":
        return []
    if state in {"pending", "signed"}:
        return [Blocker("Văn bản đã ký, không sửa được nữa; muốn sửa hãy hủy bản đã ký và soạn lại.")]
    if state == "withdrawn":
        return [Blocker(f"Văn bản {code} đã thu hồi, không sửa được nữa.")]
    return [Blocker(f"Văn bản {code} đã khóa; muốn thay đổi hãy ban hành văn bản mới.")]


def blockers_to_address(state: str, code: str) -> list[Blocker]:
    """Who a paper is sent to may still be completed after the signature, not after the issue."""
    return [] if state in {"pending", "signed"} else blockers_to_edit(state, code)


def blockers_to_register(twin: object | None) -> list[Blocker]:
    """A numbered paper stands once in the register of received papers."""
    if twin is None:
        return []
    return [Blocker(f"{twin} cùng ngày đã có trong sổ văn bản đến.", about=twin)]


def blockers_to_acknowledge(*, addressed: bool) -> list[Blocker]:
    """Only those a paper went to can say that they have it."""
    return [] if addressed else [Blocker("Văn bản này không gửi cho anh/chị nên không cần xác nhận đã nhận.")]


def blockers_to_sign(
    state: str, *, already: bool, authority: Sequence[Blocker], known: bool = True
) -> list[Blocker]:
    """A draft, signed once for each issuer, by someone who may, with an authority that exists."""
    if not known:
        return [Blocker("Không có quyền hạn ký nào được viết như vậy; hãy chọn lại trong danh sách.")]
    found = list(authority)
    if state not in {"draft", "pending", "signed"}:
        found.append(Blocker("Văn bản này không còn ở bước ký."))
    elif already:
        found.append(Blocker("Đơn vị này đã ký văn bản rồi."))
    return found


def blockers_to_number(written: int | None, given: int) -> list[Blocker]:
    """A draft that names its own number gets that number or none: the book is not bent to the text."""
    if written is None or written == given:
        return []
    return [
        Blocker(
            f"Dự thảo ghi số {written:02}, sổ sẽ cấp số {given:02}. Bỏ số ghi trong dự thảo để lấy số của sổ, "
            "hoặc kiểm tra lại số cuối đã dùng trong sổ."
        )
    ]


def blockers_to_issue(
    state: str,
    *,
    unsigned: Sequence[str],
    recipients: int,
    symbol: str,
    place: str,
    day: dt.date | None,
    today: dt.date,
    book: object | None,
    elsewhere: str = "",
    untitled: Sequence[str] = (),
    one_signer: str = "",
    lead: str = "",
) -> list[Blocker]:
    """Everything a paper needs before it may go out.

    `untitled` are those who signed without a title; `one_signer` is the warning that one person signs for
    several sides, as long as the head of `lead` has not confirmed it.
    """
    found = []
    if state in {"issued", "withdrawn"}:
        return [Blocker("Văn bản đã được ban hành.")]
    if state == "received":
        return [Blocker("Đây là văn bản đến; chỉ văn bản của chính đơn vị mới được ban hành.")]
    if elsewhere:
        found.append(Blocker(f"Văn bản này được phát hành từ {elsewhere}, cùng với việc nó giao."))
    found += [Blocker(f"Chưa có chữ ký của {name}.") for name in unsigned]
    found += [Blocker(f"Chữ ký của {name} chưa có chức vụ; văn bản phải in chức vụ.") for name in untitled]
    if one_signer:
        found.append(Blocker(f"{one_signer} Cần người đứng đầu {lead} xác nhận trước khi phát hành."))
    if not recipients:
        found.append(Blocker("Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành."))
    if not symbol:
        found.append(Blocker("Chưa có ký hiệu văn bản của đơn vị, ví dụ KH-THPTLT."))
    if not place:
        found.append(Blocker("Chưa có địa danh để ghi ở dòng ngày tháng."))
    if day is not None and day > today:
        found.append(Blocker(f"Ngày văn bản {day:%d/%m/%Y} còn ở phía trước; không ban hành trước ngày ghi."))
    if book is None:
        found.append(
            Blocker("Chưa mở sổ số cho loại văn bản này trong năm; hãy mở sổ và ghi số cuối đã dùng.")
        )
    return found
