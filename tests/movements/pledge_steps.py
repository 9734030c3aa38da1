"""What the tests about pledges share: days, a scan, and how a list on paper is entered."""

import datetime as dt
from decimal import Decimal

from thidua.demo.days import ISSUED, at
from thidua.movements.actions.pledging import (
    enter_paper_list,
)
from thidua.movements.models import Assignment
from thidua.movements.rules.pledges import Target

MORNING = at(ISSUED, 9)
NEXT = ISSUED + dt.timedelta(days=1)
AFTER = at(NEXT, 9)
DUE = dt.date(2021, 9, 30)
SCAN = (b"%PDF-1.4 danh sach ky giay\n%%EOF", "danh-sach.pdf")
GOOD = Target("Học sinh khá, giỏi", Decimal("97.8"), "%")


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


def staff(world, *names):
    return [getattr(world, name).person_id for name in names]


def everyone(movement):
    rows = Assignment.objects.filter(duty__movement=movement, duty__what="pledge", person__isnull=False)
    return list(rows.order_by("person__code").values_list("person_id", flat=True))


def enter(world, movement, people, *, on=NEXT, by=None, at_=AFTER, proof=SCAN):
    return enter_paper_list(
        movement, world.school, people=people, signed_on=on, proof=proof, by=by or world.lan, at=at_
    )
