"""The one test command: ``python3 tests/run.py``. Sets up everything and runs every test.

Needs only Python >= 3.11. Makes ``.venv``, installs the project with its test tools, brings Chromium
from the system's packages where it may (root on Debian or Ubuntu), and runs the tests; arguments are
passed on to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def main() -> int:
    """Set up, then run the tests; return their exit status."""
    if sys.version_info < (3, 11):
        print("Synergy needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 2
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", f"{ROOT}[test]")
    bring_chromium()
    return subprocess.run([PYTHON, "-m", "pytest", *(sys.argv[1:] or ["-n", "auto"])], cwd=ROOT, check=False).returncode


def bring_chromium() -> None:
    """Install Chromium where the system lets us; else say loudly that the page will not be tested."""
    if os.environ.get("SYNERGY_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium from the system's packages for the browser tests …", flush=True)
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium")
        return
    print("=" * 78)
    print("NO CHROMIUM FOUND: the browser tests cannot run, so the page is NOT tested.")
    print("Install Chromium or Chrome, or set SYNERGY_CHROMIUM to its path, and run again.")
    print("=" * 78, flush=True)


def run(*command: object) -> None:
    """Run a command and stop at once if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False, env=environment)
    if done.returncode:
        sys.exit(f"failed: {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    sys.exit(main())
