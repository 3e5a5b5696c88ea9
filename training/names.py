"""The head that reads names off the encoder's hidden vectors: its examples, its training, its figures.

The encoder stays as it is: the head learns from what the exported network, in int8, really answers. The head's first
product, which is most of its work, is then exported with the encoder (`training.export`).
"""

from __future__ import annotations

import calendar
import json
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference import session
from sayso.inference.encoding import CASINGS, encode, load_tokenizer
from sayso.inference.names import KINDS, Head, spans
from sayso.inference.reading import glance
from sayso.model.entity import NameKind
from sayso.text.paragraph import paragraphs
from sayso.text.window import windows
from training.batches import IGNORED
from training.data import Example, polnear, read_lines
from training.restore import exported
from training.vary import TITLES, vary

__all__ = [
    "EarlyNetwork",
    "Words",
    "cleared",
    "fitted",
    "gum_names",
    "labelled",
    "names_figures",
    "names_head",
    "names_kept",
    "span_figures",
]

_KIND_OF = {
    "PERSON": NameKind.PERSON,
    "ORGANIZATION": NameKind.ORGANISATION,
    "LOCATION": NameKind.PLACE,
    "MISC": NameKind.OTHER,
}
_TYPE_OF = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}
_LABELS = 1 + 2 * len(KINDS)
_UNCLEAR = "unclear"  # the kind of a stretch that nobody says anything about
_TOKEN = re.compile(r"\w+(?:[’'.&-]\w+)*\.?")
_LINKS = {"of", "the", "and", "for", "on", "in", "at", "to"}  # inside other names than persons'
_SMALL = _LINKS | {"de", "la", "von", "van", "al", "bin", "del", "du", "da"}
_PLAIN = re.compile(r"\w+(?:['’]\w+)?")
_CAPITALS = re.compile(r"[^\W\d_a-z]\w*(?:[ &-]+[^\W\d_a-z]\w*)*")
_DAYS = {w.lower() for w in (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)}
_BREAK = re.compile(r"[\n\"“”;:/(),]")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """The words of one window: what is told of their first pieces, casings, paragraphs and labels."""

    told: np.ndarray
    casing: np.ndarray
    paragraph: np.ndarray
    labels: np.ndarray


class EarlyNetwork(session.OnnxNetwork):
    """An encoder exported without a names head, which tells the vectors of its early layers themselves."""

    answers = ("hidden", "cues", "early")


def names_head(folder: Path, corpora: Path, config: dict[str, Any]) -> np.ndarray:
    """Train the head for the encoder in `folder`, which has none yet, and write `folder/names.npz`.

    Returns what the encoder's early vectors are to be multiplied by (3, H, N). The examples are articles of PolNeAR's
    train part, with automatic names, and the documents of GUM outside the held genres, with those that its annotators
    marked; both at times under other names.
    """
    began, c, d = time.time(), config["names"], config["data"]
    torch.manual_seed(c["seed"])
    torch.set_num_threads(1)
    rng = random.Random(c["seed"])
    shares = {**config["vary"], "wrap": 0.0}
    train = polnear(corpora / d["polnear"], "train", min(filter(None, (c["articles"], d["limit"])), default=0))
    train = cleared(train) + gum_names(corpora / d["gum"], d["gum_held"])
    network = EarlyNetwork(folder)
    cap = config["windows"]["cap"]
    pool = [w for e in train for w in labelled(vary(e, rng, shares), folder, network, cap)]
    print(f"names: {len(train)} texts read in {time.time() - began:.0f} s")
    head, inward = fitted(pool, c)
    head.save(folder / "names.npz")
    print(f"names: head made in {time.time() - began:.0f} s")
    return inward


def names_kept(weights: Path, folder: Path) -> np.ndarray:
    """Take the head of other `weights`, whose early layers the encoder in `folder` shares; returns as `names_head`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(weights / "names.npz", folder / "names.npz")
    held = exported(weights / "encoder.onnx")
    early = np.concatenate([held[f"inward.{n}.weight"].T for n in range(2)])
    return np.stack(np.split(early, 3, axis=1)).astype(np.float32)


def names_figures(folder: Path, corpora: Path, config: dict[str, Any]) -> dict[str, Any]:
    """The figures of exact spans: on PolNeAR's dev part, against the automatic names as they are and `cleared`, and on
    GUM's held genres."""
    c, d = config["names"], config["data"]
    network, head = session.OnnxNetwork(folder), Head.load(folder / "names.npz")
    cap = config["windows"]["cap"]
    dev = polnear(corpora / d["polnear"], "dev", c["dev_articles"])
    held = {
        "polnear_dev": dev,
        "polnear_dev_cleared": cleared(dev),
        "gum_held": gum_names(corpora / d["gum"], d["gum_held"], keep_held=True),
    }
    figures = {
        part: span_figures(head, [labelled(e, folder, network, cap) for e in examples])
        for part, examples in held.items()
    }
    print(f"names: {json.dumps(figures)}")
    return figures


