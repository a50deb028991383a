from __future__ import annotations

import pytest

from knowledge import wording
from knowledge.answers import Answer, Answered, AskedBack, SmallTalk, Unanswered
from knowledge.catalogue import Catalogue
from knowledge.replies import Reply
from knowledge.wording import messages
from knowledge.wording.procedure_parts import TITLES
from nlp.lexicon import rows
from tests.knowledge.examples import NOW, a_life_event, a_procedure, actions, catalogue_of, shown

KEEPING = a_procedure(
    code="1.000001",
    short_name="Đăng ký nuôi ong",
    name="Thủ tục đăng ký nuôi ong <mật>",
    cases=({"documents": ({"name": "Tờ khai"},)}, {"name": "Nuôi thuê", "documents": ({"name": "Hợp đồng"},)}),
)
SELLING = a_procedure(code="1.000002", short_name="Bán ong & mật")


@pytest.fixture(scope="module")
def bees() -> Catalogue:
    return catalogue_of(KEEPING, SELLING, life_events=(a_life_event(),))


def _reply(answer: Answer, bees: Catalogue) -> Reply:
    return wording.reply(answer, bees, NOW)


def test_one_aspect_comes_first_and_alone(bees: Catalogue) -> None:
    reply = _reply(Answered(("1.000001",), ("fee",), 0.9), bees)

    assert reply.parts[0].startswith("<b>Đăng ký nuôi ong — phí, lệ phí</b>\n")
    assert "thời gian" not in shown(reply)
    assert "p:1.000001:fee" not in actions(reply), "what is on the screen needs no button"
    assert "p:1.000001:time" in actions(reply)


def test_several_aspects_come_in_the_order_asked(bees: Catalogue) -> None:
    said = shown(_reply(Answered(("1.000001",), ("time", "fee"), 0.9), bees))

    assert said.index("<b>Thời gian giải quyết</b>") < said.index("<b>Phí, lệ phí</b>")


def test_a_plain_question_gets_the_card() -> None:
    full = KEEPING.model_copy(
        update={
            "cases": a_procedure(cases=({"documents": ({"name": "Đơn"},)},)).cases,
            "channels": a_procedure(channels=({"kind": "in_person", "time_words": "ngay trong ngày"},)).channels,
            "fees": a_procedure(fees=({"state": "free"},)).fees,
        }
    )
    said = shown(_reply(Answered(("1.000001",), (), 0.9), catalogue_of(full)))

    places = [
        said.index(f"<b>{title}</b>") for title in ("Giấy tờ cần có", "Thời gian giải quyết", "Phí, lệ phí", "Nơi nộp")
    ]
    assert places == sorted(places)
    assert "Tên chính thức: Thủ tục đăng ký nuôi ong &lt;mật&gt;." in said
    assert "Chưa có thông tin" not in said


def test_what_the_catalogue_lacks_is_said_once_on_the_card() -> None:
    bare = a_procedure(fees=({"state": "not_stated"},), cases=(), channels=(), authority="", submit_to="")
    said = shown(_reply(Answered((bare.code,), (), 0.9), catalogue_of(bare)))

    assert "Chưa có thông tin trong danh mục: giấy tờ cần có; thời gian giải quyết; phí, lệ phí; nơi nộp." in said
    assert "<b>Giấy tờ cần có</b>" not in said


def test_an_aspect_that_is_asked_for_and_lacking_is_said_to_be_lacking(bees: Catalogue) -> None:
    bare = a_procedure(fees=({"state": "not_stated"},))
    said = shown(_reply(Answered((bare.code,), ("fee",), 0.9), catalogue_of(bare)))

    assert "chưa có thông tin trong danh mục" in said


def test_every_answer_carries_the_trust_line(bees: Catalogue) -> None:
    for aspects in [(), ("fee",), ("fee", "time")]:
        assert "đối chiếu 01/07/2026" in shown(_reply(Answered(("1.000001",), aspects, 0.9), bees))


def test_two_procedures_are_both_answered_each_with_its_source(bees: Catalogue) -> None:
    reply = _reply(Answered(("1.000001", "1.000002"), ("fee",), 0.9), bees)

    assert shown(reply).count("đối chiếu") == 2
    assert actions(reply) == ["p:1.000001:", "p:1.000002:"]


