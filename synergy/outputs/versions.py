"""Versions of what a result was made with."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata

PACKAGES = (
    "networkx",
    "numpy",
    "scipy",
    "pandas",
    "pyvis",
    "jinja2",
    "python-docx",
    "typst",
    "XlsxWriter",
    "openpyxl",
    "rapidfuzz",
)


@cache
def versions() -> dict[str, str | None]:
    """Return the version of Python and of every package that outputs depend on; None for one that is not there.

    Examples
    --------
    >>> versions()["python"][0]
    '3'
    """
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
