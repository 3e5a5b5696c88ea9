"""Statements about the future that somebody stands behind: what, by when, under which condition, how surely.

A sentence is looked through for words that put a verb into the future (*will*, *is going to*, *is expected to*, *plans
to*, *vowed to*). What they say is laid to the deepest source inside whose content they stand, or else to the author.
Left out is what nobody stands behind: questions, conditions (*if it will*), hopes, habits, what *would* follow from a
mere supposition, and clauses that only say which one is meant (*the judges who will hear it*).

What somebody says about what lies in their own hands is a plan, a promise or a threat: *I will resign*, *said it would
close the mine*, *vowed to appeal*. All else is a forecast. One sentence of one source is one forecast.

Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.forecast.citing import self_citations
from sayso.forecast.horizon import expressions, parsed
from sayso.model import (
    AUTHOR,
    Article,
    Attribution,
    Forecast,
    ForecastKind,
    Form,
    Horizon,
    Mouth,
    Passage,
    Probability,
    SourceKind,
    Span,
    SpanSet,
    Stance,
)
from sayso.text.hedges import Hedged, hedges, is_adverb, is_modal, turned
from sayso.text.paragraph import Sentences

__all__ = ["forecasts"]

_MOST = 1200  # characters of a sentence that are looked at
_ADVERBS = (
    r"(?:(?:also|even|still|now|then|soon|just|only|ever|eventually|finally|once|again|probably|likely|almost"
    r"|\w+ly),? ){0,2}"
)
_BE = r"(?:is|are|am|be|['’]s|['’]re|['’]m|isn['’]t|aren['’]t|remains?|looks?|seems?|appears?)"
_WAS = r"(?:was|were|wasn['’]t|weren['’]t)"
_NOT = r"(?:not |never |no longer |n['’]t )?"
_TOWARDS = (
    r"(?:going|gonna|about|set|due|bound|poised|slated|scheduled|expected|projected|forecast|predicted|anticipated"
    r"|(?:(?:very|highly|quite|most|more|all that) )?(?:un)?likely|certain|sure|guaranteed|destined"
    r"|tipped|on (?:track|course))"
)
_MARKERS = re.compile(
    r"(?:(?<![\w’'-])|(?<=\w)(?=['’](?:s|re|m) ))(?:"
    r"(?P<will>will|won['’]t|shall|shan['’]t)"
    rf"|(?P<towards>{_BE} {_NOT}{_ADVERBS}{_TOWARDS} to)"
    rf"|(?P<was>{_WAS} {_NOT}{_ADVERBS}{_TOWARDS} to)"
    rf"|(?P<due>{_BE} {_NOT}{_ADVERBS}(?:(?:un)?likely|expected|due|scheduled|slated)(?= (?:before|until"
    rf"|by|this|next|anytime|any time|soon|later|tomorrow|on|in the (?:coming|next))\b))"
    rf"|(?P<poised>(?:{_BE} )(?:poised|headed|heading|bound|on (?:course|track)|destined|in) for)"
    r"|(?P<would>would|wouldn['’]t)"
    r"|(?P<may>may|might|could)"
    r"|(?P<plan>(?:plans?|intends?|aims?) to|(?:is|are|am|['’]re|['’]s"
    r"|['’]m) (?:not )?(?:also )?(?:planning|preparing|determined|aiming|intending) (?:to|on)"
    r"|(?:has|have) decided to)"
    r"|(?P<promise>(?:vow(?:s|ed|ing)?|pledg(?:es?|ed|ing)|promis(?:es?|ed|ing)|swor[en]|swears"
    r"|commit(?:s|ted) (?:itself |himself |herself |themselves )?)(?: not)? to"
    r"|(?<!\b[aA] )vow(?:s|ed)? (?=[a-z]))"
    r"|(?P<threat>threaten(?:s|ed|ing)? (?:not )?to\b)"
    r"|(?P<expect>(?:expects?|predicts?|foresees?|anticipates?)(?= (?:that|[^.;,]{2,60}? (?:to|will|by|in)) ))"
    r"|(?P<numbers>forecasts?|projections?|outlook)"
    r"|(?P<bet>(?:bet|prediction|forecast|guess|expectation) is that)"
    r")(?![\w-])|(?P<ll>(?<=\w)['’]ll)(?!\w)",
    re.IGNORECASE,
)
# What makes of a noun that says what a number will be a statement: somebody *raised its growth forecast to 2 per cent*.
_REVISED = re.compile(
    r"\b(?:raised|raises|edged up|edged down|nudged up|nudged down|raising|lowering|cutting|cut|cuts"
    r"|increased|increases|lowered|lowers|kept|keeps|trimmed|trims|upgraded|downgraded|revised|"
    r"slashed|lifted|maintained) (?:its|their|his|her|the) (?:[\w-]+ ){0,4}$"
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|free|good|ill|political|popular|own|strong|of|at"
    r"|this|that|last|and|iron|no|any|against)|['’]s)\s+$",
    re.IGNORECASE,
)
# *Plans to* is a noun behind these, and *plan to* behind anything but who does it.
_PLAN_NOUN = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|own|new|no|any|this|of|these|those|such|with|in|on"
    r"|for|under|has|have"
    r"|had|made|makes?|unveil|\w+ive|\w+ed|\w+ing|\w+est)|['’]s)\s+$",
    re.IGNORECASE,
)
_WHO_PLAN = re.compile(r"\b(?:I|we|they|you|who|also|now|still|and|do|not|n['’]t|\w+s)\s+$", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:refus\w+|declin\w+|fail\w+|not|never|n['’]t|no|yet)(?: to)?\s+$", re.IGNORECASE)
_RELATIVE = re.compile(rf"\b(?:who|that|which)\s+{_ADVERBS}$", re.IGNORECASE)
# The marker stands in a clause that asserts nothing: no comma closes it before.
_DEPENDENT = re.compile(
    r"\b(?:if|whether|how|what|when|whenever|why|unless|whatever|lest|in case|once|until|than)\b(?!,)[^,;:—–]*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|hopeful|hopefully|wish\w*|want(?:s|ed|ing)?|pray\w*|imagin\w+|suppos(?:e|es"
    r"|ing)|dream\w*"
    r"|unclear|uncertain|no guarantee|wonder\w*|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
    r"|insist(?:s|ed)? on|ensur\w+|make sure|making sure)\b[^,;:.]*$",
    re.IGNORECASE,
)
_HOPEFULLY = re.compile(r"\W*(?:hopefully|let[’']s hope)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_HABIT = re.compile(r"\s+(?:often|sometimes|usually|typically|generally|always|frequently)\b", re.IGNORECASE)
_MANNER = re.compile(
    r"\s+(?:just |only |also |never )?(?:tell|say|admit|concede|grant|add|give you|start|begin by|note"
    r"|show you|be honest|quote|explain|ask|be damned|bet"
    r"|let|remind|recall|repeat|note|confess|acknowledge|give (?:him|her|them) )\b",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"\s+(?:great|court|school|church|jail|prison|war|bed|the|a|an|his|her|their|its|our|my|this|that|[A-Z]\w+)\b"
)
_SUPPOSED = re.compile(
    r"\s+(?:not |n['’]t |never |probably |likely |almost |certainly |also |only |then )*(?:have (?!to\b)"
    r"|like|love|prefer|rather|hate|hope|say|argue|think|suggest|guess|imagine|call|appear|seem|do well|be wise"
    r"|better|qualify|be (?:in)?eligible)\b",
    re.IGNORECASE,
)
_PROPOSAL = re.compile(
    r"\b(?:plans?|proposals?|bills?|laws?|legislation|polic(?:y|ies)|measures?|rules?|amendments?|ideas?"
    r"|provisions?|tax(?:es)?|proposed|hypothetical|such"
    r"|any|elected|anyone|everyone|otherwise|(?:were|was) (?:it|he|she|they|to)|eligible|ruling|presidency)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\s+(?:not |well |also |even |never )*(?:have|be|want|seem|look|sound|feel|know|think|say)\b")
_NEGATIVE = re.compile(r"\s*(?:not(?! only| just| merely)|never|no longer|hardly|n['’]t)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not(?! only| just| merely)|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:^|[,;:—–“\"]\s*|\bthat\s+)(?P<word>no one|no(?! (?:doubt|matter|wonder|question|sooner)\b)|none"
    r"|nobody|nothing|neither|few)\b[^,;:]*$",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\b(?:I|[Ww]e)\s*{_ADVERBS}$")
_THIRD = re.compile(
    rf"(?:^|\bthat\s+|[\"“]\s*|\band\s+|\bbut\s+|\bor\s+)(?:he|she|they|it)\s*{_ADVERBS}$", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"\s+(?:not |never |probably |likely |also |only )*(?:take|be|rain|snow|cost|happen|become|mean|seem)\b"
)
# What nobody has in their own hands.
_BEFALLS = re.compile(
    r"\s+(?:not |never |probably |likely |also |all |have to |eventually |be )*(?:win|lose|see"
    r"|have(?! to)|need|face|suffer|find|know|regret|fail|die|survive|succeed|become|happen"
    r"|be(?! (?:there|part|at|back|\w+ing)\b)|look|miss|remember"
    r"|feel|hear|learn|get (?:hurt|sick|old|better|worse))\b",
    re.IGNORECASE,
)
_SPOKEN_FOR = re.compile(
    r"\b(?:spokes\w+|aides?|attorneys?|lawyers?|campaigns?|advis[eo]rs?|managers?|organi[sz]ers?|schedulers?)\b",
    re.IGNORECASE,
)
_FORESEEING = re.compile(
    r"\b(?:predict(?:s|ed|ing)?|forecast(?:s|ed|ing)?|foresee(?:s|n|ing)?|foresaw|project(?:s|ed|ing)"
    r"|expect(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|envision(?:s|ed)?|prophes\w+"
    r"|bet(?:s|ting)?|prediction|expectation)\b",
    re.IGNORECASE,
)
_PROMISING = re.compile(
    r"\b(?:vow\w*|promis\w+|pledg\w+|sw(?:ear|ears|ore|orn)|guarantee\w*|commit\w*|assur\w+)\b", re.IGNORECASE
)
_THREATENING = re.compile(r"\bthreat\w*\b", re.IGNORECASE)
_PLANNING = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend\w*|intention\w*|aim(?:s|ed)|decid\w+|announc\w+|agreed)\b", re.IGNORECASE
)
_WARNING = re.compile(r"\bwarn\w*\b", re.IGNORECASE)
_HOPING = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|wish\w*|want\w*|fantas\w+|ask\w*|wonder\w*|demand\w*|urg\w+|call\w*"
    r"|thought of|imagin\w+|propos\w+|suggest\w*)\b",
    re.IGNORECASE,
)
_PAST_CUE = re.compile(
    r"\b(?:said|told|announced|added|insisted|argued|wrote|warned|noted|predicted|promised|vowed|pledged"
    r"|stressed|stated|claimed|declared|replied|explained|estimated|forecast|thought|believed|expected"
    r"|testified|acknowledged|acknowledging|suggested|tweeted|maintained|countered|concluded|confirmed"
    r"|indicated|\w+ed|adding|saying|made clear)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:says?|insists?|adds?|vows|promises|pledges)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<!\beven )(?<!\bas )(?<!\bwhat )(?<!\bsee )(?<!\bknow )(?<!\bask )(?<!\basked )\b(?:only if"
    r"|if(?! not\b| any\b| only\b)|unless|provided(?: that)?(?= \w+ \w+)|as long as|so long as|assuming(?: that)?"
    r"|in the event (?:of|that)|on condition that)\b|(?:^|(?<=[,;—–“\"] ))should(?= (?:the |a |an )?[\w’'-]+ \w)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r",[\"”]?\s|[;—–]|[.!?][\"”’)]*(?:\s|$)|\s-\s|\bthen\b")
_ENDS_QUESTION = re.compile(r"\?[\"”’»)\]\s]*$")
_SOMEBODY = {
    **dict.fromkeys(("no", "none", "neither"), "any"),
    **dict.fromkeys(("no one", "nobody"), "somebody"),
    "nothing": "something",
    "few": "many",
}
_CONTRACTED = re.compile(r"\b(?:wo|sha)$", re.IGNORECASE)
_WHOLE = {"wo": "will", "sha": "shall"}
_EXPECTED = re.compile(r"expected|projected|predicted|anticipated|tipped", re.IGNORECASE)
_THAT = re.compile(r"that,? (?=\S)")
_SKIPPED = frozenset((Stance.ASKS, Stance.DEMANDS, Stance.NO_COMMENT))
_BARE_DATE = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})$")
_LONG_AGO = 45  # days
_FAR = 240  # days


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that put something into the future: where, of what sort, and what denies it, a word or a subject that is
    nobody."""

    span: Span
    sort: str
    negation: Span | None = None
    nobody: Span | None = None


