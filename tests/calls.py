"""sayso as it is called from a command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["answer", "sayso"]


def sayso(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf8",
        check=False,
    )


def answer(*arguments: str | Path) -> Any:
    """What a command prints as JSON."""
    done = sayso(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
