"""By what do citizens find a procedure: its field, life events, levels, whom it is for, keywords?"""

from __future__ import annotations

import re

from knowledge.portal.cleaning import clean_line, clean_title
from knowledge.portal.offices import reach_of
from knowledge.portal.raw_record import Part, names_of, note, part_text, parts_of, text_of
from knowledge.procedure import Level

OTHER_FIELD = "Lĩnh vực khác"
LEVELS = {
    "isWard": Level.COMMUNE,
    "isProvince": Level.PROVINCE,
    "isMinistry": Level.MINISTRY,
    "isOtherAgency": Level.OTHER,
}
WORDS_OF_A_PHRASE = range(2, 16)
_NOT_AN_AUDIENCE = re.compile(r"nhóm \d+", re.IGNORECASE)


def finding_of(record: Part, code: str, notes: list[str]) -> dict[str, object]:
    """Field, groups, audience, levels and reach."""
    fields = [_once(name) for name in names_of(record, "categoriesDetails", notes)]
    if len(fields) > 1:
        notes.append(note("lĩnh vực: chỉ giữ lĩnh vực đầu", "; ".join(fields)))
    return {
        "field": fields[0] if fields else OTHER_FIELD,
        "groups": tuple(dict.fromkeys(names_of(record, "serviceGroupsDetails", notes))),
        "audience": _audience(record, notes),
        "levels": tuple(level for flag, level in LEVELS.items() if record.get(flag) is True),
        "reach": reach_of(record, code),
    }


def phrases_of(record: Part, name: str, notes: list[str]) -> tuple[str, ...]:
    """The keywords, where they can be a way to ask for it: a few words, other than its name."""
    words = clean_title(text_of(record, "keywords"))
    if not words or words.casefold() == name.casefold():
        return ()
    if "»" in words or len(words.split()) not in WORDS_OF_A_PHRASE:
        notes.append(note("từ khóa: không dùng làm cách hỏi", words))
        return ()
    return (words,)


def _audience(record: Part, notes: list[str]) -> tuple[str, ...]:
    """Who may ask for it; a name that the source cut at its commas is one name again."""
    audience: list[str] = []
    for part in parts_of(record, "subjectTypesDetails", notes):
        name = clean_line(part_text(part, "name", "subjectTypesDetails", notes)).strip(" ,;.")
        if _NOT_AN_AUDIENCE.fullmatch(name):
            notes.append(note("đối tượng: bỏ lời không rõ nghĩa", name))
        elif audience and (name[:1].islower() or audience[-1].count("(") > audience[-1].count(")")):
            audience[-1] = f"{audience[-1]}, {name}"
        elif name:
            audience.append(name)
    return tuple(dict.fromkeys(audience))


def _once(field: str) -> str:
    return "; ".join(dict.fromkeys(part.strip() for part in field.split(";")))
