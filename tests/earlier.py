"""How to make a dossier what an older version left."""

# What the newest migration did, undone.
UNLISTED = (
    "DROP TABLE unread",
    "CREATE TABLE looked_through (article integer PRIMARY KEY)",
    *(f"DROP INDEX ix_forecasts_{name}" for name in ("first", "statement", "foreteller", "listed")),
    *(f"ALTER TABLE forecasts DROP COLUMN {name}" for name in ("foreteller", "shown", "kind", "until", "made")),
    *(f"ALTER TABLE spoken DROP COLUMN {name}" for name in ("article", "start", "own")),
    "DROP TABLE foretellers",
)
