"""What number books refuse, and how the symbols of papers are written. Pure."""

from collections.abc import Collection

from thidua.core.errors import Blocker


def normal_symbol(written: str) -> str:
    """A symbol without the stray blanks people type: "KH - PGDĐT" is KH-PGDĐT (NĐ 30/2020, Phụ lục I, ô 3)."""
    return "".join(written.split())


def blockers_to_open_book(
    *, opened: bool, opening: int, reason: str, used: int = 0, year: int = 0
) -> list[Blocker]:
    """A book is opened once a year, never below a number already given, and a late start explains itself."""
    found = []
    if opened:
        found.append(Blocker("Sổ số của loại văn bản này trong năm đã mở rồi."))
    if opening < 0:
        found.append(Blocker("Số cuối đã dùng không thể nhỏ hơn 0."))
    elif opening < used:
        found.append(
            Blocker(
                f"Loại văn bản này đã cấp tới số {used:02} trong năm {year}; "
                "số cuối đã dùng không thể nhỏ hơn số ấy."
            )
        )
    if opening and not reason.strip():
        found.append(Blocker("Sổ mở giữa năm cần ghi lý do: số cuối đã dùng ở đâu."))
    return found


def blockers_to_reserve(*, reason: str) -> list[Blocker]:
    """A number kept for a paper outside the system says for what."""
    return [] if reason.strip() else [Blocker("Giữ một số ngoài hệ thống cần ghi số ấy dùng vào việc gì.")]


def blockers_to_explain(
    number: int, *, first: int, last: int, borne_by: object | None, explained: bool, reason: str
) -> list[Blocker]:
    """Only a number of the book that no paper bears and nobody has explained needs an explanation."""
    found = []
    if not first <= number <= last:
        given = f"từ {first:02} đến {last:02}" if first <= last else "chưa có số nào"
        found.append(Blocker(f"Số {number:02} không nằm trong các số đã cấp của sổ ({given})."))
    if borne_by is not None:
        found.append(Blocker(f"Số {number:02} là của {borne_by}, không phải số trống.", about=borne_by))
    if explained:
        found.append(Blocker(f"Số {number:02} đã được giải trình rồi."))
    if not reason.strip():
        found.append(Blocker("Chưa ghi lý do số này không có văn bản."))
    return found


def blockers_to_bear(number: int, symbol: str, year: int, bearer: object | None) -> list[Blocker]:
    """A number with its symbol is given once a year, on paper and in files alike (NĐ 30/2020, Điều 15)."""
    if bearer is None:
        return []
    sentence = (
        f"Số {number:02}/{symbol} năm {year} đã cấp cho một văn bản khác; mỗi số chỉ cấp một lần trong năm."
    )
    return [Blocker(sentence, about=bearer)]


def unexplained(first: int, last: int, *, borne: Collection[int], explained: Collection[int]) -> list[int]:
    """The numbers from `first` to `last`, both in, that neither a paper nor an explanation accounts for."""
    known = set(borne) | set(explained)
    return [number for number in range(first, last + 1) if number not in known]
