"""How does a test run the real bot? Over HTTP against the emulator, on a database file of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

from bot.limits import RateLimit
from bot.main import TelegramApplication, build_application
from bot.registering import register
from bot.routing import ALLOWED_UPDATES
from knowledge.catalogue import Catalogue
from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.opening import OpenedOffice, open_desk
from knowledge.question_log import QuestionLog
from knowledge.settings import Settings
from knowledge.storage import Storage
from knowledge.viet_time import now
from tests.end_to_end.bot_api import TOKEN
from tests.end_to_end.bot_api_emulator import Telegram

SECRET = b"of the tests"
PATIENT = 10_000
"""Messages a minute; stories are told faster than people type."""


def settings_for(database: Path, telegram_address: str = "http://127.0.0.1:9") -> Settings:
    """Settings of an installation with its own database file, whatever the environment says."""
    settings = Settings(_env_file=None, database_url=f"sqlite:///{database}", telegram_api=telegram_address)
    return settings.model_copy(update={"telegram_token": SecretStr(TOKEN), "secret": SecretStr(SECRET.decode())})


def opened_catalogue(database: Path) -> Catalogue:
    """The catalogue of today, as an office on `database` has it."""
    office = open_desk(settings_for(database))
    catalogue = office.desk.catalogue()
    office.close()
    return catalogue


def open_again(settings: Settings, catalogue: Catalogue) -> OpenedOffice:
    """What `open_desk` gives, with a catalogue that was built before: building takes seconds, and tests open often."""
    storage = Storage(settings.database_url)
    keeper = CatalogueKeeper(storage, now, _current=catalogue)
    desk = FrontDesk(keeper, Conversations(storage, SECRET), QuestionLog(storage, SECRET), now)
    return OpenedOffice(storage, keeper, desk)


class RunningBot:
    """The application between start and stop; may be stopped and started again on the same database."""

    def __init__(
        self, telegram: Telegram, database: Path, catalogue: Catalogue | None = None, per_minute: int = PATIENT
    ) -> None:
        self.telegram = telegram
        self.catalogue = catalogue
        """Without one the office is opened as in real life, catalogue and all."""
        self.settings = settings_for(database, telegram.address)
        self.per_minute = per_minute
        self.office: OpenedOffice | None = None
        self.application: TelegramApplication | None = None

    async def start(self, desk: FrontDesk | None = None) -> None:
        """Open the office and serve; `desk` takes the place of the office's own."""
        settings, catalogue = self.settings, self.catalogue
        self.office = open_desk(settings) if catalogue is None else open_again(settings, catalogue)
        limit = RateLimit(per_window=self.per_minute)
        self.application = build_application(self.settings, desk or self.office.desk, limit=limit)
        await self.application.initialize()
        await register(self.application)
        await self.application.start()
        assert self.application.updater is not None
        polls = self.telegram.polls
        await self.application.updater.start_polling(timeout=10, allowed_updates=ALLOWED_UPDATES)
        await self.telegram.until(lambda: self.telegram.polls > polls, "the bot's first request for updates")

    async def stop(self) -> None:
        """Stop serving, as on SIGTERM."""
        application, self.application = self.application, None
        if application is not None and application.updater is not None:
            await application.updater.stop()
            with suppress(RuntimeError):
                await application.stop()
            await application.shutdown()
        if self.office is not None:
            self.office.close()
            self.office = None

    @property
    def desk(self) -> FrontDesk:
        """The desk of the open office."""
        assert self.office is not None
        return self.office.desk