def forecasts(article: Article, mouths: Mapping[str, Mouth | None] | None = None) -> tuple[Forecast, ...]:
    """What an article, or somebody in it, says will come, in the order of the text.

    `mouths` tells whom the content of an attribution (by its id) is laid to in the whole dossier, None for the
    article's own author or outlet; without it, a source is known by `unknown:<article>:<attribution>` alone.
    """
    return tuple(_Reading(article, mouths or {}).forecasts())


class _Reading:
    def __init__(self, article: Article, mouths: Mapping[str, Mouth | None]) -> None:
        self.document = article.document
        self.text = article.document.text
        self.mouths = mouths
        self.made = parsed(article.document.published)
        self.attributions = sorted(article.attributions, key=lambda a: (a.content.spans.start, -a.content.spans.end))
        old: dict[str, list[Span]] = {}
        for citation in self_citations(article, mouths):
            if not citation.asserted:
                old.setdefault(citation.by, []).extend(citation.content.spans)
        self.old = {by: SpanSet.of(spans) for by, spans in old.items()}
        self.entities = {e.id: e for e in article.entities}

    def forecasts(self) -> Iterator[Forecast]:
        """One for every sentence and whoever speaks of the future in it."""
        waiting = list(reversed(self.attributions))
        active: list[Attribution] = []
        for sentence in Sentences(self.text, self.document.paragraphs):
            while waiting and waiting[-1].content.spans.start < sentence.end:
                active.append(waiting.pop())
            active = [a for a in active if a.content.spans.end > sentence.start]
            sentence = Span(sentence.start, min(sentence.end, sentence.start + _MOST))
            taken: set[str] = set()
            for forecast in self._in_sentence(sentence, active):
                if forecast.by not in taken and not self._is_old(forecast):
                    taken.add(forecast.by)
                    yield forecast

    def _in_sentence(self, sentence: Span, active: Sequence[Attribution]) -> Iterator[Forecast]:
        """What the words of the future in a sentence come to, then what the verbs of foreseeing do."""
        asked: set[str | None] = set()
        for m in _MARKERS.finditer(self.text, sentence.start, sentence.end):
            holder = self._cued(active, m) or self._holder(active, m.start())
            id = holder.id if holder else None
            part = self._part(sentence, holder)
            if id in asked or not part:
                continue
            found = self._future(m, sentence, part, holder)
            if found is not None and (made := self._made(found, sentence, part, holder)) is not None:
                asked.add(id)
                yield made
        for a in active:
            if a.id not in asked and self._foreseen(a, sentence) and (part := self._part(sentence, a)):
                found = _Found(Span(part.start, part.start + 1), "cue")
                if (made := self._made(found, sentence, part, a)) is not None:
                    yield made

    def _is_old(self, forecast: Forecast) -> bool:
        """Whether somebody only tells what they said before."""
        return forecast.by in self.old and self.old[forecast.by].overlaps(forecast.passage.spans)

    # Whose words, and which.

    def _holder(self, active: Iterable[Attribution], at: int) -> Attribution | None:
        """The deepest attribution inside whose content a place is."""
        inside = [a for a in active if a.content.spans.within(at, at + 1)]
        return min(inside, key=lambda a: len(a.content.spans), default=None)

    def _cued(self, active: Iterable[Attribution], m: re.Match[str]) -> Attribution | None:
        """The attribution that words of intent lay to its source: *vowed to* is a cue."""
        if m.lastgroup not in ("plan", "promise", "threat", "expect"):
            return None
        span = SpanSet((Span(m.start(), m.end()),))
        return next((a for a in active if a.cue is not None and a.cue.spans.overlaps(span)), None)

    def _part(self, sentence: Span, holder: Attribution | None) -> SpanSet:
        """What the holder says in a sentence."""
        if holder is None:
            text = sentence.of(self.text)
            return SpanSet((Span(sentence.start, sentence.start + len(text.rstrip())),))
        spans = holder.content.spans.within(sentence.start, sentence.end)
        that = _THAT.match(self.text, spans.start, spans.end) if spans else None
        return spans.within(that.end(), spans.end) if that else spans

    # Is it about the future, and does somebody stand behind it?

    def _future(self, m: re.Match[str], sentence: Span, part: SpanSet, holder: Attribution | None) -> _Found | None:
        sort = m.lastgroup or ""
        start = sentence.start if holder is None or m.start() < part.start else max(sentence.start, part.start)
        before, after = self.text[start : m.start()], self.text[m.end() : min(sentence.end, m.end() + 80)]
        if self._asserts_nothing(sentence, part, before, holder):
            return None
        if holder is None and (_YOU.search(self.text, sentence.start, sentence.end)):
            return None
        if not getattr(self, f"_is_{sort}")(m, before, after, sentence, holder):
            return None
        return self._with_negation(m, sort, before)

    def _asserts_nothing(self, sentence: Span, part: SpanSet, before: str, holder: Attribution | None) -> bool:
        if self._asks(sentence, part):
            return True
        if holder is not None:
            if holder.stance in _SKIPPED:
                return True
            if holder.cue is not None and _HOPING.search(holder.cue.text):
                return True
        return bool(_DEPENDENT.search(before) or _WISHED.search(before) or _HOPEFULLY.match(before))

    def _asks(self, sentence: Span, part: SpanSet) -> bool:
        """Whether a sentence, or what a source says in it, is a question."""
        begin = max(sentence.start, part.end - 6)
        if _ENDS_QUESTION.search(self.text, begin, part.end) or self.text.startswith("?", part.end):
            return True
        return _ENDS_QUESTION.search(sentence.of(self.text)[-6:]) is not None

    def _is_will(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        word = m.group()
        if word[0].isupper() and (
            not before.strip() or not before.rstrip()[-1:].isalnum() or not self._is_title(sentence)
        ):
            return False
        if word[0].isupper() and before.endswith("by "):
            return False
        if word.lower() == "will" and _NOUN_BEFORE.search(before):
            return False
        return self._is_plain(before, after)

    def _is_ll(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        return self._is_plain(before, after) and not before.lower().endswith(("you", "that", "who"))

    def _is_plain(self, before: str, after: str) -> bool:
        if _RELATIVE.search(before) or _HABIT.match(after):
            return False
        if re.search(rf"\byou\s*{_ADVERBS}$", before, re.IGNORECASE):
            return False
        return not (_FIRST.search(before) and _MANNER.match(after))

    def _is_towards(
        self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None
    ) -> bool:
        if "going" in m.group().lower() and _MOTION.match(after):
            return False
        return not _RELATIVE.search(before) or "," in before[-12:]

    def _is_was(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        """*Was going to* looks ahead only from a past in which somebody said it."""
        if _MOTION.match(after) and "going" in m.group().lower():
            return False
        return self._is_told(holder, sentence, m.start()) and not _RELATIVE.search(before)

    def _is_due(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        return self._horizon(Span(m.start(), sentence.end)) is not None

    def _is_poised(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        return not m.group().lower().endswith(("in for", "bound for"))

    def _is_would(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        """*Would* looks ahead where somebody is told to have said so; else it supposes."""
        if _SUPPOSED.match(after) or _RELATIVE.search(before):
            return False
        if not self._is_told(holder, sentence, m.start(), own=self._is_own(before, after, holder)):
            return False
        return not _PROPOSAL.search(before) or _THIRD.search(before) is not None

    def _is_told(self, holder: Attribution | None, sentence: Span, at: int, own: bool = False) -> bool:
        """Whether a place stands in what somebody is told to have said: *said it would*, not *it would, he said*."""
        if holder is None or holder.form is Form.DIRECT or holder.cue is None or holder.cue.spans.start > at:
            return False
        if not _PAST_CUE.search(holder.cue.text) and not (own and _SAYS.search(holder.cue.text)):
            return False
        return not any(self._is_long_ago(h) for h in self._times(sentence))

    def _is_may(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        """What may be is a forecast where a time is given, or a condition, or it is said to be foreseen."""
        if _HAVE.match(after) and not re.match(r"\s+(?:well )?be \w+(?:ed|en|ing)\b", after):
            return False
        if m.group() == "May" or _RELATIVE.search(before) or after.startswith(" have "):
            return False
        if _NOUN_BEFORE.search(before) and m.group().lower() != "may":
            return False
        if holder is not None and holder.stance is Stance.PREDICTS:
            return True
        if m.group().lower() != "could" and _CONDITION.search(self.text, sentence.start, sentence.end):
            return True
        return self._horizon(Span(m.start(), sentence.end)) is not None

    def _is_plan(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        verb = m.group().lower()
        if verb.startswith(("plan", "aim")) and (_PLAN_NOUN.search(before) or not before.strip()):
            return False
        if verb.startswith(("plan to", "aim to")) and not _WHO_PLAN.search(before):
            return False
        return not _MOTION.match(after)

    def _is_promise(
        self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None
    ) -> bool:
        return not (_PLAN_NOUN.search(before) or _REFUSED.search(before))

    _is_threat = _is_promise

    def _is_numbers(
        self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None
    ) -> bool:
        return _REVISED.search(before) is not None and re.search(r"\d", after) is not None

    def _is_expect(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        return not (before.endswith(("to ", "as ", "than ")) or _RELATIVE.search(before))

    def _is_bet(self, m: re.Match[str], before: str, after: str, sentence: Span, holder: Attribution | None) -> bool:
        """*My bet is that he resigns*: a future that no verb tells."""
        return not re.search(r"\b(?:will|won['’]t|would|going to)\b", self.text[m.end() : sentence.end])

    def _is_title(self, sentence: Span) -> bool:
        """Whether most words of a sentence begin with a capital, as in a headline."""
        words = [w for w in sentence.of(self.text).split() if len(w) > 3]
        return 3 * sum(w[0].isupper() for w in words) >= 2 * len(words)

    def _foreseen(self, a: Attribution, sentence: Span) -> bool:
        """Whether a source foresees or promises something by the verb that lays it to them: *predicts a flood*."""
        if a.cue is None or a.stance in _SKIPPED or not sentence.start <= a.content.spans.start < sentence.end:
            return False
        if self._asks(sentence, a.content.spans.within(sentence.start, sentence.end)):
            return False
        cue = a.cue.text
        if _REFUSED.search(self.text, max(0, a.cue.spans.start - 20), a.cue.spans.start) or _REFUSED.search(cue + " "):
            return False
        if _PROMISING.search(cue) or _THREATENING.search(cue):
            return not re.search(r"\bassur", cue, re.IGNORECASE)
        if re.search(r"\bexpected\b", cue, re.IGNORECASE):
            return False  # what was expected is told of what is over
        if re.search(r"\bexpect|\bproject", cue, re.IGNORECASE):
            return not re.search(r"\bhave\b", a.content.text[:30])
        return _FORESEEING.search(cue) is not None

    def _with_negation(self, m: re.Match[str], sort: str, before: str) -> _Found:
        """The words, and what denies them: in them, right behind them, or by a subject that is nobody."""
        inside = _NEGATED.search(m.group())
        span = Span(m.start(), m.end())
        hedged = "likely" in m.group().lower()
        if inside and not hedged:
            return _Found(span, sort, Span(m.start() + inside.start(), m.start() + inside.end()))
        start = m.start() - len(before)
        if sort == "expect" and (refused := _REFUSED.search(before)):
            return _Found(span, sort, Span(start + refused.start(), start + len(before.rstrip())))
        if sort in ("will", "ll", "would", "may"):
            adverb = re.compile(rf"\s+{_ADVERBS}").match(self.text, m.end(), m.end() + 40)
            for at in (m.end(), adverb.end() if adverb else m.end()):
                behind = _NEGATIVE.match(self.text, at, at + 30)
                if behind:
                    begin = behind.start() + len(behind.group()) - len(behind.group().lstrip())
                    return _Found(span, sort, Span(begin, behind.end()))
        nobody = _NOBODY.search(before)
        return _Found(
            span, sort, None, Span(start + nobody.start("word"), start + nobody.end("word")) if nobody else None
        )

    # What is said.

    def _made(self, found: _Found, sentence: Span, part: SpanSet, holder: Attribution | None) -> Forecast | None:
        whole = Span(part.start, part.end)
        times = self._times(sentence)
        own = [h for h in times if not (h.past or self._is_by_the_way(h, found))]
        own = [h for h in own if holder is None or whole.contains(Span(h.words.spans.start, h.words.spans.end))]
        if (
            found.sort in ("would", "was", "plan", "promise", "threat", "cue")
            and not own
            and any(self._is_long_ago(h) for h in times)
        ):
            return None
        by, name = self._by(holder)
        negated = found.negation is not None or found.nobody is not None
        condition = self._condition(part, found)
        probability, words = self._probability(sentence, part, found, holder, negated)
        if holder is not None and holder.stance is Stance.DENIES:
            negated = not negated
            probability = turned(probability) if probability else None
        before = self.text[min(part.start, found.span.start) : found.span.start]
        after = self.text[found.span.end : min(part.end, found.span.end + 80)]
        return Forecast(
            id=f"{self.document.id}#f{found.span.start}",
            article=self.document.id,
            by=by,
            passage=Passage.at(self.text, part),
            event=self._event(part, found),
            kind=self._kind(found, before, after, holder),
            name=name,
            made=self.document.published,
            horizon=_nearest(own, found.span, condition),
            condition=condition,
            probability=probability,
            probability_words=words,
            negated=negated,
            attribution=holder.id if holder else None,
            outlet=self.document.outlet,
        )

    def _by(self, holder: Attribution | None) -> tuple[str, str]:
        if holder is None or holder.source_kind is SourceKind.AUTHOR:
            return AUTHOR, self.document.author or ""
        if holder.id in self.mouths:
            mouth = self.mouths[holder.id]
            return (AUTHOR, self.document.author or "") if mouth is None else (mouth.id, mouth.name)
        entity = self.entities.get(holder.speaker or "")
        name = entity.name if entity else holder.source.text if holder.source else ""
        return f"unknown:{self.document.id}:{holder.id}", name

    def _kind(self, found: _Found, before: str, after: str, holder: Attribution | None) -> ForecastKind:
        if found.sort in ("plan", "promise", "threat"):
            return ForecastKind(found.sort)
        cue = holder.cue.text if holder is not None and holder.cue is not None else ""
        if holder is None or found.sort in ("due", "poised", "numbers", "bet", "may", "expect"):
            return ForecastKind.FORECAST
        own = self._is_own(before, after, holder)
        if _THREATENING.search(cue) or (own and _WARNING.search(cue)):
            return ForecastKind.THREAT
        if re.search(r"\b(?:vow|promis|pledg|sw[eo]|commit)", cue, re.IGNORECASE) or (own and _PROMISING.search(cue)):
            return ForecastKind.PROMISE
        if own:
            return ForecastKind.PROMISE if _FIRST.search(before) else ForecastKind.PLAN
        if found.sort != "cue" and _SPOKEN_FOR.search(self._described(holder)):
            return ForecastKind.FORECAST if _BEFALLS.match(after) else ForecastKind.PLAN
        return ForecastKind.FORECAST

    def _described(self, holder: Attribution) -> str:
        """The words for a source, and the offices it holds."""
        entity = self.entities.get(holder.speaker or "")
        return "; ".join([holder.source.text if holder.source else "", *(entity.roles if entity else ())])

    def _is_own(self, before: str, after: str, holder: Attribution | None) -> bool:
        """Whether somebody speaks of what they will do themselves."""
        if holder is None or _BEFALLS.match(after):
            return False
        if _FIRST.search(before):
            return True
        if holder.form is Form.DIRECT:
            return False
        if _THIRD.search(before):
            return not (re.search(r"\bit\s*$", before, re.IGNORECASE) and _EXPLETIVE.match(after))
        return False

    def _event(self, part: SpanSet, found: _Found) -> str:
        """What is said less what denies it."""
        cut = found.negation or found.nobody
        out = []
        for span in part:
            words = span.of(self.text)
            if cut is not None and span.contains(cut):
                a, b = cut.start - span.start, cut.end - span.start
                denial = words[a:b].lower().replace("’", "'")
                if found.nobody is not None:
                    words = words[:a] + _SOMEBODY[denial] + words[b:]
                elif denial == "n't":
                    words = _CONTRACTED.sub(lambda m: _WHOLE[m.group().lower()], words[:a]) + words[b:]
                else:
                    words = words[:a].rstrip() + words[b:]
            out.append(words)
        return " … ".join(out)

    def _condition(self, part: SpanSet, found: _Found) -> Passage | None:
        for span in part:
            m = _CONDITION.search(self.text, span.start, span.end)
            if m is None:
                continue
            end = span.end
            for stop in _CLAUSE_END.finditer(self.text, m.end(), span.end):
                # A second *if* goes on with the first.
                if not re.match(r"\s*(?:and |or )?if\b", self.text[stop.end() : stop.end() + 8]):
                    end = stop.start()
                    break
            if m.start() < end <= found.span.start or m.start() > found.span.start:
                words = self.text[m.start() : end].rstrip(' .,;"”’')
                return Passage.at(self.text, SpanSet((Span(m.start(), m.start() + len(words)),)))
        return None

    def _probability(
        self, sentence: Span, part: SpanSet, found: _Found, holder: Attribution | None, negated: bool
    ) -> tuple[Probability | None, tuple[Passage, ...]]:
        """That of the event, and the hedges: those of the sentence, of the cue, and before what the author thinks.

        A number outranks words; of several hedges the one that is least sure of what is said counts.
        """
        held: list[Hedged] = [f for span in part for f in hedges(self.text, span.start, span.end)]
        if holder is not None and holder.cue is not None:
            cued = [f for span in holder.cue.spans for f in hedges(self.text, span.start, span.end)]
            held += [f for f in cued if not is_modal(self.text, f) and not is_adverb(self.text, f)]
        if holder is not None and holder.source_kind is SourceKind.AUTHOR and part.start > sentence.start:
            held += hedges(self.text, sentence.start, part.start)  # "I still believe that"
        known = [turned(p) if negated and not self._denies(spans, found) else p for spans, p in held if p is not None]
        words = [Passage.at(self.text, spans) for spans, _ in held]
        m = _EXPECTED.search(self.text, found.span.start, found.span.end)
        if m:
            words.append(Passage.at(self.text, SpanSet((Span(m.start(), m.end()),))))
        told = holder.certainty if holder is not None and part == holder.content.spans else None
        if told is not None and told.probability is not None and not known:
            words += [marker for marker in told.markers if marker not in words]
            known = [turned(told.probability) if negated else told.probability]
        exact = [p for p in known if p.low == p.median == p.high]
        least = max if negated else min
        return least(exact or known, key=lambda p: (p.median, p.low, p.high), default=None), tuple(words)

    def _denies(self, spans: SpanSet, found: _Found) -> bool:
        """Whether a hedge holds the negation already: *probably not*."""
        cut = found.negation
        return cut is not None and any(s.overlaps(cut) for s in spans)

    # Times.

    def _times(self, stretch: Span) -> list[Horizon]:
        return list(expressions(self.text, stretch.start, stretch.end, self.document.published))

    def _horizon(self, stretch: Span) -> Horizon | None:
        return next((h for h in self._times(stretch) if not h.past and h.latest), None)

    def _is_long_ago(self, when: Horizon) -> bool:
        latest = parsed(when.latest)
        return when.past and latest is not None and self.made is not None and (self.made - latest).days > _LONG_AGO

    def _is_by_the_way(self, when: Horizon, found: _Found) -> bool:
        """Whether a time is not the forecast's: a bare date of the last months (*the 2 May flood*), or, for a number
        that was revised, the day of the revision."""
        if found.sort == "numbers" and when.words.spans.start < found.span.start:
            return True
        latest = parsed(when.latest)
        bare = _BARE_DATE.match(when.words.text) is not None
        return bare and latest is not None and self.made is not None and (latest - self.made).days > _FAR


def _nearest(times: list[Horizon], marker: Span, condition: Passage | None) -> Horizon | None:
    """The first time behind the verb; else the last before it. What stands in the condition is its own."""
    own = [h for h in times if condition is None or not h.words.spans.overlaps(condition.spans)]
    dated = [h for h in own if h.latest or h.earliest] or own
    behind = [h for h in dated if h.words.spans.start >= marker.start]
    sure = [h for h in behind if h.latest] or behind
    return sure[0] if sure else dated[-1] if dated else None
