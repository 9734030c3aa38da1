"""What the movements room refuses, and in what words. Pure: one module for each desk."""
