"""Names of bodies in a letterhead: which lines are names, how wrapped names join, who stands above whom."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from thidua.documents.reading.folding import folded
from thidua.documents.reading.lines import Block, Line, join
from thidua.documents.reading.structure import Issuer

BODY_WORD = re.compile(
    r"(?:ubnd|uy ban|cdcs|cdn |chu tich(?= |$)|don vi|hoi dong doi|hdnd|hoi dong|bo(?= |$)|so(?= |$)|"
    r"phong(?= |$)|truong(?= |:|$)|lien truong|cong doan|lien doan|ldld|"
    r"tong lien doan|tong cuc|tong cong ty|doan(?= |$)|hoi(?= |$)|lien hiep|lien minh|trung tam|cuc(?= |$)|"
    r"vu(?= |$)|"
    r"ban(?= |$)|bch(?= |$)|btv(?= |$)|dang (?:bo|uy|doan)|chi (?:bo|uy|doan|doi|hoi)|dai hoc|hoc vien|"
    r"cum(?= |$)|khoi(?= |$)|"
    r"van phong|dai su|"
    r"(?:tinh|thanh|huyen|thi|quan|xa|phuong) (?:uy|doan)(?= |$)|lien doi|to(?= |:|$)|khoa(?= |$)|vien(?= |"
    r"$)|"
    r"mat tran|mttq|thu tuong|chinh phu|quoc hoi|chu tich nuoc|thanh tra|kho bac|bao hiem|toa an|"
    r"cong an|bo chi huy|benh vien|tram|nha truong|nha thieu nhi|nha van hoa|cong ty|chi cuc|quy(?= )|"
    r"doi(?= )|tieu ban|"
    r"trung uong|ubmttq|lien bo|lien so|lien nganh|co quan|dai hoi|mam non|tieu hoc|thcs|thpt|tt gdtx|"
    r"pho thong)"
)
UNION = re.compile(
    r"(?:cong doan|lien doan|ldld|cdcs|cdn|tong lien doan|doan(?= )|ban chap hanh|bch|btv|ban thuong vu|"
    r"(?:tinh|thanh|huyen|xa|phuong|quan) doan)"
)
UNION_SYMBOL = re.compile(
    r"(?:^|[-/.])(?:cd|ldld|tld|dtn|tdtn|hdtn|dtncs|tncs|doan|mttq|cdcs|cdn|cdgd|cdth|ctd|ld)"
)
SCHOOL_LEVEL = re.compile(r"(?:mam non|tieu hoc|thcs|thpt|pho thong|trung hoc|th\b|ptdt)")
# Unions and councils that a line names without saying of what: the next line says it.
OF_WHAT = re.compile(
    r"(?:cong doan|chi bo|chi doan|lien doi|doan truong|dang bo|dang uy|hoi dong truong|chi hoi khuyen hoc|"
    r"(?:ban dai dien |hoi )?cha me hoc sinh|ban dai dien cha me hoc sinh|ban giam hieu|hoi dong thi dua|"
    r"van phong|tong cuc|cuc|vu|mat tran|"
    r"(?:ban chap hanh|bch|ban thuong vu|btv) (?:doan|cong doan|chi doan|lien doi|dang bo)|cong doan truong)$"
)
# An area that a line names without saying which, and the institutions that cannot be the name of an area.
WHICH_AREA = re.compile(r"(?:^| )(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong)$")
INSTITUTION = re.compile(
    r"(?:truong (?:thpt|thcs|tieu hoc|mam non|trung|dai hoc|cao|pho thong|ptdt|mau|th|mn)|phong (?:giao|gd)|"
    r"so (?:giao|gd)|cong doan|trung tam|lien doan|dang (?:bo|uy)|ban chap hanh)(?= |$|&)"
)
# "SỐ 1 …" is the rest of a name that was broken before its figure, and no "Sở".
NUMBERED_TAIL = re.compile(r"[Ss][Ốố]\s?\d")
# Bodies that stand under a people's committee or a ministry, and never under a body beside them.
BESIDE = re.compile(
    r"(?:so|bo|phong (?:giao duc|gd|noi vu|van hoa|y te|tai chinh)|ubnd|uy ban nhan dan)(?= |$)"
)
ABOVE = re.compile(
    r"(?:ubnd|uy ban nhan dan|bo |so |chinh phu|thu tuong|truong |dai hoc|tinh |thanh pho |huyen )"
)
# A name cannot stop here: the next line belongs to it even when it begins like a name of its own.
OPEN_END = re.compile(
    r"(?:^| )(?:va|cua|cac|chu tich|thu tuong|bo truong|ban to chuc|ban chi dao|ban chap hanh|bch|co so|"
    r"thuoc|truc thuoc|"
    r"nhan dan|hoi dong|tieu ban|[,&])$"
)
NOT_NAMES = re.compile(
    r"(?:mat(?! tran)|toi mat|tuyet mat|hoa toc|khan|thuong khan|du thao|ban sao|sao y|phu luc|mau so|mau \d|bieu|"
    r"dang du thao|"
    r"luu hanh noi bo|ban chinh|muc luc|de cuong|danh sach|to trinh|cong hoa|doc lap|kinh gui|nam hoc|so:|"
    r"ve viec|v/v|don vi de nghi|don vi cap tren|ten (?:co quan|don vi)|co quan (?:chu quan|ban hanh|"
    r"cap tren))\b"
)
OWN_TITLE = re.compile(
    r"(?:doan tncs|doan thanh nien cong san|doi tntp|doi thieu nien tien phong) ho chi minh$|"
    r"dang cong san viet nam$"
)
# The standing organ of a body, on a line of its own under the name of the body.
ORGAN = re.compile(r"ban (?:thuong truc|thuong vu|bi thu|chap hanh)$")
LABEL = re.compile(r"(?:đơn vị|cơ quan|tên đơn vị|đơn vị chủ quản)\s*:\s*", re.IGNORECASE)
# One cell may hold two names when the line between them was lost ("UBND HUYỆN A TRƯỜNG TIỂU HỌC B").
GLUED = re.compile(
    r"(?<!CỦA)(?<!VÀ)(?<!CƠ)(?<!CƠ SỞ)(?<!ĐOÀN)(?<!CĐCS)(?<!ĐỘI)(?<!BỘ)(?<!HÀNH)(?<!,)\s+(?=(?:SỞ (?:GIÁO|"
    r"GD)|PHÒNG (?:GIÁO|GD)|TRƯỜNG (?:THPT|THCS|TIỂU|MẦM|"
    r"TRUNG|ĐẠI|CAO|PHỔ|PTDT|MẪU|TH\b|MN\b)|CÔNG ĐOÀN GIÁO DỤC|TRUNG TÂM GD)\b)"
)
PARTED = re.compile(
    r"\s+[-–—]\s+(?=(?:CÔNG ĐOÀN|SỞ|PHÒNG|LIÊN ĐOÀN|LĐLĐ|BỘ|ỦY BAN|UỶ BAN|UBND|HỘI|ĐOÀN|TRƯỜNG|BAN|"
    r"TỈNH ĐOÀN|HUYỆN ĐOÀN)\b)"
)
# Figures, marks of a sentence, and dots left for a name to be filled in.
NOT_IN_NAMES = re.compile(r"\d{3,}|[?!;…]|\.{3,}|(?:\. ){2,}|__")
MAX_NAME = 120
DASHES = " -–—"


def capitals_share(text: str) -> float:
    """The share of capitals among the letters of a text; nought when it has no letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) / len(letters) if letters else 0.0


