r"""What does a text of the portal say without the dirt in it?

Cleaning takes dirt away and sets spaces where words are glued; `knowledge.portal.dirt` says what is dirt, and why.

>>> clean_text("Thông tư số 17/2024/TT-BCAngày 15/5/2024,\xa0 của Bộ  Công an")
'Thông tư số 17/2024/TT-BCA ngày 15/5/2024, của Bộ Công an'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from knowledge.portal.dirt import CHARACTERS, LOWER, NOTHING, RULES, UPPER

_LONGEST_NOTHING = 40
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \n")
"""Every other space of Unicode, sign by sign: a plain set is searched four times as fast as a class of characters."""
_UNSEEN = "".join(
    sign
    for sign in map(chr, (*range(0x10000), *range(0xE0000, 0xE0080)))
    if unicodedata.category(sign) in ("Cc", "Cf") and not sign.isspace()
)
"""Signs that print nothing and steer what does: NUL, the bell, an escape, what turns the direction of writing."""
_ESCAPE = "\x1b"
_COMMAND = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\))")
"""What an escape begins: a whole command to a terminal, its letters with it."""
_ODD = re.compile(f"[{re.escape(''.join(CHARACTERS) + _SPACES + _UNSEEN)}]")
_PATTERNS = tuple((rule.needs, re.compile(rule.pattern), rule.replacement) for rule in RULES)
_MARKS = " \n.,;:-–/+*•\"'"
_BULLET = re.compile(r"^(?:[-–+*•]+(?!\d)\s*|[.,;:)\]]+\s*(?=\w))+")
_WRAPPED = re.compile(rf"\n(?<![.;:!?…]\n)(?![a-zđ]{{1,3}}[.)])(?=[{LOWER}])|\n(?<=,\n)(?=[{UPPER}])")


@lru_cache(maxsize=1024)
def clean_text(text: str) -> str:
    r"""A text without dirt, in as many lines as it has; nothing of it commands a terminal.

    >>> clean_text("Hồ sơ  gồm:<br>- Đơn đề nghị ;;."), clean_text("\x1b[31mNộp\x00 hồ sơ\x1b[0m")
    ('Hồ sơ gồm:\n- Đơn đề nghị .', 'Nộp hồ sơ')
    """
    if _ESCAPE in text:
        text = _COMMAND.sub("", text)
    cleaned = _ODD.sub(_in_plain_letters, unicodedata.normalize("NFC", text))
    for needs, pattern, replacement in _PATTERNS:
        if needs in cleaned:
            cleaned = pattern.sub(replacement, cleaned)
    return cleaned.strip()


def clean_line(text: str) -> str:
    r"""A text without dirt in one line.

    >>> clean_line("Cấp lại\nthẻ")
    'Cấp lại thẻ'
    """
    cleaned = clean_text(text)
    return " ".join(cleaned.split()) if "\n" in cleaned or "  " in cleaned else cleaned


def clean_title(text: str) -> str:
    """A name in one line, without the bullet before it and the marks after it; "" where it says nothing.

    >>> clean_title("- Tờ khai đăng ký khai sinh;"), clean_title("-- "), clean_title("Sổ hộ khẩu ...")
    ('Tờ khai đăng ký khai sinh', '', 'Sổ hộ khẩu ...')
    """
    return title_of(clean_line(text))


def title_of(line: str) -> str:
    """The name that a clean line holds, as `clean_title` gives it.

    >>> title_of("+ Bản sao thẻ ./.")
    'Bản sao thẻ'
    """
    title = without_bullet(line)
    while (shorter := title.rstrip(" ,;:/").removesuffix("." if not title.endswith("..") else "")) != title:
        title = shorter
    return "" if is_nothing(title) else title


def without_bullet(line: str) -> str:
    """A line without the bullets it begins with; numbers stay, since other lines may point to them.

    >>> without_bullet("+ Bản sao"), without_bullet("a) Bản chính"), without_bullet("-5 độ")
    ('Bản sao', 'a) Bản chính', '-5 độ')
    """
    return _BULLET.sub("", line)


def is_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say.

    >>> is_nothing("Không có thông tin."), is_nothing(" ./. "), is_nothing("Không quá 30 tuổi")
    (True, True, False)
    """
    return len(text) < _LONGEST_NOTHING and text.strip(_MARKS).casefold() in NOTHING


def lines_of(text: str) -> list[str]:
    r"""The lines of a text without dirt; a line that was only wrapped in the middle of a sentence is one line again.

    >>> lines_of("Nộp tại Trung tâm\nhành chính công.\nb) Chờ kết quả.")
    ['Nộp tại Trung tâm hành chính công.', 'b) Chờ kết quả.']
    """
    return _WRAPPED.sub(" ", clean_text(text)).split("\n")


def _in_plain_letters(odd: re.Match[str]) -> str:
    sign = odd.group()
    return CHARACTERS[sign][0] if sign in CHARACTERS else " " if sign.isspace() else ""
