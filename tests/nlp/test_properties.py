"""What holds for any text at all? Checked over many examples each."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.lexicon import load_lexicon
from nlp.normalising import MAX_CHARACTERS, normalise
from nlp.reading import ASPECTS, read
from nlp.redaction import redact
from nlp.syllables import agrees, is_syllable, unmark
from nlp.terms import terms
from nlp.vocabulary import Vocabulary

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ 0123456789.,?"
anything = st.text(max_size=200)
sentences = st.text(alphabet=VIETNAMESE, max_size=120)
VOCABULARY = Vocabulary.of([["dang", "ky", "khai", "sinh"], ["the", "can", "cuoc"], ["tam", "tru"], ["giay", "to"]])
quick = settings(max_examples=500, deadline=None)


@quick
@given(anything | sentences)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@quick
@given(sentences)
def test_composed_and_decomposed_text_read_alike(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@quick
@given(sentences)
def test_capitals_and_zero_width_characters_change_nothing(text: str) -> None:
    assert normalise(text.upper()) == normalise(text)
    assert normalise("​".join(text)) == normalise(text)


@quick
@given(anything)
def test_what_is_normalised_is_bounded_composed_and_visible(text: str) -> None:
    found = normalise(text)

    assert len(found) <= MAX_CHARACTERS
    assert unicodedata.is_normalized("NFC", found)
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in found)


@quick
@given(sentences)
def test_unmarking_leaves_plain_letters_that_agree_with_the_marked_ones(text: str) -> None:
    plain = unmark(text)

    assert unmark(plain) == plain
    assert all(agrees(bare, word) for bare, word in zip(plain.split(), text.split(), strict=True))


@quick
@given(anything | sentences)
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text, load_lexicon(), VOCABULARY)

    assert set(reading.aspects) <= set(ASPECTS)
    assert all(word.text and word.plain == unmark(word.text) for word in reading.words)
    words, joined = terms(reading)
    assert all(0 < weight <= 1 for weight in [*words.values(), *joined.values()])


@quick
@given(anything | sentences)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text)

    assert redact(once) == once


@quick
@given(st.from_regex(r"[1-6]\.[0-9]{6}", fullmatch=True))
def test_a_procedure_code_is_never_redacted(code: str) -> None:
    assert redact(f"thủ tục {code} làm sao") == f"thủ tục {code} làm sao"


@quick
@given(st.text(alphabet=VIETNAMESE.replace(" ", ""), min_size=1, max_size=8))
def test_a_marked_syllable_stays_one_when_its_marks_are_dropped(word: str) -> None:
    assert not is_syllable(word) or is_syllable(unmark(word))
