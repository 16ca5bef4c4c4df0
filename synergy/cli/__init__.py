"""The command line. One file a command; no computing, no layout."""

from synergy.cli.main import main

__all__ = ["main"]
