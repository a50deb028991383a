"""How does the bot start? The one place where settings, desk and Telegram are put together."""

from __future__ import annotations

import logging
import sys
from typing import Any, NoReturn, TypeAlias

from telegram.error import InvalidToken
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot.conversation import Conversation
from bot.errors import on_error
from bot.limits import RateLimit
from bot.log_lines import write_log_lines
from bot.ordering import AT_ONCE, InOrderPerChat
from bot.registering import register
from bot.routing import ALLOWED_UPDATES, add_routes
from knowledge.errors import CatalogueError
from knowledge.front_desk import FrontDesk
from knowledge.settings import Settings

logger = logging.getLogger(__name__)

TelegramApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

NOT_SET_UP = (
    "Chưa có mã bot: lấy mã ở @BotFather, đặt vào biến TELEGRAM_BOT_TOKEN (hoặc tệp .env) rồi chạy lại; "
    "muốn thử không cần mã, chạy `tthc chat`."
)
REFUSED_BY_TELEGRAM = (
    "Telegram không nhận mã bot này: xem lại TELEGRAM_BOT_TOKEN, hoặc lấy mã mới ở @BotFather rồi chạy lại."
)
REFUSED, WRONG_USAGE = 1, 2
SECONDS = 10.0
"""How long Telegram may take to connect, to take a request and to answer it."""


def run(settings: Settings | None = None, *, as_json: bool = False) -> None:
    """Serve citizens on Telegram until stopped by Ctrl-C or SIGTERM; what was received by then is still answered.

    `as_json` writes log lines as JSON. Ends the process with code 2 when there is no usable token, with 1 when there is
    no catalogue.
    """
    settings = settings or Settings()
    if not _token(settings):
        _refuse(NOT_SET_UP, WRONG_USAGE)
    write_log_lines(as_json=as_json)
    from knowledge.opening import open_desk  # the catalogue takes a moment to load: first see that there is a token

    try:
        office = open_desk(settings)
    except CatalogueError as error:
        _refuse(str(error), REFUSED)
    try:
        application = build_application(settings, office.desk)
        logger.info("the bot is starting")
        application.run_polling(bootstrap_retries=-1, allowed_updates=ALLOWED_UPDATES)
    except InvalidToken:
        _refuse(REFUSED_BY_TELEGRAM, WRONG_USAGE)
    finally:
        office.close()


def build_application(
    settings: Settings, desk: FrontDesk, *, limit: RateLimit | None = None, request: BaseRequest | None = None
) -> TelegramApplication:
    """The bot as an application of python-telegram-bot, not started yet.

    `request` carries the calls to Telegram instead of HTTP; for tests and measurements.
    """
    application: TelegramApplication = (
        ApplicationBuilder()
        .token(_token(settings))
        .base_url(f"{settings.telegram_api}/bot")
        .base_file_url(f"{settings.telegram_api}/file/bot")
        .request(request or _http(connections=2 * AT_ONCE))
        .get_updates_request(request or _http(connections=1))
        .concurrent_updates(InOrderPerChat())
        .post_init(register)
        .build()
    )
    add_routes(application, Conversation(desk, limit))
    application.add_error_handler(on_error)
    return application


def _http(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=SECONDS,
        read_timeout=SECONDS,
        write_timeout=SECONDS,
        pool_timeout=SECONDS,
    )


def _token(settings: Settings) -> str:
    return settings.telegram_token.get_secret_value().strip() if settings.telegram_token else ""


def _refuse(sentence: str, code: int) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise SystemExit(code)
