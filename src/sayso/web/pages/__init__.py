"""What a dossier holds, as the views of the pages."""

from __future__ import annotations

from sayso.web.pages.article import article_page
from sayso.web.pages.claim import claim_page
from sayso.web.pages.front import story
from sayso.web.pages.ledger import forecasts
from sayso.web.pages.links import article_path, claim_path, source_path
from sayso.web.pages.log import judgement_rows, judgements
from sayso.web.pages.memory import Memory, Visit
from sayso.web.pages.searching import search
from sayso.web.pages.source import MOST, source_page

__all__ = [
    "MOST",
    "Memory",
    "Visit",
    "article_page",
    "article_path",
    "claim_page",
    "claim_path",
    "forecasts",
    "judgement_rows",
    "judgements",
    "search",
    "source_page",
    "source_path",
    "story",
]
