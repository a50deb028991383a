from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.askers import asker_hash, kept_secret
from knowledge.storage import Storage
from tests.knowledge.examples import SOME


@SOME
@given(person=st.integers() | st.text(), secret=st.binary(min_size=1))
def test_a_person_is_32_hexadecimal_digits(person: int | str, secret: bytes) -> None:
    found = asker_hash(person, secret)

    assert len(found) == 32
    assert set(found) <= set("0123456789abcdef")
    assert found == asker_hash(person, secret)


def test_another_person_or_another_secret_is_another_hash() -> None:
    assert len({asker_hash(1, b"k"), asker_hash(2, b"k"), asker_hash(1, b"l"), asker_hash("console", b"k")}) == 4


def test_the_database_makes_a_secret_once_and_keeps_it(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        first = kept_secret(session)
    with either_storage.writing() as session:
        again = kept_secret(session)

    assert first == again
    assert len(first) == 32


def test_two_installations_have_secrets_of_their_own(storage: Storage) -> None:
    other = Storage("sqlite://")
    other.migrate()
    with storage.writing() as here, other.writing() as there:
        assert kept_secret(here) != kept_secret(there)
    other.close()
