"""What stands in the way of pledging, and what a pledge counts as. Pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.errors import Blocker

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_LAST = re.compile(rf"^(?P<words>.*\S)[\s:]+{_NUMBER}(?![\d.,])\s*(?P<unit>[^\d\s][^\d]*)$")
_FIRST = re.compile(rf"^{_NUMBER}(?![\d.,])\s*(?P<unit>%|[^\d\s]+)\s+(?P<words>\D.*)$")
_AT_THE_START = re.compile(r"(?:ngay )?từ đầu năm học", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """One measurable target: what, how much, counted in what."""

    words: str
    number: Decimal
    unit: str

    def __str__(self) -> str:
        joint = "" if self.unit == "%" else " "
        return f"{self.words}: {f'{self.number:f}'.replace('.', ',')}{joint}{self.unit}"

    @property
    def row(self) -> dict[str, str]:
        """As the database keeps it: the number as text, so that 97,8 stays 97,8."""
        return {"words": self.words, "number": f"{self.number:f}", "unit": self.unit}


def target_of(row: Mapping[str, str]) -> Target:
    """A target as it was kept."""
    return Target(row["words"], Decimal(row["number"]), row["unit"])


def read_target(line: str) -> Target | None:
    """One line as people write a target ("Giáo viên giỏi cấp trường: 12 người"); None when it cannot be measured.

    The number is the last of the line, or its first word ("100% giáo viên tự học"). 1.200 is a thousand two hundred.
    """
    found = _LAST.match(line.strip()) or _FIRST.match(line.strip())
    if found is None:
        return None
    number = Decimal(found["number"].replace(".", "").replace(",", "."))
    return Target(found["words"].strip(" :;,."), number, found["unit"].strip(" .;"))


def needs_target(kind: str) -> bool:
    """A school-year pledge carries a measurable target (NH-79); the special movements' plans ask for none."""
    return kind == "school_year"


def proposed_due(sentence: str, school_year: str) -> dt.date | None:
    """30/9 for "ngay từ đầu năm học", between opening day and the staff conference (E.2, 26); else no proposal."""
    if school_year and _AT_THE_START.search(sentence):
        return dt.date(int(school_year[:4]), 9, 30)
    return None


def carried(unit: int, passed: Mapping[int, Sequence[tuple[dt.date, int]]], day: dt.date) -> int:
    """The unit that a unit had become by a day, as far as one successor carries it on.

    `passed` are the successions of a unit, (day, successor). A split has several and is not followed.
    """
    seen = {unit}
    while True:
        heirs = {heir for since, heir in passed.get(unit, ()) if since <= day}
        if len(heirs) != 1 or heirs & seen:
            return unit
        unit = heirs.pop()
        seen.add(unit)


def blockers_to_pledge(
    *, running: bool, asked: bool, signed: bool, entered: bool = False, measured: bool = True
) -> list[Blocker]:
    """Signed once, by the person asked, while the movement runs, with a target where one is due.

    `entered` says that the unit entered a paper signature, which the person answers instead of signing again.
    """
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được."))
    if entered:
        found.append(
            Blocker("Đơn vị đã nhập chữ ký giấy của bạn; hãy xác nhận, hoặc cho biết là bạn không ký.")
        )
    elif signed:
        found.append(Blocker("Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."))
    elif not asked:
        found.append(Blocker("Bạn không có tên trong danh sách đăng ký của phong trào này."))
    if not measured and not signed:
        found.append(
            Blocker("Giao ước năm học cần ít nhất một chỉ tiêu đo được: việc gì, con số và đơn vị tính.")
        )
    return found


