"""Variations of an annotated article, so that the network learns who says what and not whom this corpus is about."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from training.data import Example

__all__ = ["TITLES", "vary"]

TITLES = {
    "mr",
    "mrs",
    "ms",
    "dr",
    "sen",
    "rep",
    "gov",
    "president",
    "secretary",
    "senator",
    "governor",
    "jr",
    "sr",
}
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "fr_FR",
    "de_DE",
    "es_ES",
    "it_IT",
    "pl_PL",
    "tr_TR",
    "nl_NL",
    "sv_SE",
    "pt_BR",
    "cs_CZ",
    "ro_RO",
    "fi_FI",
    "no_NO",
    "id_ID",
    "hr_HR",
]
_ORGANISATIONS = [
    "{surname} Institute",
    "{place} University",
    "{surname} Foundation",
    "Ministry of {field}",
    "{place} Council",
    "{field} Committee",
    "Bank of {place}",
    "{surname} & {surname}",
    "{place} Police",
    "National {field} Board",
    "{place} Chamber of Commerce",
    "Department of {field}",
    "{field} Watch",
    "{surname} Group",
    "{acronym}",
    "{place} Electoral Commission",
    "Union of {field} Workers",
    "{place} Herald",
    "{place} Times",
    "{acronym} News",
    "The {place} Post",
    "{surname} Research",
    "Free {place} Party",
    "{field} Agency",
    "{place} United",
]
_FIELDS = [
    "Health",
    "Defence",
    "Energy",
    "Transport",
    "Justice",
    "Education",
    "Finance",
    "Agriculture",
    "Trade",
    "Fisheries",
    "Labour",
    "Climate",
    "Housing",
    "Foreign Affairs",
    "Migration",
    "Culture",
    "Water",
]
_OUTLETS = [
    "The {place} Post",
    "the {place} Times",
    "{place} Herald",
    "the {surname} Review",
    "{acronym} News",
    "The {place} Gazette",
    "{place} Daily",
    "Radio {place}",
    "the newspaper",
    "the agency",
    "it",
    "she",
    "he",
]
_INTRODUCTIONS = [
    ("Here is what {S} {C}:", "reports"),
    ("{S} {C}:", "reports"),
    ("{S} {C}:", "wrote"),
    ("{S} {C}:", "writes"),
    ("As {S} {C}:", "put it"),
    ("This is what {S} {C}:", "said"),
    ("{S} {C} as follows", "responded"),
    ("{C} {S}:", "According to"),
    ("In its report, {S} {C}:", "said"),
    ("{S} {C} the matter in this way", "explains"),
    ("{S} {C} on Monday:", "reported"),
    ("From {S}:", ""),
    ("{S} {C}:", "notes"),
]


@lru_cache(maxsize=1)
def _pools() -> tuple[list[str], list[str], list[str], list[str]]:
    """Invented given names (of women, of men), surnames and places, from many languages."""
    from faker import Faker

    women: set[str] = set()
    men: set[str] = set()
    surnames: set[str] = set()
    places: set[str] = set()
    for locale in _LOCALES:
        maker = Faker(locale)
        Faker.seed(locale)
        for _ in range(150):
            women.add(maker.first_name_female())
            men.add(maker.first_name_male())
            surnames.add(maker.last_name())
            places.add(maker.city())
    asian = Faker("zh_CN")
    for _ in range(200):
        given, *rest = asian.romanized_name().split()
        women.add(given)
        men.add(given)
        surnames.update(rest)
    plain = re.compile(r"[^\W\d_][\w’' -]{1,18}$")
    return tuple(sorted(n for n in pool if plain.match(n)) for pool in (women, men, surnames, places))  # type: ignore[return-value]


def vary(example: Example, rng: random.Random, shares: dict[str, Any]) -> Example:
    """One random variation of an article; each kind of change is made with its share of `shares`.

    An article that several people marked is taken as one of them, at random, did: over the epochs the network
    learns how many saw it so.
    """
    if example.versions:
        rows, inner, read = rng.choice(example.versions)
        example = replace(example, attributions=rows, inner=inner, read=read, versions=[])
    if example.entities and rng.random() < shares["names"]:
        example = _names(example, rng)
    if example.marked and not example.nested and rng.random() < shares["transcript"]:
        example = _transcript(example)
    if not example.nested and rng.random() < shares["wrap"]:
        example = _wrapped(example, rng)
    if rng.random() < shares["unquoted"]:
        example = example.rewritten([(m.start(), m.end(), "") for m in re.finditer('["“”]', example.text)])
    elif rng.random() < shares["quotes"]:
        example = _quotes(example, rng)
    if rng.random() < shares["paragraphs"]:
        example = _paragraphs(example, rng)
    if rng.random() < shares["headline"]:
        end = example.text.find("\n")
        if 0 < end < 200:
            example = _upper(example, end)
    if rng.random() < shares["lower"]:
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in example.text)
        example = Example(**{**example.__dict__, "text": lowered})
    return example


def _upper(example: Example, end: int) -> Example:
    head = "".join(c.upper() if len(c.upper()) == 1 else c for c in example.text[:end])
    return Example(**{**example.__dict__, "text": head + example.text[end:]})


def _names(example: Example, rng: random.Random) -> Example:
    """Every person, and half of the organisations and places, under another name, the same one throughout."""
    women, men, surnames, places = _pools()
    edits: list[tuple[int, int, str]] = []
    words: dict[str, str] = {}
    whole: dict[tuple[str, str], str | None] = {}
    persons = [(a, b) for a, b, kind in example.entities if kind == "PERSON"]
    last_words = {example.text[a:b].split()[-1] for a, b in persons if example.text[a:b].split()}
    for a, b in persons:
        for m in _WORD.finditer(example.text, a, b):
            word = m.group()
            bare = word.removesuffix("’s").removesuffix("'s")
            if bare.lower().strip(".") in TITLES or len(bare) < 2 or not bare[0].isupper():
                continue
            if bare not in words:
                pool = surnames if bare in last_words else rng.choice((women, men))
                words[bare] = rng.choice(pool)
            new = words[bare].upper() if bare.isupper() and len(bare) > 3 else words[bare]
            edits.append((m.start(), m.start() + len(bare), new))
    for a, b, kind in example.entities:
        if kind not in ("ORGANIZATION", "LOCATION"):
            continue
        name = example.text[a:b]
        key = (kind, name)
        if key not in whole:
            whole[key] = None
            if rng.random() < 0.5 and name[:1].isupper():
                whole[key] = rng.choice(places) if kind == "LOCATION" else _organisation(rng, surnames, places)
        if (new_name := whole[key]) is not None:
            edits.append((a, b, new_name.removeprefix("The ")))
    return example.rewritten(edits)


def _organisation(rng: random.Random, surnames: list[str], places: list[str], of: list[str] = _ORGANISATIONS) -> str:
    return rng.choice(of).format(
        surname=rng.choice(surnames),
        place=rng.choice(places),
        field=rng.choice(_FIELDS),
        acronym="".join(rng.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(rng.randint(2, 4))),
    )


def _quotes(example: Example, rng: random.Random) -> Example:
    """Another quotation convention throughout: straight or curly, single as the British set it, guillemets, LaTeX."""
    text = example.text
    style = rng.choices(
        ["straight", "curly", "single", "guillemets", "straight single", "low"], [3, 3, 3, 1, 1.5, 0.5]
    )[0]
    edits: list[tuple[int, int, str]] = []
    opener, closer = {
        "straight": ('"', '"'),
        "curly": ("“", "”"),
        "single": ("‘", "’"),
        "guillemets": ("«", "»"),
        "straight single": ("'", "'"),
        "low": ("„", "“"),
    }[style]
    inner = {
        "straight": ("'", "'"),
        "curly": ("‘", "’"),
        "single": ("“", "”"),
        "guillemets": ("“", "”"),
        "straight single": ('"', '"'),
        "low": ("‚", "‘"),
    }[style]
    for line in re.finditer(r"[^\n]+", text):
        inside = False
        for m in re.finditer(r"[\"“”]", line.group()):
            at = line.start() + m.start()
            opens = m.group() == "“" or (m.group() == '"' and not inside)
            inside = opens
            edits.append((at, at + 1, opener if opens else closer))
        for m in re.finditer(r"(?<!\w)[‘'](?=\w)(?=[^\n]*?\w[.,!?]?[’'](?!\w))|(?<=[\w.,!?])[’'](?!\w)", line.group()):
            at = line.start() + m.start()
            before = line.group()[: m.start()]
            if m.group() in "‘'" and (m.start() == 0 or not before[-1].isalnum()) and "“" in before + '"':
                edits.append((at, at + 1, inner[0]))
            elif ("‘" in before or " '" in before) and inside is False:
                edits.append((at, at + 1, inner[1]))
    if style in ("straight", "straight single"):
        taken = {a for a, _, _ in edits}
        edits += [(m.start(), m.end(), "'") for m in re.finditer("’", text) if m.start() not in taken]
    elif rng.random() < 0.5:
        edits += [(m.start(1), m.end(1), "’") for m in re.finditer(r"\w(')\w", text)]
    return example.rewritten(edits)


def _paragraphs(example: Example, rng: random.Random) -> Example:
    """Paragraphs joined into longer ones, or all of them run together."""
    share = rng.choice([0.3, 0.5, 1.0])
    head = example.text.find("\n")
    edits = [
        (m.start(), m.end(), " ")
        for m in re.finditer(r"[ \t]*\n\s*", example.text)
        if m.start() > head and rng.random() < share
    ]
    return example.rewritten(edits)


def _transcript(example: Example) -> Example:
    """The direct quotations alone, as turns under the headline: a surname in capitals, a colon, the words.

    An article with fewer than three of them stays as it is.
    """
    turns: list[tuple[str, str]] = []
    name = ""
    for source, _, content in example.attributions:
        words = " ".join(example.text[a:b] for a, b in content).strip()
        said_by = " ".join(example.text[a:b] for a, b in source)
        names = re.findall(r"\b(?!(?:He|She|It|They|We|You|The|An|His|Her|One)\b)[A-Z][\w’'-]+", said_by)
        name = names[-1].removesuffix("’s").removesuffix("'s").upper() if names else name
        bare = words.strip('"“”, ')
        if name and len(bare.split()) > 3 and words[0] in '"“' and "“" not in bare and '"' not in bare:
            turns.append((name, bare if bare[-1] in ".!?…" else bare + "."))
    if len(turns) < 3:
        return example
    text = example.text[: max(0, example.text.find("\n"))]
    rows = [row for row in example.attributions if all(b <= len(text) for spans in row for _, b in spans)]
    for who, bare in turns:
        at = len(text) + 2
        end = at + len(who)
        rows.append(([[at, end]], [[end, end + 1]], [[end + 2, end + 2 + len(bare)]]))
        text += f"\n\n{who}: {bare}"
    return Example(id=example.id, text=text, attributions=rows, group=example.group)


def _wrapped(example: Example, rng: random.Random) -> Example:
    """A run of two to five paragraphs set as a block quotation that an invented source is said to report.

    The attributions inside stay as they are: the outer one is added, so that the network meets nesting, which
    this corpus does not mark.
    """
    bounds = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", example.text)]
    if len(bounds) < 6:
        return example
    first = rng.randrange(1, len(bounds) - 3)
    last = min(len(bounds) - 1, first + rng.randint(1, 4))
    if any(c in example.text[bounds[first][0] : bounds[last][1]] for c in ("“", '"')) and rng.random() < 0.5:
        return example
    start, end = bounds[first][0], bounds[last][1]
    for spans in (s for row in example.attributions for s in row):  # nothing may cross the block's edges
        if any(a < start < b or a < end < b for a, b in spans):
            return example
        if spans and spans[0][0] < start and spans[-1][1] > start:
            return example
    _, _, surnames, places = _pools()
    who = _organisation(rng, surnames, places, _OUTLETS)
    pattern, verb = rng.choice(_INTRODUCTIONS)
    sentence = pattern.format(S=who, C=verb)
    s_at, c_at = sentence.index(who), sentence.index(verb) if verb else 0
    curly = "“" in example.text or '"' not in example.text
    opener, closer = ("“", "”") if curly else ('"', '"')
    edits = [(a, a, opener) for a, _ in bounds[first + 1 : last + 1]]
    edits += [(start, start, f"{sentence}\n\n{opener}"), (end, end, closer)]
    new = example.rewritten(edits)
    shift = start
    moved_start = start + len(sentence) + 2
    grown = len(new.text) - len(example.text) - (len(sentence) + 2)
    content: list[list[int]] = []
    at = moved_start
    for m in re.finditer(r"[^\n]+", new.text[moved_start : end + len(sentence) + 2 + grown]):
        content.append([at + m.start(), at + m.end()])
    cue_end = c_at + len(verb) + (1 if pattern.endswith("{C}:") else 0)
    if not verb:
        return new
    source, cue = [[shift + s_at, shift + s_at + len(who)]], [[shift + c_at, shift + cue_end]]
    rows = [(a, b, c) for a, b, c in new.attributions]
    return Example(**{**new.__dict__, "attributions": [*rows, (source, cue, content)], "wrapped": True})
