"""Synergy: who should be talking and is not, whose mandates overlap, what nobody covers."""

__version__ = "0.1.0"
