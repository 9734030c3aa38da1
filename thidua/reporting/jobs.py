"""What the worker does for reports."""

from procrastinate.contrib.django import app

from thidua.reporting.actions.totals import refresh


@app.task(name="reporting.refresh_totals")
def refresh_totals() -> int:
    """Add up again wherever a report was accepted; many asked at once find one round of work."""
    return refresh()
