"""A plan that was read: its desk, and what becomes of it here."""

import datetime as dt
import re
from dataclasses import dataclass

from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.documents.queries.reading import Desk
from thidua.movements.models import AwardRules, Movement
from thidua.movements.queries.register import movements_seen_by, similar_to
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import find_unit, name_on

COUNCIL = re.compile(r"^(?:ubnd|uy ban nhan dan) ")


Step = tuple[str, str, str]


def is_named(unit: Unit, written: str, governing: str | None, *, on: dt.date) -> bool:
    """Whether a letterhead means this unit: by its name, or by its name without the place.

    Offices of one kind print "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO" alone. The body above them in the letterhead then tells
    the place; where none is printed, the unit's own place is tried, since the paper lies on its desk.
    """
    found, name = find_unit(written, on=on), name_on(unit, on)
    if found is not None or name is None or not name.seat:
        return found == unit
    places = [name.seat]
    if governing is not None:
        here = fold(governing).endswith(fold(name.seat))
        places = [*places, COUNCIL.sub("", fold(governing))] if here else []
    return any(find_unit(f"{written} {place}", on=on) == unit for place in places)


@dataclass(frozen=True)
class PlanDesk:
    """The import desk of one paper, and what becomes of it here: its movement, the path to the launch, likenesses."""

    desk: Desk
    movement: Movement | None
    similar: list[Movement]
    award_rules: AwardRules | None
    drafted: list[tuple[str, str, int]]  # part, its anchor on the page of drafts, how many
    steps: list[Step]
    next: tuple[str, str] | None  # what to do now, and the name of its address
    may_decide: bool
    may_file: bool


def reading_of(paper: Paper, access: Access) -> PlanDesk:
    """Gather the desk of one paper, and the movement that was drafted from it."""
    movement = Movement.objects.filter(plan=paper).select_related("plan", "basis", "owner").first()
    steps, following = _steps(paper, movement)
    return PlanDesk(
        desk=Desk(paper, access),
        movement=movement,
        similar=similar_to(movement, movements_seen_by(access)) if movement else [],
        award_rules=AwardRules.objects.filter(movement=movement).first() if movement else None,
        drafted=_drafted(movement) if movement else [],
        steps=steps,
        next=following,
        may_decide=access.may(Ability.MOVEMENT_DECIDE, paper.owner),
        may_file=access.may(Ability.PAPER_FILE, paper.owner),
    )


def _drafted(movement: Movement) -> list[tuple[str, str, int]]:
    """How many rows of each part were drafted."""
    parts = (
        ("Nội dung", "noi-dung-thi-dua", movement.contents),
        ("Nhiệm vụ", "nhiem-vu", movement.tasks),
        ("Tiêu chí", "tieu-chi", movement.criteria),
        ("Hình thức khen thưởng", "khen-thuong", movement.award_forms),
        ("Đợt thi đua", "dot", movement.rounds),
        ("Ngày kỷ niệm", "ky-niem", movement.commemorations),
        ("Phong trào, cuộc vận động", "chuong-trinh", movement.programmes),
    )
    return [(title, anchor, rows.count()) for title, anchor, rows in parts]


def _steps(paper: Paper, movement: Movement | None) -> tuple[list[Step], tuple[str, str] | None]:
    """From the file to the launch: what is done, what is next and where."""
    if movement is None:
        return [], None
    gaps = movement.gaps.filter(choice="").count()
    asked = movement.duties.count()
    addressed, signed = paper.recipients.exists(), paper.signatures.exists()
    path = [
        ("Nhập và đọc", True, f"{len(paper.source_lines)} dòng", ""),
        ("Phần chưa nêu", not gaps, f"còn {gaps} phần" if gaps else "đã quyết định", "gaps"),
        ("Việc giao", bool(asked), f"{asked} việc", "duties"),
        ("Nơi nhận", addressed, "đã ghi" if addressed else "chưa ghi", "paper_recipients"),
        ("Ký", signed, "đã ký" if signed else "chưa ký", "paper"),
        ("Phát động", movement.state != Movement.State.DRAFT, "", "plan_issue"),
    ]
    now = next((place for place, step in enumerate(path) if not step[1]), None)
    steps = [
        (name, "done" if done else "now" if place == now else "todo", about)
        for place, (name, done, about, _) in enumerate(path)
    ]
    return steps, (path[now][0], path[now][3]) if now is not None else None
