"""How surely forecasts were meant, where people decide it: a bare *will* has no figure until somebody gives one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sayso.dossier.finding import near
from sayso.errors import InputError, NoSuch
from sayso.model import Figure, Forecast, ForecastKind, Probability

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["about", "lacks", "settled", "without"]

_SUGGESTED = 500  # ids that a misspelt one is looked for among
_ID = re.compile(r"\S+#f\d+|i\d+")
_FIGURE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6}) ?(%)?")


def about(store: Store, named: str, given: str) -> dict[str, Any]:
    """What a judgement of a probability is about, as the log keeps it: one forecast, or all that are put in some words.

    Raises NoSuch for what is not there, and InputError for what has no probability to be judged.
    """
    probability = _probability(given)
    if _ID.fullmatch(named):
        if named.startswith("i") and "#" not in named:
            raise InputError(f"{named} has the figure of the ledger that it came from")
        found = store.ledger.forecasts([named])
        if not found:
            raise NoSuch(
                near(f"no forecast has the id {named}", named, store.ledger.ids_beginning(named[:2], _SUGGESTED))
            )
        if (kind := found[0].forecast.kind) is not ForecastKind.FORECAST:
            raise InputError(f"{named} is a {kind}: only forecasts have a probability")
        return {"forecast": named, "words": None, "probability": probability}
    words = " ".join(named.casefold().replace("’", "'").split())
    known = set()
    for filed in store.ledger.every():
        if (worded := without(filed.forecast)) == words != "":
            break
        known.add(worded)
    else:
        raise NoSuch(near(f"no forecast that has no figure is put as “{words}”", words, known - {""}))
    return {"forecast": None, "words": words, "probability": probability}


def without(forecast: Forecast) -> str:
    """The words in which a forecast is put that gives no probability; empty for any other."""
    from sayso.forecast import wording

    if not lacks(forecast):
        return ""
    return " ".join(wording(forecast).casefold().split())


def lacks(forecast: Forecast) -> bool:
    """Whether a forecast has no figure."""
    return forecast.probability is None and forecast.kind is ForecastKind.FORECAST


def settled(
    forecast: Forecast, figures: Mapping[str, Figure], worded: Mapping[str, Figure]
) -> tuple[Forecast, Figure | None]:
    """The forecast with the probability that people decided on, and that decision; one of its own goes first."""
    if (figure := figures.get(forecast.id)) is not None:
        p = figure.probability
    elif worded and (figure := worded.get(without(forecast))) is not None:
        p = 1 - figure.probability if forecast.negated else figure.probability
    else:
        return forecast, None
    return replace(forecast, probability=Probability(p, p, p)), figure


def _probability(given: str) -> float:
    m = _FIGURE.fullmatch(given.strip())
    value = -1.0 if m is None else float(m[1]) / (100 if m[2] else 1)
    if not 0 <= value <= 1:
        raise InputError(f"{given}: a probability is from 0 to 1, or 0% to 100%")
    return round(value, 8)
