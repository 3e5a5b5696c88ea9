"""Characters that act on a screen instead of standing on it: made visible or left out, never passed on."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

__all__ = ["json_text", "link", "one_line", "shortened", "visible"]

# C0 and C1 controls (escape sequences start with one of them), DEL, lone surrogates (no encoding writes
# them), non-characters, and the two bidirectional overrides, which make a text read as something that it is
# not.
_SHOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The other bidirectional controls are legitimate in Arabic and Hebrew texts, where a browser's own algorithm
# does nearly as well without them; unbalanced ones would spill into what sayso prints next to the text.
_DROPPED = re.compile(r"[\u202a-\u202c\u2066-\u2069\ufeff]")
_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
# What JSON allows raw but a terminal or an encoder trips over.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def visible(text: str) -> str:
    """The text with line breaks and tabs as spaces, controls as U+FFFD and invisible direction marks left
    out.
    """
    return _BREAKS.sub(" ", _SHOWN.sub("�", _DROPPED.sub("", text)))


def one_line(text: str) -> str:
    """`visible` text with its runs of white space made one space each."""
    return " ".join(visible(text).split())


def shortened(text: str, most: int) -> str:
    """The text in at most `most` characters (20 or more), its middle left out at word boundaries for an
    ellipsis.
    """
    if len(text) <= most:
        return text
    room = most - 3
    head = text[: room * 3 // 5]
    tail = text[len(text) - (room - len(head)) :]
    # A word is cut only where giving it up would cost half of the piece.
    if (space := head.rfind(" ")) >= len(head) // 2:
        head = head[:space]
    if 0 <= (space := tail.find(" ")) < len(tail) // 2:
        tail = tail[space + 1 :]
    return f"{head.rstrip()} … {tail.lstrip()}"


def link(url: str | None) -> str | None:
    """The address if it is one that a page may link to (http or https, with a host), else None."""
    if not url or _SHOWN.search(url) or _DROPPED.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON in UTF-8's reach: readable, but with every character that acts on a screen escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", written)
