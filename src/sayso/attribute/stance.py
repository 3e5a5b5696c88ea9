"""What a source does with a content: told by the words that lay it to the source, and by how the content is put.

`deed` reads the words: the auxiliaries before the cue (*did not*, *has never*, *refused to*), which a cue's spans
often leave out, then the cue from left to right to the first word that says what is done. `stance` turns that into
one of the stances, and looks at the content where the words are neutral: a question is asked, *to leave* is demanded
by whoever tells somebody so, and a future is predicted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.attribute.lexicon import (
    FAILING,
    FAINT_NOUNS,
    GOVERNORS,
    LEXICON,
    MOODS,
    NOUNS,
    PARTICLES,
    REFUSING,
    Act,
    forms,
)
from sayso.model import SpanSet, Stance
from sayso.text.wording import wordset

__all__ = ["Deed", "deed", "stance"]

_NEAR = 90  # characters before a cue in which its auxiliaries stand
_HEAD = 500  # characters of a content in which its main clause is looked for
_SHORT = 90  # characters of a content that is one short clause
_PHRASE = 40  # characters of words in marks that are more than a phrase
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
_ELSE = wordset("like second back direct force")  # more often than not they are no verbs
_LIKING = wordset("like love")
_KNOWING = forms("want demand seek")
_WANTING = forms("want desire")
_FAVOUR = wordset("favor favour")
_VIEWS = wordset("eyes eye mind view views opinion estimation judgment judgement book")
_SMALL = wordset("in to for by from of")
_JOINING = _SMALL | wordset("on about that behind against with at")  # what goes on behind a noun
_MEANWHILE = wordset("upon when while after before without")
_VIEWED = wordset(
    "idea ideas thought thoughts notion notions view views viewpoint assessment impression proposal proposals request"
)  # to tell of these is to tell
_QUANTITY = wordset("no little nothing")
_UTTERED = frozenset({Act.SAY, Act.THINK})
_NEUTRAL = frozenset({Act.SAY, Act.SHOW, Act.DO})
_OPEN = _NEUTRAL | {Act.FAINT}
# Refused, these are silence; whoever refuses to do anything else rejects it.
_SPOKEN = frozenset({Act.SAY, Act.ASK, Act.CONFIRM})
_WITHHELD = wordset(
    "name named identify identified disclose reveal discuss provide give return speculate question questions interview "
    "interviewed quoted"
)
# Whoever does not do these is silent; whoever does not mention or praise something need not be.
_ANSWERING = forms(
    "say tell comment respond reply answer disclose divulge reveal discuss address elaborate specify clarify explain"
)
_TOLD = forms("tell")
_TELLING = forms("tell say warn remind caution email")

_STANCES = {
    Act.SAY: (Stance.STATES, Stance.NO_COMMENT),
    Act.SHOW: (Stance.STATES, Stance.STATES),
    Act.DO: (Stance.STATES, Stance.STATES),
    Act.FAINT: (Stance.STATES, Stance.STATES),
    Act.CONFIRM: (Stance.CONFIRMS, Stance.NO_COMMENT),
    Act.CONCEDE: (Stance.CONFIRMS, Stance.DENIES),
    Act.AGREE: (Stance.CONFIRMS, Stance.DISPUTES),
    Act.DENY: (Stance.DENIES, Stance.DOES_NOT_DENY),
    Act.REJECT: (Stance.DISPUTES, Stance.DOES_NOT_DENY),
    Act.OPPOSE: (Stance.DISPUTES, Stance.DOES_NOT_DENY),
    Act.CRITICISE: (Stance.DISPUTES, Stance.STATES),
    Act.FORESEE: (Stance.PREDICTS, Stance.PREDICTS),
    Act.THINK: (Stance.BELIEVES, Stance.BELIEVES),
    Act.DOUBT: (Stance.BELIEVES, Stance.BELIEVES),
    Act.BACK: (Stance.BELIEVES, Stance.DISPUTES),
    Act.ENDORSE: (Stance.STATES, Stance.DISPUTES),
    Act.LAMENT: (Stance.BELIEVES, Stance.BELIEVES),
    Act.WANT: (Stance.DEMANDS, Stance.STATES),
    Act.ASK: (Stance.ASKS, Stance.STATES),
    Act.DODGE: (Stance.NO_COMMENT, Stance.STATES),
}

_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
_TO = re.compile(r"(?:not |never )?to [a-z]")
_SOMEBODY_TO = re.compile(r"(?:him|her|them|us|me|you|it|everyone|everybody|people|[A-Z]\w+|\w+s) (?:not )?to [a-z]")
_REQUEST = re.compile(r"(?!that |whether |if |about |how |what |why |who |when |where )(?:[^\s.,;]+ ){0,5}to [a-z]")
# Some are turns of speech and ask for nothing: *look*, *imagine*, *tell me*.
_IMPERATIVE = re.compile(
    r"[\"“‘'«\s]*(?:(?:so|and|but|now|just|please),? )?(?:don['’]t|do not|please|let['’]s|let us|never|stop|get|go"
    r"|come|give|make|keep|take|bring|put|leave|stay|vote|listen|wake|shut|lock|send|build|end|drop|release|pay|help|save|join|wait|free|stand|read|ask"
    r"|call|be|beware|forget) (?!(?:is|was|are|were|has|had|will|would|of|who|worry)\b)",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"(?:\S+ ){1,7}?(?:(?:is|was|are|were|['’]s)(?: simply| just| totally| completely| absolutely| patently)? "
    r"(?:(?:not|n['’]t) (?:true|the case|so|correct|accurate)|untrue|false|a lie|baseless|nonsense|unfounded)"
    r"|(?:isn|wasn|aren)['’]t (?:true|the case|correct|accurate)|never happened)\b",
    re.IGNORECASE,
)
# What is said, and so may be untrue; to reject anything else is to be against it.
_SAID = re.compile(
    r"that (?!\S+ as\b)(?:\S+ ){2}"
    r"|(?:\S+ ){0,4}(?:claim|allegation|accusation|charge|assertion|report|rumou?r|story|stories|speculation)s?\b",
    re.IGNORECASE,
)
_SILENT = re.compile(r"\bno comment\b|\bnot (?:be reached|comment)\b|\bdeclined to comment\b", re.IGNORECASE)
# What ends the search for a future: another finite verb, or a clause that is not the main one.
_OTHERWISE = wordset(
    "is are was were am has have had do does did can could may might should must said says who which where when if "
    "whether because while although though since unless until as why how what 's 're 've 'm isn't aren't wasn't "
    "weren't hasn't haven't hadn't don't doesn't didn't can't couldn't shouldn't"
)
_SCEPTICAL = wordset("skeptical sceptical skepticism scepticism dubious doubtful")
_NAY = ("no", "nope", "no way", "absolutely not", "of course not", "not true", "never")
_YEA = ("yes", "yeah", "yep", "absolutely", "of course", "definitely", "exactly", "correct", "that's right")
_SUGGESTING = forms("suggest")
_DOING = re.compile(r"[a-z]+ing\b")
_PLANS = forms("plan intend expect vow promise pledge")


@dataclass(frozen=True, slots=True)
class Deed:
    """What the words do: an act, its verb or noun as it stands, whether it is negated, and whether it is refused.

    `word` is empty where no word tells.
    """

    act: Act
    word: str = ""
    negated: bool = False
    refused: bool = False


def deed(text: str, source: SpanSet | None, cue: SpanSet | None, content: SpanSet) -> Deed:
    """What the source does, by the words of the cue and those right before it."""
    if not cue:
        return Deed(Act.FAINT)
    words = _words(" ".join(span.of(text) for span in cue))
    line = [*_before(text, source, cue), *words]
    last = len(line)
    line += _ahead(text, cue, content)
    spoken = line[: last + 1]
    negated = source is not None and bool(source) and _words(source.spans[0].of(text)[:_NEAR])[:1] in _NOBODIES
    refused = governed = False
    faint = Deed(Act.FAINT)
    for i, word in enumerate(line):
        following = line[i + 1 : i + 5]
        if i >= last and not (refused or governed):
            break
        if word in _NEGATIVE or word.endswith("n't"):
            if following[:1] not in _MERELY:
                negated = not negated
        elif i < last and word in REFUSING:
            refused = True
        elif (
            word in FAILING
            or (word in ("yet", "little") and following[:1] == ["to"])
            or (word == "fell" and following[:1] == ["short"])
        ):
            negated = not negated
        elif word in GOVERNORS and "to" in following[:2]:
            governed = i >= last - 2
        else:
            act = _act(spoken, i, alone=len(words) == 1) if i < last else LEXICON.get(word)
            if act is Act.FAINT and faint.word == "":
                faint = Deed(act, word)
            elif act is not None and act is not Act.FAINT:
                if act in _UTTERED and not _QUANTITY.isdisjoint(line[i + 1 : min(last, i + 3)]):
                    negated = not negated
                if refused and act is Act.DENY:
                    refused, negated = False, True
                if act in _NEUTRAL:
                    if "against" in line[i + 1 : last]:
                        act = Act.OPPOSE
                    elif act is Act.SAY and following[:2] == ["no", "to"]:
                        act, negated = Act.OPPOSE, False
                    elif not (refused or negated) and (better := _besides(line[:last], i)):
                        return Deed(*better)
                return Deed(act, word, negated, refused)
    if faint.word and faint.word not in FAINT_NOUNS and not (refused or negated) and (better := _object(line[last:])):
        return Deed(*better)
    return replace(_wordless(text, source, words, faint), negated=negated, refused=refused)


def _wordless(text: str, source: SpanSet | None, words: list[str], faint: Deed) -> Deed:
    """What a cue does whose verb or noun says nothing: *against*, *in favour of*, *in* my eyes."""
    if "against" in words:
        return Deed(Act.OPPOSE, "against")
    if "in" in words and not _FAVOUR.isdisjoint(words):
        return Deed(Act.BACK, "favour")
    if source and _SMALL.issuperset(words) and not _VIEWS.isdisjoint(_words(source.spans[-1].of(text)[-_NEAR:])[-3:]):
        return Deed(Act.THINK)
    return faint


def _besides(line: list[str], at: int) -> tuple[Act, str] | None:
    """What is done by something neutral: *concluded by scolding*, *signed a letter urging*, *signalled support for*."""
    further = False  # a noun behind a preposition is another matter: *responds to criticism*
    for i in range(at + 1, len(line)):
        word, before = line[i], line[i - 1]
        if word in _NEGATIVE:
            return None
        doing = (word.endswith("ing") and before not in _MEANWHILE) or (before == "to" and word not in NOUNS)
        thing = word in NOUNS and not further and word not in _VIEWED and _JOINING.issuperset(line[i + 1 : i + 2])
        if doing or thing:
            act = _act(line, i, alone=False)
            if act is not None and act not in _OPEN and (thing or act is not Act.THINK):
                return act, word
        further = further or word in _JOINING
    return None


def _object(ahead: list[str]) -> tuple[Act, str] | None:
    """What is voiced or shared, where a content begins with it: *their doubts about* the plan."""
    if ahead and (ahead[0] in _DETERMINERS or ahead[0] in NOUNS):
        for word in ahead:
            if word in NOUNS:
                return LEXICON[word], word
    return None


def _act(line: list[str], at: int, alone: bool) -> Act | None:
    """What the word does, with the particle behind it; None where it is of no such kind."""
    word, following = line[at], line[at + 1 : at + 4]
    for particle in following:
        act = PARTICLES.get(word, {}).get(particle)
        if act is not None:
            return act
    if word in _ELSE:
        before = line[at - 1] if at else ""
        if not (alone or before in _AUXILIARY - _BE or before in _NEGATIVE or before.endswith(("n't", "ly"))):
            return None
    if word in _LIKING and at and line[at - 1] in ("would", "'d"):
        return Act.WANT
    if word in _KNOWING and following[:2] == ["to", "know"]:
        return Act.ASK
    if word in MOODS and at and line[at - 1] in _BE:
        return Act.THINK
    if word in MOODS and at and line[at - 1] in _DETERMINERS and not _JOINING.issuperset(following[:1]):
        return None  # *an angry letter*
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
    body = _body(text, content)
    if done.refused:
        return _refused(done)
    if done.negated:
        if done.act is Act.SAY and done.word not in _ANSWERING:
            return Stance.STATES
        return plain if done.word in _WANTING else turned
    direct = _is_speech(body)
    if direct and done.act in (Act.CRITICISE, Act.LAMENT, Act.DODGE):
        return Stance.STATES
    if direct and done.act is Act.OPPOSE and body.rstrip('"”’»)] ').endswith("?"):
        return Stance.ASKS
    if done.act is Act.ASK and body[:1] not in _MARKS and (body.startswith("that ") or _REQUEST.match(body)):
        return Stance.DEMANDS
    if done.act is Act.DOUBT and done.word in _SCEPTICAL:
        return Stance.DISPUTES
    if done.act is Act.REJECT and _SAID.match(body):
        return Stance.DENIES
    return _told(done, body) if done.act in (Act.SAY, Act.SHOW, Act.FAINT) else plain


def _refused(done: Deed) -> Stance:
    """To refuse to speak is silence, to refuse something else is to reject it; not to attack is neither."""
    if done.act in _SPOKEN or done.word in _WITHHELD:
        return Stance.NO_COMMENT
    return Stance.STATES if done.act in (Act.CRITICISE, Act.OPPOSE) else Stance.DENIES


def _body(text: str, content: SpanSet) -> str:
    """The beginning of a content, and of a long one how it ends."""
    body = " ".join(span.of(text)[:_HEAD] for span in content.spans[:3])
    if len(content.spans) > 3 or any(len(span) > _HEAD for span in content.spans):
        body += " … " + text[max(content.spans[-1].start, content.end - 20) : content.end]
    return body


def _is_speech(body: str) -> bool:
    """Whether a content is somebody's own words, and not a phrase in marks."""
    return body[:1] in _MARKS and (len(body) >= _PHRASE or body.rstrip('"”’»)] ')[-1:] in ".,!?…-–—")


def _told(done: Deed, body: str) -> Stance:
    """What is done by the content itself, where the words that lay it to its source leave that open."""
    direct = body[:1] in _MARKS
    stops = _STOP.findall(body)
    if stops and "?" in stops[-1] and (len(stops) < 3 or done.act is Act.FAINT):
        return Stance.ASKS
    if len(body) < _SHORT and _SILENT.search(body):
        return Stance.NO_COMMENT
    if done.act is Act.SHOW or not done.word:
        return Stance.STATES
    answer = " ".join(_words(body))
    if answer in _NAY:
        return Stance.DENIES
    if answer in _YEA:
        return Stance.CONFIRMS
    if _UNTRUE.match(body):
        return Stance.DENIES
    if direct:
        command = len(stops) < 2 and "!" not in body and _IMPERATIVE.match(body)  # with a mark it is a slogan
        return Stance.DEMANDS if command else Stance.STATES
    if (_TO.match(body) and done.word in _TELLING) or (_SOMEBODY_TO.match(body) and done.word in _TOLD):
        return Stance.DEMANDS
    if done.word in _SUGGESTING and _DOING.match(body):
        return Stance.DEMANDS
    return Stance.PREDICTS if _ahead_of_time(body) else Stance.STATES


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
