"""Reads of movements worth a name."""
