"""Claims in the order in which they are listed, so that the first of them are found without the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_claims_articles_number", "claims", [sa.text("articles DESC"), "number"])
    op.drop_index("ix_claims_articles", "claims")
