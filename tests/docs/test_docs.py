"""The documentation says what there is: commands, options, errors, names; and its links lead somewhere."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import sayso
import sayso.errors
from sayso.cli.app import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_SKIPPED = {"build", "dist", "node_modules", "venv"}
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# Put together from pieces, so that this file does not hold what it looks for.
_MACHINE = re.compile(r"(?<![\w./:<])/(?:home|root|Users|work|mnt|srv)" + r"/\w")
_REGISTRY = re.compile("|".join(["index" + "[-_]url", "find" + "[-_]links", r"pypi" + r"\.org", "/simple" + "/"]))


def files(*suffixes: str) -> Iterator[Path]:
    """The project's own files of these kinds."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if path.suffix in suffixes and path.is_file() and not hidden and not _SKIPPED & set(parts):
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands() -> dict[str, Any]:
    """Every command by the words it is called with."""
    root: Any = typer.main.get_command(app)
    return {"sayso": root} | {f"sayso {key}": command for key, command in root.commands.items()}


def options() -> list[tuple[str, str]]:
    """Every command with each of its options, long and short."""
    return [
        (command, option)
        for command, parsed in commands().items()
        for parameter in parsed.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    ]


def section(page: str, command: str) -> str:
    """What stands under the heading that names a command, up to the next heading that names one."""
    found = re.split(r"^#+ +.*?`?(sayso(?: [a-z]+)?)\b.*$", page, flags=re.MULTILINE)
    return "".join(text for heading, text in zip(found[1::2], found[2::2], strict=True) if heading == command)


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_documented(command: str) -> None:
    """docs/commands.md names every command."""
    assert re.search(rf"\b{command}\b", (DOCS / "commands.md").read_text(encoding="utf8"))


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_documented(command: str, option: str) -> None:
    """docs/commands.md names every option, under its command's heading where that has one."""
    page = (DOCS / "commands.md").read_text(encoding="utf8")
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", section(page, command) or page)


@pytest.mark.parametrize("error", sorted(sayso.errors.__all__))
def test_every_error_is_documented(error: str) -> None:
    """docs/errors.md has a row for each class: what it is, what it means, and the way out."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (DOCS / "errors.md").read_text(encoding="utf8").splitlines()
        if line.startswith(f"| `{error}` |")
    ]
    assert len(rows) == 1
    (_, parent, meaning, way_out) = rows[0]
    base = getattr(sayso.errors, error).__base__
    assert parent == ("" if base is Exception else f"`{base.__name__}`")
    assert meaning
    assert way_out


def test_every_error_is_exported() -> None:
    """No error class is left out of the list that the documentation is held against."""
    defined = {
        key for key, value in vars(sayso.errors).items() if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert defined == set(sayso.errors.__all__)


@pytest.mark.parametrize("exported", sorted(sayso.__all__))
def test_every_exported_name_is_documented(exported: str) -> None:
    """The reference in docs/index.md has a line for each name of the front door."""
    reference = (DOCS / "index.md").read_text(encoding="utf8").partition("## Reference")[2]
    assert re.search(rf"^\| `sayso\.{exported}[`(]", reference, re.MULTILINE)


def test_nothing_is_documented_that_is_not_there() -> None:
    """Every `sayso.NAME` that the reference's table gives exists."""
    reference = (DOCS / "index.md").read_text(encoding="utf8").partition("## Reference")[2]
    documented = set(re.findall(r"^\| `sayso\.(\w+)", reference, re.MULTILINE))
    assert documented == set(sayso.__all__)


@pytest.mark.parametrize("page", [pytest.param(p, id=name(p)) for p in files(".md")])
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file or folder that is there, and every anchor a heading."""
    text = page.read_text(encoding="utf8")
    broken = []
    for match in _LINK.finditer(_CODE.sub("", text)):
        target = match[1] or match[2]
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, anchor = target.partition("#")
        to = page.parent / path if path else page
        if not to.exists() or (anchor and to.suffix == ".md" and anchor not in anchors(to)):
            broken.append(target)
    assert not broken


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the usual renderers make them."""
    headings = re.findall(r"^#+ +(.+?) *$", page.read_text(encoding="utf8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(p.name for p in DOCS.glob("*.md") if p.name != "index.md"))
def test_every_page_is_listed(page: str) -> None:
    """docs/index.md links to every page beside it."""
    assert f"]({page})" in (DOCS / "index.md").read_text(encoding="utf8")


def test_no_machine_and_no_registry_is_named() -> None:
    """No file of the project names a path of somebody's machine or a package registry."""
    named = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in [*files(".md", ".py", ".toml", ".txt", ".sh"), ROOT / ".ci" / "run"]
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1)
        if _MACHINE.search(line) or _REGISTRY.search(line)
    ]
    assert not named
