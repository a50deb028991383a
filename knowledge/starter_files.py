"""What does the catalogue that ships with the project hold? One YAML file per field, life events, what is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import CatalogueError
from knowledge.procedure import CODE_PATTERN, Line, Procedure

LIFE_EVENTS_FILE = "su-kien.yaml"
ELSEWHERE_FILE = "elsewhere.tsv"
QUESTIONS_FOLDER = "questions"
_FOLDER = files("knowledge").joinpath("starter")
_FAST_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)


class Elsewhere(NamedTuple):
    """A sentence people ask that no procedure of the starter catalogue is about, and its rough topic."""

    topic: str
    text: str


class LifeEventStep(BaseModel):
    """One procedure of a life event, and why or when it comes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str = Field(pattern=CODE_PATTERN)
    note: Line


class LifeEvent(BaseModel):
    """A life event (sự kiện): the procedures it brings, in the order people need them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str = Field(pattern=r"^[a-z-]{2,32}$")
    name: Line
    opening: str = ""
    """A kind first line, where one is due ("Xin chia buồn cùng gia đình.")."""
    phrases: tuple[Line, ...] = Field(min_length=3)
    steps: tuple[LifeEventStep, ...] = Field(min_length=2, max_length=8)


def starter_procedures() -> list[Procedure]:
    """Every procedure of the starter catalogue, file by file; raises CatalogueError on the first bad row."""
    procedures = [
        _checked(Procedure, {"field": content["field"], **row}, name)
        for name, content in _files()
        for row in content["procedures"]
    ]
    seen: set[str] = set()
    for procedure in procedures:
        if procedure.code in seen:
            raise CatalogueError(f"Mã {procedure.code} có hai lần trong danh mục khởi đầu: giữ lại một.")
        seen.add(procedure.code)
    return procedures


def starter_life_events() -> list[LifeEvent]:
    """The life events, in the order citizens see them."""
    rows = _content(_FOLDER.joinpath(LIFE_EVENTS_FILE))["life_events"]
    return [_checked(LifeEvent, row, LIFE_EVENTS_FILE) for row in rows]


def starter_elsewhere() -> list[Elsewhere]:
    """What people ask that the starter catalogue has no procedure for."""
    lines = _FOLDER.joinpath(ELSEWHERE_FILE).read_text(encoding="utf-8").splitlines()[1:]
    return [Elsewhere(topic, text) for topic, _, text in (line.partition("\t") for line in lines)]


def starter_questions() -> dict[str, str]:
    """The question files that ship with the catalogue, by name: what they ask must keep its answer."""
    folder = _FOLDER.joinpath(QUESTIONS_FOLDER)
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".jsonl")}


def _files() -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in sorted(_FOLDER.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".yaml") and entry.name != LIFE_EVENTS_FILE:
            yield entry.name, _content(entry)


def _content(file: Traversable) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_FAST_SAFE_LOADER)  # noqa: S506 - a safe loader
    return content


def _checked(model: type[Model], row: dict[str, Any], file: str) -> Model:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = row.get("code") or row.get("key") or "?"
        raise CatalogueError(f"{file}, {what}, mục {place}: {first['msg']}. Sửa rồi chạy lại.") from error
