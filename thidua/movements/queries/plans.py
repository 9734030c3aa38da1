"""A plan before it goes out: what was read, what is undecided, what is missing, whom it will reach."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.core.text import fold
from thidua.documents.models import Paper, SignatureBlock
from thidua.documents.queries.issuing import Reached, book_for, missing_to_issue, reached_by
from thidua.documents.queries.reading import Desk
from thidua.movements import rules
from thidua.movements.cascade import Asked, Given, assign
from thidua.movements.models import AwardRules, Duty, Gap, Movement, Task
from thidua.movements.queries.progress import movements_seen_by, similar_to
from thidua.org.access import Ability, Access
from thidua.org.models import Placement, Post, Reach, Unit
from thidua.org.queries.tree import children_of, find_unit, name_on

STAFF = ["cadre", "civil_servant", "teacher", "staff", "worker"]
COUNCIL = re.compile(r"^(?:ubnd|uy ban nhan dan) ")
WITHIN = [Unit.Kind.TEAM, Unit.Kind.DIVISION]

Step = tuple[str, str, str]


def stated_in(paper: Paper, what: str) -> list[str]:
    """What a plan that was read states about one of the parts another leaves open; empty when it is silent too."""
    read: dict[str, Any] = paper.reading
    if what == Gap.What.CRITERIA:
        return [row["text"] for row in read.get("criteria", [])]
    if what == Gap.What.AWARD_FORMS:
        forms = read.get("awards", {}).get("forms", [])
        return [f"{row['form']} của {row['authority']}" if row["authority"] else row["form"] for row in forms]
    if what == Gap.What.ROUNDS:
        return [row["label"] for row in read.get("rounds", [])]
    return [row["action"] for row in read.get("tasks", []) if row["deadline"]]


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


def gaps_of(movement: Movement) -> list[Gap]:
    """The parts the plan's text does not state, each with who decided it."""
    return list(movement.gaps.select_related("source", "decided_by__person").order_by("id"))


def duties_of(movement: Movement) -> "QuerySet[Duty]":
    """What the movement asks, with the sentence each rests on."""
    return movement.duties.select_related("node").order_by("id")


def assignments_to_open(movement: Movement, *, on: dt.date) -> list[Given]:
    """Every assignment the movement's duties ask for, on the tree of a day."""
    duties = [Asked(duty.pk, duty.reaches, duty.due) for duty in movement.duties.order_by("id")]
    children = children_of(movement.owner, on=on)
    inside = Placement.objects.on(on).filter(parent=movement.owner, relation=Placement.Relation.WITHIN)
    attached = children.exclude(kind__in=[*WITHIN, Unit.Kind.CLASS]).exclude(pk__in=inside.values("unit"))
    units = {
        "teams": list(children.filter(kind__in=WITHIN).values_list("pk", flat=True)),
        "units": list(attached.values_list("pk", flat=True)),
    }
    below = Reach.objects.on(on).filter(ancestor=movement.owner).values("descendant")
    posts = Post.objects.on(on).filter(unit__in=below, main=True, group__in=STAFF).order_by("id")
    return assign(duties, units, list(posts.values_list("person_id", "unit_id")))


def missing_to_launch(movement: Movement) -> list[Blocker]:
    """What the movement itself lacks before its plan may go out."""
    gaps = [(gap.get_what_display(), gap.choice) for gap in movement.gaps.order_by("id")]
    running = movement.state != Movement.State.DRAFT
    return rules.blockers_to_launch(gaps, duties=movement.duties.count(), running=running, about=movement)


@dataclass(frozen=True)
class Launch:
    """Everything that will happen when the plan is issued, said before anyone presses."""

    movement: Movement
    paper: Paper
    blockers: list[Blocker]
    number: int | None
    read_number: int | None
    bears: dt.date
    reached: Reached
    asked: list[tuple[Duty, int]]
    signatures: list[SignatureBlock]
    tasks: list[Task]

    @property
    def opened(self) -> int:
        """How many assignments will be opened."""
        return sum(count for _, count in self.asked)


def launch_of(movement: Movement, *, today: dt.date) -> Launch:
    """What is missing, the number the book will give, and whom the plan will reach."""
    paper = movement.plan
    bears = paper.day or today
    missing = missing_to_launch(movement)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=today, route=Paper.Route.PLAN)
    book = book_for(paper.owner, bears.year, paper.kind)
    given = assignments_to_open(movement, on=bears)
    counts = {duty.pk: (duty, 0) for duty in duties_of(movement)}
    for row in given:
        duty, count = counts[row.duty]
        counts[row.duty] = (duty, count + 1)
    return Launch(
        movement=movement,
        paper=paper,
        blockers=missing,
        number=book.last + 1 if book else None,
        read_number=paper.number if movement.state == Movement.State.DRAFT else None,
        bears=bears,
        reached=reached_by(paper, on=bears),
        asked=list(counts.values()),
        signatures=list(paper.signatures.select_related("person")),
        tasks=list(movement.tasks.all()),
    )
