"""How do people wrap a question? In polite words, behind a story, in the words of their region; the same every time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

BEFORE = ("dạ cho em hỏi ", "ad ơi cho mình hỏi chút ", "Chào anh chị, ", "alo cho hỏi ", "Dạ thưa cô chú, con hỏi là ")
AFTER = (" ạ", " với ạ, em cảm ơn", " nha mấy anh chị", " giúp em với", " ạ?")
STORIES = (
    "Hôm qua em ra phường mà đông quá phải về. ",
    "Nhà em ở xa, đi lại khó, mà mẹ em cứ giục hoài. ",
    "Em hỏi mấy người rồi mà mỗi người nói một kiểu. ",
    "Tháng trước bận việc nên giờ mới lo được. ",
    "Thấy hàng xóm nói vậy nên em hỏi cho chắc. ",
)
REGIONAL = {
    "thế nào": ("răng", "sao"),
    "làm sao": ("mần răng", "làm răng"),
    "ở đâu": ("ở mô", "chỗ nào"),
    "là gì": ("là chi",),
    "cái gì": ("cái chi",),
    "gì": ("chi",),
    "không": ("hông", "hổng"),
    "tôi": ("tui",),
    "bố": ("tía", "ba"),
    "mẹ": ("má", "mạ"),
    "vậy": ("rứa",),
    "làm": ("mần",),
    "chồng": ("ông xã",),
    "vợ": ("bà xã",),
}
_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(REGIONAL, key=len, reverse=True))})(?!\w)")


def polite(text: str) -> str:
    """The question as somebody polite asks it."""
    rng = _seeded("polite", text)
    return rng.choice(BEFORE) + text.rstrip("?. ") + rng.choice(AFTER)


def after_a_story(text: str) -> str:
    """The question at the end of a story that has nothing to do with it."""
    return _seeded("story", text).choice(STORIES) + text


def regional(text: str) -> str:
    """The question in words of the Centre and the South."""
    rng = _seeded("regional", text)
    return _WORDS.sub(lambda found: rng.choice(REGIONAL[found[0]]), text)


def _seeded(kind: str, text: str) -> random.Random:
    return random.Random(f"{kind}\n{text}")  # noqa: S311 - nothing secret


WRAPPINGS: Mapping[str, Callable[[str], str]] = {"dialect": regional, "polite": polite, "story": after_a_story}
"""By name, what each makes of a question."""
