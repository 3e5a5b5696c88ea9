"""Bytes to text: what they are and in which encoding; binary files are named and refused."""

from __future__ import annotations

import codecs
import re

from sayso.errors import NotText

__all__ = ["decode", "is_feed", "looks_like_html"]

_START = 4096
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "copy its text into a .txt file, or save the article's web page"),
    (
        b"PK\x03\x04",
        "a zip archive (a Word, OpenDocument or e-book file is one too)",
        "save its text as .txt or .html",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "save its text as .txt or .html"),
    (b"{\\rtf", "a rich-text (RTF) file", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text, not a picture of it"),
    (b"GIF8", "a GIF image", "give the text, not a picture of it"),
    (b"RIFF", "an image, sound or video file", "give the text itself"),
    (b"\x00\x00\x00\x18ftyp", "a video file", "give its transcript as text"),
    (b"\x00\x00\x00\x20ftyp", "a video file", "give its transcript as text"),
    (b"ID3", "a sound file", "give its transcript as text"),
    (b"OggS", "a sound file", "give its transcript as text"),
    (b"II*\x00", "a TIFF image", "give the text, not a picture of it"),
    (b"MM\x00*", "a TIFF image", "give the text, not a picture of it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "give a text"),
    (b"MZ\x90", "a program", "give a text"),
    (b"SQLite format 3", "a SQLite database", "give a text"),
    (b"PAR1", "a Parquet file", "give its name the ending .parquet"),
    (b"WARC/", "a web archive (WARC)", "give its name the ending .warc or .warc.gz"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# As browsers do: what calls itself Latin-1 is Windows-1252, and the older Chinese, Japanese and Korean sets
# are read by their supersets.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_REFUSED_CODECS = ("utf-7", "utf-16", "utf-32")
_C1 = {n: bytes([n]).decode("cp1252", "ignore") or None for n in range(0x80, 0xA0) if n != 0x85}
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|a|article|section|main|h[1-6]|meta|title|script|link|br|ul|li|table|blockquote)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_PROLOGUE = (
    r"\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*|<!doctype\s+(?!html)[^\[>]{0,500}(?:\[.{0,3000}?\]\s*)?>\s*)*"
)
_FEED_START = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:rdf|atom:feed)\b", re.IGNORECASE | re.DOTALL)
_MAP_START = re.compile(_PROLOGUE + r"<(?:urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL)


def decode(data: bytes, *, html: bool = False, charset: str | None = None, name: str = "the input") -> str:
    """The text of some bytes: by their mark, as UTF-8, as declared, and last as Windows-1252 if that reads.

    `charset` is what a server declared; with `html` the page's own declaration counts too. `name` is what
    an error calls the input. Raises NotText.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                raise NotText(f"{name} begins like {codec.upper()} text but is damaged; save it as UTF-8") from None
    for magic, what, way_out in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"{name} is {what}, not text: {way_out}")
    if data[4:8] == b"ftyp":
        raise NotText(f"{name} is a video file, not text: give its transcript as text")
    if b"\0" in data[:_START] and not html:
        raise NotText(f"{name} holds zero bytes and is no text (UTF-16 without a mark? save it as UTF-8)")
    return _decoded(data, html, charset, name).translate(_C1)


def looks_like_html(text: str, *, suffix: str = "", name: str = "the input") -> bool:
    """Whether a text is a page, by its beginning; a `.html` or `.htm` suffix tips the balance.

    Raises NotText for a feed.
    """
    start = text[:_START].lstrip("\ufeff")
    if _FEED_START.match(start) or _MAP_START.match(start):
        raise NotText(f"{name} is a feed or a site map, not an article: give the address of one of its articles")
    if _HTML_START.match(start):
        return True
    tags = len(_TAG.findall(start))
    if suffix.lower() in (".html", ".htm", ".xhtml"):
        return tags > 0
    return tags >= 3 and start.lstrip().startswith("<")


def is_feed(data: bytes) -> bool:
    """Whether some bytes are an RSS or Atom feed, by their beginning."""
    start = data[:_START]
    codec = next((codec for bom, codec in _BOMS if data.startswith(bom)), "latin-1")
    return _FEED_START.match(start.decode(codec, "ignore").lstrip("\ufeff")) is not None


def _decoded(data: bytes, html: bool, charset: str | None, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in (charset, _declared(data) if html else None):
        if label and (codec := _codec(label)):
            if codec == "utf-8":
                continue
            try:
                return data.decode(codec, "replace")
            except (UnicodeDecodeError, LookupError):
                continue
    # UTF-8 with a few damaged bytes reads better so than as Windows-1252, which would spoil every quotation
    # mark.
    patched = data.decode("utf-8", "replace")
    wide = sum(1 for c in patched if c > "\x7f" and c != "\ufffd")
    if patched.count("\ufffd") * 4 <= wide:
        return patched
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or not _plausible(text):
        raise NotText(f"{name} is no text in a known encoding (tried UTF-8 and Windows-1252); save it as UTF-8")
    return text


def _declared(data: bytes) -> str | None:
    m = _CHARSET.search(data[:_START])
    return m[1].decode("ascii", "ignore") if m else None


def _codec(label: str) -> str | None:
    try:
        found = codecs.lookup(label)
    except LookupError:
        return None
    # Python also lists transforms (base64, zip) and its own escapes: those are no encodings of text.
    if not getattr(found, "_is_text_encoding", False) or found.name in _REFUSED_CODECS or "escape" in found.name:
        return None
    return _SUPERSETS.get(found.name, found.name)


def _plausible(text: str) -> bool:
    """Whether Windows-1252 gave words: few control characters, and letters mostly plain ones."""
    sample = text[:200_000]
    controls = sum(1 for c in sample if c < " " and c not in "\t\n\r\f")
    letters = sum(map(str.isalpha, sample))
    high = sum(1 for c in sample if c > "\x7f")
    return controls * 1000 <= len(sample) and high * 4 <= len(sample) and letters * 2 >= len(sample)
