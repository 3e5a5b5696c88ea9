"""Who a source is: its kind, and the figure of the article that its words mean."""

from __future__ import annotations

from itertools import islice, takewhile

from sayso.model import Article, Attribution, EntityKind, SourceKind
from sayso.resolve.calling import PEOPLE
from sayso.resolve.cast import DAYS
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.kinds import ORGANISED, bare
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.places import state_of
from sayso.resolve.rows import TWO
from sayso.resolve.scene import RELATIVES
from sayso.resolve.speakers import Answer, Speakers
from sayso.resolve.vocabulary import (
    COLLECTIVES,
    DETERMINERS,
    NOUNS,
    NUMBERS,
    OUTLET_WORDS,
    PRONOUNS,
    STOPS,
    TITLES,
    Noun,
    noun,
)
from sayso.resolve.words import OWNING
from sayso.text.wording import wordset

__all__ = ["Sources"]

_SELF = wordset("reporter newspaper author column columnist correspondent writer paper page editorial magazine website")
_PERSON_LIKE = ("er", "or", "ant", "ee", "ian")
# What papers come in.
_HEAPS = COLLECTIVES | wordset("body batch cache pile stack tranche trove")
# Adjectives that stand for those who say something, and are no papers.
_ADJECTIVE = ("al", "ous", "ive", "ic", "wide")
_MUCH = wordset("much little more less enough")
_CAMPS = wordset("left right center-left center-right far-left far-right")
# Before a name in the plural they tell of its bearers.
_SOME = wordset("most many some few several")
_OF_PAPERS = wordset("of about on titled entitled")  # cues that tell what a paper is of
_TOLD_BY = wordset("is was remains remained became") | {","}  # what somebody is stands behind them
_GROUP = (Noun.GROUP, True)
# What counts papers and is none; of others, as a wave of complaints is, the word itself tells more.
_COUNTING = NUMBERS | wordset(
    "pair couple trio series set number half third quarter much part lot lots all none each results findings"
)
# What stands before a number and tells nothing of who it is.
_ABOUT = {("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to")}
# What somebody says something with, or in: their owner is the source.
_OWN = wordset(
    "eyes eye mind opinion opinions view views words voice heart thoughts thinking admission own belief lips "
    "telling mouth"
)