def blockers_to_pledge_for_unit(
    *, running: bool, asked: bool, signed: bool, lines: Sequence[str], measured: bool, unit: str
) -> list[Blocker]:
    """A body pledges once, with contents and measurable targets, by who speaks for it."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được."))
    if signed:
        found.append(Blocker(f"{unit} đã ký giao ước này; bản đã ký vẫn được giữ nguyên."))
    elif not asked:
        found.append(Blocker(f"{unit} không có tên trong danh sách đăng ký tập thể của phong trào này."))
    if not [line for line in lines if line.strip()]:
        found.append(Blocker("Bản giao ước cần ít nhất một nội dung thi đua."))
    if not measured:
        found.append(
            Blocker("Giao ước của tập thể cần ít nhất một chỉ tiêu đo được: việc gì, con số, đơn vị tính.")
        )
    return found


def blockers_to_terms(*, asked: bool, signed: int, lines: Sequence[str]) -> list[Blocker]:
    """The words are set while nobody has signed them, for a pledge that is asked."""
    found = []
    if not asked:
        found.append(Blocker("Phong trào này chưa đặt việc đăng ký, ký giao ước; hãy đặt việc trước."))
    if signed:
        found.append(Blocker(f"Đã có {signed} bản được ký; lời giao ước được giữ nguyên như lúc ký."))
    if not [line for line in lines if line.strip()]:
        found.append(Blocker("Bản giao ước cần ít nhất một điều cam kết."))
    return found


@dataclass(frozen=True)
class Entered:
    """A paper list as somebody means to enter it; the names are of those for whom it cannot be."""

    signed_on: dt.date
    people: int
    strangers: Sequence[str] = ()
    signed: Sequence[str] = ()
    denied: Sequence[str] = ()
    own: bool = False


def blockers_to_enter(
    entered: Entered, *, running: bool, launched_on: dt.date | None, today: dt.date
) -> list[Blocker]:
    """A list holds people who were asked, have neither signed nor denied, and is dated within the movement."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa nhập danh sách ký được."))
    if not entered.people:
        found.append(Blocker("Chưa chọn ai trong danh sách ký giấy."))
    if entered.signed_on > today:
        found.append(Blocker(f"Ngày ký {entered.signed_on:%d/%m/%Y} chưa tới."))
    if launched_on and entered.signed_on < launched_on:
        found.append(
            Blocker(f"Ngày ký {entered.signed_on:%d/%m/%Y} đứng trước ngày phát động {launched_on:%d/%m/%Y}.")
        )
    if entered.own:
        found.append(Blocker("Phần của chính bạn, bạn tự đọc và ký trên trang giao ước của mình."))
    found += [
        Blocker(f"{name} không có tên trong danh sách đăng ký của phong trào này.")
        for name in entered.strangers
    ]
    found += [Blocker(f"{name} đã có bản giao ước; mỗi người một bản.") for name in entered.signed]
    found += [
        Blocker(f"{name} đã cho biết là không ký; chỉ {name} ký lại được trên trang của mình.")
        for name in entered.denied
    ]
    return found


def blockers_to_answer_entry(*, waiting: bool) -> list[Blocker]:
    """What was entered by the unit is answered once, by the person."""
    if waiting:
        return []
    return [Blocker("Không có chữ ký giấy nào do đơn vị nhập đang chờ bạn trả lời.")]


def blockers_to_countersign(*, asked: bool, waiting: int) -> list[Blocker]:
    """The other side signs what is signed already, if the pledge has two sides and it is theirs to sign."""
    if not asked:
        return [Blocker("Giao ước của phong trào này không đặt chữ ký của bên này.")]
    if not waiting:
        return [Blocker("Không có bản giao ước nào đang chờ chữ ký của bạn.")]
    return []


def blockers_to_tell_change(*, promised: bool, result: str) -> list[Blocker]:
    """What became of the year's change is told by who promised one."""
    found = []
    if not promised:
        found.append(Blocker("Bản giao ước của bạn không ghi điều nào sẽ thay đổi trong năm."))
    if not result.strip():
        found.append(Blocker("Chưa ghi kết quả của điều đã hứa thay đổi."))
    return found


def blockers_to_adopt(
    *, present: int, in_favour: int, against: int, held_on: dt.date, today: dt.date, recorded: bool
) -> list[Blocker]:
    """A meeting that has been held counts nobody twice, and is recorded once."""
    found = []
    if held_on > today:
        found.append(Blocker(f"Hội nghị ngày {held_on:%d/%m/%Y} chưa họp."))
    if not present:
        found.append(Blocker("Hội nghị phải có người dự."))
    if in_favour + against > present:
        found.append(
            Blocker(f"{in_favour + against} phiếu đồng ý và không đồng ý, nhiều hơn {present} người dự.")
        )
    if recorded:
        found.append(Blocker("Biên bản của hội nghị này đã được ghi."))
    return found
