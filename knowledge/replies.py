"""What does a channel get to show? Parts of text in a small HTML subset, and rows of buttons.

The subset is what Telegram and the terminal both draw: b, i, u, s, a, code, blockquote (expandable). Every text
from the catalogue or from a person is escaped before it gets here.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_PART_UNITS = 4000
"""UTF-16 units a part may have after its tags are taken out; Telegram's limit is 4,096."""
MAX_ACTION_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what people read, and what comes back when it is pressed (at most 64 bytes)."""

    text: str
    action: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show: one or more messages in order, buttons under the last."""

    parts: tuple[str, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: bool = False
    """True when it takes the place of the message whose button was pressed."""
