"""Which settings does this installation run with? Read from the environment (`TTHC_…`) or a `.env` file."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, with what it means when nobody sets it."""

    model_config = SettingsConfigDict(env_prefix="TTHC_", env_file=".env", extra="ignore")

    database_url: str = "sqlite:///hoi-thu-tuc.sqlite3"
    """SQLite file or PostgreSQL address (`postgresql+psycopg://…`)."""
    secret: SecretStr | None = None
    """Key of the hash that stands for a person; without one the database makes and keeps its own."""
    context_minutes: int = Field(default=30, ge=1, le=24 * 60)
    """How long a conversation is remembered, in minutes."""
    question_days: int = Field(default=365, ge=1, le=3650)
    """How long a question is kept, in days."""
    telegram_token: SecretStr | None = Field(default=None, validation_alias="TELEGRAM_BOT_TOKEN")
    """Token from @BotFather; without one `make run` chats in the terminal."""
    portal_api: str = "https://dichvucong.gov.vn/api/v1"
    """Address of the national portal's JSON interface."""
    portal_contact: str = ""
    """Whom the portal can write to about our requests: an e-mail or a page; part of the user agent."""
    telegram_api: str = "https://api.telegram.org"
    """Address of the Bot API server."""
