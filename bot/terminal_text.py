"""How does the HTML subset of a reply look in a terminal? Styled where it can be, plain words in a pipe."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

from rich.text import Text

_STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan", "blockquote": "dim"}


def drawn(html: str) -> Text:
    """A part of a reply as styled text; a link is its words and then, dim, its address.

    >>> drawn('<b>Lệ phí</b>: 0 &lt; 5, <a href="https://a.vn">xem</a>').plain
    'Lệ phí: 0 < 5, xem (https://a.vn)'
    """
    drawing = _Drawing()
    drawing.feed(html)
    drawing.close()
    return drawing.text


def printable(text: str) -> str:
    r"""`text` without what would steer the terminal: controls are dropped, half characters replaced.

    >>> printable("xin\x1b[31m chào \ud800")
    'xin[31m chào �'
    """
    return "".join(
        "�" if unicodedata.category(letter) == "Cs" else letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )


class _Drawing(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if all(tag != opened for opened, _ in self._open):
            return
        while self._open:
            opened, address = self._open.pop()
            if opened == "a" and address:
                self.text.append(f" ({printable(address)})", "dim")
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        styles = [_STYLES[tag] for tag, _ in self._open if tag in _STYLES]
        self.text.append(printable(data), " ".join(styles) or None)
