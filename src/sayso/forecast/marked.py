"""Words that put something into the future, as the rooms that read a forecast hand them on."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Span

__all__ = ["ADVERBS", "Marked"]

# What may stand between a subject, its verb, and what follows.
ADVERBS = (
    r"(?:(?:also|even|still|now|then|soon|just|only|ever|eventually|finally|once|again|probably|likely|almost"
    r"|\w+ly),? ){0,2}"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that put something into the future: where, of what sort, and what denies it, a word or a subject that is
    nobody."""

    span: Span
    sort: str
    negation: Span | None = None
    nobody: Span | None = None
