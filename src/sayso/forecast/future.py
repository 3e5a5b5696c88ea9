"""Words that put a verb into the future, and whether somebody stands behind them as a statement of what will come.

*Will*, *is going to*, *is expected to* look ahead by themselves; *would* and *was going to* where somebody is told to
have said so, *may* and *might* where a time or a condition stands with them. What only asks, supposes, hopes or tells
which one is meant asserts nothing.
"""

from __future__ import annotations

import re

from sayso.forecast import future_words as words
from sayso.forecast.horizon import expressions, parsed
from sayso.forecast.intent import FIRST, PROMISING, THIRD, THREATENING, is_own
from sayso.forecast.marked import Marked
from sayso.model import Attribution, Form, Horizon, Span, SpanSet, Stance

__all__ = ["CUED", "SKIPPED", "Candidate", "asks", "is_foreseen", "is_long_ago"]

# Markers that may themselves be the cue that lays a statement to its source.
CUED = ("plan", "promise", "threat", "expect")
SKIPPED = frozenset((Stance.ASKS, Stance.DEMANDS, Stance.NO_COMMENT))
_FRONT = 10  # characters before a time that opens its sentence
_BESIDE = 30  # characters between an event of a timetable and its time
_LONG_AGO = 45  # days


class Candidate:
    """Words that may put something into the future, in a sentence of which `part` is said by the holder, or by the
    author where there is none. `made` is the day on which it was written."""

    def __init__(
        self,
        text: str,
        m: re.Match[str],
        sentence: Span,
        part: SpanSet,
        holder: Attribution | None,
        published: str | None,
    ) -> None:
        self.text = text
        self.m = m
        self.sort = m.lastgroup or ""
        self.sentence = sentence
        self.part = part
        self.holder = holder
        self.published = published
        start = sentence.start if holder is None or m.start() < part.start else max(sentence.start, part.start)
        self.before = text[start : m.start()]
        self.after = text[m.end() : min(sentence.end, m.end() + 80)]

    def marked(self) -> Marked | None:
        """The words, where somebody stands behind what they say will come."""
        if self._asserts_nothing():
            return None
        if self.holder is None and (words.YOU.search(self.text, self.sentence.start, self.sentence.end)):
            return None
        if not getattr(self, f"_is_{self.sort}")():
            return None
        return self._with_negation()

    def _asserts_nothing(self) -> bool:
        if asks(self.text, self.sentence, self.part):
            return True
        if self.holder is not None:
            if self.holder.stance in SKIPPED:
                return True
            if self.holder.cue is not None and words.HOPING.search(self.holder.cue.text):
                return True
        main = words.WHAT_IS.sub("", self.before)
        return bool(
            words.DEPENDENT.search(main) or words.WISHED.search(self.before) or words.HOPEFULLY.match(self.before)
        )

    def _is_will(self) -> bool:
        word = self.m.group()
        if word[0].isupper() and (
            not self.before.strip() or not self.before.rstrip()[-1:].isalnum() or not self._is_title()
        ):
            return False
        if word[0].isupper() and self.before.endswith("by "):
            return False
        if word.lower() == "will" and (
            words.NOUN_BEFORE.search(self.before)
            or (words.VERB_BEFORE.search(self.before) and words.NOUN_AFTER.match(self.after))
        ):
            return False
        return self._is_plain()

    def _is_ll(self) -> bool:
        if re.search(r"\bthat$", self.before, re.IGNORECASE):
            return words.THAT_ALONE.search(self.before + " ") is not None and self._is_plain()
        return self._is_plain() and not self.before.lower().endswith(("you", "who"))

    def _is_relative(self) -> bool:
        """Whether the clause only says which one is meant."""
        if words.RELATIVE.search(self.before) is None or words.THAT_ALONE.search(self.before):
            return False
        return words.SAID_TO_BE.search(self.before) is None

    def _is_motion(self) -> bool:
        """*Going to school*; in a headline any verb has its capital."""
        m = words.MOTION.match(self.after)
        return m is not None and not (m.group().strip()[:1].isupper() and self._is_title())

    def _is_plain(self) -> bool:
        if self._is_relative() or words.HABIT.match(self.after):
            return False
        if words.YOU_ARE.search(self.before):
            return False
        if words.TELLING.search(self.before) and words.TELLS.match(self.after):
            return False
        return not (FIRST.search(self.before) and (words.MANNER.match(self.after) or self._is_silent()))

    def _is_silent(self) -> bool:
        """Whether somebody says that they will not say something."""
        behind = words.NEGATIVE.match(self.after)
        if behind is None and not words.NEGATED.search(self.m.group()):
            return False
        return words.SILENT.match(self.after, behind.end() if behind else 0) is not None

    def _is_towards(self) -> bool:
        if "going" in self.m.group().lower() and self._is_motion():
            return False
        if FIRST.search(self.before) and (words.MANNER.match(self.after) or self._is_silent()):
            return False
        return not self._is_relative() or "," in self.before[-12:] or words.ONE_OF_MANY.search(self.before) is not None

    def _is_was(self) -> bool:
        """*Was going to* looks ahead only from a past in which somebody said it."""
        if words.MOTION.match(self.after) and "going" in self.m.group().lower():
            return False
        return self._is_told() and not words.RELATIVE.search(self.before)

    def _is_due(self) -> bool:
        return self._horizon(open=True) is not None

    def _is_final(self) -> bool:
        """*More strikes are likely.*"""
        return words.SOME.match(self.before) is not None or words.ONLY_WHEN.match(self.after) is not None

    def _is_apposed(self) -> bool:
        """*The vote, expected next week, …*"""
        return self._horizon() is not None

    def _is_set_to(self) -> bool:
        """*Talks are to resume on Monday*: set, with its time, and nobody's aim or task."""
        if words.AIM.search(self.before) or not self.before.strip() or not words.SET.match(self.after):
            return False
        when = self._horizon()
        return when is not None and "," not in self.text[self.m.end() : when.words.spans.start]

    def _is_timed(self) -> bool:
        """*The trial begins next week*: an event of a timetable, its time right behind it and still to come."""
        if words.NO_VERB.search(self.before) or words.BESIDES.search(self.before) or not self.m.group().islower():
            return False
        when = self._horizon()
        first, made = parsed(when.earliest if when else None), parsed(self.published)
        if when is None or first is None or made is None or first <= made:
            return False
        between = self.text[self.m.end() : when.words.spans.start]
        return len(between) < _BESIDE and not re.search(r"[,;:.“”\"]", between)

    def _is_should(self) -> bool:
        """*The work should be finished by May*: expected, with its time."""
        return self._horizon() is not None and not words.RELATIVE.search(self.before)

    def _is_chance(self) -> bool:
        """*A 60 percent chance of rain*: a future that no verb tells."""
        return words.HAD_A.search(self.before) is None and self._is_bet()

    def _is_odds(self) -> bool:
        """*There is a chance that the roof could fall in.*"""
        return True

    def _is_d(self) -> bool:
        """*He said he'd run again.*"""
        return words.SOMEBODY.search(self.before) is not None and self._is_would()

    def _is_poised(self) -> bool:
        return not self.m.group().lower().endswith(("in for", "bound for"))

    def _is_would(self) -> bool:
        """*Would* looks ahead where somebody is told to have said so; else it supposes."""
        if words.SUPPOSED.match(self.after) or words.RELATIVE.search(self.before):
            return False
        if not self._is_told(own=is_own(self.before, self.after, self.holder)):
            return False
        return not words.PROPOSAL.search(self.before) or THIRD.search(self.before) is not None

    def _is_told(self, own: bool = False) -> bool:
        """Whether a place stands in what somebody is told to have said: *said it would*, not *it would, he said*."""
        if (
            self.holder is None
            or self.holder.form is Form.DIRECT
            or self.holder.cue is None
            or self.holder.cue.spans.start > self.m.start()
        ):
            return False
        if words.LEARNED.search(self.holder.cue.text) or self._is_of_which():
            return False
        if not words.PAST_CUE.search(self.holder.cue.text) and not (own and words.SAYS.search(self.holder.cue.text)):
            return False
        return not any(is_long_ago(h, self.published) for h in self._times())

    def _is_of_which(self) -> bool:
        """Whether the saying itself stands in a clause that says which one is meant: *buyers who were told that*."""
        cue = self.holder.cue if self.holder is not None else None
        return (
            cue is not None
            and words.RELATIVE_CUE.search(self.text, max(0, cue.spans.start - 30), cue.spans.start) is not None
        )

    def _is_may(self) -> bool:
        """What may be is a forecast where a time is given, or a condition, or it is said to be foreseen."""
        if words.HAVE.match(self.after) and not words.BEFALLEN.match(self.after):
            return False
        if self.m.group() == "May" or words.RELATIVE.search(self.before) or self.after.startswith(" have "):
            return False
        if words.NOUN_BEFORE.search(self.before) and self.m.group().lower() != "may":
            return False
        if self.holder is not None and self.holder.stance is Stance.PREDICTS:
            return True
        if self.m.group().lower() != "could" and words.EVEN_IF.search(
            self.text, self.sentence.start, self.sentence.end
        ):
            return True
        when = self._horizon(open=True)
        own = when is not None and not words.OTHER_CLAUSE.search(self.text, self.m.end(), when.words.spans.start)
        return own or self._is_fronted()

    def _is_fronted(self) -> bool:
        """Whether a time to come opens the sentence: *by May the mine could close*."""
        times = expressions(self.text, self.sentence.start, self.m.start(), self.published)
        return any(not h.past and h.latest and h.words.spans.start - self.sentence.start < _FRONT for h in times)

    def _is_plan(self) -> bool:
        verb = self.m.group().lower()
        if verb.startswith(("plan", "aim")) and (words.PLAN_NOUN.search(self.before) or not self.before.strip()):
            return False
        if verb.startswith(("plan to", "aim to")) and not words.WHO_PLAN.search(self.before):
            return False
        return not words.MOTION.match(self.after)

    def _is_promise(self) -> bool:
        if self.m.group().lower() in ("promise to", "pledge to", "vow to") and not words.WHO_PLAN.search(self.before):
            return False
        return not (words.PLAN_NOUN.search(self.before) or words.REFUSED.search(self.before))

    _is_threat = _is_promise

    def _is_numbers(self) -> bool:
        return words.REVISED.search(self.before) is not None and re.search(r"\d", self.after) is not None

    def _is_expect(self) -> bool:
        return not (self.before.endswith(("to ", "as ", "than ")) or words.RELATIVE.search(self.before))

    def _is_bet(self) -> bool:
        """*My bet is that he resigns*: a future that no verb tells."""
        return words.TOLD_AGAIN.search(self.text, self.m.end(), self.sentence.end) is None

    def _is_title(self) -> bool:
        """Whether most words of a sentence begin with a capital, as in a headline."""
        long = [w for w in self.sentence.of(self.text).split() if len(w) > 3]
        return 3 * sum(w[0].isupper() for w in long) >= 2 * len(long)

    def _with_negation(self) -> Marked:
        """The words, and what denies them: in them, right behind them, or by a subject that is nobody."""
        m, sort, before = self.m, self.sort, self.before
        inside = words.NEGATED.search(m.group())
        span = Span(m.start(), m.end())
        hedged = "likely" in m.group().lower()
        if inside and not hedged:
            return Marked(span, sort, Span(m.start() + inside.start(), m.start() + inside.end()))
        start = m.start() - len(before)
        if no_chance := words.NO_CHANCE.search(before):
            return Marked(span, sort, Span(start + no_chance.start(), start + no_chance.end()))
        if sort in ("expect", "plan") and (refused := words.REFUSED.search(before)):
            return Marked(span, sort, Span(start + refused.start(), start + len(before.rstrip())))
        if sort in ("will", "ll", "would", "may", "d", "should"):
            adverb = words.BETWEEN.match(self.text, m.end(), m.end() + 40)
            for at in (m.end(), adverb.end() if adverb else m.end()):
                behind = words.NEGATIVE.match(self.text, at, at + 30)
                if behind:
                    begin = behind.start() + len(behind.group()) - len(behind.group().lstrip())
                    return Marked(span, sort, Span(begin, behind.end()))
        nobody = words.NOBODY.search(before)
        return Marked(
            span, sort, None, Span(start + nobody.start("word"), start + nobody.end("word")) if nobody else None
        )

    def _times(self) -> list[Horizon]:
        return list(expressions(self.text, self.sentence.start, self.sentence.end, self.published))

    def _horizon(self, open: bool = False) -> Horizon | None:
        """The first time behind the words, if it is to come, and has a last day or may be left open (*soon*)."""
        times = expressions(self.text, self.m.start(), self.sentence.end, self.published)
        return next((h for h in times if not h.past and (h.latest or open)), None)


