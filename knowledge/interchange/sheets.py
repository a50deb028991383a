"""Which sheets and columns does the workbook have?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from knowledge.interchange.labels import ENUM_NAMES, LABELS
from knowledge.interchange.meanings import CHOICES, FIELDS, MEANINGS

EXCEL_LIMIT = 32_767
"""Characters that a cell can hold, as Excel counts them: in UTF-16."""
LONGEST_CELL = 32_000
"""Characters of the longest text that is put into one cell if it may as well be cut."""
MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel can have."""


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    CODE = auto()
    """A text that looks like a number and must never become one."""
    NUMBER = auto()
    MONEY = auto()
    DAY = auto()
    YES = auto()
    NAMES = auto()
    """Several names in one cell, with semicolons between them."""


class Column(NamedTuple):
    """A column: the dotted name of the field that it holds, or a name of the sheet's own."""

    key: str
    kind: Kind = Kind.TEXT
    width: int = 20
    title: str = ""
    note: str = ""
    names: Sequence[str] = ()

    @property
    def header(self) -> str:
        """What stands in the first row."""
        return self.title or LABELS[self.key]

    @property
    def meaning(self) -> str:
        """The note at the header."""
        must = "Bắt buộc. " if self.key in FIELDS and FIELDS[self.key].is_required() else ""
        said = self.note or MEANINGS[self.key]
        return f"{must}{said[:1].upper()}{said[1:]}."

    @property
    def choices(self) -> Sequence[str]:
        """The names to choose from; empty where anything may be written."""
        return self.names or tuple(ENUM_NAMES[CHOICES[self.key]].values() if self.key in CHOICES else ())


class Sheet(NamedTuple):
    """A sheet: its name, what a row is, its columns, and the column at which a fault of a whole row is shown."""

    title: str
    about: str
    columns: Sequence[Column]
    main: str


_CODE = Column("code", Kind.CODE, 14)
_OF_CODE = Column("code", Kind.CODE, 14, note="mã của một thủ tục trên trang Thủ tục")

LISTS: Mapping[str, str] = {
    LABELS[field]: field
    for field in ("description", "groups", "audience", "conditions", "steps", "results", "legal_bases")
}
"""The parts on the sheet of contents, by their Vietnamese names."""
QUESTIONS: Mapping[str, str] = {LABELS[field]: field for field in ("phrases", "situations")}
"""The two kinds of questions, by their Vietnamese names."""

