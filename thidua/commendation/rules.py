"""What the commendation room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.commendation import ballots
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


def blockers_to_receive(*, today: dt.date, opens: dt.date, closes: dt.date) -> list[Blocker]:
    """A call takes nominations from its first day to its last, both in."""
    if opens <= today <= closes:
        return []
    return [Blocker(f"Đợt đề nghị chỉ nhận từ {opens:%d/%m/%Y} đến {closes:%d/%m/%Y}.")]


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
    found = blockers_to_receive(today=today, opens=opens, closes=closes)
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


def blockers_to_prove(*, decided: bool) -> list[Blocker]:
    """Evidence comes before the dossier is decided; what it has to hold is said where evidence is kept."""
    return [Blocker("Hồ sơ này đã được quyết định; không thêm minh chứng nữa.")] if decided else []


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


def blockers_to_attend(*, state: str, counted: int) -> list[Blocker]:
    """Who is there is settled before the first count: every count rests on it."""
    found = blockers_in_open_session(state)
    if counted:
        found.append(Blocker(f"Đã kiểm đếm {counted} nội dung; không sửa điểm danh nữa."))
    return found


def blockers_to_recuse(*, state: str, member: bool, aside: bool, reason: str, counted: bool) -> list[Blocker]:
    """A member steps aside once, before the counting, with a reason."""
    found = blockers_in_open_session(state)
    if aside:
        found.append(Blocker("Người này đã rút khỏi nội dung này."))
    if not member:
        found.append(Blocker("Người này không có tên trong hội đồng."))
    if not reason.strip():
        found.append(Blocker("Rút khỏi một nội dung thì cần ghi lý do, ví dụ là người được xét."))
    if counted:
        found.append(Blocker("Nội dung này đã kiểm đếm; không ghi thêm người rút."))
    return found


@dataclass(frozen=True)
class Weighing:
    """One item as it stands before its counts are entered.

    `torn` is the name of a nominee who sits in the council, is there, and has not stepped aside.
    """

    name: str
    state: str
    counted: bool
    verdict: str
    torn: str
    members: int
    present: int
    recused: int
    rule: ballots.Rule

    @property
    def may_vote(self) -> int:
        """How many may raise a hand for this item."""
        return self.present - self.recused

    def count(self, agree: int, disagree: int, abstain: int) -> ballots.Count:
        """The counts beside who is there and who stepped aside."""
        return ballots.Count(
            members=self.members,
            present=self.present,
            recused=self.recused,
            agree=agree,
            disagree=disagree,
            blank=abstain,
        )


def blockers_before_count(case: Weighing) -> list[Blocker]:
    """Why this item cannot be counted yet, whatever the counts: closed, counted, no quorum, own case."""
    found = blockers_in_open_session(case.state)
    if case.counted:
        found.append(Blocker(f"{case.name}: đã ghi kết quả biểu quyết."))
    if not case.present:
        found.append(Blocker("Chưa điểm danh: chưa ghi ai có mặt."))
    else:
        everyone = case.count(case.may_vote, 0, 0)
        found += ballots.blockers(everyone, case.rule)
    if case.torn:
        found.append(
            Blocker(
                f"{case.torn} là người được xét và đang có mặt; hãy ghi rút khỏi nội dung này trước khi kiểm đếm."
            )
        )
    return found


def blockers_to_count(case: Weighing, *, agree: int, disagree: int, abstain: int) -> list[Blocker]:
    """The counts add up to those who may vote, and a dossier without grounds is not agreed to."""
    count = case.count(agree, disagree, abstain)
    found = blockers_before_count(case) or ballots.blockers(count, case.rule)
    if not found and case.verdict != "met" and ballots.outcome(count, case.rule).passed:
        found.append(
            Blocker(
                f"{case.name}: hồ sơ đang ở kết luận “{_OUTCOME.get(case.verdict, case.verdict)}”, "
                "hội đồng không thể tán thành khi chưa đạt."
            )
        )
    return found


def blockers_to_turn_down(
    case: Weighing, *, agree: int, disagree: int, abstain: int, reason: str
) -> list[Blocker]:
    """Counts that do not pass come with the council's reason. Asked only of counts that can be entered."""
    passed = ballots.outcome(case.count(agree, disagree, abstain), case.rule).passed
    if passed or reason.strip():
        return []
    return [Blocker(f"{case.name}: hội đồng không tán thành thì cần ghi lý do.")]


_OUTCOME = {
    "unmet": "không đạt",
    "unknown": "chưa đủ căn cứ",
    "not_applicable": "không áp dụng",
    "no_rule": "không có quy định đang có hiệu lực",
    "": "chưa xét",
    "no_dossier": "chưa có hồ sơ cho hình thức này",
}


def blockers_to_close(*, state: str, open_items: Sequence[str], present: int) -> list[Blocker]:
    """Every item is counted before the session closes."""
    found = blockers_in_open_session(state)
    if not present:
        found.append(Blocker("Chưa điểm danh: chưa ghi ai có mặt."))
    return found + [Blocker(f"{name}: chưa ghi kết quả biểu quyết.") for name in open_items]


def blockers_to_list(
    nominations: Sequence[tuple[str, str, bool]], *, allowed: bool, ruling: str, about: object | None = None
) -> list[Blocker]:
    """A decision or submission has lines, each with a verdict that is met, none already decided.

    `nominations` are (name, verdict, already listed); `about` is where the right kind of paper is prepared.
    """
    found = [] if nominations else [Blocker("Không có hồ sơ nào đủ điều kiện để lập danh sách.")]
    if not allowed:
        found.append(Blocker(ruling, about=about))
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


def blockers_to_revoke(
    *, revoked: bool, decision: str, reason: str, on: dt.date, decided_on: dt.date
) -> list[Blocker]:
    """An award is taken back once, not before it was given, by a decision with its finding."""
    found = []
    if revoked:
        found.append(Blocker("Hình thức khen thưởng này đã được thu hồi."))
    if not decision.strip():
        found.append(Blocker("Chưa ghi số, ngày quyết định thu hồi."))
    if not reason.strip():
        found.append(Blocker("Chưa ghi kết luận làm căn cứ thu hồi."))
    if on < decided_on:
        found.append(
            Blocker(f"Ngày thu hồi không thể trước ngày quyết định khen thưởng ({decided_on:%d/%m/%Y}).")
        )
    return found
