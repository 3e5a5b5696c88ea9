"""Ledgers kept elsewhere: entries from and to CSV and JSON Lines.

Columns (or fields): `question`, `by`, `made`, `probability`, `outcome` must be there; `horizon`, `resolved`,
`statement`, `words`, `outlet` may be; others are passed over. Days are ISO 8601, a probability is 0 to 1 or *70%*, an
outcome is `yes`, `no`, `partly`, `void` (or 1 and 0), or empty while it is open. Either everything is taken over or
nothing: where anything is wrong, one error lists all that is.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any

from sayso.errors import BadRecord, NotFound, NotText, TooLarge
from sayso.forecast.horizon import parsed
from sayso.model import Entry, Outcome

__all__ = ["LIMIT", "REQUIRED", "read_csv", "read_jsonl", "to_csv", "to_jsonl"]

LIMIT = 256_000_000  # bytes of a file
REQUIRED = ("question", "by", "made", "probability", "outcome")
FIELDS = tuple(f.name for f in fields(Entry))
_SHOWN = 50  # faults that are listed; of more only the number is told
_OUTCOMES: dict[str, Outcome | None] = {
    **{outcome.value: outcome for outcome in Outcome},
    **dict.fromkeys(("1", "1.0", "true"), Outcome.YES),
    **dict.fromkeys(("0", "0.0", "false"), Outcome.NO),
    **dict.fromkeys(("", "open"), None),
}
_CELL = 100_000  # characters

Path_ = str | PathLike[str]


def read_csv(path: Path_) -> list[Entry]:
    """The entries of a CSV file with a header.

    Raises InputError: NotFound, NotText, TooLarge, and BadRecord with every fault of the file, a line each.
    """
    text = _text(path)
    csv.field_size_limit(max(csv.field_size_limit(), _CELL))
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    faults: list[str] = []
    records: list[tuple[int, Mapping[str, Any]]] = []
    missing: list[str] = []
    try:
        header = [h.strip().lower() for h in next(rows, [])]
        twice = sorted({h for h in header if h and header.count(h) > 1})
        missing = [f for f in REQUIRED if f not in header]
        if missing:
            faults.append(f"line 1: no column {', '.join(missing)} (there are: {', '.join(header) or 'none'})")
        if twice:
            faults.append(f"line 1: column {', '.join(twice)} stands there twice")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                faults.append(f"line {rows.line_num}: {len(row)} cells, and the header has {len(header)}")
                continue
            records.append((rows.line_num, dict(zip(header, row, strict=True))))
    except csv.Error as error:
        faults.append(f"line {rows.line_num}: {error}")
    return _entries(records, faults, path, missing)


def read_jsonl(path: Path_) -> list[Entry]:
    """The entries of a JSON Lines file, an object a line; the errors are those of `read_csv`."""
    faults: list[str] = []
    records: list[tuple[int, Mapping[str, Any]]] = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            faults.append(f"line {number}: no JSON")
            continue
        if not isinstance(record, dict):
            faults.append(f"line {number}: no object")
            continue
        missing = [f for f in REQUIRED if f not in record]
        if missing:
            faults.append(f"line {number}: no {', '.join(missing)}")
        records.append((number, record))
    return _entries(records, faults, path)


def _text(path: Path_) -> str:
    file = Path(path)
    try:
        if file.stat().st_size > LIMIT:
            raise TooLarge(f"{file}: over {LIMIT // 1_000_000} MB; split it")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(f"{file}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise NotFound(f"{file}: {error.strerror or 'cannot be read'}") from None


def _entries(
    records: Iterable[tuple[int, Mapping[str, Any]]],
    faults: list[str],
    path: Path_,
    missing: Sequence[str] = (),
) -> list[Entry]:
    out = []
    outcomes: dict[str, tuple[Outcome, int]] = {}
    for number, record in records:
        wrong: list[str] = []
        made = _entry(record, wrong, {f for f in REQUIRED if f not in record} | set(missing))
        if made.outcome is not None and made.question:
            known = outcomes.setdefault(made.question, (made.outcome, number))
            if known[0] is not made.outcome:
                wrong.append(
                    f"question {_short(made.question)} came out {made.outcome}, and {known[0]} in line {known[1]}"
                )
        faults += [f"line {number}: {w}" for w in wrong]
        out.append(made)
    if faults:
        more = f"\n… and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        ordered = sorted(faults, key=lambda f: int(f.split()[1].rstrip(":")))
        listed = "\n".join(f"  {fault}" for fault in ordered[:_SHOWN])
        raise BadRecord(f"{path}: nothing is imported, {len(faults)} faults:\n{listed}{more}")
    return out


def _entry(record: Mapping[str, Any], wrong: list[str], missing: set[str]) -> Entry:
    """What a record says; what is wrong with it is added to `wrong`."""
    words = {name: _string(record.get(name), name, wrong) for name in FIELDS if name not in ("probability", "outcome")}
    for name in ("question", "by"):
        if not words[name] and name not in missing:
            wrong.append(f"no {name}")
    for name in ("made", "horizon", "resolved"):
        day = parsed(words[name])
        if words[name] and day is None:
            wrong.append(f"{name} {_short(words[name])} is no day such as 2035-03-02")
            words[name] = ""
        elif day is not None:
            words[name] = day.isoformat()
    if not words["made"] and "made" not in missing and not any(w.startswith("made") for w in wrong):
        wrong.append("no made, the day of the forecast")
    if words["made"] and words["horizon"] and words["horizon"] < words["made"]:
        wrong.append(f"the horizon {words['horizon']} is before the day of the forecast, {words['made']}")
    probability = _probability(record.get("probability"), wrong) if "probability" not in missing else 0.0
    outcome = None
    if "outcome" not in missing:
        given = record.get("outcome")
        plain = "" if given is None else str(given).strip().lower()
        if plain in _OUTCOMES:
            outcome = _OUTCOMES[plain]
        else:
            wrong.append(f"outcome {_short(plain)} is none of yes, no, partly, void, or empty")
    return Entry(
        probability=probability,
        outcome=outcome,
        question=words["question"],
        by=words["by"],
        made=words["made"],
        horizon=words["horizon"] or None,
        resolved=words["resolved"] or None,
        statement=words["statement"],
        words=words["words"],
        outlet=words["outlet"],
    )


def _string(given: Any, name: str, wrong: list[str]) -> str:
    if given is None:
        return ""
    if not isinstance(given, str | int | float):
        wrong.append(f"{name} is no text")
        return ""
    return str(given).strip()


def _probability(given: Any, wrong: list[str]) -> float:
    plain = "" if given is None or isinstance(given, bool) else str(given).strip()
    try:
        value = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        wrong.append(f"probability {_short(plain) or 'is not given'} is no number" if plain else "no probability")
        return 0.0
    if math.isnan(value) or not 0 <= value <= 1:
        wrong.append(f"probability {_short(plain)} is not between 0 and 1")
        return 0.0
    return value


def _short(words: str) -> str:
    return f"“{words[:40]}…”" if len(words) > 40 else f"“{words}”"


def to_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A CSV file, header first, a line at a time. `read_csv` reads back the same entries."""
    yield _line(FIELDS)
    for entry in entries:
        row = _plain(entry)
        yield _line(["" if row[name] is None else str(row[name]) for name in FIELDS])


def to_jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """A JSON Lines file, a line at a time. `read_jsonl` reads back the same entries."""
    for entry in entries:
        yield json.dumps(_plain(entry), ensure_ascii=False) + "\n"


def _plain(entry: Entry) -> dict[str, Any]:
    return {name: value.value if isinstance(value, Outcome) else value for name, value in asdict(entry).items()}


def _line(cells: Sequence[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()