def may_name_body(text: str) -> bool:
    """Whether a cell of the letterhead may be the name of a body or a part of one."""
    plain = folded(text)
    if not 1 < len(text) <= MAX_NAME or NOT_NAMES.match(plain) or NOT_IN_NAMES.search(text):
        return False
    return capitals_share(text) >= 0.7


def names_body_in_small_letters(text: str) -> bool:
    """ "Phòng Giáo dục và Đào tạo": a name that was not typed in capitals, short and without a sentence's marks."""
    words = text.split()
    return (
        2 <= len(words) <= 12
        and text[0].isupper()
        and words[1][0].isupper()
        and text[-1] not in ".,;:"
        and bool(BODY_WORD.match(folded(text)))
        and not NOT_IN_NAMES.search(text)
        and not NOT_NAMES.match(folded(text))
        and not re.search(r"[,“\"]", text)
    )


def joined_names(cells: Sequence[Line]) -> list[Block]:
    """Join the wrapped names of bodies; a new name begins with the word for a kind of body."""
    groups: list[list[Line]] = []
    parts = [part for whole in cells for part in _parted(whole)]
    for cell, following in zip_longest(parts, parts[1:]):
        begins = _begins_name(cell.text)
        if groups and (not begins or _goes_on(groups[-1], cell, following)):
            groups[-1].append(cell)
        elif begins or _is_broken_word(cell.text):
            bare = cell.text.lstrip(DASHES)
            groups.append([Line(cell.no, bare, bare)])
    return [_without_last_dash(group) for group in groups if BODY_WORD.match(folded(_text(group)))]


