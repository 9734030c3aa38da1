"""Likeness of texts: shingles, winnowed fingerprints, and two texts side by side. Pure."""
