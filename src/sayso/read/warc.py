"""Web archives (WARC): the page in every response record that holds one, one record at a time."""

from __future__ import annotations

import http.client
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from sayso.errors import Empty, FetchError, InputError, NotText, TooLarge
from sayso.model import Document
from sayso.read.assemble import iso_date
from sayso.read.fetch import Page, Unpacker
from sayso.read.page import captured, read_page

__all__ = ["RECORDS", "RECORD_LIMIT", "is_warc", "read_warc"]

RECORD_LIMIT = 10_000_000
RECORDS = 1_000_000
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_PIECE = 1 << 16
_MEMBER = b"\x1f\x8b\x08"
# Pages shrink to a tenth or less; what swells by more than this, once it is of some size, was made to.
_SWELL = 300
_SWOLLEN = 50_000_000


def is_warc(name: str) -> bool:
    """Whether a file is a web archive, by its name."""
    return name.lower().endswith((".warc", ".warc.gz"))


def read_warc(path: Path) -> Iterator[Document | InputError]:
    """The article of each page in an archive; an error that names the record in place of one that cannot be read.

    Only answers that succeeded and are HTML or plain text count; all other records are passed over. Address and
    type are the record's, and so is the date where the page tells none. Raises OSError where the file cannot be
    opened, and NotText where it is no archive.
    """
    number = told = 0
    with path.open("rb") as file:
        stream = _Stream(file)
        while not stream.at_end:
            try:
                for record in _records(stream):
                    number += 1
                    if number > RECORDS:
                        yield TooLarge(f"{path}: the archive has more than {RECORDS:,} records; the first are read")
                        return
                    try:
                        if (found := _outcome(record, path, number)) is not None:
                            told += 1
                            yield found
                        record.consume()
                    except _Damaged as error:
                        error.between = False
                        raise
            except _Damaged as error:
                yield NotText(f"{path}: record {number + 1 if error.between else number}: {error}")
                number += error.between
                told += 1
                stream.skip()
            except (OSError, ValueError, OverflowError) as error:
                yield NotText(f"{path}: not read beyond record {number} ({str(error)[:100] or type(error).__name__})")
                return
    if not number:
        raise NotText(f"{path}: is no web archive (WARC)")
    if not told:
        raise Empty(f"{path}: none of its {number} records holds a page")


class _Damaged(Exception):
    """Packed data that cannot be unpacked, or may not be; `between` records, or within the one at hand."""

    between = True


class _Stream(io.RawIOBase):
    """The bytes of an archive, unpacked where it is packed.

    No answer reaches over the end of a gzip member, and one that is damaged, or that swells, ends in _Damaged:
    `skip` then goes on to the next one. Records are members of their own, so that only the one at hand is lost.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held = file.read(_PIECE)
        self._packed = self._held.startswith(_MEMBER[:2])
        self._begin()
        self._at = 0
        self.at_end = not self._held

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def tell(self) -> int:
        """How many bytes were given."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one go gets: 0 at the end. Raises _Damaged."""
        out = self._piece(min(len(buffer), _PIECE))
        buffer[: len(out)] = out
        self._at += len(out)
        return len(out)

    def skip(self) -> None:
        """Go on to where the next gzip member begins."""
        found = self._held.find(_MEMBER, 1)
        while found < 0:
            more = self._file.read(_PIECE)
            if not more:
                self._held, self.at_end = b"", True
                return
            # The mark may lie across two pieces.
            self._held = self._held[-2:] + more
            found = self._held.find(_MEMBER, 0)
        self._held = self._held[found:]
        self._begin()

    def _begin(self) -> None:
        self._inflate = zlib.decompressobj(31)
        self._in = self._out = 0

    def _piece(self, most: int) -> bytes:
        while not self.at_end:
            if not self._held:
                self._held = self._file.read(_PIECE)
                # What has no more to come may still have something to give.
                if not self._held and not (self._packed and self._in):
                    self.at_end = True
                    break
            if not self._packed:
                out, self._held = self._held[:most], self._held[most:]
                return out
            if out := self._unpacked(most):
                return out
        return b""

    def _unpacked(self, most: int) -> bytes:
        """What some more of the packed bytes give; empty at the end of a member, or where more are needed."""
        held = self._held
        try:
            out = self._inflate.decompress(held, most)
        except zlib.error:
            raise _Damaged("its packed data is damaged") from None
        done = self._inflate.eof
        left = self._inflate.unused_data if done else self._inflate.unconsumed_tail
        self._in += len(held) - len(left)
        self._out += len(out)
        self._held = left
        if not held and not out and not done:
            self.at_end = True
            raise _Damaged("it is cut off")
        if self._out > _SWOLLEN and self._out > _SWELL * self._in:
            raise _Damaged(f"it swells to more than {_SWELL} times its size when it is unpacked")
        if done:
            # Zeros between members are padding.
            self._held = left.lstrip(b"\0")
            self._begin()
        return out


