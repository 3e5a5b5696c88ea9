"""Run by Alembic: every migration that is due, on the connection that `store` hands over, in its transaction."""

from alembic import context

from sayso.store.tables import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
