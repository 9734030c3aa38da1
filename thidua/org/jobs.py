"""What the worker does for big sheets. Each may be broken off and started again."""

from procrastinate.contrib.django import app

from thidua.core.dates import now
from thidua.org.actions import importing
from thidua.org.models import ImportRun


@app.task(name="org.check_sheet", retry=3)
def check_sheet(run: int) -> None:
    """Read an uploaded sheet to the end and note every error."""
    importing.check_sheet(ImportRun.objects.get(pk=run), at=now())


@app.task(name="org.load_sheet", retry=3)
def load_sheet(run: int) -> None:
    """Load a confirmed sheet."""
    importing.load_sheet(ImportRun.objects.get(pk=run), at=now())
