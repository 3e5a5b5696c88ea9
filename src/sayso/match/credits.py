"""Which agencies an article says it has its text from: datelines, bylines, notes of contribution, notices of rights.

Agencies of the table are known by any of their names. Others are known by where they stand: a name in brackets
between the place and the first sentence, or one that calls itself an agency where agencies are thanked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.model import Credit, Document, Span

__all__ = ["agency_of", "credits", "same_agency"]

# An agency, where the words that credit it stand in a line, and whether they credit it with the whole.
_Found = tuple[str, int, int, bool]

# The world's news agencies: the name that they are called by here, then others. An abbreviation that is also a
# common word, a place or another body is left out.
_AGENCIES = """
AP|Associated Press|A.P.|apnews.com
Reuters|Thomson Reuters|Thomson/Reuters|reuters.com
AFP|Agence France-Presse|Agence France Presse|afp.com
UPI|United Press International|upi.com
PA Media|Press Association|PA News Agency
Bloomberg|bloomberg.com
Dow Jones|Dow Jones Newswires
TASS|ITAR-TASS|tass.com
Interfax
RIA Novosti|RIA
Xinhua
Kyodo
Jiji Press|Jiji
Yonhap
KCNA|Korean Central News Agency
dpa|DPA|Deutsche Presse-Agentur
ANSA
EFE|Agencia EFE
Lusa
ANP
Belga
Keystone-SDA
Ritzau
NTB
CTK|ČTK
PAP|Polish Press Agency
MTI
Tanjug
Agerpres
Ukrinform
BelTA
Anadolu|Anadolu Agency|Anadolu Ajansi
IRNA|Islamic Republic News Agency
ISNA
Tasnim
SANA|Syrian Arab News Agency
WAFA
KUNA|Kuwait News Agency
WAM|Emirates News Agency
SPA|Saudi Press Agency
MENA|Middle East News Agency
Maghreb Arabe Presse
Press Trust of India|PTI
ANI|Asian News International
IANS|Indo-Asian News Service
Associated Press of Pakistan
Antara
Bernama
AAP|Australian Associated Press
Canadian Press
News Agency of Nigeria
Ghana News Agency
Prensa Latina
Inter Press Service|IPS
Tribune News Service
"""
# What an agency that is not in the table calls itself.
_TRADE = r"(?:Press|News|Newswires?|Wires?|Agency|Agencies|Agence|Agencia|Agentur|Presse|Prensa|Telegraphic|Bureau)"
# Agencies in general are nobody.
_ANY = re.compile(r"(?:news |wire )?(?:agenc(?:y|ies)|services?|reports|wires|press)", re.IGNORECASE)
_SMALL = r"(?:of|for|and|the|de|du|des|la|le|del|di)"
_WORD = r"[^\W\d_][\w’'.&-]{0,30}"
# A name of at most six words, each with a capital but for the small ones between.
_NAME = rf"(?=[^\W\d_])(?-i:[A-ZÀ-Þ]|dpa\b)[\w’'.&/-]{{0,30}}(?: (?:{_SMALL} )?(?-i:[A-ZÀ-Þ])[\w’'.&/-]{{0,30}}){{0,5}}"
_DASH = r"(?:[-‐‑‒–—―_]|--)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = rf"(?:{_MONTH}\.? ?\d{{1,2}}|\d{{1,2}} {_MONTH}\.?)"
_PLACE = r"[^\W\d_a-z][\w.’' /-]{0,40}(?:, ?[^\W\d_a-z][\w.’' -]{0,30}){0,2}"
# HARBOUR CITY, Country, May 3 (Name) -
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}?)?(?:,? ?{_DAY})?\.?\s?"
    rf"(?:[(\[](?P<name>{_NAME})[)\]]|(?<![^\s.,])/(?P<slashed>{_WORD})/)\s?(?P<dash>{_DASH})?"
)
# A last paragraph's last word, in brackets or behind a dash.
_SIGNED = re.compile(rf"[.!?\"'”’»]\s*(?:[(\[](?P<name>{_NAME})[)\]]|[-–—]{{1,2}}\s?(?P<dashed>{_NAME})\.?)\s*$")
# Above a text that lost its lines: *… Port Elsa AFP Monday 3 May 2031 The ferry …*
_STAMP = re.compile(
    rf"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:{_DAY})[, ]+(?:19|20)\d\d\b", re.IGNORECASE
)
_CAPITALS = re.compile(r"[^\W\d_]*[^\W\d_a-zß-ÿ]{3}")
_PIECE = r"(?:report|story|article|reporting|dispatch)"
_CONTRIBUTED = re.compile(
    rf"\b(?:contribut(?:ed|ing)(?: (?:reporting )?(?:to|for) (?:this|the) {_PIECE}| reporting|(?=\.?$))"
    rf"|(?:was|were) used in this {_PIECE})",
    re.IGNORECASE,
)
_CONTAINS = re.compile(
    rf"\b(?:this {_PIECE} (?:contains|includes|uses) (?:material|information|reporting)"
    r"|with (?:reporting|material|files|contributions|information)|additional reporting|compiled|adapted)"
    r" (?:from|by) (?P<rest>[^\n]{2,160})|[(\[]with (?P<bracketed>[^\n()\[\]]{2,80})[)\]]",
    re.IGNORECASE,
)
# The end of a sentence: a stop after a word that is no initial.
_STOP = re.compile(r"\w\w[.!?]\s+")
_STAFF = r"(?:writers?|reporters?|correspondents?|journalists?|staff|editors?|’s|'s)"
_RIGHTS = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\s©,]*(?:copyright )?(?:(?:19|20)\d\d)?,? ?(?:by )?", re.IGNORECASE)
_SOURCE = re.compile(rf"(?:[(\[/]\s*)?(?:source|media|via|from|text): ?(?P<name>{_NAME})\s?[)\].]?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:reported |written |story )?by[: ]\s?(?P<who>[^\n]{2,120})", re.IGNORECASE)
# What may follow the agency in a byline: an office, a date, an hour.
_OFFICE = r"(?:[\w-]+ ){0,3}(?:writers?|reporters?|correspondents?|staff|editors?|news|service)"
_TAIL = re.compile(
    rf"(?: {_OFFICE})?(?:\s*[|,–—-]?\s*(?:on\b|by\b|published\b|updated\b|posted\b|\d|{_MONTH}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)[^\n]*|\s*[|–—-]?\s*)",
    re.IGNORECASE,
)
_NAMED_LAST = re.compile(rf"(?:^|[,|(/–—-] ?)(?:the )?(?P<name>{_NAME})\)?$")
# How agencies' names end; by itself *News* ends those of papers and broadcasters, too.
_AGENTS = re.compile(r"(?:press|presse|wires?|agency|agence|service)$", re.IGNORECASE)
_PEOPLE = re.compile(rf"\s*(?:{_WORD}[\s,|–—-]+){{2,12}}")
_LOWER = re.compile(r"\b[a-z]{4,}")
_SHORT = 4  # letters of an abbreviation
_BY_BEFORE = re.compile(r"By .{3,80}?[.\s]\s?(?=[A-Z]{3})")
_PICTURE = re.compile(r"\b(?:photos?|images?|pictures?|file|pool|video|graphic|illustration|getty|tv)\b", re.IGNORECASE)
_DATA = re.compile(r"\b(?:quotes?|market|data|delayed|fundamental|index|indices|scores?)\b", re.IGNORECASE)

# A paragraph of as many words is told, not set above it.
_TOLD = 25
_NEAR = 240  # characters before a note of contribution in which its names stand


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _AGENCIES.split("\n"):
        if line:
            first, *others = line.split("|")
            for name in (first, *others):
                out[_key(name)] = first
    return out


def _key(name: str) -> str:
    """A name as the table files it: abbreviations keep their capitals, so that no word is taken for one."""
    bare = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", bare):
        bare = bare.replace(".", "")
    return bare if len(bare) <= 4 and bare.isalpha() else bare.casefold()


_SURNAMES = re.compile(r"\s+(?:news agency|news service|newswires?|wires?|agency|news|staff)$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def agency_of(name: str | None) -> str | None:
    """The agency of the table that a name or an address means; None for any other."""
    if not name:
        return None
    name = re.sub(r"^(?:https?://)?(?:www\.)", "", name.strip()).rstrip(".,;:")
    table = _table()
    return table.get(_key(name)) or table.get(_key(_SURNAMES.sub("", name)))


def same_agency(one: str, other: str) -> bool:
    """Whether two names mean one agency: by the table, by their words, or one by the other's first letters."""
    a, b = (re.sub(r"^the\s+", "", agency_of(n) or n, flags=re.IGNORECASE).casefold() for n in (one, other))
    return a == b or _initials(one) == b or _initials(other) == a


