"""What do sentences with personal data look like? Made-up numbers in many spellings, put into what citizens write.

No sentence frame holds a digit, so whatever digit is left after masking has leaked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from nlp.syllables import unmark

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


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _grouped(digits: str, groups: tuple[int, ...], gap: str) -> str:
    parts, place = [], 0
    for length in groups:
        parts.append(digits[place : place + length])
        place += length
    return gap.join(parts)


def identity(chance: Random) -> str:
    """A citizen's identity number, an old identity card, a passport, an insurance card or a tax code."""
    citizen = f"{chance.randint(1, 96):03}{chance.randint(0, 3)}{_digits(chance, 8)}"
    card = f"{chance.randint(1, 38):02}{_digits(chance, 7)}"
    passport = chance.choice("BCNPKE") + _digits(chance, 7)
    insured = chance.choice(("GD", "DN", "HT", "TE", "HS")) + _digits(chance, 13)
    gap = chance.choice(" .-")
    return chance.choice(
        (
            citizen,
            citizen,
            _grouped(citizen, (3, 3, 3, 3), gap),
            _grouped(citizen, (4, 4, 4), gap),
            _grouped(citizen, (3, 3, 6), gap),
            _grouped(citizen, (3, 1, 2, 6), " "),
            _grouped(citizen, (6, 6), " "),
            " ".join(citizen),
            card,
            _grouped(card, (3, 3, 3), " "),
            "cmt " + _grouped(card, (3, 3, 3), "."),
            "cmnd số " + _grouped("2" + card[1:], (3, 3, 3), "."),
            passport,
            passport.lower(),
            passport[0] + " " + passport[1:],
            _grouped(passport, (1, 3, 4), " "),
            "P0" + passport[1:],
            insured,
            insured.lower(),
            _grouped(insured, (2, 1, 2, 2, 3, 5), " "),
            "03" + _digits(chance, 8) + "-001",
            "8" + _digits(chance, 9),
        )
    )


def phone(chance: Random) -> str:
    """A mobile or fixed-line number, in one of the ways people write it."""
    mobile = (
        "0"
        + chance.choice(("32", "35", "38", "56", "70", "79", "81", "85", "90", "91", "96", "98"))
        + _digits(chance, 7)
    )
    rest, gap = mobile[1:], chance.choice((" ", ".", "-", "–", "  ", " - "))
    fixed = chance.choice(("024", "028")) + chance.choice("23567") + _digits(chance, 7)
    return chance.choice(
        (
            mobile,
            mobile,
            _grouped(mobile, (4, 3, 3), gap),
            _grouped(mobile, (3, 3, 4), gap),
            _grouped(mobile, (3, 4, 3), gap),
            _grouped(mobile, (4, 6), gap),
            _grouped(mobile, (4, 2, 2, 2), gap),
            _grouped(mobile, (2, 2, 2, 2, 2), gap),
            _grouped(mobile, (5, 5), gap),
            _grouped(mobile, (4, 3, 3), ","),
            " ".join(mobile),
            "o" + rest,
            "O" + _grouped(rest, (3, 3, 3), "."),
            "+84" + rest,
            "+84 " + _grouped(rest, (3, 3, 3), gap),
            "+84 (0) " + _grouped(rest, (3, 3, 3), " "),
            "(+84)" + rest,
            "84" + rest,
            "0084" + rest,
            "(84) " + rest,
            f"({mobile[:4]}) " + _grouped(mobile[4:], (3, 3), gap),
            _grouped(mobile, (4, 3, 3), "/"),
            fixed,
            f"({fixed[:3]}) " + _grouped(fixed[3:], (4, 4), gap),
            _grouped(fixed, (3, 4, 4), gap),
            "0" + chance.choice(("254", "236", "292")) + " " + _digits(chance, 7),
            "016" + _digits(chance, 8),
            "số" + mobile,
            mobile + "nha",
        )
    )


def spelled_out(chance: Random) -> str:
    """A phone number dictated digit by digit."""
    words = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    return "không chín " + " ".join(chance.choice(words) for _ in range(8))


def e_mail(chance: Random) -> str:
    """An e-mail address, also with the signs spoken."""
    name = chance.choice(("nguyenvana", "lan.tran", "hung_90", "thu-ha", "Minh.Quan1988", "be2k"))
    ending = chance.choice(("gmail.com", "yahoo.com.vn", "hotmail.com", "outlook.com", "vnpt.vn", "hcmut.edu.vn"))
    return chance.choice(
        (
            f"{name}@{ending}",
            f"{name}@{ending}",
            f"{name} @{ending}",
            f"{name}@ gmail.com",
            f"{name} @ gmail . com",
            f"{name}@gmail",
            f"{name}@gmail com",
            f"{name}(at){ending}",
            f"{name} [at] {ending}",
            f"{name} a còng gmail chấm com",
            f"{name}.gmail.com",
            f"{name} gmail.com",
            f"{name}＠{ending}",
        )
    )


def plate(chance: Random) -> str:
    """A number plate of a car or a motorbike."""
    province = chance.choice(("11", "15", "29", "30", "36", "43", "51", "59", "65", "72", "77", "92", "99"))
    car, bike = chance.choice("ABCDEFGHKLM"), chance.choice("BCDEFGHKLMNPSTXYZ") + chance.choice("123456789")
    number = chance.choice("123456789") + _digits(chance, 4)
    dotted = f"{number[:3]}.{number[3:]}"
    return chance.choice(
        (
            f"{province}{car}-{dotted}",
            f"{province}{car}-{number}",
            f"{province}{car} {dotted}",
            f"{province}{car}{number}",
            f"{province}{car.lower()}{number}",
            f"{province}{car}-{number[:4]}",
            f"{province}-{bike} {dotted}",
            f"{province}-{bike} {number}",
            f"{province}{bike} {number}",
            f"{province}{bike.lower()}-{number}",
            f"{province}-{bike.lower()} {number[:4]}",
            f"{province} {bike} {dotted}",
            f"{province} - {bike} {dotted}",
            f"{province}{bike}–{dotted}",
            f"{province}LD-{dotted}",
            f"{province}MĐ1-{dotted}",
            f"{province}-AA {dotted}",
        )
    )


def account(chance: Random) -> str:
    """A bank account or card number."""
    number = (
        chance.choice("123456789")
        + _digits(chance, chance.choice((7, 8, 9, 11, 12, 13, 14)))[:-1]
        + chance.choice("123456789")
    )
    card = "97" + _digits(chance, 14)
    return chance.choice(
        (
            number,
            number,
            "00" + _digits(chance, 11),
            _grouped("1903" + _digits(chance, 10), (4, 4, 4, 2), " "),
            _grouped("1903" + _digits(chance, 10), (4, 4, 4, 2), "."),
            card,
            _grouped(card, (4, 4, 4, 4), " "),
            _grouped(card, (4, 4, 4, 4), "-"),
            "0" + _digits(chance, 9),
            _grouped("1" + _digits(chance, 11), (3, 3, 3, 3), " "),
        )
    )


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
