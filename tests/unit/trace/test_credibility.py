"""The table of the Admiralty digit: whole, in order, and the same in the documentation."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

from sayso.trace.credibility import TABLE, Grounds, credibility

PAGE = Path(__file__).parents[3] / "docs" / "corroboration.md"


def every_ground() -> list[Grounds]:
    return [
        Grounds(low, high, carried, named, described, contradicted)
        for low, high in [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (1, 5), (2, 2), (2, 3), (4, 4)]
        for carried, named, described, contradicted in product([True, False], [True, False], [True, False], range(4))
    ]


def test_every_ground_has_a_row_and_every_row_a_ground() -> None:
    """Whatever a provenance shows, one sentence of the table stands for it; and none of them stands idle."""
    given = [credibility(grounds) for grounds in every_ground()]
    assert set(given) == {(row.digit, row.rule) for row in TABLE}


def test_more_sources_never_make_it_worse_and_denials_never_better() -> None:
    """The digit falls, or stays, with each source that is added, a name, and each contradiction that goes."""
    judged = [g for g in every_ground() if g.carried and g.described and g.low > 0]
    for a, b in product(judged, judged):
        if a.low >= b.low and a.high >= b.high and a.named >= b.named and a.contradicted <= b.contradicted:
            assert credibility(a)[0] <= credibility(b)[0], (a, b)


def test_the_documentation_holds_the_table() -> None:
    """Every row, with its digit, stands on the page, in the order in which the rows are tried."""
    rows = re.findall(r"^\| (\d) \| (.+?) \|$", PAGE.read_text(encoding="utf8"), re.MULTILINE)
    assert [(int(digit), rule) for digit, rule in rows] == [(row.digit, row.rule) for row in TABLE]
