"""The measures: right on a case worked out by hand, and the same as those of the script that came before."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import BadRecord, NotFound, NotText
from sayso.evaluate import annotators, measure, paired, read_lines

SCRIPT = Path(__file__).parents[3] / "shared" / "bench" / "score_attribution.py"

#        0123456789012345678901234567890123456789012345678901234567
TEXT = "Ana Brod said “rain is near”. The miller fears a dry year."
GOLD: list[dict[str, Any]] = [
    {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]]},
    {"source": [[30, 40]], "cue": [[41, 46]], "content": [[47, 57]]},
]


def test_by_hand() -> None:
    """Tokens, contents, relations and forms of a small case are what counting by hand gives."""
    predicted: list[dict[str, Any]] = [
        # content: 5 tokens of 5; source: the first name alone, half of the two tokens
        {"source": [[0, 3]], "cue": [[9, 13]], "content": [[14, 28]]},
        # content: 2 tokens of 3, no source
        {"source": [], "cue": [], "content": [[49, 57]]},
        # nested: left out unless asked for
        {"source": [], "cue": [], "content": [[15, 19]], "parent": 0},
    ]
    gold = [{"id": "x", "text": TEXT, "attributions": GOLD}]
    figures = measure(paired(gold, [{"id": "x", "attributions": predicted}])).record()
    assert figures["token.source"] == {"p": 100.0, "r": 25.0, "f1": 40.0}
    assert figures["token.cue"] == {"p": 100.0, "r": 50.0, "f1": pytest.approx(200 / 3)}
    assert figures["token.content"] == {"p": 100.0, "r": 87.5, "f1": pytest.approx(280 / 3)}
    assert figures["content@0.5"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert figures["content@0.8"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert figures["relation@0.5"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert figures["recall.direct"] == 100.0
    assert figures["recall.mixed"] == 0.0
    assert figures["recall.indirect"] == 0.0
    assert figures["source|content"] == 50.0
    assert (figures["gold"], figures["predicted"]) == (2, 2)


def test_nested_ones_count_when_asked_for() -> None:
    """With `nested`, what stands inside another attribution is counted as well."""
    gold = [{"id": "x", "text": TEXT, "attributions": GOLD}]
    predicted = [{"id": "x", "attributions": [{**GOLD[0], "parent": 3}]}]
    assert measure(paired(gold, predicted)).record()["predicted"] == 0
    assert measure(paired(gold, predicted, nested=True)).record()["predicted"] == 1


def test_missing_text_counts_against() -> None:
    """A text without predictions is one in which nothing was found."""
    gold = [{"id": "x", "text": TEXT, "attributions": GOLD}]
    assert measure(paired(gold, [])).record()["content@0.5"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_people_among_themselves() -> None:
    """The agreement of annotators compares every two of them."""
    gold = [{"id": "x", "text": TEXT, "alternatives": {"b": GOLD, "a": GOLD[:1], "c": []}}]
    assert len(list(annotators(gold))) == 3
    assert measure(annotators(gold)).record()["gold"] == 1 + 1 + 2


def test_unknown_ids_are_refused() -> None:
    """Predictions for a text that is not in the gold file are a mistake, and said to be one."""
    with pytest.raises(BadRecord, match="1 predicted ids are not in the gold file, such as 'y'"):
        list(paired([{"id": "x", "text": "", "attributions": []}], [{"id": "y", "attributions": []}]))


@pytest.mark.parametrize(
    ("data", "error", "what"),
    [
        (b"{nonsense\n", BadRecord, "line 1 is not JSON"),
        (b'{"id": "x"}\n\n[1]\n', BadRecord, "line 3 is no object"),
        (b"", BadRecord, "no records"),
        (b"\xff\xfe\0", NotText, "UTF-8"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, error: type[Exception], what: str) -> None:
    """A file that holds no records is refused with what is wrong and where."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(error, match=what):
        read_lines(path)
    with pytest.raises(NotFound):
        read_lines(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    "record",
    [
        {"id": "x", "attributions": []},
        {"id": "x", "text": "a"},
        {"id": "x", "text": "a", "attributions": [{"content": [[0, "1"]]}]},
        {"id": "x", "text": "a", "attributions": [{"content": {"text": "a"}}]},
    ],
)
def test_bad_records(record: dict[str, Any]) -> None:
    """A record of another shape is named by its id."""
    with pytest.raises(BadRecord, match="'x'"):
        list(paired([record], []))


def made_up(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Texts with random gold and random, partly matching, predictions."""
    r = random.Random(seed)

    def spans(size: int, least: int) -> list[list[int]]:
        out = []
        for _ in range(r.randint(least, 2)):
            start = r.randrange(size)
            out.append([start, min(size, start + r.randint(0, 40))])
        return out

    gold, predicted = [], []
    for n in range(12):
        text = "".join(r.choice(["ab ", "c", "é ", "“", "”", '"', ". ", ", "]) for _ in range(120))
        size = len(text)
        marked = [
            {"source": spans(size, 0), "cue": spans(size, 0), "content": spans(size, 0)} for _ in range(r.randint(0, 6))
        ]
        guessed = [
            {role: [[max(0, a + r.randint(-3, 3)), b + r.randint(-3, 9)] for a, b in m[role]] for role in m}
            | {"parent": r.choice([None, None, 1])}
            for m in marked * r.randint(1, 2)
            if r.random() < 0.8
        ]
        gold.append({"id": n, "text": text, "attributions": marked, "alternatives": {"a": marked, "b": guessed}})
        if n % 5:
            predicted.append({"id": n, "attributions": guessed})
    return gold, predicted


@pytest.mark.skipif(not SCRIPT.exists(), reason="the script stands beside the repository, not in it")
@pytest.mark.parametrize("seed", range(8))
def test_same_as_the_script(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every figure is that of the script that earlier figures were made with, to the last bit."""
    spec = importlib.util.spec_from_file_location("score_attribution", SCRIPT)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    gold, predicted = made_up(seed)
    paths = []
    for name, values in (("gold", gold), ("predicted", predicted)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(v) + "\n" for v in values), encoding="utf8")
        paths.append(str(path))
    for flags, tasks in (
        ([], paired(gold, predicted)),
        (["--nested"], paired(gold, predicted, nested=True)),
        (["--human"], annotators(gold)),
    ):
        script.main([*(paths[:1] if flags == ["--human"] else paths), "--json", *flags])
        theirs = json.loads(capsys.readouterr().out)
        ours = measure(tasks).record()
        assert ours == theirs
        assert list(ours) == list(theirs)
