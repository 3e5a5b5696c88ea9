"""What two texts have word for word in common: their words, the hashes of five in a row, and a sketch of these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRAM", "Words", "folded", "sketch", "suspects", "words", "words_of"]

Hashes = NDArray[np.uint64]

# Words in a row that are compared: short enough to outlive an editor, too long to come about by chance.
GRAM = 5
# One gram in this many is kept. Of sixty words taken over, fewer than two grams are in the index once in 40 times.
_SCALE = 10
_BOUND = np.uint64(2**64 // _SCALE)
# Short texts keep this many grams, and the longest no more than that many: the smallest, too.
_FEWEST, _MOST = 12, 4096
# Items of a key from which on it counts for less.
_RARE = 16

# Letters and digits; what breaks a line and is not seen stands inside a word.
_WORD = re.compile("[^\\W_]+(?:[\u00ad\u200b-\u200d\u2060\ufeff]+[^\\W_]+)*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """The form that words are compared in: case, width and ligatures do not count."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).casefold()


def words(text: str) -> list[str]:
    """The words of a text, each in its folded form."""
    return [folded(word) for word in _WORD.findall(text)]


class Words:
    """The words of a text: where each starts and ends (`at`), its folded form, and the hash of every five in a row."""

    __slots__ = ("at", "folded", "grams", "kinds")

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.at = [m.span() for m in found]
        self.folded = [folded(m.group()) for m in found]
        self.grams = _grams(self.folded)
        self.kinds: Hashes = np.unique(self.grams)


@lru_cache(maxsize=32)
def words_of(text: str) -> Words:
    """The words of a text; of the last few texts they are kept, as one text is compared with many."""
    return Words(text)


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf8", "surrogatepass"), digest_size=8).digest(), "big")


def _grams(words: Sequence[str]) -> Hashes:
    """One hash for every five words in a row, the same on every machine; fewer words than five have none."""
    if len(words) < GRAM:
        return np.empty(0, np.uint64)
    each = np.fromiter(map(_hash, words), np.uint64, len(words))
    count = len(words) - GRAM + 1
    out: Hashes = each[:count].copy()
    for k in range(1, GRAM):
        out *= np.uint64(0x9E3779B97F4A7C15)
        out += each[k : k + count]
    # The last step of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the words reaches the high bits.
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


def sketch(text: str) -> list[int]:
    """The keys under which a text is filed so that copies of it are found: signed 64-bit integers, sorted.

    They are all hashes of five words in a row that lie below a bound: scaled MinHash, or FracMinHash (Irber and
    others, *Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome covers*, 2022;
    Hera, Pierce-Ward and Koslicki, *Deriving confidence intervals for mutation rates across a wide range of
    evolutionary distances using FracMinHash*, 2023). Unlike a MinHash of fixed size, it finds a short text inside a
    long one. A text with few hashes below the bound keeps its smallest; one of some 30,000 words or more keeps its
    smallest only.
    """
    kinds = words_of(text).kinds
    below = int(np.searchsorted(kinds, _BOUND))
    kept = kinds[: min(max(below, _FEWEST), _MOST)]
    out: list[Any] = np.sort(kept.view(np.int64)).tolist()
    return out


def suspects(found: Mapping[int, Sequence[str]], least: float = 2) -> list[str]:
    """The ids that share at least `least` keys with a sketch, those with the most first.

    `found` is what the index holds under each key of the sketch. Keys with many items count for less: a phrase that
    everybody uses, of which it takes more to make a passage.
    """
    shared: dict[str, float] = {}
    for ids in found.values():
        weight = _RARE / max(_RARE, len(ids))
        for one in set(ids):
            shared[one] = shared.get(one, 0.0) + weight
    return sorted((i for i, n in shared.items() if n >= least), key=lambda i: (-shared[i], i))
