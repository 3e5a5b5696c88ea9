"""Where names stand, and how far each of them reaches, in invented sentences."""

from __future__ import annotations

import pytest
from named import found

from sayso.model import NameKind

PERSON, BODY, PLACE, OTHER = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.OTHER


@pytest.mark.parametrize(
    ("marked", "kinds", "name"),
    [
        ("They wrote to the [Orla Fennick] [Foundation] about it.", (PERSON, BODY), "Orla Fennick Foundation"),
        ("They wrote to the Harrow Valley [Committee] about it.", (BODY,), "Harrow Valley Committee"),
        ("They wrote to the Harrow Coroner’s [Office] about it.", (BODY,), "Harrow Coroner’s Office"),
        ("They wrote to the [League of] Lighthouse Voters about it.", (BODY,), "League of Lighthouse Voters"),
        ("They wrote that [Lantern] Chairman Ivo Brandt spoke then.", (BODY,), "Lantern"),
        ("They wrote to the [Committee] on Tuesday about that.", (BODY,), "Committee"),
        ("They wrote to the 4th [Court of Tides] about it.", (BODY,), "4th Court of Tides"),
        ("The [Court of Tides for] the 4th Circuit ruled today.", (BODY,), "Court of Tides for the 4th Circuit"),
        ("They read a Velmo Lamp/Harrow [Lantern Survey] about it.", (BODY,), "Velmo Lamp/Harrow Lantern Survey"),
        ("They heard Harrow [Lantern Leader] [Ivo Brandt] talk then.", (BODY, PERSON), "Ivo Brandt"),
    ],
)
def test_a_bodys_name_reaches_over_the_capitals_that_belong_to_it(
    marked: str, kinds: tuple[NameKind, ...], name: str
) -> None:
    assert found(marked, **{f"k{n}": kind for n, kind in enumerate(kinds)})[0][0] == name


def test_a_name_is_as_long_as_elsewhere() -> None:
    both = found("They read the [Harrow Lamp] then, and the Harrow [Lamp] there.", a=BODY, b=BODY)
    assert [name for name, _ in both] == ["Harrow Lamp", "Harrow Lamp"]
    both = found("They read the [Harrow Lamp] then, and the [Harrow] [Lamp] there.", a=BODY, b=PLACE, c=BODY)
    assert [name for name, _ in both] == ["Harrow Lamp", "Harrow Lamp"]


def test_no_name_is_made_of_a_super_pac_or_of_the_and_behind_it() -> None:
    assert found("It was won by super PACs in the end.") == []
    assert found("They wrote to [Velmair and] others.", a=BODY) == [("Velmair", BODY)]


def test_a_surname_in_a_headline_ends_before_the_headlines_other_capitals() -> None:
    text = "[Fennick Takes Talk] Of Rain.\n\n[Orla Fennick] likes the talk that takes long."
    assert found(text, one=BODY, two=PERSON) == [("Fennick", PERSON), ("Orla Fennick", PERSON)]


def test_a_name_that_was_cut_at_an_initial_is_made_whole() -> None:
    assert found("said [Ivo] A. [Brandt], who left", a=PERSON, b=PERSON) == [("Ivo A. Brandt", PERSON)]
    assert found("said [Ivo Lev] [Brandt] then", a=PERSON, b=PERSON) == [("Ivo Lev Brandt", PERSON)]
    assert len(found("said [Ivo Brandt]. [Lev Osmund] left", a=PERSON, b=PERSON)) == 2
    assert found("said [Ivo A.] Brandt, who left", a=PERSON) == [("Ivo A. Brandt", PERSON)]
    assert found("said [Ivo] “Lark” [Brandt], who left", a=PERSON, b=PERSON) == [("Ivo “Lark” Brandt", PERSON)]
    nick = found("said [Ivo] “[Lark]” [Brandt], who left", a=PERSON, b=OTHER, c=PERSON)
    assert nick == [("Ivo “Lark” Brandt", PERSON)]
    assert found("said [TomÃ]¡s [Brandt], who left", a=PLACE, b=PERSON) == [("TomÃ¡s Brandt", PERSON)]
    assert found("said [Jose\u0301 Ibán]ez [Brandt] then", a=PERSON, b=PERSON) == [("Jose\u0301 Ibánez Brandt", PERSON)]
    assert found("said [glum Brandt] there", a=PERSON) == [("Brandt", PERSON)]
    assert found("[According] to them it rained", a=PERSON) == []
    assert found("said [Orla] in ’t [Veen] then", a=PERSON, b=PERSON) == [("Orla in ’t Veen", PERSON)]
    assert found("said [Orla] in ’[t Veen] then", a=PERSON, b=PERSON) == [("Orla in ’t Veen", PERSON)]
    assert found("said [Ivo Lev “Lark”] [Brandt] then", a=PERSON, b=PERSON) == [("Ivo Lev “Lark” Brandt", PERSON)]


def test_a_letter_of_another_encoding_cuts_no_name() -> None:
    assert found("said [JosÃ© Brandt] then", a=PERSON) == [("JosÃ© Brandt", PERSON)]
    assert found("said [Jose\u0301 Brandt] then", a=PERSON) == [("Jose\u0301 Brandt", PERSON)]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They met Tide Minister [Gen Fennick] there.", "Gen Fennick"),
        ("They met Tide Minister [Gen. Fennick] there.", "Fennick"),
        ("They met the tall [Gen Fennick] there.", "Fennick"),
    ],
)
def test_what_is_short_for_a_title_is_a_given_name_behind_an_office(marked: str, name: str) -> None:
    assert found(marked, one=PERSON) == [(name, PERSON)]


def test_a_surname_that_was_missed_is_found_where_nothing_goes_on_beside_it() -> None:
    text = "They met [Orla Fennick] there. Later on Fennick said more. The Fennick Trust did not. They fennel it."
    assert found(text, a=PERSON) == [("Orla Fennick", PERSON), ("Fennick", PERSON)]
    assert len(found("They met [Orla Sun] there. Later on Sun said more of the sun there.", a=PERSON)) == 1


def test_an_office_before_a_surname_is_no_given_name() -> None:
    text = "They met [Orla Fennick] there. Then [Director Fennick] and [Baker Fennick] left."
    assert [name for name, _ in found(text, a=PERSON, b=PERSON, c=PERSON)][1:] == ["Fennick", "Baker Fennick"]
    assert found("They met Majority Whip [Orla Fennick] there.", a=PERSON) == [("Orla Fennick", PERSON)]


def test_a_word_with_a_capital_before_a_full_name_is_no_part_of_it() -> None:
    text = "[Given Fennick] is here. [Orla Fennick] is late."
    assert found(text, a=PERSON, b=PERSON)[0] == ("Fennick", PERSON)


def test_a_persons_name_ends_before_small_letters_and_begins_within_a_headline() -> None:
    assert found("Ms. [Fennick demurred] when they asked.", one=PERSON) == [("Fennick", PERSON)]
    text = "Brandt Meets [Fennick]: Tides Are High\n\nThen [Orla Fennick] left the harbour by boat."
    assert [name for name, _ in found(text, one=PERSON, two=PERSON)] == ["Fennick", "Orla Fennick"]
    assert found("They met President Pro Tem [Orla Fennick] there.", one=PERSON) == [("Orla Fennick", PERSON)]
    assert found("They met President [Pro Tem Orla Fennick] there.", one=PERSON) == [("Orla Fennick", PERSON)]
