"""Folders: the files in them that can be read, in the order of their names, and by name what is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import Empty, InputError, NotFound, NotText
from sayso.read.parquet import is_parquet
from sayso.read.warc import is_warc

__all__ = ["files"]

_KINDS = (".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
_FEEDS = (".rss", ".atom", ".xml", ".rdf")
_NAMED = 5


def files(folder: Path) -> Iterator[Path | InputError]:
    """The files of a folder and of the folders in it; an error for whatever is passed over.

    By name: all that a folder holds before its neighbour. Links are followed, but no folder is entered twice,
    however it is come to. Hidden files and folders are told of in one error at the end.
    """
    entered: set[tuple[int, int]] = set()
    hidden: list[str] = []
    found = False
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and path.name.startswith("."):
            hidden.append(str(path))
            continue
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (place := (status.st_dev, status.st_ino)) not in entered:
                    entered.add(place)
                    waiting += sorted(map(Path, _inside(path)), reverse=True)
                continue
        except OSError as error:
            yield NotFound(f"{path}: cannot be read ({error.strerror or error})")
            continue
        if (problem := _problem(path, status.st_mode)) is not None:
            yield problem
            continue
        found = True
        yield path
    if hidden:
        more = f" and {len(hidden) - _NAMED} more" if len(hidden) > _NAMED else ""
        yield NotText(f"{folder}: hidden files are passed over: {', '.join(hidden[:_NAMED])}{more}")
    if not found:
        yield Empty(f"{folder}: holds no file that sayso reads")


def _inside(path: Path) -> Iterator[str]:
    with os.scandir(path) as entries:
        yield from (entry.path for entry in entries)


def _problem(path: Path, mode: int) -> InputError | None:
    """Why a file of a folder is passed over, if it is."""
    suffix = path.suffix.lower()
    if not stat.S_ISREG(mode):
        return NotText(f"{path}: is no regular file")
    if suffix in _FEEDS:
        # Nobody who names a folder expects the internet to be asked.
        return NotText(f"{path}: is a feed by its name: name it itself, as its articles are fetched from the internet")
    if suffix in _KINDS or is_parquet(path.name) or is_warc(path.name):
        return None
    return NotText(f"{path}: is of a kind that sayso does not read")
