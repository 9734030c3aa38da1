"""Papers: read, filed, numbered, signed, issued, received; and files kept once."""
