"""Who a source is: its kind, and the figure of the article that its words mean."""

from __future__ import annotations

from sayso.model import Article, Attribution, EntityKind, SourceKind
from sayso.resolve.cast import Figure, Mention
from sayso.resolve.naming import SUFFIXES, bare
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.places import state_of
from sayso.resolve.scene import PEOPLE, RELATIVES, Scene
from sayso.resolve.vocabulary import (
    COLLECTIVES,
    DETERMINERS,
    INDEFINITE,
    NOUNS,
    NUMBERS,
    OUTLET_WORDS,
    PRONOUNS,
    SHOWING,
    STOPS,
    TITLES,
    Noun,
    noun,
)
from sayso.text.wording import wordset

__all__ = ["Sources"]

_KINDS = {
    EntityKind.GROUP: SourceKind.UNNAMED_GROUP,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.OUTLET: SourceKind.OUTLET,
    EntityKind.DOCUMENT: SourceKind.DOCUMENT,
}
_MANY = frozenset({EntityKind.GROUP, EntityKind.ORGANISATION, EntityKind.OUTLET, EntityKind.DOCUMENT})
_THINGS = frozenset({EntityKind.ORGANISATION, EntityKind.OUTLET, EntityKind.DOCUMENT})
# Nouns for somebody who is not named and need not be anybody named elsewhere.
_ANYBODY = wordset(
    "official source person man woman aide spokesman spokeswoman spokesperson someone somebody insider supporter "
    "voter resident employee staffer witness member individual guy boy girl child friend user caller critic "
    "observer reader"
)
_SELF = wordset("reporter newspaper author column columnist correspondent writer paper page editorial magazine website")
_PARTICIPLES = wordset(
    "seen sent made written held known given taken led shown drawn put set won kept close familiar able aware "
    "privy present responsible available"
)
# What stands before a number and tells nothing of who it is.
_ABOUT = {("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to")}
# What begins a clause or a time behind a noun: "an account she gave", "a poll this month".
_CLAUSE = wordset("i he she they we you")
_WHEN = wordset("this last next yesterday today tonight earlier")
# What somebody says something with, or in: their owner is the source.
_OWN = wordset(
    "eyes eye mind opinion opinions view views words voice heart thoughts thinking admission own belief lips "
    "telling mouth"
)


