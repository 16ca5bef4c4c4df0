"""One file format a module: bytes → grid of text."""
