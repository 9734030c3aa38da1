"""What may be known of a file without trusting it: hashes that survive copying, a display copy, limits. Pure."""