def asks(text: str, sentence: Span, part: SpanSet) -> bool:
    """Whether a sentence, or what a source says in it, is a question."""
    begin = max(sentence.start, part.end - 6)
    if words.ENDS_QUESTION.search(text, begin, part.end) or text.startswith("?", part.end):
        return True
    return words.ENDS_QUESTION.search(sentence.of(text)[-6:]) is not None


def is_foreseen(text: str, a: Attribution, sentence: Span) -> bool:
    """Whether a source foresees or promises something by the verb that lays it to them: *predicts a flood*."""
    if a.cue is None or a.stance in SKIPPED or not sentence.start <= a.content.spans.start < sentence.end:
        return False
    if asks(text, sentence, a.content.spans.within(sentence.start, sentence.end)):
        return False
    cue = a.cue.text
    if words.REFUSED.search(text, max(0, a.cue.spans.start - 20), a.cue.spans.start) or words.REFUSED.search(cue + " "):
        return False
    if words.ASIDE_CUE.search(text, max(sentence.start, a.cue.spans.start - 60), a.cue.spans.start):
        return False
    if PROMISING.search(cue) or THREATENING.search(cue):
        return not re.search(r"\bassur", cue, re.IGNORECASE)
    if words.EXPECTED.search(cue):
        return False  # what was expected is told of what is over
    if words.EXPECTING.search(cue):
        return not re.search(r"\bhave\b", a.content.text[:30])
    return words.FORESEEING.search(cue) is not None


def is_long_ago(when: Horizon, published: str | None) -> bool:
    """Whether a time was over for good when something was written."""
    latest, made = parsed(when.latest), parsed(published)
    return when.past and latest is not None and made is not None and (made - latest).days > _LONG_AGO
