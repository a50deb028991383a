from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from knowledge import audit, reviewing, versions
from knowledge.audit import Event
from knowledge.differences import Conflict
from knowledge.drafts import ChangedMeanwhileError
from knowledge.errors import CatalogueError
from knowledge.phrase_keeping import add_phrase
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, faults
from tests.knowledge.drafts.drafted import all_drafts, draft, rebased
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, in_force, publish, save, submit


def test_a_rebased_draft_has_what_others_changed_and_keeps_its_own(office: Storage) -> None:
    number = save(office, changed(office, BEES, NEW_YEAR, **fee(50_000)))
    with office.writing() as session:
        reviewing.withdraw(session, number, LAN)
    late = save(office, changed(office, BEES, **fee(50_000), summary="Của Lan."))
    _publish_beside(office, summary="Của Minh.", authority="Ủy ban nhân dân xã")

    procedure, conflicts = rebased(office, late)

    assert (procedure.fees[0].amount_vnd, procedure.authority, procedure.summary) == (
        50_000,
        "Ủy ban nhân dân xã",
        "Của Lan.",
    )
    assert conflicts == (Conflict("summary", "Báo cho xã biết nhà mình nuôi ong.", "Của Lan.", "Của Minh."),)
    assert draft(office, late).state == "draft"
    submit(office, late)
    publish(office, late)
    with office.reading() as session:
        assert in_force(session, BEES).authority == "Ủy ban nhân dân xã"
        assert in_force(session, BEES).fees[0].amount_vnd == 50_000
    assert faults(office) == []


def _publish_beside(storage: Storage, code: str = BEES, start: date = ON, **changes: Any) -> None:
    """Publish a change as an import of the portal does, without waiting for open drafts."""
    version = versions.version_row(changed(storage, code, start, **changes), origin="portal")
    with storage.writing() as session:
        versions.write_version(session, version)
        audit.record(session, MINH, Event("import", code, {}, audit.published(version)))


def test_a_draft_over_what_others_published_is_refused_and_stays(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))
    submit(office, number)
    _publish_beside(office, summary="Của Cổng.")

    with pytest.raises(ChangedMeanwhileError, match=rf"Bản nháp {number} vẫn còn nguyên.*tthc draft rebase {number}"):
        publish(office, number)

    assert draft(office, number).state == "submitted"
    with office.reading() as session:
        assert in_force(session, BEES).summary == "Của Cổng."


def test_phrases_of_others_come_into_a_rebased_draft(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))
    with office.writing() as session:
        audit.record(session, MINH, add_phrase(session, BEES, "nhà có đàn ong", situation=False))

    procedure, conflicts = rebased(office, number)

    assert procedure.phrases == ("nuôi ong", "khai báo tổ ong", "nhà có đàn ong")
    assert conflicts == ()


def test_of_a_procedure_that_two_wrote_anew_every_difference_is_told(office: Storage) -> None:
    number = save(office, a_procedure(code="1.000009", summary="Của Lan.", effective_from=ON))
    theirs = a_procedure(code="1.000009", summary="Của Cổng.", effective_from=ON)
    with office.writing() as session:
        version = versions.version_row(theirs, origin="portal")
        versions.write_version(session, version)
        audit.record(session, MINH, Event("import", theirs.code, None, audit.published(version)))

    procedure, conflicts = rebased(office, number)

    assert procedure.summary == "Của Lan."
    assert conflicts == (Conflict("summary", None, "Của Lan.", "Của Cổng."),)


def test_an_announced_change_that_others_published_meanwhile_is_not_undone_by_a_later_one(office: Storage) -> None:
    summer = date(2027, 7, 1)
    number = save(office, changed(office, BEES, summer, summary="Nộp ở tỉnh."))
    _publish_beside(office, start=NEW_YEAR, **fee(70_000))

    procedure, conflicts = rebased(office, number)

    assert (procedure.fees[0].amount_vnd, procedure.summary, procedure.effective_from) == (
        70_000,
        "Nộp ở tỉnh.",
        summer,
    )
    assert conflicts == ()


def test_of_eight_who_write_the_same_new_procedure_at_once_one_is_first(office: Storage) -> None:
    def written(officer: int) -> str:
        try:
            save(office, a_procedure(code="1.000009", effective_from=ON), LAN._replace(actor=f"Cán bộ {officer}"))
        except CatalogueError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(8) as officers:
        told = list(officers.map(written, range(8)))

    (row,) = all_drafts(office)
    assert sorted(map(bool, told)) == [False] + [True] * 7
    assert all(row.actor in words for words in told if words)
