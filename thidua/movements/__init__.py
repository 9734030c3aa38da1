"""Emulation movements: what a plan asks flows down as duties, and answers flow up."""
