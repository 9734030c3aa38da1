"""What is due of many people at once: a fixed number of statements, however many they are.

What is due of one person is what their desk shows; here it is gathered for a whole chunk, and a test holds the two
together.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from textwrap import shorten

from django.db.models import Exists, OuterRef, Q

from thidua.core.dates import ZONE, school_year
from thidua.documents.models import Paper, Receipt
from thidua.movements.models import Assignment, Duty, Finding, Movement, Task, TaskPart
from thidua.movements.queries.assignments import OWED
from thidua.movements.queries.programmes import FOR_BODIES, results_owed
from thidua.movements.rules.reminders import Due, horizon, result_due
from thidua.org.access import ROLES, Ability, Where
from thidua.org.models import Pairing, Position, Post, User
from thidua.org.speaking import LEADING, SPEAKING, speaking_for
from thidua.reporting.models import Report

WORDS = 120  # letters of a sentence that still read as a title


def holding(*abilities: Ability) -> frozenset[str]:
    """The posts that hold one of these abilities in their own unit."""
    return frozenset(
        position
        for position, held in ROLES.items()
        if any(Where.OWN in held.get(ability, ()) for ability in abilities)
    )


_DECIDERS = holding(Ability.REPORT_FILL, Ability.MOVEMENT_DECIDE)
_RECEIVERS = holding(Ability.REPORT_FILL, Ability.MOVEMENT_DECIDE, Ability.PAPER_FILE)
_REPORTERS = holding(Ability.REPORT_FILL)


class Roll:
    """Some people, and who of them speaks for which unit on a day: one query."""

    def __init__(self, users: Iterable[User], *, on: dt.date) -> None:
        self.users = {user.person_id: user.pk for user in users}
        posts = Post.objects.on(on).filter(person__in=self.users)
        self.posts = list(posts.values_list("person_id", "unit_id", "position"))
        self._speakers: dict[frozenset[str], dict[int, set[int]]] = {}

    def speakers(self, positions: Iterable[str]) -> dict[int, set[int]]:
        """By unit, the users who hold one of these posts there."""
        asked = frozenset(positions)
        if asked not in self._speakers:
            found = self._speakers.setdefault(asked, {})
            for person, unit, position in self.posts:
                if position in asked:
                    found.setdefault(unit, set()).add(self.users[person])
        return self._speakers[asked]


class Gathered:
    """What is due of each user, every thing once however many ways it concerns them."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self.found: dict[int, dict[tuple[str, int], Due]] = {}

    def add(self, users: Iterable[int], kind: str, key: int, due: Due) -> None:
        """Note one thing for these users."""
        for user in users:
            self.found.setdefault(user, {}).setdefault((kind, key), due)

    def for_person(self, person: int | None) -> set[int]:
        """The user who is this person, if they are on the roll."""
        return {self.roll.users[person]} if person in self.roll.users else set()


def due_of(users: Collection[User], *, on: dt.date) -> dict[int, list[Due]]:
    """Everything due of each by the digest's horizon; whoever owes nothing is left out. Urgent tasks are not in it."""
    gathered = Gathered(Roll(users, on=on))
    last = horizon(on)
    _assignments(gathered, last)
    _halves(gathered, on, last)
    _tasks(gathered, last)
    _reports(gathered, on, last)
    _receipts(gathered, on)
    _results(gathered, on, last)
    _corrections(gathered, last)
    return {user: list(things.values()) for user, things in gathered.found.items()}


def _assignments(gathered: Gathered, last: dt.date) -> None:
    """One's own work and pledges, the work of units one decides for, and what was given from directives."""
    deciders, receivers = gathered.roll.speakers(_DECIDERS), gathered.roll.speakers(_RECEIVERS)
    running = Q(duty__movement__state=Movement.State.RUNNING)
    own = running & Q(person__in=gathered.roll.users, state=Assignment.State.OPEN)
    of_units = running & Q(person=None, unit__in=deciders, state__in=OWED, merged_into=None)
    of_units &= ~Q(duty__what__in=[Duty.What.REPORT, Duty.What.DIRECTIVE])
    given = Q(duty__movement=None, unit__in=receivers, state=Assignment.State.OPEN)
    rows = Assignment.objects.filter(own | of_units | given, due__lte=last).select_related("duty", "unit")
    for row in rows:
        speak = receivers if row.duty.movement_id is None else deciders
        users = gathered.for_person(row.person_id) if row.person_id else speak.get(row.unit_id, set())
        whose = "" if row.person_id else str(row.unit)
        gathered.add(users, "assignment", row.pk, Due(row.duty.title, row.due, whose))


def _halves(gathered: Gathered, on: dt.date, last: dt.date) -> None:
    """Joint work that waits for the union chair of the unit's level."""
    chairs = gathered.roll.speakers({Position.UNION_CHAIR})
    paired = dict(Pairing.objects.on(on).filter(union__in=chairs).values_list("unit_id", "union_id"))
    rows = Assignment.objects.filter(
        person=None, unit__in=paired, merged_into=None, union_confirmed_at=None, due__lte=last
    )
    rows = rows.filter(duty__reaches=Duty.Reaches.PAIRS, duty__movement__state=Movement.State.RUNNING)
    for row in rows.select_related("duty", "unit"):
        whose = f"cùng thủ trưởng {row.unit}"
        gathered.add(chairs[paired[row.unit_id]], "assignment", row.pk, Due(row.duty.title, row.due, whose))


