"""From a checkout, ``python cli.py …`` is the same as ``synergy …``."""

from synergy.cli import main

if __name__ == "__main__":
    main()
