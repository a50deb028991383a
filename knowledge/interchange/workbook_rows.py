"""Which rows of which sheet does a procedure make?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from knowledge.interchange import sheets
from knowledge.interchange.cells import cell_length, escaped
from knowledge.interchange.labels import LABELS, enum_name
from knowledge.interchange.sheets import LONGEST_CELL
from knowledge.procedure import Procedure, RequiredDocument

Row = Mapping[str, Any]
"""The values of a row by the keys of its columns; a column that is not there stays blank."""


def rows(sheet: sheets.Sheet, procedure: Procedure) -> Iterator[Row]:
    """The rows of a procedure on one sheet, in order, each with its code."""
    for row in _ROWS[sheet.title](procedure):
        yield {"code": procedure.code, **row}


def pieces(text: str) -> list[str]:
    """A text in pieces that fit into a cell each; together they are the text again."""
    if cell_length(escaped(text)) <= LONGEST_CELL:
        return [text]
    middle = len(text) // 2
    return [*pieces(text[:middle]), *pieces(text[middle:])]


def _procedure(procedure: Procedure) -> Iterator[Row]:
    yield {
        **_values(procedure),
        "description": procedure.description if len(pieces(procedure.description)) == 1 else "",
        "levels": "; ".join(map(enum_name, procedure.levels)),
        "reach": enum_name(procedure.reach),
    }


def _documents(procedure: Procedure) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for case in procedure.cases:
        seen[case.name] += 1
        number = seen[case.name] if seen[case.name] > 1 else None
        for document in case.documents:
            for row in _papers(document):
                yield {"cases.name": case.name, "case_number": number, **row}


def _papers(document: RequiredDocument) -> Iterator[Row]:
    """The row of a paper with its first file, and a row for each further file."""
    files = [_values(file, "cases.documents.files.") for file in document.files]
    yield _values(document, "cases.documents.") | (files[0] if files else {})
    yield from files[1:]


def _channels(procedure: Procedure) -> Iterator[Row]:
    for channel in procedure.channels:
        yield _values(channel, "channels.") | {
            "channels.kind": enum_name(channel.kind),
            "channels.time_unit": channel.time_unit and enum_name(channel.time_unit),
            "channels.online_level": channel.online_level and enum_name(channel.online_level),
        }


def _fees(procedure: Procedure) -> Iterator[Row]:
    for fee in procedure.fees:
        yield _values(fee, "fees.") | {
            "fees.state": enum_name(fee.state),
            "fees.kind": fee.kind and enum_name(fee.kind),
            "fees.channel": fee.channel and enum_name(fee.channel),
        }


def _contents(procedure: Procedure) -> Iterator[Row]:
    description = pieces(procedure.description)
    if len(description) > 1:
        yield from ({"part": LABELS["description"], "text": piece} for piece in description)
    for name, field in sheets.LISTS.items():
        if field == "legal_bases":
            for basis in procedure.legal_bases:
                yield {"part": name, "text": basis.title, "legal_bases.number": basis.number}
        elif field != "description":
            yield from ({"part": name, "text": text} for text in getattr(procedure, field))


def _questions(procedure: Procedure) -> Iterator[Row]:
    for name, field in sheets.QUESTIONS.items():
        yield from ({"part": name, "text": text} for text in getattr(procedure, field))


def _values(part: BaseModel, prefix: str = "") -> dict[str, Any]:
    return {f"{prefix}{name}": getattr(part, name) for name in type(part).model_fields}


_ROWS: Mapping[str, Callable[[Procedure], Iterator[Row]]] = {
    sheets.PROCEDURES.title: _procedure,
    sheets.DOCUMENTS.title: _documents,
    sheets.CHANNELS.title: _channels,
    sheets.FEES.title: _fees,
    sheets.CONTENTS.title: _contents,
    sheets.PHRASES.title: _questions,
}
