"""What may a procedure hold at worst? Any that the rules allow, in Vietnamese and in every trap of the file forms."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from knowledge.procedure import (
    LABEL_LENGTH,
    ChannelKind,
    Fee,
    FeeKind,
    FeeState,
    FormFile,
    LegalBasis,
    Level,
    OnlineLevel,
    Procedure,
    Reach,
    RequiredDocument,
    SubmissionCase,
    SubmissionChannel,
    TimeUnit,
)

_SENTENCES = (
    "Nộp hồ sơ tại Bộ phận một cửa của Ủy ban nhân dân xã.",
    "Tờ khai đăng ký khai sinh (theo mẫu), 01 bản chính",
    "Bước 1: Nộp hồ sơ.\nBước 2: Nhận giấy hẹn;\n\n   trả kết quả sau 3 ngày.",
    "Trường hợp ủy quyền thì nộp văn bản ủy quyền; người thân ruột thịt thì không cần chứng thực.",
    "cho em hoi dang ky khai sinh can giay gi a",
    "Lưu ý: mang theo căn cước #bản gốc",
    "Hòa Bình viết bằng dấu rời",
)
_TRAPS = (
    *("=1+1", "=HYPERLINK(0)", "+84 24 1234", "-5", "@SUM(A1)", "'chữ", "#N/A", "#REF!"),
    *("1.001193", "1.001190", "50.000", "0123", "1e5", "0x1F", "2026-07-01", "31/12/2026", "12:30:00", ".5"),
    *("null", "~", "true", "yes", "No", "có", "không", "<<", "=", "nan", "-.inf"),
    *("a: b", "- a", "a #b", "# a", "{a}", "[a, b]", "? a", "!a", "&a", "*a", "%a", "`a", "|", ">", "---", "...", ":"),
    *('"a"', "'a'", "a'b", '\\"', "\\", "\\n", "a\\", '"""', "${x}", "&amp;", "<b>"),
    *("_x0041_", "_x005F_x0041_", "_x0041_x0042_", "_x0041\x07", "a\x00b", "a\x1bb", "a\x7fb", "a\ufffeb", "a\uffffb"),
    *("a\rb", "a\r\nb", "a\tb", "a\n\tb", "a \nb", "a\n\n\nb", "a\n  b\n c", "a\x0bb", "a\x0cb"),
    *("a\x85b", "a\u2028b", "a\u2029b", "a\xa0b", "a\u3000b", "\ufeffa", "\u200ba", "a\u200db", "🙂", "👩‍👩‍👧"),
    *("đ" * 700, "dòng " * 300, "x" * 9_000),
)
_ANYTHING = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
_MONEY = st.integers(1, 10_000_000_000) | st.integers(1, 1_000)
_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31)) | st.sampled_from([date(1, 1, 1), date(1900, 2, 28), date.max])
_CODES = st.from_regex(r"[1-3]\.[0-9]{6}([.-][0-9A-Z]{1,4}){0,2}", fullmatch=True)


def lines(longest: int = 9_000) -> st.SearchStrategy[str]:
    """Texts that are not empty."""
    drawn = st.sampled_from(_SENTENCES) | st.sampled_from(_TRAPS) | _ANYTHING
    return drawn.map(lambda text: text[:longest]).filter(lambda text: bool(text.strip()))


def texts(longest: int = 9_000) -> st.SearchStrategy[str]:
    """Texts that may be empty: *the source does not say*."""
    return st.just("") | lines(longest)


def _several(part: st.SearchStrategy[Any], at_least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, min_size=at_least, max_size=3).map(tuple)


def _documents() -> st.SearchStrategy[RequiredDocument]:
    return st.builds(
        RequiredDocument,
        name=lines(),
        originals=st.integers(0, 20),
        copies=st.integers(0, 20),
        form=texts(),
        condition=texts(),
        one_of=texts(),
        to_show=st.booleans(),
        files=_several(st.builds(FormFile, name=lines(), file_id=texts())),
    )


def _cases() -> st.SearchStrategy[SubmissionCase]:
    names = st.sampled_from(["", "Ủy quyền", "ủy quyền"]) | lines()
    return st.builds(SubmissionCase, name=names, documents=_several(_documents(), at_least=1))


def _channels() -> st.SearchStrategy[SubmissionChannel]:
    times = st.just((None, None)) | st.tuples(st.integers(1, 10_000), st.sampled_from(TimeUnit))
    return st.builds(
        lambda time, **rest: SubmissionChannel(time_amount=time[0], time_unit=time[1], **rest),
        time=times,
        kind=st.sampled_from(ChannelKind),
        time_words=texts(),
        online_level=st.none() | st.sampled_from(OnlineLevel),
        note=texts(),
    )


def _fees() -> st.SearchStrategy[Fee]:
    prices = st.tuples(st.just(FeeState.STATED), _MONEY) | st.tuples(
        st.sampled_from([FeeState.FREE, FeeState.NOT_STATED]), st.sampled_from([None, 0])
    )
    return st.builds(
        lambda price, **rest: Fee(state=price[0], amount_vnd=price[1], **rest),
        price=prices,
        kind=st.none() | st.sampled_from(FeeKind),
        per=texts(),
        condition=texts(),
        channel=st.none() | st.sampled_from(ChannelKind),
    )


def any_procedure() -> st.SearchStrategy[Procedure]:
    """Any procedure that the rules allow, every field of it."""
    return st.builds(
        Procedure,
        code=_CODES,
        name=lines(1_500),
        short_name=texts(LABEL_LENGTH),
        summary=texts(600),
        description=texts() | st.sampled_from(["mô tả " * 10_000, "🙂" * 33_000, "a\x07" * 20_000]),
        field=lines(),
        groups=_several(lines()),
        audience=_several(lines()),
        levels=_several(st.sampled_from(Level)),
        reach=st.sampled_from(Reach),
        publisher=texts(),
        authority=texts(),
        authorized=texts(),
        coordinating=texts(),
        submit_to=texts(),
        cases=_several(_cases()),
        channels=_several(_channels()),
        fees=_several(_fees(), at_least=1),
        conditions=_several(lines()),
        steps=_several(lines()),
        results=_several(lines()),
        legal_bases=_several(st.builds(LegalBasis, number=texts(), title=lines())),
        decision=texts(),
        decision_on=st.none() | _DAYS,
        source=lines(),
        verified_on=_DAYS,
        effective_from=_DAYS,
        phrases=_several(lines()),
        situations=_several(lines()),
    )


def any_catalogue() -> st.SearchStrategy[list[Procedure]]:
    """A few procedures with codes of their own, in any order."""
    return st.lists(any_procedure(), min_size=1, max_size=3, unique_by=lambda each: each.code)
