"""The pages of this room: plans before they go out, movements while they run."""
