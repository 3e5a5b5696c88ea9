"""Quotation structure, case by case; whole phenomena are in tests/golden/quotation."""

from __future__ import annotations

import pytest

from sayso.text import quotation as module
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import Quotation, inner, quotations


def read(text: str) -> tuple[Quotation, ...]:
    return quotations(text, paragraphs(text))


def words(text: str) -> list[str]:
    return [" | ".join(part.of(text) for part in q.parts) for q in read(text)]


def test_a_text_without_marks_has_no_quotations() -> None:
    """No marks, no quotations; no text, none either."""
    assert read("The bridge is closed.") == ()
    assert read("") == ()


def test_a_quotation_knows_its_mark_and_level() -> None:
    """Mark, level and parent of a quotation inside another."""
    outer, within = read("“She said ‘perhaps’ again.”")
    assert (outer.mark, outer.level, outer.parent) == ("double", 0, None)
    assert (within.mark, within.level, within.parent) == ("single", 1, 0)
    assert read("« Oui »")[0].mark == "guillemet"


def test_a_healed_closer_is_told() -> None:
    """`closed` is False where nobody closed the quotation."""
    text = "“The bridge is closed.\n\nThe ferry runs."
    (only,) = read(text)
    assert not only.closed
    assert only.span.of(text) == "“The bridge is closed."


def test_the_inside_leaves_out_reopening_marks() -> None:
    """Each part of the inside begins behind its reopening mark and ends before the closer."""
    text = "“One.\n\n“Two,” he said."
    (only,) = read(text)
    assert [s.of(text) for s in inner(text, only)] == ["One.", "Two,"]


def test_the_inside_keeps_an_inner_opener_where_the_reopening_mark_is_missing() -> None:
    """What opens the third paragraph is the inner quotation's mark, so the outer inside has it."""
    text = "“One.\n\nTwo.\n\n“Three,” said a driver, who waited.”"
    outer, within = read(text)
    assert [s.of(text) for s in inner(text, outer)] == ["One.", "Two.", "“Three,” said a driver, who waited."]
    assert [s.of(text) for s in inner(text, within)] == ["Three,"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The '90s were the boys' own.", []),
        ("I don't know 'em, nor O'Neil's.", []),
        ("It is 5'10\" by 6'2\".", []),
        ("A 12\" pipe and a 3' rod", []),
        ("the ‘90s and the ’60s", []),
        ("The rebels’ camp, the Joneses’ car.", []),
        ("Home » News » Sports", []),
        ("He said 'no' twice.", ["'no'"]),
        ("'Cause we won,' she said.", ["'Cause we won,'"]),
        ("‘It’s the boys’ turn,’ he said.", ["‘It’s the boys’ turn,’"]),
        ("It was—“again”—closed.", ["“again”"]),
        ("(“Closed.”)", ["“Closed.”"]),
        ("“Closed” “Open”", ["“Closed”", "“Open”"]),
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str, found: list[str]) -> None:
    """Only what quotes is a quotation."""
    assert words(text) == found


def test_a_quotation_paragraph_after_an_unclosed_one_goes_on_with_it() -> None:
    """A paragraph that reopens belongs to the quotation, so the unclosed paragraph needs no healing."""
    text = "“One.\n\n“Two.\n\n“Three.”\n\n“Four.”"
    assert words(text) == ["“One. | “Two. | “Three.”", "“Four.”"]
    assert all(q.closed for q in read(text))


def test_an_unclosed_quotation_does_not_swallow_plain_paragraphs() -> None:
    """Paragraphs that do not reopen end it, unless a closer without opener ends one of the next few."""
    assert words("“One.\n\nTwo.\n\n“Three,” he said.") == ["“One.", "“Three,”"]
    assert words("“One.\n\nTwo.\n\nThree.”") == ["“One. | Two. | Three.”"]
    assert words("“One." + "\n\nTwo." * 30 + "\n\nThree.”") == ["“One."]


def test_nesting_has_a_bound() -> None:
    """However many marks open, no more than a fixed number of quotations is open at once."""
    found = read(" ".join("“a" for _ in range(200)))
    assert max(q.level for q in found) < 20


def test_every_mark_is_looked_at_a_fixed_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text costs twice the operations: the parser's steps are counted, not timed."""
    counts = {"n": 0}
    close, open_, decide = module._Parser._close, module._Parser._open, module._Parser._decide

    def counted(method):  # type: ignore[no-untyped-def]
        def run(self, *args):  # type: ignore[no-untyped-def]
            counts["n"] += 1
            return method(self, *args)

        return run

    monkeypatch.setattr(module._Parser, "_close", counted(close))
    monkeypatch.setattr(module._Parser, "_open", counted(open_))
    monkeypatch.setattr(module._Parser, "_decide", counted(decide))
    for unit in ('" ', "“a\n\n", "“a ”", "a' ", "‘“ ", "«‹ ", "“‘a\n\n“b” c”\n\n"):
        costs = []
        for size in (200, 400):
            counts["n"] = 0
            read(unit * size)
            costs.append(counts["n"])
        assert costs[1] <= 2 * costs[0] + 50, unit