def _initials(name: str) -> str | None:
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper() and w.lower() != "the"]
    return "".join(letters).casefold() if len(letters) >= 2 else None


def credits(document: Document) -> tuple[Credit, ...]:
    """The agencies that a document credits, each once, in the order in which it names them.

    Looks at the text, at what was set aside around it, and at the fields for author and outlet. Where an agency is
    named more than once, the words that credit it with the whole come first. Credits of pictures do not count, nor
    does a report of what an agency reported. Linear in the text.
    """
    text = document.text
    found: list[Credit] = []
    told = 0
    for n, p in enumerate(document.paragraphs):
        line = p.of(text)
        for agency, start, end, whole in _in_line(line, begun=told, last=n >= len(document.paragraphs) - 3):
            found.append(Credit(agency, line[start:end], whole, Span(p.start + start, p.start + end)))
        told += len(line[:400].split()) >= _TOLD
    for piece in document.furniture:
        for line in piece.text.split("\n"):
            if piece.kind not in ("caption", "related", "comments", "widget", "navigation"):
                found += [
                    Credit(agency, line[a:b], whole) for agency, a, b, whole in _in_line(line, begun=0, last=False)
                ]
    for value in (document.author, document.outlet):
        if value:
            found += [Credit(agency, value) for agency in _named(value)]
    best: dict[str, Credit] = {}
    for credit in found:
        known = best.get(credit.agency)
        if known is None or (credit.whole and not known.whole):
            best[credit.agency] = credit
    return tuple(best.values())


