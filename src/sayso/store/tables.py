"""The tables of a dossier.

Inside, articles, statements, mouths and claims go by whole numbers, handed out in the order of their coming and never
again; outside by the ids that they were given. What a table does not need for finding is kept as one packed record.
A change here needs a migration beside it: a test compares the two.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    false,
    true,
)

__all__ = [
    "HEAD",
    "VERSION_TABLE",
    "Words",
    "articles",
    "claims",
    "copies",
    "entries",
    "failures",
    "forecasts",
    "foretellers",
    "judgements",
    "keys",
    "members",
    "metadata",
    "mouths",
    "self_citations",
    "spoken",
    "statements",
    "texts",
    "unread",
    "vectors",
]

HEAD = "0005"  # the newest migration
VERSION_TABLE = "sayso_version"

_ESCAPE = "\ue000"  # a private character: what it opens is a JSON string


class Words(TypeDecorator[str]):
    """Any string at all, in a column that sorts by code points.

    PostgreSQL takes no NUL, and neither engine a lone surrogate, both of which stand in pages now and then: such
    strings are kept as JSON in ASCII, behind a character that marks them.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or not (
            "\0" in value or value.startswith(_ESCAPE) or any("\ud800" <= c <= "\udfff" for c in value)
        ):
            return value
        return _ESCAPE + json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and value.startswith(_ESCAPE):
            return str(json.loads(value[1:]))
        return value


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Nothing is kept in it: dossiers have it since the first migration.
notes = Table(
    "notes",
    metadata,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("digest", Words, nullable=False, index=True),
    Column("added", Words, nullable=False),
    Column("title", Words),
    Column("outlet", Words),
    Column("author", Words),
    Column("published", Words, index=True),
    Column("url", Words, index=True),
    Column("language", Words),
    Column("version", Integer, nullable=False),
    Column("replaced_by", Words),
    Column("credits", LargeBinary),
)

# Apart from `articles`, so that reading heads does not read texts.
texts = Table(
    "texts",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("article", ForeignKey("articles.number"), nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("statement", ForeignKey("statements.number"), primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),
)

mouths = Table(
    "mouths",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("plain", Words, nullable=False),  # the words of the name as they are searched for, a space round each
    Column("record", LargeBinary, nullable=False),
)

# Through whose mouths a statement came: where it begins in its article (-1 where it has no place there), and whether
# the mouth is the source itself, which nobody stands behind.
spoken = Table(
    "spoken",
    metadata,
    Column("mouth", ForeignKey("mouths.number"), primary_key=True, autoincrement=False),
    Column("statement", ForeignKey("statements.number"), primary_key=True, autoincrement=False, index=True),
    Column("article", ForeignKey("articles.number")),
    Column("start", Integer, nullable=False, server_default="-1"),
    Column("own", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

# The index of candidates. The items of one key lie together and in the order of their coming, so that the newest are
# read first and no others. No foreign key: `item` is an article or a statement, by its space.
keys = Table(
    "keys",
    metadata,
    Column("space", SmallInteger, primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("item", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Claims are emptied but never removed, so that no number is given twice.
claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("first", ForeignKey("statements.number")),  # whose wording stands for the claim; null once emptied
    Column("articles", Integer, nullable=False, server_default="0"),  # how many are among its members
)
Index("ix_claims_articles_number", claims.c.articles.desc(), claims.c.number)

members = Table(
    "members",
    metadata,
    Column("statement", ForeignKey("statements.number"), primary_key=True, autoincrement=False),
    Column("claim", ForeignKey("claims.number"), nullable=False),
    Column("article", ForeignKey("articles.number"), nullable=False, index=True),
    Column("opposed", Boolean, nullable=False),
    Column("score", Float(53), nullable=False),
    Column("features", LargeBinary),
    Index(None, "claim", "article"),
)

copies = Table(
    "copies",
    metadata,
    Column("copy", ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("of", ForeignKey("articles.number"), primary_key=True, autoincrement=False, index=True),
    Column("record", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# A log: triggers refuse to change or remove an entry.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("about", Words, nullable=False),  # JSON
    Column("author", Words, nullable=False),
    Column("made", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("undoes", ForeignKey("judgements.number")),
)

failures = Table(
    "failures",
    metadata,
    Column("name", Words, primary_key=True),
    Column("reason", Words, nullable=False),
    Column("at", Words, nullable=False),
)

# Who foresees: the mouth that it is laid to or `author` (`by`), who is scored for it (`voice`: the author by name, or
# else the outlet), and how they are called there, plainly.
foretellers = Table(
    "foretellers",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("voice", Words, nullable=False),
    Column("by", Words, nullable=False, index=True),
    Column("called", Words, nullable=False),
)
Index("ix_foretellers_voice", foretellers.c.voice, foretellers.c.by, foretellers.c.called, unique=True)

# The ledger: what was foreseen. `first` is the forecast that foresaw the same before, itself where none did; `turned`
# is True where it foresees the contrary of that; `statement` is the one that it is, if any. What it is listed by stands
# outside its record: `shown` is False where its article has a later version, or where it stands in copied text.
forecasts = Table(
    "forecasts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("article", ForeignKey("articles.number"), nullable=False, index=True),
    Column("first", ForeignKey("forecasts.number"), nullable=False, index=True),
    Column("turned", Boolean, nullable=False),
    Column("statement", ForeignKey("statements.number"), index=True),
    Column("vector", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("foreteller", ForeignKey("foretellers.number"), index=True),
    Column("shown", Boolean, nullable=False, server_default=true()),
    Column("kind", Words, nullable=False, server_default="forecast"),
    Column("until", Words),  # the last day that it leaves open
    Column("made", Words, nullable=False, server_default=""),
)
Index("ix_forecasts_listed", *(forecasts.c[name] for name in ("shown", "kind", "until", "made", "id")))

self_citations = Table(
    "self_citations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", ForeignKey("articles.number"), nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
)

# The articles that are still to be looked through for forecasts: those that an older version of sayso added.
unread = Table(
    "unread",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True, autoincrement=False),
)

# Ledgers kept elsewhere, line by line. The digest is that of a line and of how many like it stand before it.
entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False, unique=True),
    Column("record", LargeBinary, nullable=False),
)
