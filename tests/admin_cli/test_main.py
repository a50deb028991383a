from __future__ import annotations

import pytest

from admin_cli import doctor, main
from tests.admin_cli.conftest import Run


def test_whoever_stops_a_command_is_told_what_became_of_it(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(doctor, "settings_for", stop)

    ran = tthc("doctor")

    assert (ran.code, ran.out) == (main.INTERRUPTED, "")
    assert "Đã dừng. Việc đang làm dở không được ghi." in ran.err
