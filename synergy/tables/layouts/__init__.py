"""Other layouts than the standard one, one a module: a foreign form → standard rows."""
