"""Reads what a person reads of an HTML document."""

import re
from html import unescape


def plain(page: str) -> str:
    """Return the text of a page, without styles and pictures, with single blanks."""
    words = re.sub(r"<(style|svg|title).*?</\1>", " ", page, flags=re.DOTALL)
    words = re.sub(r"</(td|th|p|li|h\d|div|tr|caption)>", " ", words)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())
