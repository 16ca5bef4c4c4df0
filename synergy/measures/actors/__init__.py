"""One number an actor."""
