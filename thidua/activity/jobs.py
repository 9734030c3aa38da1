"""What the worker does for the trail, and for notices that leave the house."""

import logging
import threading

from django.db import DatabaseError, close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thidua.activity.actions import MOST_TRIES, try_delivery
from thidua.activity.actions import resume_deliveries as resume
from thidua.activity.models import Delivery
from thidua.activity.seal import seal_all
from thidua.core.dates import now

log = logging.getLogger(__name__)


def keep_sealing(stop: threading.Event, *, every: float = 1.0) -> None:
    """Chain new events every second until told to stop; a database that is away is tried again."""
    while not stop.wait(every):
        try:
            seal_all()
        except DatabaseError:
            log.exception("the trail could not be sealed; trying again")
        close_old_connections()


class StillWaitingError(Exception):
    """A delivery did not arrive and is worth another try."""


# Pauses of 6 and 36 seconds, of 4 and of 22 minutes.
_BACK_OFF = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=6, retry_exceptions=[StillWaitingError])


@app.task(name="activity.deliver", retry=_BACK_OFF)
def deliver(delivery: int) -> None:
    """Send one notice out of the house; what became of it is kept before another try is asked for."""
    done = try_delivery(delivery, at=now())
    if done.state == Delivery.State.WAITING:
        raise StillWaitingError(done.reason)


@app.periodic(cron="*/15 * * * *")
@app.task(name="activity.resume_deliveries", queueing_lock="activity.resume_deliveries")
def resume_deliveries(timestamp: int) -> int:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Go on with deliveries whose worker was killed half-way."""
    return resume(at=now())
