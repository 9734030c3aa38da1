"""Shortened words and what they stand for: said by the text, fitted to its words, or officially known."""

import re
from collections.abc import Iterable, Iterator, Sequence

from thidua.documents.reading.cues import Cues
from thidua.documents.reading.lines import Block, words
from thidua.documents.reading.spelling import fold
from thidua.documents.reading.statements import Term

KNOWN = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc", "TW": "Trung ương",
    "GDĐT": "Giáo dục và Đào tạo", "GD&ĐT": "Giáo dục và Đào tạo", "GD-ĐT": "Giáo dục và Đào tạo",
    "GD": "Giáo dục", "ĐT": "Đào tạo", "BGDĐT": "Bộ Giáo dục và Đào tạo", "SGDĐT": "Sở Giáo dục và Đào tạo",
    "SGD&ĐT": "Sở Giáo dục và Đào tạo", "PGDĐT": "Phòng Giáo dục và Đào tạo",
    "PGD&ĐT": "Phòng Giáo dục và Đào tạo", "PGD": "Phòng Giáo dục", "SGD": "Sở Giáo dục",
    "GDVN": "Giáo dục Việt Nam", "THPT": "Trung học phổ thông", "THCS": "Trung học cơ sở", "TH": "Tiểu học",
    "MN": "Mầm non", "GDTX": "Giáo dục thường xuyên", "GDNN": "Giáo dục nghề nghiệp",
    "TTGDTX": "Trung tâm Giáo dục thường xuyên", "GDPT": "Giáo dục phổ thông", "GDMN": "Giáo dục mầm non",
    "GDTH": "Giáo dục tiểu học", "GDTrH": "Giáo dục trung học", "PTDTNT": "Phổ thông dân tộc nội trú",
    "PTDTBT": "Phổ thông dân tộc bán trú", "CNTT": "công nghệ thông tin", "BCH": "Ban Chấp hành",
    "BTV": "Ban Thường vụ", "BGH": "Ban Giám hiệu", "BCĐ": "Ban Chỉ đạo", "TĐKT": "Thi đua - Khen thưởng",
    "TĐ-KT": "Thi đua - Khen thưởng", "TĐ": "thi đua", "KT": "khen thưởng", "LĐLĐ": "Liên đoàn Lao động",
    "CĐ": "Công đoàn", "CĐCS": "Công đoàn cơ sở", "CĐN": "Công đoàn ngành", "CĐGD": "Công đoàn Giáo dục",
    "TNCS": "Thanh niên Cộng sản", "TNTP": "Thiếu niên Tiền phong", "VT": "Văn thư", "VP": "Văn phòng",
    "CB": "cán bộ", "GV": "giáo viên", "NV": "nhân viên", "HS": "học sinh", "SV": "sinh viên",
    "HSSV": "học sinh, sinh viên", "CBGV": "cán bộ, giáo viên", "CBGVNV": "cán bộ, giáo viên, nhân viên",
    "CBQL": "cán bộ quản lý", "CMHS": "cha mẹ học sinh", "PHHS": "phụ huynh học sinh",
    "CBCCVC": "cán bộ, công chức, viên chức", "CCVC": "công chức, viên chức",
    "CBNGNLĐ": "cán bộ, nhà giáo, người lao động", "CBNGNLD": "cán bộ, nhà giáo, người lao động",
    "NGNLĐ": "nhà giáo, người lao động", "NLĐ": "người lao động", "CSVC": "cơ sở vật chất",
    "SKKN": "sáng kiến kinh nghiệm", "CSTĐ": "Chiến sĩ thi đua", "CSTĐCS": "Chiến sĩ thi đua cơ sở",
    "LĐTT": "Lao động tiên tiến", "TTLĐXS": "Tập thể Lao động xuất sắc", "TDTT": "thể dục thể thao",
    "VHVN": "văn hóa văn nghệ", "ATGT": "an toàn giao thông", "ANTT": "an ninh trật tự",
    "PCCC": "phòng cháy chữa cháy", "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội",
    "XHCN": "xã hội chủ nghĩa", "QLGD": "quản lý giáo dục", "KHTC": "Kế hoạch - Tài chính",
    "TCCB": "Tổ chức cán bộ", "CMPGD": "chuyên môn Phòng Giáo dục", "GVCN": "giáo viên chủ nhiệm",
    "TPT": "Tổng phụ trách", "KT-XH": "kinh tế - xã hội", "QPAN": "quốc phòng an ninh",
    "5K": "khẩu trang, khử khuẩn, khoảng cách, không tập trung, khai báo y tế", "NTM": "nông thôn mới",
    "CĐS": "chuyển đổi số", "HSG": "học sinh giỏi", "TNXH": "tệ nạn xã hội", "CLB": "câu lạc bộ",
    "NGLL": "ngoài giờ lên lớp",
}  # fmt: skip
# These only guess what an office means by its own letters (traceability E.1, no. 14).
GUESSED = frozenset({"TĐ", "KT", "VP", "CĐN", "CMPGD", "TH", "5K", "KHTC"})
WORD = re.compile(r"(?:\d[A-ZĐ]|[A-ZĐ]{2,}(?:[&-][A-ZĐ]{2,})?)(?![\w/&]|\.\s?[A-ZĐ]{3})")
# The same, known by its first capital, of which a text has fewer than of figures.
CAPITALS = re.compile(r"[A-ZĐ](?:[A-ZĐ]+(?:[&-][A-ZĐ]{2,})?|(?<=\d.))(?![\w/&]|\.\s?[A-ZĐ]{3})")
# Looked at afterwards: a pattern that opens with a letter is found much faster.
STICKS_TO = re.compile(r"[\w/&.]")
IN_SYMBOL = re.compile(r"\d\s?/(?:\d{4}/)?[A-ZĐ&-]*?[-–/]\s?(?P<body>[A-ZĐ&]{2,}(?:-[A-ZĐ]{2,})?)(?!\w)")
ROMAN = re.compile(r"[IVXLC]+$")
NOT_TERMS = words("KH CV QĐ TB HD CT NQ TT NĐ BC TTR TL TM TUQ COVID SARS PDF ISO WHO VTV HTML")
IN_BRACKETS = re.compile(
    r"\(\s*(?:(?:sau đây|từ đây|dưới đây)\s+)?(?:(?:được\s+)?(?:gọi|viết)\s+(?:chung\s+)?(?:tắt\s+)?(?:là|"
    r":)\s+|viết tắt\s*:?\s+)?"
    r"[“\"]?(?P<short>[^()“”\"]{2,40}?)[”\"]?\s*\)"
)
CALLED = re.compile(r"gọi|viết tắt")
OF_WHOM = re.compile(
    r"[.;:]\s+|,\s+(?!cá nhân|tập thể|cán bộ|giáo viên|nhân viên|học sinh)|\scủa\s(?=các|những|toàn)"
)
SPELLED_WITHIN = 60_000
SPELLED_WORD = re.compile(r"(?<!\w)[a-z]{2,8}(?!\w)")
BETWEEN_WORDS = frozenset({" ", ", "})
MAX_LETTERS = 12
SMALL_WORDS = words("và của cho các")


