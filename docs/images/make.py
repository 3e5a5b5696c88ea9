"""Makes the README's pictures from the invented examples: `python docs/images/make.py` (needs Chromium for the page).

The terminal's picture is what `sayso read` prints on a terminal of 112 columns, colours and all; that of a claim is the
provenance graph that the dossier's report shows.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

import sayso
from sayso.show.graph import graph
from sayso.show.terminal import print_view
from sayso.show.view import view

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "examples" / "harbour-2031-03-14.txt"
STORY = HERE.parent.parent / "examples" / "vessen-dam" / "articles.jsonl"
CLAIM = "Kestria to close Vessen Dam"
COLUMNS = 112


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal() -> None:
    """Write `terminal.svg`."""
    screen = _Terminal()
    print_view(view(sayso.read(EXAMPLE)), screen, COLUMNS)
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(f"$ sayso read examples/{EXAMPLE.name}\n", style="dim", highlight=False)
    console.print(Text.from_ansi(screen.getvalue()), soft_wrap=True)
    console.save_svg(str(HERE / "terminal.svg"), title="sayso")


def page() -> None:
    """Write `page.png`, if a Chromium is there."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("page.png not made: Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "page.html")
        command = [sys.executable, "-m", "sayso", "read", EXAMPLE, "--format", "html", "--output", written]
        subprocess.run(command, check=True)
        flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --hide-scrollbars"
        quiet = ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile"]
        shot = ["--window-size=1200,1130", f"--screenshot={HERE / 'page.png'}", written.as_uri()]
        subprocess.run([chromium, *flags.split(), *quiet, *shot], check=True, capture_output=True)


def provenance() -> None:
    """Write `provenance.svg`."""
    with tempfile.TemporaryDirectory() as folder, sayso.Dossier(Path(folder, "story.sayso"), create=True) as dossier:
        dossier.add([STORY])
        found = dossier.trace(dossier.find_claim(CLAIM)[0])
        heads = {head.id: head for head in dossier.heads()}
        (HERE / "provenance.svg").write_text(graph(found, heads, alone=True), encoding="utf8")


if __name__ == "__main__":
    terminal()
    provenance()
    page()
