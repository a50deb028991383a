"""What does a broken rule of a procedure mean in plain Vietnamese, and how is it mended?

pydantic says what is wrong in English; here every kind of its errors has a reason and a remedy of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.interchange.labels import LABELS, Path, dotted, label
from knowledge.interchange.meanings import MEANINGS
from knowledge.interchange.scalars import quoted, remedy_among


class Fault(NamedTuple):
    """One broken rule: the way to the value inside the procedure, why it is refused, what to write instead."""

    path: Path
    reason: str
    remedy: str
    whole: Path | None = None
    """The part that is judged as a whole, for its length or for what its fields say together."""


class Said(NamedTuple):
    """What one kind of error says; the value, its field's label and meaning, and pydantic's figures are put in."""

    reason: str
    remedy: str


_NO_TEXT = Said("phải là một đoạn chữ", "viết thành một đoạn chữ, đặt trong ngoặc kép nếu là con số")
_NO_LIST = Said("phải là một danh sách", "viết mỗi mục một dòng, đầu dòng là dấu gạch ngang và một dấu cách")
_NO_PART = Said("phải gồm các mục con có tên", "viết mỗi mục con một dòng: tên mục, dấu hai chấm, nội dung")
_NO_NUMBER = Said("{value} không phải là số nguyên", "viết một số nguyên, ví dụ 1")
_NO_DAY = Said("{value} không phải là ngày", "viết 2027-01-01 hoặc 01/01/2027")
_NO_CHOICE = Said("{value} không có trong các lựa chọn", "{meaning}")
_NO_YES = Said("{value} không phải là có hay không", "ghi có, hoặc để trống nếu không")
_NONE = Said("chưa có {label}", "thêm ít nhất một mục ({meaning})")
_EMPTY = Said("chưa có nội dung", "điền {meaning}")
_BLANK = Said("đang để trống", "điền nội dung, hoặc xóa mục trống này")
_UNKNOWN = Said("{value} không dùng được ở đây", "xem lại: {meaning}")

SAID: Mapping[str, Said] = {
    "missing": Said("chưa có {label}", "điền {meaning}"),
    "extra_forbidden": Said("không có mục nào tên như vậy", "{known}"),
    "string_too_short": _EMPTY,
    "string_too_long": Said("dài {length} ký tự, tối đa {max_length}", "rút gọn còn {max_length} ký tự"),
    "string_pattern_mismatch": Said("{value} không đúng dạng", "viết {meaning}"),
    "string_unicode": Said("có ký tự hỏng", "xóa rồi gõ lại đoạn chữ này"),
    "string_type": _NO_TEXT,
    "too_short": _NONE,
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "model_type": _NO_PART,
    "model_attributes_type": _NO_PART,
    "dict_type": _NO_PART,
    "int_type": _NO_NUMBER,
    "int_parsing": _NO_NUMBER,
    "int_parsing_size": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "greater_than_equal": Said("{value} nhỏ hơn mức thấp nhất là {ge}", "điền {meaning}"),
    "less_than_equal": Said("{value} lớn hơn mức cao nhất là {le}", "xem lại con số: {meaning}"),
    "enum": _NO_CHOICE,
    "bool_type": _NO_YES,
    "bool_parsing": _NO_YES,
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": _NO_DAY,
}
"""By pydantic's name of the error; a kind that is not here gets a plain sentence without its English."""

_AT_LEAST_ONE = {"fees", "cases.documents"}
_RULES: Mapping[str, Said] = {
    "channels": Said(
        "thời hạn bằng số và đơn vị thời hạn phải đi cùng nhau",
        "điền cả hai, hoặc bỏ trống cả hai rồi viết thời hạn bằng lời",
    ),
    "fees": Said(
        "tình trạng và số tiền không khớp nhau",
        "Có mức thu thì điền số tiền lớn hơn 0; Miễn phí hoặc Chưa công bố thì bỏ trống số tiền",
    ),
}
"""The rules between the fields of one part, by the part."""
RULE_FIELDS: Mapping[str, str] = {"channels": "time_amount", "fees": "amount_vnd"}
"""The field at which a rule between several fields is shown."""


def faults_of(error: ValidationError) -> Iterator[Fault]:
    """Everything that pydantic found, each with a reason and a remedy in Vietnamese."""
    for each in error.errors(include_url=False):
        path: Path = each["loc"]
        if each["type"] == "value_error":
            yield _broken_rule(path, each)
            continue
        figures = _figures(path, each)
        said = _said(path, each)
        whole = path if each["type"] == "too_short" else None
        yield Fault(path, said.reason.format_map(figures), said.remedy.format_map(figures), whole)


def _said(path: Path, each: ErrorDetails) -> Said:
    if each["input"] is None:
        return _BLANK
    if each["type"] == "missing" and dotted(path) in _AT_LEAST_ONE:
        return _NONE
    return SAID.get(each["type"], _UNKNOWN)


def _broken_rule(path: Path, each: ErrorDetails) -> Fault:
    part = dotted(path)
    fallback = Said(str(each.get("ctx", {}).get("error", _UNKNOWN.reason)), "xem lại các ô của mục này")
    said = _RULES.get(part, fallback)
    field = RULE_FIELDS.get(part)
    return Fault((*path, field) if field else path, said.reason, said.remedy, path)


def _figures(path: Path, each: ErrorDetails) -> Mapping[str, Any]:
    value, field = each["input"], dotted(path)
    return {
        **each.get("ctx", {}),
        "value": quoted(value),
        "label": LABELS.get(field) or label(path[-1:]),
        "meaning": MEANINGS.get(field, "giá trị đúng"),
        "length": len(value) if isinstance(value, str) else 0,
        "known": remedy_among(str(path[-1]), _siblings(field)) if each["type"] == "extra_forbidden" else "",
    }


def _siblings(field: str) -> list[str]:
    parent = field.rpartition(".")[0]
    return [name.rpartition(".")[2] for name in LABELS if name.rpartition(".")[0] == parent]
