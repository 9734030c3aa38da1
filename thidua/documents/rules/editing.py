"""What the editor of papers refuses or warns of, and which parts a parent plan demands. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker
from thidua.core.text import fold
from thidua.documents.writing.composing import TOPICS, topics_of
from thidua.documents.writing.differences import Difference, copied_unchanged
from thidua.documents.writing.parts import Part, numbered, under

DEMAND = re.compile(r"\bphai (co|neu|xac dinh|the hien)\b")
_WHOSE = re.compile(r"\b(ke hoach|nha truong|don vi|co quan|co so)\b")


@dataclass(frozen=True)
class Demand:
    """One part that a sentence of the parent asks of every plan below it."""

    topic: str
    sentence: str

    @property
    def named(self) -> str:
        """The part, as a sentence names it."""
        return TOPICS[self.topic][0]


def demanded(sentences: Iterable[str]) -> list[Demand]:
    """The parts that the parent's sentences demand of a plan below: "phải xác định nội dung, tiêu chí …".

    Each topic once, with the first sentence that asks for it (matrix EK-55, EK-105).
    """
    found: dict[str, Demand] = {}
    for text in sentences:
        for sentence in re.split(r"(?<=[.;])\s+", text):
            words = fold(sentence)
            asked = DEMAND.search(words)
            if asked is None or not _WHOSE.search(words[: asked.start()]):
                continue
            for topic in ("contents", "criteria", "forms", "measures"):
                if re.search(TOPICS[topic][1], words[asked.end() :]):
                    found.setdefault(topic, Demand(topic, sentence.strip()))
    return list(found.values())


def missing_parts(parts: Sequence[Part], demands: Iterable[Demand], *, parent: str) -> list[Blocker]:
    """Every part the parent demands that this plan does not have, or has only as an empty heading."""
    return [
        Blocker(
            f"Kế hoạch còn thiếu phần {demand.named}: {parent} yêu cầu phải có "
            f"(“{_short(demand.sentence)}”). Hãy thêm mục này và ghi nội dung."
        )
        for demand in demands
        if not _has(parts, demand.topic)
    ]


def _has(parts: Sequence[Part], topic: str) -> bool:
    for place, part in enumerate(parts):
        if topic in topics_of(part.title) and any(not below.is_blank for below in under(parts, place)):
            return True
        opens = (line.lstrip("-–+ ") for line in part.text.splitlines())
        if any(":" in line[:60] and topic in topics_of(line.split(":", 1)[0]) for line in opens):
            return True
    return False


def _short(text: str, longest: int = 160) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3].rstrip()}…"


def blockers_to_parts(parts: Sequence[Part]) -> list[Blocker]:
    """A body has something to say, and no level is jumped over."""
    found, last = [], 0
    if all(part.is_blank and not part.title.strip() for part in parts):
        return [Blocker("Văn bản chưa có chữ nào; hãy ghi ít nhất một mục trước khi lưu.")]
    for one in numbered(parts):
        if one.part.form != "section":
            continue
        if one.part.level > last + 1:
            name = one.part.title or one.part.text[:40]
            found.append(
                Blocker(f"Mục “{name}” lùi quá một cấp so với mục đứng trước; hãy chọn cấp {last + 1}.")
            )
        last = one.part.level
    return found


def blockers_to_lose(
    before: Sequence[Part], after: Sequence[Part], reasons: Mapping[int, str]
) -> list[Blocker]:
    """A content taken from the parent plan may be left out, with a reason (matrix EK-09)."""
    kept = {part.inherited for part in after}
    return [
        Blocker(
            f"Mục “{part.title or _short(part.text, 60)}” tiếp nhận từ kế hoạch cấp trên; muốn bỏ phải ghi lý do."
        )
        for part in before
        if part.inherited is not None
        and part.inherited not in kept
        and not reasons.get(part.inherited, "").strip()
    ]


def blockers_to_compose(
    *, kind_known: bool, derives: bool, parent_kind: str, parent_state: str
) -> list[Blocker]:
    """A skeleton that exists, and a parent that is a paper one can rest on."""
    if not kind_known:
        return [Blocker("Chưa có mẫu nào mang tên đó; hãy chọn lại mẫu văn bản.")]
    if not parent_kind:
        return []
    found = []
    if not derives:
        found.append(Blocker("Mẫu này không xây dựng theo kế hoạch cấp trên; hãy bỏ chọn kế hoạch."))
    if parent_state in {"draft", "pending", "signed"}:
        found.append(
            Blocker("Kế hoạch được chọn còn là dự thảo; chỉ dựa trên văn bản đã ban hành hoặc đã nhận.")
        )
    if parent_state == "withdrawn":
        found.append(Blocker("Kế hoạch được chọn đã bị thu hồi; hãy chọn văn bản còn hiệu lực."))
    return found


def warnings_of(parts: Sequence[Part], differences: Sequence[Difference]) -> list[Blocker]:
    """What a derived plan should look at again: copied unchanged, or a content of the parent nobody answered."""
    found = []
    if copied_unchanged(parts):
        found.append(
            Blocker(
                "Kế hoạch chép nguyên nội dung cấp trên: chưa mục nào có ghi chú cách vận dụng ở đơn vị. "
                "Hãy ghi ở ít nhất một nội dung điều làm khác, làm thêm ở nơi mình."
            )
        )
    for one in differences:
        if one.state == "missing" and one.theirs is not None:
            name = one.theirs.title or _short(one.theirs.text)
            found.append(
                Blocker(f"Nội dung “{name}” của cấp trên chưa được tiếp nhận và chưa có lý do không áp dụng.")
            )
    return found


def light_state(has: frozenset[str]) -> str:
    """Of a group's two light plans: both, one (which), or none (matrix LT-61)."""
    if has >= {"teaching", "activity"}:
        return "Có cả hai kế hoạch"
    if "teaching" in has:
        return "Mới có kế hoạch dạy học"
    if "activity" in has:
        return "Mới có kế hoạch hoạt động"
    return "Chưa có kế hoạch nào"


def blockers_to_group_plan(*, light: str, of_the_unit: bool, has: frozenset[str]) -> list[Blocker]:
    """A group of the plan's own unit, and each of the two light plans once."""
    found = []
    if not light:
        found.append(
            Blocker("Tổ chỉ lập kế hoạch dạy học hoặc kế hoạch hoạt động; hãy chọn một trong hai mẫu.")
        )
    if not of_the_unit:
        found.append(
            Blocker("Tổ này không thuộc đơn vị ban hành kế hoạch, nên không lập kế hoạch theo văn bản này.")
        )
    if light and light in has:
        found.append(Blocker("Tổ đã có kế hoạch này rồi; hãy mở kế hoạch đã có để sửa."))
    return found
