"""What the tests about derived plans share: plan 685 under way in Ea Kar, a school that answers it, forms read back."""

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser

from thidua.demo.days import at
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import open_book, sign_paper
from thidua.documents.models import Paper
from thidua.movements.actions.deriving import derive_plan
from thidua.movements.actions.duties import confirm_duty, set_due
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.deriving import Answered, Asked, Choices
from thidua.movements.queries.deriving import source_of
from thidua.movements.rules.contents import Reply

ISSUED, DUE, ANSWERED = dt.date(2021, 10, 26), dt.date(2021, 11, 9), dt.date(2021, 10, 28)
OPENED, MORNING = at(ISSUED, 8), at(ANSWERED, 8)


def decided(movement, user, moment):
    """Every gap and every drafted duty decided by one person."""
    for gap in movement.gaps.filter(choice=""):
        decide_gap(gap, "not_used", by=user, at=moment)
    for duty in movement.duties.filter(confirmed_at=None):
        confirm_duty(duty, by=user, at=moment)


def sent(paper, user, moment, *, day):
    """Addressed, signed and issued by one person."""
    line = {"written": "Các đơn vị", "role": "carry_out", "reaches": "attached", "unit": None}
    set_recipients(paper, [line], archive="VT", by=user, at=moment)
    sign_paper(paper, by=user, at=moment)
    return issue_plan(Paper.objects.get(pk=paper.pk), by=user, at=moment, day=day)


def read_685(unit, head, seeds):
    """The office's own plan, read and still a draft."""
    data = next(seeds.glob("000_*.txt")).read_bytes()
    head.person.posts.update(title="Trưởng phòng")
    return import_plan(unit, data, "685.txt", by=head, at=OPENED, own=True).movement


def issue_685(movement, head):
    """Plan 685 issued on 26/10/2021; the schools' own plans are due on 09/11."""
    decided(movement, head, OPENED)
    running = sent(movement.plan, head, OPENED, day=ISSUED)
    set_due(running.duties.get(what="own_plan"), DUE, by=head, at=OPENED)
    return running


def answered(source, **changes):
    """All items taken over as they stand, but for `changes`: the key of an item to (answer, note[, wording])."""
    found = []
    for item in source.items:
        answer, note, *wording = changes.get(item.key, ("taken", ""))
        words = wording[0] if wording else item.text
        reply = Reply(item.key, item.label, answer, note, words != item.text, item.mandatory, item.content)
        found.append(Answered(reply, words, item.node))
    return tuple(found)


def chosen(source, **more):
    """A plan that takes everything over, asks for a pledge, and says what the plan above demands."""
    whole = Choices(
        subject="Triển khai phong trào thi đua ở trường",
        answers=answered(source),
        topics={demand.topic: "Phát động ở từng lớp." for demand in source.topics},
        tasks=source.tasks,
        rounds=source.rounds,
        duties=(Asked("pledge", "staff", "Mỗi người ký giao ước thi đua", dt.date(2021, 11, 5)),),
        gaps={"rounds": ("not_used", "")},
        recipients=tuple(line.key for line in source.lines),
    )
    return replace(whole, **more)


def derived(movement, unit, user, *, moment=MORNING, answers=None, **more):
    """A unit's plan drafted from a movement's plan; `answers` are changes to taking everything over."""
    source = source_of(movement.plan, unit, on=moment.date())
    choices = chosen(source, answers=answered(source, **(answers or {})), **more)
    return derive_plan(unit, movement.plan, choices, by=user, at=moment)


def out(movement, user, moment=MORNING):
    """The derived plan signed and issued by one person, from a book of its own."""
    unit, day = movement.owner, moment.date()
    if not unit.number_books.filter(kind="KH", year=day.year).exists():
        open_book(unit, day.year, "KH", opening=0, reason="", by=user, at=moment)
    user.person.posts.update(title="Hiệu trưởng")
    for gap in movement.gaps.filter(choice=""):
        decide_gap(gap, "not_used", by=user, at=moment)
    sign_paper(movement.plan, by=user, at=moment)
    return issue_plan(Paper.objects.get(pk=movement.plan_id), by=user, at=moment, day=day)


class _Boxes(HTMLParser):
    """The boxes of the forms of a page as a browser would send them untouched, and its links."""

    def __init__(self):
        super().__init__()
        self.sent, self.links, self._area, self._select = {}, [], None, None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name = told.get("name")
        if tag == "a":
            self.links.append(told.get("href"))
        elif tag == "textarea":
            self._area, self.sent[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in told or self._select not in self.sent):
            self.sent[self._select] = told.get("value", "")
        elif tag == "input" and name:
            self._input(told, name)

    def _input(self, told, name):
        if told.get("type") == "checkbox":
            if "checked" in told:
                self.sent.setdefault(name, []).append(told["value"])
        elif told.get("type") not in {"submit", "radio", "file"}:
            self.sent[name] = told.get("value", "")

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.sent[self._area] = self.sent[self._area].removeprefix("\n")
            self._area = None


def boxes(answer):
    """What the forms of a page would send untouched, and the links it shows."""
    found = _Boxes()
    found.feed(answer.content.decode())
    return found.sent, found.links
