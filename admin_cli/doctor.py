"""`tthc doctor`: is this installation well?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from admin_cli.options import AsJson, DatabaseUrl, settings_for
from knowledge import publishing
from knowledge.answering import answer
from knowledge.answers import Answered, Context
from knowledge.settings import Settings
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day

NAME = "doctor"


def command(database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Khám cài đặt: cơ sở dữ liệu, danh mục, một câu hỏi thử, token Telegram.

    Ví dụ: tthc doctor
    """
    settings = settings_for(database)
    findings = [_checked(name, check, settings) for name, check in _CHECKS.items()]
    if as_json:
        sys.stdout.write(json.dumps(findings, ensure_ascii=False, indent=2) + "\n")
    else:
        console = Console(highlight=False)
        for finding in findings:
            console.print(
                ("✔ " if finding["ok"] else "✘ ") + f"{finding['check']}: {finding['says']}",
                markup=False,
                soft_wrap=True,
            )
    if not all(finding["ok"] for finding in findings):
        raise typer.Exit(1)


def _checked(name: str, check: Callable[[Settings], str], settings: Settings) -> dict[str, Any]:
    try:
        return {"check": name, "ok": True, "says": check(settings)}
    except _FaultError as fault:
        return {"check": name, "ok": False, "says": str(fault)}
    except (SQLAlchemyError, OSError) as error:
        says = f"không mở được cơ sở dữ liệu ({type(error).__name__}). Xem lại TTHC_DATABASE_URL."
        return {"check": name, "ok": False, "says": says}


class _FaultError(Exception):
    """Something that is not well; the message says how to mend it."""


def _database(settings: Settings) -> str:
    storage = Storage(settings.database_url)
    try:
        storage.ping()
        return f"mở được ({storage.engine.dialect.name})"
    finally:
        storage.close()


def _catalogue(settings: Settings) -> str:
    storage = Storage(settings.database_url)
    try:
        storage.migrate()
        with storage.reading() as session:
            count = len(publishing.procedures_in_force(session, vietnamese_day(now())))
    finally:
        storage.close()
    if not count:
        raise _FaultError("đang trống. Chạy `tthc init`.")
    return f"{count} thủ tục đang có hiệu lực"


def _question(settings: Settings) -> str:
    storage = Storage(settings.database_url)
    try:
        catalogue = catalogue_on(storage, vietnamese_day(now()))
        code = next(iter(catalogue.procedures), None)
        if code is None:
            raise _FaultError("chưa hỏi được vì danh mục trống. Chạy `tthc init`.")
        given = answer(code, catalogue, Context())
    finally:
        storage.close()
    if not isinstance(given, Answered) or given.codes != (code,):
        raise _FaultError(f"hỏi mã {code} mà không ra thủ tục ấy. Chạy lại `tthc init` rồi báo lỗi.")
    return f"hỏi mã {code} thì trả lời đúng"


def _token(settings: Settings) -> str:
    if settings.telegram_token is None:
        return "chưa có TELEGRAM_BOT_TOKEN: `make run` sẽ nói chuyện ngay trong cửa sổ lệnh"
    return "đã có token"


_CHECKS: dict[str, Callable[[Settings], str]] = {
    "Cơ sở dữ liệu": _database,
    "Danh mục": _catalogue,
    "Câu hỏi thử": _question,
    "Telegram": _token,
}
