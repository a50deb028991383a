"""Which kinds of dirt do the portal's texts hold?

Tables only: every row has its reason and one example, and the tests run every example. A row never changes a number, a
name or a meaning; what no row knows stays.
"""

from __future__ import annotations

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
        "Đủ 18 tuổi.Từ khóaKhông có thông tinMô tảKhông có thông tinNộp hồ sơ",
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
    Rule(
        "số dính ngày",
        "ngày",
        r"ngày(?<=\dngày)",
        " ngày",
        "mất dấu cách sau con số",
        "07ngày làm việc",
        "07 ngày làm việc",
    ),
    Rule(
        "số dính đồng",
        "đồng",
        r"đồng(?<=\dđồng)",
        " đồng",
        "mất dấu cách sau con số",
        "40.000đồng/lần",
        "40.000 đồng/lần",
    ),
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
    Rule("hai dấu phẩy", ",,", r",,+", ",", "gõ hai lần", "40 ngày,, cụ thể", "40 ngày, cụ thể"),
    Rule("chấm phẩy chồng", ";", r";(?:\s*;)+", ";", "mục trống giữa hai dấu", "Tổ chức; ; Sở", "Tổ chức; Sở"),
    Rule("phẩy rồi chấm phẩy", ";", r",\s*;", ";", "hai dấu câu liền nhau", "phòng giao dịch,;", "phòng giao dịch;"),
    Rule("hai chấm chồng", ":", r":(?:\s*:)+", ":", "gõ hai lần", "gồm::", "gồm:"),
)

NOTHING = frozenset(("", "không", "không có", "không có thông tin", "chưa có thông tin", "n/a", "null"))
"""What the portal writes where it has nothing to say, without case and marks."""
