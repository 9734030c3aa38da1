"""Whom a line under "Nơi nhận" means, which role is proposed for it, and what sending refuses. Pure."""

import datetime as dt
import re
from collections.abc import Sequence

from thidua.core.errors import Blocker
from thidua.core.text import fold

# Ways of writing the same thing, folded, before a wording is compared.
_SAME = (
    (re.compile(r"\bgiao duc( va| -)? dao tao\b|\bgd ?[&-] ?dt\b|\bgd va dt\b"), "gddt"),
    (re.compile(r"\bcong doan co so\b"), "cdcs"),
    (re.compile(r"\bpgd(dt)?\b"), "phong gddt"),
    (re.compile(r"\bsgd(dt)?\b"), "so gddt"),
    (re.compile(r"\bthanh vien truong\b"), "truong"),
)
_OWN = r"( thuoc| cua| trong)?( so| phong| truong| nha truong| co quan| don vi| nganh)?( gddt)?"
_MANY = r"(cac |nhung )?"
_STAFF = (
    r"(can bo|cb|cbgvnv|cbgv|cbnvnld|cbngnld|giao vien|gv|nha giao|nhan vien|nv|nguoi lao dong|vien chuc)"
)
# The first that matches the whole wording holds; a wording that names another body matches none.
_GROUPS = tuple(
    (re.compile(pattern), group)
    for pattern, group in (
        (
            rf"{_MANY}(don vi|co quan|phong ban|phong)(,? don vi)? thuoc va truc thuoc{_OWN}",
            "within_attached",
        ),
        (rf"{_MANY}cdcs( cac don vi)?( truc thuoc)?{_OWN}", "unions"),
        (rf"(hieu truong |thu truong )?{_MANY}(truong( hoc)?|co so giao duc) truc thuoc{_OWN}", "schools"),
        (
            r"(hieu truong )?cac truong( hoc)?(,? (va )?(mam non|mn|tieu hoc|th|thcs|thpt))*( tren dia ban [a-z ]+)?",
            "schools",
        ),
        (rf"(thu truong )?{_MANY}don vi truc thuoc{_OWN}", "attached"),
        (
            r"(truong )?(lanh dao )?(cac phong gddt|phong gddt cac huyen)(,? (cac )?(huyen|thi xa|thanh pho))*",
            "offices",
        ),
        (
            rf"{_MANY}(phong|phong ban|phong, ban|phong chuyen mon)(,? nghiep vu)?( thuoc{_OWN}|{_OWN})?",
            "teams",
        ),
        (
            rf"{_MANY}(to|to chuyen mon|to, bo phan|bo phan)( chuyen mon)?( cm ?phong gddt| cmpgd|{_OWN})",
            "teams",
        ),
        (rf"(ban giam doc|ban giam hieu|bgh|bgd|lanh dao){_OWN}", "leaders"),
        (rf"(giao vien chu nhiem |gvcn )?cac lop{_OWN}", "classes"),
        (
            rf"(toan the )?{_STAFF}(,? (va )?{_STAFF})*{_OWN}",
            "staff",
        ),
    )
)

# E.13: what is offered for a line without a role; an officer confirms it, and the text stays as it is.
PROPOSED = {
    "ministry": "know",
    "farther": "know",
    "above": "report",
    "leaders": "direct",
    "below": "carry_out",
    "peer": "coordinate",
}


# What a letterhead prints without saying of which place: "SỞ GIÁO DỤC VÀ ĐÀO TẠO" is the one above the reader.
_PLACELESS = tuple(
    (re.compile(pattern), kinds)
    for pattern, kinds in (
        (r"bo gddt", ("ministry",)),
        (r"so gddt", ("department",)),
        (r"phong gddt", ("district_office",)),
        (r"(uy ban nhan dan|ubnd) tinh", ("province",)),
        (r"(uy ban nhan dan|ubnd) thanh pho", ("province", "district")),
        (r"(uy ban nhan dan|ubnd) (huyen|thi xa|quan)", ("district",)),
        (r"(uy ban nhan dan|ubnd) (xa|phuong|thi tran)", ("commune",)),
    )
)


