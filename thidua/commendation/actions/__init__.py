"""The verbs of commendation, by family."""
