"""Invented news of any length, the same for the same seed: what benchmarks read where no corpus is
needed.

    python bench/invented.py [CHARACTERS] [SEED] > article.txt

A headline, a "By …" line and a date, then paragraphs that report, quote, deny and predict, each about
other people, places and numbers, so that no two are alike and none is taken for page furniture.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

GIVEN = [
    "Ana",
    "Brun",
    "Cato",
    "Dora",
    "Emil",
    "Fenja",
    "Goran",
    "Hilde",
    "Ivo",
    "Jelka",
    "Karst",
    "Lenka",
    "Milo",
    "Nadja",
    "Orin",
    "Petra",
    "Rolf",
    "Sanja",
    "Tove",
]
SURNAME_HEAD = [
    "Bar",
    "Dal",
    "Eld",
    "Fen",
    "Grim",
    "Hol",
    "Kest",
    "Lor",
    "Mar",
    "Nor",
    "Ost",
    "Ravn",
    "Sol",
    "Tarn",
    "Ulm",
    "Vest",
    "Wyn",
    "Zell",
]
SURNAME_TAIL = ["berg", "dahl", "feld", "gard", "holm", "land", "mann", "rup", "sen", "stad", "ter", "vik"]
PLACE_TAIL = ["bridge", "combe", "ford", "haven", "marsh", "mere", "mouth", "wick", "worth"]
BODY = [
    "harbour board",
    "water ministry",
    "ferry company",
    "electoral commission",
    "fishing union",
    "county court",
    "central bank",
    "rail authority",
    "health office",
    "grain exchange",
]
JOB = [
    "the mayor",
    "a retired pilot",
    "the chief engineer",
    "a spokeswoman",
    "the union's leader",
    "an economist",
]
THING = [
    "the bridge would open in {n} weeks",
    "the harbour had lost {n} million crowns",
    "no more than {n} ships could dock at once",
    "the levy would rise by {n} per cent",
    "{n} families had been told to leave their houses",
    "the talks with {place} had failed",
]
SENTENCE = [
    "“{Claim},” said {who}, {job} of {place}. “We have waited {n} years for an answer, and none has come.”",
    "{who} said that {claim}, and that nobody in {place} had been asked.",
    "According to a report of the {body}, {claim}.",
    "The {body} denied on {day} that {claim}. A clerk who asked not to be named said otherwise.",
    "“It is not true that {claim},” {who} told reporters, adding that the {body} “invents its figures”.",
    "{who}, {job}, believes {claim}. {other} called the forecast “a fairy tale with numbers”.",
    "The road to {place} was closed for {n} hours. Rain fell through the night, and the market stayed empty.",
    "Asked whether {claim}, the {body} declined to comment.",
    "{other} predicted that {claim} before the spring, as the {body} had warned in {n} letters.",
    "The {place} Courier reported that {who} had told the {body} that {claim}.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def paragraphs(seed: int = 0) -> Iterator[str]:
    """Paragraphs without end, of one to four sentences."""
    rng = random.Random(seed)

    def surname() -> str:
        return rng.choice(SURNAME_HEAD) + rng.choice(SURNAME_TAIL)

    while True:
        out = []
        for _ in range(rng.randint(1, 4)):
            place = rng.choice(SURNAME_HEAD) + rng.choice(PLACE_TAIL)
            claim = rng.choice(THING).format(n=rng.randint(2, 900), place=place)
            out.append(
                rng.choice(SENTENCE).format(
                    who=f"{rng.choice(GIVEN)} {surname()}",
                    other=f"{rng.choice(GIVEN)} {surname()}",
                    job=rng.choice(JOB),
                    body=rng.choice(BODY),
                    place=place,
                    day=rng.choice(DAYS),
                    n=rng.randint(2, 60),
                    claim=claim,
                    Claim=claim[0].upper() + claim[1:],
                )
            )
        yield " ".join(out)


def article(characters: int = 3000, seed: int = 0) -> str:
    """An article of about so many characters, and never more."""
    out = "Harbour board and ferry company at odds over the bridge\n\nBy Lenka Ravnholm\n\n3 May 2021"
    for paragraph in paragraphs(seed):
        if len(out) + 2 + len(paragraph) > characters:
            return out + "\n"
        out += "\n\n" + paragraph
    return out


def main(arguments: list[str]) -> int:
    """Write an article to standard output."""
    sys.stdout.write(article(*(int(a) for a in arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
