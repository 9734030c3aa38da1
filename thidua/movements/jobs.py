"""What the worker does for movements. Each may be broken off and started again."""

from procrastinate.contrib.django import app

from thidua.core.dates import now
from thidua.movements.actions.assignments import move_to_successors
from thidua.movements.actions.cascading import open_chunk
from thidua.movements.actions.reminders import send_digests, send_urgent
from thidua.movements.actions.signals import CHUNK, look_over, print_texts
from thidua.movements.actions.tasks import pass_on_tasks
from thidua.movements.models import Cascade, Movement


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
    """Every hour, remind whoever may be reached now and has not been today; each chunk stands on its own."""
    for send in (send_urgent, send_digests):
        key: int | None = 0
        while key is not None:
            key = send(at=now(), after=key)


@app.periodic(cron="40 2 * * *")
@app.task(name="movements.look_for_signals", queueing_lock="movements.look_for_signals")
def look_for_signals(timestamp: int) -> int:  # noqa: ARG001 procrastinate hands over the moment it meant
    """Every night, fingerprint what has gone out and look over what runs; each chunk and movement stands on its own."""
    while print_texts(at=now()) == CHUNK:
        pass
    running = Movement.objects.filter(state=Movement.State.RUNNING).order_by("id")
    return sum(look_over(movement, at=now()) for movement in running.iterator())
