"""Pages of the papers room, a module for each desk."""
