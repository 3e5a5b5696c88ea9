"""How fast sayso is and what memory it takes, as ratios taken in one run, so that they hold anywhere.

    python bench/speed.py CORPORA [--only speed,workers,memory,startup,growth] [--json]

CORPORA is a folder with `polnear/dev.jsonl`; the first three parts are skipped without it.

- `speed`: words a second of attribution against spaCy with its small English pipeline, whole; the same of
  all that `sayso extract` does; and what the latter takes in times of attribution alone. One process and one thread
  each, pinned to one core. Groups of twelve articles go to the one and to the other in turn, in one
  process, and the median of the groups' ratios counts (above 1: sayso is faster). spaCy lives in an
  environment of this benchmark's own (`--env`, made on first use from bench/requirements.txt, with this
  checkout of sayso in it).
- `workers`: what two workers of `sayso extract` do in the time that one takes, in turn; starting them
  counts. The aim is 1.8; it takes two idle cores.
- `memory`: the peak of the resident memory of each process of `sayso extract --workers 2`, in MB (the aim
  is 400 a worker); by /proc, so on Linux only.
- `startup`: `sayso --help`, and `sayso read FILE` of a short article to its end, as multiples of `python
  -c pass`; medians, taken in turn.
- `growth`: `sayso.read` of plain texts of 1 kB to 5 MB, time a kB; and that of the longest as a multiple
  of that of 100 kB (1: linear).

Times by the clock mean something on a quiet machine only. `speed` therefore tells the ratio of processor
times too.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from invented import article

HERE = Path(__file__).parent
ROOT = HERE.parent
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "SAYSO_THREADS"), "1"
)
SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)
AIMS = {"workers": 1.8, "memory": 400}
Figures = dict[str, Any]


def environment(folder: Path) -> Path:
    """The Python of the benchmark's own environment, made anew where what goes into it has changed."""
    wanted = hashlib.sha256(str(ROOT.resolve()).encode())
    for path in (HERE / "requirements.txt", ROOT / "pyproject.toml"):
        wanted.update(path.read_bytes())
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from"
    if not stamp.is_file() or stamp.read_text() != wanted.hexdigest():
        print(f"installing spaCy and sayso into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", str(HERE / "requirements.txt"), "-e", str(ROOT)], check=True)
        stamp.write_text(wanted.hexdigest())
    return python


def default_environment() -> Path:
    """Where the environment is kept from one run to the next."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "sayso-bench" / f"python{sys.version_info.major}.{sys.version_info.minor}"


def measure_speed(given: argparse.Namespace) -> Figures:
    """sayso against spaCy, by the child script."""
    python = environment(given.env or default_environment())
    command = [str(python), str(HERE / "speed_child.py"), str(dev(given)), str(given.rounds)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def processor() -> Figures:
    """What the figures were taken on: eight bits are multiplied three to four times as fast where there is VNNI."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().splitlines() if ":" in line)
    except OSError:
        return {"skipped": "there is no /proc/cpuinfo here"}
    told = {name.strip(): value.strip() for name, value in lines.items()}
    flags = told.get("flags", told.get("Features", "")).split()
    vnni = any(flag in flags for flag in ("avx512_vnni", "avx_vnni", "asimddp"))
    return {"name": told.get("model name", "unknown"), "cores": os.cpu_count(), "vnni": vnni}


def dev(given: argparse.Namespace) -> Path:
    return Path(given.corpora) / "polnear" / "dev.jsonl"


def corpus(given: argparse.Namespace, folder: Path, times: int) -> tuple[Path, int]:
    """The articles so many times over, as records of id and text; and how many words they have."""
    texts = [json.loads(line)["text"] for line in dev(given).read_text(encoding="utf8").splitlines()]
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf8") as file:
        for n in range(times):
            for m, text in enumerate(texts):
                file.write(json.dumps({"id": f"{n}-{m}", "text": text}) + "\n")
    return path, times * sum(len(text.split()) for text in texts)


