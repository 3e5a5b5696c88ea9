"""Noun phrases: the people, bodies and papers that a text speaks of without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.resolve.cast import Cast
from sayso.resolve.figures import Figure
from sayso.resolve.vocabulary import (
    CALENDAR,
    DETERMINERS,
    NOUNS,
    NUMBERS,
    OF_NEWS,
    PRONOUNS,
    SPELT,
    STOPS,
    TITLES,
    Noun,
    noun,
)
from sayso.resolve.words import OWNING, Text
from sayso.text.wording import wordset

__all__ = ["VERBS", "YEAR", "Phrase", "Phrases", "singular"]

_LEFT = 9  # words between a noun and its determiner
# Words of quantity stand for people only where they are a source.
_QUANTITIES = NUMBERS | wordset(
    "all some many much most both others those none nobody anybody everybody everyone neither half third thirds "
    "quarter each quarters percent percentage number units lot lots rest score scores"
)
# Nouns that are verbs as often: they need a word before them that only a noun phrase has.
_ALSO_VERBS = wordset(
    "act acts accord report reports poll polls "
    "state states show shows claim claims study studies post posts record records file "
    "files review reviews survey surveys plan plans release releases result results return returns estimate "
    "estimates order orders comment comments note notes tweet tweets sign signs figure figures star stars lead "
    "rest fund funds rule rules host hosts head heads chair chairs coach judge judges witness guard guards fan "
    "model project rank notice picture text texts email emails message film films tape trial count mail ad team "
    "board fight present draft document documents photograph schedule standard bill bills answer answers appeal "
    "appeals average brief charter exchange index list lists log page paper press partner partners pilot place "
    "speech spot train trade address experiment measure cover"
)
# Nouns for papers that need no word before them.
_MASS = wordset("legislation data evidence footage testimony guidance correspondence coverage")
# Adjectives that tell nothing about which one is meant.
_PASSING = wordset(
    "new latest recent first second last previous earlier own same current former other another next most final "
    "only very so-called many several few two three four five six seven eight nine ten some most various all both "
    "fresh separate early late big major top"
)


_ARTICLED = wordset("the a an his her its their own 's ’s")
_LED = wordset("to of by in on from for with the a an its their 's ’s")
YEAR = re.compile(r"(?:18|19|20)\d\d")
_WHEN = wordset("now already often never always once soon ever again later")

_GROUP = (Noun.GROUP, True)
_SUBJECTS = wordset("i he she it we they who")


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase by word indices: from `first` over its `head` noun; `mods` are the words that tell which one."""

    first: int
    head: int
    noun: Noun
    plural: bool
    det: str
    mods: frozenset[str]
    lemma: str
    possessor: int | None = None
    figure: Figure | None = field(default=None)

    @property
    def definite(self) -> bool:
        return self.det in ("the", "this", "that", "these", "those", "'s") or self.det in PRONOUNS


