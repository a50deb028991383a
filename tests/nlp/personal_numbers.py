"""How do people write their numbers and addresses? Made-up ones, each in one of many spellings."""

from __future__ import annotations

from random import Random


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
