"""Line breaks that mean nothing: a period, a compound or the name of a body cut before its rest.

Such a rest may open with a dash or a capital, which elsewhere opens a line of its own.
"""

import re

from thidua.documents.reading.bodies import BODY_WORD
from thidua.documents.reading.folding import folded
from thidua.documents.reading.lines import ends_sentence

DASHES = ("-", "–", "—")
STOPS = (".", ";", ":", "!", "?")
DASH = re.compile(r"[-–—]\s?")
YEAR_AT_END = re.compile(r"(?:19|20)\d{2}$")
YEAR_AT_HEAD = re.compile(r"(?:19|20)\d{2}(?!\d)")
NUMBER_AT_END = re.compile(r"(?:từ|khoảng|lần|tỷ lệ|tỉ lệ)\s\d{1,3}$", re.IGNORECASE)
# Both halves of words that officers write with a dash between.
COMPOUNDS = re.compile(
    r"thi dua\n(?:khen thuong)|van hoa\n(?:xa hoi|van nghe|thong tin)|kinh te\n(?:xa hoi)|"
    r"lao dong\n(?:thuong binh)|giao duc nghe nghiep\n(?:giao duc thuong xuyen)|ke hoach\n(?:tai chinh)|"
    r"gdnn\n(?:gdtx)|hanh chinh\n(?:tong hop|quan tri|to chuc)|the duc\n(?:the thao)|van nghe\n(?:the thao)"
)
COMPOUND_WORDS = 4
OFFICE_AT_END = re.compile(
    r"(?<![a-z])(?:cua|do|boi) (?:pho )?(?:chu tich|giam doc|bo truong|ban thuong truc|ban thuong vu|"
    r"ban chap hanh|thu truong|hieu truong|truong phong|chanh van phong)$"
)
NAME_AT_END = re.compile(
    r"(?<![a-z])(?:cua|do|boi)\s(?:[^\W\d_]+\s){0,8}?(?:(?:so|phong|bo) (?:gd\s?[&-]?\s?dt|gd|"
    r"giao duc va dao tao|noi vu)|uy ban trung uong|ubnd(?: (?:tinh|huyen|xa|phuong|thanh pho|quan|thi xa))?|"
    r"uy ban nhan dan(?: (?:tinh|huyen|xa|phuong|thanh pho|quan|thi xa))?|(?:ubnd|uy ban nhan dan|giao duc|"
    r"lao dong|hoc sinh|truong [a-z]{2,5}) (?:tinh|huyen|xa|phuong|thanh pho|quan|thi xa))$"
)
# A place at the head of a line: some capitalised words, then the sentence goes on.
PLACE_AT_HEAD = re.compile(r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*\s?){1,5}(?:[,;.]|\s?[a-zđà-ỹ(])")
BASIS_AT_HEAD = re.compile(r"(?:can cu|thuc hien|theo|xet|de |nham|nay|kinh gui|trien khai|noi nhan|luu)\b")
LOOK_BACK = 90


def dash_goes_on(before: str, text: str) -> bool:
    """Whether a line that opens with a dash is the rest of the line before ("giai đoạn 2011" / "- 2015")."""
    if text[:1] not in DASHES or before[-1:] in STOPS or ends_sentence(before):
        return False
    dash = DASH.match(text)
    assert dash is not None
    rest = text[dash.end() :]
    if YEAR_AT_END.search(before):
        return bool(YEAR_AT_HEAD.match(rest))
    if NUMBER_AT_END.search(before[-16:]):
        return rest[:1].isdigit()
    last = " ".join(folded(before[-60:]).split()[-COMPOUND_WORDS:])
    first = " ".join(folded(rest[:60]).split()[:COMPOUND_WORDS])
    return bool(COMPOUNDS.search(f"{last}\n{first}"))


def name_goes_on(before: str, text: str) -> bool:
    """Whether a line opens with the rest of a body's name ("… của Sở GDĐT" / "Hà Nội; theo …")."""
    if not text[:1].isupper() or not before[-1:].isalpha():
        return False
    end = folded(before[-LOOK_BACK:])
    head = folded(text[:40])
    if OFFICE_AT_END.search(end):
        return not BASIS_AT_HEAD.match(head)
    place = PLACE_AT_HEAD.match(text) and not BASIS_AT_HEAD.match(head)
    return bool(place) and not _is_body(head) and bool(NAME_AT_END.search(end))


def _is_body(head: str) -> bool:
    return bool(BODY_WORD.match(head)) and not head.startswith("mttq")
