"""What stands in the way of answering the contents of the plan above, and what an answer should look at. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker

COPIED = (
    "Kế hoạch chép nguyên, chưa có nét riêng: chưa nội dung nào có ghi chú cách vận dụng ở đơn vị. "
    "Nên ghi ở ít nhất một nội dung điều làm khác, làm thêm ở nơi mình."
)
OFF_TEXT = "Câu chữ đã khác cấp trên mà vẫn chọn áp dụng; hãy chọn điều chỉnh và ghi cách vận dụng"


def blockers_to_answer_content(
    answer: str, note: str, *, has_above: bool, mandatory: str = ""
) -> list[Blocker]:
    """A content that follows the plan above names what it follows; one that differs says how or why.

    `mandatory` names the content above when its owner made it binding: it may be adapted, never dropped.
    """
    found = []
    if answer in {"taken", "adapted", "dropped"} and not has_above:
        found.append(Blocker("Chọn nội dung của kế hoạch cấp trên mà nội dung này đối chiếu."))
    if answer == "dropped" and mandatory:
        found.append(Blocker(f"Nội dung bắt buộc của cấp trên không được bỏ: {mandatory}."))
    if answer in {"adapted", "added", "dropped"} and not note.strip():
        found.append(Blocker("Ghi cách cụ thể hóa ở đơn vị, hoặc lý do thêm, lý do không đưa vào."))
    return found


def blockers_to_require(*, running: bool, dropped: bool) -> list[Blocker]:
    """What binds the units beneath is settled before the plan goes out, of what the plan holds."""
    found = []
    if running:
        found.append(Blocker("Phong trào đã phát động; thay đổi cần một văn bản mới."))
    if dropped:
        found.append(Blocker("Nội dung này không có trong kế hoạch, nên không bắt buộc cấp dưới được."))
    return found


@dataclass(frozen=True)
class Reply:
    """How a unit means to answer one content or criterion of the plan above; `key` is the item's own."""

    key: str
    name: str
    answer: str
    note: str
    reworded: bool = False
    mandatory: bool = False
    content: bool = True


def blockers_to_reply(reply: Reply) -> list[Blocker]:
    """Everything wrong with one answer, the item named."""
    found = []
    if reply.answer not in {"taken", "adapted", "dropped"}:
        found.append(Blocker(f"{reply.name}: chọn áp dụng, điều chỉnh hoặc không áp dụng."))
    if reply.answer == "dropped" and reply.mandatory:
        found.append(Blocker(f"{reply.name}: bắt buộc ở cấp trên, cụ thể hóa được, bỏ thì không."))
    if reply.answer == "dropped" and not reply.note.strip():
        found.append(Blocker(f"{reply.name}: ghi lý do không áp dụng."))
    if reply.answer == "adapted" and not reply.note.strip():
        found.append(Blocker(f"{reply.name}: ghi cách điều chỉnh ở đơn vị."))
    if reply.answer == "taken" and reply.reworded:
        found.append(Blocker(f"{reply.name}: {OFF_TEXT[0].lower()}{OFF_TEXT[1:]}."))
    return found


def blockers_to_derive(
    replies: Sequence[Reply], *, taken: object | None, name: str, added: str = "", reason: str = ""
) -> list[Blocker]:
    """A plan carries out at least one content of the plan above, answers each, and is the unit's only one on it.

    `taken` is the unit's movement that rests on the same plan already; `added` a content of its own and why.
    """
    found = []
    if taken is not None:
        found.append(Blocker("Đơn vị đã có kế hoạch theo kế hoạch này; hãy mở kế hoạch ấy.", about=taken))
    if not name.strip():
        found.append(Blocker("Ghi trích yếu của kế hoạch."))
    contents = [reply for reply in replies if reply.content]
    if contents and all(reply.answer == "dropped" for reply in contents) and not added.strip():
        found.append(Blocker("Kế hoạch phải giữ ít nhất một nội dung của cấp trên hoặc có nội dung riêng."))
    if added.strip() and not reason.strip():
        found.append(Blocker("Ghi lý do đơn vị thêm nội dung riêng."))
    return found + [blocker for reply in replies for blocker in blockers_to_reply(reply)]


def copied_unchanged(answered: Sequence[tuple[str, str]]) -> bool:
    """Whether contents were taken over with no note on any of them (NH-24); each is (answer, note)."""
    taken = [note for answer, note in answered if answer in {"taken", "adapted"}]
    return bool(taken) and not any(note.strip() for note in taken)
