"""Tasks of a plan get done."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.movements.models import Movement, Task
from thidua.movements.rules.tasks import blockers_to_finish_task
from thidua.org.models import User


@transaction.atomic
def finish_task(task: Task, *, by: User, at: dt.datetime) -> Task:
    """Say that a task of the plan is done."""
    task = Task.objects.select_for_update(of=("self",)).select_related("movement__owner").get(pk=task.pk)
    running = task.movement.state == Movement.State.RUNNING
    refuse_if(blockers_to_finish_task(done=task.state == Task.State.DONE, running=running))
    task.state, task.done_at, task.done_by = Task.State.DONE, at, by
    task.save(update_fields=["state", "done_at", "done_by"])
    record(
        "task.done",
        f"Xong nhiệm vụ {task.order}.",
        by=by,
        about=task.movement,
        unit=task.movement.owner,
        at=at,
    )
    return task
