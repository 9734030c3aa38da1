"""The version shown on every page: one string with the heading in CHANGELOG.md and the tag."""

VERSION = "0.1.0"
