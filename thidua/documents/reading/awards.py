"""What the plan says of rewards: forms, who may get them, who goes first, when, who proposes and reviews."""

import re
from collections.abc import Iterable, Iterator, Sequence

from thidua.documents.reading.citations import NUMBERED, reward_sections
from thidua.documents.reading.cues import Passages
from thidua.documents.reading.header import calendar_day
from thidua.documents.reading.lines import Block
from thidua.documents.reading.sentences import sentence_around
from thidua.documents.reading.statements import AwardForm, AwardRules, Eligible, ReviewTime, Wording
from thidua.documents.reading.structure import AwardReference, Paragraph, Section, Task

AWARD_FORM = re.compile(
    r"(?P<form>Bằng khen|Giấy khen|Giấy chứng nhận|Cờ thi đua(?: của Chính phủ| cấp [^,;.:]{2,12})?|"
    r"Cờ luân lưu|"
    r"Huân chương [A-ZĐ]\w+(?: [A-ZĐ]?\w+){1,3}|Huy chương [A-ZĐ]\w+(?: \w+){0,3}|Kỷ niệm chương|Thư khen|"
    r"Nhà giáo ưu tú|Nhà giáo nhân dân|"
    r"Anh hùng [Ll]ao động|Chiến sĩ thi đua(?: cơ sở| toàn quốc| cấp [^,;.:]{2,12})?|Lao động tiên tiến|"
    r"Học sinh (?:giỏi|xuất sắc|tiên tiến)|"
    r"Tập thể [Ll]ao động (?:xuất sắc|tiên tiến)|Đơn vị (?:tiên tiến|quyết thắng))(?!\w)"
    r"(?:[”\"])?(?:\s+của\s+(?P<authority>[^,;.:()“”\"]{2,80}?)(?=\s+(?:cho|đối với|về|và (?:Giấy|Bằng)|để|"
    r"theo|trong|tặng|kèm|nếu|khi)\s|\s*[,;.:()“”\"]|$))?",
)
SUBJECT = re.compile(
    r"(?<!\w)(?:tập thể|cá nhân|hộ gia đình|gia đình|học sinh|giáo viên|doanh nhân|đơn vị)(?!\w)",
    re.IGNORECASE,
)
KINDS_OF_MERIT = re.compile(r"\(([^()]{5,120})\)")
BY_REFERENCE = re.compile(
    r"(?:theo|thực hiện theo|quy định tại|căn cứ)\s+(?:quy định tại\s+)?(?=kế hoạch|công văn|hướng dẫn|"
    r"quyết định|thông tư|nghị định|luật)",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"(?<!\w)(?:hình thức khen thưởng|hình thức|tiêu chuẩn khen thưởng|tiêu chuẩn|đối tượng|"
    r"hồ sơ khen thưởng|hồ sơ|"
    r"thủ tục khen thưởng|thủ tục|quy trình|thời gian|mức tiền thưởng|tiền thưởng|trình tự)(?!\w)",
    re.IGNORECASE,
)
COLLECTIVE = re.compile(r"tập thể|đơn vị|nhà trường|các trường|cơ sở", re.IGNORECASE)
INDIVIDUAL = re.compile(r"cá nhân|cán bộ|giáo viên|học sinh|nhà giáo|nhân viên", re.IGNORECASE)
LABEL = re.compile(
    r"\s*(?:Đối với\s+)?(?P<label>tập thể|cá nhân|các tập thể|các cá nhân)\s*:\s*", re.IGNORECASE
)
CONDITION = re.compile(r"(?<!\w)(?:tham gia|có|đạt|hoàn thành|thực hiện|tích cực|được|không)\s")
MERIT = re.compile(
    r"(?<!\w)(?:các |những )?(?P<text>(?:tập thể|cá nhân)(?:\s*,\s*|\s+và\s+)(?:các |những )?(?:tập thể|"
    r"cá nhân)\s+"
    r"(?:có (?:nhiều )?thành tích|đạt thành tích|tiêu biểu|xuất sắc|điển hình)(?:,?\s+(?:tiêu biểu|"
    r"xuất sắc|nổi bật))*)",
    re.IGNORECASE,
)
PRIORITY = re.compile(
    r"(?<!\w)ưu tiên\s+(?:khen thưởng\s+|xét\s+|cho\s+|đối với\s+)*(?:những trường hợp\s+|"
    r"các trường hợp\s+|các đối tượng\s+)?(?P<list>[^.;:]{5,200}?)"
    r"(?=\s+(?:trong|khi|để|nhằm)\s|[.;:]|$)",
    re.IGNORECASE,
)
FIRST_OF_ALL = re.compile(
    r"(?<!\w)(?:chú trọng|quan tâm|ưu tiên|chú ý)\s+(?:công tác\s+|việc\s+|đến\s+)?khen thưởng\s+"
    r"(?:đối với\s+|cho\s+|các\s+|những\s+)*(?P<text>[^.;:]{5,160}?)(?=[.;:]|$)",
    re.IGNORECASE,
)
PRAISED = re.compile(
    r"(?<!\w)(?:khen thưởng|biểu dương|tuyên dương|tôn vinh)\s+(?:kịp thời\s+|đột xuất\s+)*(?:cho\s+|"
    r"đối với\s+)?(?:những\s+(?=\S)|(?=các\s))"
    r"(?P<text>(?!(?:các\s+)?(?:tập thể|cá nhân|điển hình|gương|mô hình|cách làm|hình thức|nhân tố|"
    r"thành tích|tấm gương (?:người tốt|điển hình)))"
    r"[^.;:“”\"]{8,160}?)(?=\s+(?:trong|công tác|tại)\s|[.;:]|$)",
    re.IGNORECASE,
)
REVIEW_PHRASE = re.compile(
    r"(?:khen thưởng|tôn vinh|biểu dương|tuyên dương|xét)[^.;:]{0,90}?(?P<text>sau mỗi đợt(?: thi đua)?|"
    r"khi (?:sơ kết|tổng kết|kết thúc)[^,.;:]{0,50}|vào cuối năm học|cuối mỗi (?:học kỳ|đợt|năm học|tháng|"
    r"quý))(?!\w)",
    re.IGNORECASE,
)
REVIEW_KINDS = (
    ("after_round", re.compile(r"(?:sau|cuối|kết thúc|tổng kết)\s+(?:mỗi|từng|các)?\s?đợt", re.IGNORECASE)),
    ("date", re.compile(r"\d{1,2}/\d{1,2}|tháng\s+\d{1,2}|ngày\s+\d")),
    ("event", re.compile(r"^\W*(?:khi|ngay khi|sau khi)\s", re.IGNORECASE)),
    ("year_end", re.compile(r"(?:cuối|kết thúc|tổng kết)\s+năm(?: học)?", re.IGNORECASE)),
    ("periodic", re.compile(r"(?:hằng|hàng|mỗi|cuối mỗi)\s+(?:tuần|tháng|quý|học kỳ|năm)", re.IGNORECASE)),
    ("prompt", re.compile(r"kịp thời|đột xuất|ngay sau", re.IGNORECASE)),
)
PRAISE = ("khen thưởng", "biểu dương", "tuyên dương", "tôn vinh")
REVIEW_WORDS = ("sau mỗi đợt", "khi sơ kết", "khi tổng kết", "khi kết thúc", "cuối năm học", "cuối mỗi")
TIME_LABEL = re.compile(r"\s*Thời gian[^:]{0,40}:\s*", re.IGNORECASE)
# Good results as such are the rule, not a case of their own.
MERELY_GOOD = re.compile(
    r"(?:nổi bật|tiêu biểu|xuất sắc|điển hình|tiên tiến)\W*$|^(?:người|việc) tốt", re.IGNORECASE
)
PROPOSES = re.compile(r"(?:đề xuất|đề nghị|trình|tham mưu)\s+(?:\w+\s){0,4}?khen thưởng", re.IGNORECASE)
COUNCIL = re.compile(
    r"Hội đồng [Tt]hi đua(?:\s*[-–,]\s*|\s+(?:và\s+)?)[Kk]hen thưởng(?:\s+(?:ngành|cấp|huyện|tỉnh|xã|"
    r"phường|nhà trường|trường|Sở|Phòng|các cấp|đơn vị)"
    r"(?:\s+(?:[A-ZĐÀ-Ỹ][\w&]*|và|dục))*)?"
)
COMMA_LIST = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+(?:các\s+)?(?=đơn vị|cá nhân|giáo viên)")


