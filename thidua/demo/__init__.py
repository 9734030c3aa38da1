"""The rehearsal: one small world, built only by calling the actions. No tables."""