def test_noisy_words_are_echoed_as_they_were_understood(bees: Catalogue) -> None:
    reply = _reply(Answered(("1.000001",), (), 0.9, understood="nuôi <ong>"), bees)

    assert reply.parts[0].startswith("<i>Tôi hiểu là: nuôi &lt;ong&gt;</i>")


def test_an_old_name_is_answered_under_the_new_one(bees: Catalogue) -> None:
    reply = _reply(Answered(("1.000001",), (), 0.9, old_names=(("CMND", "thẻ căn cước"),)), bees)

    assert "<i>CMND nay là thẻ căn cước.</i>" in reply.parts[0]


def test_a_special_case_has_a_button_where_papers_are_shown(bees: Catalogue) -> None:
    def has_button(*codes_and_aspects: str) -> bool:
        code, *aspects = codes_and_aspects
        return "[📄 Trường hợp riêng]" in shown(_reply(Answered((code,), tuple(aspects), 0.9), bees))

    assert has_button("1.000001", "documents")
    assert has_button("1.000001")
    assert not has_button("1.000001", "fee")
    assert not has_button("1.000002", "documents")


def test_near_twins_are_told_apart_by_their_short_names(bees: Catalogue) -> None:
    reply = _reply(AskedBack(("1.000001", "1.000002"), (), 0.8), bees)

    assert reply.parts[0].split("\n")[1:3] == ["1. Đăng ký nuôi ong", "2. Bán ong &amp; mật"]
    assert actions(reply) == ["o:1.000001", "o:1.000002"]
    assert messages.WHICH in shown(reply)


def test_who_asks_on_before_choosing_is_not_asked_the_very_same_again(bees: Catalogue) -> None:
    said = shown(_reply(AskedBack(("1.000001", "1.000002"), ("fee",), 0.5, again=True), bees))

    assert messages.WHICH not in said
    assert messages.WHICH_AGAIN in said
    assert messages.WHICH_ELSE_AGAIN in said


def test_a_code_that_is_not_there_offers_codes_like_it(bees: Catalogue) -> None:
    said = shown(_reply(AskedBack(("1.000001",), (), 0.5, near_code="1.000009"), bees))

    assert messages.UNKNOWN_CODE in said
    assert "Có phải anh/chị tìm:" in said


def test_a_life_event_is_a_list_of_its_own_and_takes_no_place(bees: Catalogue) -> None:
    reply = _reply(AskedBack(("1.000001",), (), 0.5, event="nuoi-ong"), bees)

    assert "Bắt đầu nuôi ong" in reply.parts[0]
    assert not reply.replaces


REASONS = {
    "no_match": messages.NO_MATCH,
    "not_sure": messages.NOT_SURE,
    "unknown_code": messages.UNKNOWN_CODE,
    "out_of_scope": messages.OUT_OF_SCOPE_ELSE,
}


@pytest.mark.parametrize(("reason", "said"), REASONS.items())
def test_not_knowing_is_said_in_its_own_words_with_a_way_on(bees: Catalogue, reason: str, said: str) -> None:
    reply = _reply(Unanswered(reason, (), (), 0.1), bees)

    assert reply.parts[0].startswith(said)
    assert messages.SAY_MORE in reply.parts[0]
    assert actions(reply) == ["f:", "e:"]


def test_the_nearest_procedures_are_one_tap_away(bees: Catalogue) -> None:
    reply = _reply(Unanswered("not_sure", ("1.000001", "1.000002"), (), 0.3), bees)

    assert messages.NEAREST in reply.parts[0]
    assert actions(reply) == ["o:1.000001", "o:1.000002", "f:", "e:"]


def test_a_question_about_nothing_gets_an_example(bees: Catalogue) -> None:
    said = shown(_reply(AskedBack((), ("fee",), 0.0), bees))

    assert messages.EXAMPLES[0] in said
    assert messages.SAY_MORE not in said


