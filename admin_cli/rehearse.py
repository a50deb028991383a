"""`tthc rehearse`: would people who type badly still find this procedure?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Annotated, Any

import typer
from rich.table import Table

from admin_cli.options import (
    AsJson,
    Code,
    DatabaseUrl,
    print_json,
    progress_bar,
    stored,
    told,
    waiting,
    wide_console,
)
from admin_cli.outcomes import in_short
from knowledge import drafts
from knowledge.catalogue import Catalogue
from knowledge.drafts import Proposal
from knowledge.errors import CatalogueError
from knowledge.evaluation import Share
from knowledge.law_in_force import Law
from knowledge.procedure import Procedure
from knowledge.rehearsing import CLEAN, Rehearsed, rehearse, shares
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.trying import trial
from knowledge.viet_time import now, vietnamese_day
from nlp.noise import KINDS

NAME = "rehearse"
ALL = "all"
NOISES = {
    CLEAN: "đúng như trong danh mục",
    "no_marks": "không dấu",
    "typo": "gõ nhầm",
    "teencode": "viết tắt",
    "telex": "sót phím Telex",
    "vni": "sót phím VNI",
    "glued": "dính chữ",
    "mixed_marks": "chữ có dấu chữ không",
}
_SHOWN = 50


def command(
    code: Code,
    draft: Annotated[
        int | None, typer.Option("--draft", metavar="SỐ", help="Hỏi danh mục như khi bản nháp này đã công bố.")
    ] = None,
    noise: Annotated[
        str, typer.Option("--noise", help=f"Kiểu gõ sai, cách nhau bằng dấu phẩy: {', '.join(KINDS)}; all là mọi kiểu.")
    ] = ALL,
    seed: Annotated[int, typer.Option("--seed", help="Số khác thì gõ sai khác; cùng số thì luôn giống nhau.")] = 0,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Nhiều nhất bao nhiêu câu, tên trước.")] = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Diễn tập: hỏi mọi tên, cách hỏi, tình huống của một thủ tục, gõ đúng và gõ sai đủ kiểu; xem câu nào lạc.

    Ví dụ: tthc rehearse 1.001193 --noise no_marks,typo
    """
    kinds = list(KINDS) if noise == ALL else [kind.strip() for kind in noise.split(",") if kind.strip() != CLEAN]
    with stored(database) as storage, waiting("Đang dựng danh mục…"):
        catalogue = _catalogue(storage, code, draft)
    total = _texts(catalogue.procedures[code], limit) if code in catalogue.procedures else 0
    with progress_bar("Đang hỏi") as progress:
        done = count(1)
        found = rehearse(catalogue, code, kinds, seed, limit, lambda: progress(next(done), total))
    if as_json:
        print_json(_as_json(code, seed, found))
    else:
        _show(found, catalogue.law)


def _catalogue(storage: Storage, code: str, number: int | None) -> Catalogue:
    """The catalogue as it is, or as it would be with the draft."""
    if number is None:
        return catalogue_on(storage, vietnamese_day(now()))
    with storage.reading() as session:
        row = drafts.found(session, number)
    if row.code != code:
        raise CatalogueError(f"Bản nháp {number} là của {row.code}, không phải {code}. Xem: tthc draft list.")
    if row.repealed:
        raise CatalogueError(f"Bản nháp {number} bãi bỏ thủ tục, không có gì để diễn tập.")
    proposal = Proposal(drafts.proposed(row), origin=row.origin)
    return trial(storage, [proposal], vietnamese_day(now()), now()).after


def _texts(procedure: Procedure, limit: int | None) -> int:
    said = {procedure.short_name, procedure.name, *procedure.phrases, *procedure.situations} - {""}
    return min(len(said), limit or len(said))


def _show(found: Sequence[Rehearsed], law: Law) -> None:
    table = Table("Kiểu gõ", "Câu", "Trả lời đúng", "Đúng hoặc có gợi ý")
    right, offered = shares(found), shares(found, lambda each: each.offered_right)
    for kind, share in right.items():
        table.add_row(NOISES.get(kind, kind), str(share.of), _share(share), _share(offered[kind]))
    console = wide_console()
    console.print(table)
    failing = [each for each in found if not each.right]
    if not failing:
        told("Câu nào cũng tới đúng thủ tục này.")
        return
    missed = Table("Kiểu gõ", "Gõ", "Câu gốc", "Bot")
    for each in failing[:_SHOWN]:
        came = in_short(each.outcome, each.codes or each.offered, law)
        missed.add_row(NOISES.get(each.kind, each.kind), each.asked, each.text if each.asked != each.text else "", came)
    console.print(missed)
    more = f" (trên đây là {_SHOWN}; xem đủ bằng --json)" if len(failing) > _SHOWN else ""
    told(f"{len(failing)} câu chưa tới thẳng thủ tục này{more}.")


def _share(share: Share) -> str:
    figures = share.as_json()
    return f"{figures['share']:.1%} [{figures['low']:.0%}–{figures['high']:.0%}]"


def _as_json(code: str, seed: int, found: Sequence[Rehearsed]) -> dict[str, Any]:
    offered = shares(found, lambda each: each.offered_right)
    return {
        "code": code,
        "seed": seed,
        "shares": {
            kind: {"right": share.as_json(), "right_or_offered": offered[kind].as_json()}
            for kind, share in shares(found).items()
        },
        "questions": [each._asdict() for each in found],
    }
