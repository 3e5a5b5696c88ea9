"""The words of the future, and those around them that leave it open whether anybody says what will come."""

from __future__ import annotations

import re

from sayso.forecast.marked import ADVERBS
from sayso.forecast.phrases import before, behind, earlier, within
from sayso.forecast.terms import CONDITION

_BE = r"(?:is|are|am|be|['’]s|['’]re|['’]m|isn['’]t|aren['’]t|remains?|looks?|seems?|appears?)"
_WAS = r"(?:was|were|wasn['’]t|weren['’]t)"
_NOT = r"(?:not |never |no longer |n['’]t )?"
_TOWARDS = (
    r"(?:going|gonna|about|set|due|bound|poised|slated|scheduled|expected|projected|forecast|predicted|anticipated"
    r"|(?:(?:very|highly|quite|most|more|all that) )?(?:un)?likely|certain|sure|guaranteed|destined"
    r"|tipped|on (?:track|course))"
)
# Words that may put something into the future, by their sort: what is asked of each is said by the method of
# `future.Candidate` that has its name.
_SORTS = {
    "will": r"will|won['’]t|shall|shan['’]t",
    "towards": rf"{_BE} {_NOT}{ADVERBS}{_TOWARDS} (?:both )?to",
    "was": rf"{_WAS} {_NOT}{ADVERBS}{_TOWARDS} (?:both )?to",
    "due": rf"{_BE} {_NOT}{ADVERBS}(?:(?:(?:un)?likely|expected|due|scheduled|slated|planned)(?= (?:before|until"
    r"|by|this|next|anytime|any time|soon|later|tomorrow|on|in|for|at|within|early|late|as (?:early|soon)|over)\b)"
    r"|set(?= for\b))",
    "final": rf"(?:is|are|remains?|seems?|appears?|looks?) {_NOT}{ADVERBS}(?:(?:very|highly|quite) )?"
    r"(?:(?:un)?likely|inevitable|imminent|a foregone conclusion)(?=[.,;!”\"]|$| (?:when|if|once|unless)\b)",
    "apposed": r"(?<=, )(?:widely )?(?:expected|scheduled|slated|projected)(?= (?:to|for|by|before|next|this|on"
    r"|in|later)\b)",
    "set_to": r"(?:is|are) to(?= [a-z])",
    "timed": r"(?:begins?|starts|opens|closes|ends|expires?|resumes?|departs|arrives"
    r"|(?:takes?|goes|go|comes?) (?:place|effect|into (?:effect|force))|kicks? off|runs? out)(?= )",
    "should": r"should(?= (?:be (?:ready|finished|completed?|done|over|available|able|back|open|in place|repaired"
    r"|restored)|arrive|reach)\b)",
    "chance": r"\d{1,3}(?:\.\d+)?(?: ?%|[ -]per ?cent) (?:chance|probability|likelihood)(?= (?:of|that|to)\b)",
    "poised": rf"(?:{_BE} )(?:poised|headed|heading|bound|on (?:course|track)|destined|in) for",
    "odds": r"there(?:['’]s| is| remains?) (?:always |still |also |now )?(?:an?|every|some) (?:[a-z-]+ ){0,2}"
    r"(?:chance|possibility|likelihood|danger|risk)(?= (?:that )?[^.;:?]*?\b(?:could|may|might)\b)",
    "would": r"would|wouldn['’]t",
    "may": r"may|might|could",
    "plan": r"(?:plans?|intends?|aims?) to|(?:is|are|am|['’]re|['’]s"
    r"|['’]m) (?:not )?(?:also )?(?:planning|preparing|determined|aiming|intending) (?:to|on)"
    r"|(?:has|have) decided to",
    "promise": r"(?:vow(?:s|ed|ing)?|pledg(?:es?|ed|ing)|promis(?:es?|ed|ing)|swor[en]|swears"
    r"|commit(?:s|ted) (?:itself |himself |herself |themselves )?)(?: not)? to"
    r"|(?<!\b[aA] )vow(?:s|ed)? (?=[a-z])",
    "threat": r"threaten(?:s|ed|ing)? (?:not )?to\b",
    "expect": r"(?:expects?|predicts?|foresees?|anticipates?)(?= (?:that|[^.;,]{2,60}? (?:to|will|by|in)) )",
    "numbers": r"forecasts?|projections?|outlook",
    "bet": r"(?:bet|prediction|forecast|guess|expectation) is that",
}
# Those that cling to the word before them.
_CLINGING = {
    "ll": r"(?<=\w)['’]ll(?!\w)",
    "d": r"(?<=\w)['’]d(?= (?!better|rather|best|never|ever|already|just|\w+ed\b|\w+en\b|said|told|made|done|gone"
    r"|been|had|known|lost|won|found|left|kept|met|heard|sent|built|bought|brought|thought|got|come|become|set|put|cut"
    r"|let|hit|read|held|felt|paid|led|spent|stood|grown|drawn|shown|thrown|worn|begun|sung|a|the)[a-z])",
}


