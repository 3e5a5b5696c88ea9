"""How right the attributions are: measured against people's, by the rules of the PolNeAR corpus."""

from sayso.evaluate.gold import annotators, paired, read_lines
from sayso.evaluate.measures import PRF, Marked, Report, Task, judged, measure

__all__ = ["PRF", "Marked", "Report", "Task", "annotators", "judged", "measure", "paired", "read_lines"]
