"""Reading: files, addresses and records to `Document` values; page furniture is set aside and listed."""

from sayso.read.html import read_html
from sayso.read.jsonl import records, verbatim
from sayso.read.plain import read_text
from sayso.read.source import documents, read

__all__ = ["documents", "read", "read_html", "read_text", "records", "verbatim"]