def _in_line(line: str, *, begun: int, last: bool) -> Iterator[_Found]:
    """The credits of one paragraph: agency, where the words stand in it, whether it stands for the whole.

    `begun` counts the paragraphs of running text before it.
    """
    lead = len(line) - len(line.lstrip())
    head = line[lead : lead + 160]
    yield from _dateline(head, lead, begun)
    if len(line) <= 200 and not _PICTURE.search(line):
        yield from _byline(line, begun, last)
    if len(line) <= 1200 and (m := _RIGHTS.search(line)) and not _DATA.search(line):
        rest = line[m.end() : m.end() + 120]
        for agency, _, b in _known(rest):
            yield agency, m.start(), m.end() + b, True
    for m in _CONTRIBUTED.finditer(line):
        begin = max(0, m.start() - _NEAR)
        begin += max((stop.end() for stop in _STOP.finditer(line[begin : m.start()])), default=0)
        for agency in _thanked(line[begin : m.start()]):
            yield agency, begin, m.end(), False
    for m in _CONTAINS.finditer(line):
        for agency in _thanked(m["rest"]) if m["rest"] else _thanked(m["bracketed"], bare=False):
            yield agency, m.start(), m.end(), False
    if begun == 0:
        for agency, a, b in _known(line[:_NEAR]):
            if m := _STAMP.match(line, b):
                yield agency, a, m.end(), True
    if last and (m := _SIGNED.search(line, max(0, len(line) - 60))):
        part = "name" if m["name"] else "dashed"
        if signed := agency_of(m[part]):
            yield signed, m.start(part), m.end(part), True


def _dateline(head: str, lead: int, begun: int) -> Iterator[_Found]:
    """The agency between the place and the first sentence."""
    by = _BY_BEFORE.match(head)
    for at in {0, by.end() if by else 0}:
        m = _DATELINE.match(head, at)
        name = m and (m["name"] or m["slashed"])
        if not m or not name or _PICTURE.search(name):
            continue
        # Further down begins another story of the same page.
        agency: str | None = agency_of(name) if begun <= 1 else None
        if agency is None and m["name"] and m["dash"] and begun == 0 and head[m.end() :].strip():
            place = (m["place"] or "").strip()
            if not place or _CAPITALS.match(place) or _calls_itself(name):
                agency = _plain(name)
        if agency:
            yield agency, lead + at, lead + m.end(), True
            return


