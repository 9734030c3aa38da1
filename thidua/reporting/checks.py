"""What a form demands of its cells before a report may be sent. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from thidua.core.errors import Blocker
from thidua.reporting.cells import Cell, CellState


def blockers_in(cells: Sequence[Cell], slots: Sequence[str]) -> list[Blocker]:
    """Every empty or impossible cell, each with its own sentence."""
    empty = [Blocker(_unanswered(cell.name), about=cell) for cell in cells if cell.is_blank]
    return empty + problems_in(cells, slots)


def problems_in(cells: Sequence[Cell], slots: Sequence[str]) -> list[Blocker]:
    """Every answer that cannot stand as it is; a cell nobody has answered yet is no problem, only open."""
    found = [
        Blocker(f"{cell.name}: “không áp dụng” cần ghi lý do.", about=cell)
        for cell in cells
        if cell.state is CellState.NOT_APPLICABLE and not cell.reason.strip()
    ]
    found += [
        Blocker(f"{cell.name}: số không thể âm.", about=cell) for cell in cells if (cell.value or 0) < 0
    ]
    found += [Blocker(_contested(cell), about=cell) for cell in cells if cell.rivals]
    return found + _ratios(cells, slots)


def _unanswered(name: str) -> str:
    return f"{name}: chưa trả lời. Nhập số, hoặc chọn “không phát sinh” hay “không áp dụng”."


def _contested(cell: Cell) -> str:
    others = ", ".join(f"“{rival.said}” của {rival.by}" for rival in cell.rivals)
    return f"{cell.name}: đang ghi “{cell.said}”, còn {others} chưa được ghi. Hãy chọn một rồi lưu lại ô này."


def _ratios(cells: Sequence[Cell], slots: Sequence[str]) -> list[Blocker]:
    found = []
    for part, whole in pairwise(cells):
        if not slots[part.slot].endswith(".part"):
            continue
        most = 0 if whole.state is CellState.NONE_OCCURRED else whole.value
        if part.value is not None and most is not None and part.value > most:
            said = f"{part.said} nhiều hơn tổng số {whole.said}; một trong hai số chưa đúng."
            found.append(Blocker(f"{part.name}: {said}", about=part))
        if (part.state is CellState.NOT_APPLICABLE) != (whole.state is CellState.NOT_APPLICABLE):
            said = "hai ô của một tỷ lệ phải cùng áp dụng hoặc cùng không."
            found.append(Blocker(f"{part.name}: {said}", about=part))
    return found
