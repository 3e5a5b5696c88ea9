"""What the commands say, and where: results to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import sys

from sayso.show.safe import one_line

__all__ = ["BAD_INPUT", "FAILED", "INTERRUPTED", "hung_up", "out", "problem", "quieten", "utf8"]

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
# What a shell reports of a program that the signal for a closed pipe has ended.
_HUNG_UP = 141


def out(text: str) -> None:
    """Write a line, or lines, to standard output."""
    sys.stdout.write(text + "\n")


def problem(text: str) -> None:
    """Write one line to standard error, whatever the message contains."""
    try:
        sys.stderr.write(f"sayso: {one_line(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody listens on standard error: there is no better place to say so


def utf8() -> None:
    """Make standard output UTF-8, which JSON and HTML are wherever they go; a terminal's own encoding is kept
    else.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def hung_up() -> int:
    """The exit code where the reader of standard output is gone; keeps Python from complaining as it ends."""
    # At exit Python flushes what is left, to a place that takes it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return _HUNG_UP


def quieten(debug: bool) -> None:
    """Keep the libraries' own warnings off standard error, unless somebody looks for an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    if not debug:
        import logging
        import warnings

        logging.lastResort = None
        warnings.simplefilter("ignore")
