from __future__ import annotations

from nlp.lexicon import load_lexicon


def test_an_office_adds_its_own_abbreviations_on_top() -> None:
    shipped = load_lexicon()
    lexicon = shipped.with_words({"ttpvhcc9": "trung tâm phục vụ hành chính công", "bh": "bán hàng"})

    assert lexicon.abbreviations["ttpvhcc9"] == "trung tâm phục vụ hành chính công"
    assert lexicon.abbreviations["bh"] == "bán hàng"
    assert shipped.abbreviations["bh"] != "bán hàng"


def test_an_office_adds_its_own_synonyms_on_top() -> None:
    shipped = load_lexicon()
    lexicon = shipped.with_words({}, {"bìa tím": "sổ đỏ"})

    assert lexicon.synonyms.rewritten(["bìa", "tím"]) == ["sổ", "đỏ"]
    assert shipped.synonyms.rewritten(["bìa", "tím"]) != ["sổ", "đỏ"]
    assert lexicon.of_the_office == (("synonym", "bìa tím", "sổ đỏ"),)


def test_only_texts_with_a_sign_of_an_office_word_can_read_differently() -> None:
    lexicon = load_lexicon().with_words({"tt9": "trang trại"}, {"công dân số": "người dùng mạng"})

    signs = lexicon.office_signs()

    assert signs >= {"tt9", "cong"}
    assert "cccd" in signs, "it stands for căn cước công dân"
    assert "hktt" not in signs
    assert load_lexicon().office_signs() == frozenset()


def test_the_tables_are_read_once() -> None:
    assert load_lexicon() is load_lexicon()