def _byline(line: str, begun: int, last: bool) -> Iterator[_Found]:
    """The agency of a line that says who wrote the article, or where it is from."""
    bare = line.strip()
    start = line.index(bare)
    end = start + len(bare)
    agency: str | None = None
    if m := _BYLINE.match(bare):
        agency = next((a for a, _, b in _known(m["who"]) if _TAIL.fullmatch(m["who"], b)), None)
        named = _NAMED_LAST.search(m["who"])
        if agency is None and named and _AGENTS.search(named["name"]):
            agency = _plain(named["name"])
    elif m := _SOURCE.fullmatch(bare):
        agency = agency_of(m["name"]) or (_plain(m["name"]) if _calls_itself(m["name"]) else None)
    elif begun <= 2 or last:
        agency = agency_of(bare.strip("—–-/()[]•| ")) or next(
            (a for a, at, b in _known(bare) if _stands_above(bare, at, b)), None
        )
    if agency:
        yield agency, start, end, True


def _stands_above(line: str, start: int, end: int) -> bool:
    """Whether an agency's name, at this place of a line, stands behind people's names as above an article.

    *Jane Doe, AP* and *Jane Doe / Associated Press* stand under pictures, *Jane Doe, Associated Press* above articles.
    """
    before = line[:start].rstrip()
    if len(_plain(line[start:end])) <= _SHORT or before.endswith(("/", "via", "to", "(")) or _LOWER.search(before):
        return False
    return bool((not before or _PEOPLE.fullmatch(line, 0, start)) and _TAIL.fullmatch(line, end))


def _named(value: str) -> list[str]:
    """The agencies that a field names as a part of its own: *Jane Doe, AP*, *AFP via The Paper*."""
    parts = re.split(
        r"\s*[,;|/()]\s*|\s+(?:via|for|and|with|by)\s+|\s+[-–—]\s+|^by\s+", value.strip(), flags=re.IGNORECASE
    )
    return list(dict.fromkeys(a for a in map(agency_of, parts) if a))


def _thanked(words: str, *, bare: bool = True) -> list[str]:
    """The agencies in a list of those who helped: any of the table, any that calls itself one.

    With `bare` also one by a name of one word, where nobody else is thanked.
    """
    known = [agency for agency, _, _ in _known(words)]
    parts = re.split(r",\s+|\s+and\s+|;\s*", words)
    for part in parts:
        part = re.sub(rf"\s+{_STAFF}\b.*$", "", part.strip().rstrip("."), flags=re.IGNORECASE)
        part = re.sub(
            r"^(?:and |additional |reporting |material |information |from |by |the |with )+",
            "",
            part,
            flags=re.IGNORECASE,
        )
        if agency_of(part) or any(same_agency(part, k) for k in known) or not re.fullmatch(_NAME, part):
            continue
        if _ANY.fullmatch(part):
            continue
        # One word by itself is nobody's name in full.
        alone = bare and len(parts) == 1 and re.fullmatch(r"\w{3,}", words.strip())
        if _calls_itself(part) or re.fullmatch(r"[A-Z]{3,6}", part) or alone:
            known.append(_plain(part))
    return list(dict.fromkeys(known))


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    names = sorted((n for line in _AGENCIES.split("\n") if line for n in line.split("|")), key=len, reverse=True)
    forms = [re.escape(n) if len(n) <= 4 else rf"(?i:{re.escape(n)})" for n in names]
    return re.compile(rf"(?<![\w/])(?:(?i:the) )?(?:{'|'.join(forms)})(?!\w)")


def _known(words: str) -> Iterator[tuple[str, int, int]]:
    """The agencies of the table that stand in some words, and where."""
    for m in _names().finditer(words):
        if agency := agency_of(m.group()):
            yield agency, m.start(), m.end()


def _calls_itself(name: str) -> bool:
    """Whether a name has a word of the trade in it."""
    return re.search(rf"\b{_TRADE}\b", name) is not None


def _plain(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE).rstrip(".,")
