"""How is a change tried against every saved question before it goes live, and what does the officer see of that?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from admin_cli.options import progress_bar
from admin_cli.outcomes import in_short, named
from knowledge.errors import CatalogueError
from knowledge.publish_gate import GateReport, gate
from knowledge.saved_questions import KINDS, golden_for, saved
from knowledge.storage import Storage
from knowledge.trying import Trial

_SHOWN = 20


def tried(storage: Storage, trial: Trial, accepted: Iterable[str]) -> GateReport:
    """What the change does to the answers; every saved question is asked."""
    with storage.reading() as session:
        questions = [*golden_for(trial.before.procedures.keys()), *saved(session)]
    with progress_bar("Hỏi lại các câu đã lưu") as progress:
        return gate(trial.before, trial.after, questions, accepted=accepted, progress=progress)


def refuse_if_blocked(report: GateReport) -> None:
    """Raise CatalogueError when answers would break that nobody has accepted."""
    if report.blocking:
        names = " ".join(f"--accept-changes {name}" for name in report.blocking[:5])
        raise CatalogueError(
            f"Chưa công bố: {len(report.blocking)} câu đang trả lời đúng sẽ hỏng (xem bảng trên). "
            f"Sửa lại cách hỏi cho khỏi lẫn, hoặc nếu đúng là phải đổi thì thêm: {names}"
        )


def show_report(report: GateReport, trial: Trial, console: Console) -> None:
    """The changed answers, the stolen phrases and the pairs that are now easy to confuse."""
    console.print(
        f"Đã hỏi lại {report.asked} câu: {len(report.changed)} câu trả lời đổi, {len(report.stolen)} cách hỏi dẫn nhầm."
    )
    if report.changed or report.stolen:
        table = Table("Tên", "Câu hỏi", "Loại", "Đang", "Sẽ", "")
        blocking = set(report.blocking)
        for change in sorted(report.changed, key=lambda each: each.question.name not in blocking)[:_SHOWN]:
            question = change.question
            sign = "✘ hỏng" if change.breaks else "đổi"
            kind = KINDS.get(question.kind, question.kind)
            before, after = in_short(*change.before, trial.before.law), in_short(*change.after, trial.after.law)
            table.add_row(question.name, question.text, kind, before, after, sign)
        for phrase in report.stolen[:_SHOWN]:
            owner = named(phrase.owner, trial.before.law)
            table.add_row(
                phrase.name, phrase.text, "cách hỏi", owner, in_short(*phrase.after, trial.after.law), "✘ dẫn nhầm"
            )
        console.print(table)
        left = max(0, len(report.changed) - _SHOWN) + max(0, len(report.stolen) - _SHOWN)
        if left:
            console.print(f"… và {left} câu nữa; xem đủ bằng --json.")
    for pair in report.confusable:
        first, second = (named(code, trial.after.law) for code in (pair.code, pair.other))
        console.print(f"Dễ lẫn ({pair.alike:.0%} giống nhau): {first} và {second}")


def report_json(report: GateReport) -> dict[str, Any]:
    """The report as data."""
    return {
        "asked": report.asked,
        "blocking": list(report.blocking),
        "changed": [
            {
                "name": change.question.name,
                "q": change.question.text,
                "kind": change.question.kind,
                "codes": list(change.question.codes),
                "before": change.before._asdict(),
                "after": change.after._asdict(),
                "breaks": change.breaks,
            }
            for change in report.changed
        ],
        "stolen": [
            {"name": each.name, "phrase": each.text, "owner": each.owner, "after": each.after._asdict()}
            for each in report.stolen
        ],
        "confusable": [pair._asdict() for pair in report.confusable],
    }
