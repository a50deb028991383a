"""Alembic's entry: migrate the connection that `knowledge.storage` hands over."""

from alembic import context

from knowledge import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
