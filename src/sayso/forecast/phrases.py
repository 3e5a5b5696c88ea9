"""Patterns of words at a place: somewhere in a stretch of text, right before a place in it, or right behind one.

Words are regular expressions with bars between them, over as many lines as they take; case does not count.
"""

from __future__ import annotations

import re

__all__ = ["before", "behind", "earlier", "within"]


def within(words: str) -> re.Pattern[str]:
    """Any of the words, wherever they stand."""
    return re.compile(rf"\b(?:{_alternatives(words)})\b", re.IGNORECASE)


def before(words: str) -> re.Pattern[str]:
    """Any of the words as the last ones of a stretch."""
    return re.compile(rf"\b(?:{_alternatives(words)})\s+$", re.IGNORECASE)


def earlier(words: str, stops: str = ",;:") -> re.Pattern[str]:
    """Any of the words in a stretch, with none of the `stops` behind them."""
    return re.compile(rf"\b(?:{_alternatives(words)})\b[^{stops}]*$", re.IGNORECASE)


def behind(words: str, skipped: str = "") -> re.Pattern[str]:
    """Any of the words as the first ones of a stretch, but for those that may be `skipped`."""
    return re.compile(rf"\s+{skipped}(?:{_alternatives(words)})\b", re.IGNORECASE)


def _alternatives(words: str) -> str:
    return re.sub(r"\|\s+", "|", words.strip())
