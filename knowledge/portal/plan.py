"""What would an import change? A plan: values that are shown to an officer and then written, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from knowledge.differences import Change, Conflict
from knowledge.models import PortalRecordRow, ProcedureVersionRow
from knowledge.procedure import Reach

SOURCE = "portal"
"""The origin of versions, phrases and drafts that come from the portal."""


class Known(NamedTuple):
    """What the database has of a code on a day."""

    record: PortalRecordRow | None = None
    """What the portal said last."""
    version: ProcedureVersionRow | None = None
    """The version in force; a repeal, too."""
    later: tuple[ProcedureVersionRow, ...] = ()
    """The versions that come, the next one first."""
    from_starter: bool = False
    """Whether the starter catalogue began it."""


class Record(NamedTuple):
    """What the portal says now, as a row of `portal_record`."""

    code: str
    portal_id: str
    raw_digest: str
    content: bytes
    seen_on: date
    line_digest: str = ""
    fetched_on: date | None = None
    withdrawn_on: date | None = None


class Problem(NamedTuple):
    """A record that could not be read, and why."""

    place: str
    why: str


class Added(NamedTuple):
    """A procedure that the catalogue does not have yet."""

    code: str
    name: str


class Later(NamedTuple):
    """A version that comes on a day: the fields that change there, too, and those that it changes itself."""

    effective_from: date
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


class Changed(NamedTuple):
    """A procedure with what an import changes, and what it leaves because an officer wrote it."""

    code: str
    name: str
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...] = ()
    later: tuple[Later, ...] = ()


class Gone(NamedTuple):
    """A procedure that the portal had and has no more, or that it has again."""

    code: str
    name: str


class NewVersion(NamedTuple):
    """A version to write, with the fields that it changes; none for a new procedure."""

    row: ProcedureVersionRow
    changes: tuple[Change, ...] = ()
    returns: bool = False
    """Whether it takes back a repeal."""


@dataclass(slots=True)
class Plan:
    """What an import would do, ready to be written."""

    today: date
    as_drafts: bool = False
    """Whether all of it is to wait for an officer."""
    read: int = 0
    unchanged: list[str] = field(default_factory=list)
    put_up: list[str] = field(default_factory=list)
    """New procedures that an officer was asked about before, and has not let in; the portal says the same."""
    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    """Procedures of which at least one field changes, or would if no officer had written it."""
    withdrawn: list[Gone] = field(default_factory=list)
    returned: list[Gone] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    """How many records each kind of note was made for."""
    reach: dict[Reach, int] = field(default_factory=lambda: dict.fromkeys(Reach, 0))
    versions: list[NewVersion] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases that the portal has (its keywords), by code."""

    @property
    def from_today(self) -> Mapping[str, NewVersion]:
        """The versions that begin on the day of the import, by code."""
        return {new.row.code: new for new in self.versions if new.row.effective_from == self.today}
