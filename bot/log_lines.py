"""What does a log line look like, and what never stands in one? No message text, no token, no person."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_OURS = ("bot", "knowledge", "nlp", "admin_cli")
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_ROOT = Path(__file__).resolve().parent.parent


class OneLine(logging.Formatter):
    """One line a record: `time=… level=… from=… said="…" error=… at=…`.

    Of an exception only its type and place are written: the message of one may hold what a person wrote
    (a database error quotes its parameters) or the token. Of other people's loggers only the template is
    written, for the same reason.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        fields = _fields(record)
        fields["said"] = json.dumps(fields["said"], ensure_ascii=False)
        return without_token(_joined(fields))


class OneObject(logging.Formatter):
    """The same as one JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """The object of one record."""
        return without_token(json.dumps(_fields(record), ensure_ascii=False))


def describe(error: BaseException) -> str:
    """An exception without its message: its type, where it was raised, and what caused it.

    >>> describe(KeyError("số căn cước 001…"))
    'error=KeyError'
    """
    return _joined(_described(error))


def without_token(text: str) -> str:
    """`text` with every Telegram token masked.

    >>> without_token("/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe")
    '/bot<token>/getMe'
    """
    return _TOKEN.sub("<token>", text)


def write_log_lines(level: int = logging.INFO, *, as_json: bool = False) -> None:
    """Send all log records to stderr, one line each; libraries speak only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneObject() if as_json else OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _fields(record: logging.LogRecord) -> dict[str, str]:
    error = record.exc_info[1] if record.exc_info else None
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "from": record.name,
        "said": record.getMessage() if record.name.split(".")[0] in _OURS else str(record.msg).partition("\n")[0],
    } | (_described(error) if error else {})


def _described(error: BaseException) -> dict[str, str]:
    parts = {"error": type(error).__name__}
    frames = traceback.extract_tb(error.__traceback__)
    if frames:
        parts["at"] = _place(frames[-1])
        ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(_ROOT) and _is_ours(frame)]
        if ours:
            parts["through"] = _place(ours[-1])
    cause = error.__cause__ or error.__context__
    if cause is not None:
        parts["cause"] = type(cause).__name__
    return parts


def _joined(fields: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in fields.items())


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).relative_to(_ROOT).parts[0] in _OURS


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    short = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else Path(*path.parts[-2:])
    return f"{short.as_posix()}:{frame.lineno}:{frame.name}"