class Sources(Speakers):
    """The answers to who each source is, by its words: names, nouns and pronouns."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        for a in sorted(article.attributions, key=_begin):
            self._answer(a)

    def _who(self, a: Attribution) -> Answer:
        words = self.text.words
        inside = self._inside(a)
        if not inside or (len(inside) == 1 and words[inside[0]].low in ("the", "a", "an")):
            return SourceKind.NONE, None
        first = inside[0]
        core = self._core(inside)
        head = self._head(core)
        if words[head].low in DAYS and words[head].cap and core[-1] == head:
            if not any(noun(words[i].low) for i in core):
                return SourceKind.NONE, None  # what stood where a source might be
            core = core[:-1]  # his speech Tuesday
            head = self._head(core)
        low, lead = words[head].low, words[first].low
        told = self._told_without_comma(inside)
        if told is not None:
            return self._told(told)
        beside = first + 1 < len(words) and words[first + 1].low == "and"
        if lead in PRONOUNS and (head == first or beside):
            kind, figure = self._pronoun(a, first, lead)
            other = self._named_in(inside[2:]) if beside and kind is SourceKind.NAMED_PERSON else None
            if figure is None or other is None or figure.members or other is figure:
                return kind, figure  # she and her husband: she for both
            return self._told(self._row((figure, other)))
        owned = low == "whose" and len(inside) > 1 and words[inside[1]].text[0].isalnum()
        if owned or (low in ("that", "which") and head == first and self._points(inside)):
            core = [first, *self._core(inside[1:])]
            head = self._head(core)
            low = words[head].low
            if owned:
                self.owners[first] = self._before(first, False)
            elif lead == "which" and self._for_people(low):
                return self._told(self._nobody(inside, core, head))
        elif low in RELATIVES and head == first:
            return self._of_relative(a, first)
        if words[core[0]].low in ("this", "our") and low in _SELF and not self.text.quotation_at(words[first].start):
            return SourceKind.AUTHOR, None
        if low.startswith("self-") and core == [head]:
            return self._self(a, head)
        figure = (
            self._holder_of_both(inside)
            or self._joint(inside, core)
            or self._bodies_joined(inside)
            or self._bodies_listed(inside)
            or self._body_and_others(inside)
            or self._papers_listed(inside)
            or self._titled_behind(inside, head)
        )
        if figure is not None:
            return self._told(figure)
        if low == "another":
            return self._told(self._nobody(inside, core, head))
        numbered = head not in self.cast.at and words[head].text.isdigit() and head - 1 in core
        if numbered and self.papers.is_paper(head - 1):
            return self._told(self._paper_at(head - 1))  # Article 5
        mention = self._mention(core, head)
        if mention is not None:
            if mention.first < head and self._many_people(mention, head):
                return self._told(self._crowd(mention.first, head))
            titled = head and words[head - 1].text == "." and words[head - 2].low in TITLES
            named = mention.figure.kind is EntityKind.PERSON and words[head].cap and len(core) == 1
            known = mention.first != mention.last or mention.figure.kind is EntityKind.OUTLET
            if titled or named or known or not self._for_people(low):
                return self._of_name(mention, core, head)
        apposed = self._apposed(head)
        meaning = noun(low)
        if apposed is None and meaning == (Noun.PERSON, False):
            apposed = self._name_behind(inside, head) or self._named_last(inside)
        if apposed is not None and (meaning is None or meaning[0] is Noun.PERSON or words[core[0]].low == "one"):
            return self._told(apposed)
        return self._of_phrase(a, inside, core, head)

    def _told_without_comma(self, inside: list[int]) -> Figure | None:
        """Who begins a source, where a comma is lost before what they are: Ivo Brandt head of the Pilots."""
        words, named = self.text.words, self.cast.at.get(inside[0])
        if named is None or named.figure.kind is not EntityKind.PERSON or named.first != inside[0]:
            return None
        behind = [words[i].low for i in inside if i > named.last][:2]
        if len(behind) < 2:
            return None
        full = named.first < named.last
        office = full and (noun(behind[0]) == (Noun.PERSON, False) or behind[0] == "one") and behind[1] == "of"
        return named.figure if office or behind[0] in ("a", "an") or (full and behind[0] == "the") else None

    def _inside(self, a: Attribution) -> list[int]:
        """The words of a source, without what leads up to them: there are, more than, and."""
        words = self.text.words
        spans = a.source.spans if a.source is not None else ()
        inside = [i for span in spans for i in self.text.within(span) if words[i].text != "\n"]
        if len(inside) > 2 and words[inside[0]].low == "there" and words[inside[1]].low in ("is", "are", "was", "were"):
            inside = inside[2:]
        if len(inside) > 2 and (words[inside[0]].low, words[inside[1]].low) in _ABOUT:
            inside = inside[2:]
        while inside and (
            (not words[inside[0]].text[0].isalnum() and words[inside[0]].text[0] not in "@#")
            or (words[inside[0]].low in STOPS and words[inside[0]].low not in RELATIVES)
        ):
            inside = inside[1:]
        return inside

    def _mention(self, core: list[int], head: int) -> Mention | None:
        """The name that heads a source; None where what was taken for one is none, or only the end of a phrase."""
        mention = self.cast.at.get(head)
        if mention is None and self.text.words[head].text.isdigit() and head - 1 in core:
            mention = self.cast.at.get(head - 1)
        if mention is None or (mention.last == head and self._names_person(mention)) or self._cut_off(mention, core):
            return None
        capital = self.text.in_headline(head) and self.text.words[head].low in NOUNS  # a headline's, and no name's
        return None if capital and mention.first == mention.last else mention

    def _self(self, a: Attribution, at: int) -> Answer:
        """Who calls themselves what: the self-described poet X; X, a self-described poet; she is a self-styled poet."""
        words, names = self.text.words, self.cast.at
        after = takewhile(lambda i: words[i].low not in STOPS and words[i].text[0].isalnum(), range(at + 1, len(words)))
        behind = list(islice(after, 6))
        if any((noun(words[i].low) or (None, False))[1] for i in behind):
            return self._told(self._crowd(at, at))
        for i in (*behind, *range(at - 1, max(-1, at - 6), -1)):
            mention = names.get(i)
            if mention is not None and mention.figure.kind is EntityKind.PERSON:
                return self._told(mention.figure)
            if i < at and words[i].low in PRONOUNS:
                return self._pronoun(a, i, words[i].low)
        figure = self.field.antecedent(at, "s", "", among=PEOPLE)
        return self._told(figure) if figure is not None else (SourceKind.UNNAMED_PERSON, None)

    def _points(self, inside: list[int]) -> bool:
        """Whether "that" or "which" stands before a noun of its own: that poll, which candidate."""
        words = self.text.words
        behind = [i for i in inside[1:3] if words[i].text[0].isalnum() and words[i].low not in PRONOUNS]
        return any(noun(words[i].low) is not None and i - 1 in inside for i in behind)

    def _titled_behind(self, inside: list[int], head: int) -> Figure | None:
        """The person whose office and name stand behind a comma, after a place or what else led up to them."""
        words, before = self.text.words, self.cast.at.get(head)
        if before is None or before.figure.kind is EntityKind.PERSON:
            return None
        for i in inside:
            if words[i].low in RELATIVES:
                break
            if i > head and words[i - 1].text == "," and TITLES.get(words[i].low, ("", ""))[0]:
                named = self.cast.at.get(i + 1 + (words[i + 1].text == "."))
                if named is not None and named.figure.kind is EntityKind.PERSON:
                    return None if self._before_noun(named, inside[-1]) else named.figure
        return None

    def _named_in(self, inside: list[int]) -> Figure | None:
        """The person who is named behind "and", with what they are: the developer X, Gov. X."""
        words = self.text.words
        for i in inside:
            mention = self.cast.at.get(i)
            if mention is not None and mention.figure.kind is EntityKind.PERSON:
                return None if self._before_noun(mention, inside[-1]) else mention.figure
            if words[i].text in ",;:—" or words[i].low in ("of", "for", "to", "with", "at", "’s", "'s"):
                return None
        return None

    def _for_people(self, low: str) -> bool:
        meaning = noun(low) if "-" in low else NOUNS.get(low)
        return meaning is not None and meaning[0] in (Noun.PERSON, Noun.GROUP)

    def _of_name(self, mention: Mention, core: list[int], head: int) -> Answer:
        figure, words = mention.figure, self.text.words
        if figure.kind is EntityKind.PERSON:
            return self._told(figure)
        own = self.cast.outlet
        if own and bare(words[mention.first : mention.last + 1]) == own:
            return SourceKind.AUTHOR, None
        state = state_of(" ".join(w.text for w in words[mention.first : mention.last + 1]))
        if state is not None and state.by == "people":
            low = words[core[0]].low
            if words[head].low.endswith("s") and low != "the":
                return self._told(self._crowd(mention.first, head))
            if low in ("a", "an", "one", "another"):
                return self._told(Figure(EntityKind.PERSON, self.text.spelt(mention.first, head), named=False))
        last = words[head]
        if (
            figure.kind is EntityKind.ORGANISATION
            and not figure.state
            and self._bearers(mention, core)
            and last.low not in ORGANISED
        ):
            return self._told(self._crowd(mention.first, head))
        document = None if figure.kind is EntityKind.OUTLET and last.low in OUTLET_WORDS else noun(last.low)
        links = any(words[i].low in ("for", "of", "on") for i in range(mention.first, head))
        surveys = self.cast.surveys(mention.first, mention.last)
        if document is not None and document[0] is Noun.DOCUMENT and mention.first < head and not links and not surveys:
            figure.kind = EntityKind.DOCUMENT
        apposed = self._apposed(head)
        if apposed is not None and words[core[0]].low == "one":
            return self._told(apposed)
        return self._told(figure)

    def _cut_off(self, mention: Mention, core: list[int]) -> bool:
        """Whether a name ends with what many bodies are called: FTU Member States, two Council Committees."""
        words, head = self.text.words, mention.last
        meaning = NOUNS.get(words[head].low)
        many = meaning is not None and meaning[0] is Noun.ORGANISATION and meaning[1]
        if not many or core[-1] != head or core[0] == head:
            return False
        if mention.first < head:
            return words[core[0]].low in NUMBERS
        return words[head - 1].cap and words[head - 1].low not in DETERMINERS

    def _names_person(self, mention: Mention) -> bool:
        """Whether what was taken for a body's name tells what a person is: the Velman Oarsman, Prime Minister."""
        words = self.text.words
        links = any(words[i].low in ("of", "for", "on", "to") for i in range(mention.first, mention.last))
        person = NOUNS.get(words[mention.last].low) == (Noun.PERSON, False)
        return person and not links and mention.figure.kind is EntityKind.ORGANISATION and not mention.figure.state

    def _bearers(self, mention: Mention, core: list[int]) -> bool:
        """Whether a name in the plural stands for those who bear it: Harrow Christians, most Whigs."""
        words = self.text.words
        last = words[mention.last]
        if core[0] == mention.first:
            return self._plural_people(last.text)
        return words[core[0]].low in _SOME and last.low.endswith("s") and len(core) < 4

    def _of_phrase(self, a: Attribution, inside: list[int], core: list[int], head: int) -> Answer:
        words = self.text.words
        low, lead = words[head].low, words[core[0]].low
        meaning = noun(low)
        several = self._in_number(inside, core, head)
        if several is not None:
            return self._told(several)
        if low in _OWN and head != core[0]:
            owned = self._possessor(a, core, head)
            if owned is not None:
                return owned
        one = self._one(inside, core, head) if lead == "one" else None
        if one is not None:
            return self._told(one)
        known = self.by_head.get(head)
        if known is not None and low == "group" and known.figure is not None and known.figure.named:
            return self._told(known.figure)
        if meaning is not None and meaning[0] is Noun.ORGANISATION and head != core[0] and self.phrases.of_news(head):
            meaning = (Noun.OUTLET, meaning[1])
        counted = self._counted(inside, head) if low in _COUNTING else None
        if counted is not None:
            what, many = noun(words[counted].low) or _GROUP
            if what in (Noun.ORGANISATION, Noun.OUTLET) and many and (low in NUMBERS or low in ("all", "none")):
                q = self.by_head.get(counted) or self._loose(inside[2:], counted, (what, many), a)
                return self._told(q.figure or self._figure(q))
        if low == "figures" and self._shows(a):
            figures = self._loose(core, head, (Noun.DOCUMENT, True), a)  # and no people
            return self._told(self._figure(figures))
        if meaning is None and (low in COLLECTIVES or lead in NUMBERS or lead[0].isdigit()):
            meaning = _GROUP
        if (
            meaning is None
            and not self._shows(a)
            and self._owned(core, head)
            and not low.rstrip("s").endswith(_PERSON_LIKE)
        ):
            owned = self._possessor(a, core, head)  # somebody's hopes, decision, candidacy
            if owned is not None:
                return owned
        p = known if lead != "whose" else None
        return self._told(self._meant(p or self._loose(core, head, meaning, a), inside, core))

    def _in_number(self, inside: list[int], core: list[int], head: int) -> Figure | None:
        """Who words mean that count: both men, a batch of letters, one in four, no one."""
        words = self.text.words
        low, lead = words[head].low, words[core[0]].low
        two = lead in ("the", "these", "those") and len(core) > 1 and words[core[1]].low in TWO
        if (lead == "both" or two) and inside[-1] == core[-1]:
            pair = self._two_before(core[0], head) if low in TWO or noun(low) == _GROUP else None
            if pair is not None:
                return pair
        papers = self.papers.counted(head) if low in _COUNTING or low in _HEAPS else None
        if papers is not None:
            if low in _COUNTING:
                return self._paper_at(papers)
            mods = frozenset(words[i].low for i in core[:-1])
            return self._figure(Phrase(core[0], head, Noun.DOCUMENT, True, "", mods, low))
        if low in ("each", "both") and head == core[0]:
            people = self.field.antecedent(head, "p", "", among=frozenset({EntityKind.GROUP}))
            return people or self._crowd(head, head)
        rest = [words[i] for i in inside if i > head][:3]
        share = lead in NUMBERS and bool(rest) and rest[0].low in ("in", "out")
        share = share and any(w.low in NUMBERS or w.text[0].isdigit() for w in rest[1:])
        if share or (low == "one" and lead in ("no", "every", "any")):
            return self._crowd(core[0], head)  # one in four, nine out of ten; no one
        return None

    def _one(self, inside: list[int], core: list[int], head: int) -> Figure | None:
        """Who one of several is: X, one of the painters; X is one of the painters; else nobody who is named."""
        words = self.text.words
        low, meaning = words[head].low, noun(words[head].low)
        told = core[0] > 1 and words[core[0] - 1].low in _TOLD_BY
        before = self.cast.at.get(core[0] - 2) if told else None
        if before is not None and before.figure.kind is EntityKind.PERSON and words[core[0] + 1].low == "of":
            return before.figure
        people = meaning is None or meaning[0] in (Noun.PERSON, Noun.GROUP)
        return self._nobody(inside, core, head) if people and singular(low) != "group" else None

    def _meant(self, p: Phrase, inside: list[int], core: list[int]) -> Figure:
        """The figure that a source's phrase means, by the sort of its noun."""
        words, head = self.text.words, p.head
        if p.noun is Noun.PERSON:
            return self._person(p, inside, core)
        if p.lemma == "group" and words[min(head + 1, len(words) - 1)].low != "of":
            return self._group(p)
        told = p.det in ("the", "these", "those", "both") and head == core[-1]
        if p.noun is Noun.GROUP and told and p.lemma in self.rows_of:
            return self.rows_of[p.lemma]
        of_whom = head + 1 in inside and words[head + 1].low == "of"
        if p.noun is Noun.GROUP and words[head].low in COLLECTIVES and of_whom:
            return p.figure or self._figure(p)
        p.figure = p.figure or self._figure(p)
        return p.figure

    def _counted(self, inside: list[int], head: int) -> int | None:
        """The noun for what is counted: a pair of editorials, none of the rail companies."""
        words = self.text.words
        if head + 2 not in inside or words[head + 1].low != "of":
            return None
        found = None
        for i in range(head + 2, head + 8):
            if i not in inside or words[i].low in STOPS or not words[i].text[0].isalnum():
                break
            if noun(words[i].low) is not None and i not in self.cast.at:
                found = i
        return found

    def _group(self, p: Phrase) -> Figure:
        """What "group" means: a body where words say which, or one that comes up, else those spoken of last."""
        if p.figure is not None and p.figure.named:
            return p.figure
        new = p.det in ("a", "an", "one") or (not p.det and self.text.words[p.head].low == "groups")
        if p.mods or p.possessor is not None or new:
            if p.figure is None or p.figure.kind is EntityKind.GROUP:
                p.noun = Noun.ORGANISATION
                p.figure = self._figure(p)
            return p.figure
        bodies = frozenset({EntityKind.GROUP, EntityKind.ORGANISATION})
        if self.text.words[p.head].low == "groups":
            before = (m.figure for m in self.field.before(p.first))
            several = {id(f): f for f in before if f.plural and f.kind is EntityKind.ORGANISATION}
            rows = self.field.antecedent(p.first, "p", "", among=bodies, but=p.figure, only=several)
            return rows or p.figure or self._figure(p)
        return self.field.antecedent(p.first, "p", "", among=bodies, but=p.figure) or p.figure or self._figure(p)

    def _owned(self, core: list[int], head: int) -> bool:
        words = self.text.words
        return words[core[0]].low in PRONOUNS or any(words[i].low in OWNING for i in core if i < head)

    def _possessor(self, a: Attribution, core: list[int], head: int) -> Answer | None:
        """Whose mind, opinion or eyes these are."""
        words = self.text.words
        for i in core:
            if i >= head:
                break
            if words[i].low in PRONOUNS:
                return self._pronoun(a, i, words[i].low)
            if words[i + 1].text in OWNING and self.papers.is_paper(i):
                return self._told(self._paper_at(i))
            if i in self.cast.at and words[self.cast.at[i].last + 1].text in ("'s", "’s", "’", "'"):
                return self._told(self.cast.at[i].figure)
        return None

    def _loose(self, core: list[int], head: int, meaning: tuple[Noun, bool] | None, a: Attribution) -> Phrase:
        """A phrase for a source that has no determiner, or is headed by a word that is not known."""
        words = self.text.words
        low, lead = words[head].low, words[core[0]].low
        shows = self._shows(a)
        if meaning is None:
            many = (low.endswith("s") and not low.endswith(("ss", "us", "is"))) or low == "%"
            if not many and core[0] == head and (low in _MUCH or low.endswith(_ADJECTIVE)):
                meaning = _GROUP  # local support, much of the town
            elif low in _CAMPS and lead == "the" and core[-1] == core[0] + 1:
                meaning = _GROUP
            elif shows:
                meaning = (Noun.DOCUMENT, many)
            elif many:
                meaning = _GROUP
            elif lead in ("a", "an") and a.cue is not None and a.cue.text.lower() in _OF_PAPERS:
                meaning = (Noun.DOCUMENT, False)
            elif self._capital(core[0], head):
                meaning = (Noun.OUTLET if low in OUTLET_WORDS else Noun.ORGANISATION, False)
            elif low.endswith(_PERSON_LIKE) or lead in ("a", "an") or self._owned(core, head):
                meaning = (Noun.PERSON, False)
            else:
                meaning = (Noun.ORGANISATION if self._wants(a) else Noun.DOCUMENT, False)
        mods = frozenset(
            words[i].low
            for i in core
            if i < head
            and words[i].low not in DETERMINERS
            and words[i].low not in RELATIVES
            and words[i].text[0].isalnum()
        )
        det = lead if lead in DETERMINERS else "'s" if lead == "whose" else ""
        owner = core[0] if (lead in PRONOUNS or lead == "whose") and core[0] != head else None
        return Phrase(core[0], head, meaning[0], meaning[1], det, mods, singular(low), owner)

    def _capital(self, first: int, head: int) -> bool:
        """Whether a phrase's head has a capital that no headline and no sentence's beginning gives it: the SOHR."""
        words = self.text.words
        opening = head == first and (
            head == 0 or not (words[head - 1].text[0].isalnum() or words[head - 1].text in ",(")
        )
        return words[head].cap and not self.text.in_headline(head) and (not opening or words[head].text.isupper())


def _begin(a: Attribution) -> int:
    """Where its source stands, else whatever it has; one that was given may lack any part."""
    return next((p.spans.start for p in (a.source, a.content, a.cue) if p is not None and p.spans), 0)
