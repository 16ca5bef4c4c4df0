"""Which new links to make."""
