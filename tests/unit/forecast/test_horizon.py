"""When something is to come about: time expressions against dates that were worked out by hand."""

from __future__ import annotations

import pytest

from sayso.forecast.horizon import expressions, horizon

NOW = "2034-11-15"  # a Wednesday

# Words, the first day and the last day that they leave open; "" is a day that they do not tell.
TABLE = """
tomorrow | 2034-11-16 | 2034-11-16
tomorrow night | 2034-11-16 | 2034-11-16
later today | 2034-11-15 | 2034-11-15
tonight | 2034-11-15 | 2034-11-15
the day after tomorrow | 2034-11-17 | 2034-11-17
on Tuesday | 2034-11-21 | 2034-11-21
on Wednesday | 2034-11-15 | 2034-11-15
this Friday | 2034-11-17 | 2034-11-17
next Friday | 2034-11-24 | 2034-11-24
by Monday | 2034-11-15 | 2034-11-20
before Sunday | 2034-11-15 | 2034-11-18
until Thursday | 2034-11-15 | 2034-11-16
from Monday to Thursday | 2034-11-20 | 2034-11-23
this week | 2034-11-15 | 2034-11-19
later this week | 2034-11-15 | 2034-11-19
next week | 2034-11-20 | 2034-11-26
by the end of next week | 2034-11-15 | 2034-11-26
this weekend | 2034-11-18 | 2034-11-19
next weekend | 2034-11-25 | 2034-11-26
this month | 2034-11-15 | 2034-11-30
next month | 2034-12-01 | 2034-12-31
by the end of the month | 2034-11-15 | 2034-11-30
at the end of the month | 2034-11-21 | 2034-11-30
by the middle of next month | 2034-11-15 | 2034-12-20
this year | 2034-11-15 | 2034-12-31
next year | 2035-01-01 | 2035-12-31
early next year | 2035-01-01 | 2035-04-30
late next year | 2035-09-01 | 2035-12-31
by the end of the year | 2034-11-15 | 2034-12-31
before the end of the year | 2034-11-15 | 2034-12-31
by year's end | 2034-11-15 | 2034-12-31
in 2036 | 2036-01-01 | 2036-12-31
by 2040 | 2034-11-15 | 2040-12-31
before 2040 | 2034-11-15 | 2039-12-31
until 2037 | 2034-11-15 | 2037-12-31
after 2036 | 2037-01-01 |
by mid-2036 | 2034-11-15 | 2036-08-31
in late 2035 | 2035-09-01 | 2035-12-31
in the 2040s | 2040-01-01 | 2049-12-31
in the early 2040s | 2040-01-01 | 2043-12-31
by the end of the decade | 2034-11-15 | 2039-12-31
by the end of the century | 2034-11-15 | 2099-12-31
by mid-century | 2034-11-15 | 2055-12-31
over the next decade | 2034-11-15 | 2044-11-15
before the summer | 2034-11-15 | 2035-05-31
by the summer | 2034-11-15 | 2035-08-31
this autumn | 2034-11-15 | 2034-11-30
this winter | 2034-12-01 | 2035-02-28
next spring | 2035-03-01 | 2035-05-31
in the fall of 2036 | 2036-09-01 | 2036-11-30
in the winter of 2035-36 | 2035-12-01 | 2036-02-29
in the coming days | 2034-11-15 | 2034-11-22
in the coming weeks | 2034-11-15 | 2034-12-27
in the coming months | 2034-11-15 | 2035-05-15
in the years to come | 2034-11-15 | 2039-11-15
over the next few days | 2034-11-15 | 2034-11-22
within ten days | 2034-11-15 | 2034-11-25
within 48 hours | 2034-11-15 | 2034-11-17
within a week | 2034-11-15 | 2034-11-22
in less than a month | 2034-11-15 | 2034-12-15
within the next two years | 2034-11-15 | 2036-11-15
over the next three months | 2034-11-15 | 2035-02-15
in ten days | 2034-11-25 | 2034-11-25
in two weeks | 2034-11-27 | 2034-12-03
in a fortnight | 2034-11-27 | 2034-12-03
in three months | 2035-02-01 | 2035-02-28
in two or three months | 2035-01-01 | 2035-02-28
in five years | 2039-01-01 | 2039-12-31
in a year's time | 2035-01-01 | 2035-12-31
ten days from now | 2034-11-25 | 2034-11-25
by 2 March | 2034-11-15 | 2035-03-02
on March 2 | 2035-03-02 | 2035-03-02
on 2 March 2036 | 2036-03-02 | 2036-03-02
on March 2, 2036 | 2036-03-02 | 2036-03-02
by Nov. 30 | 2034-11-15 | 2034-11-30
on Friday, 24 November | 2034-11-24 | 2034-11-24
on the 3rd of May | 2035-05-03 | 2035-05-03
on 2035-01-15 | 2035-01-15 | 2035-01-15
on 29 February | 2036-02-29 | 2036-02-29
on the 10th | 2034-12-10 | 2034-12-10
in March | 2035-03-01 | 2035-03-31
in November | 2034-11-15 | 2034-11-30
in October | 2035-10-01 | 2035-10-31
by the end of March | 2034-11-15 | 2035-03-31
in early March | 2035-03-01 | 2035-03-10
in mid-December | 2034-12-11 | 2034-12-20
late in January | 2035-01-21 | 2035-01-31
in March 2036 | 2036-03-01 | 2036-03-31
in the first half of 2035 | 2035-01-01 | 2035-06-30
in the second half of next year | 2035-07-01 | 2035-12-31
in the third quarter | 2035-07-01 | 2035-09-30
in the fourth quarter | 2034-11-15 | 2034-12-31
in the first quarter of 2036 | 2036-01-01 | 2036-03-31
next quarter | 2035-01-01 | 2035-03-31
by Q2 2035 | 2034-11-15 | 2035-06-30
between 3 and 9 May | 2035-05-03 | 2035-05-09
between May and July | 2035-05-01 | 2035-07-31
between 2036 and 2040 | 2036-01-01 | 2040-12-31
from 28 November to 4 January | 2034-11-28 | 2035-01-04
on May 3-9 | 2035-05-03 | 2035-05-09
by Christmas | 2034-11-15 | 2034-12-25
before Christmas | 2034-11-15 | 2034-12-24
after Christmas | 2034-12-26 |
before Easter | 2034-11-15 | 2035-03-24
on New Year's Eve | 2034-12-31 | 2034-12-31
in the new year | 2035-01-01 | 2035-01-31
no earlier than March | 2035-03-01 |
as early as next week | 2034-11-20 |
starting in January 2036 | 2036-01-01 | 2036-01-31
in the coming year | 2034-11-15 | 2035-11-15
over the coming month | 2034-11-15 | 2034-12-15
within the year | 2034-11-15 | 2035-11-15
in a week or two | 2034-11-20 | 2034-12-03
within a year or so | 2034-11-15 | 2035-11-15
in the next week or two | 2034-11-15 | 2034-11-29
by end of year | 2034-11-15 | 2034-12-31
before the week is out | 2034-11-15 | 2034-11-19
before the year is over | 2034-11-15 | 2034-12-31
come spring | 2035-03-01 | 2035-05-31
come January | 2035-01-01 | 2035-01-31
in the first week of December | 2034-12-01 | 2034-12-07
in the last week of February | 2035-02-22 | 2035-02-28
in days to come | 2034-11-15 | 2034-11-22
before Thanksgiving | 2034-11-15 | 2034-11-22
after Labor Day | 2035-09-04 |
by Memorial Day | 2034-11-15 | 2035-05-28
on Halloween | 2035-10-31 | 2035-10-31
on the Fourth of July | 2035-07-04 | 2035-07-04
in the long run | 2034-11-15 |
soon | 2034-11-15 |
in the foreseeable future | 2034-11-15 |
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("words", "earliest", "latest"), ROWS)
def test_expressions_come_to_their_days(words: str, earliest: str, latest: str) -> None:
    """Each expression, in the middle of a sentence, comes to the days that were worked out by hand, in its words."""
    text = f"The harbour of Vessen will open {words}, the minister said."
    found = horizon(text, 0, len(text), NOW)
    assert found is not None
    assert (found.earliest or "", found.latest or "", found.past) == (earliest, latest, False)
    assert words.startswith(found.words.text)
    assert found.words.spans.text(text) == found.words.text


def test_a_hundred_expressions() -> None:
    """The table holds at least a hundred different expressions."""
    assert len({words for words, _, _ in ROWS}) >= 100


@pytest.mark.parametrize(
    "text",
    [
        "It may march on.",
        "The will of the people, in 300 words.",
        "He was at the fall of the city.",
        "The bank will grow for ten years.",
        "It will be the worst flood in ten years.",
        "The minister will have her way by force.",
        "She will resign after the vote.",
        "It will cost 2035 dollars.",
        "They may come, he said.",
    ],
)
def test_other_words_are_no_time(text: str) -> None:
    """Words that only look like a time are none, and neither is an event."""
    assert horizon(text, 0, len(text), NOW) is None


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("last week", "2034-11-06", "2034-11-12"),
        ("yesterday", "2034-11-14", "2034-11-14"),
        ("in 2030", "2030-01-01", "2030-12-31"),
        ("on 3 May 2031", "2031-05-03", "2031-05-03"),
        ("two years ago", "2032-01-01", "2032-12-31"),
        ("since March 2034", "2034-03-01", "2034-11-15"),
    ],
)
def test_the_past_is_no_horizon(words: str, earliest: str, latest: str) -> None:
    """What is over is read, and told apart."""
    text = f"It opened {words}."
    (found,) = expressions(text, 0, len(text), NOW)
    assert (found.earliest, found.latest, found.past) == (earliest, latest, True)
    assert horizon(text, 0, len(text), NOW) is None


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on 2 November", "2034-11-02", "2034-11-02"),
        ("on 2 December", "2033-12-02", "2033-12-02"),
        ("in May", "2034-05-01", "2034-05-31"),
        ("on Friday", "2034-11-10", "2034-11-10"),
        ("last month", "2034-10-01", "2034-10-31"),
    ],
)
def test_a_text_about_the_past(words: str, earliest: str, latest: str) -> None:
    """Where something is told of the past, a day without a year is the last one that has come."""
    text = f"I said {words} that it would rain."
    (found,) = expressions(text, 0, len(text), NOW, past=True)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_without_a_date_only_what_names_its_year() -> None:
    """An article without a date resolves what needs none, and marks the rest without days."""
    for words, earliest, latest in [("by 2 March 2036", None, "2036-03-02"), ("next week", None, None)]:
        text = f"It will open {words}."
        found = horizon(text, 0, len(text), None)
        assert found is not None
        assert (found.earliest, found.latest) == (earliest, latest)


def test_the_last_days_of_the_calendar() -> None:
    """A day that no calendar has ends in no error."""
    text = "It will end in 999 centuries, on 31 February, on 45 May, within 999 decades."
    assert horizon(text, 0, len(text), "9999-12-31") is None