def _records(stream: _Stream) -> Iterator[Any]:
    from fastwarc import ArchiveIterator

    # In quirks mode the iterator looks for the next record where one does not end as it said.
    yield from ArchiveIterator(
        stream, parse_http=False, quirks_mode=True, stream_detect=False, fsspec_args=False, max_header_len=_PIECE
    )


def _outcome(record: Any, path: Path, number: int) -> Document | InputError | None:
    """The article of one record, why it cannot be read, or None where it holds no page."""
    if (record.headers.get("WARC-Type") or "").lower() != "response":
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    name = f"{path}: record {number}" + (f" ({url[:200]})" if url else "")
    length = record.content_length
    if length > RECORD_LIMIT:
        # What is no page may be of any size.
        head = record.reader.read(_PIECE)
        return TooLarge(f"{name}: over {RECORD_LIMIT / 1e6:g} MB") if _answer(head) else None
    content = record.reader.read(length)
    answer = _answer(content)
    if answer is None:
        return None
    if len(content) < length:
        return NotText(f"{name}: it is cut off")
    headers, body = answer
    try:
        document = read_page(_page(url, headers, body, name), name)
    except InputError as error:
        return error
    # The parsers behind it meet foreign input: one page must not end the archive.
    except Exception as error:  # noqa: BLE001
        return NotText(f"{name}: cannot be read because of an error in sayso ({type(error).__name__}: {error})")
    return captured(document, iso_date(record.headers.get("WARC-Date")), "that of the capture, not of the text")


def _answer(content: bytes) -> tuple[Mapping[str, str], bytes] | None:
    """The headers and the body of an answer that succeeded and is a page; None for any other."""
    stream = io.BytesIO(content)
    status = stream.readline(_PIECE).split(None, 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    try:
        headers = http.client.parse_headers(stream)
    except http.client.HTTPException:
        return None
    if headers.get_content_type() not in _TYPES or "content-type" not in headers:
        return None
    return {key.lower(): value for key, value in headers.items()}, stream.read()


def _page(url: str, headers: Mapping[str, str], body: bytes, name: str) -> Page:
    """The page of an answer, unpacked as far as a page may be large. Raises FetchError and TooLarge."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = headers.get("content-encoding", "")
    # Some archives keep the header and unpack the body.
    if packing.lower() not in ("gzip", "x-gzip") or body.startswith(_MEMBER[:2]):
        try:
            body = Unpacker(packing, name)(body, RECORD_LIMIT + 1)
        except FetchError:
            raise NotText(f"{name}: packed as {packing[:40]!r}, or damaged") from None
    if len(body) > RECORD_LIMIT:
        raise TooLarge(f"{name}: the page is over {RECORD_LIMIT / 1e6:g} MB when it is unpacked")
    kind, _, rest = headers["content-type"].partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return Page(url, body, kind.strip().lower(), charset)


def _joined(body: bytes) -> bytes:
    """A body sent in chunks as one; as it is where it is not in chunks after all."""
    out = bytearray()
    at = 0
    while True:
        end = body.find(b"\n", at, at + 100)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            return bytes(out) if out else body
        length = int(size, 16)
        if not length:
            return bytes(out)
        out += body[end + 1 : end + 1 + length]
        at = end + 1 + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
