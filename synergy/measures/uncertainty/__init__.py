"""How far a number or a rank may be off: handed the statistic as a function."""
