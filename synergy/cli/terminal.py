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

from synergy.cli.speech import command, laid_out
from synergy.problems import InvalidInput, Problem, Severity, UnusablePlace, with_others

if TYPE_CHECKING:
    from synergy.dataset.study import Account
    from synergy.findings.analysis import Analysis
    from synergy.language import Catalogue

OUTPUTS = ("page", "briefing", "note", "agencies", "tables", "workbook", "findings", "figures", "graph")
DONE, PROBLEMS, USAGE, OURS, INTERRUPTED = 0, 1, 2, 3, 130
_SYMBOL = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTICE: "·"}
_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def _kept_apart(text: str | None) -> str | None:
    """Return a help text with the mark click wants; a raw docstring has two characters in its place."""
    return text.replace("\\b\n", "\b\n") if text else text


class Commands(click.Group):
    """A group whose interruptions end quietly, and whose help shows examples as they are typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _kept_apart(self.help)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command."""
        cmd.help = _kept_apart(cmd.help)
        super().add_command(cmd, name)

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

    def say(self, text: str = "", *, colour: str | None = None, hang: int = 0, whole: str = "") -> None:
        """Print one paragraph to stderr; ``hang`` and ``whole`` as ``laid_out`` takes them."""
        click.secho(laid_out(text, sys.stderr, hang=hang, whole=whole), err=True, fg=colour)

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
                self.say(self.words.text("check.stopped", n=count(invalid.problems, Severity.ERROR)), colour="red")
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

    def problems(self, problems: Iterable[Problem], *, every: bool = False) -> None:
        """Print problems, the gravest last, where the eye falls; notices of one kind in one line, or ``every`` one."""
        ordered = sorted(problems, key=lambda p: (-list(Severity).index(p.severity), p.origin.key, p.code))
        for problem, others in ((p, 0) for p in ordered) if every else with_others(ordered, _is_notice):
            text = f"{_SYMBOL[problem.severity]} {where(problem)}  {self.words.problem(problem)}  [{problem.code}]"
            text += f" {self.words.text('check.others', n=others)}" if others else ""
            self.say(text, colour=_COLOUR[problem.severity], hang=2)

    def notices(self, problems: tuple[Problem, ...], study: Path) -> None:
        """Print warnings, how many notices there are, and how to see them."""
        if self.quiet:
            return
        self.problems(p for p in problems if p.severity is Severity.WARNING)
        if notices := count(problems, Severity.NOTICE):
            to_copy = command("synergy", "check", study, "--all")
            self.say(self.words.text("check.notices", n=notices, command=to_copy), hang=2, whole=to_copy)

    def remarks(self, codes: Iterable[str]) -> None:
        """Say in a sentence each what could not be written, or not quite as it stands in the data."""
        if not self.quiet:
            for code in codes:
                self.say(f"! {self.words.text(f'remark.{code}')}", colour="yellow", hang=2)

    def account(self, account: Iterable[Account]) -> None:
        """Print for every table: rows read = rows used + rows set aside, and why."""
        if self.quiet:
            return
        tables = tuple(account)
        names = {a.table: self._name_of(a.table) for a in tables}
        width = max(map(len, names.values()), default=0)
        for a in tables:
            aside = sum(a.set_aside.values())
            values = {"read": a.read, "used": a.used, "aside": aside}
            text = self.words.text("check.account", table=names[a.table].ljust(width), **values)
            if reasons := ", ".join(self._reason(code, rows) for code, rows in a.set_aside.items() if rows):
                text = self.words.text("check.account_why", account=text, reasons=reasons)
            self.say(text, hang=width + 4)

    def _name_of(self, table: str) -> str:
        own = self.words.table(table)
        return f"{own} ({table})" if own != table else table

    def _reason(self, code: str, rows: int) -> str:
        key = f"check.reason.{code}"
        return self.words.text(key, n=rows) if self.words.has(key) else f"{code}: {rows}"

    def done(self, analysis: Analysis, out: Path) -> None:
        """Say in one sentence what was found and which file to open."""
        from synergy.language.sentences import answer

        names = (
            "network.html",
            f"briefing.{self.language}.html",
            f"note.{self.language}.docx",
            "tables.xlsx",
            "findings.json",
            "record.json",
        )
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
            {"table": a.table, "read": a.read, "used": a.used, "set_aside": sum(a.set_aside.values())}
            | {"reasons": dict(a.set_aside)}
            for a in account
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _is_notice(problem: Problem) -> bool:
    return problem.severity is Severity.NOTICE


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many problems are of one weight."""
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
