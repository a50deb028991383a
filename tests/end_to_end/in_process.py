"""How do calls reach the emulated Telegram without HTTP? By the same rules, thousands of times faster."""

from __future__ import annotations

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.end_to_end.bot_api import BotApi


class InProcess(BaseRequest):
    """A transport of python-telegram-bot that asks `BotApi` directly; keeps what was refused."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.refused: list[tuple[str, str]] = []
        """Methods with the reason why Telegram would refuse the call."""
        self.texts: list[str] = []
        """Plain texts that were sent, the newest last; emptied by whoever reads them."""

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_more_timeouts: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        status, answer = self._api.call(name, request_data.json_parameters if request_data else {})
        if status != 200:
            self.refused.append((name, answer["description"]))
        elif isinstance(answer["result"], dict) and "text" in answer["result"]:
            self.texts.append(answer["result"]["text"])
            answer["result"].pop("reply_markup", None)  # the bot does not look at it, and parsing it takes long
        return status, json.dumps(answer).encode()
