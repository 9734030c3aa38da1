"""Figures asked once, answered in four ways, accepted, and added up the tree."""
