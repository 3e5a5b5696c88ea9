"""Where things are on the desk, and what they are called there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from sayso.model import (
    Head,
    Mouth,
    SourceKind,
    Span,
    Stance,
)
from sayso.show.safe import one_line
from sayso.web.views import (
    ArticleLink,
    MouthLink,
)

__all__ = [
    "LETTERS",
    "anchor_of",
    "article_link",
    "article_named",
    "article_path",
    "claim_path",
    "kind_words",
    "mouth_link",
    "outlet_of",
    "source_path",
    "stance_words",
    "to_words",
]

LETTERS = 400  # of what is said, in a list
_STANCES = {Stance.DOES_NOT_DENY: "does not deny", Stance.NO_COMMENT: "does not comment"}


def claim_path(id: str, as_of: str | None = None) -> str:
    """Where the page of a claim is."""
    return f"/claims/{_quoted(id)}" + (f"?as_of={_quoted(as_of)}" if as_of else "")


def article_path(id: str, anchor: str = "") -> str:
    """Where the page of an article is."""
    return f"/articles/{_quoted(id)}" + (f"#{anchor}" if anchor else "")


def source_path(id: str) -> str:
    """Where the page of a source is."""
    return f"/sources/{_quoted(id)}"


def _quoted(id: str) -> str:
    return quote(id, safe="", errors="replace")


def anchor_of(spans: Sequence[Span]) -> str:
    """The anchor of a passage in its article."""
    return f"s{spans[0].start}-{spans[-1].end}" if spans else ""


def to_words(article: str, spans: Sequence[Span]) -> str:
    """Where a passage stands in its article."""
    return article_path(article, anchor_of(spans))


def article_link(head: Head) -> ArticleLink:
    """An article where it is named."""
    return ArticleLink(
        id=head.id,
        to=article_path(head.id),
        outlet=one_line(head.outlet or head.id),
        title=one_line(head.title or "") or "Untitled",
        day=one_line(head.published or ""),
        version=head.version,
        replaced=head.replaced_by is not None,
    )


def article_named(id: str, heads: Mapping[str, Head]) -> ArticleLink:
    """An article by its id, as far as its head is known."""
    head = heads.get(id)
    return article_link(head) if head else ArticleLink(id, article_path(id), one_line(id), "", "")


def mouth_link(mouth: Mouth) -> MouthLink:
    """Somebody where they are named."""
    name = one_line(mouth.name) or "(nobody named)"
    return MouthLink(mouth.id, source_path(mouth.id), name, kind_words(mouth.kind), mouth.named)


def kind_words(kind: SourceKind) -> str:
    """A kind of source in words."""
    return "nobody named" if kind is SourceKind.NONE else str(kind).replace("_", " ")


def stance_words(stance: Stance) -> str:
    """A stance in words."""
    return _STANCES.get(stance, str(stance))


def outlet_of(id: str, heads: Mapping[str, Head]) -> str:
    """The outlet of an article, else its id."""
    head = heads.get(id)
    return one_line((head.outlet if head else None) or id)