PROCEDURES = Sheet(
    "Thủ tục",
    "mỗi thủ tục một dòng",
    (
        _CODE,
        Column("name", width=60),
        Column("short_name", width=30),
        Column("field", width=20),
        Column("effective_from", Kind.DAY, 14),
        Column("verified_on", Kind.DAY, 14),
        Column("summary", width=60),
        Column("description", width=60, note="đoạn giới thiệu; đoạn quá dài nằm tiếp ở trang Nội dung"),
        Column("levels", Kind.NAMES, 20, note="cấp có quyền giải quyết; nhiều cấp thì ngăn bằng dấu chấm phẩy"),
        Column("reach", width=16),
        Column("authority", width=30),
        Column("authorized", width=24),
        Column("coordinating", width=24),
        Column("submit_to", width=40),
        Column("decision", width=18),
        Column("decision_on", Kind.DAY, 14),
        Column("publisher", width=24),
        Column("source", width=40),
    ),
    main="code",
)
DOCUMENTS = Sheet(
    "Giấy tờ",
    "mỗi giấy tờ một dòng, theo thứ tự; thêm tệp mẫu cho giấy tờ ở dòng trên thì để trống tên giấy tờ",
    (
        _OF_CODE,
        Column("cases.name", width=30),
        Column(
            "case_number",
            Kind.NUMBER,
            12,
            "Trường hợp số",
            "để trống; chỉ điền 2, 3 khi một thủ tục có hai trường hợp trùng tên",
        ),
        Column("cases.documents.name", width=60),
        Column("cases.documents.originals", Kind.NUMBER, 12),
        Column("cases.documents.copies", Kind.NUMBER, 12),
        Column("cases.documents.form", width=24),
        Column("cases.documents.condition", width=30),
        Column("cases.documents.one_of", width=20),
        Column("cases.documents.to_show", Kind.YES, 14, names=("có",)),
        Column("cases.documents.files.name", width=30),
        Column("cases.documents.files.file_id", width=20),
    ),
    main="cases.documents.name",
)
CHANNELS = Sheet(
    "Cách nộp",
    "mỗi hình thức nộp một dòng",
    (
        _OF_CODE,
        Column("channels.kind", width=16),
        Column("channels.time_amount", Kind.NUMBER, 14),
        Column("channels.time_unit", width=16),
        Column("channels.time_words", width=50),
        Column("channels.online_level", width=16),
        Column("channels.note", width=50),
    ),
    main="channels.kind",
)
FEES = Sheet(
    "Phí",
    "mỗi khoản phí, lệ phí một dòng; thủ tục nào cũng có ít nhất một dòng",
    (
        _OF_CODE,
        Column("fees.state", width=16),
        Column("fees.kind", width=12),
        Column("fees.amount_vnd", Kind.MONEY, 14),
        Column("fees.per", width=12),
        Column("fees.condition", width=60),
        Column("fees.channel", width=16),
    ),
    main="fees.state",
)
CONTENTS = Sheet(
    "Nội dung",
    "các bước, điều kiện, kết quả, căn cứ pháp lý, đối tượng, nhóm sự kiện: mỗi mục một dòng, theo thứ tự",
    (
        _OF_CODE,
        Column("part", width=18, title="Mục", note="bắt buộc: dòng này thuộc mục nào", names=tuple(LISTS)),
        Column("text", width=100, title="Nội dung", note="bắt buộc: nội dung của một mục"),
        Column("legal_bases.number", width=24, note="chỉ cho căn cứ pháp lý: số và ký hiệu, ví dụ 123/2015/NĐ-CP"),
    ),
    main="text",
)
PHRASES = Sheet(
    "Câu hỏi",
    "mỗi câu người dân hỏi một dòng",
    (
        _OF_CODE,
        Column(
            "part",
            width=14,
            title="Loại câu",
            note="cách hỏi thì gọi tên thủ tục; tình huống thì kể chuyện, không nhắc tên thủ tục",
            names=tuple(QUESTIONS),
        ),
        Column("text", width=100, title="Câu", note="bắt buộc: câu người dân hỏi"),
    ),
    main="text",
)
SHEETS = (PROCEDURES, DOCUMENTS, CHANNELS, FEES, CONTENTS, PHRASES)

GUIDE_TITLE = "Hướng dẫn"
GUIDE = (
    "Sổ này chứa danh mục thủ tục. Sửa xong, lưu dạng .xlsx rồi chạy lệnh tthc import.",
    "Mỗi thủ tục có một dòng ở trang Thủ tục; các trang khác nối với nó bằng cột Mã thủ tục, chép mã xuống từng dòng.",
    "Không đổi tên trang và tên cột. Đổi chỗ các cột, thêm dòng trống hay cột trống thì được.",
    "Ô để trống nghĩa là nguồn không nêu. Xóa một dòng là xóa điều đó khỏi thủ tục.",
    "Thứ tự các dòng của một thủ tục là thứ tự người dân đọc.",
    "Ngày: 01/01/2027 hoặc 2027-01-01. Số tiền: 50000 hoặc 50.000; dưới 1.000 đồng thì viết cả chữ, ví dụ 500 đồng.",
    "Không dùng công thức, không gộp ô.",
    "Một chỗ sai thì cả tệp không được nhập; máy chỉ rõ trang, dòng, cột và cách sửa.",
)
"""The lines of the first sheet, before what it says of each sheet."""