def read_award_forms(
    sections: Sequence[Section], passages: Passages
) -> tuple[tuple[AwardForm, ...], AwardReference | None]:
    """Forms of commendation named in the reward sections, and the paper that rules them instead."""
    forms: list[AwardForm] = []
    reference: AwardReference | None = None
    for _, block in passages.inside(reward_sections(sections)):
        forms += _forms(block)
        reference = reference or _award_reference(block)
    return tuple(forms), reference


def _forms(block: Block) -> Iterator[AwardForm]:
    """Authority is what the words "… của …" name, never what the law would suggest."""
    named = list(AWARD_FORM.finditer(block.text))
    ends = [*(found.start() for found in named[1:]), len(block.text)]
    for found, end in zip(named, ends, strict=False):
        after = block.text[found.end() : end]
        note = after.split(":", 1)[1].strip(" .;") if after.lstrip().startswith(":") else None
        merit = KINDS_OF_MERIT.search(after)
        authority = found["authority"]
        yield AwardForm(
            found["form"].strip(),
            authority.strip() if authority else None,
            block.line_at(found.start()),
            tuple(dict.fromkeys(each.lower() for each in SUBJECT.findall(after))),
            note,
            tuple(part.strip() for part in merit[1].split(",")) if merit and "," in merit[1] else (),
        )


