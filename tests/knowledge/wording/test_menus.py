from __future__ import annotations

import pytest

from knowledge import wording
from knowledge.catalogue import Catalogue
from knowledge.replies import Reply
from tests.knowledge.examples import a_life_event, a_procedure, actions, catalogue_of, shown


@pytest.fixture(scope="module")
def bees() -> Catalogue:
    """Ten procedures about bees, one about fish, and a life event."""
    many = [
        a_procedure(code=f"1.00000{number}", short_name=f"Việc ong {number}", field="Nuôi ong & mật")
        for number in range(10)
    ]
    fish = a_procedure(code="2.000001", short_name="Việc cá", field="Cá")
    return catalogue_of(fish, *many, life_events=(a_life_event(opening="Chúc <mừng>."),))


def test_the_welcome_says_how_many_procedures_there_are_and_what_it_never_asks(bees: Catalogue) -> None:
    said = shown(wording.welcome(bees))

    assert "11 thủ tục hành chính" in said
    assert "mã OTP" in said
    assert actions(wording.welcome(bees)) == ["f:", "e:"]


def test_help_names_every_command() -> None:
    said = shown(wording.help_text())

    assert all(command in said for command in ("/linhvuc", "/sukien", "/xoa"))


@pytest.mark.parametrize("reply", [wording.forgotten(), wording.gone()])
def test_every_dead_end_leaves_a_way_on(reply: Reply) -> None:
    assert actions(reply) == ["f:", "e:"]


def test_fields_stand_two_a_row_the_largest_first(bees: Catalogue) -> None:
    reply = wording.fields(bees)

    assert [[button.text for button in row] for row in reply.buttons] == [["Nuôi ong & mật (10)", "Cá (1)"]]
    assert actions(reply) == ["f:0.0", "f:1.0"]


def test_a_large_field_is_turned_page_by_page(bees: Catalogue) -> None:
    first, second = wording.field_page(bees, "0.0"), wording.field_page(bees, "0.1")

    assert actions(first) == [*(f"o:1.00000{number}" for number in range(8)), "f:", "f:0.1"]
    assert actions(second) == ["o:1.000008", "o:1.000009", "f:0.0", "f:"]
    assert "(1–8 trong 10)" in shown(first)
    assert "(9–10 trong 10)" in shown(second)
    assert "<b>Nuôi ong &amp; mật</b>" in first.parts[0]


def test_a_small_field_has_one_page(bees: Catalogue) -> None:
    reply = wording.field_page(bees, "1.0")

    assert actions(reply) == ["o:2.000001", "f:"]
    assert "trong" not in shown(reply)


@pytest.mark.parametrize(
    "place", ["", "0", "0.", ".0", "2.0", "0.2", "99.0", "0.99", "a.0", "0.b", "-1.0", "0.-1", "².0", "٣.0"]
)
def test_a_page_that_is_not_there_is_gone(bees: Catalogue, place: str) -> None:
    assert wording.field_page(bees, place) == wording.gone()


def test_life_events_are_offered_by_name(bees: Catalogue) -> None:
    reply = wording.life_events(bees)

    assert actions(reply) == ["e:nuoi-ong"]
    assert "[Bắt đầu nuôi ong]" in shown(reply)


def test_a_life_event_opens_kindly_and_numbers_its_steps(bees: Catalogue) -> None:
    reply = wording.life_event(bees, "nuoi-ong")

    assert reply.parts[0].split("\n") == [
        "Chúc &lt;mừng&gt;.",
        "",
        "<b>Bắt đầu nuôi ong</b>: những việc thường cần làm, theo thứ tự",
        "1. <b>Việc ong 1</b> — Làm trước.",
        "2. <b>Việc ong 2</b> — Làm sau.",
    ]
    assert actions(reply) == ["o:1.000001", "o:1.000002", "e:"]
    assert reply.replaces


def test_a_life_event_leaves_out_what_is_not_in_force() -> None:
    reply = wording.life_event(catalogue_of(a_procedure(code="1.000002"), life_events=(a_life_event(),)), "nuoi-ong")

    assert actions(reply) == ["o:1.000002", "e:"]
    assert reply.parts[0].startswith("<b>Bắt đầu nuôi ong</b>")


def test_a_life_event_that_is_not_there_is_gone(bees: Catalogue) -> None:
    assert wording.life_event(bees, "ban-ong") == wording.gone()


@pytest.mark.parametrize("replaces", [True, False])
def test_menus_take_the_place_of_a_message_only_when_asked(bees: Catalogue, *, replaces: bool) -> None:
    assert wording.fields(bees, replaces=replaces).replaces is replaces
    assert wording.life_events(bees, replaces=replaces).replaces is replaces


@pytest.fixture(scope="module")
def nation() -> Catalogue:
    """Ninety fields of one procedure each, none of which has a short name."""
    return catalogue_of(
        *(
            a_procedure(
                code=f"1.{number:06}",
                name=f"Thủ tục cấp giấy phép nuôi loài thứ {number} trong vùng đệm của khu bảo tồn",
                short_name="",
                field=f"Lĩnh vực {number:02}",
            )
            for number in range(90)
        )
    )


@pytest.mark.parametrize(
    ("place", "first", "shown_fields", "turns"),
    [
        ("p0", 0, 40, ["f:p1"]),
        ("p1", 40, 40, ["f:p0", "f:p2"]),
        ("p2", 80, 10, ["f:p1"]),
    ],
)
def test_many_fields_are_turned_page_by_page(
    nation: Catalogue, place: str, first: int, shown_fields: int, turns: list[str]
) -> None:
    reply = wording.field_page(nation, place)

    assert actions(reply) == [*(f"f:{first + number}.0" for number in range(shown_fields)), *turns]
    assert f"Lĩnh vực {first:02} (1)" in shown(reply)
    assert reply.replaces


def test_the_first_fields_that_are_shown_lead_on_to_the_others(nation: Catalogue) -> None:
    assert actions(wording.fields(nation))[-1] == "f:p1"


@pytest.mark.parametrize("place", ["p", "p3", "p-1", "p²", "px", "p0.0"])
def test_a_page_of_fields_that_is_not_there_is_gone(nation: Catalogue, place: str) -> None:
    assert wording.field_page(nation, place) == wording.gone()


def test_what_has_no_short_name_is_called_by_the_beginning_of_its_name(nation: Catalogue) -> None:
    assert "[Cấp giấy phép nuôi loài thứ 7 trong…]" in shown(wording.field_page(nation, "7.0"))
