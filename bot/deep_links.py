"""What does a link or QR poster to the bot open? `t.me/<bot>?start=p_1_001193` opens that procedure."""

from __future__ import annotations

from knowledge.front_desk import FrontDesk
from knowledge.replies import Reply

_PROCEDURE = "p_"
MAX_PAYLOAD = 64


def payload_of(code: str) -> str:
    """The payload that opens the procedure `code`: only A–Z, a–z, 0–9, _ and -, as Telegram demands.

    >>> payload_of("1.001193")
    'p_1_001193'
    """
    return _PROCEDURE + code.replace(".", "_")


def code_in(payload: str) -> str | None:
    """The procedure's code in a payload, or None when it is another payload.

    >>> code_in("p_1_001193"), code_in("xin-chao")
    ('1.001193', None)
    """
    if not payload.startswith(_PROCEDURE) or len(payload) > MAX_PAYLOAD:
        return None
    return payload.removeprefix(_PROCEDURE).replace("_", ".")


def start(desk: FrontDesk, person: int | str, payload: str = "") -> Reply:
    """What /start shows: the procedure that the payload names, otherwise the welcome."""
    welcome = desk.start(person)
    code = code_in(payload)
    return (desk.on_action(person, f"p:{code}:") if code else None) or welcome