def _begins_name(text: str) -> bool:
    """Whether a cell can be the name of a body by itself; a dash at its head is decoration."""
    bare = text.strip(DASHES)
    return bool(BODY_WORD.match(folded(bare))) and not NUMBERED_TAIL.match(bare)


def _goes_on(group: Sequence[Line], cell: Line, following: Line | None) -> bool:
    """Whether a cell that looks like a name is the rest of the name before it."""
    if _is_open(group) or _is_level_of_school(group, cell) or _awaits_area(group, cell):
        return True
    alone = _is_broken_word(cell.text) and folded(cell.text) not in {"truong", "phong"}
    return alone and (following is None or _begins_name(following.text))


def _awaits_area(group: Sequence[Line], cell: Line) -> bool:
    """ "UBND XÃ" / "HỘI SƠN", "BẢO HIỂM XÃ" / "HỘI …": the line before stops at a word that asks for a name."""
    return bool(WHICH_AREA.search(folded(_text(group)))) and not INSTITUTION.match(folded(cell.text))


def _without_last_dash(group: Sequence[Line]) -> Block:
    last = group[-1].text.rstrip(DASHES)
    return join([*group[:-1], Line(group[-1].no, last, last)])


def _parted(cell: Line) -> list[Line]:
    """The names in a cell, a label such as "Đơn vị:" dropped."""
    text = LABEL.sub("", cell.text, count=1)
    return [Line(cell.no, part, part) for part in GLUED.split(text)]


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _is_open(group: Sequence[Line]) -> bool:
    plain = folded(_text(group))
    return (len(group) == 1 and _is_broken_word(group[0].text)) or bool(
        OF_WHAT.match(plain)
        or (OPEN_END.search(plain) and not re.search(r"(?:uy ban nhan dan|hoi dong nhan dan)$", plain))
    )


def _is_level_of_school(group: Sequence[Line], cell: Line) -> bool:
    """ "TRƯỜNG PTDTBT" / "TIỂU HỌC …": the level of a school whose name began on the line above."""
    words = folded(_text(group)).split()
    return bool(SCHOOL_LEVEL.match(folded(cell.text))) and "truong" in words


def _is_broken_word(text: str) -> bool:
    """A single syllable that a page broke off ("ỦY" / "BAN NHÂN DÂN"); "UBND" and "TRƯỜNG:" are more."""
    return " " not in text and folded(text) in {
        "uy",
        "bo",
        "so",
        "phong",
        "truong",
        "hoi",
        "cong",
        "lien",
        "ban",
        "to",
    }


def issuers_among(names: Sequence[Issuer], symbol: str | None) -> tuple[str | None, tuple[Issuer, ...]]:
    """The body above, and the body or bodies that issue.

    A union named under a state body issues jointly with it, unless the symbol is the union's alone.
    """
    named = [each for each in names if not OWN_TITLE.match(folded(each.name))] or list(names)
    if len(named) > 1 and ORGAN.match(folded(named[-1].name)):
        named = named[:-1]
    if named and (peers := PARTED.split(named[-1].name))[1:]:
        named = named[:-1] + [Issuer(name.strip(" -–—."), "header", named[-1].line) for name in peers]
        return (named[-len(peers) - 1].name if len(named) > len(peers) else None), tuple(named[-len(peers) :])
    if len(named) < 2:
        return None, tuple(named)
    above, last = named[-2], named[-1]
    together = _is_union(last) and not _is_union(above) and not _of_union_alone(symbol)
    if together or _are_beside(above, last):
        return (named[-3].name if len(named) > 2 else None), (above, last)
    return above.name, (last,)


def _are_beside(above: Issuer, last: Issuer) -> bool:
    """Two bodies of one rank ("SỞ …" / "SỞ …"), or an office under one that cannot stand above it."""
    first, second = folded(above.name), folded(last.name)
    if not (own := BESIDE.match(second)):
        return False
    same_rank = own[0] in {"so", "bo"} and first.startswith(f"{own[0]} ")
    return same_rank or (
        not ABOVE.match(first) and not first.startswith(("dang ", "tong cuc", "cuc ", "don vi"))
    )


def _is_union(issuer: Issuer) -> bool:
    return bool(UNION.match(folded(issuer.name)))


def _of_union_alone(symbol: str | None) -> bool:
    """Whether the symbol names a union and no state body ("KH-CĐCS", not "KHLT-SGDĐT-CĐN")."""
    if symbol is None:
        return False
    plain = folded(symbol)
    return bool(UNION_SYMBOL.search(plain)) and not re.search(
        r"sgd|pgd|gddt|ubnd|klt|thpt|thcs|-th\b|-mn", plain
    )
