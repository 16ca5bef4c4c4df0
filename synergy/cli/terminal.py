"""How problems, progress and exit status reach a person."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synergy.problems import InvalidInput, Problem, Severity, UnusablePlace

if TYPE_CHECKING:
    from synergy.dataset.records import Dataset
    from synergy.findings.analysis import Analysis
    from synergy.language import Catalogue

OUTPUTS = ("page", "briefing", "tables", "findings", "figures", "graph")
DONE, PROBLEMS, USAGE, OURS, INTERRUPTED = 0, 1, 2, 3, 130
_SYMBOL = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTICE: "·"}
_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


class Commands(click.Group):
    """A group whose interruptions end quietly."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; Ctrl-C ends it with 130 and a closed pipe without a word."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # an old Windows console cannot show every sign
        try:
            return super().main(*args, **kwargs)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


class CommaList(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Words separated by commas, each one of a fixed list."""

    name = "list"

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the words once each, in the order given."""
        if isinstance(value, tuple):
            return value
        words = tuple(dict.fromkeys(word.strip() for word in str(value).split(",") if word.strip()))
        wrong = [word for word in words if word not in self.allowed]
        if wrong or not words:
            self.fail(f"“{', '.join(wrong)}” is not one of {', '.join(self.allowed)}", param, ctx)
        return words


LANGUAGE_LIST = CommaList(("id", "en"))
ONLY_LIST = CommaList(OUTPUTS)


class Reporter:
    """Says on stderr what is done and what is wrong, in one language; results go to stdout."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        self.language, self.quiet = language, quiet

    @property
    def words(self) -> Catalogue:
        """The catalogue, opened when something is to be said."""
        from synergy.language import open_catalogue

        return open_catalogue(self.language)

    def say(self, text: str = "", *, colour: str | None = None) -> None:
        """Print one line to stderr."""
        click.secho(text, err=True, fg=colour)

    def step(self, code: str) -> None:
        """Say which step begins, on a terminal only."""
        if sys.stderr.isatty() and not self.quiet:
            self.say(self.words.text(f"step.{code}"), colour="bright_black")

    @contextmanager
    def reporting(self, *, as_json: bool = False) -> Iterator[None]:
        """Turn whatever goes wrong inside into one report and the right exit status."""
        try:
            yield
        except InvalidInput as invalid:
            if as_json:
                click.echo(as_text(invalid.problems, invalid.account))
            else:
                self.problems(invalid.problems)
                self.say(self.words.text("check.stopped", n=_count(invalid.problems, Severity.ERROR)), colour="red")
            sys.exit(PROBLEMS)
        except UnusablePlace as place:
            self.say(self.words.text(f"place.{place.code}", path=place.path, **place.values), colour="red")
            sys.exit(USAGE)
        except KeyboardInterrupt:
            self.say(self.words.text("check.interrupted"))
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(DONE)
        except Exception as error:
            self.say(self.words.text("check.bug", file=_bug_report(error)), colour="red")
            sys.exit(OURS)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems grouped by file, the gravest first."""
        ordered = sorted(problems, key=lambda p: (list(Severity).index(p.severity), p.origin.key, p.code))
        for problem in ordered:
            mark = _SYMBOL[problem.severity]
            self.say(
                f"{mark} {where(problem)}  {self.words.problem(problem)}  [{problem.code}]",
                colour=_COLOUR[problem.severity],
            )

    def notices(self, problems: tuple[Problem, ...]) -> None:
        """Print warnings, and how many notices there are."""
        if self.quiet:
            return
        self.problems(p for p in problems if p.severity is Severity.WARNING)
        notices = _count(problems, Severity.NOTICE)
        if notices:
            self.say(self.words.text("check.notices", n=notices))

    def account(self, dataset: Dataset) -> None:
        """Print for every table: rows read = rows used + rows set aside."""
        if self.quiet:
            return
        width = max((len(a.table) for a in dataset.account), default=0)
        for a in dataset.account:
            aside = sum(a.set_aside.values())
            self.say(
                self.words.text("check.account", table=a.table.ljust(width), read=a.read, used=a.used, aside=aside)
            )

    def checked(self, dataset: Dataset, *, strict: bool, as_json: bool) -> None:
        """Print the outcome of a check that found no error."""
        warnings = _count(dataset.notices, Severity.WARNING)
        if as_json:
            click.echo(as_text(dataset.notices, dataset.account))
        else:
            self.problems(dataset.notices)
            self.account(dataset)
            key = "check.fine" if not warnings else "check.warned"
            key = key if dataset.actors else "check.no_actor"
            self.say(self.words.text(key, n=warnings, notices=_count(dataset.notices, Severity.NOTICE)), colour="green")
        if strict and warnings:
            sys.exit(PROBLEMS)

    def done(self, analysis: Analysis, out: Path) -> None:
        """Say in one sentence what was found and which file to open."""
        from synergy.language.sentences import answer

        names = ("network.html", f"briefing.{self.language}.html", "findings.json", "record.json")
        first = next((out / name for name in names if (out / name).exists()), out)
        if self.quiet:
            click.echo(first)
            return
        self.say(self.words.text("done.last", answer=answer(analysis, self.words), file=first), colour="green")


def where(problem: Problem) -> str:
    """Return the place of a problem: "ties.csv, row 14, column to"."""
    origin = problem.origin
    parts = [origin.file, origin.sheet or "", str(origin.row or ""), origin.column or ""]
    return ":".join(part for part in parts if part)


def as_text(problems: Iterable[Problem], account: Iterable[Any]) -> str:
    """Return problems and account as JSON, with each message in both languages."""
    from synergy.language import LANGUAGES, open_catalogue

    words = {language: open_catalogue(language) for language in LANGUAGES}
    content = {
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.origin.file,
                "sheet": p.origin.sheet,
                "row": p.origin.row,
                "column": p.origin.column,
                "cell": p.values.get("cell"),
                "value": p.value,
                "message": {language: words[language].problem(p) for language in LANGUAGES},
                "suggestion": p.suggestion or None,
            }
            for p in problems
        ],
        "account": [
            {"table": a.table, "read": a.read, "used": a.used, "set_aside": sum(a.set_aside.values())} for a in account
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _count(problems: Iterable[Problem], severity: Severity) -> int:
    return sum(problem.severity is severity for problem in problems)


def _bug_report(error: Exception) -> Path:
    """Write a small report without any cell of the study, and return where it is."""
    import platform
    import tempfile

    from synergy import __version__

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"synergy {__version__}, Python {platform.python_version()}, {platform.system()}"]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    lines.append(type(error).__name__)
    path = Path(tempfile.gettempdir()) / "synergy-report.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
