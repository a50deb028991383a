"""What can a check find, how bad is it, and what does it tell the officer?

An *error* misleads a citizen as it stands; a *warning* is work that somebody should do, and doing it silences it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One thing that is wrong with a procedure."""

    code: str
    """Of the procedure."""
    kind: str
    """A key of `RULES`."""
    severity: Severity
    where: str
    """The part of the procedure, in Vietnamese."""
    says: str
    """What is wrong, in one sentence."""
    remedy: str
    """How to mend it."""


class Rule(NamedTuple):
    """How findings of one kind are told; `says` and `remedy` have slots for what was found."""

    severity: Severity
    where: str
    title: str
    """The kind in a few words, for lists and sums."""
    says: str
    remedy: str


RULES: Mapping[str, Rule] = {
    "only_a_name": Rule(
        "warning",
        "Nội dung",
        "Mới có tên, chưa có nội dung",
        "Chưa có giấy tờ, thời hạn, mức thu lẫn các bước: hỏi gì cũng chỉ được trả lời là chưa có thông tin.",
        "Tải lại từ Cổng Dịch vụ công nếu ở đó đã có chi tiết, hoặc nhập theo quyết định công bố.",
    ),
    "no_documents": Rule(
        "warning",
        "Thành phần hồ sơ",
        "Chưa có giấy tờ",
        "Chưa có giấy tờ nào.",
        "Nhập thành phần hồ sơ; nếu thật sự không phải nộp gì thì ghi đúng như vậy làm một dòng.",
    ),
    "repeated_document": Rule(
        "warning",
        "Thành phần hồ sơ",
        "Giấy tờ ghi hai lần",
        "“{name}” có {count} lần trong cùng một trường hợp.",
        "Bỏ dòng thừa, hoặc ghi rõ khi nào cần từng bản.",
    ),
    "lonely_alternative": Rule(
        "warning",
        "Thành phần hồ sơ",
        "Nhóm “một trong các giấy tờ” chỉ có một",
        "Nhóm “{label}” bảo người dân chọn một trong các giấy tờ, nhưng chỉ có một: “{name}”.",
        "Thêm giấy tờ thay thế còn thiếu, hoặc bỏ tên nhóm nếu giấy tờ này bắt buộc.",
    ),
    "no_time": Rule(
        "warning",
        "Thời hạn",
        "Chưa có thời hạn",
        "Không cách nộp nào có thời hạn.",
        "Nhập thời hạn cho từng cách nộp; luật không quy định thì ghi “Không quy định” ở thời hạn bằng chữ.",
    ),
    "contradictory_times": Rule(
        "error",
        "Thời hạn",
        "Thời hạn mâu thuẫn",
        "{channels} có nhiều thời hạn khác nhau ({times}) mà không nói khi nào áp dụng cái nào.",
        "Giữ thời hạn đúng, hoặc ghi rõ từng trường hợp ở thời hạn bằng chữ hay ghi chú.",
    ),
    "time_words_differ": Rule(
        "error",
        "Thời hạn",
        "Thời hạn bằng chữ khác bằng số",
        "{channels}: bằng số là {amount}, bằng chữ là “{words}”.",
        "Đối chiếu với quyết định công bố rồi sửa bên sai.",
    ),
    "fee_not_stated": Rule(
        "warning",
        "Lệ phí",
        "Chưa rõ mức thu",
        "Mức thu chưa rõ và không có lời giải thích nào.",
        "Ghi số tiền, hoặc “miễn phí” nếu văn bản nói vậy; không thì ghi ở điều kiện vì sao chưa rõ và hỏi ở đâu.",
    ),
    "free_and_stated": Rule(
        "error",
        "Lệ phí",
        "Vừa miễn phí vừa có mức thu",
        "Vừa ghi miễn phí vừa ghi {amount}, cả hai không có điều kiện.",
        "Bỏ dòng sai, hoặc ghi điều kiện cho từng dòng.",
    ),
    "contradictory_fees": Rule(
        "error",
        "Lệ phí",
        "Mức thu mâu thuẫn",
        "Nhiều mức thu khác nhau ({amounts}) cho cùng một trường hợp.",
        "Giữ mức đúng, hoặc ghi điều kiện, cách nộp hay đơn vị tính cho từng mức.",
    ),
    "twin_name": Rule(
        "warning",
        "Tên",
        "Trùng tên",
        "Trùng tên với {others}, và trên nút bấm không có gì để phân biệt.",
        "Đặt tên gọi ngắn khác nhau, nói rõ chỗ khác: cấp giải quyết, đối tượng hay trường hợp.",
    ),
    "twin_short_name": Rule(
        "error",
        "Tên gọi ngắn",
        "Trùng tên gọi ngắn",
        "Tên gọi ngắn “{name}” cũng là của {others}: khi hỏi lại, người dân thấy hai nút giống hệt nhau.",
        "Đổi tên gọi ngắn của một bên, nói rõ chỗ khác nhau.",
    ),
    "near_short_name": Rule(
        "warning",
        "Tên gọi ngắn",
        "Tên gọi ngắn quá giống nhau",
        "Tên gọi ngắn “{name}” chỉ khác tên của {others} một chữ cái hoặc dấu.",
        "Sửa nếu gõ nhầm; nếu là hai việc khác nhau thì đặt tên dễ phân biệt hơn.",
    ),
    "clashing_phrase": Rule(
        "warning",
        "Cách hỏi",
        "Cách hỏi trùng nhau",
        "Cách hỏi “{phrase}” cũng là của {others}.",
        "Giữ ở thủ tục đúng hơn, hoặc viết thêm điều làm nên khác biệt.",
    ),
    "phrase_names_another": Rule(
        "error",
        "Cách hỏi",
        "Cách hỏi là tên thủ tục khác",
        "Cách hỏi “{phrase}” là tên của {others}.",
        "Bỏ cách hỏi này: ai gõ đúng tên ấy thì muốn thủ tục kia.",
    ),
    "no_phrases": Rule(
        "warning",
        "Cách hỏi",
        "Chưa có cách hỏi",
        "Người dân cần thủ tục này mà chưa có cách hỏi nào: chỉ ai biết tên chính thức mới tìm thấy.",
        "Thêm vài cách hỏi: tên thường gọi, giấy tờ nhận được, chuyện khiến người ta phải đi làm.",
    ),
    "no_short_name": Rule(
        "warning",
        "Tên gọi ngắn",
        "Chưa có tên gọi ngắn",
        "Đã có cách hỏi nhưng chưa có tên gọi ngắn, nút bấm phải cắt bớt tên chính thức.",
        "Đặt tên gọi ngắn, nhiều nhất 40 ký tự, khác với các thủ tục gần giống.",
    ),
    "no_summary": Rule(
        "warning",
        "Tóm tắt",
        "Chưa có tóm tắt",
        "Đã có cách hỏi nhưng chưa có câu nào nói thủ tục này để làm gì.",
        "Viết một hai câu dễ hiểu: làm việc gì, ai cần, khi nào.",
    ),
    "malformed_link": Rule(
        "error",
        "Nguồn",
        "Liên kết sai dạng",
        "“{link}” không phải là một địa chỉ trang web.",
        "Chép lại địa chỉ trang thủ tục trên Cổng Dịch vụ công, bắt đầu bằng https://.",
    ),
    "insecure_link": Rule(
        "warning",
        "Nguồn",
        "Liên kết không dùng https",
        "Liên kết “{link}” không bắt đầu bằng https://.",
        "Đổi sang địa chỉ https:// của cùng trang.",
    ),
    "off_site_link": Rule(
        "warning",
        "Nguồn",
        "Liên kết ngoài trang nhà nước",
        "Liên kết dẫn tới {host}, không phải trang của cơ quan nhà nước (.gov.vn).",
        "Thay bằng trang của thủ tục trên dichvucong.gov.vn hoặc trang của cơ quan công bố.",
    ),
    "dead_link": Rule(
        "error",
        "Nguồn",
        "Liên kết đã hỏng",
        "Trang “{link}” không còn (HTTP {answer}).",
        "Tìm lại trang của thủ tục và sửa liên kết; có thể thủ tục đã bị bãi bỏ.",
    ),
    "unreachable_link": Rule(
        "warning",
        "Nguồn",
        "Liên kết chưa mở được",
        "Chưa mở được “{link}”: {answer}.",
        "Thử lại sau; nếu vẫn vậy thì mở bằng trình duyệt rồi sửa liên kết.",
    ),
    "stale": Rule(
        "warning",
        "Ngày đối chiếu",
        "Đã lâu chưa đối chiếu",
        "Đối chiếu với nguồn lần cuối ngày {day}, đã {days} ngày.",
        "So lại với nguồn rồi ghi ngày đối chiếu mới.",
    ),
    "verified_in_future": Rule(
        "error",
        "Ngày đối chiếu",
        "Ngày đối chiếu ở tương lai",
        "Ngày đối chiếu {day} chưa tới.",
        "Ghi ngày đã thật sự so với nguồn.",
    ),
    "no_decision": Rule(
        "warning",
        "Quyết định công bố",
        "Chưa có quyết định công bố",
        "Chưa có số quyết định công bố, nên người dân không biết nội dung dựa vào đâu.",
        "Nhập số quyết định công bố của cơ quan ban hành.",
    ),
    "expired_law": Rule(
        "error",
        "Căn cứ pháp lý",
        "Dẫn văn bản hết hiệu lực",
        "Còn dẫn {number}, văn bản đã hết hiệu lực từ {day}.",
        "{instead}, rồi xem mức thu, thời hạn, giấy tờ có đổi theo không.",
    ),
    "expiring_law": Rule(
        "warning",
        "Căn cứ pháp lý",
        "Dẫn văn bản sắp hết hiệu lực",
        "Đang dẫn {number}, văn bản hết hiệu lực từ {day}.",
        "{instead} trong một bản có hiệu lực từ ngày ấy.",
    ),
}
"""By kind."""


def finding(kind: str, code: str, where: str = "", **told: object) -> Finding:
    """The finding of this kind, told with what was found; `where` narrows the rule's own.

    >>> finding("verified_in_future", "1.001193", day="02/01/2027").says
    'Ngày đối chiếu 02/01/2027 chưa tới.'
    """
    rule = RULES[kind]
    return Finding(code, kind, rule.severity, where or rule.where, rule.says.format(**told), rule.remedy.format(**told))
