"""Alembic's entry: migrate the connection that `knowledge.storage` hands over."""

from alembic import context
from sqlmodel import SQLModel

import knowledge.models  # noqa: F401 - defines the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
