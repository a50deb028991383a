from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.front_desk import FrontDesk
from knowledge.storage import Storage
from tests.knowledge.examples import Clock
from tests.knowledge.law.the_law import asked
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold


@pytest.mark.parametrize(
    ("moment", "now", "coming"),
    [
        pytest.param(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), "Miễn phí", True, id="announced weeks before"),
        pytest.param(datetime(2026, 12, 31, 2, 0, tzinfo=UTC), "Miễn phí", True, id="the day before"),
        pytest.param(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), "Miễn phí", True, id="23:59 in Vietnam"),
        pytest.param(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "70.000 đồng", False, id="00:00 in Vietnam"),
        pytest.param(datetime(2027, 1, 1, 2, 0, tzinfo=UTC), "70.000 đồng", False, id="on the day"),
        pytest.param(datetime(2027, 1, 2, 2, 0, tzinfo=UTC), "70.000 đồng", False, id="the day after"),
    ],
)
def test_a_new_fee_is_announced_before_and_holds_from_midnight_on(
    office: Storage, desk: FrontDesk, clock: Clock, moment: datetime, now: str, coming: bool
) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000), decision="812/QĐ-BTC"))
    clock.moment = moment

    said = asked(desk, f"{BEES} bao nhiêu tiền")

    assert said.index(now) < (said.index("📌") if coming else len(said))
    assert ("📌 <b>Từ 01/01/2027, phí, lệ phí (QĐ 812/QĐ-BTC):</b>\n• Mức thu: <b>70.000 đồng</b>" in said) is coming
    assert ("Miễn phí" in said) is coming


def test_who_asks_for_something_else_is_told_that_the_fee_will_change(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))

    said = asked(desk, f"{BEES} bao lâu")

    assert "📌 <b>Từ 01/01/2027</b> thay đổi: phí, lệ phí." in said
    assert "70.000" not in said
