"""Setting aside: what a page hangs around an article goes, and nothing of the article with it."""

from __future__ import annotations

import pytest

from sayso.errors import Empty
from sayso.read import read_text

NOTICE = (
    "Opinions voiced here are the writer's own and do not necessarily reflect those of the Eldmark Post."
    " The Eldmark Post gives no financial or legal advice."
)
BODY = [
    "The harbour board of Eldmark has agreed in principle to sell the old customs house, three members said.",
    "Here is what the board’s notice says:",
    "“The board has received an offer for the customs house and will discuss it in closed session.”",
    "My opinion remains that no sale will be signed before the spring.",
]
SCRAPED = "\n\n".join(
    [
        "in ,",
        "CONFIRMED: Eldmark sells its customs house",
        NOTICE,
        *BODY,
        "Report",
        NOTICE,
        "What do you think?",
    ]
) + (
    "\n\nSubscribe\nNotify of\nguest\n0 Comments\nInline Feedbacks\nView all comments\n\n"
    "Weary councillors show they have no plan for the quay\n\n"
    "2019 – year of the long ferry strike between Eldmark and Harrow"
)


def test_a_scraped_column_loses_its_furniture_and_keeps_its_text() -> None:
    """Byline stub, notices, poll, comment box and foreign headlines go; headline and every paragraph stay."""
    document = read_text(SCRAPED)
    assert [p.of(document.text) for p in document.paragraphs] == [
        "CONFIRMED: Eldmark sells its customs house",
        *BODY,
    ]
    assert document.headline == document.paragraphs[0]
    kinds = {f.text: f.kind for f in document.furniture}
    assert kinds["in ,"] == "byline"
    assert kinds[NOTICE] == "disclaimer"
    assert kinds["Notify of"] == kinds["0 Comments"] == kinds["View all comments"] == "comments"
    assert kinds["Report"] == kinds["guest"] == kinds["What do you think?"] == "widget"
    assert kinds["2019 – year of the long ferry strike between Eldmark and Harrow"] == "related"
    assert len(document.furniture) == 13


def _around(line: str, *, where: str) -> str:
    head = ["Ferry to Harrow returns after a long winter"]
    middle = [
        "The night ferry will sail again from Monday, the harbour board said.",
        "Its crew had waited for eleven weeks, and so had the innkeepers on the far shore.",
    ]
    parts = {
        "head": [*head, line, *middle],
        "middle": [*head, middle[0], line, middle[1]],
        "tail": [*head, *middle, line],
    }
    return "\n".join(parts[where])


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("share", "Share on Facebook"), ("share", "Share this article"), ("share",
        "FacebookTwitterWhatsAppEmail"),
        ("share", "Follow us on Twitter and Facebook"), ("share",
        "Read or Share this story: https://elm.example/1"),
        ("comments", "12 Comments"), ("comments", "Leave a comment"), ("comments", "Notify of"),
        ("advertisement", "Advertisement"), ("advertisement", "Story continues below"),
        ("advertisement", "Sponsored content"), ("widget", "Sign up for our morning newsletter"),
        ("widget", "Get the day’s headlines in your inbox"), ("caption", "Image 1 of 12"),
        ("caption", "(Photo: Ann Lee / Harrow Pictures)"), ("caption", "Photo by Ann Lee"),
        ("caption",
        "FILE - In this May 4, 2018, file photo, the ferry lies at Eldmark. Its owner said it was sound."),
        ("caption", "The ferry at its berth on Sunday. (AP Photo/Ann Lee)"),
        ("disclaimer", "Copyright 2018 The Harrow Post. All rights reserved."), ("disclaimer",
        "© 2018 Harrow Post"),
        ("related", "Read more: Innkeepers count the cost of a quiet winter"), ("related",
        "Related stories:"),
        ("navigation", "3 hours ago"), ("navigation", "Skip to main content"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["head", "middle", "tail"])
def test_closed_families_go_wherever_they_stand(kind: str, line: str, where: str) -> None:
    """A line that can be nothing but furniture is set aside at the head, in the middle and at the tail."""
    document = read_text(_around(line, where=where))
    assert [(f.kind, f.text) for f in document.furniture] == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to our newsletter”", "“All rights reserved,” the sign on the gate said.", "Facebook",
        "Report",
        "What do you think?", "More", "7 p.m.", "WHAT THE BOARD WANTS", "___", "Two-front war",
        "The views expressed by the minister do not reflect those of the cabinet, her spokesman said.",
        "Copyright reform will have to wait until the spring.", "Share prices fell on Tuesday.",
        "Follow the money, he told the board.", "By then the ferry had left",
        "He will sign up for another year.",
        "Comments by the minister were not welcome in Harrow.", "July 16, 2018", "The Harrow Post",
        "Photographs of the pier show a crack.", "Read more carefully, she told them.",
        "Image is everything there.",
        "No comment", "Advertisements for the ferry had run for weeks.", "“Report”",
        "A link to the strike is denied.",
        "Related charges were dropped in May.", "Two hours ago nobody knew.",
        "Continue reading, the teacher said.",
    ],
)  # fmt: skip
def test_real_text_that_looks_like_furniture_stays(line: str) -> None:
    """In the middle of an article, what may be the article's own is kept."""
    document = read_text(_around(line, where="middle"))
    assert line in document.text
    assert document.furniture == ()


