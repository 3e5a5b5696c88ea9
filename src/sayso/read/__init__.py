"""Reading: files, folders, feeds, archives and addresses to `Document` values; page furniture is set aside."""

from sayso.read.html import read_html
from sayso.read.jsonl import records, verbatim
from sayso.read.plain import read_text
from sayso.read.source import documents, holds_many, read

__all__ = ["documents", "holds_many", "read", "read_html", "read_text", "records", "verbatim"]
