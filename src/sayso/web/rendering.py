"""Views as answers: the page by its template, or JSON where that is asked for."""

from __future__ import annotations

from importlib import resources
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, PrefixLoader

from sayso.show import template
from sayso.show.safe import json_text
from sayso.web.views import as_json

__all__ = ["environment", "json_answer", "static", "wants_json", "written"]

_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}


def environment() -> Environment:
    """The templates of the desk; those of `sayso.show` are called `show/…`."""
    shown = PrefixLoader({"show": FunctionLoader(template.packaged)})
    return template.environment(ChoiceLoader([PackageLoader("sayso.web", "templates"), shown]))


def wants_json(request: Request) -> bool:
    """Whether an answer is to be JSON: below `/api`, or where that is accepted and a page is not."""
    if request.url.path.startswith("/api/") or request.url.path == "/api":
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def json_answer(value: Any, status: int = 200) -> Response:
    """A value as JSON, with every character escaped that acts on a screen."""
    return Response(json_text(as_json(value)), status, media_type="application/json")


def written(templates: Environment, name: str, status: int = 200, /, **values: Any) -> Response:
    """A template as a page."""
    text = templates.get_template(name).render(**values)
    # A lone surrogate, as text now and then holds one, has no bytes.
    return HTMLResponse(text.encode("utf8", "replace"), status)


def static(name: str) -> tuple[bytes, str] | None:
    """A style sheet, module or picture of the desk, or a style sheet of `sayso.show`, with its type.

    Only names that the folder lists are looked for: there is no path to climb out of it.
    """
    for package, folder in (("sayso.web", "static"), ("sayso.show", "")):
        root = resources.files(package)
        place = root / folder if folder else root
        for file in place.iterdir():
            if file.name == name and file.is_file():
                kind = _TYPES.get(name[name.rfind(".") :])
                if kind is not None and (folder or kind == "text/css"):
                    return file.read_bytes(), kind
    return None
