"""What stands in the way of finishing a task. Pure."""

from thidua.core.errors import Blocker


def blockers_to_finish_task(*, done: bool, running: bool) -> list[Blocker]:
    """A task is finished once, while the movement runs."""
    found = []
    if done:
        found.append(Blocker("Nhiệm vụ này đã được ghi là xong."))
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết."))
    return found
