"""Whether the program can work on this machine: ``synergy doctor``. Nothing of the user's data, no network."""

from __future__ import annotations

import importlib
import locale
import platform
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from synergy import __version__
from synergy.resources import bundled

DISTRIBUTION = "stakeholder-synergy"
MODULES = {"python-docx": "docx", "xlsxwriter": "xlsxwriter"}  # packages whose module has another name
OPTIONAL = frozenset({"typst"})  # pictures and PDF need it; it does not exist for every machine
BUNDLED = (
    ("data/stakeholders.csv", "data/base/vocabulary.csv", "data/base/abbreviations.csv", "data/presets/kla")
    + ("reports/templates/page.html.j2", "reports/templates/briefing.html.j2", "reports/templates/fonts")
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what came of it, and whether the program cannot do without it."""

    name: str
    fine: bool
    told: str
    essential: bool = True


def examine() -> list[Finding]:
    """Look at everything the program needs; no test may fail loudly."""
    return [
        *(Finding(name, True, told, essential=False) for name, told in _machine()),
        *(_package(name) for name in _packages()),
        *(_tried(f"bundled: {name}", partial(_bundled, name)) for name in BUNDLED),
        _tried("bundled: fonts", _fonts),
        _tried("write a temporary file", _write),
        _tried("words", _words),
    ]


def broken(found: list[Finding]) -> list[str]:
    """Return the names of what is essential and does not work."""
    return [finding.name for finding in found if finding.essential and not finding.fine]


def _machine() -> list[tuple[str, str]]:
    return [
        ("synergy", __version__),
        ("python", f"{platform.python_implementation()} {platform.python_version()} ({platform.architecture()[0]})"),
        ("platform", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("python folder", without_home(sys.prefix)),
        ("synergy folder", without_home(str(Path(__file__).resolve().parents[2]))),
        ("temporary folder", without_home(tempfile.gettempdir())),
        ("locale", ".".join(part or "-" for part in locale.getlocale())),
        ("encoding of files", locale.getpreferredencoding(False)),
        ("encoding of names", sys.getfilesystemencoding()),
        ("encoding of the screen", str(getattr(sys.stdout, "encoding", "-"))),
        ("UTF-8 mode", "on" if sys.flags.utf8_mode else "off"),
    ]


def without_home(path: str) -> str:
    """Return a path that says nothing of its user: the home folder as ``~``, another user's name left out."""
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    if home and home != Path(home).anchor and path.startswith(home):
        path = f"~{path[len(home) :]}"
    return re.sub(r"(?i)([\\/](?:home|users)[\\/])[^\\/]+", r"\1…", path)


def _packages() -> list[str]:
    """Return the packages that this installation says it needs; those of an extra are left out."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        required = ["click", "jinja2", "networkx", "numpy", "openpyxl", "pandas", "python-docx", "pyvis", "rapidfuzz"]
        required += ["scipy", "typst", "xlsxwriter"]
    found = (_NAME.match(need) for need in required if "extra ==" not in need)
    return sorted({match.group().lower() for match in found if match} | {"xlsxwriter"})


def _package(name: str) -> Finding:
    def told() -> str:
        importlib.import_module(MODULES.get(name, name))
        return metadata.version(name)

    return _tried(f"package: {name}", told, essential=name not in OPTIONAL)


def _tried(name: str, look: Callable[[], str], *, essential: bool = True) -> Finding:
    try:
        return Finding(name, True, look(), essential)
    except Exception as error:  # whatever it is, the report must be written
        return Finding(name, False, type(error).__name__, essential)


def _bundled(name: str) -> str:
    return "" if bundled(name).exists() else "?"


def _fonts() -> str:
    files = sorted(path.name for path in bundled("reports/templates/fonts").rglob("*.ttf"))
    if not files:
        raise FileNotFoundError
    return ", ".join(files)


def _write() -> str:
    with tempfile.TemporaryDirectory(prefix="synergy-doctor-") as folder:
        first, second = Path(folder) / "a é.txt", Path(folder) / "b.txt"
        first.write_text("ok ✓", encoding="utf-8")
        first.replace(second)
        if second.read_text(encoding="utf-8") != "ok ✓":
            raise OSError
    return ""


def _words() -> str:
    from synergy.language import LANGUAGES, open_catalogue

    return ", ".join(f"{language}: {len(open_catalogue(language).texts)}" for language in LANGUAGES)
