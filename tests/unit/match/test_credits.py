"""Which agencies an article credits, and which words credit nobody."""

import pytest

from sayso.match.credits import agency_of, credits, same_agency
from sayso.model import Document, Furniture
from sayso.text.paragraph import paragraphs

STORY = "The ferry to the outer islands will not sail this winter, the harbour board of Cordova decided on Monday."


def document(*lines: str, **fields: str) -> Document:
    text = "\n\n".join(lines)
    return Document("d", text, paragraphs(text), **fields)


def named(*lines: str, **fields: str) -> list[tuple[str, bool]]:
    return [(c.agency, c.whole) for c in credits(document(*lines, **fields))]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        (f"CORDOVA (Reuters) - {STORY}", "Reuters"),
        (f"PORT ELSA, Cordova (AP) — {STORY}", "AP"),
        (f"PORT ELSA, May 3 (Reuters) - {STORY}", "Reuters"),
        (f"CORDOVA, May 3. /TASS/. {STORY}", "TASS"),
        (f"(dpa) – {STORY}", "dpa"),
        (f"CORDOVA (Kestrel) - {STORY}", "Kestrel"),
        (f"(Northern Sea Press) – {STORY}", "Northern Sea Press"),
        (f"Port Elsa (Cordova Press Agency) — {STORY}", "Cordova Press Agency"),
    ],
)
def test_a_dateline_names_the_agency_that_the_article_is_from(line: str, agency: str) -> None:
    assert named("Ferry stays in harbour", line) == [(agency, True)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Ida Korr, Associated Press", "AP"),
        ("By IDA KORR AP Maritime Writer", "AP"),
        ("Ida Korr and Tom Vael, Associated Press", "AP"),
        ("The Associated Press | Monday, May 3, 2031", "AP"),
        ("By Ida Korr, Northern Sea Press", "Northern Sea Press"),
        ("Agence France-Presse", "AFP"),
        ("Source: Reuters", "Reuters"),
        ("© 2031 AFP", "AFP"),
        ("Ferry stays in harbour AFP Monday 3 May 2031", "AFP"),
        (f"{STORY} (dpa)", "dpa"),
        (f"{STORY} - AFP", "AFP"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "AP"),
    ],
)
def test_a_line_above_or_below_the_text_names_the_agency(line: str, agency: str) -> None:
    assert named("Ferry stays in harbour", line, STORY) == [(agency, True)]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Agence France-Presse contributed to this report.", ["AFP"]),
        ("Associated Press writer Ida Korr in Port Elsa contributed to this report.", ["AP"]),
        ("Kestrel contributed to this report.", ["Kestrel"]),
        ("The board meets again in June. (With Reuters)", ["Reuters"]),
        ("The Northern Sea Press contributed to this story.", ["Northern Sea Press"]),
        ("This report contains material from Bloomberg News, Reuters, and the Kestrel Agency.", None),
    ],
)
def test_an_agency_that_helped_is_credited_with_a_part(line: str, agencies: list[str] | None) -> None:
    assert named(STORY, line) == [(a, False) for a in agencies or ["Bloomberg", "Reuters", "Kestrel Agency"]]


@pytest.mark.parametrize(
    "line",
    [
        "The board told Reuters that it had no choice.",
        "As the Associated Press first reported, the ferry is fifty years old.",
        "The ferry in Port Elsa. (Ida Korr/AP)",
        "Ida Korr / Reuters",
        "Ida Korr, AP",
        "Ida Korr and Tom Vael contributed to this report.",
        "Additional reporting by Ida Korr in Port Elsa, Cordova, and Tom Vael.",
        "Staff writer Joan E. Sollis contributed to this report.",
        "Ida Korr (Labour) – a member of the board – disagreed with the decision of the other members.",
        "Agencies contributed to this report.",
        "“We met [with Orm] on Monday,” she said (with Vael).",
        "Market data provided by Reuters. Copyright 2031 Reuters.",
    ],
)
def test_reports_pictures_people_and_data_credit_no_agency(line: str) -> None:
    assert named("Ferry stays in harbour", STORY, line) == []


def test_the_words_that_credit_are_shown_where_they_stand() -> None:
    d = document("Ferry stays in harbour", f"PORT ELSA (AP) — {STORY}")
    (credit,) = credits(d)
    assert credit.span is not None and credit.span.of(d.text) == credit.text == "PORT ELSA (AP) —"


def test_furniture_and_fields_are_read_too_and_the_whole_goes_before_a_part() -> None:
    text = f"{STORY}\n\nReuters contributed to this report."
    furniture = (Furniture("byline", "By Ida Korr, Reuters", 0), Furniture("caption", "© 2031 AFP", 0))
    d = Document("d", text, paragraphs(text), outlet="AFP via The Cordova Times", furniture=furniture)
    assert [(c.agency, c.whole, c.span) for c in credits(d)] == [("Reuters", True, None), ("AFP", True, None)]


def test_the_names_of_an_agency_are_one() -> None:
    assert {agency_of(n) for n in ("AP", "The Associated Press", "AP News", "https://www.apnews.com")} == {"AP"}
    assert agency_of("Agence France Presse") == "AFP"
    assert agency_of("ap") is None and agency_of("The Cordova Times") is None and agency_of(None) is None
    assert same_agency("Cordova Press Agency", "CPA") and same_agency("the associated press", "A.P.")
    assert not same_agency("Cordova Press Agency", "Cordova Times")
