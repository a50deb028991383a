"""Which part of the portal does an officer want, and what of it can the portal itself pick out?

The portal picks by the code of an agency and by the number of a field. Whoever knows only their names writes those;
then the list is read whole and picked from here. The level stands in the details, so it is looked at last.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.procedure import Level

LEVEL_FLAGS = {
    Level.COMMUNE: "isWard",
    Level.PROVINCE: "isProvince",
    Level.MINISTRY: "isMinistry",
    Level.OTHER: "isOtherAgency",
}
"""The flags of a detail; all of them are false where the portal does not know the level."""
_NAMED_IN = {"department": ("departmentPromulgate", "departments"), "field": ("categories",)}
"""Where an item of the list names its agencies and its fields."""
_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-z._-]+")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to fetch; empty is everything.

    `department` is an agency's code ("G01") or name, `field` a field's number on the portal or its name. Whatever was
    fetched on or after `since`, and looks the same in the list, is not fetched again; without it everything is.
    """

    department: str = ""
    field: str = ""
    level: Level | None = None
    since: date | None = None

    @property
    def scope(self) -> str:
        """The filters that make two fetches the same fetch, as text."""
        scope = {"department": self.department, "field": self.field, "level": self.level or ""}
        return json.dumps(scope, ensure_ascii=False, sort_keys=True)

    @property
    def department_code(self) -> str:
        """What the portal picks agencies by; empty where it cannot."""
        return self.department if _NUMBER.fullmatch(self.department) else ""

    @property
    def category_id(self) -> str:
        """What the portal picks fields by; empty where it cannot."""
        return self.field if _NUMBER.fullmatch(self.field) else ""

    def admit_line(self, item: Mapping[str, Any]) -> bool:
        """Whether an item of the list belongs to the agency and the field that were given by name."""
        by_name = {
            "department": "" if self.department_code else self.department,
            "field": "" if self.category_id else self.field,
        }
        return all(not name or _folded(name) in _names(item, _NAMED_IN[filter_]) for filter_, name in by_name.items())

    def admit_detail(self, detail: Mapping[str, Any]) -> bool:
        """Whether the details say that a procedure is decided at the level that was asked for."""
        return self.level is None or detail.get(LEVEL_FLAGS[self.level]) is True


def _names(item: Mapping[str, Any], keys: tuple[str, ...]) -> set[str]:
    values = [item.get(key) for key in keys]
    return {_folded(name) for value in values for name in (value if isinstance(value, list) else [value])}


def _folded(name: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(name)).casefold().split())
