"""How does the national portal behave in a test? A real HTTP server on loopback that speaks its interface strictly.

    with PortalServer(some_records(40)) as portal:
        portal.faults = [Fault(503)] * 2
        client = PortalClient(portal.address, …)

Whatever the interface does not promise — another method, another path, a key more or less — is answered with 400 and
noted in `complaints`. Times are read from the test's clock, so a run of an hour takes a moment.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast

from tests.knowledge.portal.portal_records import Json, list_item

BASE = "/api/v1"
LIST = f"{BASE}/submitting/formality/list-all-public-formality-by-citizen"
DETAIL = f"{BASE}/configuring/formality/get-formality-by-citizen"
FORM = f"{BASE}/submitting/preview-attachment"
BODIES = {
    LIST: {"limit": int, "lastId": str, "q": str, "categoryId": str, "departmentCode": str},
    DETAIL: {"id": str},
    FORM: {"fileId": str},
}
"""What each call must carry, no more and no less."""
MOST_ON_A_PAGE = 200
CUT = 0
"""A status that no server sends: the connection breaks off instead."""


class Seconds:
    """Seconds that pass only when somebody sleeps or an answer takes its time."""

    def __init__(self) -> None:
        self.moment = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.moment += seconds


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of its answer: a status with headers, or with `CUT` half an answer."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    passes: float = 0.0
    """Seconds that pass before the last byte."""


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    at: float
    path: str
    body: Json
    user_agent: str

    @property
    def portal_id(self) -> str:
        """Whose detail was asked for; empty for other requests."""
        return str(self.body["id"]) if self.path == DETAIL else ""


class PortalServer:
    """The portal with these records; a context manager."""

    def __init__(self, records: list[Json], seconds: Seconds | None = None) -> None:
        self.records = records
        self.seconds = seconds or Seconds()
        self.asked: list[Asked] = []
        self.given: list[str] = []
        """Whose details have been given."""
        self.complaints: list[str] = []
        self.faults: list[Fault | None] = []
        """What happens to the next requests, in their order; None is nothing."""
        self.always: Fault | None = None
        """What happens to every request."""
        self.detail_faults: dict[str, Fault] = {}
        """What happens to requests for the detail of these."""
        self.odd_items: list[Any] = []
        """What stands in the list besides records, at its end."""
        self.stands_still_at: str | None = None
        """The cursor behind which the list does not go on, but gives this page again."""
        self.goes_round = False
        """Whether the list begins again behind its last page."""
        self.total: int | None = None
        """The total that the list states, if not the true one."""
        self.forms: dict[str, bytes] = {}
        self.takes: Callable[[], None] = lambda: None
        """What passes while a request is on its way, and again while its answer is."""
        self.on_answered: Callable[[int], None] = lambda _: None
        """Told after the n-th answer has been sent."""
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def address(self) -> str:
        """Where the interface begins."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{BASE}"

    @property
    def ids(self) -> list[str]:
        """Of its procedures, in the order of its list."""
        return [record["id"] for record in self.records]

    @property
    def details(self) -> list[str]:
        """Whose details have been asked for, in order."""
        return [asked.portal_id for asked in self.asked if asked.portal_id]

    def __enter__(self) -> PortalServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def fault_for(self, asked: Asked) -> Fault | None:
        """What goes wrong with this request."""
        scripted = self.faults.pop(0) if self.faults else None
        return self.always or scripted or self.detail_faults.get(asked.portal_id)

    def answer(self, path: str, body: Json) -> tuple[int, str, bytes]:
        """Status, type and content of the right answer; the portal says 201 where others say 200."""
        if path == FORM:
            if body["fileId"] in self.forms:
                return HTTPStatus.CREATED, "application/octet-stream", self.forms[body["fileId"]]
            return HTTPStatus.CREATED, "application/json", envelope(None, "FILE_NOT_FOUND", "Không tìm thấy tệp")
        if path == LIST:
            return HTTPStatus.CREATED, "application/json", envelope(self._page(body))
        record = next((record for record in self.records if record["id"] == body["id"]), None)
        if record is None:
            return HTTPStatus.CREATED, "application/json", envelope(None, "NOT_FOUND", "Không tìm thấy thủ tục")
        self.given.append(body["id"])
        return HTTPStatus.CREATED, "application/json", envelope(record)

    def _page(self, body: Json) -> Json:
        records = [record for record in self.records if _belongs(record, body)]
        items = [list_item(record) for record in records] + self.odd_items
        names = [
            str(item["id"]) if isinstance(item, dict) and "id" in item else f"odd-{n}" for n, item in enumerate(items)
        ]
        start = names.index(body["lastId"]) + 1 if body["lastId"] in names else 0
        if body["lastId"] and body["lastId"] == self.stands_still_at:
            start = max(0, start - body["limit"])
        if self.goes_round and start >= len(items):
            start = 0
        end = start + min(body["limit"], MOST_ON_A_PAGE)
        last_id = names[min(end, len(names)) - 1] if items[start:end] else body["lastId"]
        return {"items": items[start:end], "lastId": last_id, "total": len(items) if self.total is None else self.total}


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close waits for the handlers, so none outlives its test

    def __init__(self, portal: PortalServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.portal = portal

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: clients are killed on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True

    @property
    def _portal(self) -> PortalServer:
        return cast("_Server", self.server).portal

    def do_POST(self) -> None:
        portal = self._portal
        portal.takes()
        body = self._body()
        asked = Asked(portal.seconds(), self.path, body or {}, self.headers.get("User-Agent", ""))
        portal.asked.append(asked)
        fault = portal.fault_for(asked)
        portal.takes()
        if body is None:
            self._send(HTTPStatus.BAD_REQUEST, "application/json", envelope(None, "BAD_REQUEST", "sai mẫu"))
        elif fault is None:
            self._send(*portal.answer(self.path, body))
        elif fault.status == CUT:
            self._break_off()
        else:
            self._send(fault.status, "text/html", fault.body, fault.headers, fault.passes)
        portal.on_answered(len(portal.asked))

    def do_GET(self) -> None:
        self._portal.complaints.append(f"GET {self.path}")
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/html", b"")

    def _body(self) -> Json | None:
        """The body, or None and a complaint when it is not what the call must carry."""
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        wanted = BODIES.get(self.path)
        try:
            body = json.loads(content)
        except ValueError:
            body = None
        types = {key: type(value) for key, value in body.items()} if isinstance(body, dict) else None
        if types != wanted or self.headers.get("Content-Type") != "application/json":
            self._portal.complaints.append(f"{self.path} {content!r}")
            return None
        return body if isinstance(body, dict) else None

    def _send(
        self, status: int, kind: str, content: bytes, headers: dict[str, str] | None = None, passes: float = 0.0
    ) -> None:
        self.send_response_only(status)
        usual = {"Date": self.date_time_string(), "Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in (usual | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[:-1])
        self._portal.seconds.sleep(passes)
        self.wfile.write(content[-1:])

    def _break_off(self) -> None:
        self.send_response(HTTPStatus.CREATED)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"code": "OK", "data": {"id": "')
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - its name there
        """Stay silent."""


def _belongs(record: Json, body: Json) -> bool:
    categories = [category["code"] for category in record["categoriesDetails"]]
    return body["departmentCode"] in ("", record["departmentPromulgateCode"]) and (
        not body["categoryId"] or body["categoryId"] in categories
    )


def envelope(data: Any, code: str = "OK", message: str | None = None) -> bytes:
    """An answer in the portal's wrapping."""
    return json.dumps({"code": code, "data": data, "message": message}, ensure_ascii=False).encode()
