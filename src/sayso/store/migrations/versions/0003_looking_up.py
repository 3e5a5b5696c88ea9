"""What lists are made of: how many articles carry each claim, and the words of names."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("claims", sa.Column("articles", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE claims SET articles = (SELECT count(DISTINCT article) FROM members WHERE members.claim = claims.number)"
    )
    op.create_index("ix_claims_articles", "claims", ["articles"])
    for statement in _POSTGRES if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


# The words of names as `search` cuts and folds them, found by how they begin.
_SQLITE = (
    "CREATE VIRTUAL TABLE names USING fts5(words, content='', tokenize='ascii')",
    "INSERT INTO names (rowid, words) SELECT number, plain FROM mouths",
)
_POSTGRES = (
    "CREATE TABLE names (mouth integer PRIMARY KEY REFERENCES mouths (number), words tsvector NOT NULL)",
    "CREATE INDEX ix_names_words ON names USING gin (words)",
    "INSERT INTO names SELECT number, array_to_tsvector(string_to_array(btrim(plain), ' ')) FROM mouths "
    "WHERE btrim(plain) <> ''",
)
