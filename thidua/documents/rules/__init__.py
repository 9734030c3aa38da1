"""What the papers room refuses, and in what words. Pure."""
