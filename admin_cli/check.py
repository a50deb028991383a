"""`tthc procedure check`: what is missing, contradicts itself or has grown old in the catalogue?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Annotated

import typer
from rich.table import Table

from admin_cli.options import (
    AsJson,
    DatabaseUrl,
    day,
    print_json,
    progress_bar,
    stored,
    told,
    waiting,
    wide_console,
)
from knowledge.checking import RULES, Finding, check_links, findings
from knowledge.checks.online import link_fetcher
from knowledge.errors import CatalogueError
from knowledge.expired_laws import expired_laws
from knowledge.office_settings import stale_after_days
from knowledge.procedure import Procedure
from knowledge.publishing import procedures_in_force

NAME = "check"
SEVERITIES = {"error": "✘ lỗi", "warning": "cảnh báo"}
WARNINGS_UNDER_STRICT = 3
"""The exit code that says so."""


def command(
    codes: Annotated[list[str] | None, typer.Argument(metavar="MÃ", help="Chỉ những thủ tục này.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Có cảnh báo thì kết thúc với mã 3.")] = False,
    online: Annotated[bool, typer.Option("--online", help="Mở thử từng đường dẫn, nhiều nhất 2 lần mỗi giây.")] = False,
    kind: Annotated[str, typer.Option("--kind", metavar="LOẠI", help="Chỉ loại này (tên trong cột Loại).")] = "",
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Soát theo luật ngày này.")] = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Soát lỗi danh mục: thiếu gì, chỗ nào mâu thuẫn, lẫn tên, dẫn văn bản hết hiệu lực, lâu chưa đối chiếu.

    Ví dụ: tthc procedure check --kind stale
    """
    if kind and kind not in RULES:
        raise typer.BadParameter(f"Không có loại “{kind}”. Có: {', '.join(RULES)}.")
    whole = not (codes or kind or as_json)
    with stored(database) as storage, storage.reading() as session, waiting("Đang soát danh mục…"):
        procedures = procedures_in_force(session, day(on))
        found = findings(procedures, day(on), expired_laws(session), stale_after_days(session))
    chosen = _chosen(procedures, codes or ())
    if online:
        found += _followed(chosen)
    known = {procedure.code for procedure in chosen}
    found = [each for each in found if each.code in known and kind in ("", each.kind)]
    _print(found, chosen, day(on).isoformat(), whole=whole, as_json=as_json)
    _end(found, strict=strict)


def _chosen(procedures: Sequence[Procedure], codes: Sequence[str]) -> list[Procedure]:
    missing = set(codes) - {procedure.code for procedure in procedures}
    if missing:
        raise CatalogueError(
            f"Không có thủ tục {', '.join(sorted(missing))} đang có hiệu lực. Tìm mã: tthc procedure list CHỮ."
        )
    return [procedure for procedure in procedures if not codes or procedure.code in codes]


def _followed(procedures: Sequence[Procedure]) -> list[Finding]:
    """What is wrong with the links once each has been followed."""
    total, done = len({procedure.source for procedure in procedures}), count(1)
    with progress_bar("Mở thử đường dẫn") as progress, link_fetcher() as fetch:
        return check_links(procedures, fetch, lambda: progress(next(done), total))


def _print(found: Sequence[Finding], procedures: Sequence[Procedure], on: str, *, whole: bool, as_json: bool) -> None:
    counts = {severity: sum(each.severity == severity for each in found) for severity in SEVERITIES}
    if as_json:
        print_json({"on": on, "procedures": len(procedures), **counts, "findings": [each._asdict() for each in found]})
        return
    if not procedures:
        told("Danh mục chưa có thủ tục nào. Nạp danh mục khởi đầu: tthc init.")
        return
    if not found:
        told(f"Đã soát {len(procedures)} thủ tục: không thấy gì phải sửa.")
        return
    console = wide_console()
    shown = [each for each in found if not whole or each.severity == "error"]
    for each in shown:
        console.print(_said(each), soft_wrap=True)
    console.print(_by_kind(found))
    told(f"Đã soát {len(procedures)} thủ tục: {counts['error']} lỗi, {counts['warning']} cảnh báo.")
    if len(shown) < len(found):
        told("Xem từng cảnh báo: tthc procedure check --kind LOẠI, hoặc tthc procedure check MÃ.")


def _by_kind(found: Sequence[Finding]) -> Table:
    """How many there are of each kind, errors first, and how such a one is mended."""
    table = Table("Mức", "Loại", "Tên", "Số", "Cách sửa")
    for kind, rule in sorted(RULES.items(), key=lambda item: list(SEVERITIES).index(item[1].severity)):
        of_kind = [each for each in found if each.kind == kind]
        if of_kind:
            table.add_row(SEVERITIES[rule.severity], kind, rule.title, str(len(of_kind)), of_kind[0].remedy)
    return table


def _said(finding: Finding) -> str:
    """One finding and, in a line of its own, how it is mended."""
    where = " · ".join(part for part in (finding.code, finding.where) if part)
    return f"{SEVERITIES[finding.severity]} {where}: {finding.says}\n    → {finding.remedy}"


def _end(found: Sequence[Finding], *, strict: bool) -> None:
    """Leave with 1 on errors, with 3 on warnings under --strict."""
    severities = {each.severity for each in found}
    if "error" in severities:
        raise typer.Exit(1)
    if strict and severities:
        raise typer.Exit(WARNINGS_UNDER_STRICT)
