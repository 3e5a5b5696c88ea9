"""The command line: parse, call, print. Nothing is decided here that another program would need."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """The entry point of `sayso`: runs the command line and ends the process with its exit code."""
    from sayso.cli.app import run

    raise SystemExit(run())
