"""What an article stands on, and what a claim of many articles does: counts, findings, chains and origins."""

from sayso.trace.card import sourced
from sayso.trace.positions import positions
from sayso.trace.provenance import provenance

__all__ = ["positions", "provenance", "sourced"]
