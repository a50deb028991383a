"""How do tests bring procedures in as the office does, with an entry in the audit for each?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import SQLModel

from knowledge import publishing
from knowledge.audit import SYSTEM, Event, Who, published, record, verify
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.examples import NOW, a_procedure

LAN = Who("Nguyễn Lan", "theo QĐ 812/QĐ-BTC", NOW)
MINH = Who("Trần Minh", "đã đối chiếu", NOW)
BEES = a_procedure(
    phrases=("đăng ký nuôi ong", "khai báo tổ ong", "nuôi ong phải báo ai"),
    situations=("nhà em mới đem mấy tổ ong về",),
    legal_bases=(
        {"number": "08/2025/TT-BNN", "title": "Thông tư 08/2025/TT-BNN về nuôi ong"},
        {"number": "13/2020/NĐ-CP", "title": "Nghị định về chăn nuôi"},
    ),
)
HONEY = a_procedure(
    code="1.000012",
    name="Cấp giấy phép bán mật",
    short_name="Giấy phép bán mật",
    phrases=("xin giấy phép bán mật",),
    legal_bases=({"number": "08/2025/TT-BNN", "title": "Thông tư 08/2025/TT-BNN về nuôi ong"},),
)
FISH = a_procedure(
    code="1.000023",
    name="Thủ tục đăng ký nuôi cá lồng bè trên sông",
    short_name="Nuôi cá lồng bè",
    field="Thủy sản",
    phrases=("nuôi cá bè trên sông", "xin đóng lồng nuôi cá"),
    fees=({"state": "not_stated", "condition": "Theo Thông tư 08/2025/TT-BNN"},),
)


def bring_in(storage: Storage, *procedures: Procedure) -> None:
    """Publish these procedures as `tthc init` publishes its own."""
    with storage.writing() as session:
        rows = publishing.publish(session, procedures)
        publishing.raise_revision(session)
        entries = [Event("starter", row.code, None, published(row)) for row in rows]
        record(session, Who(SYSTEM, "danh mục khởi đầu", NOW), *entries)


def faults(storage: Storage) -> list[str]:
    """What is wrong with the audit."""
    with storage.reading() as session:
        return [fault.says for fault in verify(session)]


def rows(storage: Storage) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for built indexes, which anybody may delete."""
    with storage.engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for name, table in SQLModel.metadata.tables.items()
            if name != "built_index"
        }


def meddle(storage: Storage, table: str, changes: Mapping[str, Any], **row: Any) -> None:
    """Change one row behind the program's back."""
    with storage.engine.begin() as connection:
        columns = SQLModel.metadata.tables[table]
        assert connection.execute(update(columns).filter_by(**row).values(changes)).rowcount == 1


def cut_out(storage: Storage, table: str, **row: Any) -> None:
    """Delete one row behind the program's back."""
    with storage.engine.begin() as connection:
        assert connection.execute(delete(SQLModel.metadata.tables[table]).filter_by(**row)).rowcount == 1
