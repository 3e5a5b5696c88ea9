"""The pages' common ground: templates that escape whatever they print, and a head whose policy allows the page's own
style and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined

from sayso.show.safe import one_line, visible

__all__ = ["environment", "packaged", "rendered"]


def rendered(name: str, title: str, style: str, /, **values: Any) -> str:
    """The template of this name as a complete HTML document, in UTF-8 once it is encoded."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template(name).render(page_title=title, style=style, style_hash=digest, **values)


def environment(loader: BaseLoader) -> Environment:
    """The templates that a loader finds; whatever they print is escaped."""
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["one_line"] = one_line
    found.filters["visible"] = visible
    return found


@cache
def packaged(name: str) -> str:
    """A template or style sheet of this package."""
    return resources.files("sayso.show").joinpath(name).read_text(encoding="utf8")


@cache
def _environment() -> Environment:
    return environment(FunctionLoader(packaged))
