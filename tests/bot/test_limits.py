from __future__ import annotations

from bot.limits import FirstOnly, RateLimit, Verdict


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_who_asks_at_a_human_pace_is_always_answered() -> None:
    clock = Clock()
    limit = RateLimit(per_window=2, window_seconds=60, clock=clock)
    for _ in range(50):
        assert limit.judge(1) is Verdict.ANSWER
        clock.now += 30


def test_who_is_too_fast_is_told_once_and_then_met_with_silence() -> None:
    limit = RateLimit(per_window=2, window_seconds=60, clock=Clock())
    verdicts = [limit.judge(1) for _ in range(6)]
    assert verdicts == [Verdict.ANSWER, Verdict.ANSWER, Verdict.WARN, Verdict.IGNORE, Verdict.IGNORE, Verdict.IGNORE]


def test_when_the_window_has_passed_everything_is_forgiven() -> None:
    clock = Clock()
    limit = RateLimit(per_window=1, window_seconds=60, clock=clock)
    limit.judge(1)
    limit.judge(1)
    clock.now += 59.9
    assert limit.judge(1) is Verdict.IGNORE
    clock.now += 0.1
    assert limit.judge(1) is Verdict.ANSWER


def test_one_person_does_not_use_up_what_another_may_ask() -> None:
    limit = RateLimit(per_window=1, window_seconds=60, clock=Clock())
    limit.judge(1)
    limit.judge(1)
    assert limit.judge(2) is Verdict.ANSWER


def test_no_more_people_are_remembered_than_fit() -> None:
    limit = RateLimit(per_window=1, window_seconds=60, capacity=100, clock=Clock())
    for person in range(10_000):
        limit.judge(person)
    assert len(limit) == 100


def test_a_person_who_keeps_writing_is_not_forgotten_for_others_who_write_once() -> None:
    limit = RateLimit(per_window=1, window_seconds=60, capacity=10, clock=Clock())
    limit.judge("flood")
    for person in range(100):
        limit.judge("flood")
        limit.judge(person)
    assert limit.judge("flood") is Verdict.IGNORE


def test_an_album_is_new_once_and_again_when_it_has_been_forgotten() -> None:
    albums = FirstOnly(capacity=2)
    assert [albums.is_first(album) for album in ("a", "a", "b", "c", "a")] == [True, False, True, True, True]
