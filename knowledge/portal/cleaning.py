"""What is dirt in the portal's texts, and what does a text say without it?

Every rule is a row of a table with its reason and one example; the tests run every example. Cleaning takes dirt away
and sets spaces where words are glued. It never changes a number, a name or a meaning, and what no row knows stays.

>>> clean_text("Thông tư số 17/2024/TT-BCAngày 15/5/2024,\\xa0 Không  có thông tin")
'Thông tư số 17/2024/TT-BCA ngày 15/5/2024, Không có thông tin'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LOWER = "a-zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
"""The small letters of Vietnamese, for a pattern; a range between two of them holds capitals too."""
UPPER = "A-ZÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"


class Rule(NamedTuple):
    """One kind of dirt: how it is found, what stands there afterwards, why it is dirt, and an example."""

    name: str
    needs: str
    """What every text with this dirt holds; texts without it are not searched."""
    pattern: str
    replacement: str
    reason: str
    before: str
    after: str


CHARACTERS: dict[str, tuple[str, str]] = {
    "\N{NO-BREAK SPACE}": (" ", "dấu cách cứng chép từ Word"),
    "\N{NARROW NO-BREAK SPACE}": (" ", "dấu cách cứng chép từ Word"),
    "\N{EM SPACE}": (" ", "dấu cách rộng chép từ Word"),
    "\t": (" ", "phím Tab sau số thứ tự"),
    "\r": ("", "nửa dấu xuống dòng của Windows"),
    "\N{ZERO WIDTH SPACE}": ("", "không in ra gì"),
    "\N{ZERO WIDTH NON-JOINER}": ("", "không in ra gì"),
    "\N{ZERO WIDTH JOINER}": ("", "không in ra gì"),
    "\N{WORD JOINER}": ("", "không in ra gì"),
    "\N{ZERO WIDTH NO-BREAK SPACE}": ("", "dấu đầu tệp, không in ra gì"),
    "\N{LEFT-TO-RIGHT MARK}": ("", "không in ra gì"),
    "\N{RIGHT-TO-LEFT MARK}": ("", "không in ra gì"),
    "\N{SOFT HYPHEN}": ("", "chỗ ngắt từ của Word: tr-ường"),
    "\N{NOT SIGN}": ("", "chỗ ngắt từ của Word sau khi đổi phông: đ¬ược"),
    "\N{LATIN SMALL LETTER OI}": ("ư", "chữ ư của phông cũ: đƣợc"),
    "\N{LATIN CAPITAL LETTER OI}": ("Ư", "chữ Ư của phông cũ"),
    "\N{LATIN CAPITAL LETTER ETH}": ("Đ", "chữ Đ của phông cũ: Ðiều"),
    "\N{LATIN SMALL LETTER ETH}": ("đ", "chữ đ của phông cũ"),
    "\N{CYRILLIC CAPITAL LETTER ER}": ("P", "chữ Nga trông như P: NĐ-CР"),
    "\N{CYRILLIC CAPITAL LETTER ES}": ("C", "chữ Nga trông như C: TT-BTС"),
    "\N{CYRILLIC SMALL LETTER I}": ("u", "chữ Nga thay cho u: saи"),
    "\N{COMBINING ASTERISK ABOVE}": ("*", "dấu hoa thị của phông lạ ở đầu dòng"),
    "\N{FLOWER PUNCTUATION MARK}": ("*", "dấu hoa thị của phông lạ ở đầu dòng"),
    "\N{BLACK CIRCLE}": ("•", "dấu đầu dòng"),
    **dict.fromkeys("\uf02b\uf076\uf0a7\uf0d8\uf0fc\uf0b7", ("•", "dấu đầu dòng của phông Wingdings")),
}

RULES: tuple[Rule, ...] = (
    Rule("thẻ xuống dòng", "<", r"<(?:br|BR)\s*/?>", "\n", "thẻ HTML của trang web", "Một.<br>Hai.", "Một.\nHai."),
    Rule("dấu in đậm", "**", r"\*\*+", "", "dấu in đậm của Markdown", "**Bước 1:** Nộp", "Bước 1: Nộp"),
    Rule(
        "lời của trang web",
        "Từ khóa",
        r"Từ khóa\s*Không có thông tin(?s:.*)",
        "",
        "ô trống và nút bấm của trang chép lẫn vào cuối bài",
        "Đủ 18 tuổi. Từ khóaKhông có thông tinMô tảKhông có thông tinNộp hồ sơ",
        "Đủ 18 tuổi.",
    ),
    Rule(
        "số hiệu dính chữ",
        "-",
        r"-[A-ZĐ]{2,10}(?=(?:ngày|của|quy định|về|và|hướng dẫn|sửa đổi|do|được)\b)",
        r"\g<0> ",
        "mất dấu cách sau số hiệu văn bản",
        "17/2024/TT-BCAngày 15/5",
        "17/2024/TT-BCA ngày 15/5",
    ),
    Rule(
        "chữ số dính số hiệu",
        "số",
        r"số(?=\d{1,4}/\d{4}/[A-ZĐ])",
        "số ",
        "mất dấu cách trước số hiệu văn bản",
        "Luật số54/2014/QH13",
        "Luật số 54/2014/QH13",
    ),
    Rule("số dính ngày", "ngày", r"ngày(?<=\dngày)", " ngày", "mất dấu cách sau con số", "07ngày làm việc", "07 ngày làm việc"),
    Rule("số dính đồng", "đồng", r"đồng(?<=\dđồng)", " đồng", "mất dấu cách sau con số", "40.000đồng/lần", "40.000 đồng/lần"),
    Rule(
        "chữ ngày lặp",
        "ngày ngày",
        r"ngày ngày(?= \d)",
        "ngày",
        "gõ hai lần trước ngày tháng",
        "ngày ngày 05/02/2024",
        "ngày 05/02/2024",
    ),
    Rule("dấu cách thừa", "  ", r"  +", " ", "nhiều dấu cách liền nhau", "nộp   hồ sơ", "nộp hồ sơ"),
    Rule("dòng trống", "\n", r"\n\s+", "\n", "dòng trống, dấu cách ở đầu dòng", "Một.\n \n  Hai.", "Một.\nHai."),
    Rule("cuối dòng", " \n", r" \n", "\n", "dấu cách ở cuối dòng", "Một. \nHai.", "Một.\nHai."),
    Rule("hết văn bản", "./", r"\./\.?(?=\s|$)", ".", "dấu hết của văn bản hành chính", "ra về./.", "ra về."),
    Rule(
        "gạch chéo cuối câu",
        "//",
        r"//(?=\s|$)",
        "",
        "dấu hết của văn bản hành chính",
        "phòng giao dịch;//",
        "phòng giao dịch;",
    ),
    Rule(
        "chấm phẩy rồi chấm",
        ";",
        r";[\s;,]*\.(?!\.)",
        ".",
        "hai ba dấu câu liền nhau ở cuối câu",
        "(nếu có);;.",
        "(nếu có).",
    ),
    Rule("hai dấu chấm", "..", r"\.\.(?<!\.\.\.)(?!\.)", ".", "gõ hai lần", "nước ngoài..", "nước ngoài."),
    Rule("chấm phẩy chồng", ";", r";(?:\s*;)+", ";", "mục trống giữa hai dấu", "Tổ chức; ; Sở", "Tổ chức; Sở"),
    Rule("phẩy rồi chấm phẩy", ";", r",\s*;", ";", "hai dấu câu liền nhau", "phòng giao dịch,;", "phòng giao dịch;"),
    Rule("hai chấm chồng", ":", r":(?:\s*:)+", ":", "gõ hai lần", "gồm::", "gồm:"),
)

NOTHING = frozenset(("", "không", "không có", "không có thông tin", "chưa có thông tin", "n/a", "null"))
"""What the portal writes where it has nothing to say, without case and marks."""

_LONGEST_NOTHING = 40
_ODD = re.compile(rf"[{re.escape(''.join(CHARACTERS))}]|[^\S\n ]")
_PATTERNS = tuple((rule.needs, re.compile(rule.pattern), rule.replacement) for rule in RULES)
_MARKS = " \n.,;:-–/+*•\"'"
_BULLET = re.compile(r"^(?:[-–+*•]+(?!\d)\s*|[.,;:)\]]+\s*(?=\w))+")
_WRAPPED = re.compile(rf"\n(?<![.;:!?…]\n)(?![a-zđ]{{1,3}}[.)])(?=[{LOWER}])|\n(?<=,\n)(?=[{UPPER}])")


@lru_cache(maxsize=1024)
def clean_text(text: str) -> str:
    """A text without dirt, in as many lines as it has.

    >>> clean_text("Hồ sơ  gồm:<br>- Đơn đề nghị ;;.")
    'Hồ sơ gồm:\\n- Đơn đề nghị .'
    """
    cleaned = _ODD.sub(_in_plain_letters, unicodedata.normalize("NFC", text))
    for needs, pattern, replacement in _PATTERNS:
        if needs in cleaned:
            cleaned = pattern.sub(replacement, cleaned)
    return cleaned.strip()


def clean_line(text: str) -> str:
    """A text without dirt in one line.

    >>> clean_line("Cấp lại\\nthẻ")
    'Cấp lại thẻ'
    """
    return " ".join(clean_text(text).split())


def clean_title(text: str) -> str:
    """A name in one line, without the bullet before it and the marks after it; "" where it says nothing.

    >>> clean_title("- Tờ khai đăng ký khai sinh;"), clean_title("-- "), clean_title("Sổ hộ khẩu ...")
    ('Tờ khai đăng ký khai sinh', '', 'Sổ hộ khẩu ...')
    """
    title = without_bullet(clean_line(text))
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
    """The lines of a text without dirt; a line that was only wrapped in the middle of a sentence is one line again.

    >>> lines_of("Nộp tại Trung tâm\\nhành chính công.\\n5\\nb) Chờ kết quả.")
    ['Nộp tại Trung tâm hành chính công.', 'b) Chờ kết quả.']
    """
    lines = _WRAPPED.sub(" ", clean_text(text)).split("\n")
    return [line for line in lines if not (len(lines) > 1 and line.isdigit() and len(line) < 4)]


def _in_plain_letters(odd: re.Match[str]) -> str:
    sign = odd.group()
    return CHARACTERS[sign][0] if sign in CHARACTERS else " "