class Phrases:
    """Finds noun phrases around nouns that name somebody or something that can say things."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self._text = text
        self._cast = cast

    def all(self) -> list[Phrase]:
        """Every such phrase of the text, in order; names aside."""
        words, at = self._text.words, self._cast.at
        out = []
        for i, w in enumerate(words):
            if (w.low not in NOUNS and "-" not in w.low) or w.low in _QUANTITIES:
                continue
            if i in at and at[i].last != at[i].first:
                continue
            found = self.ending(i)
            if found is not None:
                out.append(found)
        return out

    def ending(self, i: int) -> Phrase | None:
        """The phrase whose head is word `i`; None where that word heads none."""
        words = self._text.words
        low = words[i].low
        # A capitalised word that only ends like a noun for somebody is a surname.
        meaning = NOUNS.get(low) if words[i].cap and "-" not in low else noun(low)
        if meaning is None:
            return None
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.text not in OWNING and after.text[0].isalnum():
            follows = noun(after.low)
            if follows is not None and not after.cap and (after.low not in _ALSO_VERBS or low in NUMBERS):
                return None
            if after.low.endswith("ing") and after.text.islower():
                return None
        if meaning[0] is Noun.ORGANISATION and self.of_news(i):
            meaning = (Noun.OUTLET, meaning[1])
        if i and words[i - 1].low in _SUBJECTS and words[i].text.islower():
            return None  # he slides
        before = NOUNS.get(words[i - 1].low, (None, False)) if i else (None, False)
        if (low == "show" and before[1]) or (low == "shows" and before == (Noun.DOCUMENT, False)):
            return None  # the numbers show, the poll shows
        first, det, mods, possessor = self._left(i, i - _LEFT)
        alone = low not in _ALSO_VERBS and (meaning[1] or low in _MASS)
        if not det and not alone and not (mods and meaning[0] is not Noun.PERSON):
            return None
        return Phrase(first, i, meaning[0], meaning[1], det, mods, singular(low), possessor)

    def of_news(self, i: int) -> bool:
        """Whether the word before makes an outlet of a body: a news organisation, a television company."""
        words = self._text.words
        return i > 0 and words[i - 1].low in OF_NEWS and not (i > 1 and words[i - 2].low == "social")

    def _goes_on(self, i: int) -> bool:
        """Whether word `i`, right before a name, is a part of that name that was missed."""
        w = self._text.words[i]
        return (w.cap or w.text.rpartition("-")[2][:1].isupper()) and not (
            w.low in STOPS or w.low in DETERMINERS or w.low in PRONOUNS or w.low in _PASSING
        )

    def _told_of(self, i: int) -> bool:
        """Whether a participle stands where only an adjective can: own published rules, newly leaked Harrow mail."""
        words = self._text.words
        if i < 2 or not words[i].text.islower() or not words[i].low.endswith("ed"):
            return False
        return words[i - 1].low in _ARTICLED or (words[i - 1].low.endswith("ly") and words[i - 2].low in _LED)

    def _leads(self, i: int) -> bool:
        """Whether word `i` leads on to a noun, so that a day behind it tells which: a Tuesday poll."""
        w = self._text.words[max(i, 0)]
        return w.low in DETERMINERS or w.low in OWNING or i in self._cast.at or YEAR.fullmatch(w.text) is not None

    def _left(self, head: int, least: int) -> tuple[int, str, frozenset[str], int | None]:
        words, at = self._text.words, self._cast.at
        mods: set[str] = set()
        first, possessor, det = head, None, ""
        paper = NOUNS.get(words[head].low, _GROUP)[0] is Noun.DOCUMENT
        i = head - 1
        while i >= max(0, least):
            w = words[i]
            if i in at:
                mention = at[i]
                figure = mention.figure
                mods.add(figure.surname if figure.kind == "person" else figure.name.casefold())
                first = mention.first
                i = mention.first - 1
                while i > 0 and self._goes_on(i):
                    first, i = i, i - 1
                if i < 0 or not (
                    words[i].low in DETERMINERS
                    or words[i].low in OWNING
                    or words[i].low in _PASSING
                    or YEAR.fullmatch(words[i].text)
                    or self._told_of(i)
                ):
                    break
                continue
            if w.low in ("'s", "’s", "'", "’") and i and (words[i - 1].text[0].isalnum()):
                possessor, det, first = i - 1, "'s", i
                i -= 1
                continue
            if w.low in DETERMINERS:
                if w.low in PRONOUNS:
                    possessor = i
                if det != "'s":
                    det = w.low
                return i, det, frozenset(mods), possessor
            if (
                w.low.endswith("ed")
                and i
                and (
                    i - 1 in at
                    or words[i - 1].text == ")"
                    or words[i - 1].low.endswith("s")
                    or words[i - 1].low in PRONOUNS
                    or (words[i - 1].text in NOUNS and words[i - 1].low not in _QUANTITIES)
                )
            ):
                break
            if (
                words[head].cap
                and w.text.islower()
                and w.low not in NUMBERS
                and NOUNS.get(words[head].low, _GROUP) == _GROUP
            ):
                break  # what stands before "Democrats" may as well be a verb
            if w.low in NUMBERS or w.text[0].isdigit():
                det, first = det or "number", i
            elif (
                (w.low in STOPS and w.text != "May")
                or w.low in PRONOUNS
                or not w.text[0].isalnum()
                or (w.low.endswith("ly") and w.low not in NOUNS and not (paper and words[i + 1].low.endswith("ed")))
                or (w.low in VERBS and not self._told_of(i))
                or w.low in _WHEN
                or (w.cap and w.low in CALENDAR and not self._leads(i - 1))
            ):
                break
            elif w.low not in _PASSING and w.low not in TITLES:
                mods.add(w.low)
                first = i
            else:
                first = i
            i -= 1
        return first, det, frozenset(mods), possessor


VERBS = wordset(
    "told tell tells said says say asked asks called calls led made make makes gave give gives saw see sees took "
    "take takes met meets joined urged accused cited citing quoted quoting found released published issued wrote "
    "writes became become let lets got get gets put set showed shows according not also then still just even to "
    "that let's blamed criticised criticized praised backed supported wants want wanted need needs needed know "
    "knows think thinks"
)


def singular(word: str) -> str:
    """A noun in one of its spellings, without the ending of its plural where cutting it leaves a word that is known."""
    for cut, add in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if word.endswith(cut) and word[: -len(cut)] + add in NOUNS:
            word = word[: -len(cut)] + add
            break
    return SPELT.get(word, word)