@pytest.mark.parametrize("topic", messages.OUT_OF_SCOPE)
def test_what_others_decide_is_said_to_be_theirs(bees: Catalogue, topic: str) -> None:
    said = shown(_reply(Unanswered("out_of_scope", (), (), 0.1, topic=topic), bees))

    assert messages.OUT_OF_SCOPE[topic] in said


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in rows("small_talk")} | {"empty"}))
def test_every_kind_of_small_talk_has_its_sentence_and_a_way_on(bees: Catalogue, kind: str) -> None:
    assert kind in messages.SMALL_TALK

    reply = _reply(SmallTalk(kind), bees)

    assert "{" not in reply.parts[0]
    assert actions(reply) == ["f:", "e:"]


def test_small_talk_of_a_kind_that_nobody_foresaw_is_greeted(bees: Catalogue) -> None:
    assert _reply(SmallTalk("song"), bees).parts[0] == messages.SMALL_TALK["greeting"]


@pytest.mark.parametrize("part", TITLES)
def test_a_button_shows_its_aspect_alone(bees: Catalogue, part: str) -> None:
    reply = wording.procedure_part(KEEPING.code, part, bees, NOW, replaces=True)

    assert reply.parts[0].startswith(f"<b>Đăng ký nuôi ong — {TITLES[part]}</b>")
    assert f"p:1.000001:{part}" not in actions(reply), "what is on the screen needs no button"
    assert reply.replaces


def test_everything_is_every_aspect_and_every_case_and_can_be_folded(bees: Catalogue) -> None:
    reply = wording.procedure_part(KEEPING.code, "all", bees, NOW)
    said = shown(reply)

    assert all(f"<b>{title[0].upper()}{title[1:]}</b>" in said for title in TITLES.values())
    assert "Hợp đồng" in said
    assert actions(reply) == ["p:1.000001:"]


@pytest.mark.parametrize("part", ["", "card", "nonsense"])
def test_any_other_part_is_the_card(bees: Catalogue, part: str) -> None:
    assert "Tên chính thức:" in shown(wording.procedure_part(KEEPING.code, part, bees, NOW))


def test_a_button_to_every_aspect_that_is_not_shown_stands_three_a_row(bees: Catalogue) -> None:
    reply = wording.procedure_part(SELLING.code, "fee", bees, NOW)

    assert all(len(row) <= 3 for row in reply.buttons)
    assert len(set(actions(reply))) == len(actions(reply))
    assert "p:1.000002:all" in actions(reply)


NAMELESS = a_procedure(
    code="1.000003",
    name="Thủ tục cấp giấy phép nuôi ong lấy mật trong vùng đệm của khu bảo tồn",
    short_name="",
    description="Người nuôi <ong> xin phép trước khi đặt tổ.",
    authorized="Hạt Kiểm lâm",
    coordinating="Ban quản lý khu bảo tồn",
    authority="Ủy ban nhân dân tỉnh",
)


def test_what_has_no_short_name_is_called_by_the_beginning_of_its_name(bees: Catalogue) -> None:
    catalogue = catalogue_of(NAMELESS, KEEPING)
    label = "Cấp giấy phép nuôi ong lấy mật trong…"

    assert f"<b>{label} — phí, lệ phí</b>" in shown(
        wording.reply(Answered(("1.000003",), ("fee",), 0.9), catalogue, NOW)
    )
    assert f"[{label}]" in shown(wording.reply(AskedBack(("1.000003", "1.000001"), (), 0.5), catalogue, NOW))
    assert f"• {label}" in shown(wording.reply(Unanswered("not_sure", ("1.000003",), (), 0.1), catalogue, NOW))


def test_everything_has_the_description_and_who_else_takes_part() -> None:
    catalogue = catalogue_of(NAMELESS)

    everything = shown(wording.procedure_part("1.000003", "all", catalogue, NOW))

    assert "Người nuôi &lt;ong&gt; xin phép trước khi đặt tổ." in everything
    assert "Được ủy quyền: Hạt Kiểm lâm\nCùng phối hợp: Ban quản lý khu bảo tồn" in everything
    assert "xin phép trước" not in shown(wording.procedure_part("1.000003", "", catalogue, NOW)), "the card is short"
