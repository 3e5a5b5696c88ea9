"""Words that put a verb into the future, and whether somebody stands behind them as a statement of what will come.

*Will*, *is going to*, *is expected to* look ahead by themselves; *would* and *was going to* where somebody is told to
have said so, *may* and *might* where a time or a condition stands with them. What only asks, supposes, hopes or tells
which one is meant asserts nothing.
"""

from __future__ import annotations

import re

from sayso.forecast.horizon import expressions, parsed
from sayso.forecast.intent import FIRST, PROMISING, THIRD, THREATENING, is_own
from sayso.forecast.marked import ADVERBS, Marked
from sayso.forecast.terms import CONDITION
from sayso.model import Attribution, Form, Horizon, Span, SpanSet, Stance

__all__ = ["CUED", "MARKERS", "REFUSED", "SKIPPED", "Candidate", "asks", "is_foreseen", "is_long_ago"]

# Markers that may themselves be the cue that lays a statement to its source.
CUED = ("plan", "promise", "threat", "expect")
_BE = r"(?:is|are|am|be|['’]s|['’]re|['’]m|isn['’]t|aren['’]t|remains?|looks?|seems?|appears?)"
_WAS = r"(?:was|were|wasn['’]t|weren['’]t)"
_NOT = r"(?:not |never |no longer |n['’]t )?"
_TOWARDS = (
    r"(?:going|gonna|about|set|due|bound|poised|slated|scheduled|expected|projected|forecast|predicted|anticipated"
    r"|(?:(?:very|highly|quite|most|more|all that) )?(?:un)?likely|certain|sure|guaranteed|destined"
    r"|tipped|on (?:track|course))"
)
MARKERS = re.compile(
    r"(?:(?<![\w’'-])|(?<=\w)(?=['’](?:s|re|m) ))(?:"
    r"(?P<will>will|won['’]t|shall|shan['’]t)"
    rf"|(?P<towards>{_BE} {_NOT}{ADVERBS}{_TOWARDS} (?:both )?to)"
    rf"|(?P<was>{_WAS} {_NOT}{ADVERBS}{_TOWARDS} (?:both )?to)"
    rf"|(?P<due>{_BE} {_NOT}{ADVERBS}(?:(?:(?:un)?likely|expected|due|scheduled|slated|planned)(?= (?:before|until"
    rf"|by|this|next|anytime|any time|soon|later|tomorrow|on|in|for|at|within|early|late|as (?:early|soon)|over)\b)"
    rf"|set(?= for\b)))"
    rf"|(?P<final>(?:is|are|remains?|seems?|appears?|looks?) {_NOT}{ADVERBS}(?:(?:very|highly|quite) )?"
    rf"(?:(?:un)?likely|inevitable|imminent|a foregone conclusion)(?=[.,;!”\"]|$| (?:when|if|once|unless)\b))"
    rf"|(?P<apposed>(?<=, )(?:widely )?(?:expected|scheduled|slated|projected)(?= (?:to|for|by|before|next|this|on"
    rf"|in|later)\b))"
    rf"|(?P<set_to>(?:is|are) to(?= [a-z]))"
    rf"|(?P<timed>(?:begins?|starts|opens|closes|ends|expires?|resumes?|departs|arrives"
    rf"|(?:takes?|goes|go|comes?) (?:place|effect|into (?:effect|force))|kicks? off|runs? out)(?= ))"
    rf"|(?P<should>should(?= (?:be (?:ready|finished|completed?|done|over|available|able|back|open|in place|repaired"
    rf"|restored)|arrive|reach)\b))"
    rf"|(?P<chance>\d{{1,3}}(?:\.\d+)?(?: ?%|[ -]per ?cent) (?:chance|probability|likelihood)(?= (?:of|that|to)\b))"
    rf"|(?P<poised>(?:{_BE} )(?:poised|headed|heading|bound|on (?:course|track)|destined|in) for)"
    r"|(?P<odds>there(?:['’]s| is| remains?) (?:always |still |also |now )?(?:an?|every|some) (?:[a-z-]+ ){0,2}"
    r"(?:chance|possibility|likelihood|danger|risk)(?= (?:that )?[^.;:?]*?\b(?:could|may|might)\b))"
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
    r")(?![\w-])|(?P<ll>(?<=\w)['’]ll)(?!\w)"
    r"|(?P<d>(?<=\w)['’]d(?= (?!better|rather|best|never|ever|already|just|\w+ed\b|\w+en\b|said|told|made|done|gone"
    r"|been|had|known|lost|won|found|left|kept|met|heard|sent|built|bought|brought|thought|got|come|become|set|put|cut"
    r"|let|hit|read|held|felt|paid|led|spent|stood|grown|drawn|shown|thrown|worn|begun|sung|a|the)[a-z]))",
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
    r"|last|iron|no|any|against)|['’]s)\s+$",
    re.IGNORECASE,
)
# Behind these *will* is a verb, unless it is the will *to* do something: *lost and will go*, *courage and will to go*.
_VERB_BEFORE = re.compile(r"\b(?:and|this|that)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s*(?:[.,;:!?)”\"]|(?:to|of|and|or|is|was|has|had)\b|$)")
# *That* opens a statement of its own here, and no clause that says which one is meant.
_THAT_ALONE = re.compile(
    rf"(?:^|[,;:—–.“”\"‘]|\s-|\b(?:and|but|so|because|then|though))\s*that\s+{ADVERBS}$", re.IGNORECASE
)
# What somebody or something is said to be, or one of many, may well be told of what it will do: *a step that will cost
# us*, *a group of neighbours who are expected to object*.
_SAID_TO_BE = re.compile(
    r"\b(?:is|are|['’]s|['’]re)\s+(?!the\b|not\b|what\b)(?:[\w-]+\s+){1,4}(?:that|which)\s+$", re.IGNORECASE
)
_ONE_OF_MANY = re.compile(
    r"\b(?:an?|another|some|several|many|two|three|four|dozens of)\s+(?:[\w-]+\s+){1,6}(?:who|that|which)\s+$",
    re.IGNORECASE,
)
# *What is certain is that* opens a main clause.
_WHAT_IS = re.compile(r"^\W*(?:(?:and|but)\s+)?what\b[^,;:]*?\b(?:is|was) that\s", re.IGNORECASE)
# *There is no chance that*, which denies what follows.
_NO_CHANCE = re.compile(
    r"\bthere(?:['’]s| is) (?:\w+ly )?(?:no|zero) (?:chance|way|prospect|possibility)(?: that)?(?=\s[^,;:]*$)",
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
REFUSED = re.compile(r"\b(?:refus\w+|declin\w+|fail\w+|not|never|n['’]t|no|yet)(?: to)?\s+$", re.IGNORECASE)
_RELATIVE = re.compile(rf"\b(?:who|that|which)\s+{ADVERBS}$", re.IGNORECASE)
# The marker stands in a clause that asserts nothing: no comma closes it before.
_DEPENDENT = re.compile(
    r"\b(?:if|whether|how|what|when|whenever|why|unless|whatever|lest|in case|once|until"
    r"|than(?! (?:\d|an?\b|half\b|one\b|two\b|three\b|ever\b)))\b(?!,)[^,;:—–]*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:(?:hop(?:e|es|ed|ing)|wish\w*|want(?:s|ed|ing)?)(?! to\b(?![^,;:.]*\bthat\b))|hopeful|hopefully|pray\w*"
    r"|imagin\w+|suppos(?:e|es|ing)|dream\w*"
    r"|unclear|uncertain|no guarantee|the (?:idea|notion|suggestion) that|wonder\w*|ask(?:s|ed|ing)?"
    r"|(?<!the )demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|insist(?:s|ed)? on|ensur\w+|make sure|making sure)\b[^,;:.]*$",
    re.IGNORECASE,
)
_HOPEFULLY = re.compile(r"\W*(?:(?:and|but|so),?\s+)?(?:hopefully|let[’']s hope)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_HABIT = re.compile(r"\s+(?:often|sometimes|usually|typically|generally|always|frequently)\b", re.IGNORECASE)
_MANNER = re.compile(
    r"\s+(?:just |only |also |never )?(?:tell|say|admit|concede|grant|add|give you|start|begin by|note"
    r"|show you|be honest|quote|explain|ask|be damned|bet"
    r"|let|remind|recall|repeat|note|confess|acknowledge|give (?:him|her|them) )\b",
    re.IGNORECASE,
)
# Nobody is told what will come by who will not speak of it, nor by *time will tell*.
_SILENT = re.compile(
    r"\s+(?:comment|speculate|discuss|get into|go into|answer|read|elaborate|respond|talk about|be drawn)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\b(?:time|history)\s+$", re.IGNORECASE)
# What is to be done by whoever has an aim or a task is no event that is set.
_AIM = re.compile(
    r"\b(?:aims?|goals?|plans?|ideas?|jobs?|tasks?|purpose|point|ways?|questions?|challenges?|key|steps?|hopes?|intentions?"
    r"|objectives?|priorit(?:y|ies)|mission|strategy|dut(?:y|ies)|roles?|dreams?|wish|things?|moves?|options?|choices?"
    r"|trick|problems?|needs?|effect|answers?|solutions?|advice|temptation|practice|tradition|all|what|who|which|that|this"
    r"|it|here|there|if|such|as|only|best|first|next|last)\s+$",
    re.IGNORECASE,
)
_SET = re.compile(r"\s+(?!blame\b|be (?:found|seen|blamed|believed|commended|welcomed|expected)\b)[a-z]+")
_NO_VERB = re.compile(
    r"(?:\b(?:to|will|would|may|might|can|could|should|must|not|n['’]t|do|does|did|let|help|the|a|an|his|her|its|their"
    r"|two|three|and|or|of|at|who|that|which|when|if|before|until|after|once|where)|^)\s*$",
    re.IGNORECASE,
)
# The clause is of a time, and not of an event.
_BESIDES = re.compile(r"\b(?:before|after|once|as|because|since|while|where)\b[^,;:]*$", re.IGNORECASE)
# What may come, and not what is held of it: *more strikes are likely*, *that theory is unlikely*.
_SOME = re.compile(r"[\s“\"]*(?:(?:and|but) )?(?:an?|another|more|further|new|additional|some)\s\w", re.IGNORECASE)
_EVEN_IF = re.compile(rf"{CONDITION.pattern}|\beven if\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"\b(?:what|when|who|whom|which|because|after|where|while)\b", re.IGNORECASE)
_FRONT = 10  # characters before a time that opens its sentence
_BESIDE = 30  # characters between an event of a timetable and its time
_MOTION = re.compile(
    r"\s+(?:great|court|school|church|jail|prison|war|bed|the|a|an|his|her|their|its|our|my|this|that|[A-Z]\w+)\b"
)
_SUPPOSED = re.compile(
    r"\s+(?:not |n['’]t |never |probably |likely |almost |certainly |also |only |then )*(?:have (?!to\b)"
    r"|like|love|prefer|rather|hate|hope|say|argue|think|suggest|guess|imagine|call|appear|seem|do well|be wise"
    r"|better|qualify|be (?:in)?eligible|hear of)\b",
    re.IGNORECASE,
)
_PROPOSAL = re.compile(
    r"\b(?:plans?|proposals?|bills?|laws?|legislation|polic(?:y|ies)|measures?|rules?|amendments?|ideas?"
    r"|provisions?|tax(?:es)?|proposed|hypothetical|such"
    r"|any|elected|anyone|everyone|otherwise|(?:were|was) (?:it|he|she|they|to)|eligible|ruling|presidency)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\s+(?:not |well |also |even |never )*(?:have|be|want|seem|look|sound|feel|know|think|say)\b")
_BEFALLEN = re.compile(
    r"\s+(?:well )?be (?:\w+(?:ed|en|ing|wn|ught|ilt)|sold|told|held|lost|won|made|put|cut|shut|sent|found|left"
    r"|paid|set|done|gone|over|back|out)\b"
)
_NEGATIVE = re.compile(r"\s*(?:not(?! only| just| merely)|never|no longer|hardly|n['’]t)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not(?! only| just| merely)|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:^|[,;:—–“\"]\s*|\bthat\s+)(?P<word>no one|no(?! (?:doubt|matter|wonder|question|sooner)\b)|none"
    r"|nobody|nothing|neither|few)\b[^,;:]*$",
    re.IGNORECASE,
)
_FORESEEING = re.compile(
    r"\b(?:predict(?:s|ed|ing)?|forecast(?:s|ed|ing)?|foresee(?:s|n|ing)?|foresaw|project(?:s|ed|ing)"
    r"|expect(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|envision(?:s|ed)?|prophes\w+"
    r"|bet(?:s|ting)?|prediction|expectation)\b",
    re.IGNORECASE,
)
_HOPING = re.compile(
    r"\b(?:hop(?:e|es|ed|ing|eful)|wish\w*|want\w*|fantas\w+|ask\w*|wonder\w*|demand\w*|urg\w+|call\w*"
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
# What dawned on somebody in a story that is over.
_LEARNED = re.compile(r"\b(?:reali[sz]ed|recogni[sz]ed|learned|discovered|remembered|knew|assumed)\b", re.IGNORECASE)
_RELATIVE_CUE = re.compile(r"[^\s,;] (?:who|that|which) (?:(?:was|were|had|been|is|are) ?)*$", re.IGNORECASE)
# A verb of promising or foreseeing in a clause of a time or a doubt.
_ASIDE_CUE = re.compile(r"\b(?:when|whenever|if|whether|how|why|unless|until)\s+(?:[\w.’'-]+\s+){1,3}$", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:says?|insists?|adds?|vows|promises|pledges)\b", re.IGNORECASE)
_ENDS_QUESTION = re.compile(r"\?[\"”’»)\]\s]*$")
SKIPPED = frozenset((Stance.ASKS, Stance.DEMANDS, Stance.NO_COMMENT))
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
        if self.holder is None and (_YOU.search(self.text, self.sentence.start, self.sentence.end)):
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
            if self.holder.cue is not None and _HOPING.search(self.holder.cue.text):
                return True
        main = _WHAT_IS.sub("", self.before)
        return bool(_DEPENDENT.search(main) or _WISHED.search(self.before) or _HOPEFULLY.match(self.before))

    def _is_will(self) -> bool:
        word = self.m.group()
        if word[0].isupper() and (
            not self.before.strip() or not self.before.rstrip()[-1:].isalnum() or not self._is_title()
        ):
            return False
        if word[0].isupper() and self.before.endswith("by "):
            return False
        if word.lower() == "will" and (
            _NOUN_BEFORE.search(self.before) or (_VERB_BEFORE.search(self.before) and _NOUN_AFTER.match(self.after))
        ):
            return False
        return self._is_plain()

    def _is_ll(self) -> bool:
        if re.search(r"\bthat$", self.before, re.IGNORECASE):
            return _THAT_ALONE.search(self.before + " ") is not None and self._is_plain()
        return self._is_plain() and not self.before.lower().endswith(("you", "who"))

    def _is_relative(self) -> bool:
        """Whether the clause only says which one is meant."""
        if _RELATIVE.search(self.before) is None or _THAT_ALONE.search(self.before):
            return False
        return _SAID_TO_BE.search(self.before) is None

    def _is_motion(self) -> bool:
        """*Going to school*; in a headline any verb has its capital."""
        m = _MOTION.match(self.after)
        return m is not None and not (m.group().strip()[:1].isupper() and self._is_title())

    def _is_plain(self) -> bool:
        if self._is_relative() or _HABIT.match(self.after):
            return False
        if re.search(rf"\byou\s*{ADVERBS}$", self.before, re.IGNORECASE):
            return False
        if _TELLING.search(self.before) and re.match(r"\s+(?:tell|show|judge)\b", self.after):
            return False
        return not (FIRST.search(self.before) and (_MANNER.match(self.after) or self._is_silent()))

    def _is_silent(self) -> bool:
        """Whether somebody says that they will not say something."""
        behind = _NEGATIVE.match(self.after)
        if behind is None and not _NEGATED.search(self.m.group()):
            return False
        return _SILENT.match(self.after, behind.end() if behind else 0) is not None

    def _is_towards(self) -> bool:
        if "going" in self.m.group().lower() and self._is_motion():
            return False
        if FIRST.search(self.before) and (_MANNER.match(self.after) or self._is_silent()):
            return False
        return not self._is_relative() or "," in self.before[-12:] or _ONE_OF_MANY.search(self.before) is not None

    def _is_was(self) -> bool:
        """*Was going to* looks ahead only from a past in which somebody said it."""
        if _MOTION.match(self.after) and "going" in self.m.group().lower():
            return False
        return self._is_told() and not _RELATIVE.search(self.before)

    def _is_due(self) -> bool:
        return self._horizon(open=True) is not None

    def _is_final(self) -> bool:
        """*More strikes are likely.*"""
        return _SOME.match(self.before) is not None or re.match(r"\s+(?:when|if|once|unless)\b", self.after) is not None

    def _is_apposed(self) -> bool:
        """*The vote, expected next week, …*"""
        return self._horizon() is not None

    def _is_set_to(self) -> bool:
        """*Talks are to resume on Monday*: set, with its time, and nobody's aim or task."""
        if _AIM.search(self.before) or not self.before.strip() or not _SET.match(self.after):
            return False
        when = self._horizon()
        return when is not None and "," not in self.text[self.m.end() : when.words.spans.start]

    def _is_timed(self) -> bool:
        """*The trial begins next week*: an event of a timetable, its time right behind it and still to come."""
        if _NO_VERB.search(self.before) or _BESIDES.search(self.before) or not self.m.group().islower():
            return False
        when = self._horizon()
        first, made = parsed(when.earliest if when else None), parsed(self.published)
        if when is None or first is None or made is None or first <= made:
            return False
        between = self.text[self.m.end() : when.words.spans.start]
        return len(between) < _BESIDE and not re.search(r"[,;:.“”\"]", between)

    def _is_should(self) -> bool:
        """*The work should be finished by May*: expected, with its time."""
        return self._horizon() is not None and not _RELATIVE.search(self.before)

    def _is_chance(self) -> bool:
        """*A 60 percent chance of rain*: a future that no verb tells."""
        if re.search(r"\b(?:had|were|was)\s+(?:only |about |given )?(?:a |an )?$", self.before, re.IGNORECASE):
            return False
        return self._is_bet()

    def _is_odds(self) -> bool:
        """*There is a chance that the roof could fall in.*"""
        return True

    def _is_d(self) -> bool:
        """*He said he'd run again.*"""
        return re.search(r"\b(?:he|she|they|it|we|I|there)$", self.before) is not None and self._is_would()

    def _is_poised(self) -> bool:
        return not self.m.group().lower().endswith(("in for", "bound for"))

    def _is_would(self) -> bool:
        """*Would* looks ahead where somebody is told to have said so; else it supposes."""
        if _SUPPOSED.match(self.after) or _RELATIVE.search(self.before):
            return False
        if not self._is_told(own=is_own(self.before, self.after, self.holder)):
            return False
        return not _PROPOSAL.search(self.before) or THIRD.search(self.before) is not None

    def _is_told(self, own: bool = False) -> bool:
        """Whether a place stands in what somebody is told to have said: *said it would*, not *it would, he said*."""
        if (
            self.holder is None
            or self.holder.form is Form.DIRECT
            or self.holder.cue is None
            or self.holder.cue.spans.start > self.m.start()
        ):
            return False
        if _LEARNED.search(self.holder.cue.text) or self._is_of_which():
            return False
        if not _PAST_CUE.search(self.holder.cue.text) and not (own and _SAYS.search(self.holder.cue.text)):
            return False
        return not any(is_long_ago(h, self.published) for h in self._times())

    def _is_of_which(self) -> bool:
        """Whether the saying itself stands in a clause that says which one is meant: *buyers who were told that*."""
        cue = self.holder.cue if self.holder is not None else None
        return (
            cue is not None
            and _RELATIVE_CUE.search(self.text, max(0, cue.spans.start - 30), cue.spans.start) is not None
        )

    def _is_may(self) -> bool:
        """What may be is a forecast where a time is given, or a condition, or it is said to be foreseen."""
        if _HAVE.match(self.after) and not _BEFALLEN.match(self.after):
            return False
        if self.m.group() == "May" or _RELATIVE.search(self.before) or self.after.startswith(" have "):
            return False
        if _NOUN_BEFORE.search(self.before) and self.m.group().lower() != "may":
            return False
        if self.holder is not None and self.holder.stance is Stance.PREDICTS:
            return True
        if self.m.group().lower() != "could" and _EVEN_IF.search(self.text, self.sentence.start, self.sentence.end):
            return True
        when = self._horizon(open=True)
        own = when is not None and not _OTHER_CLAUSE.search(self.text, self.m.end(), when.words.spans.start)
        return own or self._is_fronted()

    def _is_fronted(self) -> bool:
        """Whether a time to come opens the sentence: *by May the mine could close*."""
        times = expressions(self.text, self.sentence.start, self.m.start(), self.published)
        return any(not h.past and h.latest and h.words.spans.start - self.sentence.start < _FRONT for h in times)

    def _is_plan(self) -> bool:
        verb = self.m.group().lower()
        if verb.startswith(("plan", "aim")) and (_PLAN_NOUN.search(self.before) or not self.before.strip()):
            return False
        if verb.startswith(("plan to", "aim to")) and not _WHO_PLAN.search(self.before):
            return False
        return not _MOTION.match(self.after)

    def _is_promise(self) -> bool:
        if self.m.group().lower() in ("promise to", "pledge to", "vow to") and not _WHO_PLAN.search(self.before):
            return False
        return not (_PLAN_NOUN.search(self.before) or REFUSED.search(self.before))

    _is_threat = _is_promise

    def _is_numbers(self) -> bool:
        return _REVISED.search(self.before) is not None and re.search(r"\d", self.after) is not None

    def _is_expect(self) -> bool:
        return not (self.before.endswith(("to ", "as ", "than ")) or _RELATIVE.search(self.before))

    def _is_bet(self) -> bool:
        """*My bet is that he resigns*: a future that no verb tells."""
        return not re.search(r"\b(?:will|won['’]t|would|going to)\b", self.text[self.m.end() : self.sentence.end])

    def _is_title(self) -> bool:
        """Whether most words of a sentence begin with a capital, as in a headline."""
        words = [w for w in self.sentence.of(self.text).split() if len(w) > 3]
        return 3 * sum(w[0].isupper() for w in words) >= 2 * len(words)

    def _with_negation(self) -> Marked:
        """The words, and what denies them: in them, right behind them, or by a subject that is nobody."""
        m, sort, before = self.m, self.sort, self.before
        inside = _NEGATED.search(m.group())
        span = Span(m.start(), m.end())
        hedged = "likely" in m.group().lower()
        if inside and not hedged:
            return Marked(span, sort, Span(m.start() + inside.start(), m.start() + inside.end()))
        start = m.start() - len(before)
        if no_chance := _NO_CHANCE.search(before):
            return Marked(span, sort, Span(start + no_chance.start(), start + no_chance.end()))
        if sort in ("expect", "plan") and (refused := REFUSED.search(before)):
            return Marked(span, sort, Span(start + refused.start(), start + len(before.rstrip())))
        if sort in ("will", "ll", "would", "may", "d", "should"):
            adverb = re.compile(rf"\s+{ADVERBS}").match(self.text, m.end(), m.end() + 40)
            for at in (m.end(), adverb.end() if adverb else m.end()):
                behind = _NEGATIVE.match(self.text, at, at + 30)
                if behind:
                    begin = behind.start() + len(behind.group()) - len(behind.group().lstrip())
                    return Marked(span, sort, Span(begin, behind.end()))
        nobody = _NOBODY.search(before)
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
    if _ENDS_QUESTION.search(text, begin, part.end) or text.startswith("?", part.end):
        return True
    return _ENDS_QUESTION.search(sentence.of(text)[-6:]) is not None


def is_foreseen(text: str, a: Attribution, sentence: Span) -> bool:
    """Whether a source foresees or promises something by the verb that lays it to them: *predicts a flood*."""
    if a.cue is None or a.stance in SKIPPED or not sentence.start <= a.content.spans.start < sentence.end:
        return False
    if asks(text, sentence, a.content.spans.within(sentence.start, sentence.end)):
        return False
    cue = a.cue.text
    if REFUSED.search(text, max(0, a.cue.spans.start - 20), a.cue.spans.start) or REFUSED.search(cue + " "):
        return False
    if _ASIDE_CUE.search(text, max(sentence.start, a.cue.spans.start - 60), a.cue.spans.start):
        return False
    if PROMISING.search(cue) or THREATENING.search(cue):
        return not re.search(r"\bassur", cue, re.IGNORECASE)
    if re.search(r"\bexpected\b", cue, re.IGNORECASE):
        return False  # what was expected is told of what is over
    if re.search(r"\bexpect(?:s|ing)?\b|\bproject(?:s|ed|ing)?\b", cue, re.IGNORECASE):
        return not re.search(r"\bhave\b", a.content.text[:30])
    return _FORESEEING.search(cue) is not None


def is_long_ago(when: Horizon, published: str | None) -> bool:
    """Whether a time was over for good when something was written."""
    latest, made = parsed(when.latest), parsed(published)
    return when.past and latest is not None and made is not None and (made - latest).days > _LONG_AGO
