"""One number for the whole network."""
