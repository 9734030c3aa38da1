"""What a form demands of its cells before a report may be sent. Pure."""

from collections.abc import Sequence

from thidua.core.errors import Blocker
from thidua.reporting.cells import Cell, CellState


def blockers_in(cells: Sequence[Cell], slots: Sequence[str]) -> list[Blocker]:
    """Every empty or impossible cell, each with its own sentence."""
    found = [
        Blocker(f"{cell.name}: chưa trả lời. Nhập số, hoặc chọn “không phát sinh” hay “không áp dụng”.", about=cell)
        for cell in cells
        if cell.is_blank
    ]
    found += [
        Blocker(f"{cell.name}: “không áp dụng” cần ghi lý do.", about=cell)
        for cell in cells
        if cell.state is CellState.NOT_APPLICABLE and not cell.reason.strip()
    ]
    found += [Blocker(f"{cell.name}: số không thể âm.", about=cell) for cell in cells if (cell.value or 0) < 0]
    return found + _ratios(cells, slots)


def _ratios(cells: Sequence[Cell], slots: Sequence[str]) -> list[Blocker]:
    found = []
    for part, whole in zip(cells, cells[1:], strict=False):
        if not slots[part.slot].endswith(".part"):
            continue
        if part.value is not None and whole.value is not None and part.value > whole.value:
            found.append(
                Blocker(f"{part.name}: {part.value} nhiều hơn tổng số {whole.value}; một trong hai số chưa đúng.", about=part)
            )
        if (part.state is CellState.NOT_APPLICABLE) != (whole.state is CellState.NOT_APPLICABLE):
            found.append(Blocker(f"{part.name}: hai ô của một tỷ lệ phải cùng áp dụng hoặc cùng không.", about=part))
    return found
