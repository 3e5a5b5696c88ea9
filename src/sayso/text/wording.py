"""What words a text has in common with another: content words by their stems, kindred words as one. Linear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from sayso.model import Article, Entity, EntityKind, Span

__all__ = ["LITTLE", "Wording", "key", "plain_name", "wording", "wordset"]


def wordset(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


_WORD = re.compile(r"\d[\d.,]*\d|\w[\w’'-]*")
_NAME_APART = re.compile(r"\W|^the\s")
_POSSESSIVE = re.compile(r"[’']s?$")
# The longest that fits goes first, and as often as one fits; the figure is the least that it leaves.
_ENDINGS = (
    *((ending, 4) for ending in ("ational", "ations", "ation", "ating", "ators", "ator", "ated", "ates", "ate")),
    *((ending, 4) for ending in ("ments", "ment", "ness", "ally", "edly", "ern", "ers", "er", "ive", "al", "ly")),
    *((ending, 5) for ending in ("ions", "ion")),
    *((ending, 3) for ending in ("ians", "ian", "ings", "ing", "ish", "ia", "ey", "ed", "es", "s", "e")),
)
_BY_LAST = {last: [e for e in _ENDINGS if e[0][-1] == last] for last in {ending[-1] for ending, _ in _ENDINGS}}
# Words that carry no content of their own, and the plain verbs and measures of any report.
_LITTLE = """
a about above across after again against ago all almost along already also although always am amid among an and
another any anything are aren't around as at away back be became because become been before behind being below
between both but by came can can't cannot come comes could couldn't day days did didn't do does doesn't doing
don't done down during each either else even ever every few first for former from further gave get gets getting
give given gives go goes going gone got had has have having he her here hers herself him himself his how however
i if in including indeed instead into is isn't it it's its itself just kept last later least less let like made
make makes making many may maybe me might mine more most mr mrs ms much must my myself near need never new next
no nor not nothing now of off often on once one only onto or other others our ours out over own per perhaps put
quite rather really said same saw say saying says see seen set several shall she should since so some someone
something soon still such take taken takes tell tells than that that's the their theirs them themselves then
there these they they're thing things this those though three through thus time to today together told too took
toward towards two under underway until up upon us use used very via want was wasn't way we we're we've week
weeks well went were what when where whether which while who whom whose why will with within without won't would
year years yes yet you you're your yours
"""
LITTLE = frozenset(_LITTLE.split())
_LONGEST_NAME = 5  # words
_INSIDE_NAMES = frozenset(["the", "of", "and", "for", "de", "la", "al", "von", "van", "bin", "der"])
# Words that newspapers use for one another. Ordinary vocabulary; whoever adds to it keeps a line to one meaning.
_KINDRED = """
talk talks negotiate negotiation discuss discussion dialogue bargain
kill kills die dies died dead death deaths deadly slain slay casualty fatality fatal
attack strike raid assault airstrike offensive
bomb bombing bombard shell shelling explosion explode blast
injure injury wound wounded hurt
win won winner victory triumph
lose lost defeat loss
buy bought acquire acquisition purchase takeover
resign resignation quit
arrest detain detention custody
withdraw withdrawal pullout evacuate evacuation
ban prohibit prohibition forbid outlaw
agreement accord pact treaty deal
truce ceasefire armistice
rise rose risen increase grow grew growth climb soar
fall fell decline drop decrease reduce reduction slump
probe investigate investigation inquiry
jail prison imprison
sue lawsuit litigation
accuse accusation allege allegation blame
child children kid
police officer cop
poll survey
poor poverty
vote ballot
jobless unemployed unemployment
automobile car vehicle
doctor physician
firm company corporation
approve approval endorse endorsement
begin began begun start launch
end finish conclude halt
oppose opposition opponent
help aid assist assistance
leave left depart departure exit
build construct construction built
"""


class Wording:
    """The content words of one text, to be asked for any part of it.

    `names` are stretches that stand for one thing, with what that thing is called: any words of theirs count as
    that thing.
    """

    def __init__(self, text: str, names: Iterable[tuple[Span, str]] = ()) -> None:
        held = sorted(names)
        self._starts: list[int] = []
        self._keys: list[str] = []
        at = 0
        for m in _WORD.finditer(text):
            while at < len(held) and held[at][0].end <= m.start():
                at += 1
            if at < len(held) and held[at][0].start <= m.start():
                found: str | None = held[at][1]
            else:
                found = key(m.group())
            if found is not None:
                self._starts.append(m.start())
                self._keys.append(found)

    def row(self, span: Span) -> list[str]:
        """The content words that stand in a stretch, each once, in their order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return list(dict.fromkeys(self._keys[first:last]))

    def of(self, spans: Iterable[Span]) -> frozenset[str]:
        """The content words that stand in `spans`, each once."""
        out: set[str] = set()
        for span in spans:
            out.update(self._keys[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])
        return frozenset(out)


def wording(article: Article) -> Wording:
    """The content words of an article, a named entity's names all counted as that entity."""
    text = article.document.text
    names: list[tuple[Span, str]] = []
    end = 0
    held = ((m, e) for e in article.entities if e.named for m in e.mentions)
    for mention, entity in sorted(held, key=lambda pair: (pair[0].start, -pair[0].end)):
        words = mention.of(text).split()
        if mention.start < end or len(words) > _LONGEST_NAME or not _is_name(words):
            continue
        if called := _called(entity):
            names.append((mention, called))
            end = mention.end
    return Wording(text, names)


def plain_name(name: str | None) -> str:
    """What two spellings of one name agree in: small letters and figures, no article; nothing where there is none."""
    return _NAME_APART.sub("", (name or "").lower())


def _is_name(words: list[str]) -> bool:
    return any(w[:1].isupper() for w in words) and all(w[:1].isupper() or w in _INSIDE_NAMES for w in words)


def _called(entity: Entity) -> str:
    """What words of an entity's are compared by: a person's last name, the whole name of another."""
    keys = [k for k in map(key, entity.name.split()) if k is not None]
    return (keys[-1] if entity.kind is EntityKind.PERSON else "-".join(keys)) if keys else ""


@lru_cache(maxsize=50_000)
def key(word: str) -> str | None:
    """What a word is compared by: its stem, or its kindred's; None for one without content."""
    low = _POSSESSIVE.sub("", word.lower())
    if low in LITTLE or (len(low) < 2 and not low.isdigit()):
        return None
    stem = _stem(low)
    return _kindred().get(stem, stem)


def _stem(low: str) -> str:
    if low[0].isdigit():
        return low.replace(",", "")
    stem = low[:-3] + "y" if low.endswith(("ies", "ied")) and len(low) > 4 else low
    for _ in range(3):
        for ending, least in _BY_LAST.get(stem[-1], ()):
            if stem.endswith(ending) and len(stem) - len(ending) >= least:
                stem = stem[: -len(ending)]
                break
        else:
            break
    if len(stem) > 3 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem[:-1] if len(stem) > 3 and stem[-1] == "i" else stem


@lru_cache(maxsize=1)
def _kindred() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _KINDRED.split("\n"):
        for word in line.split():
            out.setdefault(_stem(word), _stem(line.split()[0]))
    return out
