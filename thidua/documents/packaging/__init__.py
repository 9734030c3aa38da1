"""A paper with its description, packed for another system: written here, and read back with distrust. Pure."""
