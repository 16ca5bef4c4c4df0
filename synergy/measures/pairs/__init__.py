"""One number a pair of actors."""
