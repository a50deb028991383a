"""How is a part of the portal fetched whole, although the way there breaks off?

First the list, page by page, then the details that it names and that are not here yet. Everything is kept before the
next request, so a fetch that was killed goes on where it stopped when it is started again with the same filters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.portal import spool
from knowledge.portal.client import End, ListPage, PortalClient
from knowledge.portal.envelope import MalformedAnswerError, PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.fetched import Fetched, fetched_by
from knowledge.portal.filters import Filters
from knowledge.portal.lines import Line, State, new_lines
from knowledge.storage import Storage

ENDINGS = {
    End.EMPTY: "sau đó cổng không đưa thêm thủ tục nào",
    End.STANDS_STILL: "con trỏ trang không tiến nữa",
    End.REPEATS: "các trang sau lặp lại trang trước",
    End.TOO_LONG: "danh sách không có điểm dừng",
}


class Stage(StrEnum):
    """What a fetch is doing."""

    LIST = "list"
    DETAILS = "details"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, how many procedures of it are done, and of how many (0: not known)."""
Known = Mapping[str, tuple[str, date]]
"""By the portal's id, of records that were imported: what `fetched_lines` gave for them then."""


def fetch(
    storage: Storage,
    client: PortalClient,
    filters: Filters,
    clock: Callable[[], datetime],
    progress: Progress = lambda *_: None,
    known: Known | None = None,
) -> Fetched:
    """Fetch what `filters` want, or the rest of it, and return what there is then.

    The run stays until `spool.delete_run`: a fetch that is finished and was not imported is handed out again without
    asking the portal. Raises a PortalError when the portal refuses, is down or lists nothing that can be read; what
    came before is kept.
    """
    run_id = spool.open_run(storage, filters.scope, clock())
    fetching = _Fetching(storage, client, filters, clock, progress, run_id)
    fetching.read_list()
    waiting = spool.lines_in(storage, run_id, State.WAITING)
    fetching.fetch_details([line for line in waiting if not _is_unchanged(line, filters.since, known or {})])
    fetching.fetch_details(spool.lines_in(storage, run_id, State.UNAVAILABLE))
    spool.finish_run(storage, run_id, clock())
    return fetched_by(storage, run_id)


@dataclass(frozen=True, slots=True)
class _Fetching:
    """One run, and what it needs."""

    storage: Storage
    client: PortalClient
    filters: Filters
    clock: Callable[[], datetime]
    progress: Progress
    run_id: int

    def read_list(self) -> None:
        """Read the rest of the list."""
        run = spool.run_of(self.storage, self.run_id)
        if run.listed:
            return
        codes = spool.codes_by_key(self.storage, self.run_id)
        for page in self.client.listed(self.filters.department_code, self.filters.category_id, run.cursor):
            lines = new_lines(page.items, self.filters, codes)
            problem = _list_problem(page, len(codes))
            after = {"cursor": page.last_id, "total": page.total, "listed": page.end is not None, "problem": problem}
            spool.keep_page(self.storage, self.run_id, lines, **after)
            self.progress(Stage.LIST, len(codes), page.total)

    def fetch_details(self, lines: list[Line]) -> None:
        """Fetch these, one after the other."""
        for done, line in enumerate(lines, start=1):
            self._fetch_detail(line)
            self.progress(Stage.DETAILS, done, len(lines))

    def _fetch_detail(self, line: Line) -> None:
        """Fetch one procedure and keep what became of it; raises when the portal gives no other one either."""
        try:
            detail = self.client.detail(line.key)
        except PortalSaysLaterError:
            raise
        except PortalUnavailableError as error:
            if not self._gives_another(line):
                raise
            spool.keep_state(self.storage, self.run_id, line, State.UNAVAILABLE, error.why)
        except MalformedAnswerError as error:
            spool.keep_state(self.storage, self.run_id, line, State.BROKEN, error.why)
        else:
            if self.filters.admit_detail(detail):
                spool.keep_detail(self.storage, self.run_id, line, detail, self.clock())
            else:
                spool.keep_state(self.storage, self.run_id, line, State.LEFT_OUT)

    def _gives_another(self, line: Line) -> bool:
        """Whether the portal answers for another procedure, so that only this one cannot be had."""
        other = spool.another(self.storage, self.run_id, line)
        if other is None:
            return False
        try:
            self.client.detail(other)
        except MalformedAnswerError:
            return True
        except PortalUnavailableError:
            return False
        return True


def _list_problem(page: ListPage, count: int) -> str:
    """Why the list that ends with this page is not whole."""
    if page.end is None or (count >= page.total and page.end is not End.TOO_LONG):
        return ""
    return f"danh sách dừng ở {count} trên {page.total} thủ tục: {ENDINGS[page.end]}"


def _is_unchanged(line: Line, since: date | None, known: Known) -> bool:
    """Whether the list says of a procedure what it said when its detail was fetched, on the day `since` or later."""
    before = known.get(line.key)
    return since is not None and before is not None and before[0] == line.digest and before[1] >= since
