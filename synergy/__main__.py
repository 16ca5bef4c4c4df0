"""``python -m synergy``."""

from synergy.cli import main

if __name__ == "__main__":
    main()