def _plain(written: str) -> str:
    """The wording folded, with the many ways of writing the same office made one."""
    words = fold(written).strip(" .;,")
    for pattern, same in _SAME:
        words = pattern.sub(same, words)
    return words


def kinds_meant(written: str) -> tuple[str, ...]:
    """The kinds of body that a wording without a place may name ("SỞ GIÁO DỤC VÀ ĐÀO TẠO"); none for any other."""
    words = _plain(written)
    return next((kinds for pattern, kinds in _PLACELESS if pattern.fullmatch(words)), ())


def group_meant(written: str) -> str:
    """The group that a wording names ("Các Phòng thuộc Sở"), or "" when it names none or a body of its own."""
    words = _plain(written)
    return next((group for pattern, group in _GROUPS if pattern.fullmatch(words)), "")


def joined_bodies(name: str, bodies: Sequence[str]) -> list[tuple[str, str]]:
    """The bodies of one bullet, each with what stands between it and the one before, as written."""
    found: list[tuple[str, str]] = []
    end = 0
    for body in bodies:
        at = name.find(body, end)
        between = name[end:at] if found and at >= 0 else ""
        found.append((body, (between[:1] or ";") + " " if found else ""))
        end = at + len(body) if at >= 0 else end
    return found


def proposed_role(standing: str) -> str:
    """The role offered for a recipient by where it stands towards the issuer; "" when that is unknown."""
    return PROPOSED.get(standing, "")


def blockers_to_confirm_roles(
    against: Sequence[Blocker], *, chosen: int, stated: Sequence[str], unknown: Sequence[str]
) -> list[Blocker]:
    """Roles are confirmed before the issue, and only where the text itself states none."""
    found = list(against)
    if not chosen:
        found.append(Blocker("Chưa chọn vai trò nào để xác nhận."))
    found += [
        Blocker(f"Vai trò của “{name}” đã nêu trong văn bản, nên không xác nhận vai trò khác.")
        for name in stated
    ]
    found += [Blocker(f"“{name}” không phải vai trò nào trong danh sách.") for name in unknown]
    return found


def blockers_to_remember(alias: str, *, unit: object, means: object | None) -> list[Blocker]:
    """A wording is remembered as a name of one unit: not of a group, not too short, and not already of another."""
    if group_meant(alias):
        return [Blocker(f"“{alias}” là cách gọi một nhóm đơn vị, nên không ghi nhớ cho riêng {unit}.")]
    if len(fold(alias)) < 4:
        return [Blocker(f"“{alias}” quá ngắn để ghi nhớ làm tên gọi; hãy viết đủ hơn.")]
    if means is not None and means != unit:
        return [Blocker(f"“{alias}” đang là tên gọi của {means}, nên không ghi nhớ cho {unit}.", about=means)]
    return []


def blockers_to_remind(
    *, issued: bool, waiting: int, reminded_on: dt.date | None, today: dt.date
) -> list[Blocker]:
    """Those who have not confirmed an issued paper are reminded at most once a day."""
    found = []
    if not issued:
        found.append(Blocker("Văn bản chưa phát hành nên chưa có nơi nào để nhắc."))
    elif not waiting:
        found.append(Blocker("Mọi nơi nhận đã xác nhận, không còn ai để nhắc."))
    elif reminded_on == today:
        found.append(Blocker(f"Đã nhắc trong ngày {today:%d/%m/%Y}; mỗi ngày chỉ nhắc một lần."))
    return found


def archive_codes(archive: str) -> list[str]:
    """The places of an archive line: "VT, TĐ." is VT and TĐ."""
    return [code for part in re.split(r"[,;]", archive) if (code := part.strip(" ."))]
