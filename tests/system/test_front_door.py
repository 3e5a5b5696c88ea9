"""`import sayso`: a small, lazy front door, whose `read` survives every way of importing the package of that
name.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_all_is_sorted_and_small() -> None:
    """What is exported is a sorted list of at most thirty names, and each of them is there."""
    assert sayso.__all__ == sorted(sayso.__all__)
    assert len(sayso.__all__) <= 30
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
        assert name in dir(sayso)


def test_unknown_name() -> None:
    """A name that is not there is missed as of any module."""
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        sayso.raed  # noqa: B018


def test_importing_loads_nothing() -> None:
    """Importing sayso loads neither the model values nor a library."""
    assert python("import sys, sayso; print([m for m in sys.modules if m.startswith('sayso.')])") == "[]"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "import sayso.read",
        "from sayso.read import html",
        "import sayso.read as stage; stage.read_text",
        "from sayso import read; read.read_text",
        "from sayso.read import read",
        "import sayso.pipeline",
        "import importlib; importlib.import_module('sayso.read.html')",
        "from sayso import *; read",
        "sayso.read; import sayso.read",
    ],
)
def test_read_is_a_call_and_a_package(before: str) -> None:
    """Whatever was imported before, `sayso.read` can be called, and the package's own names are in it."""
    code = (
        f"import sayso\n{before}\nimport sayso\n"
        "from sayso.errors import NotFound\n"
        "try:\n    sayso.read('no such file.html')\n"
        "except NotFound as error:\n    print(error)\n"
        "assert sayso.read.read_text\n"
        "import sayso.read.html, types\nassert isinstance(sayso.read, types.ModuleType)\n"
    )
    assert "no such file" in python(code)
