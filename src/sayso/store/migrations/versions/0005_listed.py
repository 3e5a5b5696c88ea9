"""The ledger as it is listed: what forecasts are found and counted by outside of their records."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from sayso.store.listed import FORETELLERS, word_key
from sayso.store.records import unpack_value
from sayso.store.tables import Words
from sayso.text.naming import called, voice

revision = "0005"
down_revision = "0004"

_PORTION = 5000


def upgrade() -> None:
    op.create_table(
        "unread",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    )
    op.execute(
        "INSERT INTO unread SELECT number FROM articles WHERE number NOT IN (SELECT article FROM looked_through)"
    )
    op.drop_table("looked_through")
    op.create_table(
        "foretellers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, Words, nullable=False) for name in ("voice", "by", "called")),
    )
    # Alembic adds no constraint to a table of SQLite, which takes one with a new column.
    reference = "INTEGER CONSTRAINT fk_forecasts_foreteller_foretellers REFERENCES foretellers (number)"
    op.execute(f"ALTER TABLE forecasts ADD COLUMN foreteller {reference}")
    op.add_column("forecasts", sa.Column("shown", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("forecasts", sa.Column("kind", Words, nullable=False, server_default="forecast"))
    op.add_column("forecasts", sa.Column("until", Words))
    op.add_column("forecasts", sa.Column("made", Words, nullable=False, server_default=""))
    _fill(op.get_bind())
    article = "INTEGER CONSTRAINT fk_spoken_article_articles REFERENCES articles (number)"
    op.execute(f"ALTER TABLE spoken ADD COLUMN article {article}")
    op.add_column("spoken", sa.Column("start", sa.Integer, nullable=False, server_default="-1"))
    op.add_column("spoken", sa.Column("own", sa.Boolean, nullable=False, server_default=sa.false()))
    _place(op.get_bind())
    op.create_index("ix_foretellers_by", "foretellers", ["by"])
    op.create_index("ix_foretellers_voice", "foretellers", ["voice", "by", "called"], unique=True)
    for name in ("first", "statement", "foreteller"):
        op.create_index(f"ix_forecasts_{name}", "forecasts", [name])
    op.create_index("ix_forecasts_listed", "forecasts", ["shown", "kind", "until", "made", "id"])


def _fill(db: sa.Connection) -> None:
    """Tell of every forecast what it is listed by, and by whom it is."""
    articles = sa.table("articles", _whole("number"), *_words("id", "outlet", "replaced_by"))
    a = articles.c
    heads = {
        n: (id, outlet, replaced is None)
        for n, id, outlet, replaced in db.execute(sa.select(a.number, a.id, a.outlet, a.replaced_by))
    }
    forecasts = sa.table(
        "forecasts",
        *(_whole(name) for name in ("number", "article", "foreteller")),
        sa.column("record", sa.LargeBinary),
        sa.column("shown", sa.Boolean),
        *_words("kind", "until", "made"),
    )
    f = forecasts.c
    copied = _copied(db, {n for n in db.scalars(sa.select(f.article).distinct()) if heads[n][2]})
    tellers: dict[tuple[str, str, str], int] = {}
    told, last = [], 0
    query = sa.select(f.number, f.article, f.record).order_by(f.number).limit(_PORTION)
    while rows := db.execute(query.where(f.number > last)).all():
        last = rows[-1][0]
        for number, article, packed in rows:
            record = unpack_value(packed)
            id, outlet, in_force = heads[article]
            by, name = record["by"], record.get("name", "")
            key = (voice(by, name, outlet, id), by, called(by, name, outlet))
            spans = record["passage"]["spans"]
            taken = any(start <= spans[0][0] and spans[-1][1] <= end for start, end in copied.get(article, ()))
            told.append(
                {
                    "n": number,
                    "foreteller": tellers.setdefault(key, len(tellers) + 1),
                    "shown": in_force and not taken,
                    "kind": record.get("kind", "forecast"),
                    "until": (record.get("horizon") or {}).get("latest"),
                    "made": record.get("made") or "",
                }
            )
    if not told:
        return
    foretellers = sa.table("foretellers", _whole("number"), *_words("voice", "by", "called"))
    kept = [{"number": n, "voice": whose, "by": by, "called": plain} for (whose, by, plain), n in tellers.items()]
    db.execute(foretellers.insert(), kept)
    db.execute(forecasts.update().where(f.number == sa.bindparam("n")), told)
    index = sa.table("keys", *(sa.column(name, sa.BigInteger) for name in ("space", "key", "item")))
    words = sorted({(word_key(word), n) for (_, _, plain), n in tellers.items() for word in plain.split()})
    if words:
        db.execute(index.insert(), [{"space": FORETELLERS, "key": key, "item": n} for key, n in words])


def _place(db: sa.Connection) -> None:
    """Tell of everything that somebody says where it stands, and whether they are the source itself."""
    s = sa.table("statements", _whole("number"), _whole("article"), sa.column("record", sa.LargeBinary)).c
    mouths = sa.table("mouths", _whole("number"), *_words("id"))
    numbers = {id: n for n, id in db.execute(sa.select(mouths.c.number, mouths.c.id))}
    spoken = sa.table("spoken", *map(_whole, ("mouth", "statement", "article", "start")), sa.column("own", sa.Boolean))
    k = spoken.c
    update = spoken.update().where(k.mouth == sa.bindparam("m"), k.statement == sa.bindparam("n"))
    last = 0
    query = sa.select(s.number, s.article, s.record).order_by(s.number).limit(_PORTION)
    while rows := db.execute(query.where(s.number > last)).all():
        last = rows[-1][0]
        placed = {}
        for number, article, packed in rows:
            record = unpack_value(packed)
            spans = record["passage"]["spans"]
            through = [mouth["id"] for mouth in record.get("mouths", ())]
            for id in through:
                place = {"article": article, "start": spans[0][0] if spans else -1, "own": id == through[-1]}
                placed[number, id] = {"m": numbers[id], "n": number, **place}
        if placed:
            db.execute(update, list(placed.values()))


def _copied(db: sa.Connection, originals: set[int]) -> dict[int, list[list[int]]]:
    """What articles took over from these."""
    c = sa.table("copies", _whole("copy"), _whole("of"), sa.column("record", sa.LargeBinary)).c
    out: dict[int, list[list[int]]] = defaultdict(list)
    for copy, of, record in db.execute(sa.select(c.copy, c.of, c.record)):
        if of in originals:
            out[copy] += [here for here, _ in unpack_value(record).get("passages", ())]
    return out


def _whole(name: str) -> sa.ColumnClause[int]:
    return sa.column(name, sa.Integer)


def _words(*names: str) -> list[sa.ColumnClause[str]]:
    return [sa.column(name, Words) for name in names]
