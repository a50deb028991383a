from __future__ import annotations

from knowledge import publishing
from knowledge.drafts import Proposal
from knowledge.saved_questions import keep
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, MINH, SELLING, amount, dearer, is_refused, states, submitted
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import LAN as WHO_LAN
from tests.knowledge.audited import faults, rows
from tests.knowledge.officers import NEW_YEAR, changed

BEES, HONEY = KEEPING.code, SELLING.code


def test_several_drafts_are_published_at_once(tthc: Run, office: Storage) -> None:
    dearer(office, BEES)
    dearer(office, HONEY, NEW_YEAR)

    ran = tthc("draft", "publish", "--all", "--yes", *MINH)

    assert "Đã công bố 1 thủ tục: người dân đọc bản mới ngay bây giờ." in ran.err
    assert "Đã công bố 1 thủ tục: người dân đọc bản mới từ 00:00 ngày 01/01/2027" in ran.err
    assert states(office) == ["published", "published"]
    assert (amount(office, BEES), amount(office, HONEY, NEW_YEAR)) == (50_000, 50_000)
    assert faults(office) == []


def test_where_nothing_waits_nothing_is_published(tthc: Run) -> None:
    is_refused(tthc("draft", "publish", "--all", "--yes", *MINH), "tthc draft list")


def test_a_number_twice_is_one_draft(tthc: Run, office: Storage) -> None:
    dearer(office)

    assert tthc("draft", "publish", "1", "1", "--yes", *MINH).code == 0


def _kept_question(storage: Storage) -> None:
    with storage.writing() as session:
        keep(session, "khai báo tổ ong ở đâu", [BEES], WHO_LAN)


def test_a_change_that_breaks_an_answer_is_stopped_and_nothing_is_published(tthc: Run, office: Storage) -> None:
    _kept_question(office)
    dearer(office, HONEY, NEW_YEAR)
    submitted(office, Proposal(changed(office, BEES), repealed=True))
    before = rows(office)

    ran = tthc("draft", "publish", "--all", "--yes", *MINH)

    is_refused(ran, "Chưa công bố", "--accept-changes q1")
    assert "khai báo tổ ong ở đâu" in ran.out
    assert "✘ hỏng" in ran.out
    assert rows(office) == before


def test_what_an_officer_accepts_is_published(tthc: Run, office: Storage) -> None:
    _kept_question(office)
    submitted(office, Proposal(changed(office, BEES), repealed=True))

    ran = tthc("draft", "publish", "1", "--yes", "--accept-changes", "q1", *MINH)

    assert ran.code == 0, ran.err
    assert "đã bãi bỏ từ 25/11/2026" in tthc("ask", BEES).out


def test_a_repeal_whose_successor_answers_instead_changes_the_answer_and_breaks_none(
    tthc: Run, office: Storage
) -> None:
    _kept_question(office)
    submitted(office, Proposal(changed(office, BEES), repealed=True, replaced_by=HONEY))

    (day,) = tthc("draft", "publish", "1", "--dry-run", "--json", *MINH).json()

    (change,) = day["gate"]["changed"]
    assert (change["name"], change["after"]["codes"], change["breaks"]) == ("q1", [HONEY], False)
    assert tthc("draft", "publish", "1", "--yes", *MINH).code == 0
    assert "Nay làm theo thủ tục sau" in tthc("ask", BEES).out


def test_what_publishing_would_do_as_data(tthc: Run, office: Storage) -> None:
    dearer(office, BEES)
    dearer(office, HONEY, NEW_YEAR)

    ran = tthc("draft", "publish", "--all", "--dry-run", "--json", *MINH)

    found = ran.json()
    assert [(day["from"], [each["id"] for each in day["drafts"]]) for day in found] == [
        ("2026-11-25", [1]),
        ("2027-01-01", [2]),
    ]
    assert all(set(day["gate"]) >= {"asked", "blocking", "changed", "stolen"} for day in found)
    assert ran.err == "Chưa công bố gì.\n"


def test_each_publishing_is_counted_so_that_running_bots_see_it(tthc: Run, office: Storage) -> None:
    with office.reading() as session:
        before = publishing.revision(session)
    dearer(office)

    tthc("draft", "publish", "1", "--yes", *MINH)

    with office.reading() as session:
        assert publishing.revision(session) == before + 1
