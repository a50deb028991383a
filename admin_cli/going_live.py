"""How does a change of what citizens may say go live at once: tried, shown, written, seen by every running bot?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from sqlmodel import Session

from admin_cli.gating import refuse_if_blocked, report_json, show_report, tried
from admin_cli.options import print_json, told, waiting, wide_console
from knowledge.audit import Event, Who, record
from knowledge.publishing import raise_revision
from knowledge.reviewing import refuse_if_moved
from knowledge.snapshots import Sources
from knowledge.storage import Storage
from knowledge.trying import Trial, trial_of_sources
from knowledge.viet_time import now

Accepted = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-changes", metavar="TÊN", help="Chấp nhận câu này đổi câu trả lời; ghi lặp lại cho nhiều câu."
    ),
]


def go_live(
    storage: Storage,
    changed: Sources,
    write: Callable[[Session], Event],
    who: Who | None,
    accepted: Sequence[str] | None,
    *,
    as_json: bool = False,
) -> Trial:
    """Ask every saved question of `changed`, show what changes, and `write` it; returns both catalogues.

    Raises CatalogueError when answers would break, or when the catalogue is no longer the one this was tried on.
    Without `who` nothing is written: it is only looked at.
    """
    with waiting("Đang dựng danh mục thử…"):
        both = trial_of_sources(storage, changed, changed.law.on, now())
    report = tried(storage, both, accepted or ())
    show_report(report, both, wide_console(stderr=as_json))
    written = who is not None and not report.blocking
    if who is not None and written:
        with storage.writing() as session:
            refuse_if_moved(session, changed.revision)
            record(session, who, write(session))
            raise_revision(session)
    if as_json:
        print_json({"written": written, **report_json(report)})
    refuse_if_blocked(report)
    if not written:
        told("Chỉ xem thử, chưa ghi gì.")
    return both
