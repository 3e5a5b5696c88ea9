"""Figures by group: how right attributions of one form, length, source, publisher or score are.

A group of attributions (by form, length of content, source) has the recall of the gold ones in it and the
precision of the predicted ones in it, each put there by its own words. A group of articles (by publisher, genre)
has the figures of its articles. Right is relation@0.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.evaluate.measures import Comparison, Marked, Outcome, Task
from sayso.model import Form

__all__ = ["Band", "Group", "bands", "by_article", "by_attribution", "calibration_error", "naming", "sex"]

BANDS = 10
_LENGTHS = (5, 10, 20, 40)
_LENGTH_NAMES = ("1–5 tokens", "6–10 tokens", "11–20 tokens", "21–40 tokens", "over 40 tokens")
_FORM_NAMES = tuple(str(form) for form in (Form.DIRECT, Form.MIXED, Form.INDIRECT))
_NAMING_NAMES = ("named", "pronoun", "not named", "no source")
_SEX_NAMES = ("he, Mr.", "she, Mrs., Ms.", "not given")

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_PRONOUN = re.compile(r"(?:I|he|she|they|we|it|you|who|him|her|them|himself|herself|themselves|itself)", re.IGNORECASE)
_HE = re.compile(r"(?:he|him|himself|mr|sir|lord)\.?", re.IGNORECASE)
_SHE = re.compile(r"(?:she|herself|mrs|ms|miss|madam|dame|lady)\.?", re.IGNORECASE)
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][\w’'.-]*\w")
# What a sentence, and so a source, may begin with in capitals without being a name.
_COMMON = re.compile(
    r"an?|the|this|that|these|those|his|her|its|our|my|their|your|some|many|most|several|few|all|both|each|any|no|one"
    r"|two|three|four|five|other|others|another|more|such|and|but|or|as|in|at|on|of|for|from|by|according|what|which",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """The counts of one group: gold attributions and how many were found and right, predicted and right ones."""

    name: str
    gold: int = 0
    found: int = 0
    right: int = 0
    predicted: int = 0
    good: int = 0

    @property
    def figures(self) -> dict[str, float | int | None]:
        """Percentages, None where there is nothing to divide by, and the two counts."""
        p = 100 * self.good / self.predicted if self.predicted else None
        r = 100 * self.right / self.gold if self.gold else None
        return {
            "p": p,
            "r": r,
            "f1": None if p is None or r is None else (2 * p * r / (p + r) if p + r else 0.0),
            "content_r": 100 * self.found / self.gold if self.gold else None,
            "gold": self.gold,
            "predicted": self.predicted,
        }


@dataclass(frozen=True, slots=True)
class Band:
    """The predicted attributions whose score is at least `low` and below `high` (1 belongs to the last band)."""

    low: float
    high: float
    predicted: int
    right: int
    score: float  # the mean of theirs; 0 where there are none


def by_attribution(compared: Sequence[tuple[Task, Comparison]]) -> dict[str, list[Group]]:
    """The groups that an attribution's own words put it into: form, length, naming of the source, its sex."""

    def form(_: str, __: Marked, outcome: Outcome) -> str:
        return str(outcome.form)

    def length(_: str, __: Marked, outcome: Outcome) -> str:
        return _LENGTH_NAMES[sum(outcome.length > most for most in _LENGTHS)]

    def named(text: str, marked: Marked, _: Outcome) -> str:
        return naming(text, marked)

    def of_sex(text: str, marked: Marked, _: Outcome) -> str:
        return sex(text, marked)

    return {
        "form": _grouped(compared, form, _FORM_NAMES),
        "length": _grouped(compared, length, _LENGTH_NAMES),
        "naming": _grouped(compared, named, _NAMING_NAMES),
        "sex": _grouped(compared, of_sex, _SEX_NAMES),
    }


def by_article(compared: Iterable[tuple[str | None, Comparison]]) -> list[Group]:
    """The groups that articles are put into by a name of theirs; those without one are left out."""
    counts: dict[str, list[int]] = {}
    for name, comparison in compared:
        if name is not None:
            count = counts.setdefault(name, [0] * 5)
            for n, value in enumerate(_counts(comparison.gold, comparison.predicted)):
                count[n] += value
    return [Group(name, *counts[name]) for name in sorted(counts)]


