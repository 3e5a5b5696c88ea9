"""What an article stands on: counts of its sources, and findings by written rules."""

from sayso.trace.card import sourced

__all__ = ["sourced"]
