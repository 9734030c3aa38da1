"""The register of movements: which of them a person may see, and which look alike."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.core.lexemes import as_query, holding, words_of
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.movements.models import Assignment, Duty, Movement, MovementRoot
from thidua.org.access import Ability, Access
from thidua.org.models import Reach

_HEAVY = ("plan__source_lines", "plan__reading")


def movements_seen_by(access: Access) -> "QuerySet[Movement]":
    """Movements run by the units this person may look into, those that ask something of them or their units,
    and those that already run in the units above their own (EK-24).
    """
    units = access.units(Ability.MOVEMENT_VIEW)
    asked = Assignment.objects.filter(duty__movement=OuterRef("pk"))
    asked = asked.filter(Q(person_id=access.user.person_id) | Q(person=None, unit__in=units))
    own = [post.unit.pk for post in access.posts] if access.has(Ability.MOVEMENT_VIEW) else []
    above = Reach.objects.on(access.day).filter(descendant__in=own).values("ancestor")
    running = Q(state=Movement.State.RUNNING, owner__in=above)
    return Movement.objects.filter(Q(owner__in=units) | Exists(asked) | running)


def movements_in(seen: "QuerySet[Movement]") -> "QuerySet[Movement]":
    """Of these movements, newest first, each with how many assignments are done of how many.

    Reports are counted in their own room, from what was accepted, not here.
    """
    counted = ~Q(duties__what=Duty.What.REPORT)
    counts = {
        "asked": Count("duties__assignments", filter=counted),
        "done": Count("duties__assignments", filter=counted & Q(duties__assignments__state="done")),
    }
    return seen.select_related("owner", "plan").annotate(**counts).order_by("-id").defer(*_HEAVY)


def named(found: "QuerySet[Movement]", words: str) -> "QuerySet[Movement]":
    """Those of them whose name holds these words, with or without marks, in any order."""
    return found.filter(words=as_query(holding(words))) if words_of(words) else found


def similar_to(movement: Movement, among: "QuerySet[Movement]") -> list[Movement]:
    """Movements with another root whose names share most words: "tên gần giống, gốc khác", merged by nobody.

    One of each root is named, and one with no root yet stands for itself.
    """
    words = set(fold(movement.name).split())
    others = among.exclude(pk=movement.pk).exclude(root=movement.root_id or 0)
    names = others.order_by("pk").values_list("pk", "folded", "basis_id", "root_id")
    alike: dict[tuple[str, int], int] = {}
    for pk, folded, basis, root in names:
        if _alike(words, set(folded.split())) and (basis is None or basis != movement.basis_id):
            alike.setdefault(("root", root) if root else ("movement", pk), pk)
    if not alike:
        return []
    found = Movement.objects.filter(pk__in=alike.values()).select_related("owner", "plan", "basis")
    return list(found.defer(*_HEAVY).order_by("pk"))


def _alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) > len(one | other) if one | other else False


def movement_resting_on(paper: Paper | None, *, but: int = 0) -> Movement | None:
    """The movement that this paper carries; found too when the paper here is a filed copy of its issuer's own."""
    if paper is None:
        return None
    found = Movement.objects.filter(Q(plan=paper) | _same_paper("plan", paper))
    return found.exclude(pk=but).order_by("pk").first()


def children_waiting_for(movement: Movement) -> list[Movement]:
    """Movements whose plans rest on this one's plan, filed before this movement was in the register."""
    plan = movement.plan
    found = Movement.objects.filter(Q(basis=plan) | _same_paper("basis", plan), parent=None)
    return list(found.exclude(pk=movement.pk))


def _same_paper(column: str, paper: Paper) -> Q:
    """Another copy of the same paper: its issuer, number, symbol and day; nothing when it has no number or issuer."""
    if paper.number is None or paper.issuer_id is None:
        return Q(pk=None)
    facts = {"issuer": paper.issuer_id, "number": paper.number, "symbol": paper.symbol, "day": paper.day}
    return Q(**{f"{column}__{name}": value for name, value in facts.items()})


def root_pointed_to(movement: Movement) -> tuple[MovementRoot | None, str]:
    """The root a movement belongs to and why: its parent's, its superiors' papers', or, if special, its very name's."""
    if movement.parent is not None and movement.parent.root is not None:
        return movement.parent.root, Movement.Rooted.PARENT
    for paper in _papers_above(movement):
        above = movement_resting_on(paper, but=movement.pk)
        if above is not None and above.root is not None:
            return above.root, Movement.Rooted.CITED
    if movement.kind == Movement.Kind.SPECIAL:
        same = MovementRoot.objects.filter(folded=movement.folded, branches__kind=Movement.Kind.SPECIAL)
        root = same.order_by("pk").first()
        if root is not None:
            return root, Movement.Rooted.NAME
    return None, Movement.Rooted.OWN


def _papers_above(movement: Movement) -> list[Paper]:
    """The paper the plan carries out and those above it, then the others that the plan cites."""
    found: dict[int, Paper] = {}
    step = movement.basis
    while step is not None and step.pk not in found:
        found[step.pk] = step
        step = step.parent
    cited = movement.plan.citations.exclude(target=None).select_related("target").order_by("line", "id")
    found.update({row.target.pk: row.target for row in cited if row.target and row.target.pk not in found})
    return list(found.values())


def roots_to_join(movement: Movement, access: Access) -> list[MovementRoot]:
    """The other roots of the movements this person may see, nearest in name first."""
    seen = movements_seen_by(access).exclude(root=movement.root_id or 0).values("root")
    words = set(movement.folded.split())
    found = MovementRoot.objects.filter(pk__in=seen)
    return sorted(found, key=lambda root: (-len(words & set(root.folded.split())), root.pk))[:50]
