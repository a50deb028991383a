"""How does a long text fit into messages? Cut between sections, then between lines, never inside a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from knowledge.replies import MAX_PART_UNITS

_TAG = re.compile(r"<[^>]*>")
_PAIRED = re.compile(r"<(/?)(b|i|u|s|a|code|blockquote)(?:\s[^>]*)?>")
_WORD = re.compile(r"(?:<[^>]*>|[^ ])+")
"""What stands between spaces of the text; those inside a tag are none."""
_TOKEN = re.compile(r"<[^>]*>|&\w+;|&#\w+;|.", re.DOTALL)
"""What must not be cut: a tag, an entity, a letter."""


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
    lines = [bit for line in section.split("\n") for bit in _lines_that_fit(line, limit - 50)]
    opened: list[str] = []
    for piece in _joined(lines, "\n", limit - 50):
        whole = "".join(opened) + piece
        opened = _open_tags(whole)
        pieces.append(whole + "".join(f"</{_name(tag)}>" for tag in reversed(opened)))
    return pieces


def _lines_that_fit(line: str, limit: int) -> list[str]:
    """A line, cut at spaces where it is longer than a whole message."""
    if shown_units(line) <= limit:
        return [line]
    words = [piece for word in _WORD.findall(line) for piece in _pieces(word, limit)]
    return [piece.strip() for piece in _joined(words, " ", limit)]


def _joined(texts: Iterable[str], between: str, limit: int) -> list[str]:
    """The texts in as few pieces as the limit allows; `between` is one letter."""
    pieces: list[list[str]] = []
    length = 0
    for text in texts:
        units = shown_units(text)
        if pieces and length + 1 + units <= limit:
            pieces[-1].append(text)
            length += 1 + units
        else:
            pieces.append([text])
            length = units
    return [between.join(piece) for piece in pieces]


def _pieces(word: str, limit: int) -> list[str]:
    """A word, cut where it alone is longer than a whole message; tags and entities stay whole."""
    if shown_units(word) <= limit:
        return [word]
    pieces = [""]
    length = 0
    for token in _TOKEN.findall(word):
        length += shown_units(token)
        if length > limit:
            pieces.append("")
            length = shown_units(token)
        pieces[-1] += token
    return pieces


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
