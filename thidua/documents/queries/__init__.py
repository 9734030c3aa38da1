"""Reads of papers worth a name."""
