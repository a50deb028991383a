"""Which questions does the national portal answer: its list, one procedure, one form?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from types import TracebackType
from typing import Any

from knowledge.portal.envelope import MalformedAnswerError, data_of
from knowledge.portal.polite_http import PoliteHttp

PORTAL = "https://dichvucong.gov.vn/api/v1"
LIST = "/submitting/formality/list-all-public-formality-by-citizen"
DETAIL = "/configuring/formality/get-formality-by-citizen"
FORM = "/submitting/preview-attachment"
ANSWER_LIMIT_BYTES = 20_000_000
PAGE_SIZE = 200
MAX_PAGES = 2_000


class End(StrEnum):
    """Why a page was the last one."""

    EMPTY = "empty"
    STANDS_STILL = "stands_still"
    REPEATS = "repeats"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the portal's list: its items as they came, the next cursor, and how many there are in all."""

    items: tuple[Any, ...]
    last_id: str
    total: int
    """What the portal says; 0 where it says nothing."""
    end: End | None = None


class PortalClient:
    """The portal's calls; a context manager, since it holds a connection.

    The keyword arguments are those of `PoliteHttp`; `contact` is the one that must be given.
    """

    def __init__(self, base_url: str = PORTAL, *, page_size: int = PAGE_SIZE, **http: Any) -> None:
        self._http = PoliteHttp(base_url, **http)
        self._page_size = page_size

    def __enter__(self) -> PortalClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def listed(self, department: str = "", category: str = "", cursor: str = "") -> Iterator[ListPage]:
        """The pages of the list from `cursor` on, each asked for only when it is wanted; the last one says its end."""
        cursors, seen = {cursor}, set[str]()
        page = self._page(department, category, cursor)
        while (end := _end(page, cursors, seen)) is None:
            yield page
            cursors.add(page.last_id)
            seen |= _ids(page)
            page = self._page(department, category, page.last_id)
        yield replace(page, end=end)

    def detail(self, portal_id: str) -> dict[str, Any]:
        """Everything the portal says of one procedure, in the shape of its answer."""
        data = data_of(self._http.post(DETAIL, {"id": portal_id}, ANSWER_LIMIT_BYTES))
        if not isinstance(data, dict):
            raise MalformedAnswerError("không có nội dung thủ tục")
        if data.get("id") != portal_id:
            raise MalformedAnswerError("trả về một thủ tục khác với thủ tục được hỏi")
        if not isinstance(data.get("code"), str) or not isinstance(data.get("name"), str):
            raise MalformedAnswerError("nội dung thủ tục không có mã hoặc không có tên")
        return data

    def form(self, file_id: str, limit_bytes: int) -> bytes:
        """The bytes of a form's file, at most `limit_bytes`; nothing is known yet of what they are."""
        return self._http.post(FORM, {"fileId": file_id}, limit_bytes)

    def _page(self, department: str, category: str, cursor: str) -> ListPage:
        body: dict[str, object] = {"limit": self._page_size, "lastId": cursor, "q": ""}
        body |= {"categoryId": category, "departmentCode": department}
        data = data_of(self._http.post(LIST, body, ANSWER_LIMIT_BYTES))
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(items, list):
            raise MalformedAnswerError("trang danh sách không có phần thủ tục (items)")
        last_id, total = data.get("lastId"), data.get("total")
        return ListPage(
            items=tuple(items),
            last_id=last_id if isinstance(last_id, str) and last_id.isprintable() else "",
            total=total if isinstance(total, int) and 0 <= total < 2**31 else 0,
        )


def _ids(page: ListPage) -> set[str]:
    return {item["id"] for item in page.items if isinstance(item, dict) and isinstance(item.get("id"), str)}


def _end(page: ListPage, cursors: set[str], seen: set[str]) -> End | None:
    """Why no page follows this one, or None when one does; a list that goes round in circles ends too."""
    if not page.items:
        return End.EMPTY
    if not page.last_id or page.last_id in cursors:
        return End.STANDS_STILL
    if (ids := _ids(page)) and ids <= seen:
        return End.REPEATS
    return End.TOO_LONG if len(cursors) >= MAX_PAGES else None
