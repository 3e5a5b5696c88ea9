"""The first shape of a dossier."""

import sqlalchemy as sa
from alembic import op

from sayso.store.tables import Words

revision = "0001"
down_revision = None


def _number(name: str, of: str | None = None, primary_key: bool = True) -> sa.Column[int]:
    reference = () if of is None else (sa.ForeignKey(f"{of}.number"),)
    return sa.Column(name, sa.Integer, *reference, primary_key=primary_key, autoincrement=False)


def upgrade() -> None:
    postgres = op.get_context().dialect.name == "postgresql"
    op.create_table("notes", sa.Column("key", Words, primary_key=True), sa.Column("value", Words, nullable=False))
    op.create_table(
        "articles",
        _number("number"),
        sa.Column("id", Words, nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("added", Words, nullable=False),
        *(sa.Column(name, Words) for name in ("title", "outlet", "author", "published", "url", "language")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("replaced_by", Words),
        sa.Column("credits", sa.LargeBinary),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    for name in ("digest", "published", "url"):
        op.create_index(f"ix_articles_{name}", "articles", [name])
    op.create_table("texts", _number("article", "articles"), sa.Column("record", sa.LargeBinary, nullable=False))
    op.create_table(
        "statements",
        _number("number"),
        sa.Column("id", Words, nullable=False),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )
    op.create_index("ix_statements_article", "statements", ["article"])
    op.create_table("vectors", _number("statement", "statements"), sa.Column("vector", sa.LargeBinary, nullable=False))
    op.create_table(
        "mouths",
        _number("number"),
        sa.Column("id", Words, nullable=False),
        sa.Column("plain", Words, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_mouths_id"),
    )
    op.create_table("spoken", _number("mouth", "mouths"), _number("statement", "statements"), sqlite_with_rowid=False)
    op.create_index("ix_spoken_statement", "spoken", ["statement"])
    op.create_table(
        "keys",
        sa.Column("space", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        _number("item"),
        sqlite_with_rowid=False,
    )
    op.create_table("claims", _number("number"), _number("first", "statements", primary_key=False))
    op.create_table(
        "members",
        _number("statement", "statements"),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.number"), nullable=False),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False),
        sa.Column("opposed", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("features", sa.LargeBinary),
    )
    op.create_index("ix_members_article", "members", ["article"])
    op.create_index("ix_members_claim_article", "members", ["claim", "article"])
    op.create_table(
        "copies",
        _number("copy", "articles"),
        _number("of", "articles"),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copies_of", "copies", ["of"])
    op.create_table(
        "judgements",
        _number("number"),
        *(sa.Column(name, Words, nullable=False) for name in ("kind", "about", "author", "made", "note")),
        _number("undoes", "judgements", primary_key=False),
    )
    op.create_table(
        "failures",
        sa.Column("name", Words, primary_key=True),
        sa.Column("reason", Words, nullable=False),
        sa.Column("at", Words, nullable=False),
    )
    for statement in _POSTGRES if postgres else _SQLITE:
        op.execute(statement)


# The words of an article as `search` cuts and folds them: the engines only split at spaces.
_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='ascii')",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements stay'); END",
    "CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements stay'); END",
)
_POSTGRES = (
    "CREATE TABLE search (article integer PRIMARY KEY REFERENCES articles (number), words tsvector NOT NULL)",
    "CREATE INDEX ix_search_words ON search USING gin (words)",
    "CREATE FUNCTION judgements_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'judgements stay'; END $$",
    "CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements "
    "EXECUTE FUNCTION judgements_stay()",
)
