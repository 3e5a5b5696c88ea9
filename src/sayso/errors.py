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
    ├── DossierError      a dossier cannot be opened, read or written
    │   ├── NoDossier     there is none at this place
    │   ├── Locked        another process is writing to it
    │   ├── Damaged       the file is no dossier, or no longer whole
    │   ├── Newer         it was written by a newer version of sayso
    │   └── Unwritable    the disk is full, or the place may not be written to
    ├── NoSuch            a claim, article or source that the dossier does not hold
    └── ModelError        the weights are missing or damaged

An error's text is one line that says what is wrong and, where there is one, the way out. The command line prints
it and ends with exit code 2.
"""

from __future__ import annotations

__all__ = [
    "BadRecord",
    "Damaged",
    "DossierError",
    "Empty",
    "FetchError",
    "InputError",
    "Locked",
    "ModelError",
    "Newer",
    "NoDossier",
    "NoSuch",
    "NotFound",
    "NotText",
    "Refused",
    "SaysoError",
    "TooLarge",
    "Unwritable",
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


class DossierError(SaysoError):
    """A dossier cannot be opened, read or written."""


class NoDossier(DossierError):
    """There is no dossier at this place."""


class Locked(DossierError):
    """Another process is writing to the dossier."""


class Damaged(DossierError):
    """The file is no dossier, or no longer whole."""


class Newer(DossierError):
    """The dossier was written by a newer version of sayso."""


class Unwritable(DossierError):
    """The disk is full, or the place may not be written to."""


class NoSuch(SaysoError):
    """The dossier holds no such claim, article or source."""


class ModelError(SaysoError):
    """The weights are missing or damaged."""
