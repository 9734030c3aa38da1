"""What the public sees: certificates confirmed by their code, honours."""
