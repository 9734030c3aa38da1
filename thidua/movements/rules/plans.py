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


def blockers_to_draft(*, running: bool) -> list[Blocker]:
    """Parts of a movement are drafted before the launch."""
    if running:
        return [Blocker("Phong trào đã phát động; thay đổi cần một văn bản mới.")]
    return []
