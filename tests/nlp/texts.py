"""What texts are the properties tried on, and how often?"""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

from nlp.vocabulary import Vocabulary

TRIED = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
"""The profile chosen for this run, whatever another package's tests have loaded since."""
TEN_THOUSAND = settings(TRIED, max_examples=10_000)
"""For what is fast."""

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
OFTEN = "oàuỳòùyêâiíơcgkh"
"""Letters of which tone placement and drawn-out letters are made."""
WORDS = (
    "đăng ký khai sinh cho con giấy tờ gì hòa giải hoàn thuế thủy sản khuỷu huỳnh quý vị khỏe xóa hủy quyết tiền khoẻ "
    "nguyễn đường thuở ngoài cccd pccc kkkk emmm điiii căn cước 1.001193 câu 1: hỏi: q. số 2) ạ ? , . - 🙂 ợ̀ “ð”"
).split(" ")
MARKS = "\u0300\u0301\u0302\u0306\u031b\u0323\u0336\u200b"
PIECES = (*LETTERS, *LETTERS.upper()[::4], *OFTEN, *OFTEN, *(f" {word} " for word in WORDS), *MARKS, *"     .:1)")

texts = st.binary(max_size=12).map(lambda drawn: "".join(PIECES[number % len(PIECES)] for number in drawn))
"""Vietnamese letters and words in any order, and what trips their normalising; one draw, so they are soon made."""
anything = st.text(max_size=24)
"""Characters of any script, and none."""

VOCABULARY = Vocabulary.of(
    text.split()
    for text in (
        "dang ky khai sinh cho con",
        "cap lai the can cuoc bi mat",
        "cap giay phep lai xe",
        "dang ky tam tru o phuong",
        "lam ho chieu pho thong",
        "thue thu nhap ca nhan",
        "tach thua dat",
        "giay chung nhan ket hon",
        "nguoi o tro",
        "mau 01",
    )
)
"""The words of a small catalogue."""
