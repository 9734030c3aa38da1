"""The words of submissions, decisions and minutes: paragraphs as plain data, in our own wording."""

from collections.abc import Sequence
from typing import Any

from thidua.commendation.models import Nomination, Session
from thidua.core.dates import official
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
    return f"{groups:02} tập thể, {len(nominations) - groups:02} cá nhân"


def submission_nodes(award: str, nominations: Sequence[Nomination], session: Session | None) -> Nodes:
    """A tờ trình: the council's meeting, the counts, the list, the unit's word for it."""
    collectives = [row for row in nominations if row.unit_id]
    people = [row for row in nominations if row.person_id]
    opening = "Căn cứ kết quả phong trào thi đua và hồ sơ đề nghị của các tổ chức trong đơn vị."
    if session:
        opening = (
            f"Căn cứ biên bản họp {session.council} ngày {official(session.opened_at.date())}, "
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
    nodes: Nodes = [{"kind": "basis", "text": f"Căn cứ {basis}"} for basis in bases]
    nodes += [
        {"kind": "basis", "text": "Xét thành tích và hồ sơ đề nghị"},
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
            "text": "Quyết định này có hiệu lực kể từ ngày ký. Các bộ phận liên quan và tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.",
        },
    ]
    return nodes


def _verb(award: str) -> str:
    return award if award.startswith("Biểu dương") else f"Tặng {award}"


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


def minutes_nodes(session: Session) -> Nodes:
    """The minutes: who was there, by which rule, what was counted for each item, who stepped aside, the outcome."""
    items = list(
        session.items.select_related("nomination__person", "nomination__unit").prefetch_related(
            "recusals__person"
        )
    )
    there = list(session.attendance.select_related("person").order_by("id"))
    present = sum(row.present for row in there)
    absent = "; ".join(
        f"{row.person} ({row.reason or 'không nêu lý do'})" for row in there if not row.present
    )
    rows = [["TT", "Được xét", "Tán thành", "Không tán thành", "Không biểu quyết", "Kết luận"]]
    for item in items:
        verdict = "Tán thành" if item.passed else f"Không tán thành: {item.reason}"
        rows.append(
            [
                str(item.order),
                str(item.nomination),
                str(item.agree),
                str(item.disagree),
                str(item.abstain),
                verdict,
            ]
        )
    aside = [
        f"{row.person} rút khỏi nội dung {item.order} ({row.reason})"
        for item in items
        for row in item.recusals.all()
    ]
    agreed = [item for item in items if item.passed]
    groups = sum(item.nomination.unit_id is not None for item in agreed)
    return [
        _text(f"Thời gian, địa điểm: {official(session.opened_at.date())}, tại {session.place}."),
        _text(
            f"Thành phần: {present} trên {session.members} thành viên có mặt"
            + (f"; vắng: {absent}." if absent else "; không ai vắng.")
        ),
        _text(f"Chủ trì: {session.chair}. Thư ký: {session.secretary}."),
        _text(
            f"Quy chế: {session.rule.source}. Họp khi có mặt ít nhất {session.rule.quorum} số thành viên; nội dung được "
            f"thông qua khi đạt ít nhất {session.rule.threshold} trên tổng số thành viên của hội đồng. "
            "Biểu quyết bằng giơ tay, ghi số đếm, không ghi tên người biểu quyết."
        ),
        _text("Rút khỏi từng nội dung: " + ("; ".join(aside) + "." if aside else "không có.")),
        _table("Kết quả biểu quyết", rows),
        _text(
            f"Kết luận: hội đồng tán thành {groups:02} tập thể, {len(agreed) - groups:02} cá nhân; "
            f"không tán thành {len(items) - len(agreed):02}."
        ),
    ]
