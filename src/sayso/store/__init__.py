"""Dossiers kept: one SQLite file, or a PostgreSQL database by its address."""

from sayso.store.store import Store

__all__ = ["Store"]
