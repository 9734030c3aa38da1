"""The verbs of reporting, by family."""
