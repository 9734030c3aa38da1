"""Benchmarks that need the invented country."""
