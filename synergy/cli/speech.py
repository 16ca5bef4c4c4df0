"""How a message is put: in which language, how wide, and commands that can be copied as they stand."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import textwrap
from typing import IO, Any

import click

WIDEST = 100  # columns; longer lines are hard to read, however wide the window
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as everywhere on POSIX
_ENGLISH = re.compile(r"en($|[_.@-])", re.IGNORECASE)
LANGUAGE_HELP = f"Language of messages; if not given, en where {', '.join(_LOCALE)} ask for English, else id."

language_option = click.option("--language", type=click.Choice(["id", "en"]), help=LANGUAGE_HELP)


def spoken(asked: str | None) -> str:
    """Return the language to speak: the one asked for, English in an English locale, else Indonesian.

    Examples
    --------
    >>> spoken("en")
    'en'
    """
    if asked:
        return asked
    locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    return "en" if _ENGLISH.match(locale) else "id"


def laid_out(text: str, stream: IO[str], *, hang: int = 0, whole: str = "") -> str:
    """Return a text as it is shown on a stream: wrapped on a terminal, as it is anywhere else.

    Parameters
    ----------
    text : one paragraph.
    stream : where it goes.
    hang : blanks before each line but the first.
    whole : a part that is never broken, such as a command to copy.
    """
    if not stream.isatty():
        return text
    kept = whole.replace(" ", "\0")
    wrapped = textwrap.fill(
        text.replace(whole, kept) if whole else text,
        min(shutil.get_terminal_size().columns, WIDEST),
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped.replace("\0", " ")


def command(*words: Any) -> str:
    """Return a command line that can be copied into a terminal: words with blanks are quoted.

    Examples
    --------
    >>> command("synergy", "check", "studi baru")[:13]
    'synergy check'
    """
    return " ".join(_quoted(str(word)) for word in words)


def _quoted(word: str) -> str:
    if os.name == "nt":
        return f'"{word}"' if re.search(r"[\s&()^;,=]", word) else word
    return shlex.quote(word)