def read_terms(
    cues: Cues, foot: Iterable[tuple[str, int]], symbols: Iterable[tuple[str, int]]
) -> tuple[Term, ...]:
    """Terms in order of appearance, each once; `foot` are recipient lines, `symbols` numbers of papers.

    An abbreviation that neither the text nor common use explains has no meaning, source "unknown".
    """
    stated = dict(_stated(cues.holding("(")))
    found: dict[str, Term] = {}
    for short, meaning, line in stated.values():
        found.setdefault(short, Term(short, meaning, "stated", line))
    spelled: Spelled | None = None
    for short, line in (*_used(cues), *_in_foot(foot), *_in_symbols(symbols)):
        if short in found or short in NOT_TERMS or ROMAN.match(short):
            continue
        if short not in KNOWN and spelled is None:
            spelled = Spelled(cues.blocks)
        found[short] = _term(short, line, spelled)
    return tuple(sorted(found.values(), key=lambda term: term.line))


class Spelled:
    """The first pages as initials of their words, where words are spelled out; a search costs one look.

    Words follow one another with a blank or a comma between; "và" may count among them or not.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._texts: list[str] = []
        self._whole = _Initials()
        self._telling = _Initials()
        left = SPELLED_WITHIN
        for block in blocks:
            left -= len(block.text)
            if left < 0:
                return
            folded = fold(block.text)
            if len(folded) == len(block.text):
                self._take(block.text, folded)

    def _take(self, text: str, folded: str) -> None:
        self._texts.append(text)
        end = -1
        for found in SPELLED_WORD.finditer(folded):
            apart = end < 0 or folded[end : found.start()] not in BETWEEN_WORDS
            place = (len(self._texts) - 1, found.start(), found.end())
            self._whole.add(found[0][0], place, apart=apart)
            if found[0] != "va":
                self._telling.add(found[0][0], place, apart=apart)
            end = found.end()
        self._whole.close()
        self._telling.close()

    def fitted(self, letters: str) -> str | None:
        """The earliest words with these initials, as the text writes them."""
        fits = [fit for index in (self._whole, self._telling) if (fit := index.find(letters)) is not None]
        if not fits:
            return None
        (text, start, _), (_, _, end) = min(fits)
        return self._texts[text][start:end]


class _Initials:
    """Initials of words in one row, a blank where a sentence or a figure parts them, with their places."""

    def __init__(self) -> None:
        self._row: list[str] = []
        self._places: list[tuple[int, int, int]] = []
        self._joined: str | None = None

    def add(self, letter: str, place: tuple[int, int, int], *, apart: bool) -> None:
        if apart:
            self.close()
        self._row.append(letter)
        self._places.append(place)

    def close(self) -> None:
        self._row.append(" ")
        self._places.append((0, 0, 0))

    def find(self, letters: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
        """The places of the first and last word of the first fit."""
        if self._joined is None:
            self._joined = "".join(self._row)
        at = self._joined.find(letters)
        return (self._places[at], self._places[at + len(letters) - 1]) if at >= 0 else None


def _term(short: str, line: int, spelled: Spelled | None) -> Term:
    if short in KNOWN:
        return Term(short, KNOWN[short], "inferred" if short in GUESSED else "known", line)
    fitted = _fitted(short, spelled)
    return Term(short, fitted, "inferred" if fitted else "unknown", line)


def _used(cues: Cues) -> Iterator[tuple[str, int]]:
    """Abbreviations of the running text; in a heading all in capitals every word looks like one."""
    seen: set[str] = set()
    for found in CAPITALS.finditer(cues.joined):
        start, end = found.span()
        at = start if end - start > 1 else start - 1
        short = cues.joined[at:end]
        if short in seen or (at and STICKS_TO.match(cues.joined, at - 1)) or cues.is_in_capitals(at):
            continue
        seen.add(short)
        yield short, cues.line_at(at)


def _in_foot(foot: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for raw, line in foot:
        yield from (
            (found[0], line) for found in WORD.finditer(raw) if not STICKS_TO.match(raw[: found.start()][-1:])
        )


def _in_symbols(symbols: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The bodies inside numbers ("685/KH-PGDĐT"); a school's own letters are left alone."""
    for number, line in symbols:
        if (found := IN_SYMBOL.search(number)) and found["body"] in KNOWN:
            yield found["body"], line


