"""The desk, the trail, the notices, the shell around every page, and the commands. No tables."""
