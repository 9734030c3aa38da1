"""The verbs of papers, by family."""
