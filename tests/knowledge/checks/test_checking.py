from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checking import RULES, ExpiredLaw, check_links, findings
from knowledge.checks.rules import finding
from knowledge.procedure import Procedure
from tests.knowledge.checks.sound import another, kinds, only, sound
from tests.knowledge.examples import FEW, ON, procedures

PAPER = {"name": "Tờ khai"}
DAYS_5 = {"kind": "in_person", "time_amount": 5, "time_unit": "working_day"}
FEE = {"state": "stated", "amount_vnd": 50_000}
STALE_LAW = {"85/2019/TT-BTC": ExpiredLaw("85/2019/TT-BTC", date(2026, 1, 1), "")}
ENDING_LAW = {"85/2019/TT-BTC": ExpiredLaw("85/2019/TT-BTC", date(2027, 1, 1), "12/2026/TT-BTC")}

EXAMPLES: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = [
    ("only_a_name", {"cases": (), "channels": (), "fees": ({"state": "not_stated"},), "steps": ()}, None),
    ("no_documents", {"cases": ()}, None),
    ("repeated_document", {"cases": ({"documents": (PAPER, {"name": "tờ  khai"})},)}, None),
    ("lonely_alternative", {"cases": ({"documents": ({**PAPER, "one_of": "tờ khai"},)},)}, None),
    ("no_time", {"channels": ()}, None),
    ("contradictory_times", {"channels": (DAYS_5, {**DAYS_5, "time_amount": 3})}, None),
    ("time_words_differ", {"channels": ({**DAYS_5, "time_words": "03 ngày"},)}, None),
    ("fee_not_stated", {"fees": ({"state": "not_stated"},)}, None),
    ("free_and_stated", {"fees": ({"state": "free"}, FEE)}, None),
    ("contradictory_fees", {"fees": (FEE, {**FEE, "amount_vnd": 20_000})}, None),
    ("twin_name", {"short_name": "", "phrases": ()}, {"name": sound().name, "short_name": "", "phrases": ()}),
    ("twin_short_name", {}, {"short_name": sound().short_name}),
    ("near_short_name", {}, {"short_name": "Đăng ký nuôi ông"}),
    ("clashing_phrase", {}, {"phrases": ("Khai bao tổ ong?",)}),
    ("phrase_names_another", {}, {"phrases": ("dang ky nuoi ong",)}),
    ("no_phrases", {"phrases": ()}, None),
    ("no_short_name", {"short_name": ""}, None),
    ("no_summary", {"summary": ""}, None),
    ("malformed_link", {"source": "Quyết định số 12"}, None),
    ("insecure_link", {"source": "http://dichvucong.gov.vn/1"}, None),
    ("off_site_link", {"source": "https://tuvanluat.example.com/1"}, None),
    ("stale", {"verified_on": date(2026, 1, 1)}, None),
    ("verified_in_future", {"verified_on": date(2027, 1, 1)}, None),
    ("no_decision", {"decision": ""}, None),
]
"""The kind, what is changed in a sound procedure, and in another beside it."""
OF_ALL = {"no_phrases"}
"""Also found where phrases are left out to keep names apart."""


@pytest.mark.parametrize(("kind", "changes", "beside"), EXAMPLES, ids=[kind for kind, *_ in EXAMPLES])
def test_what_is_wrong_is_found_and_nothing_else(
    kind: str, changes: dict[str, Any], beside: dict[str, Any] | None
) -> None:
    catalogue = [sound(**changes), *([another(**beside)] if beside is not None else [])]
    found = findings(catalogue, ON)

    assert kind in {each.kind for each in found}
    assert {each.kind for each in found} <= {kind, *(OF_ALL if kind == "twin_name" else ())}


def test_a_sound_catalogue_has_no_findings() -> None:
    assert findings([sound(), another()], ON, STALE_LAW) == []


def test_laws_that_end_are_found_before_and_after_that_day() -> None:
    citing = sound(legal_bases=({"number": "85/2019/TT-BTC", "title": "Thông tư về phí"},))
    expired, expiring = only(findings([citing], ON, STALE_LAW)), only(findings([citing], ON, ENDING_LAW))

    assert (expired.kind, expired.severity) == ("expired_law", "error")
    assert (expiring.kind, expiring.severity) == ("expiring_law", "warning")
    assert "12/2026/TT-BTC" in expiring.remedy


def test_every_kind_has_an_example() -> None:
    elsewhere = {"expired_law", "expiring_law", "dead_link", "unreachable_link"}

    assert {kind for kind, *_ in EXAMPLES} | elsewhere == set(RULES)


@pytest.mark.parametrize("kind", sorted(RULES))
def test_every_rule_says_what_is_wrong_and_how_to_mend_it_in_one_sentence_each(kind: str) -> None:
    rule = RULES[kind]

    assert rule.severity in ("error", "warning")
    assert rule.where
    assert not rule.title.endswith(".")
    assert rule.says.endswith(".")
    assert ". " not in rule.says
    assert rule.remedy.endswith(".")


def test_a_rule_is_told_with_what_was_found() -> None:
    assert finding("stale", "1.000001", "Nguồn", day="01/01/2026", days=200).where == "Nguồn"
    assert finding("stale", "1.000001", day="01/01/2026", days=200).where == "Ngày đối chiếu"


def test_findings_come_in_the_order_of_the_catalogue() -> None:
    catalogue = [another(decision="", short_name=sound().short_name), sound(source="x")]

    assert [each.code for each in findings(catalogue, ON)] == ["1.000002", "1.000002", "1.000001", "1.000001"]


def test_stale_means_more_days_than_allowed() -> None:
    checked = sound(verified_on=ON - timedelta(days=180))

    assert findings([checked], ON) == []
    assert [each.kind for each in findings([checked], ON, stale_after_days=179)] == ["stale"]
    assert kinds(checked, on=ON + timedelta(days=1)) == [("1.000001", "stale")]


def test_an_empty_catalogue_has_no_findings() -> None:
    assert findings([], ON, STALE_LAW) == []


@FEW
@given(st.lists(procedures(), max_size=5, unique_by=lambda each: each.code))
def test_any_catalogue_can_be_checked(some: list[Procedure]) -> None:
    found = findings(some, ON, STALE_LAW)

    assert {each.code for each in found} <= {each.code for each in some}
    assert all(each.says and each.remedy and each.kind in RULES for each in found)
    assert check_links(some, lambda _: 200) == []


def test_the_starter_catalogue_misleads_nobody(starter: list[Procedure]) -> None:
    found = findings(starter, date(2026, 11, 23))
    allowed = {"only_a_name", "no_documents", "no_time", "fee_not_stated", "no_decision"}

    assert [each for each in found if each.severity == "error"] == []
    assert {each.kind for each in found} <= allowed
