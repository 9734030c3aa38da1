"""The verbs of the organisation, by family."""
