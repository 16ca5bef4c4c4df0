"""Null models and tests that are handed the statistic as a function, so that they need to know no measure."""
