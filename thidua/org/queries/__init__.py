"""Reads of the organisation worth a name."""
