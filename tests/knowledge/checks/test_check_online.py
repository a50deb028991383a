from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from knowledge.checking import check_links
from knowledge.checks.online import MOST_REDIRECTS, LinkError, link_fetcher
from tests.knowledge.checks.sound import sound

HERE = "127.0.0.1"


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Site(ThreadingHTTPServer):
    """A small site: `/404` answers 404, `/get` knows no HEAD, `/to/x` redirects to `x`, `/slow` waits to be let go."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HERE, 0), Page)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.let_go = Event()

    def link(self, path: str) -> str:
        return f"http://{HERE}:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so http.server calls it
        pass

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        where = self.path.removeprefix("/to/") if self.path.startswith("/to/") else ""
        status = 302 if where else {"/404": 404, "/500": 500}.get(self.path, 200)
        if self.path == "/get" and self.command == "HEAD":
            status = 405
        if self.path == "/slow":
            self.server.let_go.wait(10)
        self.send_response(status)
        if where:
            self.send_header("Location", where if "://" in where else f"/{where}")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


def status(site: Site, path: str, **given: object) -> int | Exception:
    """What the link to a path of the site answers."""
    clock = Clock()
    with link_fetcher(hosts={HERE}, clock=clock, sleep=clock.sleep, **given) as fetch:  # type: ignore[arg-type]
        return fetch(site.link(path))


@pytest.mark.parametrize(("path", "answer"), [("/", 200), ("/404", 404), ("/500", 500)])
def test_a_link_is_asked_with_head(site: Site, path: str, answer: int) -> None:
    assert status(site, path) == answer
    assert site.asked == [("HEAD", path)]


def test_a_site_that_knows_no_head_is_asked_with_get(site: Site) -> None:
    assert status(site, "/get") == 200
    assert site.asked == [("HEAD", "/get"), ("GET", "/get")]


def test_a_redirect_is_followed(site: Site) -> None:
    assert status(site, "/to/404") == 404
    assert site.asked == [("HEAD", "/to/404"), ("HEAD", "/404")]


def test_a_redirect_that_leads_off_the_state_is_not_followed(site: Site) -> None:
    answer = status(site, "/to/https://example.com/login")

    assert isinstance(answer, LinkError)
    assert str(answer) == "dẫn sang trang ngoài (example.com)"


def test_redirects_in_a_circle_end(site: Site) -> None:
    path = "/to/" + "to/" * 20
    answer = status(site, path)

    assert isinstance(answer, LinkError)
    assert str(answer) == "chuyển hướng vòng quanh"
    assert len(site.asked) == 1 + MOST_REDIRECTS


def test_a_host_that_is_not_allowed_is_never_asked(site: Site) -> None:
    with link_fetcher() as fetch:
        answer = fetch(site.link("/"))

    assert isinstance(answer, LinkError)
    assert site.asked == []


def test_a_site_that_keeps_silent_is_given_up(site: Site) -> None:
    answer = status(site, "/slow", timeout=0.2)

    assert isinstance(answer, LinkError)
    assert str(answer) == "không trả lời trong 0.2 giây"


def test_a_site_that_is_down_cannot_be_reached() -> None:
    with socket.socket() as closed:
        closed.bind((HERE, 0))
        port = closed.getsockname()[1]
        with link_fetcher(hosts={HERE}) as fetch:
            answer = fetch(f"http://{HERE}:{port}/")

    assert isinstance(answer, LinkError)
    assert str(answer) == "không kết nối được"


@pytest.mark.parametrize("link", ["ftp://127.0.0.1/1", "http://127.0.0.1:999999/", "http://[127.0.0.1/"])
def test_what_cannot_be_asked_is_told_and_not_raised(link: str) -> None:
    with link_fetcher(hosts={HERE}) as fetch:
        assert isinstance(fetch(link), LinkError)


def test_at_most_two_links_are_asked_in_a_second(site: Site) -> None:
    clock = Clock()
    with link_fetcher(hosts={HERE}, clock=clock, sleep=clock.sleep) as fetch:
        for _ in range(5):
            fetch(site.link("/"))

    assert clock.now >= 2.0
    assert len(site.asked) == 5


def test_the_site_is_told_who_asks(site: Site) -> None:
    status(site, "/")

    assert site.agents == {"hoi-thu-tuc (link check)"}


def test_links_are_checked_over_the_network(site: Site) -> None:
    good, gone = sound(source=site.link("/")), sound(code="1.000002", source=site.link("/404"))
    clock = Clock()
    with link_fetcher(hosts={HERE}, clock=clock, sleep=clock.sleep) as fetch:
        found = check_links([good, gone], fetch)

    assert [(each.code, each.kind) for each in found] == [("1.000002", "dead_link")]
