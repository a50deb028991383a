"""How does a long text fit into messages? Cut between sections, then between lines, never inside a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from knowledge.replies import MAX_PART_UNITS

_TAG = re.compile(r"<[^>]*>")
_PAIRED = re.compile(r"<(/?)(b|i|u|s|a|code|blockquote)(?:\s[^>]*)?>")
_SPACE = re.compile(r" (?![^<>]*>)")
"""A space of the text, not one inside a tag."""


def shown_units(html: str) -> int:
    """UTF-16 units of the text that is left when the tags are taken out: what Telegram counts.

    >>> shown_units("<b>Lệ phí</b> &amp; 🙂")
    11
    """
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def parts(sections: Iterable[str], limit: int = MAX_PART_UNITS) -> tuple[str, ...]:
    """The sections, joined by empty lines into as few parts as the limit allows."""
    found: list[str] = []
    for section in sections:
        if found and shown_units(found[-1]) + 2 + shown_units(section) <= limit:
            found[-1] += "\n\n" + section
        else:
            found += _cut(section, limit)
    return tuple(found)


def _cut(section: str, limit: int) -> list[str]:
    """A section in pieces that fit; tags that are open at a cut are closed and opened again."""
    if shown_units(section) <= limit:
        return [section]
    pieces: list[str] = []
    current = ""
    for line in section.split("\n"):
        for bit in _lines_that_fit(line, limit - 50):
            if current and shown_units(current) + 1 + shown_units(bit) > limit - 50:
                opened = _open_tags(current)
                pieces.append(current + "".join(f"</{_name(tag)}>" for tag in reversed(opened)))
                current = "".join(opened) + bit
            else:
                current = f"{current}\n{bit}" if current else bit
    return [*pieces, current]


def _lines_that_fit(line: str, limit: int) -> list[str]:
    """A line, cut at spaces where it is longer than a whole message."""
    if shown_units(line) <= limit:
        return [line]
    words = _SPACE.split(line)
    lines, current = [], ""
    for word in words:
        if current and shown_units(f"{current} {word}") > limit:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]


def _open_tags(html: str) -> list[str]:
    opened: list[str] = []
    for match in _PAIRED.finditer(html):
        if match[1]:
            opened.pop()
        else:
            opened.append(match[0])
    return opened


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]
