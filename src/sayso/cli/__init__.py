"""The command line: parse, call, print. Nothing is decided here that another program would need."""

from __future__ import annotations

import os

__all__ = ["main"]


def main() -> None:
    """The entry point of `sayso`: runs the command line and ends the process with its exit code."""
    # Read when numpy is first imported. Its products here are small: more threads would only wait for one another,
    # and the processes of `extract --workers` for those of the others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from sayso.cli.app import run

    raise SystemExit(run())
