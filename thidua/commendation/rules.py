"""What the commendation room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_open_call(
    awards: Sequence[str], *, opens: dt.date, closes: dt.date, basis: str
) -> list[Blocker]:
    """A call names its awards, its dates and the word it rests on."""
    found = []
    if not awards:
        found.append(Blocker("Chưa chọn hình thức khen thưởng nào cho đợt đề nghị."))
    if closes < opens:
        found.append(Blocker("Ngày đóng của đợt đề nghị không thể trước ngày mở."))
    if not basis.strip():
        found.append(Blocker("Chưa ghi căn cứ mở đợt đề nghị."))
    return found


def blockers_to_nominate(
    *,
    today: dt.date,
    opens: dt.date,
    closes: dt.date,
    listed: bool,
    twin: object | None,
    achievement: str,
    kind_fits: bool,
    learner_fits: bool,
    name: str,
) -> list[Blocker]:
    """Within the call, for an award of the call, once for each subject, with words for the merit."""
    found = []
    if not opens <= today <= closes:
        found.append(Blocker(f"Đợt đề nghị chỉ nhận từ {opens:%d/%m/%Y} đến {closes:%d/%m/%Y}."))
    if not listed:
        found.append(Blocker("Hình thức này không thuộc đợt đề nghị."))
    if twin is not None:
        found.append(
            Blocker(f"{name} đã được đề nghị trong đợt này; hãy bổ sung vào hồ sơ đã có.", about=twin)
        )
    if not achievement.strip():
        found.append(Blocker("Chưa ghi thành tích của người hoặc tập thể được đề nghị."))
    if not kind_fits:
        found.append(Blocker("Hình thức này không dành cho loại đối tượng đã chọn."))
    if not learner_fits:
        found.append(
            Blocker("Giấy khen của Hiệu trưởng dành cho học sinh; cán bộ, giáo viên đề nghị theo tuyến khác.")
        )
    return found


def blockers_to_submit(state: str, *, evidence: int, name: str, about: object) -> list[Blocker]:
    """A draft dossier with at least one piece of evidence."""
    found = []
    if state != "draft":
        found.append(Blocker(f"Hồ sơ của {name} đã được gửi.", about=about))
    if not evidence:
        found.append(Blocker(f"Hồ sơ của {name} chưa có minh chứng nào.", about=about))
    return found


def blockers_to_attest(*, known: bool, own_case: bool, holds: bool, note: str) -> list[Blocker]:
    """A fact the law knows, vouched for by someone else than the nominee; a "no" says why."""
    found = []
    if not known:
        found.append(Blocker("Dữ kiện này không có trong quy định đang xét."))
    if own_case:
        found.append(Blocker("Không tự xác nhận dữ kiện trong hồ sơ của chính mình."))
    if not holds and not note.strip():
        found.append(Blocker("Xác nhận “không” thì cần ghi rõ lý do."))
    return found


def blockers_to_open_session(
    *, items: int, rule: object | None, chair: object | None, secretary: object | None, members: int
) -> list[Blocker]:
    """A session has a rule with its source, a chair, a secretary, members and something to weigh."""
    found = []
    if rule is None:
        found.append(Blocker("Hội đồng chưa có quy chế: tỷ lệ họp, tỷ lệ tán thành và nguồn của chúng."))
    if chair is None:
        found.append(Blocker("Hội đồng chưa có chủ tịch vào ngày họp."))
    if secretary is None:
        found.append(Blocker("Hội đồng chưa có thư ký vào ngày họp."))
    if not members:
        found.append(Blocker("Hội đồng chưa có thành viên vào ngày họp."))
    if not items:
        found.append(Blocker("Chưa có hồ sơ nào đã gửi để đưa ra hội đồng."))
    return found


def blockers_in_open_session(state: str) -> list[Blocker]:
    """A session that is over is over."""
    return [] if state == "open" else [Blocker("Phiên họp đã bế mạc; biên bản không sửa được nữa.")]


def blockers_to_recuse(*, state: str, member: bool, reason: str, counted: bool) -> list[Blocker]:
    """A member steps aside before the counting, with a reason."""
    found = blockers_in_open_session(state)
    if not member:
        found.append(Blocker("Người này không có tên trong hội đồng."))
    if not reason.strip():
        found.append(Blocker("Rút khỏi một nội dung thì cần ghi lý do, ví dụ là người được xét."))
    if counted:
        found.append(Blocker("Nội dung này đã kiểm đếm; không ghi thêm người rút."))
    return found


def blockers_to_count(
    *, state: str, counted: bool, verdict: str, passed: bool, reason: str, name: str
) -> list[Blocker]:
    """Counted once; a refusal has its reason; a dossier without grounds cannot be agreed to."""
    found = blockers_in_open_session(state)
    if counted:
        found.append(Blocker(f"{name}: đã ghi kết quả biểu quyết."))
    if passed and verdict != "met":
        found.append(
            Blocker(
                f"{name}: hồ sơ đang ở kết luận “{_OUTCOME.get(verdict, verdict)}”, hội đồng không thể tán thành khi chưa đạt."
            )
        )
    if not passed and not reason.strip():
        found.append(Blocker(f"{name}: hội đồng không tán thành thì cần ghi lý do."))
    return found


_OUTCOME = {
    "unmet": "không đạt",
    "unknown": "chưa đủ căn cứ",
    "not_applicable": "không áp dụng",
    "no_rule": "không có quy định đang có hiệu lực",
    "": "chưa xét",
}


def blockers_to_close(*, state: str, open_items: Sequence[str], present: int) -> list[Blocker]:
    """Every item is counted before the session closes."""
    found = blockers_in_open_session(state)
    if not present:
        found.append(Blocker("Chưa điểm danh: chưa ghi ai có mặt."))
    return found + [Blocker(f"{name}: chưa ghi kết quả biểu quyết.") for name in open_items]


def blockers_to_list(
    nominations: Sequence[tuple[str, str, bool]], *, allowed: bool, ruling: str
) -> list[Blocker]:
    """A decision or submission has lines, each with a verdict that is met, none already decided.

    `nominations` are (name, verdict, already listed).
    """
    found = [] if nominations else [Blocker("Không có hồ sơ nào đủ điều kiện để lập danh sách.")]
    if not allowed:
        found.append(Blocker(ruling))
    for name, verdict, listed in nominations:
        if verdict != "met":
            found.append(
                Blocker(
                    f"{name}: kết luận “{_OUTCOME.get(verdict, verdict)}”, chưa đủ điều kiện đưa vào danh sách."
                )
            )
        if listed:
            found.append(Blocker(f"{name}: đã có trong một danh sách khác của cùng hình thức."))
    return found


def blockers_to_revoke(*, revoked: bool, decision: str, reason: str) -> list[Blocker]:
    """An award is taken back once, by a decision with its finding."""
    found = []
    if revoked:
        found.append(Blocker("Hình thức khen thưởng này đã được thu hồi."))
    if not decision.strip():
        found.append(Blocker("Chưa ghi số, ngày quyết định thu hồi."))
    if not reason.strip():
        found.append(Blocker("Chưa ghi kết luận làm căn cứ thu hồi."))
    return found
