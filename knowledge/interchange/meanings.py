"""What does an officer write in each field? One sentence each, for comments in YAML, notes in Excel and remedies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge.procedure import ChannelKind, FeeKind, FeeState, Level, OnlineLevel, Procedure, Reach, TimeUnit

CHOICES: Mapping[str, type[StrEnum]] = {
    "levels": Level,
    "reach": Reach,
    "channels.kind": ChannelKind,
    "channels.time_unit": TimeUnit,
    "channels.online_level": OnlineLevel,
    "fees.state": FeeState,
    "fees.kind": FeeKind,
    "fees.channel": ChannelKind,
}
"""The fields that choose among named values."""

MEANINGS: Mapping[str, str] = {
    "code": "mã trên Cổng Dịch vụ công quốc gia, ví dụ 1.001193",
    "name": "tên đầy đủ như trong quyết định công bố",
    "short_name": "tên người dân hay gọi, tối đa 40 ký tự để vừa một nút bấm; để trống cũng được",
    "summary": "thủ tục này để làm gì, hai câu dễ hiểu, tối đa 600 ký tự",
    "description": "đoạn giới thiệu trên Cổng Dịch vụ công, giữ nguyên văn",
    "field": "mục mà người dân chọn khi tìm, ví dụ Hộ tịch",
    "groups": "các nhóm sự kiện trên Cổng Dịch vụ công, mỗi nhóm một mục, ví dụ Có con nhỏ",
    "audience": "ai làm được, mỗi đối tượng một mục, ví dụ Công dân Việt Nam",
    "levels": "cấp có quyền giải quyết; được nhiều cấp",
    "reach": "thủ tục dành cho ai: cả nước, người dân một tỉnh, hay chỉ giữa các cơ quan",
    "publisher": "cơ quan ra quyết định công bố, ví dụ Bộ Tư pháp",
    "authority": "cơ quan quyết định, ví dụ Ủy ban nhân dân cấp xã",
    "authorized": "cơ quan được ủy quyền quyết định thay, nếu có",
    "coordinating": "cơ quan cùng tham gia giải quyết, nếu có",
    "submit_to": "nơi nhận hồ sơ, viết cho người dân dễ tìm",
    "cases": "hồ sơ theo từng trường hợp; trường hợp chung thì không ghi tên",
    "cases.name": "hồ sơ này dùng khi nào; trường hợp chung thì để trống",
    "cases.documents": "mỗi giấy tờ một mục",
    "cases.documents.name": "tên ghi trong thành phần hồ sơ",
    "cases.documents.originals": "số bản phải nộp, từ 0 đến 20",
    "cases.documents.copies": "số bản phải nộp, từ 0 đến 20",
    "cases.documents.form": "tên hoặc số hiệu của mẫu, nếu có",
    "cases.documents.condition": "khi nào mới cần giấy này; lúc nào cũng cần thì để trống",
    "cases.documents.one_of": "các giấy cùng một chữ ở đây thay được cho nhau, chỉ cần một giấy",
    "cases.documents.to_show": "có nếu chỉ xuất trình rồi mang về; phải nộp thì để trống",
    "cases.documents.files": "các tệp đính kèm trên Cổng Dịch vụ công, nếu có",
    "cases.documents.files.name": "tên tệp đính kèm trên Cổng Dịch vụ công",
    "cases.documents.files.file_id": "mã của tệp trên Cổng Dịch vụ công, nếu biết",
    "channels": "mỗi hình thức nộp một mục, với thời hạn giải quyết",
    "channels.kind": "nộp bằng cách nào",
    "channels.time_amount": "số giờ, ngày hoặc tháng phải chờ, ví dụ 5; đi cùng đơn vị thời hạn",
    "channels.time_unit": "đi cùng thời hạn bằng số",
    "channels.time_words": "dùng khi thời hạn không phải một con số hoặc có điều kiện",
    "channels.online_level": "nộp trực tuyến làm trọn trên mạng hay còn bước phải đến nơi",
    "channels.note": "điều cần biết thêm khi nộp cách này",
    "fees": "mỗi khoản một mục; nguồn không nêu thì ghi Chưa công bố, không đoán",
    "fees.state": "có mức thu, miễn phí, hay nguồn chưa công bố",
    "fees.kind": "phí (dịch vụ) hay lệ phí (nhà nước)",
    "fees.amount_vnd": "số đồng, viết 50000 hoặc 50.000; chỉ điền khi có mức thu",
    "fees.per": "số tiền tính cho cái gì: bản, lần, thẻ",
    "fees.condition": "khoản này thu khi nào, ai được giảm hoặc miễn",
    "fees.channel": "khoản này chỉ thu khi nộp cách nào; mọi cách thì để trống",
    "conditions": "yêu cầu, điều kiện phải có, mỗi điều kiện một mục",
    "steps": "các bước người dân làm, theo thứ tự, mỗi bước một mục",
    "results": "giấy tờ hoặc quyết định người dân nhận được, mỗi kết quả một mục",
    "legal_bases": "luật, nghị định, thông tư làm căn cứ, mỗi văn bản một mục",
    "legal_bases.number": "số và ký hiệu, ví dụ 123/2015/NĐ-CP",
    "legal_bases.title": "tên đầy đủ, ví dụ Luật Hộ tịch",
    "decision": "số và ký hiệu, ví dụ 1872/QĐ-BTP",
    "decision_on": "ngày ký quyết định, viết năm-tháng-ngày: 2026-06-30",
    "source": "địa chỉ trang đã đối chiếu, thường là trang của thủ tục trên Cổng Dịch vụ công",
    "verified_on": "ngày so nội dung này với nguồn, viết năm-tháng-ngày: 2026-07-01",
    "effective_from": "ngày đầu tiên nội dung này có hiệu lực, viết năm-tháng-ngày: 2027-01-01",
    "phrases": "những cách người dân hỏi thủ tục này, mỗi cách một mục",
    "situations": "những chuyện ngắn cần đến thủ tục mà không nhắc tên nó, mỗi chuyện một mục",
}
"""By the dotted names of `knowledge.interchange.labels.LABELS`."""


def _fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield prefix + name, field
        for part in _models_in(field.annotation):
            yield from _fields(part, f"{prefix}{name}.")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


FIELDS: Mapping[str, FieldInfo] = dict(_fields(Procedure))
"""Every field of a procedure and of its parts by its dotted name, in the order of the classes."""
