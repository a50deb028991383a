"""Which number has a law, when the portal's record cut title and number in the wrong place, or not at all?

The source prints title and number of every law without a space between them, and the record cuts that text a letter
too early or too late: "Luật 54/2014/QH1" with the number "354/2014/QH13"; or it does not cut at all, and one title
holds several laws. A number is put right only where title and number prove it together.
"""

from __future__ import annotations

import re

_NEXT_TITLE = (
    r"(?:Luật|Bộ luật|Nghị|Thông|Quyết|Pháp|Quy định|Sửa|Hướng|Ban hành|Về|Công|Danh|Điều|THÔNG|NGHỊ|QUY|LUẬT|BỘ|SỬA)"
)
_AGENCY = rf"(?!QH|UBTVQH)(?:TTg|[A-ZĐ][A-ZĐ&]*?(?={_NEXT_TITLE})|[A-ZĐ][A-ZĐ&]*)"
_NUMBER = (
    r"\d{1,5}[a-zA-Z]?(?:\.\d{1,2}|\.[a-z])?/(?:\d{4}/)?"
    rf"(?:(?:UBTV)?QH\d\d|(?:NĐ|NQ)-CP|{_AGENCY}(?:[-/](?:(?:UBTV)?QH\d\d|{_AGENCY}))*)"
)
LAW_NUMBER = re.compile(_NUMBER)
_WITH_KIND = re.compile(
    r"(?:(?:bộ luật|luật|luất|nghị định|thông tư(?: liên tịch)?|nghị quyết|quyết định|pháp lệnh|chỉ thị)\s*)?"
    rf"(?:số\s*)?:?\s*(?P<number>(?-i:{_NUMBER}))",
    re.IGNORECASE,
)
_STRAY_SIGNS = re.compile(r"\.?\s*(?P<sign>[-/])\s*")
_HEAD_OF_TITLE = re.compile(r"(.*(?:/QH\d\d|UBTVQH\d\d|NĐ-CP|NQ-CP))[A-ZĐ]{1,2}")
_TWICE = re.compile(r"(.{6,})\1")
_ZERO_BEHIND = re.compile(r"(?:[^\W\d_]|[.\s])0$")
_NUMBER_OF_SERIES = re.compile(r"(?<=[^\W\d_])\d{1,2}\.$")
_LACKS_LAST_DIGIT = re.compile(r"(?:/QH|UBTVQH)1$")
_LACKS_LAST_OF_YEAR = re.compile(r"/\d{3}$")
_BEGINNING = re.compile(r"\D{0,12}?(\d+(?:/\d{4})?)")


def tidy_number(number: str, title: str) -> str:
    """A number without the kind of law before it and without stray spaces and points; whole, if the title has it whole.

    >>> tidy_number("Nghị định số 25/2025/NĐ-CP", ""), tidy_number("58", "Luật số 58/2024/QH15")
    ('25/2025/NĐ-CP', '58/2024/QH15')
    """
    tidy = _STRAY_SIGNS.sub(r"\g<sign>", number)
    if named := _WITH_KIND.fullmatch(tidy):
        return named["number"]
    inside: list[str] = LAW_NUMBER.findall(tidy)
    if len(inside) == 1 and inside[0] in title:
        return inside[0]
    begins = _BEGINNING.fullmatch(tidy)
    known = {found for found in LAW_NUMBER.findall(title) if begins and found.startswith(f"{begins[1]}/")}
    return known.pop() if len(known) == 1 else tidy


def whole_number(title: str, number: str) -> tuple[str, str]:
    """Title and number as they were before they were cut in the wrong place; unchanged where nothing proves it.

    >>> whole_number("Luật 54/2014/QH1", "354/2014/QH13"), whole_number("Nghị định 08/2015/NĐ-CP0", "8/2015/NĐ-CP")
    (('Luật 54/2014/QH13', '54/2014/QH13'), ('Nghị định 08/2015/NĐ-CP', '08/2015/NĐ-CP'))
    >>> whole_number("Thông tư số 04/2020/TT-BKHCN", "4/2020/TT-BKHCN"), whole_number("Luật Đất đai", "31/2024/QH15")
    (('Thông tư số 04/2020/TT-BKHCN', '04/2020/TT-BKHCN'), ('Luật Đất đai', '31/2024/QH15'))
    >>> whole_number("Nghị quyết về dữ liệu66.", "7/2025/NQ-CP")
    ('Nghị quyết về dữ liệu', '66.7/2025/NQ-CP')
    """
    if glued := _HEAD_OF_TITLE.fullmatch(number) or _TWICE.fullmatch(number):
        number = glued[1]
    if part := _NUMBER_OF_SERIES.search(title):
        title, number = title[: part.start()], f"{part.group()}{number}"
    if _ZERO_BEHIND.search(title) and re.match(r"\d/", number):
        title, number = title[:-1], f"0{number}"
    moved, rest = number[:1], number[1:]
    if (
        moved.isdigit()
        and rest[:1].isdigit()
        and (f"{title}{moved}".endswith(rest) or _lacks_digit(title, moved, rest))
    ):
        title, number = f"{title}{moved}", rest
    named = LAW_NUMBER.findall(title)
    whole = [found for found in named if found in (f"0{number}", f"{number}P", f"{number}C")]
    return title, whole[0] if whole and number not in named else number


def separate_laws(title: str) -> tuple[list[tuple[str, str]], str]:
    """The laws (title, number) that a title holds besides its own, and its own title.

    A number that is glued to the next word ends a law: no law's title holds one.

    >>> separate_laws("Luật Thi hành án dân sự26/2008/QH12sửa đổi một số nghị định")
    ([('Luật Thi hành án dân sự', '26/2008/QH12')], 'sửa đổi một số nghị định')
    >>> separate_laws("Luật 61/2014/QH1361/2014/QH13Thông tư về bay")
    ([('Luật 61/2014/QH13', '61/2014/QH13')], 'Thông tư về bay')
    """
    laws: list[tuple[str, str]] = []
    start = 0
    for found in LAW_NUMBER.finditer(title):
        number, end = found.group(), found.end()
        before = title[max(found.start() - 1, 0) : found.start()]
        if found.start() < start or not title[end : end + 1].isalnum() or (before.isdigit() and found.start() > start):
            continue
        own = title[start : found.start()].strip(" .,;:")
        if not own or before in " (":
            own = title[start:end].strip()
            end += len(number) if title.startswith(number, end) else 0
        laws.append((own, number))
        start = end
    return laws, title[start:].strip()


def _lacks_digit(title: str, moved: str, rest: str) -> bool:
    """Whether the title ends in a number that lacks its last digit, or in the year of the law `rest` that it names."""
    if _LACKS_LAST_DIGIT.search(title) and moved in "0123456":
        return LAW_NUMBER.fullmatch(rest) is not None
    return _LACKS_LAST_OF_YEAR.search(title) is not None and rest in title
