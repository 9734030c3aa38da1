"""A plan before it goes out: what was read, what is undecided, what is missing, whom it will reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Citation, Irregularity, Node, Paper, SignatureBlock
from thidua.documents.queries.issuing import Reached, book_for, missing_to_issue, reached_by
from thidua.movements import rules
from thidua.movements.cascade import Asked, Given, assign
from thidua.movements.models import Duty, Gap, Movement, Task
from thidua.org.access import Ability, Access
from thidua.org.models import Post, Reach, Unit
from thidua.org.queries.tree import children_of

STAFF = ["cadre", "civil_servant", "teacher", "staff", "worker"]
WITHIN = [Unit.Kind.TEAM, Unit.Kind.DIVISION]

Step = tuple[str, str, str]


def basis_of(paper: Paper) -> Paper | None:
    """The first paper a plan cites that stands in the register: the plan above it."""
    cited = paper.citations.exclude(target=None).select_related("target").order_by("line", "id").first()
    return cited.target if cited else None


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


@dataclass(frozen=True)
class Item:
    """One thing read from the text, with its place: a content, a solution, a chapter."""

    place: str
    text: str
    line: int


@dataclass(frozen=True)
class Reading:
    """What was read from a plan, beside its source."""

    paper: Paper
    movement: Movement | None
    head: dict[str, Any]
    citations: list[Citation]
    sections: list[Item]
    contents: list[Item]
    solutions: list[Item]
    criteria: list[dict[str, Any]]
    award_forms: list[dict[str, Any]]
    rounds: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    slogan: dict[str, Any] | None
    recipients: dict[str, Any]
    signers: list[dict[str, Any]]
    irregularities: list[Irregularity]
    marks: list[dict[str, Any]]
    steps: list[Step]
    next: tuple[str, str] | None  # what to do now, and the name of its address
    may_decide: bool
    may_file: bool


def reading_of(paper: Paper, access: Access) -> Reading:
    """Gather the desk of one plan: the source by lines, and everything that was read from it."""
    read: dict[str, Any] = paper.reading
    nodes = list(paper.nodes.exclude(line=None))
    irregularities = list(paper.irregularities.all())
    movement = Movement.objects.filter(plan=paper).first()
    steps, following = _steps(paper, movement)
    return Reading(
        paper=paper,
        movement=movement,
        head=read.get("metadata", {}),
        citations=list(paper.citations.select_related("target").order_by("line", "id")),
        sections=[Item(node.section, node.title, node.line or 0) for node in nodes if node.kind == "heading"],
        contents=_items(nodes, read.get("contents", [])),
        solutions=_items(nodes, read.get("solutions", [])),
        criteria=read.get("criteria", []),
        award_forms=read.get("awards", {}).get("forms", []),
        rounds=read.get("rounds", []),
        tasks=read.get("tasks", []),
        slogan=read.get("slogan"),
        recipients=read.get("recipients", {}),
        signers=read.get("signers", []),
        irregularities=irregularities,
        marks=[{"line": row.line, "text": row.sentence, "code": row.code} for row in irregularities],
        steps=steps,
        next=following,
        may_decide=access.may(Ability.MOVEMENT_DECIDE, paper.owner),
        may_file=access.may(Ability.PAPER_FILE, paper.owner),
    )


def _items(nodes: list[Node], sections: list[str]) -> list[Item]:
    """The sentences of these sections: a heading's title, or the item that is the section itself."""
    first: dict[str, Node] = {}
    for node in nodes:
        first.setdefault(node.section, node)
    found = [(section, first[section]) for section in sections if section in first]
    return [Item(section, node.title or node.text, node.line or 0) for section, node in found]


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
    units = {
        "teams": list(children.filter(kind__in=WITHIN).values_list("pk", flat=True)),
        "units": list(children.exclude(kind__in=[*WITHIN, Unit.Kind.CLASS]).values_list("pk", flat=True)),
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