def test_buttons_go_only_among_buttons() -> None:
    """A word that may be a cross-heading goes beside sure furniture and stays alone."""
    text = _around("Facebook\nTwitter\nShare on WhatsApp\nPrint", where="middle")
    assert [f.text for f in read_text(text).furniture] == [
        "Facebook",
        "Twitter",
        "Share on WhatsApp",
        "Print",
    ]


def test_a_list_that_the_text_announces_stays() -> None:
    """Short lines after a colon are a list of the article's, even at its end."""
    text = "\n".join(
        [*BODY[:1], "The board will ask these companies for their records this week:", "Facebook", "Twitter"]
    )
    assert read_text(text).furniture == ()


def test_headlines_under_a_lead_in_go_and_a_cross_heading_stays() -> None:
    """Foreign headlines in the middle go down to the next prose, but not the short line just before it."""
    text = _around(
        "Trending Harbour Video\nPilot boat crew wins a prize after rescue at sea\n"
        "Old lighthouse of Harrow to be sold at auction\nThe crew",
        where="middle",
    )
    document = read_text(text)
    assert [f.kind for f in document.furniture] == ["related"] * 3
    assert "The crew" in document.text


def test_short_lines_at_the_end_stay_without_a_widget() -> None:
    """The end of an article may be a signature or a poem: without buttons before it, it stays."""
    assert read_text(_around("Donna Poole, Waldrop\nAnd the tide goes out", where="tail")).furniture == ()


def test_a_gallery_goes_with_its_captions() -> None:
    """What stands between a counter and a photographer's credit is the caption."""
    caption = "The ferry at its berth on Sunday, with the inn behind it."
    text = _around(f"Image 1 of 2\n{caption}\nPhoto: Ann Lee, HP", where="middle")
    assert [f.kind for f in read_text(text).furniture] == ["caption"] * 3


def test_nobody_is_silenced_by_a_gallery() -> None:
    """A quotation, or a sentence where somebody speaks, stays even between a counter and a credit."""
    spoken = "Quoting the statutes, Oda Brenner argued that the board may not sell."
    text = _around(f"Image 1 of 2\n“It is ours,” she said.\n{spoken}\nPhoto: Ann Lee, HP", where="middle")
    assert [f.text for f in read_text(text).furniture] == ["Image 1 of 2", "Photo: Ann Lee, HP"]
    glued = "Photo: Ann Lee“It is ours and not the board’s,” she said."
    assert glued in read_text(_around(glued, where="middle")).text


def test_a_headline_said_twice_is_kept_once() -> None:
    """The page's title bar and the repeated headline go, and the bar tells the outlet."""
    title = "Ferry to Harrow returns after a long winter"
    document = read_text(f"{title} | The Harrow Post\nShare this article\n{title}\n{title}\n" + "\n".join(BODY))
    assert document.title == title
    assert document.outlet == "The Harrow Post"
    assert document.text.count(title) == 1
    assert sorted(f.kind for f in document.furniture) == ["heading", "heading", "share"]


def test_a_notice_without_known_words_goes_when_it_frames_the_text() -> None:
    """A paragraph that comes both before and after the article is a notice; a refrain inside it is text."""
    frame = "The Harrow Post belongs to its readers, and no company holds a share in it."
    refrain = "The ferry did not sail that day, nor did it sail the next one."
    text = "\n".join([frame, BODY[0], refrain, BODY[3], refrain, BODY[2], frame])
    document = read_text(text)
    assert [f.text for f in document.furniture] == [frame, frame]
    assert document.text.count(refrain) == 2


def test_bylines_give_author_and_date() -> None:
    """Below the headline, "By …" is the author and "Published …" the date; both are listed as bylines."""
    document = read_text(
        _around("By ODA BRENNER, Harrow Post Staff Writer\nPublished: May 4, 2018 9:12 a.m.", where="head")
    )
    assert (document.author, document.published) == ("ODA BRENNER", "2018-05-04")
    assert [f.kind for f in document.furniture] == ["byline", "byline"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Oda Brenner", "Oda Brenner"), ("by Oda Brenner and Jan Holt", "Oda Brenner and Jan Holt"),
        ("By Oda Brenner | May 4, 2018", "Oda Brenner"), ("By The Associated Press", "The Associated Press"),
        ("By Oda Brenner Staff Reporter", "Oda Brenner"),
    ],
)  # fmt: skip
def test_the_author_is_the_name_alone(line: str, author: str) -> None:
    """Office, agency and date are no part of the author's name."""
    assert read_text(_around(line, where="head")).author == author


def test_two_dates_are_no_date() -> None:
    """Where the bylines disagree, no date is taken."""
    text = _around("Published May 4, 2018\nPublished May 6, 2018", where="head")
    assert read_text(text).published is None


def test_only_furniture_is_empty() -> None:
    """A page without an article is Empty, not an empty document."""
    with pytest.raises(Empty):
        read_text("Share on Facebook\nAdvertisement\n0 Comments\n")


def test_a_text_of_captions_alone_is_kept() -> None:
    """Where captions are all there is, they are the text."""
    caption = "The ferry lies at its berth in Eldmark on Sunday (Ann Lee/Getty Images)"
    document = read_text(f"share\nmore_vert\n{caption}")
    assert document.text == caption


def test_a_text_that_never_settles_is_kept() -> None:
    """Where one pass after the other uncovers more, everything stays."""
    from sayso.read.furniture import sort_out

    kinds = sort_out(["Related stories"] * 3 + [BODY[0]])
    assert len(kinds) == 4
    assert kinds[-1] is None