def _award_reference(block: Block) -> AwardReference | None:
    if not (lead := BY_REFERENCE.search(block.text)):
        return None
    found = NUMBERED.match(block.text, lead.end())
    if found is None:
        return None
    day = calendar_day(found["y"], found["m"], found["d"]) if found["d"] else None
    start, _ = sentence_around(block.text, lead.start())
    parts = tuple(PARTS.findall(block.text[start : lead.start()]))
    return AwardReference(re.sub(r"\s+", "", found["number"]), day, block.line_at(found.start()), parts)


def read_award_rules(
    sections: Sequence[Section],
    passages: Passages,
    tasks: Sequence[Task],
    reference: AwardReference | None,
) -> AwardRules:
    """Everything else on rewards; rules left to another paper name nobody eligible here."""
    reward_ids = reward_sections(sections)
    chapter = passages.inside(reward_ids)
    praising = [
        pair
        for pair in passages.holding(*PRAISE)
        if pair[0].part == "body" and pair[0].section not in reward_ids
    ]
    eligible = _listed(chapter, sections) or (() if reference else _in_passing(passages))
    return AwardRules(
        eligible=eligible,
        priority_groups=(*_priorities(chapter), *_first_of_all(praising)),
        special_cases=_special(praising),
        time_of_review=_review_time(chapter, sections) or _review_in_passing(passages),
        proposer=next((task.responsible[0] for task in tasks if _proposes(task)), None),
        reviewer=_council(sections, passages),
    )


def _proposes(task: Task) -> bool:
    return (
        bool(task.responsible) and task.responsible_source == "stated" and bool(PROPOSES.search(task.action))
    )


def _eligible_sections(sections: Sequence[Section]) -> set[str]:
    ids: set[str] = set()
    for section in sections:
        if section.parent in ids or "đối tượng" in (section.title or "").lower():
            ids.add(section.id)
    return ids


def _listed(chapter: Sequence[tuple[Paragraph, Block]], sections: Sequence[Section]) -> tuple[Eligible, ...]:
    """Items of a section on whom to reward, or items labelled "Tập thể: …", "Cá nhân: …"."""
    about = _eligible_sections(sections)
    found = []
    for paragraph, block in chapter:
        start = len(paragraph.marker or "")
        label = LABEL.match(block.text, start)
        of_form = AWARD_FORM.search(block.text, start, start + 200)
        if label is None and (paragraph.section not in about or paragraph.kind == "plain" or of_form):
            continue
        found.append(_eligible(block, label.end() if label else start, label["label"] if label else ""))
    return tuple(found)


