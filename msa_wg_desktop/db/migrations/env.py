"""Alembic's entry: runs on the connection that `db.migrate` hands over."""

from alembic import context

from msa_wg_desktop.db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
