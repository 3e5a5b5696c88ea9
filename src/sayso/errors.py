"""Every error that sayso raises on purpose, as one tree.

    SaysoError
    ├── InputError        what was given cannot be read
    │   ├── NotFound      no such file
    │   ├── NotText       binary, wrongly encoded, or of a kind that sayso does not read
    │   ├── TooLarge      over a stated limit
    │   ├── Empty         nothing is left once the page furniture is set aside
    │   ├── BadRecord     a line of JSON Lines that is no record
    │   └── FetchError    an address that does not answer, or that may not be asked
    │       └── Refused   a private, loopback or link-local address, or another scheme than http(s)
    └── ModelError        the weights are missing or damaged

An error's text is one line that says what is wrong and, where there is one, the way out. The command line prints
it and ends with exit code 2.
"""

from __future__ import annotations

__all__ = [
    "BadRecord",
    "Empty",
    "FetchError",
    "InputError",
    "ModelError",
    "NotFound",
    "NotText",
    "Refused",
    "SaysoError",
    "TooLarge",
]


class SaysoError(Exception):
    """Anything that sayso refuses or fails to do, said in one line."""


class InputError(SaysoError):
    """What was given cannot be read."""


class NotFound(InputError):
    """There is no such file."""


class NotText(InputError):
    """The input is binary, wrongly encoded, or of a kind that sayso does not read."""


class TooLarge(InputError):
    """The input is over a stated limit."""


class Empty(InputError):
    """Nothing is left to read once the page furniture is set aside."""


class BadRecord(InputError):
    """A line of JSON Lines that is no record."""


class FetchError(InputError):
    """An address does not answer, or answers with something that is no article."""


class Refused(FetchError):
    """The address is private, loopback or link-local, or of another scheme than http and https."""


class ModelError(SaysoError):
    """The weights are missing or damaged."""
