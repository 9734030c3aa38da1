"""What a task must bring forth, and the details its sentence gives."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thidua.documents.reading.actors import VERBS
from thidua.documents.reading.channels import channels_in
from thidua.documents.reading.conduct import principles_in
from thidua.documents.reading.indicators import SHARE
from thidua.documents.reading.structure import Task

# The first that fits wins: a communication plan is a plan, an opinion for the council is no nomination.
REPORTED = "kết quả|tình hình|lãnh đạo|sở|phòng|ubnd|hội đồng|ban|định kỳ|về|trước|gửi|sơ kết|tổng kết|cấp|nhà trường"
OUTPUTS: dict[str, tuple[str, ...]] = {
    "communication plan": (r"(?:xây dựng|ban hành|lập)[^;.]{0,30} kế hoạch (?:tuyên truyền|truyền thông)",),
    "registration": (r"đăng ký (?:danh hiệu|tham gia|nội dung|chỉ tiêu|mô hình|công trình)",),
    "pledge": (r"(?:ký|kí|đăng ký)(?: kết)?(?: \w+){0,3} (?:giao ước|thi đua|cam kết)",),
    "scenario": (
        r"(?:phương án|kịch bản)[^;.]{0,120} (?:trình|phê duyệt|ứng phó)",
        r"(?:xây dựng|lập)[^;.]{0,20} (?:phương án|kịch bản)",
    ),
    "difficulty ticket": (
        r"(?:khó khăn|vướng mắc|phát sinh)[^;.]{0,160}(?:báo cáo|phản ánh|liên hệ|kiến nghị)",
    ),
    "report": (rf"(?:tổng hợp,? )?báo cáo (?!viên)(?=[^;.]{{0,200}}(?:{REPORTED}))",),
    "appraisal opinion": (
        r"(?:thẩm định|đánh giá)[^;.]{0,30} (?:minh chứng|sản phẩm|kết quả)[^;.]{0,60} khen thưởng",
    ),
    "award proposal": (r"thẩm định[^;.]{0,20} (?:hồ sơ|danh sách)",),
    "nomination": (
        r"(?:lựa chọn|bình xét|bình chọn|giới thiệu|xét chọn)[^;.]{0,140} (?:đề nghị|đề xuất)",
        r"(?:đề xuất|đề nghị) khen thưởng (?:đối với|cho|các|những)",
        r"(?:lập|gửi|nộp)[^;.]{0,20} hồ sơ[^;.]{0,20} khen thưởng",
    ),
    "review reports": (
        r"(?:sơ kết|tổng kết)(?=[^;.]{0,200}(?:đề xuất|khen thưởng|đánh giá|thi đua|phong trào))",
    ),
    "rules": (r"(?:ban hành|xây dựng)[^;.]{0,20} (?:quy chế|quy định|bộ tiêu chí|thang điểm|bảng điểm)",),
    "plan": (r"(?:xây dựng|ban hành|lập|có)(?: và \w+ \w+)?[^;.]{0,25} (?:kế hoạch|chương trình hành động)",),
    "nominee list": (r"(?:lập|gửi|tổng hợp) danh sách",),
}
OUTPUT = tuple((name, re.compile("|".join(ways), re.IGNORECASE)) for name, ways in OUTPUTS.items())
PUBLISHED = re.compile(r"(?:đăng tải|công khai|niêm yết|công bố)\s", re.IGNORECASE)
PAPERS = re.compile(
    r"(?<!\w)(?:kế hoạch|công văn|quyết định|hướng dẫn|thông báo|chỉ thị)(?: số| này|\s\d)", re.IGNORECASE
)
COUNTED = {1: "portal post", 2: "two portal posts", 3: "three portal posts", 4: "four portal posts"}
RULED = re.compile(
    r"(?:các |bản )?(kế hoạch|báo cáo|hồ sơ|phương án|kịch bản|bản giao ước)[^,;.]{0,160}?\s(?:phải|cần)\s",
    re.IGNORECASE,
)
PRODUCTS = {
    "kế hoạch": ("plan", "communication plan"),
    "báo cáo": ("report", "review reports"),
    "hồ sơ": ("nomination", "award proposal"),
    "phương án": ("scenario",),
    "kịch bản": ("scenario",),
    "bản giao ước": ("pledge",),
}
DETAIL_LEAD = re.compile(
    r"[;,]\s+(?:chú trọng|nhất là|đặc biệt(?: là)?|trong đó|quan tâm|cụ thể(?: là)?|như)\s*:?\s+",
    re.IGNORECASE,
)
DETAIL_BREAK = re.compile(
    rf";\s+(?:đồng thời\s+)?|,\s+(?:và\s+)?(?=(?!giám sát)(?:{VERBS}|phát hiện|vận động)(?!\w))|\s+và\s+(?="
    rf"(?:{VERBS}|phát hiện)(?!\w))"
)
COUNCIL = re.compile(r"Hội đồng\s[^,;]{3,80}")
AWARDS = frozenset({"nomination", "award proposal"})


def with_details(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The same tasks with output, share, channel, sub-actions, principles, and what they rule or follow."""
    detailed: list[Task] = []
    for task in tasks:
        previous = detailed[-1] if detailed else None
        made = replace(
            task,
            output=output_of(task),
            indicator=_share(task.action),
            channel=_channel(task.action),
            sub_actions=_sub_actions(task.action),
            principles=_principles(task.action),
            constrains=_ruled(task, detailed),
        )
        detailed.append(_reporting_like(made, previous))
    return tuple(detailed)


