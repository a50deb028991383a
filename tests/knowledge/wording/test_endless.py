from __future__ import annotations

from typing import Any

import pytest

from knowledge import wording
from knowledge.answers import Answered
from knowledge.wording import messages
from knowledge.wording.replying import MOST_PARTS
from knowledge.wording.splitting import parts
from tests.knowledge.examples import NOW, a_procedure, catalogue_of, shown
from tests.knowledge.wording.test_limits import check

ENDLESS: dict[str, dict[str, Any]] = {
    "steps": {"steps": tuple("đi lại nhiều lần " * 300 for _ in range(12))},
    "papers": {"cases": ({"documents": tuple({"name": f"Giấy số {n} " + "rất dài " * 30} for n in range(200))},)},
    "laws": {"legal_bases": tuple({"title": "Luật " + "về ong " * 200} for _ in range(30))},
    "one line without a space": {"steps": ("đ" * 16_000, "<&>" * 5_000)},
    "everything": {
        "description": "mô tả " * 10_000,
        "decision": "1/QĐ " * 3_000,
        "source": "https://example.vn/" + "a" * 9_000,
        "steps": ("x" * 16_000,) * 9,
    },
}


@pytest.mark.parametrize("changes", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_procedure_fills_few_messages_and_the_last_points_to_its_page(changes: dict[str, Any]) -> None:
    procedure = a_procedure(**changes)

    reply = wording.procedure_part(procedure.code, "all", catalogue_of(procedure), NOW)

    assert len(reply.parts) == MOST_PARTS
    assert reply.parts[-1].startswith(f'{messages.MORE} <a href="{procedure.source}">trang của thủ tục</a>.')
    check(reply)


@pytest.mark.parametrize("aspects", [("steps",), ("fee", "steps"), ()])
def test_an_endless_answer_to_a_question_ends_as_well(aspects: tuple[str, ...]) -> None:
    procedure = a_procedure(steps=ENDLESS["steps"]["steps"], submit_to="ở xã " * 3_000)

    reply = wording.reply(Answered((procedure.code,), aspects, 0.9), catalogue_of(procedure), NOW)

    assert len(reply.parts) <= MOST_PARTS
    check(reply)


def test_what_fits_is_told_whole_with_where_it_comes_from() -> None:
    procedure = a_procedure(steps=("đi lại " * 900,) * 2)

    reply = wording.procedure_part(procedure.code, "all", catalogue_of(procedure), NOW)

    assert 1 < len(reply.parts) <= MOST_PARTS
    assert messages.MORE not in shown(reply)
    assert reply.parts[-1].endswith("đối chiếu 01/07/2026</i>")


def test_a_word_longer_than_a_message_is_cut_and_nothing_of_it_is_lost() -> None:
    found = parts(["<b>" + "&lt;đ🙂" * 3_000 + "</b>"])

    assert "".join(found).replace("<b>", "").replace("</b>", "") == "&lt;đ🙂" * 3_000
    assert all(part.startswith("<b>") and part.endswith("</b>") for part in found)
