"""The way of the data: the one module that knows in which order the stages run, and what a batch is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike, fspath
from typing import Any, Literal

from sayso.errors import BadRecord, InputError, ModelError
from sayso.model import Article, Document

__all__ = [
    "Failure",
    "Until",
    "attribute_documents",
    "attribute_records",
    "model_card",
    "read",
    "read_documents",
    "read_many",
]

# The network reads one window at a time, so a batch need not be large to be fast; a small one is soon on
# the disk, and little is lost with it. Whichever of the two bounds is met first ends it.
BATCH_DOCUMENTS = 8
BATCH_CHARACTERS = 50_000

Until = Literal["attribute", "resolve", "trace"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its name and why. `error` is an InputError, or the bug that it met."""

    name: str
    error: Exception

    @property
    def reason(self) -> str:
        """The error in one line; one that sayso did not raise on purpose is told by its kind."""
        if isinstance(self.error, InputError):
            return str(self.error)
        return f"cannot be read because of an error in sayso ({type(self.error).__name__}: {self.error})"


def read(source: str | PathLike[str]) -> Article:
    """Read one article from a path, an http(s) address, or `-` for standard input, and find who says what in
    it.

    Raises InputError where it cannot be read and ModelError where the weights cannot be used.
    """
    from sayso.read import read as read_document

    return _articles([read_document(source)])[0]


def read_many(sources: Iterable[str | PathLike[str]]) -> Iterator[Article | Failure]:
    """Read every article of every source, in order; a source that cannot be read yields a Failure and ends no
    other.

    A JSON Lines source holds many articles. Raises ModelError alone.
    """
    for source in sources:
        yield from _attributed(_documents(fspath(source)))


def attribute_records(
    records: Iterable[tuple[str, Mapping[str, Any] | BadRecord]], given: bool = False, until: Until = "trace"
) -> Iterator[Article | Failure]:
    """Find who says what in records with verbatim texts, given with their names: one result a record, in
    order.

    With `given`, the `attributions` that each record has, with `source`, `cue` and `content` as lists of spans,
    are taken as they are, and only the rest is worked out: who is behind each of them, and what they do with it.
    `until` names the last stage to run: who the sources are takes `resolve`, the article's sourcing `trace`.
    Streams: no more than a batch of records is held. A record that is none, or that makes a stage fail,
    yields a Failure. Raises ModelError alone.
    """
    from sayso.read import verbatim

    def documents() -> Iterator[tuple[str, Document | Exception]]:
        for name, record in records:
            if isinstance(record, BadRecord):
                yield name, record
                continue
            try:
                document = verbatim(record)
                if given and "attributions" not in document.extra:
                    raise BadRecord("no attributions are given with it")
                yield name, document
            except Exception as error:  # noqa: BLE001 - one bad record in ten thousand must not end the run
                yield name, error

    return _attributed(documents(), given, until)


def read_documents(sources: Iterable[str | PathLike[str]]) -> Iterator[tuple[str, Document | Exception]]:
    """Every document of every source by name, before anything is found in it; an error where one cannot be read."""
    for source in sources:
        yield from _documents(fspath(source))


def attribute_documents(
    documents: Iterable[tuple[str, Document | Exception]], given: bool = False, until: Until = "trace"
) -> Iterator[Article | Failure]:
    """Find who says what in documents that are read, given with their names: one result each, in order.

    `given` and `until` are those of `attribute_records`. Raises ModelError alone.
    """
    return _attributed(documents, given, until)


def model_card() -> dict[str, Any]:
    """What the weights are: at least their `digest` and `version`. Raises ModelError where there are none."""
    from sayso.attribute import model_card as card

    return dict(card())


def _documents(name: str) -> Iterator[tuple[str, Document | Exception]]:
    from sayso.read import documents

    try:
        for document in documents(name):
            yield name, document
    except Exception as error:  # noqa: BLE001 - the other sources are still to be read
        yield name, error


def _attributed(
    documents: Iterable[tuple[str, Document | Exception]], given: bool = False, until: Until = "trace"
) -> Iterator[Article | Failure]:
    batch: list[tuple[str, Document | Exception]] = []
    held = 0
    for name, document in documents:
        batch.append((name, document))
        held += len(document.text) if isinstance(document, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or held >= BATCH_CHARACTERS:
            yield from _flush(batch, given, until)
            batch, held = [], 0
    yield from _flush(batch, given, until)


def _flush(batch: Sequence[tuple[str, Document | Exception]], given: bool, until: Until) -> Iterator[Article | Failure]:
    found = iter(_together([d for _, d in batch if isinstance(d, Document)], given, until))
    for name, document in batch:
        outcome = next(found) if isinstance(document, Document) else document
        yield outcome if isinstance(outcome, Article) else Failure(name, outcome)


def _together(documents: list[Document], given: bool, until: Until) -> list[Article | Exception]:
    """The documents in one batch; should that fail, each alone, so that the right one is blamed."""
    if not documents:
        return []
    try:
        return list(_articles(documents, given, until))
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - told apart below
        if len(documents) == 1:
            return [error]
    return [outcome for document in documents for outcome in _together([document], given, until)]


def _articles(documents: Sequence[Document], given: bool = False, until: Until = "trace") -> list[Article]:
    """The stages in their order, over documents that are read."""
    # The stages are imported when they run: a command that only prints its help, or one that only scores,
    # must not wait for the network's libraries.
    from sayso import attribute
    from sayso.resolve import resolve
    from sayso.trace import sourced

    if given:
        found = attribute.given(documents, [document.extra["attributions"] for document in documents])
    else:
        found = attribute.attribute(documents)
    if until != "attribute":
        found = resolve(found)
    if until == "trace":
        found = [sourced(article) for article in found]
    return [_noted(article, document) for article, document in zip(found, documents, strict=True)]


def _noted(article: Article, given: Document) -> Article:
    """The article, with a note where nothing was found in it and no stage has said why."""
    document = article.document
    if article.attributions or document.notes != given.notes:
        return article
    alone = len(document.paragraphs) < 2
    note = "no more than one paragraph, such as a headline: " if alone else ""
    return replace(
        article, document=replace(document, notes=(*document.notes, f"{note}nobody is said to say anything"))
    )