def labelled(example: Example, folder: Path, network: session.OnnxNetwork, cap: int) -> list[Words]:
    """The windows of a text as the program reads them, every word labelled by the example's entities."""
    paras = paragraphs(example.text)
    pieces = encode(example.text, paras, load_tokenizer(folder / "tokenizer.json"))
    fresh = np.concatenate(([True], pieces.word[1:] != pieces.word[:-1])) if len(pieces) else np.zeros(0, dtype=bool)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(pieces)) - 1
    starts, ends = pieces.starts[first], pieces.ends[last]
    labels = np.zeros(len(first), dtype=np.int64)
    for a, b, kind in example.entities:
        lo, hi = np.searchsorted(ends, a, side="right"), np.searchsorted(starts, b, side="left")
        if hi <= lo:
            continue
        if kind in _KIND_OF:
            begin = 1 + 2 * KINDS.index(_KIND_OF[kind])
            labels[lo:hi] = begin + 1
            labels[lo] = begin
        elif kind == _UNCLEAR:
            labels[lo:hi] = IGNORED
    out: list[Words] = []

    def take(lo: int, hi: int, told: Any) -> None:
        mine = slice(*np.searchsorted(first, [lo, hi]))
        at = first[mine] - lo
        here = first[mine]
        if len(here):
            out.append(Words(told[at].astype(np.float16), pieces.casing[here], pieces.paragraph[here], labels[mine]))

    glance(pieces, windows(example.text, paras, pieces.starts, pieces.paragraph, cap), network, take)
    return out


def gum_names(folder: Path, held: list[str], keep_held: bool = False) -> list[Example]:
    """The documents of `gum_attribution` outside the `held` genres (or inside them), with their names.

    The scheme marks every noun phrase, named or not. A phrase of capitalised words alone, but for small ones such as
    *of* between them, is a name, and the outermost of those nested counts; a person's without the office before it.
    Words with a capital letter that this does not explain, and that do not merely begin a sentence, stay unclear:
    nothing is learnt from them and nothing measured by them.
    """
    records = read_lines(folder / "dev.jsonl")
    common = _common(d["text"] for d in records)
    return [
        Example(d["doc"], d["text"], [], True, _proper(d["text"], d.get("entities", []), common), d["genre"])
        for d in records
        if (d["genre"] in held) == keep_held
    ]


def cleared(examples: list[Example]) -> list[Example]:
    """The same articles without what the automatic names get wrong most: what they leave out, and titles.

    Runs of capitalised words that hold one which is written small nowhere, and that no name covers, are unclear:
    a good third of them are names. The title before a person's name is taken off it, as most have none.
    """
    common = _common(e.text for e in examples) | _DAYS
    out = []
    for e in examples:
        kept: list[tuple[int, int, str]] = []
        clear = np.zeros(len(e.text) + 1, dtype=bool)
        for a, b, kind in e.entities:
            clear[a:b] = True
            words = list(_TOKEN.finditer(e.text, a, b))
            while kind == "PERSON" and len(words) > 1 and words[0].group().lower().strip(".") in TITLES:
                del words[0]
                a = words[0].start()
            kept.append((a, b, kind))
        for m in _CAPITALS.finditer(e.text):
            words = [w.lower() for w in re.findall(r"\w+", m.group())]
            if any(w not in common and len(w) > 1 for w in words) and not clear[m.start() : m.end()].any():
                kept.append((m.start(), m.end(), _UNCLEAR))
        out.append(replace(e, entities=sorted(kept)))
    return out


def _common(texts: Iterable[str]) -> set[str]:
    """The words that are written small somewhere in these texts, and titles: they need no capital."""
    return {w for text in texts for w in _PLAIN.findall(text) if w.islower()} | TITLES


