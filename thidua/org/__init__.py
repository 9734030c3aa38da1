"""Who is where, since when: units, people, posts, and what a post allows."""
