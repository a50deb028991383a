"""Which steps and conditions stand in the portal's one blob of text?

A step ends where the next "Bước 2:" begins, or, without such labels, where the next line of the first line's own kind
begins. Labels that count 1, 2, 3 are left out, since the steps are counted anyway; labels that begin anew for another
case stay, since they say which case a step belongs to. No other word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.portal.cleaning import clean_line, is_nothing, lines_of, without_bullet
from knowledge.portal.line_blocks import blocks_of, kind_of, short_enough
from knowledge.portal.raw_record import Part, part_text, parts_of

_NUMBERING = r"(?:[a-zđA-ZĐ]\d?[.)]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,4}[.)])"
_LABEL = re.compile(
    r"(?P<word>[Bb](?:ước|ƯỚC))\s*(?P<number>\d{1,2}|[IVX]{1,4})"
    r"(?!\d|[,/]|\.\d|\s*(?:và|đến|hoặc|nêu|trên|của|theo|thì)\b)\s*(?P<mark>[:.)\-–]*)\s*"
)
_BEFORE_LABEL = re.compile(
    rf"(?:\n[-–+*•\s]*(?:{_NUMBERING}\s*)?[-–+*•\s]*|(?<=[.;:)])\s+[-–+*•]*\s*|\s+(?:[a-zđ]|\d{{1,2}})[.)]\s*)$"
)
_LONGEST_BEFORE = 24
_HEADINGS = frozenset(
    ("trình tự thực hiện", "các bước thực hiện", "trình tự, cách thức thực hiện", "trình tự các bước thực hiện")
)
_LONGEST_HEADING = 60
_NEXT_HEADING = re.compile(
    r"(?:[a-zđ]\)|\([ivx\d]+\)|[IVX]+\.|\d+(?:\.\d+)*[.)])[^\n]{3,200}[^.;!?\n]|[^\n]{3,200}:"
    r"|\W*trường hợp[^\n]{3,150}[^.;!?\n]",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def steps_of(record: Part, notes: list[str]) -> tuple[str, ...]:
    """The steps in their order."""
    blobs = []
    for part in parts_of(record, "executionSteps", notes):
        name = clean_line(part_text(part, "name", "executionSteps", notes))
        words = part_text(part, "description", "executionSteps", notes)
        blobs.append(f"{name.rstrip(' :')}: {words}" if name and words else name or words)
    return steps("\n".join(blobs))


def steps(blob: str) -> tuple[str, ...]:
    r"""The steps of a blob.

    >>> steps("Trình tự thực hiện:\n- Bước 1: Nộp hồ sơ.\n + Bước 2. Chờ; xem Bước 1.")
    ('Nộp hồ sơ.', 'Chờ; xem Bước 1.')
    >>> steps("a) Trường hợp mới. Bước 1: Nộp. Bước 2: Nhận.\nb) Cấp lại. Bước 1: Nộp.")
    ('a) Trường hợp mới.', 'Bước 1: Nộp.', 'Bước 2: Nhận.\nb) Cấp lại.', 'Bước 1: Nộp.')
    >>> steps("a) Mới:\nBước 1: Nộp.\nb) Cấp lại\nBước 1: Nộp.")
    ('a) Mới:\nBước 1: Nộp.', 'b) Cấp lại\nBước 1: Nộp.')
    """
    text = "\n".join(line for line in lines_of(blob) if not _is_heading(line))
    labels = list(_labels(text))
    if not labels:
        found = _with_headings_in_front(blocks_of(text, keep_headings=False))
        return tuple(piece for words in found for piece in short_enough(without_bullet(words)))
    numbers = [_ROMAN.get(label["number"]) or int(label["number"]) for _, label in labels]
    counted = numbers == list(range(1, len(labels) + 1))
    before = text[: labels[0][0]].strip()
    found = [] if counted else [before]
    for (_, label), end in zip(labels, [*(start for start, _ in labels[1:]), len(text)], strict=True):
        words = text[label.end() : end].strip()
        found.append(words if counted and words else f"{label['word']} {label['number']}: {words}".rstrip(": "))
    if counted and not is_nothing(before):
        found[0] = f"{before}\n{found[0]}"
    elif not counted:
        found = _with_headings_in_front(found)
    return tuple(piece for words in found if not is_nothing(words) for piece in short_enough(words.strip()))


def conditions(text: str) -> tuple[str, ...]:
    r"""Requirements and conditions: a line each, with the lines that belong under it.

    >>> conditions("Người nộp phải:\n- Đủ 18 tuổi;\n- Có nhà."), conditions("- Đủ 18 tuổi.\n- Có nhà.")
    (('Người nộp phải:\n- Đủ 18 tuổi;\n- Có nhà.',), ('Đủ 18 tuổi.', 'Có nhà.'))
    """
    cleaned = "\n".join(lines_of(text))
    if is_nothing(cleaned):
        return ()
    blocks = blocks_of(cleaned, keep_headings=True)
    return tuple(piece for words in blocks for piece in short_enough(without_bullet(words)))


def _with_headings_in_front(found: list[str]) -> list[str]:
    """Steps whose last line is the heading of the next one, with that line in front of it."""
    moved = found[-1:]
    for place, words in reversed(list(enumerate(found[:-1]))):
        rest, _, last = words.rpartition("\n")
        opens = not place and (last.endswith(":") or kind_of(last) != kind_of(found[1]))
        if (rest or opens) and _NEXT_HEADING.fullmatch(last):
            moved[-1] = f"{last}\n{moved[-1]}"
            words = rest
        moved += [words] if words else []
    return moved[::-1]


def _labels(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The labels that begin a step, each with the place where its line, or the space before it, begins."""
    for label in _LABEL.finditer(text):
        near = max(label.start() - _LONGEST_BEFORE, 0)
        before = _BEFORE_LABEL.search(("" if near else "\n") + text[near : label.start()])
        if before and (label["mark"] or before.group().startswith("\n")):
            yield max(label.start() - len(before.group()), 0), label


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and without_bullet(line).strip(" :.*").casefold() in _HEADINGS