def naming(text: str, marked: Marked) -> str:
    """Whether the source words hold a name, are a pronoun, or neither: `named`, `pronoun`, `not named`, `no source`.

    A word with a capital is taken for a name, unless it is a common word; at the beginning of a sentence it has to
    stand with a capital elsewhere in the text too, within a sentence.
    """
    source = _source(text, marked)
    if not source:
        return "no source"
    words = [word.removesuffix("’s").removesuffix("'s") for word in _WORD.findall(source)]
    if len(words) == 1 and _PRONOUN.fullmatch(words[0]):
        return "pronoun"
    capital = [n for n, word in enumerate(words) if word[0].isupper() and not _COMMON.fullmatch(word)]
    if capital == [0] and _begins_sentence(text, min(a for a, _ in marked.source)):
        return "named" if words[0] in _names(text) else "not named"
    return "named" if capital else "not named"


def sex(text: str, marked: Marked) -> str:
    """The sex of the speaker as a pronoun or a title in the source words gives it, or `not given`."""
    words = _WORD.findall(_source(text, marked))
    he, she = any(map(_HE.fullmatch, words)), any(map(_SHE.fullmatch, words))
    # "her" alone is she, in "her lawyer" it is not the speaker.
    she = she or [word.lower() for word in words] == ["her"]
    return "not given" if he == she else _SEX_NAMES[0] if he else _SEX_NAMES[1]


def bands(scored: Iterable[tuple[float, bool]]) -> list[Band]:
    """Ten bands of equal width over (score, right)."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(BANDS)]
    for score, right in scored:
        parts[min(BANDS - 1, max(0, int(score * BANDS)))].append((score, right))
    return [
        Band(
            low=n / BANDS,
            high=(n + 1) / BANDS,
            predicted=len(part),
            right=sum(right for _, right in part),
            score=sum(score for score, _ in part) / len(part) if part else 0.0,
        )
        for n, part in enumerate(parts)
    ]


def calibration_error(parts: Sequence[Band]) -> float:
    """The expected calibration error, from 0 to 1: the gap between score and share of right ones, weighed."""
    gaps = sum(abs(band.score * band.predicted - band.right) for band in parts)
    return gaps / max(1, sum(band.predicted for band in parts))


def _grouped(
    compared: Sequence[tuple[Task, Comparison]], key: Callable[[str, Marked, Outcome], str], names: Sequence[str]
) -> list[Group]:
    gold: dict[str, list[Outcome | None]] = {name: [] for name in names}
    predicted: dict[str, list[Outcome | None]] = {name: [] for name in names}
    for task, comparison in compared:
        for marked, outcome in _with_content(task.gold, comparison.gold):
            gold[key(task.text, marked, outcome)].append(outcome)
        for marked, outcome in _with_content(task.predicted, comparison.predicted):
            predicted[key(task.text, marked, outcome)].append(outcome)
    return [Group(name, *_counts(gold[name], predicted[name])) for name in names]


def _with_content(marked: Sequence[Marked], outcomes: Sequence[Outcome | None]) -> Iterator[tuple[Marked, Outcome]]:
    return ((m, outcome) for m, outcome in zip(marked, outcomes, strict=True) if outcome is not None)


def _counts(gold: Sequence[Outcome | None], predicted: Sequence[Outcome | None]) -> tuple[int, int, int, int, int]:
    there, offered = [o for o in gold if o], [o for o in predicted if o]
    return (
        len(there),
        sum(o.found for o in there),
        sum(o.right for o in there),
        len(offered),
        sum(o.right for o in offered),
    )


def _source(text: str, marked: Marked) -> str:
    return " ".join(text[max(0, a) : max(0, b)] for a, b in marked.source).strip()


@lru_cache(maxsize=4)
def _names(text: str) -> frozenset[str]:
    """The words that stand with a capital after a word without one."""
    return frozenset(m.removesuffix("’s").removesuffix("'s") for m in _WITHIN.findall(text))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : max(0, at)].rstrip(" \"“'‘")
    return not before or before[-1] in ".!?:…\n"
