"""What a digital signature and a package refuse, and in what words. Pure."""

import unicodedata
from collections.abc import Iterable

from thidua.core.errors import Blocker

_NOT_OUT = {
    "received": "Đây là văn bản đến; chỉ văn bản do đơn vị phát hành mới {act} ở đây.",
    "withdrawn": "Văn bản đã thu hồi nên không {act} nữa.",
}


def blockers_of_state(state: str, act: str) -> list[Blocker]:
    """Only what is issued is signed digitally or packed; `act` is the verb of the sentence."""
    if state == "issued":
        return []
    sentence = _NOT_OUT.get(state, "Văn bản chưa phát hành nên chưa {act} được.")
    return [Blocker(sentence.format(act=act))]


def blockers_to_seal(
    *, state: str, who: str, sealed: bool, is_signer: bool, is_body: bool, person_sealed: bool
) -> list[Blocker]:
    """The person who signed the paper signs first and only once, then the body (NĐ 30/2020, Điều 5)."""
    found = blockers_of_state(state, "ký số")
    if sealed:
        found.append(Blocker(f"Phần của {who} đã được ký số; không ký hai lần."))
    if not is_body and not is_signer:
        found.append(Blocker(f"Phần này của {who}; chỉ chính người đã ký văn bản mới ký số."))
    if is_body and not person_sealed:
        found.append(
            Blocker("Người ký văn bản ký số trước, sau đó mới đến cơ quan (Nghị định 30/2020, Điều 5).")
        )
    return found


def blockers_to_use(*, holder: str, printed: Iterable[str], because: str, used: bool) -> list[Blocker]:
    """The certificate is the signer's own: named as printed, or said why not; and it signs a paper once."""
    names = list(printed)
    found = []
    if not because.strip() and not is_named(holder, names):
        found.append(
            Blocker(
                f"Chứng thư số mang tên “{holder}”, khác tên in trên văn bản là “{names[0]}”. "
                "Nếu vẫn đúng là một, hãy ghi lý do khi ký lại."
            )
        )
    if used:
        found.append(Blocker(f"Chứng thư số của {holder} đã ký văn bản này rồi."))
    return found


def is_named(holder: str, printed: Iterable[str]) -> bool:
    """Whether a holder is called as one of these, whatever the case and the blanks."""
    return _plain(holder) in map(_plain, printed)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def blockers_to_hand_over(*, state: str, to: str) -> list[Blocker]:
    """A package goes out once, to somebody."""
    found = []
    if state != "prepared":
        found.append(Blocker("Gói này đã được chuyển đi rồi."))
    if not to.strip():
        found.append(Blocker("Chưa ghi đã chuyển gói tới hệ thống hay người nào."))
    return found


def blockers_to_note_receipt(*, state: str, code: str) -> list[Blocker]:
    """Only what was handed over is received, and under a code."""
    found = []
    if state == "prepared":
        found.append(Blocker("Gói chưa được chuyển đi nên chưa thể có mã tiếp nhận."))
    if state == "received":
        found.append(Blocker("Gói này đã có mã tiếp nhận."))
    if not code.strip():
        found.append(Blocker("Chưa ghi mã tiếp nhận mà hệ thống kia cấp."))
    return found
