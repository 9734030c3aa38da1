"""What the movements room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_import(*, is_paper: bool, own_plan: bool, name: str, twin: object | None) -> list[Blocker]:
    """A file that can be filed: it is a paper of some kind, and is not in already; an own plan names its movement."""
    found = []
    if twin is not None:
        found.append(Blocker(f"Tệp này đã được nhập thành {twin}; tệp được giữ một lần.", about=twin))
    if not is_paper:
        found.append(
            Blocker("Không nhận ra đây là một văn bản có tên loại (kế hoạch, quyết định…); hãy kiểm tra tệp.")
        )
    if own_plan and not name:
        found.append(Blocker("Không đọc được tên phong trào hay trích yếu trong văn bản."))
    return found


def blockers_to_decide(choice: str, text: str, *, source: object | None, issued: bool) -> list[Blocker]:
    """A gap is decided before the plan goes out; an own rule has words, an inherited one a source."""
    found = []
    if issued:
        found.append(Blocker("Kế hoạch đã ban hành; thay đổi cần một văn bản mới."))
    if choice not in {"inherit", "own", "not_used"}:
        found.append(Blocker("Chọn một trong ba: theo kế hoạch cấp trên, quy định riêng, không dùng."))
    if choice == "own" and not text.strip():
        found.append(Blocker("Quy định riêng cần ghi rõ nội dung."))
    if choice == "inherit" and source is None:
        found.append(
            Blocker(
                "Kế hoạch cấp trên chưa có trong sổ văn bản đến; hãy vào sổ trước khi chọn theo cấp trên."
            )
        )
    return found


def blockers_to_launch(
    gaps: Sequence[tuple[str, str]], *, duties: int, running: bool, about: object | None = None
) -> list[Blocker]:
    """A movement is launched when every gap is decided and it asks something of someone.

    `gaps` are (what, choice) pairs in words.
    """
    if running:
        return [Blocker("Phong trào này đã được phát động.")]
    found = [
        Blocker(f"{what}: văn bản không nêu và chưa ai quyết định.", about=about)
        for what, choice in gaps
        if not choice
    ]
    if not duties:
        found.append(Blocker("Chưa đặt việc nào cho tổ hoặc cho từng người.", about=about))
    return found


def blockers_to_add_duty(
    *,
    running: bool,
    lines: Sequence[str],
    what: str,
    due: dt.date | None,
    today: dt.date,
    pledged: bool = False,
) -> list[Blocker]:
    """Duties are set before the launch; a pledge says what is promised, and there is one in a movement."""
    found = []
    if running:
        found.append(Blocker("Phong trào đã phát động; việc mới cần một văn bản bổ sung."))
    if what == "pledge" and not [line for line in lines if line.strip()]:
        found.append(Blocker("Bản giao ước cần ít nhất một điều cam kết."))
    if what == "pledge" and pledged:
        found.append(Blocker("Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản."))
    if due is not None and due < today:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đã qua."))
    return found


def blockers_to_remove_duty(*, running: bool) -> list[Blocker]:
    """A duty can be taken back only before it was asked."""
    if running:
        return [Blocker("Phong trào đã phát động; việc đã giao được giữ nguyên.")]
    return []


def blockers_to_urge(*, running: bool, users: int, sentence: str) -> list[Blocker]:
    """People are reminded while the movement runs, of something, and only those who still owe it."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên không nhắc ai nữa."))
    if not users:
        found.append(Blocker("Mọi người đã ký giao ước; không còn ai để nhắc."))
    if not sentence.strip():
        found.append(Blocker("Lời nhắc chưa có nội dung."))
    return found


def blockers_to_ask_reports(*, running: bool, owing: int, indicators: int) -> list[Blocker]:
    """Reports are asked while the movement runs, of units that owe one, and ask for something."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa mở đợt báo cáo được."))
    if running and not owing:
        found.append(Blocker("Phong trào này không giao việc báo cáo cho đơn vị nào."))
    if not indicators:
        found.append(Blocker("Chưa chọn chỉ tiêu nào để báo cáo."))
    return found


def blockers_to_pledge(*, running: bool, asked: bool, signed: bool) -> list[Blocker]:
    """Signed once, by the person asked, while the movement runs."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được."))
    if signed:
        found.append(Blocker("Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."))
    elif not asked:
        found.append(Blocker("Bạn không có tên trong danh sách đăng ký của phong trào này."))
    return found


def blockers_to_finish_task(*, done: bool, running: bool) -> list[Blocker]:
    """A task is finished once, while the movement runs."""
    found = []
    if done:
        found.append(Blocker("Nhiệm vụ này đã được ghi là xong."))
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    return found


