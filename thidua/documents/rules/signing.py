"""Who may sign for whom, and what a joint paper still lacks, in words. Pure."""

from collections.abc import Sequence

from thidua.core.errors import Blocker

# For whom a collective body speaks when it signs TM. (NĐ 30/2020, Điều 13 and Phụ lục I; domain law-2021 §7.6).
# A body that is not named here is led by its head and never signs TM.
COLLECTIVES: dict[str, tuple[str, ...]] = {
    "province": ("ỦY BAN NHÂN DÂN",),
    "district": ("ỦY BAN NHÂN DÂN",),
    "commune": ("ỦY BAN NHÂN DÂN",),
    "council": ("HỘI ĐỒNG",),
    "union": ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH"),
    "party": ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "CHI ỦY"),
    "youth": ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH"),
}
OF_THE_HEAD = frozenset({"KT.", "TL.", "TUQ."})  # marks that print the title of the head who does not sign


def blockers_to_speak_for(unit: str, authority: str, body: str, *, bodies: Sequence[str]) -> list[Blocker]:
    """TM. names a collective of that very body; the other marks name one only beside KT."""
    if authority == "TM." and bodies and not body:
        return [Blocker(f"Ký TM. cần ghi rõ tập thể nào của {unit}: {', '.join(bodies)}.")]
    if body and body not in bodies:
        return [Blocker(f"“{body}” không phải là tập thể lãnh đạo của {unit}, nên không ký thay mặt được.")]
    if body and authority not in {"TM.", "KT."}:
        return [Blocker(f"Ký {authority or 'trực tiếp'} không đi cùng thay mặt tập thể “{body}”.")]
    return []


def blockers_to_lead_collective(*, leads: bool) -> list[Blocker]:
    """For a collective its head signs; a deputy adds KT., anyone else needs a mandate."""
    return [] if leads else [Blocker("Ký TM. cần là người đứng đầu tập thể trong ngày ký.")]


def blockers_to_print(name: str, unit: str, *, title: str, authority: str, head_title: str) -> list[Blocker]:
    """A signature prints the signer's title, and KT., TL., TUQ. also the head's (NĐ 30/2020, Phụ lục I, ô 7a)."""
    found = []
    if not title.strip():
        found.append(
            Blocker(f"{name} chưa có chức vụ ghi ở {unit}; văn bản của đơn vị phải in chức vụ người ký.")
        )
    if authority in OF_THE_HEAD and not head_title.strip():
        found.append(
            Blocker(f"Chưa ghi chức vụ người đứng đầu của {unit}, nên chưa in được dòng {authority} khi ký.")
        )
    return found


def blockers_to_title_on(state: str, code: str) -> list[Blocker]:
    """A signer's title is stated for an own paper that is still to be signed or issued (matrix EK-121)."""
    if state == "received":
        sentence = "Văn bản đến giữ đúng như bên ban hành đã ghi; chức vụ không nêu thì để là không nêu."
        return [Blocker(sentence)]
    if state not in {"draft", "pending", "signed"}:
        return [Blocker(f"Văn bản {code} đã ban hành; chữ ký giữ chức vụ của ngày ký.")]
    return []


def blockers_to_title(
    name: str, unit: str, *, known: str, title: str, basis: str, signs: bool
) -> list[Blocker]:
    """A title is stated once, for somebody who may sign here and has none, and on the ground of a decision."""
    found = []
    if not signs:
        found.append(Blocker(f"{name} không phải người ký văn bản này trong ngày hôm nay."))
    if known.strip():
        found.append(
            Blocker(f"{name} đã có chức vụ {known} ở {unit}; chức vụ khác là một lần bổ nhiệm khác.")
        )
    if not title.strip():
        found.append(Blocker(f"Chưa ghi chức vụ của {name}."))
    if not basis.strip():
        found.append(Blocker("Chưa ghi căn cứ của chức vụ, ví dụ quyết định bổ nhiệm."))
    return found


def blockers_to_sign_for(unit: str, *, is_issuer: bool) -> list[Blocker]:
    """Only those who issue a paper sign it."""
    return [] if is_issuer else [Blocker(f"{unit} không phải là cơ quan ban hành văn bản này.")]


def one_signer_sentence(name: str, units: Sequence[str]) -> str:
    """The warning that one person stands for several sides of a joint paper (matrix NH-104)."""
    return f"Một người ký cho hai bên: {name} ký cho cả {' và '.join(units)}."


def blockers_to_add_issuer(
    state: str, code: str, *, unit: str, already: bool, is_lead: bool, archive: str
) -> list[Blocker]:
    """Another issuer joins a draft that nobody has signed, once, with the place where it files its copy."""
    found = []
    if state in {"pending", "signed"}:
        found.append(Blocker("Văn bản đã có chữ ký; hãy trả về dự thảo rồi mới thêm cơ quan cùng ban hành."))
    elif state != "draft":
        named = f"Văn bản {code}".strip()
        found.append(Blocker(f"{named} không còn là dự thảo nên không thêm được cơ quan cùng ban hành."))
    if is_lead:
        found.append(Blocker(f"{unit} là cơ quan chủ trì, đã đứng đầu văn bản này."))
    elif already:
        found.append(Blocker(f"{unit} đã là cơ quan cùng ban hành văn bản này."))
    if not archive.strip():
        found.append(Blocker("Chưa ghi nơi lưu của cơ quan cùng ban hành, ví dụ CĐN."))
    return found


def blockers_to_remove_issuer(
    state: str, code: str, *, unit: str, joined: bool, is_lead: bool
) -> list[Blocker]:
    """An issuer leaves before the issue; the lead, who numbers the paper, stays."""
    found = []
    if state not in {"draft", "pending", "signed"}:
        found.append(Blocker(f"Văn bản {code} đã ban hành; không bỏ được cơ quan cùng ban hành."))
    if is_lead:
        found.append(Blocker(f"{unit} là cơ quan chủ trì và cấp số, không bỏ khỏi văn bản được."))
    elif not joined:
        found.append(Blocker(f"{unit} không phải là cơ quan cùng ban hành văn bản này."))
    return found


def blockers_to_remind(unsigned: Sequence[str], *, joint: bool) -> list[Blocker]:
    """There is a side that has not signed yet."""
    if not joint:
        return [Blocker("Văn bản này chỉ có một cơ quan ban hành, không có bên nào để nhắc.")]
    return [] if unsigned else [Blocker("Các bên đều đã ký, không còn ai để nhắc.")]


def blockers_to_confirm_one_signer(
    *, doubled: str, waiting: bool, confirmed: bool, is_head: bool, lead: str
) -> list[Blocker]:
    """The head of the lead confirms, once and before the issue, that one person signs for two sides."""
    found = []
    if not waiting:
        found.append(Blocker("Văn bản này không còn ở bước ký."))
    if not doubled:
        found.append(Blocker("Không có người nào ký cho hai bên của văn bản này."))
    elif confirmed:
        found.append(Blocker("Việc một người ký cho hai bên đã được xác nhận rồi."))
    if not is_head:
        found.append(Blocker(f"Chỉ người đứng đầu {lead} trong ngày xác nhận được việc này."))
    return found


def blockers_to_return(state: str, *, reason: str) -> list[Blocker]:
    """Signatures are given back only before the issue, and someone says why."""
    found = []
    if state not in {"pending", "signed"}:
        found.append(Blocker("Chỉ văn bản đã có chữ ký và chưa ban hành mới trả về dự thảo được."))
    if not reason.strip():
        found.append(Blocker("Trả về dự thảo cần ghi lý do để người đã ký biết."))
    return found