def _named(sorts: dict[str, str]) -> str:
    return "|".join(f"(?P<{sort}>{words})" for sort, words in sorts.items())


MARKERS = re.compile(
    rf"(?:(?<![\w’'-])|(?<=\w)(?=['’](?:s|re|m) ))(?:{_named(_SORTS)})(?![\w-])|{_named(_CLINGING)}", re.IGNORECASE
)

# What makes of a noun that says what a number will be a statement: somebody *raised its growth forecast to 2 per cent*.
REVISED = re.compile(
    r"\b(?:raised|raises|edged up|edged down|nudged up|nudged down|raising|lowering|cutting|cut|cuts"
    r"|increased|increases|lowered|lowers|kept|keeps|trimmed|trims|upgraded|downgraded|revised|"
    r"slashed|lifted|maintained) (?:its|their|his|her|the) (?:[\w-]+ ){0,4}$"
)
NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|free|good|ill|political|popular|own|strong|of|at"
    r"|last|iron|no|any|against)|['’]s)\s+$",
    re.IGNORECASE,
)
# Behind these *will* is a verb, unless it is the will *to* do something: *lost and will go*, *courage and will to go*.
VERB_BEFORE = before("and|this|that")
NOUN_AFTER = re.compile(r"\s*(?:[.,;:!?)”\"]|(?:to|of|and|or|is|was|has|had)\b|$)")
# *That* opens a statement of its own here, and no clause that says which one is meant.
THAT_ALONE = re.compile(
    rf"(?:^|[,;:—–.“”\"‘]|\s-|\b(?:and|but|so|because|then|though))\s*that\s+{ADVERBS}$", re.IGNORECASE
)
# What somebody or something is said to be, or one of many, may well be told of what it will do: *a step that will cost
# us*, *a group of neighbours who are expected to object*.
SAID_TO_BE = re.compile(
    r"\b(?:is|are|['’]s|['’]re)\s+(?!the\b|not\b|what\b)(?:[\w-]+\s+){1,4}(?:that|which)\s+$", re.IGNORECASE
)
ONE_OF_MANY = before(
    r"(?:an?|another|some|several|many|two|three|four|dozens of)\s+(?:[\w-]+\s+){1,6}(?:who|that|which)"
)
# *What is certain is that* opens a main clause.
WHAT_IS = re.compile(r"^\W*(?:(?:and|but)\s+)?what\b[^,;:]*?\b(?:is|was) that\s", re.IGNORECASE)
# *There is no chance that*, which denies what follows.
NO_CHANCE = re.compile(
    r"\bthere(?:['’]s| is) (?:\w+ly )?(?:no|zero) (?:chance|way|prospect|possibility)(?: that)?(?=\s[^,;:]*$)",
    re.IGNORECASE,
)
# *Plans to* is a noun behind these, and *plan to* behind anything but who does it.
PLAN_NOUN = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|own|new|no|any|this|of|these|those|such|with|in|on"
    r"|for|under|has|have|had|made|makes?|unveil|\w+ive|\w+ed|\w+ing|\w+est)|['’]s)\s+$",
    re.IGNORECASE,
)
WHO_PLAN = before(r"I|we|they|you|who|also|now|still|and|do|not|n['’]t|\w+s")
REFUSED = before(r"(?:refus\w+|declin\w+|fail\w+|not|never|n['’]t|no|yet)(?: to)?")
RELATIVE = re.compile(rf"\b(?:who|that|which)\s+{ADVERBS}$", re.IGNORECASE)
BETWEEN = re.compile(rf"\s+{ADVERBS}")
YOU_ARE = re.compile(rf"\byou\s*{ADVERBS}$", re.IGNORECASE)
# The marker stands in a clause that asserts nothing: no comma closes it before.
DEPENDENT = re.compile(
    r"\b(?:if|whether|how|what|when|whenever|why|unless|whatever|lest|in case|once|until"
    r"|than(?! (?:\d|an?\b|half\b|one\b|two\b|three\b|ever\b)))\b(?!,)[^,;:—–]*$",
    re.IGNORECASE,
)
WISHED = earlier(
    r"""
    (?:hop(?:e|es|ed|ing)|wish\w*|want(?:s|ed|ing)?)(?! to\b(?![^,;:.]*\bthat\b))|hopeful|hopefully|pray\w*|
    imagin\w+|suppos(?:e|es|ing)|dream\w*|unclear|uncertain|no guarantee|the (?:idea|notion|suggestion) that|wonder\w*|
    ask(?:s|ed|ing)?|(?<!the )demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|insist(?:s|ed)? on|ensur\w+|make sure|making sure
    """,
    ",;:.",
)
HOPEFULLY = re.compile(r"\W*(?:(?:and|but|so),?\s+)?(?:hopefully|let[’']s hope)\b", re.IGNORECASE)
YOU = within("you(?:r|rs|rself)?")
HABIT = behind("often|sometimes|usually|typically|generally|always|frequently")
MANNER = behind(
    """
    tell|say|admit|concede|grant|add|give you|start|begin by|note|show you|be honest|quote|explain|ask|be damned|bet|
    let|remind|recall|repeat|note|confess|acknowledge|give (?:him|her|them)
    """,
    "(?:just |only |also |never )?",
)
# Nobody is told what will come by who will not speak of it, nor by *time will tell*.
SILENT = behind("comment|speculate|discuss|get into|go into|answer|read|elaborate|respond|talk about|be drawn")
TELLING = before("time|history")
TELLS = behind("tell|show|judge")
# What is to be done by whoever has an aim or a task is no event that is set.
AIM = before(
    """
    aims?|goals?|plans?|ideas?|jobs?|tasks?|purpose|point|ways?|questions?|challenges?|key|steps?|hopes?|intentions?|
    objectives?|priorit(?:y|ies)|mission|strategy|dut(?:y|ies)|roles?|dreams?|wish|things?|moves?|options?|choices?|
    trick|problems?|needs?|effect|answers?|solutions?|advice|temptation|practice|tradition|all|what|who|which|that|this|
    it|here|there|if|such|as|only|best|first|next|last
    """
)
SET = re.compile(r"\s+(?!blame\b|be (?:found|seen|blamed|believed|commended|welcomed|expected)\b)[a-z]+")
NO_VERB = re.compile(
    r"(?:\b(?:to|will|would|may|might|can|could|should|must|not|n['’]t|do|does|did|let|help|the|a|an|his|her|its|their"
    r"|two|three|and|or|of|at|who|that|which|when|if|before|until|after|once|where)|^)\s*$",
    re.IGNORECASE,
)
# The clause is of a time, and not of an event.
BESIDES = earlier("before|after|once|as|because|since|while|where")
# What may come, and not what is held of it: *more strikes are likely*, *that theory is unlikely*.
SOME = re.compile(r"[\s“\"]*(?:(?:and|but) )?(?:an?|another|more|further|new|additional|some)\s\w", re.IGNORECASE)
ONLY_WHEN = behind("when|if|once|unless")
EVEN_IF = re.compile(rf"{CONDITION.pattern}|\beven if\b", re.IGNORECASE)
OTHER_CLAUSE = within("what|when|who|whom|which|because|after|where|while")
# A chance that somebody had is no more.
HAD_A = before("(?:had|were|was)(?: only| about| given)?(?: an?)?")
SOMEBODY = re.compile(r"\b(?:he|she|they|it|we|I|there)$")  # right before *’d*
TOLD_AGAIN = re.compile(r"\b(?:will|won['’]t|would|going to)\b")  # and nobody of the name of Will
MOTION = re.compile(
    r"\s+(?:great|court|school|church|jail|prison|war|bed|the|a|an|his|her|their|its|our|my|this|that|[A-Z]\w+)\b"
)
SUPPOSED = behind(
    r"""
    have (?!to\b)|like|love|prefer|rather|hate|hope|say|argue|think|suggest|guess|imagine|call|appear|seem|do well|
    be wise|better|qualify|be (?:in)?eligible|hear of
    """,
    "(?:not |n['’]t |never |probably |likely |almost |certainly |also |only |then )*",
)
PROPOSAL = within(
    """
    plans?|proposals?|bills?|laws?|legislation|polic(?:y|ies)|measures?|rules?|amendments?|ideas?|
    provisions?|tax(?:es)?|proposed|hypothetical|such|any|elected|anyone|everyone|otherwise|
    (?:were|was) (?:it|he|she|they|to)|eligible|ruling|presidency
    """
)
HAVE = behind("have|be|want|seem|look|sound|feel|know|think|say", "(?:not |well |also |even |never )*")
BEFALLEN = behind(
    r"""
    \w+(?:ed|en|ing|wn|ught|ilt)|sold|told|held|lost|won|made|put|cut|shut|sent|found|left|paid|set|done|gone|over|back|
    out
    """,
    "(?:well )?be ",
)
NEGATIVE = re.compile(r"\s*(?:not(?! only| just| merely)|never|no longer|hardly|n['’]t)\b", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not(?! only| just| merely)|never|no longer)\b|n['’]t\b", re.IGNORECASE)
NOBODY = re.compile(
    r"(?:^|[,;:—–“\"]\s*|\bthat\s+)(?P<word>no one|no(?! (?:doubt|matter|wonder|question|sooner)\b)|none"
    r"|nobody|nothing|neither|few)\b[^,;:]*$",
    re.IGNORECASE,
)
FORESEEING = within(
    r"""
    predict(?:s|ed|ing)?|forecast(?:s|ed|ing)?|foresee(?:s|n|ing)?|foresaw|project(?:s|ed|ing)|expect(?:s|ed|ing)?|
    anticipat(?:e|es|ed|ing)|envision(?:s|ed)?|prophes\w+|bet(?:s|ting)?|prediction|expectation
    """
)
EXPECTED = within("expected")
EXPECTING = within("expect(?:s|ing)?|project(?:s|ed|ing)?")
HOPING = within(
    r"""
    hop(?:e|es|ed|ing|eful)|wish\w*|want\w*|fantas\w+|ask\w*|wonder\w*|demand\w*|urg\w+|call\w*|thought of|imagin\w+|
    propos\w+|suggest\w*
    """
)
PAST_CUE = within(r"said|told|wrote|forecast|thought|\w+ed|acknowledging|adding|saying|made clear")
# What dawned on somebody in a story that is over.
LEARNED = within("reali[sz]ed|recogni[sz]ed|learned|discovered|remembered|knew|assumed")
RELATIVE_CUE = re.compile(r"[^\s,;] (?:who|that|which) (?:(?:was|were|had|been|is|are) ?)*$", re.IGNORECASE)
# A verb of promising or foreseeing in a clause of a time or a doubt.
ASIDE_CUE = before(r"(?:when|whenever|if|whether|how|why|unless|until)\s+(?:[\w.’'-]+\s+){0,2}[\w.’'-]+")
SAYS = within("says?|insists?|adds?|vows|promises|pledges")
ENDS_QUESTION = re.compile(r"\?[\"”’»)\]\s]*$")
