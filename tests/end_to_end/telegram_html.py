"""Which HTML does Telegram accept, and what do people read of it? Telegram's own rules and error texts.

Stricter than Telegram in three things that are always a mistake of ours: an `&` that begins no entity, a link
without an address, and more than 100 entities (Telegram drops the rest in silence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

MAX_ENTITIES = 100

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_START = re.compile(r"<([a-zA-Z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)))?""")
_END = re.compile(r"</([a-zA-Z0-9-]*)\s*>")


class BadHtmlError(ValueError):
    """Why Telegram refuses; the message is what it says after "can't parse entities: "."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted stretch of the text, in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What is left when the tags are taken out."""

    text: str
    entities: tuple[Entity, ...]


@dataclass(slots=True)
class _Open:
    tag: str
    type: str
    offset: int
    url: str


def units(text: str) -> int:
    """UTF-16 units of `text`, what Telegram counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(html: str) -> Parsed:
    """The text and entities of `html`, or `BadHtmlError`."""
    text: list[str] = []
    length = 0
    opened: list[_Open] = []
    entities: list[Entity] = []
    at = 0
    while at < len(html):
        if html[at] == "&":
            said, at = _entity(html, at)
        elif html.startswith("</", at):
            at = _end(html, at, length, opened, entities)
            continue
        elif html[at] == "<":
            begun, at = _start(html, at, length)
            opened.append(begun)
            continue
        else:
            stop = re.compile(r"[&<]").search(html, at)
            said, at = html[at : stop.start() if stop else None], stop.start() if stop else len(html)
        text.append(said)
        length += units(said)
    if opened:
        raise BadHtmlError(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    if len(entities) > MAX_ENTITIES:
        raise BadHtmlError(f"{len(entities)} entities, at most {MAX_ENTITIES}")
    return Parsed("".join(text), tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length))))


def _byte(html: str, at: int) -> int:
    return len(html[:at].encode())


def _entity(html: str, at: int) -> tuple[str, int]:
    found = _ENTITY.match(html, at)
    if found is None:
        raise BadHtmlError(f"Unsupported entity at byte offset {_byte(html, at)}")
    return unescape(found[0]), found.end()


def _start(html: str, at: int, length: int) -> tuple[_Open, int]:
    name = _START.match(html, at)
    assert name is not None
    tag = name[1].lower()
    if tag not in _TYPES:
        raise BadHtmlError(f'Unsupported start tag "{tag}" at byte offset {_byte(html, at)}')
    attributes: dict[str, str] = {}
    end = name.end()
    while attribute := _ATTRIBUTE.match(html, end):
        attributes[attribute[1].lower()] = unescape(attribute[2] or attribute[3] or attribute[4] or "")
        end = attribute.end()
    close = re.compile(r"\s*>").match(html, end)
    if close is None:
        raise BadHtmlError(f"Unclosed start tag at byte offset {_byte(html, at)}")
    url = attributes.get("href", "")
    if tag == "a" and not re.match(r"(https?|tg|mailto|tel):", url):
        raise BadHtmlError(f"Link without an address at byte offset {_byte(html, at)}")
    kind = "expandable_blockquote" if tag == "blockquote" and "expandable" in attributes else _TYPES[tag]
    return _Open(tag, kind, length, url), close.end()


def _end(html: str, at: int, length: int, opened: list[_Open], entities: list[Entity]) -> int:
    if not opened:
        raise BadHtmlError(f"Unexpected end tag at byte offset {_byte(html, at)}")
    found = _END.match(html, at)
    if found is None:
        raise BadHtmlError(f"Unclosed end tag at byte offset {_byte(html, at)}")
    begun = opened.pop()
    if found[1] and found[1].lower() != begun.tag:
        raise BadHtmlError(
            f"Unmatched end tag at byte offset {_byte(html, at)}, "
            f'expected "</{begun.tag}>", found "</{found[1].lower()}>"'
        )
    if length > begun.offset:
        entities.append(Entity(begun.type, begun.offset, length - begun.offset, begun.url))
    return found.end()
