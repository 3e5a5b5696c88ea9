"""What a source does with a content: told by the words that lay it to the source, and by how the content is put.

`deed` reads the words: the auxiliaries before the cue (*did not*, *has never*, *refused to*), which a cue's spans
often leave out, then the cue from left to right to the first word that says what is done. `stance` turns that into
one of the stances, and looks at the content where the words are neutral: a question is asked, *to leave* is demanded
by whoever tells somebody so, and a future is predicted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.attribute.lexicon import FAILING, FAINT_NOUNS, GOVERNORS, LEXICON, PARTICLES, REFUSING, Act
from sayso.model import SpanSet, Stance
from sayso.text.wording import wordset

__all__ = ["Deed", "deed", "stance"]

_NEAR = 90  # characters before a cue in which its auxiliaries stand
_HEAD = 500  # characters of a content in which its main clause is looked for
_FUTURE = 9  # words of a main clause in which its verb stands


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|['’](?:s|m|re|ve|ll|d)\b")
_BREAK = re.compile(r"[.!?;:\n\"“”]")
_MARKS = frozenset("\"“‘'«„")
_NEGATIVE = wordset("not never no nor neither nobody nothing none without hardly scarcely barely rarely seldom cannot")
_NOBODIES = (["no"], ["nobody"], ["none"], ["neither"], ["few"], ["nothing"])
_MERELY = (["only"], ["just"], ["simply"], ["merely"])
# What may stand between a source and its cue.
_AUXILIARY = wordset(
    "has have had having is are was were be been being am will would can could may might must shall should did do does "
    "to yet ever even also just still so now then once again always often there 's 'm 're 've 'll 'd"
)
_BE = wordset("is are was were am be been 's 'm 're")
_WILL = wordset("will shall 'll gonna")
_DETERMINERS = wordset("a an the his her its their our my this that in of no any one another 's")
_PREPOSITIONS = wordset("like second")  # more often than not they do nothing
_WANTING = wordset("want wants wanted wanting")
_FAVOUR = wordset("favor favour")
_VIEWS = wordset("eyes eye mind view views opinion estimation judgment judgement book")
_SMALL = wordset("in to for by from of")
_QUANTITY = wordset("no little nothing")
_UTTERED = frozenset({Act.SAY, Act.THINK})
_NEUTRAL = frozenset({Act.SAY, Act.SHOW, Act.DO})
# Refused, these are silence; whoever refuses to do anything else rejects it.
_SPOKEN = frozenset({Act.SAY, Act.ASK, Act.CONFIRM, Act.CONCEDE})
_WITHHELD = wordset("name identify disclose reveal discuss provide give return speculate")
_TOLD = wordset("tell tells told telling")
_TELLING = _TOLD | wordset("say says said saying warn warns warned remind reminded caution cautioned email emailed")

_STANCES = {
    Act.SAY: (Stance.STATES, Stance.NO_COMMENT),
    Act.SHOW: (Stance.STATES, Stance.STATES),
    Act.DO: (Stance.STATES, Stance.STATES),
    Act.FAINT: (Stance.STATES, Stance.STATES),
    Act.CONFIRM: (Stance.CONFIRMS, Stance.NO_COMMENT),
    Act.CONCEDE: (Stance.CONFIRMS, Stance.DENIES),
    Act.AGREE: (Stance.CONFIRMS, Stance.DISPUTES),
    Act.DENY: (Stance.DENIES, Stance.DOES_NOT_DENY),
    Act.OPPOSE: (Stance.DISPUTES, Stance.DOES_NOT_DENY),
    Act.CRITICISE: (Stance.DISPUTES, Stance.STATES),
    Act.FORESEE: (Stance.PREDICTS, Stance.PREDICTS),
    Act.THINK: (Stance.BELIEVES, Stance.BELIEVES),
    Act.DOUBT: (Stance.BELIEVES, Stance.BELIEVES),
    Act.BACK: (Stance.BELIEVES, Stance.DISPUTES),
    Act.WANT: (Stance.DEMANDS, Stance.DEMANDS),
    Act.ASK: (Stance.ASKS, Stance.STATES),
    Act.DODGE: (Stance.NO_COMMENT, Stance.STATES),
}

_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
_TO = re.compile(r"(?:not |never )?to [a-z]")
_SOMEBODY_TO = re.compile(r"(?:him|her|them|us|me|you|it|everyone|everybody|people|[A-Z]\w+|\w+s) (?:not )?to [a-z]")
_REQUEST = re.compile(r"(?!that |whether |if |about |how |what |why |who |when |where )(?:[^\s.,;]+ ){0,5}to [a-z]")
_IMPERATIVE = re.compile(
    r"[\"“‘'«\s]*(?:(?:so|and|but|now|just|please),? )?(?:don['’]t|do not|please|let['’]s|let us|never|stop|get|go|come"
    r"|give|tell|show|make|keep|take|bring|put|leave|stay|vote|listen|wake|shut|lock|send|build|end|drop|release|pay|help|save"
    r"|join|remember|look|wait|pray|fire|free|stand|watch|read|ask|call|be|beware|forget|imagine|consider|enjoy) "
    r"(?!(?:is|was|are|were|has|had|will|would|of|who)\b)",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:(?:is|was|are|were|['’]s)(?: simply| just| totally| completely| absolutely| patently)? "
    r"(?:(?:not|n['’]t) (?:true|the case|so|correct|accurate)|untrue|false|a lie|baseless|nonsense|unfounded)"
    r"|(?:isn|wasn|aren)['’]t (?:true|the case|correct|accurate)|never happened)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(r"\bno comment\b|\bnot (?:be reached|comment)\b|\bdeclined to comment\b", re.IGNORECASE)
# What ends the search for a future: another finite verb, or a clause that is not the main one.
_OTHERWISE = wordset(
    "is are was were am has have had do does did can could may might should must said says who which where when if "
    "whether because while although though since unless until as why how what 's 're 've 'm isn't aren't wasn't "
    "weren't hasn't haven't hadn't don't doesn't didn't can't couldn't shouldn't"
)
_PLANS = wordset(
    "plans planned intends intended expects expected vows vowed promises promised pledged pledges plan intend"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What the words do: an act, its verb or noun as it stands, whether it is negated, and whether it is refused.

    `future` says that the cue itself stands in the future, `word` is empty where no word tells.
    """

    act: Act
    word: str = ""
    negated: bool = False
    refused: bool = False
    future: bool = False


