"""Who speaks: whom pronouns mean, whom quotations are laid to, who signs letters."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left

from sayso.model import SOURCE_KINDS, Article, Attribution, EntityKind, SourceKind
from sayso.resolve.calling import BODIES, PEOPLE
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.relatives import Relatives
from sayso.resolve.vocabulary import PRONOUNS, SHOWING
from sayso.text.wording import wordset

__all__ = ["Answer", "Speakers"]

Answer = tuple[SourceKind, Figure | None]

_PEOPLE_OR_BODIES = BODIES | {EntityKind.GROUP}
_PAPERS = frozenset({EntityKind.DOCUMENT})
_THINGS = BODIES | _PAPERS
# What papers do not do: they have no will and no feelings, and promise nothing.
_WILLING = re.compile(
    r"(?:want|hop|plan|expect|fear|believ|refus|declin|agre|decid|intend|vow|pledg|promis|think|tr[iy]|prefer"
    r"|deem|worr|threaten|taunt|apologi|hesitat|contemplat|regret|fe[el]l|felt|thought)(?:e?s|ed|d|es|ing|ned)?"
)
# Nor do papers, when there are many of them, talk: what they do is show.
_TALKING = wordset("say says said argue argued write wrote tell told ask asked call called see saw add added conclude")
# It that means nobody: what the one says who writes or speaks.
_NOBODY = re.compile(
    r"it(?: (?:should|must|may|can|could|might|has|have|is|was|'s|’s|be|to|hardly|scarcely|barely|also|perhaps|well"
    r"|needs?|bears|goes|do|does|not|without))+ "
    r"(?:worth (?:note|(?:not|remember|recall|repeat|add|stress|mention|point|say|consider|ask)ing)|saying|said|noted"
    r"|noting|repeating|remembering|remembered|stressed|admitted|conceded|added|emphasi[sz]ed|pointed)\b"
)
_REPORTED = re.compile(
    r"it(?: |[’']s )(?:is |was |has |been |also |not )*(?:said|noted|stressed|admitted|added|pointed)\b"
)


class Speakers(Relatives, ABC):
    """The answers to who each source is; a source may ask for another's answer, as I in a quotation does."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self.answers: dict[str, Answer] = {}
        self.open: set[str] = set()
        self.by_id = {a.id: a for a in article.attributions}
        self.in_quotation: dict[int, list[Attribution]] = {}
        self._quotes(article.attributions)
        self.signatures = self._signed()

    @abstractmethod
    def _who(self, a: Attribution) -> Answer:
        """Who a source is by its words."""

    def _answer(self, a: Attribution) -> Answer:
        known = self.answers.get(a.id)
        if known is not None:
            return known
        if a.id in self.open:
            return SourceKind.NONE, None
        self.open.add(a.id)
        found = self._who(a)
        self.answers[a.id] = found
        self.open.discard(a.id)
        figure = found[1]
        if figure is not None and a.source is not None:
            if figure.kind is EntityKind.PERSON:
                self.field.last_speaker = figure
            inside = [i for span in a.source.spans for i in self.text.within(span)]
            for i in inside:
                named = self.cast.at.get(i)
                if named is not None and named.figure not in figure.members:
                    self.field.spoke[i] = figure
            if inside and not any(i in self.cast.at and self.cast.at[i].figure is figure for i in inside):
                self.field.add(Mention(inside[0], min(inside[-1], inside[0] + 12), figure, False))
        return found

    def _pronoun(self, a: Attribution, at: int, low: str) -> Answer:
        person, number, gender = PRONOUNS[low]
        quoted = self.text.quotation_at(self.text.words[at].start)
        if person == 1 or (low == "it" and self._means_nobody(at)):
            if a.parent is not None or quoted is not None:
                return self._speaker_of(a, at)
            writer = self._writer(at)
            return (SourceKind.AUTHOR, None) if writer is None else self._told(writer)
        if person == 2:
            return SourceKind.UNNAMED_GROUP, None
        speaker = self._quoter(a, at) if quoted is not None else None
        but = speaker[1] if speaker is not None else None
        if number == "s" and gender != "n":
            figure = self.field.antecedent(at, "s", gender, among=PEOPLE, but=but, said=self._said(a))
            figure = figure or self.field.foremost(at, gender)
            if figure is not None:
                if figure.kind is EntityKind.PERSON:
                    figure.votes[gender] += 1
                return self._told(figure)
            return SourceKind.UNNAMED_PERSON, None
        if self._shows(a):
            paper = self.field.antecedent(at, number, gender, among=_PAPERS, said=self._said(a))
            if paper is not None:
                return self._told(paper)
        if gender == "n":
            things = BODIES if self._wants(a) else _THINGS
            figure = self.field.antecedent(at, "s", "n", among=things, said=self._said(a))
            return self._told(figure) if figure is not None else (SourceKind.ORGANISATION, None)
        bodies = self._bodies_before(at) if low == "they" else None
        if bodies is not None:
            return self._told(bodies)
        figure = self.field.antecedent(at, "p", "", among=_PEOPLE_OR_BODIES, said=self._said(a))
        if figure is None and not self._wants(a) and not self._talks(a):
            figure = self.field.antecedent(at, "p", "", among=_PAPERS, said=self._said(a))
        return self._told(figure) if figure is not None else (SourceKind.UNNAMED_GROUP, None)

    def _means_nobody(self, at: int) -> bool:
        """Whether "it" stands for nothing: it should hardly need saying, it is worth noting."""
        behind = " ".join(w.low for w in self.text.words[at : at + 8])
        return _NOBODY.match(behind) is not None and _REPORTED.match(behind) is None

    def _of_relative(self, a: Attribution, at: int) -> Answer:
        """What a relative pronoun takes up that is a source by itself."""
        own = self._of_first_person(at)
        if own is not None:
            return self._pronoun(a, own, self.text.words[own].low)
        figure = self._before(at, self._shows(a))
        if figure is not None:
            return self._told(figure)
        return (SourceKind.DOCUMENT if self.text.words[at].low == "which" else SourceKind.UNNAMED_GROUP), None

    def _wants(self, a: Attribution) -> bool:
        """Whether only somebody with a will of their own can do what a cue says."""
        return a.cue is not None and any(_WILLING.fullmatch(w) for w in a.cue.text.lower().split())

    def _talks(self, a: Attribution) -> bool:
        return a.cue is not None and any(w in _TALKING for w in a.cue.text.lower().split())

    def _shows(self, a: Attribution) -> bool:
        return a.cue is not None and any(w in SHOWING for w in a.cue.text.lower().split())

    def _said(self, a: Attribution) -> range:
        """The words of the first part of what is laid to a source."""
        return self.text.within(a.content.spans.spans[0]) if a.content.spans else range(0)

    def _quotes(self, attributions: tuple[Attribution, ...]) -> None:
        """Note for every quotation which attributions have their content in it."""
        for a in attributions:
            for span in a.content.spans.spans:
                for offset in {span.start, max(span.start, span.end - 2)}:
                    q = self.text.quotation_at(offset)
                    if q is not None:
                        known = self.in_quotation.setdefault(q.span.start, [])
                        if a not in known[-1:]:
                            known.append(a)

    def _quoter(self, a: Attribution, at: int) -> Answer | None:
        """Whom the quotation around word `at` is laid to."""
        parent = self.by_id.get(a.parent) if a.parent is not None else None
        if parent is not None and parent.id not in self.open:
            return self._answer(parent)
        q = self.text.quotation_at(self.text.words[at].start)
        if q is None:
            return None
        for other in self.in_quotation.get(q.span.start, ())[:8]:
            if other is a or other.id in self.open or other.source is None:
                continue
            if self.text.quotation_at(other.source.spans.start) is not q:
                return self._answer(other)
        return None

    def _speaker_of(self, a: Attribution, at: int) -> Answer:
        found = self._quoter(a, at)
        if found is not None:
            return found
        if self.text.quotation_at(self.text.words[at].start) is None:
            return SourceKind.AUTHOR, None
        figure = self.field.antecedent(at, "s", "", among=PEOPLE)
        return self._told(figure) if figure is not None else (SourceKind.UNNAMED_PERSON, None)

    def _signed(self) -> list[tuple[int, Figure]]:
        """Where somebody's name, or what they are called on a network, stands as a paragraph of its own."""
        words, out, begin = self.text.words, [], 0
        for end in [*(i for i, w in enumerate(words) if w.text == "\n"), len(words)]:
            line = [i for i in range(begin, min(end, begin + 7)) if words[i].text != "."]
            begin = end + 1
            if not line or len(line) > 5 or end - line[0] > 7 or self.text.in_headline(line[0]):
                continue
            mention = self.cast.at.get(line[0])
            person = mention is not None and mention.name and mention.figure.kind is EntityKind.PERSON
            if len(line) == 1 and words[line[0]].text[0] == "@":
                figure = mention.figure if mention is not None and person else self.cast.person(line[0])
                out.append((line[0], figure))
            elif mention is not None and person and line[-1] <= mention.last and mention.first == line[0] < line[-1]:
                out.append((line[0], mention.figure))
        return out

    def _writer(self, at: int) -> Figure | None:
        """Who signs the letter that word `at` stands in, where a text is made of letters; None where it is of one."""
        if len(self.signatures) < 2:
            return None
        n = bisect_left(self.signatures, at, key=lambda one: one[0])
        if n == len(self.signatures):
            return None
        first, figure = self.signatures[n]
        # "We asked", before what came in on a network, is the outlet.
        asked = self.text.words[first].text[0] == "@" and PRONOUNS[self.text.words[at].low][1] == "p"
        return None if asked else figure

    def _told(self, figure: Figure | None) -> Answer:
        if figure is None:
            return SourceKind.NONE, None
        if figure.kind is EntityKind.PERSON or figure.members:
            return (SourceKind.NAMED_PERSON if figure.named else SourceKind.UNNAMED_PERSON), figure
        return SOURCE_KINDS[figure.kind], figure
