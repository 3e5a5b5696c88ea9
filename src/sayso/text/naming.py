"""The normal form of names: under which one a dossier knows a person, a body, a paper, wherever it is named."""

from __future__ import annotations

import re
import unicodedata

from sayso.model import AUTHOR

__all__ = ["called", "outlet_key", "plain_name", "voice"]

_MARKS = re.compile(r"[^\w&+@#/ -]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_LEADING = re.compile(
    r"^(?:(?:the|an?|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|hon|sen|rep|gov|gen|lt|col|maj|capt|sgt"
    r"|adm|cmdr)\s+)+(?=\w)"
)
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?(?P<name>[\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}$")


def plain_name(name: str) -> str:
    """A name without case, articles, honorifics, possessive and marks: *The Daily Post’s* and *Daily Post* are one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = _POSSESSIVE.sub("", plain.strip())
    plain = " ".join(_MARKS.sub(" " if len(plain) > 60 else "", plain).split())
    return _LEADING.sub("", plain) or plain


def voice(by: str, name: str, outlet: str | None, article: str) -> str:
    """Who is scored for a forecast that is laid to `by`: an author as the person of that name, or else the outlet."""
    if by != AUTHOR:
        return by
    if name:
        return f"person:{plain_name(name)}"
    return f"outlet:{plain_name(outlet)}" if outlet else f"{AUTHOR}:{article}"


def called(by: str, name: str, outlet: str | None) -> str:
    """How somebody who foresees is called, plainly: an author without a name as the outlet."""
    return plain_name(name or (outlet or "" if by == AUTHOR else ""))


def outlet_key(name: str) -> str:
    """What outlets are compared by, be they named by name or by site: *The Daily Post*, *www.dailypost.com*."""
    site = _SITE.match(name.strip().casefold())
    return re.sub(r"[\W_]", "", site["name"] if site else plain_name(name)).removeprefix("the")
