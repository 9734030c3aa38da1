"""Indicators, the forms made of them, windows, reports and their totals; how units work from day to day."""

from thidua.reporting.models.indicator import Form, FormVersion, Indicator
from thidua.reporting.models.operating import OperatingState
from thidua.reporting.models.report import CellConflict, Expected, Report, ReviewAct, Submission, Window
from thidua.reporting.models.total import Mark, Total

__all__ = [
    "CellConflict",
    "Expected",
    "Form",
    "FormVersion",
    "Indicator",
    "Mark",
    "OperatingState",
    "Report",
    "ReviewAct",
    "Submission",
    "Total",
    "Window",
]
