from __future__ import annotations

from tests.admin_cli.conftest import Run


def test_without_a_token_the_bot_says_where_to_get_one(tthc: Run) -> None:
    ran = tthc("bot")

    assert (ran.code, ran.out) == (2, "")
    assert "TELEGRAM_BOT_TOKEN" in ran.err