def deed(text: str, source: SpanSet | None, cue: SpanSet | None, content: SpanSet) -> Deed:
    """What the source does, by the words of the cue and those right before it."""
    if not cue:
        return Deed(Act.FAINT)
    words = _words(" ".join(span.of(text) for span in cue))
    line = [*_before(text, source, cue), *words]
    last = len(line)
    line += _ahead(text, cue, content)
    negated = source is not None and bool(source) and _words(source.spans[0].of(text)[:_NEAR])[:1] in _NOBODIES
    refused = future = False
    faint = Deed(Act.FAINT)
    for i, word in enumerate(line):
        following = line[i + 1 : i + 5]
        if i >= last and not refused:
            break
        if word in _NEGATIVE or word.endswith("n't"):
            if following[:1] not in _MERELY:
                negated = not negated
            future = future or word == "won't"
        elif word in _WILL or (word == "going" and following[:1] == ["to"]):
            future = True
        elif i < last and word in REFUSING:
            refused = True
        elif (
            word in FAILING
            or (word == "yet" and following[:1] == ["to"])
            or (word == "fell" and following[:1] == ["short"])
        ):
            negated = not negated
        elif word not in GOVERNORS or "to" not in following[:2]:
            act = _act(line[: last + 1], i, alone=len(words) == 1) if i < last else LEXICON.get(word)
            if act is Act.FAINT and faint.word == "":
                faint = Deed(act, word)
            elif act is not None and act is not Act.FAINT:
                if act in _UTTERED and not _QUANTITY.isdisjoint(line[i + 1 : min(last, i + 3)]):
                    negated = not negated
                if refused and act is Act.DENY:
                    refused, negated = False, True
                if act in _NEUTRAL and "against" in line[i + 1 : last]:
                    act = Act.OPPOSE
                return Deed(act, word, negated, refused, future)
    return replace(_wordless(text, source, words, faint), negated=negated, refused=refused, future=future)


def _wordless(text: str, source: SpanSet | None, words: list[str], faint: Deed) -> Deed:
    """What a cue does whose verb or noun says nothing: *against*, *in favour of*, *in* my eyes."""
    if "against" in words:
        return Deed(Act.OPPOSE, "against")
    if "in" in words and not _FAVOUR.isdisjoint(words):
        return Deed(Act.BACK, "favour")
    if source and _SMALL.issuperset(words) and not _VIEWS.isdisjoint(_words(source.spans[-1].of(text)[-_NEAR:])[-3:]):
        return Deed(Act.THINK)
    return faint


def _act(line: list[str], at: int, alone: bool) -> Act | None:
    """What the word does, with the particle behind it; None where it is of no such kind."""
    word, following = line[at], line[at + 1 : at + 4]
    for particle in following:
        act = PARTICLES.get(word, {}).get(particle)
        if act is not None:
            return act
    if word in _PREPOSITIONS and not (alone or (at and (line[at - 1] in _AUXILIARY or line[at - 1].endswith("n't")))):
        return None
    if word in _WANTING and following[:2] == ["to", "know"]:
        return Act.ASK
    if word in FAINT_NOUNS and at and line[at - 1] in _DETERMINERS:
        return Act.FAINT
    return LEXICON.get(word)


