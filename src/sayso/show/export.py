"""A dossier for other programs: JSON Lines that hold all of it, CSV of the claims, GraphML of the provenance.

Each is written piece by piece, so that a large dossier needs no more memory than a small one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from sayso.dossier import Dossier
from sayso.model import Claim, Entry
from sayso.model.record import article_record
from sayso.show import records
from sayso.show.ledger_record import forecast_record
from sayso.show.safe import json_text

__all__ = ["FORMATS", "export", "plain_entry"]

FORMATS = ("jsonl", "csv", "graphml")
_COLUMNS = (
    *("claim", "claim_text", "corroboration_low", "corroboration_high", "origins", "credibility", "first_seen"),
    *("article", "outlet", "published", "title", "url", "stance", "opposed", "source", "mouths", "words"),
)
# What XML cannot hold, whatever it is escaped as.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What spreadsheets take for a formula at the start of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(dossier: Dossier, format: str, file: IO[str], as_of: str | None = None) -> int:
    """Write a dossier to a stream in one of the `FORMATS`; the number of lines, rows or nodes written."""
    return {"jsonl": _jsonl, "csv": _csv, "graphml": _graphml}[format](dossier, file, as_of)


def _jsonl(dossier: Dossier, file: IO[str], as_of: str | None) -> int:
    """One object a line with `type`: every article with what was found in it, claim, copy, forecast and judgement."""
    n = 0

    def lines() -> Iterator[tuple[str, dict[str, object]]]:
        for head in dossier.heads():
            yield "article", {**records.head_record(head), "record": article_record(dossier.article(head.id))}
        for claim in _claims(dossier, as_of):
            yield "claim", records.provenance_record(dossier.trace(claim.id, as_of), dossier.carriers(claim.id, as_of))
        for copy in dossier.copies():
            yield "copy", records.copy_record(copy)
        for forecast in dossier.forecasts(as_of, kind=None, evidence=False):
            yield "forecast", forecast_record(forecast)
        for judgement in dossier.judgements():
            yield "judgement", records.judgement_record(judgement)

    for kind, record in lines():
        file.write(json_text({"type": kind, **record}) + "\n")
        n += 1
    return n


def _csv(dossier: Dossier, file: IO[str], as_of: str | None) -> int:
    """One row for every statement of every claim, so that a spreadsheet can be sorted by either."""
    out = csv.writer(file, lineterminator="\n")
    out.writerow(_COLUMNS)
    n = 0
    for claim in _claims(dossier, as_of):
        found = dossier.trace(claim.id, as_of)
        low, high = found.corroboration.low, found.corroboration.high
        about = (claim.id, claim.text, low, high, len(found.origins), found.credibility, claim.first_seen)
        for c in dossier.carriers(claim.id, as_of):
            s, a = c.statement, c.article
            mouths = " > ".join(m.name for m in s.mouths)
            where = (a.id, a.outlet, a.published, a.title, a.url)
            said = (s.stance, c.opposed, s.source and s.source.text, mouths, s.passage.text)
            out.writerow([_cell(value) for value in (*about, *where, *said)])
            n += 1
    return n


def _graphml(dossier: Dossier, file: IO[str], as_of: str | None) -> int:
    """The provenance graphs of all claims in one: a node for every claim, article, outlet and source, once."""
    node_keys, edge_keys = ("kind", "name", "corroboration_low", "corroboration_high"), ("why", "claim")
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for on, keys in (("node", node_keys), ("edge", edge_keys)):
        for key in keys:
            kind = "int" if key.startswith("corroboration") else "string"
            file.write(f'<key id="{key}" for="{on}" attr.name="{key}" attr.type="{kind}"/>\n')
    file.write('<graph id="provenance" edgedefault="directed">\n')
    seen: set[str] = set()
    edges = 0
    for claim in _claims(dossier, as_of):
        found = dossier.trace(claim.id, as_of)
        for step in found.nodes:
            if step.id in seen:
                continue
            seen.add(step.id)
            values: dict[str, object] = {"kind": step.kind, "name": step.name}
            if step.kind == "claim":
                values |= {"corroboration_low": found.corroboration.low, "corroboration_high": found.corroboration.high}
            file.write(f"<node id={_attribute(step.id)}>{_data(values)}</node>\n")
        for a, b, why, _ in found.edges:
            data = _data({"why": why, "claim": claim.id})
            file.write(f'<edge id="e{edges}" source={_attribute(a)} target={_attribute(b)}>{data}</edge>\n')
            edges += 1
    file.write("</graph>\n</graphml>\n")
    return len(seen)


def _claims(dossier: Dossier, as_of: str | None) -> list[Claim]:
    return dossier.claims(as_of, alone=True)


def plain_entry(entry: Entry) -> Entry:
    """A line of a ledger with texts that no spreadsheet runs."""
    texts: dict[str, Any] = {
        name: _cell(getattr(entry, name)) for name in ("question", "by", "statement", "words", "outlet")
    }
    return replace(entry, **texts)


def _cell(value: object) -> object:
    """A cell that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("�", text))


def _data(values: dict[str, object]) -> str:
    return "".join(f'<data key="{key}">{escape(_NO_XML.sub("�", str(value)))}</data>' for key, value in values.items())
