"""What do sentences with personal data look like? Made-up numbers (`personal_numbers`) put into what citizens write.

No sentence frame holds a digit, so whatever digit is left after masking has leaked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from nlp.syllables import unmark
from tests.nlp.personal_numbers import account, e_mail, identity, phone, plate, spelled_out

Make = Callable[[Random], str]

FRAMES = {
    "identity": (
        "số cccd của em là {}, cho em hỏi làm lại ở đâu",
        "căn cước công dân {} bị mất thì làm lại cần gì",
        "CCCD: {}. Em muốn tra cứu hồ sơ",
        "tôi tên Hùng, cmnd {} cấp tại Nghệ An, giờ đổi sang thẻ mới được không",
        "mã định danh {} của con tôi bị sai",
        "{} là số căn cước của mẹ em, tra giúp em với",
        "hộ chiếu số {} sắp hết hạn, gia hạn thế nào",
        "thẻ bảo hiểm y tế {} ghi sai tên",
        "mst {} của tôi bị khóa",
        "gplx {} bị mất, làm lại ở đâu",
        "dạ em gửi số giấy tờ ạ {} nhờ anh chị xem giúp",
        "cấp đổi cho bà Nguyễn Thị Lan ({}) thì bao lâu có",
    ),
    "phone": (
        "gọi cho em số {} nhé",
        "sđt {} ạ, em hỏi thủ tục khai sinh",
        "liên hệ {} gặp Hùng",
        "zalo {} anh chị kết bạn rồi hướng dẫn em với",
        "em là Lan, {}, muốn hỏi về tạm trú",
        "{} đây là số của em, có gì gọi lại giúp",
        "điện thoại: {}. Nộp hồ sơ ở đâu",
        "cần gặp cán bộ, số máy {} (Zalo)",
        "xin lỗi cho hỏi nhà ở xã hội đăng ký sao ạ, đt {}",
    ),
    "e-mail": (
        "gửi kết quả vào {} giúp em",
        "email {} có nhận được thông báo không",
        "e-mail của tôi: {}, sao chưa thấy phản hồi",
        "tài khoản dịch vụ công đăng ký bằng {} quên mật khẩu thì sao",
        "{} là hòm thư của em, nộp trực tuyến được không",
    ),
    "plate": (
        "xe {} sang tên cần giấy gì",
        "biển số {} bị mất thì làm lại ở đâu",
        "em mua xe máy biển {} chưa rút hồ sơ gốc",
        "bks {} đăng ký lại mất bao lâu",
        "mất cà vẹt {} làm lại sao ạ",
        "chiếc {} của ba em muốn cho lại em thì làm gì",
    ),
    "account": (
        "stk {} ngân hàng, bao giờ tiền về",
        "số tài khoản {} nhận trợ cấp thất nghiệp",
        "chuyển vào tk vietcombank {} giúp em",
        "tài khoản nhận lương hưu của mẹ em là {} muốn đổi",
        "TK: {} BIDV chi nhánh Hà Nội",
        "em gửi nhầm vào {} agribank thì lấy lại sao",
    ),
}

PUBLIC = (
    "thủ tục 1.001193",
    "mã 2.002039",
    "mã 1.004222.000.00.00.H29",
    "1001193",
    "theo 123/2015/NĐ-CP",
    "Nghị định 154/2024/NĐ-CP",
    "Luật 26/2023/QH15",
    "Thông tư 55/2021/TT-BCA",
    "Quyết định 3888/QĐ-BCA",
    "QĐ 163/QĐ-BTP",
    "Thông tư liên tịch 02/2014/TTLT-BCA-BTC",
    "nghị định 168 năm 2024",
    "ND 151/2025/ND-CP",
    "phí 1.200.000 đồng",
    "50.000đ",
    "lệ phí 200000 đồng",
    "vay 50000000 đ",
    "10.000.000-15.000.000 đồng",
    "200.000 - 300.000",
    "1,500,000 VND",
    "20 triệu",
    "2tr5",
    "1 200 000 đồng",
    "150000000 vnđ",
    "ngày 01/07/2025",
    "ngày 1-7-2025",
    "sinh ngày 03.07.1990",
    "năm 2024",
    "giai đoạn 2021-2025",
    "từ 7h30-11h30",
    "13.30-17.00",
    "60 ngày",
    "120,5 m2",
)


@dataclass(frozen=True)
class Sentence:
    """A made-up message, with the kind of personal data and the public number that it holds."""

    text: str
    kind: str
    public: str


KINDS: dict[str, tuple[str, Make]] = {
    "identity": ("identity", identity),
    "phone": ("phone", phone),
    "phone, spelled out": ("phone", spelled_out),
    "e-mail": ("e-mail", e_mail),
    "plate": ("plate", plate),
    "account": ("account", account),
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "no marks": unmark,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: "\u200b".join(text),
    "wide digits": lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
}


def corpus(each: int, seed: int = 1193) -> Iterator[Sentence]:
    """`each` sentences of every kind and spelling, always the same ones."""
    chance = Random(seed)
    for kind, (frame, make) in KINDS.items():
        for spelling in SPELLINGS.values():
            for number in range(each):
                public = chance.choice(PUBLIC) if number % 2 else ""
                text = chance.choice(FRAMES[frame]).format(make(chance))
                text = f"{text}, {public}" if chance.random() < 0.5 else f"{public}, {text}"
                yield Sentence(spelling(text), kind, spelling(public))
