"""Which office do the tests of procedures, drafts and files work in? Bees and honey, on a fixed morning."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlmodel import select

from knowledge import publishing, viet_time
from knowledge.drafts import Proposal
from knowledge.models import DraftRow
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from tests.admin_cli.conftest import Ran
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import a_life_event, a_procedure
from tests.knowledge.officers import changed, fee, in_force, save, submit

TODAY = date(2026, 11, 25)
LAN = ("--actor", "Nguyễn Lan", "--reason", "theo QĐ 812/QĐ-BTC")
MINH = ("--actor", "Trần Minh", "--reason", "đã đối chiếu")
KEEPING = a_procedure(
    phrases=("nuôi ong phải báo ai", "khai báo tổ ong"),
    fees=({"state": "free"},),
    cases=({"documents": ({"name": "Tờ khai nuôi ong", "originals": 1},)},),
)
SELLING = a_procedure(
    code="1.000012",
    name="Cấp giấy phép bán mật",
    short_name="Giấy phép bán mật",
    field="Công thương",
    phrases=("xin giấy phép bán mật",),
)
DEARER = KEEPING.model_copy(
    update={
        "effective_from": date(2027, 1, 1),
        "fees": a_procedure(fees=({"state": "stated", "amount_vnd": 70_000},)).fees,
    }
)
INTERNAL = a_procedure(code="1.000099", name="Luân chuyển hồ sơ đàn ong", short_name="Luân chuyển", reach="internal")


class Morning(datetime):
    """The clock of the office: nine in the morning, a second later each time somebody looks."""

    moment = datetime(2026, 11, 25, 9, tzinfo=viet_time.VIETNAM)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        cls.moment += timedelta(seconds=1)
        return cls.moment.astimezone(tz)


def opened(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """The database that `tthc` opens in a test, on that morning."""
    patch.setattr(Morning, "moment", datetime(2026, 11, 25, 9, tzinfo=viet_time.VIETNAM))
    patch.setattr(viet_time, "datetime", Morning)
    path = folder / "office.sqlite3"
    path.write_bytes(_filled())
    storage = Storage(f"sqlite:///{path}")
    yield storage
    storage.close()


@cache
def _filled() -> bytes:
    """The database file of the office."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.sqlite3"
        storage = Storage(f"sqlite:///{path}")
        storage.migrate()
        bring_in(storage, KEEPING, SELLING, DEARER, INTERNAL)
        with storage.writing() as session:
            publishing.publish_life_events(session, [a_life_event()])
        catalogue_on(storage, TODAY, keep_at=datetime(2026, 11, 25, tzinfo=viet_time.VIETNAM))
        storage.close()
        return path.read_bytes()


def tomorrow_comes(patch: pytest.MonkeyPatch) -> None:
    """It is nine in the morning of the next day."""
    patch.setattr(Morning, "moment", Morning.moment + timedelta(days=1))


_EDITOR = """
import sys
text = open(sys.argv[-1], encoding="utf-8").read()
open("opened.yaml", "w", encoding="utf-8").write(text)
changes = sys.argv[1:-1]
for before, after in zip(changes[::2], changes[1::2]):
    assert text.count(before) == 1, before
    text = text.replace(before, after)
if changes:
    open(sys.argv[-1], "w", encoding="utf-8").write(text)
"""


def editing(patch: pytest.MonkeyPatch, folder: Path, changes: Sequence[str]) -> Path:
    """Let the officer's editor replace texts, by turns what is there and what comes; without any it saves nothing.

    Returns the file that holds what was opened.
    """
    script = folder / "editor.py"
    script.write_text(_EDITOR, encoding="utf-8")
    for name in ("EDITOR", "VISUAL"):
        patch.setenv(name, shlex.join([sys.executable, str(script), *changes]))
    return folder / "opened.yaml"


def drafts_of(storage: Storage) -> list[DraftRow]:
    """Every draft, the oldest first."""
    with storage.reading() as session:
        return list(session.exec(select(DraftRow).order_by("id")))


def submitted(storage: Storage, proposal: Proposal) -> int:
    """The number of a draft with this proposal, submitted."""
    number = save(storage, proposal)
    submit(storage, number)
    return number


def dearer(storage: Storage, code: str = SELLING.code, start: date = TODAY, amount_vnd: int = 50_000) -> int:
    """The number of a submitted draft that changes a fee."""
    return submitted(storage, Proposal(changed(storage, code, start, **fee(amount_vnd))))


def amount(storage: Storage, code: str, on: date = TODAY) -> int | None:
    """The first fee that citizens read on that day, in VND."""
    with storage.reading() as session:
        return in_force(session, code, on).fees[0].amount_vnd


def states(storage: Storage) -> list[str]:
    """What became of every draft, the oldest first."""
    return [row.state for row in drafts_of(storage)]


def is_refused(ran: Ran, *words: str) -> None:
    """Raise unless a command was refused with one message that has these words, and nothing else happened."""
    assert ran.code == 1, ran.out + ran.err
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err, ran.err
