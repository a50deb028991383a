"""Which made-up procedures do the tests share? Small, valid, each changed in the one thing a test is about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.law_in_force import law_of
from knowledge.procedure import (
    ChannelKind,
    Fee,
    FeeKind,
    FeeState,
    LegalBasis,
    Level,
    OnlineLevel,
    Procedure,
    RequiredDocument,
    SubmissionCase,
    SubmissionChannel,
    TimeUnit,
)
from knowledge.replies import Reply
from knowledge.starter_files import LifeEvent

ON = date(2026, 11, 25)
"""A Wednesday without holidays near it."""
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""Nine in the morning of that day in Vietnam."""
SECRET = b"of the tests"
SOME = settings(
    max_examples=50,
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""How many examples a property gets that renders, splits or counts."""
FEW = settings(SOME, max_examples=20)
"""How many examples a property gets that needs a database or builds a catalogue."""


class Clock:
    """A clock that tests turn."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment


def a_procedure(**changes: Any) -> Procedure:
    """The barest procedure there can be, with `changes`."""
    content: dict[str, Any] = {
        "code": "1.000001",
        "name": "Thủ tục đăng ký nuôi ong",
        "short_name": "Đăng ký nuôi ong",
        "summary": "Báo cho xã biết nhà mình nuôi ong.",
        "field": "Nông nghiệp",
        "levels": ("commune",),
        "fees": ({"state": "not_stated"},),
        "source": "https://example.vn/1.000001",
        "verified_on": date(2026, 7, 1),
        "effective_from": date(2026, 1, 1),
    }
    return Procedure.model_validate(content | changes)


def a_life_event(**changes: Any) -> LifeEvent:
    """A life event of two steps, with `changes`."""
    content: dict[str, Any] = {
        "key": "nuoi-ong",
        "name": "Bắt đầu nuôi ong",
        "phrases": ("nhà em mới nuôi ong phải làm gì", "sắp nuôi ong", "mới mua tổ ong về"),
        "steps": ({"code": "1.000001", "note": "Làm trước."}, {"code": "1.000002", "note": "Làm sau."}),
    }
    return LifeEvent.model_validate(content | changes)


def catalogue_of(*procedures: Procedure, life_events: tuple[LifeEvent, ...] = ()) -> Catalogue:
    """A catalogue of these procedures."""
    return build_catalogue(law_of(procedures, ON), life_events)


def shown(reply: Reply) -> str:
    """All a person reads of a reply, buttons last."""
    buttons = " ".join(f"[{button.text}]" for row in reply.buttons for button in row)
    return "\n".join([*reply.parts, buttons])


def actions(reply: Reply) -> list[str]:
    """What the buttons of a reply send back."""
    return [button.action for row in reply.buttons for button in row]


_PLAIN = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs"), include_characters=" <>&\"'đ🙂ề")
_CODES = st.from_regex(r"[1-3]\.00000[0-9]", fullmatch=True)
_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def lines(longest: int = 60) -> st.SearchStrategy[str]:
    """Texts that are not empty, among them markup and letters outside the basic plane."""
    return st.text(_PLAIN, min_size=3, max_size=longest).map(lambda text: f"a{text}b")


def texts(longest: int = 60) -> st.SearchStrategy[str]:
    """Texts that may be empty: *the source does not say*."""
    return st.just("") | lines(longest)


def _several(part: st.SearchStrategy[Any], at_least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, min_size=at_least, max_size=3).map(tuple)


def _documents() -> st.SearchStrategy[RequiredDocument]:
    return st.builds(
        RequiredDocument,
        name=lines(),
        originals=st.integers(0, 3),
        copies=st.integers(0, 3),
        form=texts(20),
        condition=texts(),
        one_of=st.sampled_from(["", "tờ khai", "ảnh"]),
        to_show=st.booleans(),
    )


def _channels() -> st.SearchStrategy[SubmissionChannel]:
    times = st.none() | st.tuples(st.integers(1, 60), st.sampled_from(TimeUnit))
    return st.builds(
        lambda time, **rest: SubmissionChannel(
            time_amount=time[0] if time else None, time_unit=time[1] if time else None, **rest
        ),
        time=times,
        kind=st.sampled_from(ChannelKind),
        time_words=texts(),
        online_level=st.none() | st.sampled_from(OnlineLevel),
        note=texts(),
    )


def _fees() -> st.SearchStrategy[Fee]:
    return st.builds(
        lambda amount, state, **rest: Fee(
            state=FeeState.STATED if amount else state, amount_vnd=amount or None, **rest
        ),
        amount=st.integers(0, 10_000_000_000),
        state=st.sampled_from([FeeState.FREE, FeeState.NOT_STATED]),
        kind=st.none() | st.sampled_from(FeeKind),
        per=texts(10),
        condition=texts(),
        channel=st.none() | st.sampled_from(ChannelKind),
    )


@st.composite
def procedures(draw: st.DrawFn, longest: int = 60) -> Procedure:
    """Any procedure that the rules allow; its texts are at most `longest` letters long."""
    phrases = draw(st.lists(lines(), max_size=4, unique=True))
    cut = draw(st.integers(0, len(phrases)))
    return a_procedure(
        code=draw(_CODES),
        name=draw(lines(longest)),
        short_name=draw(lines(30)),
        summary=draw(lines(min(longest, 500))),
        field=draw(lines(30)),
        audience=draw(_several(lines())),
        levels=draw(_several(st.sampled_from(Level), at_least=1)),
        authority=draw(texts(longest)),
        submit_to=draw(texts(longest)),
        cases=draw(_several(st.builds(SubmissionCase, name=texts(), documents=_several(_documents(), at_least=1)))),
        channels=draw(_several(_channels())),
        fees=draw(_several(_fees(), at_least=1)),
        conditions=draw(_several(lines(min(longest, 500)))),
        steps=draw(_several(lines(min(longest, 500)))),
        results=draw(_several(lines())),
        legal_bases=draw(_several(st.builds(LegalBasis, number=texts(20), title=lines()))),
        decision=draw(texts(20)),
        verified_on=draw(_DAYS),
        effective_from=draw(_DAYS),
        phrases=tuple(phrases[:cut]),
        situations=tuple(phrases[cut:]),
    )
