"""How do citizens reach the front desk? Over Telegram, or over the same conversation in a terminal."""

import os

# python-telegram-bot 22 then gives waiting times as timedelta and does not warn about each of them.
os.environ.setdefault("PTB_TIMEDELTA", "1")
