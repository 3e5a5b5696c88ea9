"""Which article is a copy of which, and what only looks like one."""

import random
from dataclasses import replace

from sayso.match.copies import compare, shared_passages
from sayso.match.sketch import sketch, suspects
from sayso.model import Copy, Credit, Head

WORDS = [a + b for a in ("bridge", "harbour", "ferry", "council", "winter", "market") for b in ("", "s", "er", "ing")]


def told(seed: int, words: int) -> str:
    """A text of its own, that many words long."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + (".\n\n" if n % 40 == 39 else "") for n in range(words)).capitalize()


def head(id: str, published: str | None = None, *, credit: str | None = None, outlet: str | None = None) -> Head:
    credits = (Credit(credit, credit),) if credit else ()
    return Head(id, id, "2031-05-09T00:00:00Z", published=published, outlet=outlet, credits=credits)


A, B = head("a", "2031-05-03"), head("b", "2031-05-04")
REPORT = told(1, 300)


def found(a: Head, text_a: str, b: Head, text_b: str) -> Copy:
    """The copy, which must not depend on the order."""
    one, other = compare(a, text_a, b, text_b), compare(b, text_b, a, text_a)
    assert one is not None and one == other
    return one


def test_a_text_taken_over_whole_is_a_copy_of_the_earlier_one_and_says_where() -> None:
    text = f"{told(2, 80)}\n\n{REPORT}"
    copy = found(A, REPORT, B, text)
    assert (copy.copy, copy.of, copy.sure) == ("b", "a", True)
    assert copy.containment == 1.0 and 0.7 < copy.share < 0.85
    ((here, there),) = copy.passages
    assert here.of(text) == REPORT.rstrip(".\n") and there.of(REPORT) == REPORT.rstrip(".\n")


def test_small_edits_do_not_part_a_passage() -> None:
    words = REPORT.split()
    edited = " ".join([*words[:100], "indeed", *words[100:150], *words[152:]])
    ((here, there),) = shared_passages(edited, REPORT)
    assert len(here) > 0.99 * len(edited) and len(there) > 0.99 * len(REPORT) - 10


def test_texts_of_their_own_are_no_copies() -> None:
    assert compare(A, told(2, 300), B, told(3, 300)) is None
    assert compare(A, "", B, "") is None
    assert compare(A, "Too short.", B, "Too short.") is None


def test_the_same_speech_quoted_in_both_makes_no_copy() -> None:
    speech = told(4, 120).replace("\n\n", " ")
    one = f"{told(5, 100)}\n\n“{speech}” the mayor said.\n\n{told(6, 100)}"
    other = f'{told(7, 100)}\n\n"{speech}" he told them.\n\n{told(8, 100)}'
    assert compare(A, one, B, other) is None
    assert compare(A, one, B, other.replace('"', "")) is None  # a transcript needs no quotation marks
    assert compare(A, one.replace("“", "").replace("”", ""), B, other.replace('"', "")) is not None


def test_one_paragraph_in_a_long_article_is_found() -> None:
    paragraph = told(9, 60)
    copy = found(A, f"{told(10, 500)}\n\n{paragraph}\n\n{told(11, 300)}", B, f"{told(12, 400)}\n\n{paragraph}")
    assert copy.containment < 0.2 and len(copy.passages) == 1


def test_a_line_that_every_paper_prints_makes_no_copy() -> None:
    line = "The ministry did not respond to several requests for comment that were sent on Monday."
    assert compare(A, f"{told(13, 300)}\n\n{line}", B, f"{told(14, 300)}\n\n{line}") is None


def test_versions_of_one_address_are_no_copies() -> None:
    url = "https://times.example/ferry"
    assert compare(replace(A, url=url), REPORT, replace(B, url=url), REPORT) is None


def test_what_is_credited_to_an_agency_comes_from_the_agency_whatever_the_dates() -> None:
    agency = head("wire", "2031-05-05", outlet="The Associated Press", credit="AP")
    copy = found(head("a", "2031-05-03", credit="AP", outlet="The Cordova Times"), REPORT, agency, REPORT)
    assert (copy.copy, copy.of, copy.credit, copy.sure) == ("a", "wire", "AP", True)


def test_an_agency_that_nobody_knows_is_recognised_by_its_outlet() -> None:
    agency = head("wire", outlet="Northern Sea Press")
    copy = found(head("a", credit="NSP", outlet="The Cordova Times"), REPORT, agency, REPORT)
    assert (copy.copy, copy.of, copy.credit) == ("a", "wire", "NSP")


def test_without_dates_the_one_that_credits_an_agency_is_the_copy() -> None:
    copy = found(head("a", credit="AP"), REPORT, head("b"), REPORT)
    assert (copy.copy, copy.of, copy.sure) == ("a", "b", True)


def test_where_nothing_decides_the_part_is_taken_from_the_whole_and_not_surely() -> None:
    copy = found(head("a", "2031-05-03"), REPORT, head("b", "2031-05-03T10:00:00Z"), f"{REPORT}\n\n{told(15, 90)}")
    assert (copy.copy, copy.of, copy.sure) == ("a", "b", False)


def test_hours_decide_where_both_have_one() -> None:
    early, late = head("a", "2031-05-03T12:30:00+02:00"), head("b", "2031-05-03T11:00:00Z")
    assert found(early, REPORT, late, REPORT).of == "a"
    assert not found(head("a", "yesterday"), REPORT, late, REPORT).sure


def test_the_index_finds_what_was_taken_from_a_text_and_nothing_else() -> None:
    others = {f"o{n}": told(100 + n, 400) for n in range(20)}
    texts = {**others, "a": told(20, 2000), "b": " ".join(told(20, 2000).split()[700:800])}
    index: dict[int, list[str]] = {}
    for id, text in texts.items():
        for key in sketch(text):
            index.setdefault(key, []).append(id)
    assert sorted(suspects({key: index[key] for key in sketch(texts["b"])})) == ["a", "b"]


def test_a_sketch_holds_signed_keys_that_do_not_depend_on_case_marks_or_width() -> None:
    keys = sketch(REPORT)
    assert 20 <= len(keys) <= 45 and all(-(2**63) <= key < 2**63 for key in keys)
    assert sketch(REPORT.upper().replace(" ", "  ")) == keys
    assert sketch("Ｔｈｅ ferry won’t leave the har\u00adbour") == sketch("the ferry won't leave the harbour")
    assert len(sketch("six words make two of them")) == 2 and sketch("only four words here") == []


def test_a_phrase_that_everybody_uses_makes_no_suspect() -> None:
    """Keys of few texts count whole, those of many for less: it takes more of them."""
    everybody = [f"t{n}" for n in range(64)]
    assert suspects({1: ["a"], 2: ["a", "b"]}) == ["a"]
    assert suspects(dict.fromkeys(range(7), everybody)) == []
    assert suspects(dict.fromkeys(range(8), everybody)) == sorted(everybody)
    assert suspects({1: [], 2: ["a"]}, 1) == ["a"]
