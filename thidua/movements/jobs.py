"""What the worker does for movements. Each may be broken off and started again."""

import logging

from procrastinate.contrib.django import app

from thidua.core.dates import now
from thidua.movements.actions.assignments import move_to_successors
from thidua.movements.actions.cascading import open_chunk
from thidua.movements.actions.reminders import send_digests, send_urgent
from thidua.movements.actions.signals import CHUNK, look_over, print_texts
from thidua.movements.actions.tasks import pass_on_tasks
from thidua.movements.models import Cascade, Movement

log = logging.getLogger(__name__)


@app.task(name="movements.open_assignments", retry=3)
def open_assignments(cascade: int) -> None:
    """Open the assignments of a big launch to the end, a chunk at a time."""
    begun = Cascade.objects.get(pk=cascade)
    while open_chunk(begun, at=now()):
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="movements.resume_cascades", queueing_lock="movements.resume_cascades")
def resume_cascades(timestamp: int) -> None:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Go on with launches whose worker was killed half-way."""
    for key in Cascade.objects.filter(finished_at=None).order_by("id").values_list("pk", flat=True):
        open_assignments(key)


@app.periodic(cron="20 1 * * *")
@app.task(name="movements.follow_reorganisations", queueing_lock="movements.follow_reorganisations")
def follow_reorganisations(timestamp: int) -> int:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Every night, move the open work and tasks of units that have ended to those that carry them on."""
    return move_to_successors(by=None, at=now()) + pass_on_tasks(at=now())


@app.periodic(cron="7 * * * *")
@app.task(name="movements.remind", queueing_lock="movements.remind", lock="movements.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Every hour, remind whoever may be reached now and has not been today; each chunk stands on its own.

    Where one kind of reminder breaks off, the other still goes out; then the job fails with what went wrong.
    """
    problems = []
    for send in (send_urgent, send_digests):
        key: int | None = 0
        try:
            while key is not None:
                key = send(at=now(), after=key)
        except Exception as problem:
            log.exception("reminders broke off after key %s of %s", key, send.__name__)
            problems.append(problem)
    if problems:
        raise ExceptionGroup("some reminders did not go out", problems)


@app.periodic(cron="40 2 * * *")
@app.task(name="movements.look_for_signals", queueing_lock="movements.look_for_signals")
def look_for_signals(timestamp: int) -> int:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Every night, fingerprint what has gone out and look over what runs; each chunk and movement stands on its own.

    Where one breaks off, the others are still looked over; then the job fails with what went wrong.
    """
    found, problems = 0, []
    try:
        _print_all()
    except Exception as problem:
        log.exception("texts were not all fingerprinted")
        problems.append(problem)
    for movement in Movement.objects.filter(state=Movement.State.RUNNING).order_by("id").iterator():
        try:
            found += look_over(movement, at=now())
        except Exception as problem:
            log.exception("movement %s was not looked over", movement.pk)
            problems.append(problem)
    if problems:
        raise ExceptionGroup("some movements were not looked over", problems)
    return found


@app.task(name="movements.look_over")
def look_over_one(movement: int) -> int:
    """Look over one movement because somebody asked; texts first, so that the movement is not held meanwhile."""
    asked = Movement.objects.get(pk=movement)
    _print_all(asked)
    return look_over(asked, at=now())


def _print_all(movement: Movement | None = None) -> None:
    while print_texts(at=now(), movement=movement) == CHUNK:
        pass
