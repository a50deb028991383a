from __future__ import annotations

import random
from collections.abc import Iterable
from email.utils import formatdate
from itertools import pairwise

import pytest

from knowledge.portal.client import PortalClient
from knowledge.portal.envelope import MalformedAnswerError, PortalError, PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.pacing import LONGEST_BACKOFF_SECONDS, backoff_seconds
from knowledge.portal.polite_http import ATTEMPTS
from tests.knowledge.portal.conftest import Connect
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer, Seconds

ROUNDING = 1e-6


def most_in_any_second(moments: Iterable[float]) -> int:
    """The largest number of moments in any second, whose end does not belong to it."""
    ordered = sorted(moments)
    return max(sum(start <= moment < start + 1 - ROUNDING for moment in ordered) for start in ordered)


def gaps(portal: PortalServer) -> list[float]:
    """The seconds between requests."""
    moments = [asked.at for asked in portal.asked]
    return [later - earlier for earlier, later in pairwise(moments)]


def first_id(portal: PortalServer) -> str:
    return str(portal.records[0]["id"])


# The rate


def test_a_portal_that_answers_at_once_is_asked_twice_a_second(client: PortalClient, portal: PortalServer) -> None:
    for record in portal.records:
        client.detail(record["id"])

    assert most_in_any_second(asked.at for asked in portal.asked) == 2
    assert gaps(portal) == pytest.approx([0.5] * 39)


@pytest.mark.parametrize("seed", range(8))
def test_no_second_sees_three_requests_however_long_the_way_takes(
    connect: Connect, portal: PortalServer, seconds: Seconds, seed: int
) -> None:
    random_ = random.Random(seed)
    portal.takes = lambda: seconds.sleep(random_.choice([0.0, 0.001, 0.05, 0.3, 0.9, 2.0]) * random_.random())
    fault = [None, None, None, Fault(503), Fault(500), Fault(CUT), Fault(429, {"Retry-After": "0"}), Fault(429)]
    portal.faults = [random_.choice(fault) for _ in range(200)]
    client = connect(jitter=random_)

    for record in portal.records:
        try:
            client.detail(record["id"])
        except PortalError:
            continue

    assert len(portal.asked) > 40
    assert most_in_any_second(asked.at for asked in portal.asked) <= 2


# Trying again


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408, CUT])
def test_a_portal_that_fails_for_a_while_is_asked_again(
    client: PortalClient, portal: PortalServer, status: int
) -> None:
    portal.faults = [Fault(status)] * (ATTEMPTS - 1)
    assert client.detail(first_id(portal)) == portal.records[0]
    assert len(portal.asked) == ATTEMPTS


@pytest.mark.parametrize(("status", "why"), [(500, "HTTP 500"), (429, "HTTP 429"), (CUT, "mất kết nối")])
def test_in_the_end_it_gives_up_and_says_how_to_go_on(
    client: PortalClient, portal: PortalServer, status: int, why: str
) -> None:
    portal.always = Fault(status)
    with pytest.raises(PortalUnavailableError, match=rf"{why}.*đã thử {ATTEMPTS} lần.*chạy lại"):
        client.detail(first_id(portal))
    assert len(portal.asked) == ATTEMPTS


def test_a_portal_that_is_not_there_is_said_to_be_out_of_reach(seconds: Seconds) -> None:
    with PortalServer([]) as gone:
        address = gone.address
    client = PortalClient(address, contact="a@example.vn", clock=seconds, sleep=seconds.sleep)
    with client, pytest.raises(PortalUnavailableError, match="mất kết nối"):
        client.detail("a")


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_not_argued_with(client: PortalClient, portal: PortalServer, status: int) -> None:
    portal.always = Fault(status)
    with pytest.raises(PortalUnavailableError, match=f"từ chối .HTTP {status}.*chạy lại"):
        client.detail(first_id(portal))
    assert len(portal.asked) == 1


