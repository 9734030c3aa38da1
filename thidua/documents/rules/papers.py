"""What the papers room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_kind(written: str, *, known: bool) -> list[Blocker]:
    """The kind of paper is one of those the register keeps."""
    if known:
        return []
    named = f"“{written}”" if written else "của văn bản"
    return [Blocker(f"Tên loại {named} chưa có trong danh mục; hãy vào sổ bằng cách ghi từng thông tin.")]


def blockers_to_edit(state: str, code: str) -> list[Blocker]:
    """Only a draft can change; after issue only a new paper replaces it."""
    if state == "draft":
        return []
    if state == "signed":
        return [Blocker("Văn bản đã ký, không sửa được nữa; muốn sửa hãy hủy bản đã ký và soạn lại.")]
    return [Blocker(f"Văn bản {code} đã khóa; muốn thay đổi hãy ban hành văn bản mới.")]


def blockers_to_address(state: str, code: str) -> list[Blocker]:
    """Who a paper is sent to may still be completed after the signature, not after the issue."""
    return [] if state == "signed" else blockers_to_edit(state, code)


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
    if state not in {"draft", "signed"}:
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
) -> list[Blocker]:
    """Everything a paper needs before it may go out."""
    found = []
    if state in {"issued", "withdrawn"}:
        return [Blocker("Văn bản đã được ban hành.")]
    if state == "received":
        return [Blocker("Đây là văn bản đến; chỉ văn bản của chính đơn vị mới được ban hành.")]
    if elsewhere:
        found.append(Blocker(f"Văn bản này được phát hành từ {elsewhere}, cùng với việc nó giao."))
    found += [Blocker(f"Chưa có chữ ký của {name}.") for name in unsigned]
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


def blockers_to_open_book(*, opened: bool, opening: int, reason: str) -> list[Blocker]:
    """A book is opened once a year, and a late start explains itself."""
    found = []
    if opened:
        found.append(Blocker("Sổ số của loại văn bản này trong năm đã mở rồi."))
    if opening < 0:
        found.append(Blocker("Số cuối đã dùng không thể nhỏ hơn 0."))
    if opening and not reason.strip():
        found.append(Blocker("Sổ mở giữa năm cần ghi lý do: số cuối đã dùng ở đâu."))
    return found
