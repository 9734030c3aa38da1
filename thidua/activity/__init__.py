"""What happened: an append-only trail sealed in a chain, and the notices that follow from it."""
