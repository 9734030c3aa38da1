"""The verbs of movements, by family."""