class Sources(Scene):
    """The answers to who each source is; a source may ask for another's answer, as I in a quotation does."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self.answers: dict[str, tuple[SourceKind, Figure | None]] = {}
        self.open: set[str] = set()
        self.by_id = {a.id: a for a in article.attributions}
        self.in_quotation: dict[int, list[Attribution]] = {}
        self._quotes(article.attributions)
        for a in sorted(article.attributions, key=_begin):
            self._answer(a)

    def _answer(self, a: Attribution) -> tuple[SourceKind, Figure | None]:
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
        if figure is not None and figure.kind is EntityKind.PERSON and a.source is not None:
            self.field.last_speaker = figure
        if figure is not None and a.source is not None:
            inside = [i for span in a.source.spans for i in self.text.within(span)]
            if inside and not any(i in self.cast.at and self.cast.at[i].figure is figure for i in inside):
                self.field.add(Mention(inside[0], min(inside[-1], inside[0] + 12), figure, False))
        return found

    def _who(self, a: Attribution) -> tuple[SourceKind, Figure | None]:
        words = self.text.words
        if a.source is None:
            return SourceKind.NONE, None
        inside = [i for span in a.source.spans for i in self.text.within(span) if words[i].text != "\n"]
        if len(inside) > 2 and words[inside[0]].low == "there" and words[inside[1]].low in ("is", "are", "was", "were"):
            inside = inside[2:]
        if len(inside) > 2 and (words[inside[0]].low, words[inside[1]].low) in _ABOUT:
            inside = inside[2:]
        while inside and (
            (not words[inside[0]].text[0].isalnum() and words[inside[0]].text[0] not in "@#")
            or (words[inside[0]].low in STOPS and words[inside[0]].low not in RELATIVES)
        ):
            inside = inside[1:]
        if not inside:
            return SourceKind.NONE, None
        first = inside[0]
        core = self._core(inside)
        head = self._head(core)
        low = words[head].low
        if head == first and low in PRONOUNS:
            return self._pronoun(a, first, low)
        if low in RELATIVES and head == first:
            figure = self._before(first, self._shows(a))
            return self._told(figure) if figure is not None else (SourceKind.UNNAMED_GROUP, None)
        if (
            any(words[i].low in ("this", "our") for i in core[:1])
            and low in _SELF
            and not self.text.quotation_at(words[first].start)
        ):
            return SourceKind.AUTHOR, None
        joint = self._joint(inside, core)
        if joint is not None:
            return self._told(joint)
        mention = self.cast.at.get(head)
        if low == "another":
            return self._told(self._nobody(inside, core, head))
        if mention is None and words[head].text.isdigit() and head - 1 in core:
            mention = self.cast.at.get(head - 1)
        titled = head and words[head - 1].text == "." and words[head - 2].low in TITLES
        if mention is not None and mention.first < head and self._many_people(mention, head):
            return self._told(self._crowd(mention.first, head))
        named = mention is not None and mention.figure.kind is EntityKind.PERSON and words[head].cap and len(core) == 1
        known = mention is not None and (mention.first != mention.last or mention.figure.kind is EntityKind.OUTLET)
        if mention is not None and (titled or named or known or not self._for_people(low)):
            return self._of_name(mention, core, head)
        apposed = self._apposed(head)
        meaning = noun(low)
        if apposed is None and meaning is not None and meaning == (Noun.PERSON, False):
            apposed = self._name_behind(inside, head)
        if apposed is not None and (meaning is None or meaning[0] is Noun.PERSON or words[core[0]].low == "one"):
            return self._told(apposed)
        return self._of_phrase(a, inside, core, head)

    def _name_behind(self, inside: list[int], head: int) -> Figure | None:
        """The person whose name stands behind a source's noun: chief of staff X, an actor called X, a rival, aide X."""
        words = self.text.words
        for i in inside:
            mention = self.cast.at.get(i)
            if i <= head or mention is None or mention.figure.kind is not EntityKind.PERSON:
                continue
            between = [words[n] for n in range(head + 1, mention.first)]
            owner = mention.last + 1 < len(words) and words[mention.last + 1].text in ("'s", "’s")
            if owner or not between:
                return None
            called = between[-1].low in ("named", "called")
            of_what = len(between) == 2 and between[0].low == "of" and between[1].text.islower()
            if of_what and noun(between[1].low) is not None and noun(between[1].low) == (Noun.PERSON, False):
                return None  # the wife of actor X
            plain = between[0].text == "," and not any(w.low in STOPS or w.low in PRONOUNS for w in between)
            return mention.figure if called or of_what or plain else None
        return None

    def _core(self, inside: list[int]) -> list[int]:
        """The words of a source up to where its first noun phrase ends."""
        words, at = self.text.words, self.cast.at
        core: list[int] = []
        last = inside[0]
        for i in inside:
            w = words[i]
            if i > last + 1 and core and i - last > 3:
                break
            if i in at or (
                w.low in ("and", "or")
                and core
                and core[-1] not in at
                and noun(words[core[-1]].low) is None
                and i + 1 in inside
            ):
                core.append(i)
            elif core and self._says_what(core[-1]) and (w.low in _CLAUSE or w.text in _WHEN):
                break
            elif w.low in ("inside", "outside") and len(core) == 1 and words[core[0]].low in ("a", "an", "the"):
                core.append(i)
            elif w.low in STOPS or w.text in ',;:()—–-“”"[]':
                if w.text == "," and core and self._goes_on(core, i, inside):
                    continue
                if core or w.low in RELATIVES:
                    if not core:
                        core.append(i)
                    break
            elif core and w.text.islower() and noun(words[core[-1]].low) is not None and self._participle(w.low):
                # It is said of what follows in "elected officials", and of what stands before in "papers made public".
                following = noun(words[i + 1].low) if i + 1 in inside else None
                if following is None or not (following[0] is Noun.PERSON or words[i + 1].low.endswith("s")):
                    break
                core.append(i)
            else:
                core.append(i)
            last = i
        return core or inside[:1]

    def _says_what(self, i: int) -> bool:
        return i in self.cast.at or noun(self.text.words[i].low) is not None

    def _goes_on(self, core: list[int], comma: int, inside: list[int]) -> bool:
        """Whether a comma stands between adjectives: "a bright, new poll"."""
        words = self.text.words
        after = [words[i] for i in inside if comma < i < comma + 3]
        return (
            not any(self._says_what(i) for i in core)
            and len(after) == 2
            and after[0].text.islower()
            and after[0].low not in STOPS | PRONOUNS.keys() | DETERMINERS
            and after[1].text[0].isalnum()
        )

    def _many_people(self, mention: Mention, head: int) -> bool:
        """Whether a name is one for many: "Valley Republicans" are people, and "League of X Voters" is a body."""
        words = self.text.words
        of_people = NOUNS.get(words[head].low) == (Noun.GROUP, True)
        return of_people and not any(words[i].low in ("of", "for") for i in range(mention.first, head))

    def _for_people(self, low: str) -> bool:
        return low in NOUNS and NOUNS[low][0] in (Noun.PERSON, Noun.GROUP)

    def _participle(self, low: str) -> bool:
        return noun(low) is None and (low.endswith(("ed", "ing")) or low in _PARTICIPLES)

    def _head(self, core: list[int]) -> int:
        words = self.text.words
        known = next((i for i in core if self._plural(words[i].low)), core[-1])
        if known != core[-1] and not any(words[i].cap or noun(words[i].low) for i in core if i > known):
            return known  # a noun in the plural, and what is told of it: polls elsewhere, papers open
        for i in reversed(core):
            if (
                words[i].low in ("'s", "’s", "himself", "herself", "itself", "themselves", "also", "both", "all")
                and len(core) > 1
            ):
                continue
            if words[i].low in SUFFIXES and i - 1 in self.cast.at:
                continue
            if words[i].text[0].isalnum() or words[i].text[0] in "@#%":
                return i
        return core[0]

    def _plural(self, low: str) -> bool:
        return NOUNS.get(low, (None, False))[1] and low not in NUMBERS and low.endswith(("s", "people", "men"))

    def _joint(self, inside: list[int], core: list[int]) -> Figure | None:
        """Several people named in a row (A and B; A, B and C) as one figure with members; None where it is no row."""
        words, at = self.text.words, self.cast.at
        names: list[Mention] = []
        gaps: list[list[str]] = []
        gap: list[str] = []
        for i in inside:
            if i in at:
                if not names or names[-1] is not at[i]:
                    names.append(at[i])
                    gaps.append(gap)
                gap = []
            else:
                gap.append(words[i].low)
        people = [m.figure for m in names if m.figure.kind is EntityKind.PERSON]
        if len(people) < 2 or len({id(f) for f in people}) < 2:
            return None
        if noun(words[self._head(core)].low) is not None and self._head(core) not in at:
            return None
        linked = [g for m, g in zip(names[1:], gaps[1:], strict=True) if m.figure.kind is EntityKind.PERSON]
        if not any("and" in g or "&" in g for g in linked):
            return None
        return self._row(tuple(dict.fromkeys(people)))

    def _of_name(self, mention: Mention, core: list[int], head: int) -> tuple[SourceKind, Figure | None]:
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
            and len(core) == 1
            and self._plural_people(last.text)
        ):
            return self._told(self._crowd(mention.first, head))
        document = None if figure.kind is EntityKind.OUTLET and last.low in OUTLET_WORDS else noun(last.low)
        links = any(words[i].low in ("for", "of", "on") for i in range(mention.first, head))
        if document is not None and document[0] is Noun.DOCUMENT and mention.first < head and not links:
            figure.kind = EntityKind.DOCUMENT
        apposed = self._apposed(head)
        if apposed is not None and words[core[0]].low == "one":
            return self._told(apposed)
        return self._told(figure)

    def _plural_people(self, word: str) -> bool:
        return (
            word[0].isupper()
            and word.endswith("s")
            and not word.isupper()
            and word.lower()[:-1].endswith(("an", "ist", "crat", "im"))
        )

    def _of_phrase(
        self, a: Attribution, inside: list[int], core: list[int], head: int
    ) -> tuple[SourceKind, Figure | None]:
        words = self.text.words
        low = words[head].low
        meaning = noun(low)
        lead = words[core[0]].low
        if low in ("each", "both") and head == core[0]:
            people = self.field.antecedent(head, "p", "", among=frozenset({EntityKind.GROUP}))
            return self._told(people or self._crowd(head, head))
        if low == "one" and lead in ("no", "every", "any"):
            return self._told(self._crowd(core[0], head))
        if low in _OWN and head != core[0]:
            owned = self._possessor(a, core, head)
            if owned is not None:
                return owned
        if lead == "one" and (meaning is None or meaning[0] in (Noun.PERSON, Noun.GROUP)):
            behind = next((i for i in inside if i > head and noun(words[i].low) is not None), head)
            if noun(words[behind].low) is not None and noun(words[behind].low)[0] is Noun.DOCUMENT:  # type: ignore[index]
                return self._told(self._last(EntityKind.DOCUMENT, inside, behind))
            return self._told(self._nobody(inside, core, head))
        if meaning is None and low in COLLECTIVES:
            meaning = (Noun.GROUP, True)
        if meaning is None and (lead in NUMBERS or words[core[0]].text[0].isdigit()):
            meaning = (Noun.GROUP, True)
        p = self.by_head.get(head) or self._loose(core, head, meaning, a)
        if p.noun is Noun.PERSON:
            return self._told(self._person(p, inside, core))
        if p.lemma == "group" and words[min(head + 1, len(words) - 1)].low != "of":
            return self._told(self._group(p))
        if (
            p.noun is Noun.GROUP
            and p.det in ("the", "these", "those", "both")
            and p.lemma in self.rows_of
            and head == core[-1]
        ):
            return self._told(self.rows_of[p.lemma])
        if p.noun is Noun.GROUP and low in COLLECTIVES and head + 1 in inside and words[head + 1].low == "of":
            return self._told(p.figure or self._figure(p))
        figure = p.figure or self._figure(p)
        p.figure = figure
        return self._told(figure)

    def _group(self, p: Phrase) -> Figure:
        """What "group" means: a body where words say which, else those spoken of last."""
        if p.mods or p.possessor is not None:
            if p.figure is None or p.figure.kind is EntityKind.GROUP:
                p.noun = Noun.ORGANISATION
                p.figure = self._figure(p)
            return p.figure
        bodies = frozenset({EntityKind.GROUP, EntityKind.ORGANISATION})
        return self.field.antecedent(p.first, "p", "", among=bodies, but=p.figure) or p.figure or self._figure(p)

    def _owned(self, core: list[int], head: int) -> bool:
        words = self.text.words
        return words[core[0]].low in PRONOUNS or any(words[i].low in ("'s", "’s") for i in core if i < head)

    def _possessor(self, a: Attribution, core: list[int], head: int) -> tuple[SourceKind, Figure | None] | None:
        """Whose mind, opinion or eyes these are."""
        words = self.text.words
        for i in core:
            if i >= head:
                break
            if words[i].low in PRONOUNS:
                return self._pronoun(a, i, words[i].low)
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
            if shows:
                meaning = (Noun.DOCUMENT, many)
            elif many:
                meaning = (Noun.GROUP, True)
            elif low.endswith(("er", "or", "ant", "ee", "ian")) or lead in ("a", "an") or self._owned(core, head):
                meaning = (Noun.PERSON, False)
            else:
                meaning = (Noun.DOCUMENT, False)
        mods = frozenset(
            words[i].low for i in core if i < head and words[i].low not in DETERMINERS and words[i].text[0].isalnum()
        )
        det = lead if lead in DETERMINERS else ""
        owner = core[0] if lead in PRONOUNS and core[0] != head else None
        return Phrase(core[0], head, meaning[0], meaning[1], det, mods, singular(low), owner)

    def _person(self, p: Phrase, inside: list[int], core: list[int]) -> Figure:
        words = self.text.words
        if p.figure is not None:
            return p.figure
        before = p.first - 1
        if before > 0 and words[before].text == "," and p.det:
            left = self.cast.at.get(before - 1)
            if left is not None and left.figure.kind is EntityKind.PERSON:
                return left.figure
        if p.det not in INDEFINITE:
            holder = self.field.holder(p)
            if holder is not None and (p.definite or not p.det):
                return holder
            known = self.unnamed.get((EntityKind.PERSON, p.lemma))
            if known and p.definite and p.possessor is None:
                return known[-1][0]
            if p.det in ("the", "this", "that") and p.lemma not in _ANYBODY and not self._of_whom(inside, p.head):
                gender = "f" if p.lemma.endswith("woman") else "m" if p.lemma.endswith("man") else ""
                salient = self.field.antecedent(p.first, "s", gender, among=PEOPLE)
                # One who has an office is nobody else's: the harbour master is not the union leader named before.
                if salient is not None and salient.named and not (p.mods and salient.roles):
                    return salient
        return self._nobody(inside, core, p.head)

    def _of_whom(self, inside: list[int], head: int) -> bool:
        return head + 1 in inside and self.text.words[head + 1].low in ("for", "at", "with", "who", "from", "in")

    def _nobody(self, inside: list[int], core: list[int], head: int) -> Figure:
        """A new person without a name, as the source describes them."""
        words = self.text.words
        lemma = singular(words[head].low)
        figure = Figure(EntityKind.PERSON, self.text.spelt(inside[0], head), named=False)
        if lemma.endswith("woman"):
            figure.votes["f"] += 3
        elif lemma.endswith("man"):
            figure.votes["m"] += 3
        self.cast.figures.append(figure)
        self.unnamed.setdefault((EntityKind.PERSON, lemma), []).append((figure, frozenset(), False))
        return figure

    def _last(self, kind: EntityKind, inside: list[int], head: int) -> Figure:
        p = self.by_head.get(head)
        if p is not None and p.figure is not None:
            return p.figure
        figure = Figure(kind, self.text.spelt(inside[0], head), named=False)
        self.cast.figures.append(figure)
        return figure

    def _shows(self, a: Attribution) -> bool:
        return a.cue is not None and any(w in SHOWING for w in a.cue.text.lower().split())

    def _pronoun(self, a: Attribution, at: int, low: str) -> tuple[SourceKind, Figure | None]:
        person, number, gender = PRONOUNS[low]
        quoted = self.text.quotation_at(self.text.words[at].start)
        if person == 1:
            inside = a.parent is not None or quoted is not None
            if not inside:
                return SourceKind.AUTHOR, None
            return self._speaker_of(a, at)
        if person == 2:
            return SourceKind.UNNAMED_GROUP, None
        but = None
        if quoted is not None:
            speaker = self._quoter(a, at)
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
            papers = frozenset({EntityKind.DOCUMENT})
            paper = self.field.antecedent(at, number, gender, among=papers, said=self._said(a))
            if paper is not None:
                return self._told(paper)
        if gender == "n":
            figure = self.field.antecedent(at, "s", "n", among=_THINGS, said=self._said(a))
            return self._told(figure) if figure is not None else (SourceKind.ORGANISATION, None)
        figure = self.field.antecedent(at, "p", "", among=_MANY, said=self._said(a))
        return self._told(figure) if figure is not None else (SourceKind.UNNAMED_GROUP, None)

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

    def _quoter(self, a: Attribution, at: int) -> tuple[SourceKind, Figure | None] | None:
        """Whom the quotation around word `at` is laid to."""
        words = self.text.words
        where = words[at].start
        if a.parent is not None and a.parent in self.by_id:
            parent = self.by_id[a.parent]
            if parent.id not in self.open:
                return self._answer(parent)
        q = self.text.quotation_at(where)
        if q is None:
            return None
        for other in self.in_quotation.get(q.span.start, ())[:8]:
            if other is a or other.id in self.open or other.source is None:
                continue
            if self.text.quotation_at(other.source.spans.start) is not q:
                return self._answer(other)
        return None

    def _speaker_of(self, a: Attribution, at: int) -> tuple[SourceKind, Figure | None]:
        found = self._quoter(a, at)
        if found is not None:
            return found
        if self.text.quotation_at(self.text.words[at].start) is None:
            return SourceKind.AUTHOR, None
        figure = self.field.antecedent(at, "s", "", among=PEOPLE)
        return self._told(figure) if figure is not None else (SourceKind.UNNAMED_PERSON, None)

    def _before(self, at: int, shows: bool) -> Figure | None:
        """What a relative pronoun takes up: the nearest noun phrase or name before it, a paper where it `shows`."""
        words = self.text.words
        for i in range(at - 1, max(-1, at - 12), -1):
            if words[i].text in ".\n!?":
                return None
            mention = self.cast.at.get(i)
            low = words[mention.first - 1].low if mention is not None and mention.first else ""
            person = mention is not None and mention.figure.kind is EntityKind.PERSON
            if words[at].low == "which" and person:
                continue
            fits = person or words[at].low != "who" or low not in ("in", "of", "from", "at", "for")
            if shows and mention is not None and low in ("by", "from", "of") and mention.first > 1:
                behind = mention.first - 2
                paper = noun(words[behind].low)
                if paper is not None and paper[0] is Noun.DOCUMENT:
                    lemma = singular(words[behind].low)
                    found = self.by_head.get(behind) or Phrase(behind, behind, *paper, "", frozenset(), lemma)
                    return found.figure or self._figure(found)
            if mention is not None and fits and (noun(words[i].low) is None or mention.first != mention.last):
                return mention.figure
            p = self.by_head.get(i) or self.phrases.ending(i)
            if p is not None:
                if p.figure is None:
                    p.figure = (
                        self._person(p, [p.first, p.head], [p.first]) if p.noun is Noun.PERSON else self._figure(p)
                    )
                return p.figure
            if words[i].low in ("those", "people", "many", "some", "others", "anyone", "everyone"):
                return self._crowd(i, i)
        return None

    def _told(self, figure: Figure | None) -> tuple[SourceKind, Figure | None]:
        if figure is None:
            return SourceKind.NONE, None
        if figure.kind is EntityKind.PERSON or figure.members:
            return (SourceKind.NAMED_PERSON if figure.named else SourceKind.UNNAMED_PERSON), figure
        return _KINDS[figure.kind], figure


def _begin(a: Attribution) -> int:
    """Where its source stands, else whatever it has; one that was given may lack any part."""
    return next((p.spans.start for p in (a.source, a.content, a.cue) if p is not None and p.spans), 0)
