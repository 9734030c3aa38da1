"""What stands in the way of answering the contents of the plan above. Pure."""

from thidua.core.errors import Blocker


def blockers_to_answer_content(answer: str, note: str, *, has_above: bool) -> list[Blocker]:
    """A content that follows the plan above names what it follows; one that differs says how or why."""
    found = []
    if answer in {"taken", "adapted", "dropped"} and not has_above:
        found.append(Blocker("Chọn nội dung của kế hoạch cấp trên mà nội dung này đối chiếu."))
    if answer in {"adapted", "added", "dropped"} and not note.strip():
        found.append(Blocker("Ghi cách cụ thể hóa ở đơn vị, hoặc lý do thêm, lý do không đưa vào."))
    return found
