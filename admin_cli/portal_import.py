"""How do records of the portal come in on the command line: compared with the catalogue, shown, written?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session

from admin_cli.options import print_json, told, waiting
from admin_cli.portal_json import report_json
from admin_cli.portal_report import show_report
from knowledge.audit import Who
from knowledge.errors import CatalogueError
from knowledge.opening import starter_in_memory, write_starter
from knowledge.portal.applying import apply_as_drafts, apply_plan
from knowledge.portal.fetched import Fetched
from knowledge.portal.importing import planned
from knowledge.portal.plan import Plan
from knowledge.portal.records import note_lines
from knowledge.portal.spool import delete_run
from knowledge.portal.standing import Standing, standing_on
from knowledge.starter_files import starter_procedures
from knowledge.storage import Storage
from knowledge.viet_time import vietnamese_day


class How(NamedTuple):
    """What the options of the two commands that bring records in say."""

    as_drafts: bool
    dry_run: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """Records on their way, and what is known about where they come from."""

    records: Iterable[Any]
    complete: bool = False
    """Whether they are all that the portal has, but for the codes `also_there`."""
    also_there: Collection[str] = ()
    fetched: Fetched | None = None
    lines: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    """What the portal's list said of those that were fetched."""


class Met(NamedTuple):
    """What records meet: the catalogue, and what must be written before them."""

    standing: Standing
    begin: Callable[[Session], object]


def met_by(storage: Storage, who: Who) -> Met:
    """What records meet in the database; in an empty one the starter catalogue, which comes in together with them."""
    today = vietnamese_day(who.at)
    standing = standing_on(storage, today)
    if standing.revision:
        return Met(standing, lambda session: None)
    procedures = starter_procedures()
    with starter_in_memory(procedures, who.at) as starter:
        standing = standing_on(starter, today)._replace(revision=standing.revision)
    return Met(standing, lambda session: write_starter(session, procedures, who.at))


def compared(
    met: Met, incoming: Incoming, who: Who, how: How, progress: Callable[[int], None] = lambda read: None
) -> Plan:
    """What the records would change."""
    return planned(
        incoming.records,
        met.standing.known,
        vietnamese_day(who.at),
        complete=incoming.complete,
        also_there=incoming.also_there,
        as_drafts=how.as_drafts,
        live=incoming.fetched is not None,
        progress=progress,
    )


def finish(storage: Storage, met: Met, plan: Plan, incoming: Incoming, who: Who, how: How) -> None:
    """Show the plan and, unless it is only to be looked at, write it."""
    fetched = incoming.fetched
    if not how.as_json:
        show_report(plan, fetched)
    if not plan.read and not (fetched and fetched.reused):
        raise CatalogueError("Không có bản ghi nào để nhập. Kiểm tra lại tệp hoặc bộ lọc.")
    if fetched is None and not (plan.records or plan.unchanged):
        raise CatalogueError(
            "Không đọc được bản ghi nào nên chưa ghi gì. "
            "Cần tệp JSON Lines (.jsonl, .jsonl.gz) theo dạng chi tiết của Cổng; tệp của tthc export thì: tthc import."
        )
    if how.dry_run:
        told("Chỉ xem thử, chưa ghi gì.")
    elif how.as_drafts:
        _propose(storage, met, plan, incoming, who)
    else:
        with waiting("Đang lập chỉ mục và ghi…"):
            end = _forgetting(incoming, plan)
            apply_plan(storage, plan, met.standing, who, begin=met.begin, end=lambda session: end(session, []))
        told(_written(plan))
    if how.as_json:
        print_json({"written": not how.dry_run, **report_json(plan, fetched)})


def _written(plan: Plan) -> str:
    said = {
        "Đã ghi xong: người dân đọc bản mới ngay bây giờ.": plan.versions,
        "Việc bãi bỏ thủ tục Cổng đã gỡ chờ cán bộ duyệt: tthc draft list": plan.withdrawn,
    }
    return "\n".join(sentence for sentence, rows in said.items() if rows) or "Không có gì thay đổi."


def _propose(storage: Storage, met: Met, plan: Plan, incoming: Incoming, who: Who) -> None:
    with waiting("Đang ghi các bản nháp…"):
        end = _forgetting(incoming, plan)
        left = apply_as_drafts(storage, plan, met.standing, who, begin=met.begin, end=end)
    if len(plan.from_today) > len(left) or plan.withdrawn:
        told("Đã đưa vào bản nháp chờ duyệt. Xem: tthc draft list; công bố: tthc draft publish --all")
    else:
        told("Không có thay đổi nào để đưa vào bản nháp.")
    if left:
        told(f"{len(left)} thủ tục đang có bản nháp khác nên để lần nhập sau: {_some(left)}")
    coming = [each.code for each in plan.changed if any(later.changes for later in each.later)]
    if coming:
        told(f"{len(coming)} thủ tục có bản sắp tới chưa theo thay đổi này, cần sửa cả bản ấy: {_some(coming)}")


def _forgetting(incoming: Incoming, plan: Plan) -> Callable[[Session, list[str]], None]:
    """What ends a fetch together with its import: what its list said is remembered, the rest forgotten."""

    def end(session: Session, left: list[str]) -> None:
        if incoming.fetched is not None:
            note_lines(session, incoming.lines, plan, leave=left)
            delete_run(session, incoming.fetched.run_id)

    return end


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
