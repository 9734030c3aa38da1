"""Indicators, the forms made of them, windows, reports and their totals."""

from thidua.reporting.models.indicator import Form, FormVersion, Indicator
from thidua.reporting.models.report import CellConflict, Expected, Report, ReviewAct, Submission, Window
from thidua.reporting.models.total import Mark, Total

__all__ = [
    "CellConflict",
    "Expected",
    "Form",
    "FormVersion",
    "Indicator",
    "Mark",
    "Report",
    "ReviewAct",
    "Submission",
    "Total",
    "Window",
]
