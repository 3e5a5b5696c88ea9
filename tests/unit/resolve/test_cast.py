"""Which names of a text are one person's, and how they are spelt, in invented sentences."""

from __future__ import annotations

import re

import pytest

from sayso.model import Document, EntityKind, Name, NameKind, Span
from sayso.resolve.cast import Cast
from sayso.resolve.figures import Figure
from sayso.resolve.words import Text
from sayso.text.paragraph import paragraphs


def people(marked: str, *kinds: NameKind) -> list[str]:
    """Whom or what each of the names means that stand in [brackets], names of people where no kinds are given."""
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        inner = part.strip("[]")
        if part.startswith("["):
            spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner
    headline = paragraphs(plain)[0] if "\n" in plain else None
    text = Text(Document("d", plain, paragraphs(plain), headline=headline))
    each = zip(spans, kinds or [NameKind.PERSON] * len(spans), strict=True)
    cast = Cast(text, [Name(span, kind, 0.9) for span, kind in each], (), None)
    return [m.figure.name for m in cast.mentions]


OFTEN = "[Orla Fennick] spoke. " + "[Fennick] waved. They went home then. It rained. " * 5


@pytest.mark.parametrize(
    ("marked", "last"),
    [
        (OFTEN + "They saw [Ada Fennick] there. [Fennick] left.", "Orla Fennick"),
        ("[Orla Fennick] spoke. [Fennick] waved. They saw [Ada Fennick] there. [Fennick] left.", "Ada Fennick"),
        (OFTEN + "Then [Ada Fennick] spoke at length about it. Mrs. [Fennick] left.", "Orla Fennick"),
        (
            "[Nobby Fennick] waits.\n\nThen [Orla Fennick] came. It rained. It blew. [Fennick] left.",
            "Orla Fennick",
        ),
        (
            "[Ivo Brandt] spoke. [Lev Brandt] and [Ivo] left. [Lev] sang. It rained. It blew. [Brandt] sat.",
            "Ivo Brandt",
        ),
    ],
)
def test_a_shared_surname_is_theirs_who_bore_it_most_up_to_there(marked: str, last: str) -> None:
    assert people(marked)[-1] == last


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Oswin] spoke. Then Pope [Oswin] left.", "Pope Oswin"),
        ("Sister [Orla] spoke. [Orla] left.", "Sister Orla"),
        ("His sister [Orla] spoke. [Orla] left.", "Orla"),
        ("King [Ivo Brandt] spoke. Prince [Brandt] left.", "Ivo Brandt"),
        ("Senator [Brandt] spoke.", "Brandt"),
    ],
)
def test_who_goes_by_one_name_is_called_with_what_stands_before_it(marked: str, name: str) -> None:
    assert set(people(marked)) == {name}


def test_who_is_told_to_be_a_wife_is_not_mr() -> None:
    names = people("[Quill Fennick] left. His wife, [Wren Fennick], stayed. Mr. [Fennick] was late.")
    assert names[-1] == "Quill Fennick"


def test_one_who_is_not_named_yet_does_not_take_a_surname_from_one_who_also_goes_by_the_first_name() -> None:
    names = people("[Ivo Brandt] spoke. [Ivo] sang. [Brandt] sat. Nobody saw [Sly Brandt] then.")
    assert names == ["Ivo Brandt", "Ivo Brandt", "Ivo Brandt", "Sly Brandt"]


def test_a_surname_in_a_headline_is_theirs_whom_the_text_is_about() -> None:
    text = "[Fennick] talks of rain.\n\n[Ada Fennick] met [Orla Fennick] by the sea. [Orla Fennick] told her of rain."
    assert people(text)[0] == "Orla Fennick"


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("Zoe Fennick", "Zoë Fennick"), "Zoë Fennick"),
        (("Orla Fenick", "Orla Fennick", "Orla Fennick"), "Orla Fennick"),
        (("Orla Fennick", "Orla Fenick", "Orla Fennick"), "Orla Fennick"),
        (("Orla Fenick", "Orla Fennick"), "Orla Fennick"),
        (("Orla Fennick", "Orla M. Fennick"), "Orla M. Fennick"),
        (("Quell Fennick", "Orla Quell Fennick"), "Orla Quell Fennick"),
    ],
)
def test_a_person_is_called_as_most_of_the_text_spells_them(names: tuple[str, ...], name: str) -> None:
    assert set(people(" ".join(f"They saw [{one}] walk by." for one in names))) == {name}


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("They saw [Quill Fennick] Jr. walk by. Mr. [Fennick] sang.", ["Quill Fennick Jr."] * 2),
        ("They saw [Quill Fennick], Jr., walk by.", ["Quill Fennick, Jr."]),
        ("They saw [Quill Fennick] III walk by.", ["Quill Fennick III"]),
        ("They saw [Quill Fennick]. Jr is no word.", ["Quill Fennick"]),
        ("They saw [Adm]. [Quill Fennick] walk by. It was [Bo King].", ["Quill Fennick", "Bo King"]),
    ],
)
def test_a_name_holds_its_generation_and_no_title(marked: str, names: list[str]) -> None:
    assert people(marked) == names


def test_a_surname_is_without_the_generation() -> None:
    for name in ("Quill Fennick", "Quill Fennick, Jr.", "Quill Fennick III", "Fennick"):
        assert Figure(EntityKind.PERSON, name).surname == "fennick"
    assert Figure(EntityKind.PERSON, "Jr.").surname == "jr."


def test_a_surname_like_a_common_word_stays_in_a_name_that_stands_in_prose() -> None:
    assert people("They may go when [Orla May] goes there. [Tin Zaw Sun] sat in the sun.") == [
        "Orla May",
        "Tin Zaw Sun",
    ]


@pytest.mark.parametrize(
    ("marked", "kind", "name"),
    [
        ("They hired [Quellor LLC] there. Later [Quellor] wrote.", NameKind.PLACE, "Quellor LLC"),
        ("They hired [Q-IV Sail Group] there. Later [Q-IV] wrote.", NameKind.OTHER, "Q-IV Sail Group"),
        ("They hired [Velmo Sail Group] there. Later [Velmo] wrote.", NameKind.PLACE, "Velmo"),
        ("They hired [Velman Group LLC] there. Later a [Velman] ship sank.", NameKind.OTHER, "Velman"),
        ("They hired [Velmo Sail School] there. Later [Velmo] wrote.", NameKind.OTHER, "Velmo"),
    ],
)
def test_the_first_word_of_a_firms_name_is_the_firm(marked: str, kind: NameKind, name: str) -> None:
    assert people(marked, NameKind.ORGANISATION, kind)[-1] == name


def test_the_first_word_of_two_firms_names_is_neither() -> None:
    marked = "They hired [Quellor LLC] and then [Quellor Sail Group] there. Later [Quellor] wrote."
    kinds = NameKind.ORGANISATION, NameKind.ORGANISATION, NameKind.OTHER
    assert people(marked, *kinds)[-1] == "Quellor"
