"""Every Vietnamese sentence that citizens read. Channels show what these functions return, and add nothing."""

from knowledge.wording.menus import (
    field_page,
    fields,
    forgotten,
    gone,
    help_text,
    life_event,
    life_events,
    welcome,
)
from knowledge.wording.messages import BUSY, ERROR, NOT_TEXT, PHOTO, TOO_FAST
from knowledge.wording.replying import procedure_part, reply

__all__ = [
    "BUSY",
    "ERROR",
    "NOT_TEXT",
    "PHOTO",
    "TOO_FAST",
    "field_page",
    "fields",
    "forgotten",
    "gone",
    "help_text",
    "life_event",
    "life_events",
    "procedure_part",
    "reply",
    "welcome",
]
