"""What the worker does for the trail."""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from thidua.activity.seal import seal_all

log = logging.getLogger(__name__)


def keep_sealing(stop: threading.Event, *, every: float = 1.0) -> None:
    """Chain new events every second until told to stop; a database that is away is tried again."""
    while not stop.wait(every):
        try:
            seal_all()
        except DatabaseError:
            log.exception("the trail could not be sealed; trying again")
        close_old_connections()
