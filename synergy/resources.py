"""Files that travel with the program: templates, vocabularies, presets, the bundled case."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """Return the path of a bundled folder or file, from a wheel, an editable install or a checkout.

    Parameters
    ----------
    name : path below the project's top folder, with forward slashes.

    Raises
    ------
    FileNotFoundError
        If neither the installed package nor the checkout holds it.

    Examples
    --------
    >>> bundled("data/stakeholders.csv").name
    'stakeholders.csv'
    """
    for top in (_PACKAGE / "_bundled", _PACKAGE.parent):
        if (top / name).exists():
            return top / name
    raise FileNotFoundError(f"{name} is missing from this installation of stakeholder-synergy; install it again")
