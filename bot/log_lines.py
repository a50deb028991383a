"""What does a log line look like, and what never stands in one? No message text, no token, no person."""

from __future__ import annotations

import json
import logging
import re
import traceback
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
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = record.getMessage() if record.name.split(".")[0] in _OURS else str(record.msg).partition("\n")[0]
        line = f"time={time} level={record.levelname} from={record.name} said={json.dumps(said, ensure_ascii=False)}"
        error = record.exc_info[1] if record.exc_info else None
        return without_token(line if error is None else f"{line} {describe(error)}")


def describe(error: BaseException) -> str:
    """An exception without its message: its type, where it was raised, and what caused it.

    >>> describe(KeyError("số căn cước 001…"))
    'error=KeyError'
    """
    parts = [f"error={type(error).__name__}"]
    frames = traceback.extract_tb(error.__traceback__)
    if frames:
        parts.append(f"at={_place(frames[-1])}")
        ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(_ROOT) and _is_ours(frame)]
        if ours:
            parts.append(f"through={_place(ours[-1])}")
    cause = error.__cause__ or error.__context__
    if cause is not None:
        parts.append(f"cause={type(cause).__name__}")
    return " ".join(parts)


def without_token(text: str) -> str:
    """`text` with every Telegram token masked.

    >>> without_token("/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe")
    '/bot<token>/getMe'
    """
    return _TOKEN.sub("<token>", text)


def write_log_lines(level: int = logging.INFO) -> None:
    """Send all log records to stderr as such lines; libraries speak only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).relative_to(_ROOT).parts[0] in _OURS


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    short = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else Path(*path.parts[-2:])
    return f"{short.as_posix()}:{frame.lineno}:{frame.name}"