def extract(source: Path, target: Path, workers: int) -> subprocess.Popen[bytes]:
    """A run of `sayso extract`, begun."""
    command = [sys.executable, "-m", "sayso", "extract", str(source), str(target), "--no-resume"]
    return subprocess.Popen([*command, "--workers", str(workers)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure_workers(given: argparse.Namespace) -> Figures:
    """Two workers against one, in turn."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        source, words = corpus(given, Path(folder), given.times)
        for number in range(given.rounds):
            for workers in (1, 2) if number % 2 else (2, 1):
                begun = time.perf_counter()
                if extract(source, Path(folder, "out.jsonl"), workers).wait():
                    raise SystemExit("sayso extract failed")
                seconds[workers].append(time.perf_counter() - begun)
    ratios = sorted(a / b for a, b in zip(seconds[1], seconds[2], strict=True))
    return {
        "words": words,
        "words_per_second_one": round(words / statistics.median(seconds[1])),
        "words_per_second_two": round(words / statistics.median(seconds[2])),
        "ratio": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "aim": AIMS["workers"],
    }


def measure_memory(given: argparse.Namespace) -> Figures:
    """The peaks of every process of a run with two workers."""
    if not Path("/proc/self/status").is_file():
        return {"skipped": "there is no /proc here"}
    peaks: dict[int, int] = {}
    roles: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        source, _ = corpus(given, Path(folder), given.times)
        run = extract(source, Path(folder, "out.jsonl"), 2)
        roles[run.pid] = "the command"
        while run.poll() is None:
            for pid in (run.pid, *children(run.pid)):
                with contextlib.suppress(OSError, ValueError):
                    # The kernel keeps the peak itself: looking now and then is enough.
                    status = Path(f"/proc/{pid}/status").read_text()
                    if "VmHWM:" in status:  # a process that has ended has none any more
                        peaks[pid] = int(status.split("VmHWM:")[1].split()[0])
                    line = Path(f"/proc/{pid}/cmdline").read_text()
                    if pid != run.pid:
                        roles[pid] = "tracker" if "resource_tracker" in line else "worker"
            time.sleep(0.05)
        if run.returncode:
            raise SystemExit("sayso extract failed")
    workers = sorted(round(kb / 1000, 1) for pid, kb in peaks.items() if roles.get(pid) == "worker")
    return {
        "worker_mb": max(workers, default=0.0),
        "workers_mb": workers,
        "command_mb": round(peaks.get(run.pid, 0) / 1000, 1),
        "aim": AIMS["memory"],
    }


def children(parent: int) -> list[int]:
    """The processes that a process has started and that still run."""
    out = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name stands in brackets and may hold anything; the parent is the second field after it.
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                out.append(int(path.parent.name))
    return out


def used() -> float:
    """Seconds of processor time that the processes begun from here, and ended, have taken."""
    try:
        import resource
    except ImportError:
        return sum(os.times()[2:4])
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def measure_startup(given: argparse.Namespace) -> Figures:
    """How long until the help, and until a short article is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(article(3000), encoding="utf8")
        commands = {
            "python": [sys.executable, "-c", "pass"],
            "help": [sys.executable, "-m", "sayso", "--help"],
            "read": [sys.executable, "-m", "sayso", "read", str(path)],
        }
        clock: dict[str, list[float]] = {name: [] for name in commands}
        processor: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(given.starts + 1):
            for name, command in commands.items():
                before, begun = used(), time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
                after = used()
                if number:  # the first of each only warms the file cache
                    clock[name].append(time.perf_counter() - begun)
                    processor[name].append(after - before)
    out: Figures = {"runs": given.starts}
    for key, seconds in (("clock", clock), ("processor", processor)):
        medians = {name: statistics.median(times) for name, times in seconds.items()}
        out[key] = {
            "milliseconds": {name: round(1000 * value, 1) for name, value in medians.items()},
            "help_ratio": round(medians["help"] / max(medians["python"], 0.001), 2),
            "read_ratio": round(medians["read"] / max(medians["python"], 0.001), 2),
        }
    return out


def measure_growth(given: argparse.Namespace) -> Figures:
    """Time a kB of longer and longer texts."""
    import sayso

    per_kb: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        for size in (1_000, *(s for s in SIZES if s <= given.largest)):
            text = article(size, seed=size)
            path.write_text(text, encoding="utf8")
            repeats = max(1, 20_000 // size)
            begun = time.process_time()
            for _ in range(repeats):
                sayso.read(path)
            # The first one, which also loads the weights, is overwritten by its second measurement.
            per_kb[size] = (time.process_time() - begun) / repeats / len(text) * 1000
    longest = max(per_kb)
    base = per_kb.get(100_000) or per_kb[longest]
    return {
        "milliseconds_per_kb": {str(size): round(1000 * value, 2) for size, value in per_kb.items()},
        "ratio": round(per_kb[longest] / base, 3),
        "longest": longest,
    }


PARTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "speed": measure_speed,
    "workers": measure_workers,
    "memory": measure_memory,
    "startup": measure_startup,
    "growth": measure_growth,
}
NEED_CORPORA = ("speed", "workers", "memory")


def table(results: dict[str, Figures]) -> str:
    """The results for people."""
    out = []
    for name, f in results.items():
        if "skipped" in f:
            out.append(f"{name:9}skipped: {f['skipped']}")
        elif name == "speed":
            r, p = f["ratio"], f["processor_time_ratio"]
            low, high = r["quarters"]
            out.append(f"speed    {r['median']:.2f} times spaCy; {p['median']:.2f} by processor time")
            out.append(f"         half of the groups {low:.2f} to {high:.2f}, all {r['least']:.2f} to {r['most']:.2f}")
            out.append(
                f"         with resolution {f['whole_ratio']['median']:.2f} times spaCy; "
                f"the whole takes {f['resolution']['median']:.2f} times attribution alone"
            )
            out.append(
                f"         words a second: sayso {f['sayso_words_per_second']}, "
                f"spaCy {f['spacy_words_per_second']} ({f['words']} words, {f['rounds']} rounds)"
            )
        elif name == "processor":
            out.append(f"on       {f['name']}, {f['cores']} cores, {'with' if f['vnni'] else 'without'} VNNI")
        elif name == "workers":
            each = ", ".join(f"{ratio:.2f}" for ratio in f["ratios"])
            out.append(f"workers  two do {f['ratio']:.2f} times the work of one (aim {f['aim']}; rounds {each})")
            out.append(f"         words a second: {f['words_per_second_one']} and {f['words_per_second_two']}")
        elif name == "memory":
            out.append(
                f"memory   {f['worker_mb']:.0f} MB a worker at most (aim {f['aim']}), "
                f"{f['command_mb']:.0f} MB the command itself"
            )
        elif name == "startup":
            for key, by in (("clock", "startup  by the clock"), ("processor", "         by processor time")):
                part, ms = f[key], [f"{value:.0f}" for value in f[key]["milliseconds"].values()]
                out.append(
                    f"{by}: --help {part['help_ratio']:.2f} times bare Python, "
                    f"read {part['read_ratio']:.2f} times ({', '.join(ms)} ms)"
                )
        elif name == "growth":
            steps = ", ".join(f"{int(s) // 1000} kB {v:.2f}" for s, v in f["milliseconds_per_kb"].items())
            out.append(f"growth   ms a kB: {steps}")
            out.append(f"         {f['longest'] // 1000} kB against 100 kB: {f['ratio']:.2f}")
    return "\n".join(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts asked for, and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--only", default=",".join(PARTS), help="which parts, with commas between them")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--env", type=Path, help="the folder of the environment with spaCy in it")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of `speed` and `workers`")
    parser.add_argument("--times", type=int, default=8, help="how often `workers` and `memory` repeat the articles")
    parser.add_argument("--starts", type=int, default=15, help="runs of each command of `startup`")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="characters of the longest text of `growth`")
    given = parser.parse_args(arguments)
    chosen = given.only.split(",")
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)} (there are {', '.join(PARTS)})")
    results: dict[str, Figures] = {}
    for name in ("processor", *chosen):
        if name == "processor":
            results[name] = processor()
        elif name in NEED_CORPORA and not dev(given).is_file():
            results[name] = {"skipped": f"there is no {dev(given)}"}
        else:
            results[name] = PARTS[name](given)
        if not given.json:  # each part at once: some take a quarter of an hour
            print(table({name: results[name]}), flush=True)
    if given.json:
        print(json.dumps(results, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