def _proper(text: str, entities: list[list[Any]], common: set[str]) -> list[tuple[int, int, str]]:
    """The names among the entities of a text, and the unclear words; `common` are words that need no capital."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind, *_ in entities:
        if m := _ARTICLE.match(text, start, end):
            start = m.end()
        if m := _BREAK.search(text, start, end):
            if kind != "place" or m.group() != ",":
                continue
            end = m.start()  # of a town and its country, the town
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        words = list(_TOKEN.finditer(text, start, end))
        while kind == "person" and len(words) > 1 and words[0].group().lower().strip(".") in common:
            del words[0]
        if kind == "time" or not words:
            continue
        capital = [w.group()[0].isupper() for w in words]
        small = [w.group() in _SMALL for w in words]
        named = capital[0] and capital[-1] and all(c or s for c, s in zip(capital, small, strict=True))
        if len(words) == 1:
            named = named and len(words[0].group()) > 1 and words[0].group().lower().strip(".") not in common
        if kind == "person":
            named = named and not any(w.group() in _LINKS for w in words)
        if named:
            found.append((words[0].start(), words[-1].end(), _TYPE_OF.get(kind, "MISC")))
    out: list[tuple[int, int, str]] = []
    for a, b, kind in sorted(found, key=lambda f: (f[0], -f[1])):
        if not out or a >= out[-1][1]:
            out.append((a, b, kind))
    clear = np.zeros(len(text) + 1, dtype=bool)
    for a, b, *_ in [*out, *(e for e in entities if e[2] == "time")]:
        clear[a:b] = True
    for m in _TOKEN.finditer(text):
        before = text[max(0, m.start() - 20) : m.start()].rstrip(" \"“”'‘’(")[-1:]
        begins = before in ("", "\n", ".", "!", "?", ":") and m.group().lower().strip(".") in common
        if m.group()[0].isupper() and not begins and m.group() != "I" and not clear[m.start() : m.end()].any():
            out.append((m.start(), m.end(), _UNCLEAR))
    return sorted(out)


class _Net(nn.Module):
    """`sayso.inference.names.Head` in PyTorch."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.inward = nn.Parameter(torch.randn(3, width, inner) / (3 * width) ** 0.5)
        self.casing = nn.Parameter(torch.zeros(3, CASINGS, inner))
        self.bias = nn.Parameter(torch.zeros(inner))
        self.out = nn.Linear(inner, _LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, casing: Tensor) -> Tensor:
        """Logits (W, labels) from hidden (3, W, H) and one-hot casing (3, W, casings); before, word, after."""
        inner = torch.einsum("kwh,khn->wn", self.dropout(hidden), self.inward)
        inner = inner + torch.einsum("kwc,kcn->wn", casing, self.casing) + self.bias
        out: Tensor = self.out(self.dropout(functional.relu(inner)))
        return out

    def head(self) -> tuple[Head, np.ndarray]:
        """The weights as the program takes them, and those that the encoder takes."""
        inward, casing, bias = (p.detach().numpy() for p in (self.inward, self.casing, self.bias))
        outward, prior = self.out.weight.detach().numpy().T, self.out.bias.detach().numpy()
        return Head(casing, bias, outward, prior), inward


def fitted(pool: list[Words], c: dict[str, Any]) -> tuple[Head, np.ndarray]:
    """The head trained on every word of `pool`, with rates that fall to nothing, and what leads to it (3, H, N)."""
    width = pool[0].told.shape[1]
    gap = np.zeros((1, width), dtype=np.float16)  # between windows, so that no word has a neighbour in another
    hidden = torch.from_numpy(np.concatenate([gap, *(a for w in pool for a in (w.told, gap))]))
    labels = torch.from_numpy(np.concatenate([[IGNORED], *(a for w in pool for a in (w.labels, [IGNORED]))]))
    shape = np.eye(CASINGS + 1, CASINGS, dtype=np.float32)  # its last row, of nothing but zeros, is the gap's
    kinds = np.concatenate([[CASINGS], *(a for w in pool for a in (w.casing, [CASINGS]))])
    casing = torch.from_numpy(shape[kinds])
    known = torch.nonzero(labels != IGNORED)[:, 0]
    net = _Net(width, c["inner"], c["dropout"])
    optimiser = torch.optim.AdamW(net.parameters(), lr=c["rate"], weight_decay=c["decay"])
    an_epoch = max(1, len(known) // c["words"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, c["rate"], total_steps=c["epochs"] * an_epoch + 1, pct_start=0.05
    )
    net.train()
    for _ in range(c["epochs"]):
        for at in known[torch.randperm(len(known))].split(c["words"])[:an_epoch]:
            near = torch.stack((at - 1, at, at + 1))
            loss = functional.cross_entropy(net(hidden[near].float(), casing[near]), labels[at])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
    return net.head()


def span_figures(head: Head, texts: Iterable[list[Words]]) -> dict[str, Any]:
    """Precision, recall and F1 in percent of exact spans: with their kind, without it, and for each kind alone.

    A name found that touches unclear words is not judged.
    """
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for words in (w for text in texts for w in text):
        truth = {(a, b): kind for a, b, kind in _gold(words.labels)}
        mine = {
            (a, b): k
            for a, b, k, _ in spans(head.labels(words.told.astype(np.float32), words.casing), words.paragraph)
            if (words.labels[a:b] != IGNORED).all()
        }
        for counter, named in ((gold, truth), (found, mine)):
            counter.update(KINDS[k] for k in named.values())
            counter.update({"with kind": len(named), "without kind": len(named)})
        same = [(k, truth[at]) for at, k in mine.items() if at in truth]
        right.update(KINDS[k] for k, t in same if k == t)
        right.update({"with kind": sum(k == t for k, t in same), "without kind": len(same)})
    return {
        name: {
            "p": round(100 * right[name] / max(1, found[name]), 1),
            "r": round(100 * right[name] / max(1, gold[name]), 1),
            "f1": round(200 * right[name] / max(1, found[name] + gold[name]), 1),
            "gold": gold[name],
        }
        for name in ("with kind", "without kind", *KINDS)
    }


def _gold(labels: np.ndarray) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for at, label in enumerate(labels.tolist()):
        if label > 0 and label % 2:
            out.append((at, at + 1, label // 2))
        elif label > 0 and out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1, out[-1][2])
    return out
