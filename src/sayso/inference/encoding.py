"""From characters to what the network reads: word pieces, and three small features for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CASINGS", "CLS", "EDGES", "HALF", "QUOTES", "SEP", "Pieces", "encode", "load_tokenizer"]

CLS, SEP = 101, 102  # of the uncased BERT vocabulary that MiniLM uses

# The sizes of the feature vocabularies; the network's added embeddings have that many rows.
CASINGS = 6  # no letter, lower, Title, UPPER, miXed, with a digit
QUOTES = 4  # outside, inside, opening mark, closing mark
EDGES = 3  # inside a paragraph, its first piece, its last piece

_OUT, _IN, _OPEN, _CLOSE = range(4)
_WORD = re.compile(r"\w+")
_DOUBLE = re.compile("[\"“”„«»‟〝〞]|``|''")
_SINGLE = re.compile(r"(?<!\w)['‘‚‹›](?=[\w\"“‘(\[$£€…])|(?<=[\w.,!?;:…)\]%\"”—–-])['’‹›](?!\w)")
HALF = re.compile("[\ud800-\udfff]")  # lone surrogates: half a character, which the tokeniser refuses
_LONG_WORD = 40  # characters; the casing of longer words is not kept in memory
_PIECE_BUDGET = 20_000  # characters tokenised in one call: bounds the tokeniser's memory


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, in order, and their features; every array has one entry a piece.

    `ids` are vocabulary numbers; `starts` and `ends` are code points of the text; `word` counts the words (a
    piece that continues a word bears its number); `paragraph` is the index of the paragraph that holds it;
    `casing`, `double`, `single`, `edge` are feature numbers.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    word: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    casing: NDArray[np.int64]
    double: NDArray[np.int64]
    single: NDArray[np.int64]
    edge: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@lru_cache(maxsize=2)
def load_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokeniser kept at `path`, without padding, truncation or special pieces.

    Raises ModelError where the file is missing or damaged.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as fault:
        raise ModelError(f"the tokeniser {path.name} cannot be read: {fault}; install sayso again") from fault
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(text: str, paragraphs: tuple[Span, ...], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of all paragraphs of a text with their features.

    Tokenised paragraph by paragraph in groups, so that memory stays bounded and no piece crosses a paragraph.
    """
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    owner: list[int] = []
    at = 0
    while at < len(paragraphs):
        upto, size = at, 0
        while upto < len(paragraphs) and (upto == at or size + len(paragraphs[upto]) <= _PIECE_BUDGET):
            size += len(paragraphs[upto])
            upto += 1
        for number in range(at, upto):
            span = paragraphs[number]
            for left in range(span.start, span.end, _PIECE_BUDGET):
                words = HALF.sub("\ufffd", text[left : min(span.end, left + _PIECE_BUDGET)])
                part = tokenizer.encode(words, add_special_tokens=False)
                ids.extend(part.ids)
                for a, b in part.offsets:
                    starts.append(left + a)
                    ends.append(left + b)
                owner.extend([number] * len(part.ids))
        at = upto
    start = np.array(starts, dtype=np.int64)
    end = np.array(ends, dtype=np.int64)
    para = np.array(owner, dtype=np.int64)
    casing, word = _casing(text, start)
    double, single = _quotes(text, paragraphs, start, end)
    edge = np.zeros(len(start), dtype=np.int64)
    if len(start):
        turn = np.flatnonzero(para[1:] != para[:-1])
        edge[np.append(turn, len(start) - 1)] = 2
        edge[np.append(0, turn + 1)] = 1
    return Pieces(np.array(ids, dtype=np.int64), start, end, word, para, casing, double, single, edge)


@lru_cache(maxsize=20_000)
def _kind(word: str) -> int:
    """The casing of a word."""
    if word.islower():
        return 1
    if word.isalpha():
        if len(word) == 1 or word[1:].islower():
            return 2 if word[0].isupper() else 4
        return 3 if word.isupper() else 4
    return 5 if any(c.isdigit() for c in word) else 4


def _casing(text: str, start: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The casing of the word that each piece stands in, and a number for each word."""
    begins: list[int] = []
    stops: list[int] = []
    kinds: list[int] = []
    for m in _WORD.finditer(text):
        begins.append(m.start())
        stops.append(m.end())
        word = m.group()
        kinds.append(_kind(word) if len(word) < _LONG_WORD else _kind.__wrapped__(word))
    if not begins:
        return np.zeros(len(start), dtype=np.int64), np.arange(len(start))
    begin = np.array(begins)
    which = np.searchsorted(begin, start, side="right") - 1
    inside = (which >= 0) & (start < np.array(stops)[np.maximum(which, 0)])
    casing = np.where(inside, np.array(kinds)[np.maximum(which, 0)], 0)
    # A new word begins at every piece outside words, and where the word's number changes.
    fresh = np.ones(len(start), dtype=bool)
    fresh[1:] = ~inside[1:] | ~inside[:-1] | (which[1:] != which[:-1])
    return casing.astype(np.int64), np.cumsum(fresh) - 1


def _quotes(
    text: str, paragraphs: tuple[Span, ...], start: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each piece, where it stands to double and to single quotation marks; the state resets at each paragraph.

    This is a feature, not the parse (`sayso.text.quotation`): cheap, local, and wrong now and then, as the
    network has learned to expect.
    """
    double = np.zeros(len(start), dtype=np.int64)
    single = np.zeros(len(start), dtype=np.int64)
    for pattern, state in ((_DOUBLE, double), (_SINGLE, single)):
        for mark_start, mark_end, opens, runs_to in _marks(text, paragraphs, pattern):
            lo, hi = (
                np.searchsorted(end, mark_start, side="right"),
                np.searchsorted(start, mark_end, side="left"),
            )
            state[lo:hi] = _OPEN if opens else _CLOSE
            if opens:
                state[hi : np.searchsorted(start, runs_to, side="left")] = _IN
    return double, single


def _marks(text: str, paragraphs: tuple[Span, ...], pattern: re.Pattern[str]) -> list[tuple[int, int, bool, int]]:
    """(start, end, whether it opens, where the next mark or the paragraph's end stands) of each quotation mark."""
    out: list[tuple[int, int, bool, int]] = []
    for span in paragraphs:
        found = list(pattern.finditer(text, span.start, span.end))
        inside = False
        for i, m in enumerate(found):
            mark = m.group()
            if mark in "“„‟‘‚``":
                opens = True
            elif mark in "”’''〞" and mark != "'":
                opens = False
            else:  # a mark that both opens and closes: straight, or a guillemet of either direction
                opens = not inside
            inside = opens
            out.append((m.start(), m.end(), opens, found[i + 1].start() if i + 1 < len(found) else span.end))
    return out
