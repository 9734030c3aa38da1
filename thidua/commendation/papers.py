"""The words of submissions and decisions: paragraphs as plain data, in our own wording."""

from collections.abc import Sequence
from typing import Any

from thidua.commendation.models import Nomination, Session
from thidua.core.dates import day_of, official
from thidua.core.text import in_words, thousands

Nodes = list[dict[str, Any]]


def _text(text: str) -> dict[str, Any]:
    return {"kind": "plain", "text": text}


def _table(caption: str, rows: list[list[str]]) -> dict[str, Any]:
    return {"kind": "table", "text": caption, "rows": rows}


def roster(nominations: Sequence[Nomination]) -> list[list[str]]:
    """The list of a paper: number, who, what they are, for what."""
    head = ["TT", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Thành tích"]
    return [
        head,
        *(
            [str(order), str(row), row.subject_detail, row.achievement]
            for order, row in enumerate(nominations, start=1)
        ),
    ]


def _counts(nominations: Sequence[Nomination]) -> str:
    groups = sum(row.unit_id is not None for row in nominations)
    people = "học sinh" if all(row.learner for row in nominations) else "cá nhân"
    counted = ((groups, "tập thể"), (len(nominations) - groups, people))
    return ", ".join(f"{count:02} {kind}" for count, kind in counted if count)


def submission_nodes(award: str, nominations: Sequence[Nomination], session: Session | None) -> Nodes:
    """A tờ trình: the council's meeting, the counts, the list, the unit's word for it."""
    collectives = [row for row in nominations if row.unit_id]
    people = [row for row in nominations if row.person_id]
    opening = "Căn cứ kết quả phong trào thi đua và hồ sơ đề nghị của các tổ chức trong đơn vị."
    if session:
        opening = (
            f"Căn cứ biên bản họp {session.council} ngày {official(day_of(session.opened_at))}, "
            f"theo {session.rule.source}."
        )
    nodes = [_text(opening), _text(f"Đơn vị kính đề nghị xét tặng {award} cho {_counts(nominations)}, gồm:")]
    if collectives:
        nodes.append(_table("Tập thể", roster(collectives)))
    if people:
        nodes.append(_table("Cá nhân", roster(people)))
    nodes.append(
        _text(
            "Các thành tích nêu trên đã được hội đồng xem xét công khai; đơn vị chịu trách nhiệm về tính chính xác "
            "của hồ sơ. Kèm theo tờ trình này là báo cáo thành tích và biên bản họp hội đồng."
        )
    )
    return nodes


def decision_nodes(
    award: str, nominations: Sequence[Nomination], prizes: dict[str, int | None], bases: Sequence[str]
) -> Nodes:
    """A decision in three articles: who and for what, the money, who carries it out."""
    nodes: Nodes = [{"kind": "basis", "text": f"Căn cứ {basis};"} for basis in bases]
    nodes += [
        {"kind": "basis", "text": "Xét thành tích và hồ sơ đề nghị."},
        {"kind": "order", "text": "QUYẾT ĐỊNH:"},
        {
            "kind": "article",
            "marker": "Điều 1.",
            "text": f"{_verb(award)} cho {_counts(nominations)} có tên trong danh sách dưới đây.",
        },
        _table("Danh sách", roster(nominations)),
        {"kind": "article", "marker": "Điều 2.", "text": _money(prizes)},
        {
            "kind": "article",
            "marker": "Điều 3.",
            "text": "Quyết định này có hiệu lực kể từ ngày ký. Các bộ phận liên quan và tập thể, cá nhân có tên "
            "tại Điều 1 chịu trách nhiệm thi hành.",
        },
    ]
    return nodes


_TO_PUPILS = " tặng học sinh"  # the end of a form's name that already says to whom


def given(award: str) -> str:
    """The award as a decision names it in its subject: "Giấy khen … cho học sinh", not "tặng … tặng"."""
    return award.replace(_TO_PUPILS, " cho học sinh")


def _verb(award: str) -> str:
    return award if award.startswith("Biểu dương") else f"Tặng {award.removesuffix(_TO_PUPILS)}"


def _money(prizes: dict[str, int | None]) -> str:
    """What goes with the award; where the law states no multiple the paper says so, and names no sum."""
    told = {"individual": "mỗi cá nhân", "collective": "mỗi tập thể"}
    parts = [
        f"{told[kind]} {thousands(amount)} đồng ({in_words(amount)} đồng)"
        for kind, amount in sorted(prizes.items())
        if amount is not None
    ]
    if not parts:
        return "Không kèm tiền thưởng theo mức lương cơ sở; phần thưởng khác (nếu có) theo quy chế chi tiêu của đơn vị."
    return f"Tiền thưởng kèm theo: {'; '.join(parts)}."
