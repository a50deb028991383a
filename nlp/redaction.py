"""What in this text says who a person is? Masked before it is stored.

Masked: identity and passport numbers, phones, e-mail addresses, number plates, bank accounts and other long numbers,
also spelled out. Never touched: procedure codes (1.001193), numbers of decrees and decisions (123/2015/NĐ-CP), amounts
(1.200.000 đồng), dates, years and opening hours. Names and addresses are not looked for.

The text is read once from left to right; at each place the first kind in `_KINDS` that fits wins, kept or masked.
"""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[\s.\-–—‑_·]"
_FULL_STOP = r"(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_CURRENCY = (
    r"(?:đồng(?!\s(?:ý|hồ|nai|tháp|thời|bào|nghiệp|hành|phục|sở))|dong(?!\s(?:y|ho|nai|thap|thoi|nghiep)\b)"
    r"|vnđ|vnd|usd|đ|d|₫|\$|nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty|k)(?!\w)"
)
_MONEY_WORD = (
    r"(?:phí|phi|giá|gia|tiền|tien|thuế|thue|lương|luong|vốn|von|vay|nộp|nop|đóng|dong|hết|het|tốn|ton|phạt|phat"
    r"|khoảng|khoang|mức|muc|là|la)"
)
_OF = r"(?:\W{0,3}\b(?:số|so|của|cua|em|tôi|toi|mình|minh|anh|chị|chi|con|là|la|cũ|cu|mới|moi|bị mất|mất|mat)\b)*\W{0,3}"
_IDENTITY_WORD = (
    r"\b(?:cmnd|cmt|cmtnd|cmdn|cccd|căn cước(?: công dân)?|can cuoc(?: cong dan)?|chứng minh(?: thư| nhân dân)?"
    r"|chung minh(?: thu| nhan dan)?|định danh|dinh danh|hộ chiếu|ho chieu|passport|mst|mã số thuế|ma so thue)\b"
)
_ACCOUNT_WORD = r"\b(?:stk|số tk|so tk|tk|tài khoản|tai khoan|account|acc|thẻ atm|the atm|số thẻ|so the)\b"
_BETWEEN = r"(?:\W{0,3}\b[^\W\d]+\b){0,4}\W{0,3}"
_DIGIT_WORD = (
    r"(?:không|khong|một|mot|mốt|hai|ba|bốn|bon|tư|tu|năm|nam|lăm|lam|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin)"
)
_DECREE_WORD = r"(?:nđ|nd|qđ|qd|tt|ttlt|nq|ct|cp|bc|tb|kh|cv|vb|hd|ub|ubnd|hđnd|vbhn|qh\d*)"
_MAILBOX = r"(?<![\w.+\-])[\w.+\-]+"
_AT = r"\s?(?:@|＠|[(\[{]\s?at\s?[)\]}]|\ba còng\b|\ba cong\b)\s?"
_PROVIDER = r"(?:gmail|gmai|gmal|yahoo|hotmail|outlook|icloud|email|zoho|ymail|live|proton|protonmail)"
_DOT = r"(?:\s?\.\s?|\s?[(\[]dot[)\]]\s?|\s(?:chấm|cham|dot)\s|\s)"
