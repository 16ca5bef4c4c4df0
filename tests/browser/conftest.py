"""A real browser, offline, that remembers everything it should not have to."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from synergy.outputs.page.html import write_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium found: install one, or set SYNERGY_CHROMIUM to its path; the page was NOT tested"


def find_chromium(own: str) -> str | None:
    """Return the path of a browser: SYNERGY_CHROMIUM, one on the PATH, or playwright's own."""
    named = os.environ.get("SYNERGY_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None) or own
    return found if found and Path(found).exists() else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser for the session; without one the tests fail in CI and are skipped elsewhere, loudly."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        if path is None:
            if os.environ.get("CI"):
                pytest.fail(MISSING)
            warnings.warn(MISSING, stacklevel=1)
            pytest.skip(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page in the browser, and what went wrong in it."""

    page: Any
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def said(self) -> str:
        """Return what a screen reader was last told."""
        self.page.wait_for_timeout(80)
        return str(self.page.locator("#say").text_content())


WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
"""


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Opened]]:
    """Open a file without network; at the end nothing may have failed, been fetched or been refused."""
    held: list[Opened] = []

    def run(path: Path, address: str = "", *, width: int = 1366, height: int = 768, script: bool = True) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, offline=True, java_script_enabled=script
        )
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.faults.append(message.text))
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.add_init_script(WATCH)
        opened.page.goto(path.as_uri() + address)
        held.append(opened)
        return opened

    yield run
    for opened in held:
        assert opened.faults == []
        assert {url.split(":")[0] for url in opened.requests} <= {"file", "data", "blob"}
        if opened.page.evaluate("typeof violations") != "undefined":
            assert opened.page.evaluate("violations") == []
        opened.page.context.close()


@pytest.fixture(scope="session")
def case_page(case: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled case, opening in Indonesian."""
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_page(case, path, "id")
    return path
