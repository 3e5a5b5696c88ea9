"""`python -m training.meaning CORPORA OUT`: the encoder of sentences, and what matching derives from its figures.

The encoder is all-MiniLM-L6-v2 as it is, in eight bits, over the word vectors that the attribution encoder ships; those
were never trained, so that they are its own. Nothing is trained here: networks that were taught where a headline stands
to a claim (fnc1, then emergent, cross-validated by story) had 69 % right and added half a point to what the words say
by themselves, and grouping articles needs no more than the vectors as they are. What is derived, logistic regressions
small enough to read, is in `likeness`. OUT gets `meaning.onnx`, `meaning.json` and `MEANING_CARD.md`; the encoder is
put where it ships from at once, since all else is derived from its figures.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from sayso.inference.encoding import CLS, SEP, load_tokenizer
from sayso.inference.meaning import PIECES, WIDTH, Table, load
from sayso.inference.session import WEIGHTS
from training.network import BASES, BERT, Layer
from training.quantise import eight_bits, smoothed

__all__ = ["Sentence", "export"]

LAYERS = 6
VERSION = "2"
CARD = """# Model card: the encoder of sentences

**What it is.** `meaning.onnx` is all-MiniLM-L6-v2 (Apache-2.0; Reimers and Gurevych 2019, Wang et al. 2020) in eight
bits: six layers, 384 figures a sentence, the first 64 word pieces of each. Its word vectors are those in
`encoder.onnx`, which were never trained away from its own. `meaning.json` (version {version}) holds thresholds and the
weights of three logistic regressions over figures of words, numbers, names, dates and vectors. Made by
`python -m training.meaning`.

**What was learned from.** The encoder: nothing beyond what its makers taught it. The regressions: the development
halves of Emergent, the STS headline pairs, BASIL, ECB+ and the AllSides triples. No text of theirs is in the files.

**Figures.** Eight bits move a headline's vector by {moved:.3f} (one less the cosine). For, against or observing, of
headlines towards claims, cross-validated by story: {accuracy:.1f} % right, macro-F1 {macro_f1:.1f}. All others:
`python bench/matching.py CORPORA`.

**Intended use.** To bring together what may say the same, for a person to check. **Not** to decide what is true, nor
that two people meant the same.

**Limits.** English. The same names and places with another verb ("will visit", "was born in") are taken for the same
claim too easily; a contrary that is worded without a negation, a denial or an ordinary antonym is taken for agreement;
words such as *reportedly* and *hoax* weigh more than what a headline says, so that a sly one is misread.
"""


class Sentence(nn.Module):
    """MiniLM over word vectors that are given: the mean of the last layer is what a sentence means."""

    def __init__(self) -> None:
        super().__init__()
        shape = BASES["minilm"]
        self.places = nn.Parameter(torch.zeros(PIECES, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, 0.0) for _ in range(LAYERS))

    def forward(self, words: Tensor) -> Tensor:
        """`words` (1, T, 384) → (1, 384)"""
        x = self.norm(words + self.places[: words.shape[1]])
        for layer in self.layers:
            x = layer(x, torch.zeros(1, 1, 1, 1))
        return x.mean(1)


def filled(folder: Path) -> Sentence:
    """The network with the weights of all-MiniLM-L6-v2 (a folder with `model.safetensors`)."""
    from safetensors.torch import load_file

    w = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
    network = Sentence().eval()
    with torch.no_grad():
        first = w["embeddings.token_type_embeddings.weight"][0]
        network.places.copy_(w["embeddings.position_embeddings.weight"][:PIECES] + first)
        network.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        network.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for n, layer in enumerate(network.layers):
            for ours, theirs in BERT.items():
                for kind in ("weight", "bias"):
                    getattr(getattr(layer, ours), kind).copy_(w[f"encoder.layer.{n}.{theirs}.{kind}"])
    return network


def smooth(network: Sentence, texts: Sequence[str]) -> Sentence:
    """The same network, its layers smoothed by what they read in `texts`."""
    network = copy.deepcopy(network)

    def read(layers: nn.ModuleList) -> None:
        network.layers = layers
        for words in looked_up(texts):
            network(words)

    network.layers = smoothed(network.layers, read)
    return network


def export(network: Sentence, path: Path) -> None:
    """Write the network as ONNX, its weights in eight bits."""
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        network,
        (torch.zeros(1, 9, WIDTH),),
        str(whole),
        input_names=["words"],
        output_names=["vector"],
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
        dynamic_axes={"words": {1: "T"}},
    )
    eight_bits(whole, path)
    whole.unlink()


def looked_up(texts: Sequence[str]) -> Iterator[Tensor]:
    """The word vectors of each text, (1, T, 384)."""
    tokenizer = load_tokenizer(WEIGHTS / "tokenizer.json")
    table = Table(WEIGHTS / "encoder.onnx")
    for text in texts:
        row = [CLS, *tokenizer.encode(text, add_special_tokens=False).ids[: PIECES - 2], SEP]
        yield torch.tensor(table[np.array([row])])


def lost(network: Sentence, texts: Sequence[str]) -> float:
    """How far eight bits move the vectors of texts: one less the mean cosine."""
    with torch.no_grad():
        exact = np.concatenate([network(words).numpy() for words in looked_up(texts)])
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    return float(1 - (exact * load().embed(texts).astype(np.float32)).sum(1).mean())


def main(argv: Sequence[str] | None = None) -> int:
    """Export, derive, and write the card."""
    parser = argparse.ArgumentParser(prog="python -m training.meaning", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path, help="folder for the files that ship")
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2 (default: the installed package's)")
    parser.add_argument("--derive-only", action="store_true", help="keep the encoder that ships")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    from training import likeness
    from training.__main__ import base_folder

    network = filled(args.base or base_folder(None))
    headlines = [e.text for e in likeness.emergent(args.corpora)[:300]]
    if not args.derive_only:
        export(smooth(network, headlines), args.out / "meaning.onnx")
        (WEIGHTS / "meaning.onnx").write_bytes((args.out / "meaning.onnx").read_bytes())
        load.cache_clear()
    known = {"version": VERSION, "table": Table(WEIGHTS / "encoder.onnx").digest} | likeness.derived(args.corpora)
    (args.out / "meaning.json").write_text(json.dumps(known, indent=1) + "\n", encoding="utf8")
    moved = lost(network, headlines)
    card = CARD.format(version=VERSION, moved=moved, **known["figures"]["position"])
    (args.out / "MEANING_CARD.md").write_text(card, encoding="utf8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
