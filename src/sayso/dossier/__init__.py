"""Dossiers: one story over many articles, joined from what the stages find and what people judge."""

from sayso.dossier.adding import Added, Outcome
from sayso.dossier.dossier import Dossier
from sayso.dossier.foreseen import Bearing, Foreseen, Retold, Scores

__all__ = ["Added", "Bearing", "Dossier", "Foreseen", "Outcome", "Retold", "Scores"]