def output_of(task: Task) -> str | None:
    """The kind of product the act asks for, or None when it asks for conduct only."""
    if PUBLISHED.search(task.action) and channels_in(task.action):
        return COUNTED.get(len(PAPERS.findall(task.action)), "portal posts")
    text = f"{task.condition}, {task.action}" if task.condition else task.action
    if RULED.match(task.action):
        return None
    return next((name for name, pattern in OUTPUT if pattern.search(text)), None)


def _share(action: str) -> str | None:
    found = SHARE.search(action) if "%" in action else None
    return found["text"].strip() if found else None


def _channel(action: str) -> str | None:
    """The channel, when the order is to publish there."""
    return next(iter(channels_in(action)), None) if PUBLISHED.search(action) else None


def _principles(action: str) -> tuple[str, ...]:
    named = [part.strip() for _, run in principles_in(action) for part in re.split(r"[,;]\s*| và ", run)]
    return tuple(dict.fromkeys(part for part in named if part))


def _sub_actions(action: str) -> tuple[str, ...]:
    """The acts of a list of details ("…; chú trọng vận động …; thực hiện …, phát hiện …")."""
    lead = DETAIL_LEAD.search(action)
    if lead is None:
        return ()
    parts = [part.strip(" ,;.") for part in DETAIL_BREAK.split(action[lead.end() :])]
    return tuple(part for part in parts if " " in part) if len(parts) > 1 else ()


def _ruled(task: Task, before: Sequence[Task]) -> int | None:
    """The earlier task whose product this sentence sets demands on ("Kế hoạch … phải xác định …")."""
    found = RULED.match(task.action)
    if found is None:
        return None
    products = PRODUCTS[found[1].lower()]
    return next((each.no for each in reversed(before) if each.output in products), None)


def _reporting_like(task: Task, previous: Task | None) -> Task:
    """A nomination right after a report to the council, in the same sentence, goes to that council."""
    same = previous is not None and (previous.section, previous.responsible) == (
        task.section,
        task.responsible,
    )
    if (
        task.output not in AWARDS
        or task.reports_to
        or previous is None
        or not same
        or not previous.reports_to
    ):
        return task
    council = COUNCIL.search(previous.reports_to)
    return replace(task, reports_to=council[0].strip(), reports_to_source="implied") if council else task
