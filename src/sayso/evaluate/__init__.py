"""How right the attributions are: measured against people's, by the rules of the PolNeAR corpus."""

from sayso.evaluate.gold import annotators, paired, read_lines
from sayso.evaluate.measures import PRF, Comparison, Marked, Outcome, Report, Task, compared, judged, matched, measure
from sayso.evaluate.study import Study, study

__all__ = [
    "PRF",
    "Comparison",
    "Marked",
    "Outcome",
    "Report",
    "Study",
    "Task",
    "annotators",
    "compared",
    "judged",
    "matched",
    "measure",
    "paired",
    "read_lines",
    "study",
]
