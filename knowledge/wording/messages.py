"""The fixed sentences: small talk, refusals, apologies. One line each, kind, with a way on."""

from __future__ import annotations

from collections.abc import Mapping

ERROR = "Xin lỗi, tôi vừa gặp trục trặc nên chưa trả lời được. Anh/chị thử gửi lại câu hỏi sau ít phút nhé."
BUSY = "Đang có nhiều người hỏi cùng lúc. Anh/chị chờ một chút rồi gửi lại giúp nhé."
TOO_FAST = "Anh/chị gửi hơi nhanh, tôi chưa kịp đọc. Chờ một phút rồi hỏi tiếp nhé."
NOT_TEXT = "Tôi chỉ đọc được chữ. Anh/chị gõ câu hỏi giúp nhé, ví dụ: “làm giấy khai sinh cần giấy tờ gì”."
PHOTO = (
    "Xin đừng gửi ảnh giấy tờ tùy thân: tôi không cần và không lưu. "
    "Anh/chị gõ câu hỏi giúp nhé, ví dụ: “đổi thẻ căn cước cần gì”."
)

EXAMPLES = (
    "làm giấy khai sinh cho con cần giấy tờ gì",
    "mất căn cước làm lại bao nhiêu tiền",
    "đăng ký tạm trú ở đâu, bao lâu có",
)

SMALL_TALK: Mapping[str, str] = {
    "greeting": "Chào anh/chị. Anh/chị cần làm giấy tờ, thủ tục gì? Cứ hỏi như nói chuyện, không cần gõ dấu.",
    "thanks": "Không có gì ạ. Cần thêm thủ tục nào, anh/chị cứ hỏi.",
    "goodbye": "Chào anh/chị. Khi nào cần, anh/chị cứ nhắn.",
    "praise": "Cảm ơn anh/chị. Cần thêm thủ tục nào, anh/chị cứ hỏi.",
    "insult": "Xin lỗi nếu tôi trả lời chưa đúng ý. Anh/chị nói rõ thêm cần làm giấy tờ gì, tôi tìm lại.",
    "complaint_bot": "Xin lỗi nếu tôi trả lời chưa đúng ý. Anh/chị nói rõ thêm cần làm giấy tờ gì, tôi tìm lại.",
    "who_are_you": (
        "Tôi là máy trả lời về thủ tục hành chính: giấy tờ cần có, thời gian, lệ phí, nơi nộp. "
        "Mọi câu trả lời lấy nguyên từ danh mục đã công bố."
    ),
    "help": "Anh/chị gõ việc cần làm, ví dụ: “{example}”. Hoặc xem /linhvuc (theo lĩnh vực), /sukien (theo sự kiện).",
    "scam_otp": (
        "Cẩn thận lừa đảo: tôi không bao giờ hỏi mã OTP, mật khẩu hay tiền. "
        "Ai nhân danh cơ quan nhà nước đòi những thứ đó, xin đừng đưa và báo công an (113)."
    ),
    "injection": "Tôi chỉ trả lời về thủ tục hành chính, lấy nguyên từ danh mục. Anh/chị cần làm giấy tờ gì?",
    "laugh": "Anh/chị cần làm giấy tờ, thủ tục gì thì cứ hỏi nhé.",
    "empty": "Anh/chị gõ việc cần làm giúp nhé, ví dụ: “{example}”.",
}

OUT_OF_SCOPE: Mapping[str, str] = {
    "court": "Việc này do Tòa án giải quyết, không phải thủ tục hành chính, nên ở đây chưa có hướng dẫn.",
    "unlawful": (
        "Việc này trái pháp luật nên tôi không giúp được. "
        "Nếu anh/chị đang vướng giấy tờ, cứ kể vướng chỗ nào, tôi tìm thủ tục đúng cho."
    ),
    "foreign_visa": "Thị thực vào nước khác do cơ quan của nước đó cấp, nên ở đây không có hướng dẫn.",
}
OUT_OF_SCOPE_ELSE = "Câu này ngoài danh mục thủ tục hành chính nên tôi không trả lời được."

NO_MATCH = "Tôi chưa tìm thấy thủ tục nào đúng với câu này trong danh mục."
NOT_SURE = "Tôi chưa chắc anh/chị cần thủ tục nào."
NEAREST = "Gần nhất có thể là:"
NO_TOPIC = "Anh/chị hỏi về thủ tục nào? Gõ thêm tên việc cần làm, ví dụ: “{example}”."
NOTHING_ABOUT = "Chưa có thông tin trong danh mục: {aspects}. Anh/chị nên hỏi nơi nhận hồ sơ trước khi nộp."
UNKNOWN_CODE = "Trong danh mục không có mã này."
REPEALED = (
    "Thủ tục <b>{name}</b> ({code}) đã bãi bỏ từ {day}, trong danh mục chưa ghi thủ tục thay thế. "
    "Anh/chị hỏi nơi nhận hồ sơ trước khi đi."
)
REPLACED_LATER = (
    "Thủ tục <b>{name}</b> ({code}) đã bãi bỏ từ {day}. Từ {start} làm theo thủ tục <b>{heir}</b> ({heir_code}); "
    "trước ngày đó, anh/chị hỏi nơi nhận hồ sơ."
)
MORE = "Phần còn lại dài quá một tin nhắn. Xem đủ ở"
SAY_MORE = (
    "Không phải? Gõ thêm: giấy dùng để làm gì, ai yêu cầu, chuyện gì xảy ra. "
    "Hoặc hỏi Trung tâm Phục vụ hành chính công nơi gần nhất."
)
WHICH = "Anh/chị cần loại nào?"
WHICH_ELSE = "Hoặc gõ thêm vài chữ cho rõ."
WHICH_AGAIN = "Cái này tùy từng loại. Anh/chị chọn một loại, tôi trả lời ngay:"
"""Where something was asked about options before one was chosen."""
WHICH_ELSE_AGAIN = "Không có loại nào đúng? Anh/chị kể thêm vài chữ về việc cần làm."
