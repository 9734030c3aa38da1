"""What the movements room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_import(*, is_plan: bool, name: str, twin: object | None) -> list[Blocker]:
    """A plan that can be filed: it is a plan, names what it launches, and is not in already."""
    found = []
    if twin is not None:
        found.append(Blocker(f"Tệp này đã được nhập thành {twin}; tệp được giữ một lần.", about=twin))
    if not is_plan:
        found.append(
            Blocker("Không nhận ra đây là một văn bản có tên loại (kế hoạch, quyết định…); hãy kiểm tra tệp.")
        )
    if not name:
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
