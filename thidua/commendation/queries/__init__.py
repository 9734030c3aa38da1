"""Reads of commendation worth a name."""