def _tasks(gathered: Gathered, last: dt.date) -> None:
    """Tasks that are somebody's, and open parts of shared ones; the urgent have reminders of their own."""
    open_ones = Task.objects.filter(state=Task.State.OPEN, movement__state=Movement.State.RUNNING)
    rows = open_ones.filter(due__lte=last, urgent=False).select_related("unit").defer("responsible", "tags")
    held = {unit for _, unit, _ in gathered.roll.posts}
    part = TaskPart.objects.filter(
        Q(person__in=gathered.roll.users) | Q(person=None, unit__in=held),
        task=OuterRef("pk"),
        state=Task.State.OPEN,
    )
    mine = Q(owner_person__in=gathered.roll.users) | Q(owner_person=None, unit__in=held)
    tasks = list(rows.filter(mine | Exists(part)))
    doers = doers_of(tasks, gathered.roll)
    for task in tasks:
        whose = str(task.unit) if task.unit and task.owner_person_id is None else ""
        gathered.add(doers[task.pk], "task", task.pk, Due(title(task.action), task.due, whose))


def doers_of(tasks: Sequence[Task], roll: Roll) -> dict[int, set[int]]:
    """By task, who of the roll has it to do: its owner, else the posts it is given to, and those with an open part."""
    speakers = roll.speakers(LEADING)
    found: dict[int, set[int]] = {}
    for task in tasks:
        if task.owner_person_id is not None:
            users = {roll.users[task.owner_person_id]} if task.owner_person_id in roll.users else set()
        elif task.owner_positions:
            users = roll.speakers(task.owner_positions).get(task.unit_id or 0, set())
        else:
            users = speakers.get(task.unit_id or 0, set())
        found[task.pk] = set(users)
    parts = TaskPart.objects.filter(task__in=tasks, state=Task.State.OPEN)
    for key, person, unit in parts.values_list("task_id", "person_id", "unit_id"):
        shared = {roll.users[person]} if person in roll.users else set()
        found[key] |= shared if person else speakers.get(unit or 0, set())
    return found


def _reports(gathered: Gathered, on: dt.date, last: dt.date) -> None:
    fillers = gathered.roll.speakers(_REPORTERS)
    rows = Report.objects.filter(
        expected__unit__in=fillers,
        state__in=[Report.State.DRAFT, Report.State.RETURNED],
        expected__window__opens_on__lte=on,
        expected__window__closes_on__gte=on,
        expected__window__due_on__lte=last,
    )
    asked = (
        "pk",
        "expected__unit_id",
        "expected__unit_name",
        "expected__window__due_on",
        "expected__window__label",
    )
    for key, unit, name, due, label in rows.values_list(*asked):
        gathered.add(fillers[unit], "report", key, Due(title(label), due, name))


def _receipts(gathered: Gathered, on: dt.date) -> None:
    """Papers sent before today to a person, or to a unit they receive for, that nobody has confirmed yet."""
    receivers = gathered.roll.speakers(_RECEIVERS)
    began = dt.datetime.combine(on, dt.time(), ZONE)
    mine = Q(person__in=gathered.roll.users) | Q(unit__in=receivers)
    rows = Receipt.objects.filter(mine, received_at=None, sent_at__lt=began, paper__state=Paper.State.ISSUED)
    papers = rows.select_related("paper", "unit").defer("paper__source_lines", "paper__reading")
    for row in papers:
        users = gathered.for_person(row.person_id) or receivers.get(row.unit_id or 0, set())
        whose = "" if row.person_id or row.unit is None else str(row.unit)
        gathered.add(users, "receipt", row.pk, Due(title(f"{row.paper}: {row.paper.subject}"), None, whose))


def _results(gathered: Gathered, on: dt.date, last: dt.date) -> None:
    due = result_due(school_year(on))
    if due > last:
        return
    leaders = gathered.roll.speakers(FOR_BODIES)
    mine = Q(person__in=gathered.roll.users) | Q(person=None, unit__in=leaders)
    for row in results_owed(on=on).filter(mine):
        users = gathered.for_person(row.person_id) if row.person_id else leaders.get(row.unit_id, set())
        words = f"Ghi kết quả năm học: {row.programme.name}"
        gathered.add(users, "result", row.pk, Due(title(words), due, "" if row.person_id else str(row.unit)))


def _corrections(gathered: Gathered, last: dt.date) -> None:
    """What an inspection asked one to put right, or a unit one speaks for."""
    speakers = gathered.roll.speakers(SPEAKING)
    mine = Q(inspection__person__in=gathered.roll.users)
    mine |= Q(inspection__person=None, inspection__unit__in=speakers)
    rows = Finding.objects.filter(mine, state=Finding.State.ASKED, inspection__state="held", due__lte=last)
    for row in rows.select_related("inspection__unit"):
        visit = row.inspection
        users = (
            gathered.for_person(visit.person_id)
            if visit.person_id
            else gathered.roll.speakers(speaking_for(visit.unit.kind)).get(visit.unit_id, set())
        )
        whose = "" if visit.person_id else str(visit.unit)
        gathered.add(users, "correction", row.pk, Due(title(row.correction), row.due, whose))


def title(words: str) -> str:
    """A sentence cut to a line."""
    return shorten(words, WORDS, placeholder="…")