def _words(text: str) -> list[str]:
    return [m.group().replace("’", "'").lower() for m in _WORD.finditer(text)]


def _before(text: str, source: SpanSet | None, cue: SpanSet) -> list[str]:
    """The auxiliaries, negations and adverbs right before a cue, in order."""
    left = max(0, cue.start - _NEAR)
    for span in source or ():
        if span.end <= cue.start:
            left = max(left, span.end)
    stretch = text[left : cue.start]
    breaks = [m.end() for m in _BREAK.finditer(stretch)]
    out: list[str] = []
    for word in reversed(_words(stretch[breaks[-1] if breaks else 0 :])):
        known = word in _AUXILIARY or word in _NEGATIVE or word in _WILL or word in FAILING or word in REFUSING
        if not (known or word in GOVERNORS or word.endswith(("n't", "ly"))):
            break
        out.append(word)
    return out[::-1]


def _ahead(text: str, cue: SpanSet, content: SpanSet) -> list[str]:
    """The first words of the content where it goes on from the cue."""
    for span in content:
        if span.start >= cue.end:
            gap = text[cue.end : min(span.start, cue.end + _NEAR)]
            if span.start - cue.end >= _NEAR or _BREAK.search(gap) or text[span.start] in _MARKS:
                return []
            return _words(span.of(text)[:_NEAR])[:4]
    return []


def stance(text: str, content: SpanSet, done: Deed) -> Stance:
    """What the source does with the content, by what the words do that lay it to the source."""
    plain, turned = _STANCES[done.act]
    if done.refused:
        withheld = done.act in _SPOKEN or done.word in _WITHHELD
        return Stance.NO_COMMENT if withheld else Stance.DENIES
    if done.negated:
        return turned
    body = _body(text, content)
    direct = body[:1] in _MARKS
    if done.act is Act.CRITICISE and direct:
        return Stance.STATES
    if direct and done.act is Act.OPPOSE and body.rstrip('"”’»)] ').endswith("?"):
        return Stance.ASKS
    if done.act is Act.ASK and not direct and _REQUEST.match(body):
        return Stance.DEMANDS
    if done.act not in (Act.SAY, Act.SHOW, Act.FAINT):
        return plain
    told = _told(done, body, direct)
    if told is None and done.future and not direct:
        return Stance.PREDICTS
    return told or plain


def _body(text: str, content: SpanSet) -> str:
    """The beginning of a content, and of a long one how it ends."""
    body = " ".join(span.of(text)[:_HEAD] for span in content.spans[:3])
    if len(content.spans) > 3 or any(len(span) > _HEAD for span in content.spans):
        body += " … " + text[max(content.spans[-1].start, content.end - 20) : content.end]
    return body


def _told(done: Deed, body: str, direct: bool) -> Stance | None:
    """What is done by the content itself, where the words that lay it to its source leave that open."""
    stops = [m.group() for m in _STOP.finditer(body)]
    if stops and "?" in stops[-1] and (len(stops) < 3 or done.act is Act.FAINT):
        return Stance.ASKS
    if _SILENT.search(body) and len(body) < _HEAD:
        return Stance.NO_COMMENT
    if len(stops) > 1 and direct:
        return None
    if direct and _IMPERATIVE.match(body):
        return Stance.DEMANDS
    if done.act is Act.SAY and not direct:
        if _TO.match(body) and done.word in _TELLING:
            return Stance.DEMANDS
        if done.word in _TOLD and _SOMEBODY_TO.match(body):
            return Stance.DEMANDS
    if done.act is Act.SAY and len(body) < 90 and _UNTRUE.search(body):
        return Stance.DENIES
    return Stance.PREDICTS if done.act is not Act.FAINT and _ahead_of_time(body) else None


def _ahead_of_time(body: str) -> bool:
    """Whether the main clause of a content speaks of the future: its verb is *will*, *is going to*, *plans to*."""
    words = _words(_STOP.split(body, maxsplit=1)[0])
    if words[:1] == ["that"]:
        del words[0]
    for i, word in enumerate(words[:_FUTURE]):
        if word in _WILL or word in ("won't", "wouldn't"):
            return True
        if word == "would":
            return words[i + 1 : i + 2] != ["have"] and "if" not in words
        if word in ("going", "about") and i and words[i - 1] in _BE and words[i + 1 : i + 2] == ["to"]:
            return True
        if word in _PLANS and i and words[i + 1 : i + 2] == ["to"]:
            return True
        if word in _OTHERWISE and words[i + 1 : i + 2] not in (["going"], ["about"]):
            return False
    return False