@pytest.mark.parametrize("status", [400, 404, 405, 410, 302])
def test_no_other_status_is_tried_again(client: PortalClient, portal: PortalServer, status: int) -> None:
    portal.always = Fault(status, {"Location": "http://127.0.0.1:1/"})
    with pytest.raises(MalformedAnswerError):
        client.detail(first_id(portal))
    assert len(portal.asked) == 1


def test_packed_content_that_is_damaged_counts_as_a_lost_connection(client: PortalClient, portal: PortalServer) -> None:
    portal.faults = [Fault(201, {"Content-Encoding": "gzip"}, b"no gzip")]
    assert client.detail(first_id(portal)) == portal.records[0]


def test_an_answer_that_drips_for_minutes_is_given_up(client: PortalClient, portal: PortalServer) -> None:
    portal.faults = [Fault(201, body=b"{}", passes=121)]
    assert client.detail(first_id(portal)) == portal.records[0]
    assert len(portal.asked) == 2


# Waiting


def test_waits_are_drawn_from_a_span_that_doubles_up_to_a_minute() -> None:
    jitter = random.Random(1)
    longest = [max(backoff_seconds(attempt, jitter) for _ in range(2_000)) for attempt in range(1, 9)]
    shortest = [min(backoff_seconds(attempt, jitter) for _ in range(2_000)) for attempt in range(1, 9)]

    assert longest == pytest.approx([1, 2, 4, 8, 16, 32, 60, LONGEST_BACKOFF_SECONDS], rel=0.01)
    assert max(shortest) < 0.2, "the whole span, so that clients cut off together do not come back together"


def test_retry_after_in_seconds_is_honoured(client: PortalClient, portal: PortalServer) -> None:
    portal.faults = [Fault(429, {"Retry-After": "90"}), Fault(503, {"Retry-After": "30"})]
    client.detail(first_id(portal))
    first, second = gaps(portal)
    assert 90 <= first <= 91
    assert 30 <= second <= 31


def test_retry_after_as_a_date_is_honoured(client: PortalClient, portal: PortalServer) -> None:
    dates = {"Date": formatdate(1_795_000_000, usegmt=True), "Retry-After": formatdate(1_795_000_240, usegmt=True)}
    portal.faults = [Fault(429, dates)]
    client.detail(first_id(portal))
    assert 240 <= gaps(portal)[0] <= 241


@pytest.mark.parametrize("words", ["soon", "-5", "1.5", "²", "Wed, 99 Nov 2026 02:00:00 GMT"])
def test_a_retry_after_that_says_nothing_is_a_failure_like_others(
    client: PortalClient, portal: PortalServer, words: str
) -> None:
    portal.faults = [Fault(429, {"Retry-After": words.encode().decode("latin-1")})]
    client.detail(first_id(portal))
    assert gaps(portal)[0] <= 1


def test_a_wait_of_hours_is_left_to_the_officer(client: PortalClient, portal: PortalServer, seconds: Seconds) -> None:
    portal.always = Fault(429, {"Retry-After": "5401"})
    with pytest.raises(PortalSaysLaterError, match=r"yêu cầu chờ 91 phút.*sau thời gian đó"):
        client.detail(first_id(portal))
    assert len(portal.asked) == 1
    assert sum(seconds.slept) == 0


def test_after_giving_up_the_next_request_still_waits(client: PortalClient, portal: PortalServer) -> None:
    portal.faults = [Fault(429, {"Retry-After": "60"})] * ATTEMPTS
    with pytest.raises(PortalUnavailableError):
        client.detail(first_id(portal))
    client.detail(str(portal.records[1]["id"]))
    assert min(gaps(portal)) >= 60


def test_whoever_watches_is_told_of_every_wait(connect: Connect, portal: PortalServer) -> None:
    told: list[str] = []
    portal.faults = [Fault(429, {"Retry-After": "90"})]
    connect(notice=told.append, jitter=random.Random(1)).detail(first_id(portal))
    assert told == ["Cổng đang bận (HTTP 429); chờ 91 giây rồi thử lại (lần 2/6)."]
