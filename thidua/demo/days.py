"""The days of the rehearsal, and the moments at which things are done on them."""

import datetime as dt

from thidua.core.dates import ZONE

FILED = dt.date(2021, 9, 13)
DECIDED = dt.date(2021, 9, 14)
ISSUED = dt.date(2021, 9, 20)
REPORTS_ASKED = dt.date(2021, 10, 11)
REPORTED = dt.date(2021, 10, 15)
NOMINATED = dt.date(2021, 10, 18)
VOTED = dt.date(2021, 10, 22)
AWARDED = dt.date(2021, 10, 25)

STAGES = {"planned": ISSUED, "reported": REPORTED, "voted": VOTED, "awarded": AWARDED}


def at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """A moment of a day in Vietnam."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
