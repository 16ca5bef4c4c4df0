"""What every column of the tables holds: one registry, from which the workbook and the data package are written."""

from synergy.outputs.dictionary.entry import Entry, Holds
from synergy.outputs.dictionary.registry import DICTIONARY, KEYS

__all__ = ["DICTIONARY", "KEYS", "Entry", "Holds"]
