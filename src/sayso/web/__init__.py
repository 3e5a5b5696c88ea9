"""The desk: what a dossier holds, served to a browser, for reading and for putting it right."""

from sayso.web.app import create_app

__all__ = ["create_app"]
