from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

from bot.log_lines import OneLine, OneObject
from tests.end_to_end.bot_api import TOKEN


def line(
    write: Callable[[logging.Logger], None], name: str = "bot.test", form: type[logging.Formatter] = OneLine
) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(form())
    logger = logging.Logger(name)
    logger.addHandler(handler)
    write(logger)
    return stream.getvalue()


def test_a_record_is_one_line_with_its_parts_named() -> None:
    written = line(lambda logger: logger.info("the bot\nis %s", "starting"))
    assert written.count("\n") == 1
    assert 'level=INFO from=bot.test said="the bot\\nis starting"' in written


def test_of_an_error_stand_its_type_and_place_but_not_its_words() -> None:
    def fail(logger: logging.Logger) -> None:
        try:
            int("số căn cước 001099001234")
        except ValueError:
            logger.exception("a question failed")

    written = line(fail)
    assert "error=ValueError" in written
    assert "test_log_lines.py" in written
    assert "001099001234" not in written
    assert written.count("\n") == 1


def test_for_machines_a_record_is_one_object_with_the_same_parts() -> None:
    def fail(logger: logging.Logger) -> None:
        try:
            int("số căn cước 001099001234")
        except ValueError:
            logger.exception("a question\nfailed for %s", TOKEN)

    written = line(fail, form=OneObject)
    found = json.loads(written)
    assert list(found) == ["time", "level", "from", "said", "error", "at"]
    assert (found["level"], found["said"], found["error"]) == (
        "ERROR",
        "a question\nfailed for <token>",
        "ValueError",
    )
    assert "001099001234" not in written


def test_of_foreign_loggers_only_the_template_is_written() -> None:
    written = line(lambda logger: logger.critical("Error for update %s", "tôi là Nguyễn Văn A"), "telegram.ext")
    assert "Error for update %s" in written
    assert "Nguyễn" not in written


def test_a_token_is_masked_wherever_it_stands() -> None:
    written = line(lambda logger: logger.warning("POST https://api.telegram.org/bot%s/getMe", TOKEN))
    assert TOKEN not in written
    assert "bot<token>/getMe" in written
