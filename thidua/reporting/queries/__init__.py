"""Reads of reports worth a name."""
