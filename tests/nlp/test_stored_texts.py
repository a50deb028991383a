from __future__ import annotations

import pytest

from nlp.lexicon import load_lexicon
from nlp.normalising import normalise
from nlp.reading import read_words, words_of
from nlp.stored_texts import StoredText, from_bytes, stored_text, to_bytes
from nlp.syllables import unmark
from nlp.terms import terms
from nlp.vocabulary import Vocabulary

TEXTS = (
    "Cấp lại giấy phép lái xe",
    "mất bằng lái, làm lại ở đâu ạ",
    "dk khai sinh cho con can giay to gi",
    "vo moi sanh, cccd het han, ko biet lam sao",
    "",
    "🙂 !!!",
)


def test_a_stored_text_reads_the_same_alone_and_among_others() -> None:
    lexicon = load_lexicon()
    words = [words_of(normalise(text)) for text in TEXTS]
    together = Vocabulary.of([unmark(word) for word in each] for each in words)

    for text, raw in zip(TEXTS, words, strict=True):
        reading = read_words(normalise(text), raw, lexicon, together)
        alone = stored_text(text, lexicon)
        assert (dict(alone.words.items()), dict(alone.joined.items())) == terms(reading)
        assert alone.circumstances == reading.circumstances


def test_texts_come_back_from_bytes_as_they_were_read() -> None:
    read = {text: stored_text(text, load_lexicon()) for text in TEXTS}

    assert from_bytes(to_bytes(read)) == read
    assert from_bytes(to_bytes({})) == {}


@pytest.mark.parametrize("content", [b"", b"damaged", to_bytes({})[:-3], b"x\x9cKL\x04\x00\x00b\x00b"])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no texts"):
        from_bytes(content)


def test_the_words_of_an_abbreviation_are_never_taken_for_slips() -> None:
    read = stored_text("cccd", load_lexicon())

    assert isinstance(read, StoredText)
    assert "can" in read.words.terms
