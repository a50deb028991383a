from __future__ import annotations

from knowledge.catalogue import Catalogue
from knowledge.looking_forward import looked_forward
from tests.knowledge.asking import ID_LOST

LOST = "tôi bị mất căn cước thì làm lại ở đâu"
STORY = "Hôm qua mưa to quá, nhà tôi dột khắp nơi, hàng xóm cũng vậy. "


def test_a_sentence_that_is_surer_than_the_whole_message_counts(catalogue: Catalogue) -> None:
    reading = catalogue.matcher.read(f"{STORY}{LOST}?")
    ranking = catalogue.matcher.rank(reading)
    alone = catalogue.matcher.read(LOST)

    likely, sentence = looked_forward(reading, ranking, catalogue)

    assert ranking.matches[0].key == ID_LOST
    assert sentence == LOST
    assert likely == looked_forward(alone, catalogue.matcher.rank(alone), catalogue).likely


def test_a_sentence_that_means_something_else_does_not(catalogue: Catalogue) -> None:
    reading = catalogue.matcher.read("Tôi cưới vợ năm ngoái. Giờ sinh con đầu lòng thì khai sinh cho cháu ở đâu?")
    ranking = catalogue.matcher.rank(reading)
    reading_of_one = catalogue.matcher.read("Tôi cưới vợ năm ngoái")

    assert catalogue.matcher.rank(reading_of_one).matches[0].key != ranking.matches[0].key
    assert looked_forward(reading, ranking, catalogue).sentence != "Tôi cưới vợ năm ngoái"


def test_a_message_of_one_sentence_is_taken_as_a_whole(catalogue: Catalogue) -> None:
    reading = catalogue.matcher.read(LOST)

    assert looked_forward(reading, catalogue.matcher.rank(reading), catalogue).sentence == ""


def test_the_very_words_of_a_stored_text_leave_nothing_open(catalogue: Catalogue) -> None:
    reading = catalogue.matcher.read("photo công chứng bằng tốt nghiệp")
    asked_too = catalogue.matcher.read("photo công chứng bằng tốt nghiệp với mấy giấy khác")

    assert looked_forward(reading, catalogue.matcher.rank(reading), catalogue).likely.unclear == 0
    assert looked_forward(asked_too, catalogue.matcher.rank(asked_too), catalogue).likely.unclear > 0


def test_a_bare_word_or_two_may_still_name_a_family(catalogue: Catalogue) -> None:
    reading = catalogue.matcher.read("bằng lái")

    assert looked_forward(reading, catalogue.matcher.rank(reading), catalogue).likely.unclear > 0
