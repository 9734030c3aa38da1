"""What stands in the way of importing, deciding, drafting and launching a plan. Pure."""

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


def blockers_to_decide(
    choice: str, text: str, *, source: object | None, issued: bool, setting: bool = False
) -> list[Blocker]:
    """A gap is decided before the plan goes out; an own rule has words, an inherited one a source.

    A `setting` (quota, scale, dates) may also be left for later, and decided after the plan went out (NH-114).
    """
    found = []
    if issued and not setting:
        found.append(Blocker("Kế hoạch đã ban hành; thay đổi cần một văn bản mới."))
    if choice == "later" and not setting:
        found.append(Blocker("Phần này phải quyết định trước khi phát động, không để sau được."))
    elif choice not in {"inherit", "own", "not_used", "later"}:
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
    gaps: Sequence[tuple[str, str]],
    *,
    duties: int,
    running: bool,
    unconfirmed: Sequence[str] = (),
    early: Sequence[str] = (),
    about: object | None = None,
) -> list[Blocker]:
    """A movement is launched when every gap is decided, it asks something of someone, and a person stands for it.

    `gaps` are (what, choice) pairs in words; `unconfirmed` the duties nobody has confirmed yet, `early` those
    due before the day the plan bears.
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
    found += [Blocker(f"{what}: đọc từ văn bản, chưa ai xác nhận.", about=about) for what in unconfirmed]
    found += [Blocker(f"{what}: hạn đứng trước ngày ban hành kế hoạch.", about=about) for what in early]
    return found


def blockers_to_draft(*, running: bool) -> list[Blocker]:
    """Parts of a movement are drafted before the launch."""
    if running:
        return [Blocker("Phong trào đã phát động; thay đổi cần một văn bản mới.")]
    return []
