"""A study as files: written back, or an empty one to fill in."""