def _eligible(block: Block, start: int, label: str) -> Eligible:
    text = block.text[start:].strip(" .;")
    condition = CONDITION.search(text)
    groups = text[: condition.start()] if condition else text
    of_one = label or groups
    kind = "collective" if COLLECTIVE.search(of_one) else "individual" if INDIVIDUAL.search(of_one) else "any"
    if not label and COLLECTIVE.search(of_one) and re.search(r"cá nhân", of_one, re.IGNORECASE):
        kind = "any"
    named = (re.sub(r"^(?:Các|Những)\s+", "", part.strip(" .,;:")) for part in COMMA_LIST.split(groups))
    return Eligible(
        kind,
        text,
        block.line_at(start),
        tuple(name for name in named if name),
        text[condition.start() :].strip() if condition else None,
    )


def _in_passing(passages: Passages) -> tuple[Eligible, ...]:
    """The first words that say what merit is rewarded, in a plan without a chapter on it."""
    for paragraph, block in passages.holding("khen thưởng"):
        if paragraph.part == "body":
            for found in MERIT.finditer(block.text):
                start, end = sentence_around(block.text, found.start())
                if "khen thưởng" in block.text[start:end]:
                    return (Eligible("any", found["text"], block.line_at(found.start("text"))),)
    return ()


def _priorities(chapter: Iterable[tuple[Paragraph, Block]]) -> Iterator[Wording]:
    for _, block in chapter:
        for found in PRIORITY.finditer(block.text):
            at = found.start("list")
            for part in re.split(r",\s+|\s+và\s+(?=những|các)", found["list"]):
                offset = block.text.index(part, at)
                yield Wording(part.strip(), block.line_at(offset))
                at = offset + len(part)


def _first_of_all(pairs: Iterable[tuple[Paragraph, Block]]) -> Iterator[Wording]:
    for _, block in pairs:
        for found in FIRST_OF_ALL.finditer(block.text) if "khen thưởng" in block.text else ():
            yield Wording(found["text"].strip(" ,"), block.line_at(found.start("text")))


def _special(pairs: Iterable[tuple[Paragraph, Block]]) -> tuple[Wording, ...]:
    """Cases the plan wants praised besides good results as such."""
    found: dict[str, Wording] = {}
    for _, block in pairs:
        for case in PRAISED.finditer(block.text):
            if MERELY_GOOD.search(case["text"]):
                continue
            found.setdefault(
                case["text"].lower(), Wording(case["text"].strip(" ,"), block.line_at(case.start("text")))
            )
    return tuple(found.values())


def _review_time(
    chapter: Sequence[tuple[Paragraph, Block]], sections: Sequence[Section]
) -> ReviewTime | None:
    """The section on the time of review, or a labelled line of the chapter on rewards."""
    titled = {each.id for each in sections if "thời gian" in (each.title or "").lower()}
    for paragraph, block in chapter:
        start = len(paragraph.marker or "")
        label = TIME_LABEL.match(block.text, start)
        if label or paragraph.section in titled:
            at = label.end() if label else start + len(block.text[start:]) - len(block.text[start:].lstrip())
            text = block.text[at:].strip(" .;")
            return ReviewTime(_review_kind(text), text, block.line_at(at))
    return None


def _review_in_passing(passages: Passages) -> ReviewTime | None:
    """Words beside "khen thưởng" that say when."""
    for paragraph, block in passages.holding(*REVIEW_WORDS):
        if paragraph.part == "body" and (found := REVIEW_PHRASE.search(block.text)):
            return ReviewTime(_review_kind(found["text"]), found["text"], block.line_at(found.start("text")))
    return None


def _review_kind(text: str) -> str:
    return next((kind for kind, pattern in REVIEW_KINDS if pattern.search(text)), "stated")


def _council(sections: Sequence[Section], passages: Passages) -> str | None:
    """The emulation council, by its fullest name."""
    texts = [each.title for each in sections if each.title]
    texts += [block.text for _, block in passages.holding("hội đồng")]
    named = [found[0].strip() for text in texts for found in COUNCIL.finditer(text)]
    return max(named, key=len, default=None)