def blockers_to_parent(own: object | None, wanted: object) -> list[Blocker]:
    """The plan above belongs to the unit directly above."""
    if own is None or own == wanted:
        return []
    return [Blocker(f"Cấp trên trực tiếp là {own}, không phải {wanted}.", about=own)]


def blockers_to_days(
    *, first: dt.date, last: dt.date, due: dt.date, closes: dt.date, today: dt.date
) -> list[Blocker]:
    """The days of a time of reporting stand in order: what it covers, then due, then closed."""
    found = []
    if last < first:
        found.append(Blocker("Ngày cuối của số liệu đứng trước ngày đầu."))
    if due < today:
        found.append(Blocker(f"Hạn gửi {due:%d/%m/%Y} đã qua."))
    if closes < due:
        found.append(Blocker("Ngày khóa đứng trước hạn gửi."))
    return found


def blockers_to_draft(*, running: bool) -> list[Blocker]:
    """Parts of a movement are drafted before the launch."""
    if running:
        return [Blocker("Phong trào đã phát động; thay đổi cần một văn bản mới.")]
    return []


def blockers_to_round(
    label: str,
    first: dt.date,
    last: dt.date,
    others: Sequence[tuple[str, dt.date, dt.date]],
) -> list[Blocker]:
    """A round ends after it begins, and shares no day with another round; `others` are (label, first, last)."""
    if last < first:
        return [Blocker(f"{label}: ngày cuối đứng trước ngày đầu.")]
    return [
        Blocker(f"{label} trùng ngày với {other} ({start:%d/%m/%Y} đến {end:%d/%m/%Y}).")
        for other, start, end in others
        if first <= end and start <= last
    ]


def blockers_to_answer_content(answer: str, note: str, *, has_above: bool) -> list[Blocker]:
    """A content that follows the plan above names what it follows; one that differs says how or why."""
    found = []
    if answer in {"taken", "adapted", "dropped"} and not has_above:
        found.append(Blocker("Chọn nội dung của kế hoạch cấp trên mà nội dung này đối chiếu."))
    if answer in {"adapted", "added", "dropped"} and not note.strip():
        found.append(Blocker("Ghi cách cụ thể hóa ở đơn vị, hoặc lý do thêm, lý do không đưa vào."))
    return found


def blockers_to_rules_source(written: str) -> list[Blocker]:
    """Award rules name the paper they come from."""
    return [] if written.strip() else [Blocker("Ghi số, ký hiệu của văn bản quy định khen thưởng.")]


def blockers_to_standing(*, taken: object | None, first: dt.date, last: dt.date | None) -> list[Blocker]:
    """A movement that already runs is entered once, from a paper that carries no other movement."""
    found = []
    if taken is not None:
        found.append(Blocker(f"Văn bản này đã là gốc của phong trào {taken}.", about=taken))
    if last is not None and last < first:
        found.append(Blocker("Ngày cuối của phong trào đứng trước ngày đầu."))
    return found


def blockers_to_give_work(
    *,
    received: bool,
    units: int,
    beyond: Sequence[object],
    sentence: str,
    due: dt.date | None,
    today: dt.date,
) -> list[Blocker]:
    """Work is given from a received paper, to units directly beneath, in words, by a day still to come."""
    found = []
    if not received:
        found.append(Blocker("Chỉ giao việc từ văn bản đến; việc của kế hoạch được giao khi phát động."))
    if not units:
        found.append(Blocker("Chưa chọn đơn vị nào để giao việc."))
    found += [Blocker(f"{unit} không phải là đơn vị dưới quyền vào ngày này.", about=unit) for unit in beyond]
    if not sentence.strip():
        found.append(Blocker("Ghi rõ việc cần làm."))
    if due is not None and due < today:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đã qua."))
    return found


def blockers_to_enter_directive(*, received: bool, body: str) -> list[Blocker]:
    """A directive is a received paper that names who gave it."""
    found = []
    if not received:
        found.append(Blocker("Sổ chỉ đạo chỉ giữ văn bản đến."))
    if not body.strip():
        found.append(Blocker("Văn bản chưa có cơ quan ban hành; hãy ghi cơ quan ban hành trước."))
    return found


def blockers_to_confirm(*, confirmed: bool, of_unit: bool) -> list[Blocker]:
    """A unit confirms work once."""
    if confirmed:
        return [Blocker("Đơn vị đã xác nhận nhận việc này.")]
    return [] if of_unit else [Blocker("Việc này giao cho từng người, không cần đơn vị xác nhận.")]
