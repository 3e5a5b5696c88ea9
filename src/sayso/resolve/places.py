"""States and the words that stand for them: names, inhabitants, capitals (data of the package countryinfo)."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from countryinfo import all_countries

__all__ = ["State", "is_province", "state_of"]

# Demonyms that have no plural of their own: the Chinese, the French.
_UNCHANGED = ("ese", "ish", "ch", "ss")
# Two-letter codes are ordinary words too often; these are in use.
_ABBREVIATIONS = ("US", "UK")


class State(NamedTuple):
    """The state that words stand for, and how: by `name`, as `people` or by `capital`."""

    name: str
    by: str


def state_of(words: str) -> State | None:
    """The state that `words`, given without an article, stand for; None where they stand for none."""
    return _states().get(words.replace(".", "").casefold())


def is_province(words: str) -> bool:
    """Whether `words` name a part of a country."""
    return words.casefold() in _provinces()


@cache
def _states() -> dict[str, State]:
    # The most populous first, so that a demonym or a capital's name that several claim goes to the best known.
    countries = sorted(_countries(), key=lambda info: -float(info.get("population") or 0))
    out: dict[str, State] = {}
    for info in countries:
        name = _name(info)
        for word in (name, *(s for s in info.get("altSpellings") or [] if isinstance(s, str) and _in_use(s))):
            out.setdefault(word.casefold(), State(name, "name"))
    for info in countries:
        for people in str(info.get("demonym") or "").replace("/", ",").split(","):
            people = people.strip()
            if people:
                for form in (people, people if people.endswith(_UNCHANGED) else people + "s"):
                    out.setdefault(form.casefold(), State(_name(info), "people"))
    for info in countries:
        capital = info.get("capital")
        if isinstance(capital, str) and capital and info.get("population"):
            plain = capital.replace(".", "").removesuffix(" DC").casefold()
            out.setdefault(plain, State(_name(info), "capital"))
    return out


def _countries() -> list[dict[str, Any]]:
    return [dict(info) for info in (country.info() for country in all_countries()) if info.get("name")]


def _name(info: dict[str, Any]) -> str:
    return str(info["name"]).removeprefix("The ")


def _in_use(spelling: str) -> bool:
    return spelling in _ABBREVIATIONS or (spelling.isascii() and len(spelling) > 2 and "," not in spelling)


@cache
def _provinces() -> frozenset[str]:
    return frozenset(str(part).casefold() for info in _countries() for part in info.get("provinces") or [])
