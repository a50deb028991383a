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
