"""The minutes of a session as a document: by which rule, who was there, who stepped aside, what was counted."""

import datetime as dt

from thidua.commendation.models import Attendance, Item, Session
from thidua.core.dates import ZONE, day_of, official
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.org.models import Unit
from thidua.org.queries.tree import name_on, parent_of

_BASES = {
    "total_members": "tổng số thành viên của hội đồng",
    "present": "số thành viên có mặt",
    "valid": "số phiếu hợp lệ",
}
_HEAD = ("TT", "Tập thể, cá nhân được xét", "Tán thành", "Không tán thành", "Không biểu quyết", "Kết luận")
_WIDTHS = (1, 4.6, 1.5, 1.7, 1.8, 4.4)


def minutes_letter(session: Session) -> Letter:
    """The minutes; a draft until the session is closed."""
    day = day_of(session.opened_at)
    body = parent_of(session.council, on=day)
    above = name_on(body, day) if body else None
    return Letter(
        kind="BIÊN BẢN",
        subject=f"Họp xét đề nghị “{session.call}”",
        governing_body=above.name if above else None,
        issuer=_bare(session.council, above.name if above else ""),
        symbol="BB-HĐTĐKT",
        place=above.seat if above else None,
        day=day,
        body=tuple(_body(session)),
        recipients=("Thành viên Hội đồng", "Thủ trưởng đơn vị"),
        archive="VT, HĐ",
        signatures=(
            Signature("", ("THƯ KÝ",), session.secretary.name),
            Signature("", ("CHỦ TỊCH HỘI ĐỒNG",), session.chair.name),
        ),
        draft=session.state == Session.State.OPEN,
    )


def _bare(council: Unit, body: str) -> str:
    """The council without the name of its body, which is printed above it."""
    return str(council).removesuffix(body).strip() or str(council)


def _body(session: Session) -> list[Block]:
    there = list(session.attendance.select_related("person").order_by("id"))
    rows = session.items.select_related("nomination__person", "nomination__unit")
    items = list(rows.prefetch_related("recusals__person").order_by("order"))
    return [
        Block("heading1", "I.", "THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN"),
        Block("text", "1.", _opening(session)),
        Block("text", "2.", _present(session, there)),
        Block("text", "3.", f"Chủ trì: {session.chair}. Thư ký: {session.secretary}."),
        Block("heading1", "II.", "CÁCH BIỂU QUYẾT"),
        Block("text", "1.", _rule(session)),
        Block("text", "2.", f"Rút khỏi từng nội dung: {_aside(items)}."),
        Block("heading1", "III.", "KẾT QUẢ"),
        Block("table", text="Kết quả biểu quyết", rows=(_HEAD, *(map(_row, items))), widths=_WIDTHS),
        Block("text", "", _conclusion(session, items)),
    ]


def _opening(session: Session) -> str:
    said = f"Cuộc họp bắt đầu lúc {_hour(session.opened_at)} ngày {official(day_of(session.opened_at))}"
    ended = f", kết thúc lúc {_hour(session.closed_at)}" if session.closed_at else ""
    return f"{said}{ended}, tại {session.place}."


def _hour(moment: dt.datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{local.hour} giờ {local.minute:02}"


def _present(session: Session, there: list[Attendance]) -> str:
    came = "; ".join(f"{row.person} ({row.title})" for row in there if row.present)
    away = "; ".join(f"{row.person} ({row.reason or 'không nêu lý do'})" for row in there if not row.present)
    count = sum(row.present for row in there)
    absent = f" Vắng mặt: {away}." if away else " Không ai vắng mặt."
    return f"Có mặt {count} trên {session.members} thành viên: {came or 'chưa điểm danh'}.{absent}"


def _rule(session: Session) -> str:
    rule = session.rule
    return (
        f"Theo {rule.source}: hội đồng họp khi có mặt ít nhất {rule.quorum} số thành viên; một nội dung được thông "
        f"qua khi số tán thành đạt từ {rule.threshold} {_BASES[rule.of]}. Biểu quyết bằng giơ tay; biên bản ghi số "
        "đếm, không ghi tên người biểu quyết."
    )


def _aside(items: list[Item]) -> str:
    said = [
        f"{row.person} rút khỏi nội dung {item.order} ({row.reason})"
        for item in items
        for row in item.recusals.all()
    ]
    return "; ".join(said) or "không có"


def _row(item: Item) -> tuple[str, ...]:
    """A counted item with its figures; one not counted yet stays open."""
    if item.passed is None:
        return (str(item.order), str(item.nomination), "……", "……", "……", "Chưa biểu quyết")
    verdict = "Tán thành" if item.passed else f"Không tán thành: {item.reason}"
    return (
        str(item.order),
        str(item.nomination),
        str(item.agree),
        str(item.disagree),
        str(item.abstain),
        verdict,
    )


def _conclusion(session: Session, items: list[Item]) -> str:
    agreed = [item for item in items if item.passed]
    groups = sum(item.nomination.unit_id is not None for item in agreed)
    refused = sum(item.passed is False for item in items)
    said = (
        f"Hội đồng tán thành đề nghị khen thưởng {groups:02} tập thể, {len(agreed) - groups:02} cá nhân; "
        f"không tán thành {refused:02}."
    )
    return said if session.state == Session.State.CLOSED else f"{said} Phiên họp chưa bế mạc."