def _stated(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, str, int]]]:
    """Terms that the text sets beside their meaning: "Giáo dục và Đào tạo (GDĐT)", "(sau đây gọi là …)"."""
    for block in blocks:
        for found in IN_BRACKETS.finditer(block.text):
            short = found["short"].strip()
            meaning = _meaning_before(block.text, found, short)
            if meaning:
                yield short, (short, meaning, block.line_at(found.start("short")))


def _meaning_before(text: str, found: re.Match[str], short: str) -> str | None:
    window = text[max(0, found.start() - 160) : found.start()].rstrip()
    if WORD.fullmatch(short):
        return _words_fitting(short, window)
    if not CALLED.search(found[0][: -len(short)]):
        return None
    start = max((lead.end() for lead in OF_WHOM.finditer(window)), default=0)
    return window[start:].strip(" -–,") or None


def _words_fitting(short: str, window: str) -> str | None:
    """The last words of `window` whose initials are the letters of `short`, small words left out or not."""
    letters = re.sub(r"[^A-ZĐ]", "", short)
    before = list(re.finditer(r"[^\W\d_]+", window))
    for count in range(1, min(len(before), len(letters) + 4) + 1):
        tail = [found[0] for found in before[-count:]]
        telling = [word for word in tail if word.lower() not in SMALL_WORDS]
        if letters in (_initials(tail), _initials(telling)):
            return window[before[-count].start() :].strip()
    return None


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0].upper() for word in words)


def _fitted(short: str, spelled: Spelled | None) -> str | None:
    """Words of the text, spelled out somewhere, whose initials are these letters; three to twelve letters."""
    letters = "".join(fold(letter) for letter in short if letter.isalpha())
    return spelled.fitted(letters) if spelled is not None and 3 <= len(letters) <= MAX_LETTERS else None


def is_abbreviation(short: str) -> bool:
    """Whether a term is made of capitals and not of words ("thầy - trò")."""
    return bool(WORD.fullmatch(short))
