"""The ledger of forecasts."""

import sqlalchemy as sa
from alembic import op

from sayso.store.tables import Words

revision = "0002"
down_revision = "0001"


def _number(name: str = "number") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _of(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.number"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "forecasts",
        _number(),
        sa.Column("id", Words, nullable=False),
        _of("article", "articles"),
        _of("first", "forecasts"),
        sa.Column("turned", sa.Boolean, nullable=False),
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.number")),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id", name="uq_forecasts_id"),
    )
    op.create_index("ix_forecasts_article", "forecasts", ["article"])
    op.create_table(
        "self_citations",
        _number(),
        _of("article", "articles"),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_self_citations_article", "self_citations", ["article"])
    op.create_table(
        "looked_through",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "entries",
        _number(),
        sa.Column("digest", Words, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("digest", name="uq_entries_digest"),
    )
