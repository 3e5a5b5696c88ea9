"""English speech verbs and function words, and how a stretch of text is cut into words."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.attribute.lexicon import inflected
from sayso.text.wording import wordset

__all__ = [
    "ADVERBS",
    "AUXILIARIES",
    "CONJUNCTIONS",
    "DAYS",
    "DETERMINERS",
    "FINITE",
    "FINITE_COMMON",
    "FORMS",
    "INVERTED",
    "NOT_FINITE",
    "OCCASIONS",
    "PARTICIPLES",
    "PHRASAL",
    "PREPOSITIONS",
    "PRONOUNS",
    "REACH",
    "UNITS",
    "Word",
    "is_name",
    "sentence_end",
    "word_count",
    "words_of",
]


# How far from a quotation its speaker is looked for, in characters.
REACH = 320

# Base forms with regular inflections; a form that is more often a noun ("questions", "states") is left out
# below.
_REGULAR = (
    "accuse acknowledge add admit advise affirm agree allege announce answer appeal argue ask assert "
    "assure bark beg bellow blurt boast caution charge chant chide claim clarify comment complain "
    "concede conclude confess confide confirm contend continue counter crow cry declare defend demand "
    "deny describe detail disclose dismiss echo elaborate emphasize emphasise enthuse exclaim exhort "
    "exhaust explain exult fret fume gloat gripe groan growl grumble gush holler implore inform inquire "
    "insist interject interrupt intone joke jest kid lament laugh maintain marvel moan mock mumble "
    "murmur muse mutter narrate note object observe offer opine plead pledge point pose post pray "
    "question react retaliate theorize beam boom preach predict proclaim promise pronounce propose "
    "protest quip quiz rail rant reason reassure recall recite reckon recollect recommend recount "
    "reflect reiterate rejoin relate remark remember remind repeat reply report request respond retort "
    "reveal roar scoff scold scream shout shriek sigh snap sneer snort speculate stammer state stress "
    "suggest summarize summarise surmise tease testify thunder tweet retweet urge utter vent venture "
    "volunteer vow wail warn whisper wonder worry yell explode deadpan lecture rage"
)
_IRREGULAR = (
    "say says said saying tell tells told telling write writes wrote written writing read reads reading "
    "think thinks thought thinking go goes went speak speaks spoke foresee swear swears swore swearing "
    "put puts begin begins began quote quoted quotes quoting cite cited cites citing sing sings sang "
    "singing hold holds held"
)
# Forms that stand in for speech only right beside the quotation and too often for something else.
NOT_FINITE = wordset(
    "state reads states questions claims offers points posts reports charges demands answers comments "
    "notes requests cries shouts sighs objects reasons worries laughs appeals protests pledges vows "
    "promises rages worry go goes went think hold holds held put puts begin begins began spoke speaks "
    "speak speech counter counters point repeat report reports detail details quiz kid kids mock post "
    "exhausted exhaust exhausts"
)


# With "back", "in" and the like: shot back, chimed in.
PHRASAL = wordset("shot shoots fired fires hit hits chimed chimes struck strikes spat piped pipes cut cuts burst wrote")


FORMS = frozenset(f for base in _REGULAR.split() for f in inflected(base)) | frozenset(_IRREGULAR.split())
PARTICIPLES = frozenset(f for f in FORMS if f.endswith("ing") and f not in ("sing",))
FINITE = frozenset(f for f in FORMS - PARTICIPLES if f not in {"written"})
# What may stand after the quotation in "…" VERB NAME.
INVERTED = FINITE - frozenset(_REGULAR.split()) - wordset("say tell write think sing swear")

PRONOUNS = wordset("he she they it i we who you")
DETERMINERS = wordset(
    "the a an this that these those his her their its our my your one two three four five six seven "
    "eight nine ten some several many most few both another all each any no other others"
)
CONJUNCTIONS = wordset(
    "and but or so then yet as when where while because if although though since until whether how "
    "why what which that after before nor plus still also however meanwhile instead thus again later "
    "once moreover indeed"
)
PREPOSITIONS = wordset(
    "in on at during from after before to with by about under since despite over through via "
    "following against into like amid alongside citing upon within without around among between "
    "toward towards near outside inside across regarding"
)
AUXILIARIES = wordset(
    "has have had is was were are be been being will would can could did does do may might must should "
    "to not never got 's ’s didn't doesn't don't hasn't hadn't won't didn’t doesn’t don’t hasn’t hadn’t won’t"
)
ADVERBS = wordset(
    "also later then once again still even further recently now often first finally just always soon "
    "already only simply both all too rather instead thus ever herself himself themselves went on "
    "continued afterward afterwards today yesterday tonight earlier meanwhile perhaps in turn "
    "sometimes twice next long since"
)
DAYS = wordset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow")
# What somebody says something in or at, and no part of who says it.
OCCASIONS = wordset(
    "statement interview email e-mail letter speech tweet post telephone phone news press blog video "
    "memo message report column essay note text series written conference call briefing book op-ed "
    "filing release"
)
UNITS = wordset("hours minutes days weeks months years moments")
FINITE_COMMON = wordset(
    "is was were are has had have did does do will would can could should may might must took went "
    "came gave made got knew saw stood sat ran left kept felt found met led lost won began spoke "
    "brought became wants want"
)

_WORD = re.compile(r"[^\W_](?:[\w&@/’'‑-]|\.(?=[\w]))*(?:\.(?!\s*$))?|\$\d[\d.,]*|[^\w\s]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|St|Jr|Sr|vs|No|Inc|Ltd|Co"
    r"|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La"
    r"|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Atty|Sec)|\b[A-Z]|\b[ap]\.m)$"
)
_STOP = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s|$)")


class Word(NamedTuple):
    start: int
    end: int
    text: str
    low: str


def word_count(text: str) -> int:
    """How many words a stretch holds."""
    return sum(1 for _ in re.finditer(r"\w[\w’'-]*", text))


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that `start` stands in ends, its stop not included; at most `end`."""
    for m in _STOP.finditer(text, start, end):
        if m.group()[0] == "." and _ABBREVIATION.search(text, max(start, m.start() - 8), m.start()):
            continue
        return m.start()
    return end


def words_of(text: str, start: int, end: int) -> list[Word]:
    return [
        Word(m.start(), m.end(), m.group(), m.group().rstrip(".").lower()) for m in _WORD.finditer(text, start, end)
    ]


def is_name(word: Word) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit()
