"""What do the stored texts say, ready to be searched? Built once for a catalogue, then only read.

Building reads every text; a built index holds arrays and words alone, so that it can be kept as bytes and is back in a
moment at the next start (`to_bytes`, `from_bytes`).
"""

from __future__ import annotations

import io
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from sys import intern
from tempfile import TemporaryFile
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from nlp.lexicon import Lexicon
from nlp.meaning import WordVectors
from nlp.senses import Senses, name_terms
from nlp.sparse import Floats, SparseRows
from nlp.stored_texts import StoredText, Weighted, all_terms, stored_text
from nlp.verbatim import Verbatim
from nlp.vocabulary import Vocabulary
from nlp.word_order import WordOrder

ELSEWHERE = "-"
"""The key of texts, and of the classifier's weights, for what people ask that no entry is about."""
Classifier = Mapping[str, Mapping[str, float]]
"""For each term, the weight it has for each key."""
_PARTS = ("starts", "columns", "values")


class EntryText(NamedTuple):
    """A text of an entry: its official name, or a way people ask for it."""

    key: str
    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The texts of all entries as numbers; in every array by key the last place is that of `ELSEWHERE`."""

    keys: tuple[str, ...]
    """All entries, without `ELSEWHERE`."""
    vocabulary: Vocabulary
    terms: Mapping[str, int]
    """The number of each term: first those of the texts, then those that only the classifier knows."""
    rarity: tuple[float, ...]
    """The inverse frequency (1 and more) of the terms of the texts."""
    unheard: float
    """The rarity of a term that no text holds."""
    ends: NDArray[np.int64]
    """For each key the place after its last text; the texts of a key stand together, in the order of the keys."""
    texts: SparseRows
    """Texts by words: weight times rarity, each text scaled to length 1."""
    classifier: SparseRows
    """Terms by those keys that are taught, in their order."""
    taught: NDArray[np.bool_]
    """For each key, whether the classifier has met it."""
    order: WordOrder
    """Which words of a text stand beside each other."""
    verbatim: Verbatim
    """Which keys, by their places, have a text word for word."""
    circumstances: tuple[Mapping[str, float], ...]
    """For each key, the circumstances its texts tell, each with the share of texts that tell it (above 0, up to 1)."""
    always: tuple[frozenset[str], ...]
    """For each key, the circumstances of its names: it is asked for only when they hold."""
    centres: Floats
    """For each key without the last, the middle of its texts among the vectors of words: length 1, or 0."""
    placed: NDArray[np.int8]
    """Where each text lies among the vectors of words, in `nlp.meaning.STEPS`."""
    named: NDArray[np.int8]
    """For each key without the last, where its names lie among people's words (`nlp.senses`), in those steps."""

    @classmethod
    def of(
        cls,
        texts: Sequence[EntryText],
        lexicon: Lexicon,
        classifier: Classifier,
        senses: Senses | None = None,
        read: MutableMapping[str, StoredText] | None = None,
    ) -> Index:
        """The index of `texts`, read with `lexicon`; `classifier` and `senses` were learned offline.

        `read` is what was read before with the same word tables; what is new is added to it. Raises ValueError when the
        texts of a key do not stand together, or those of `ELSEWHERE` not last.
        """
        known = {} if read is None else read
        for text in texts:
            if text.text not in known:
                known[text.text] = stored_text(text.text, lexicon)
        stored = [known[text.text] for text in texts]
        vocabulary = Vocabulary.of(each.raw for each in stored)
        said = [(each.words, each.joined) for each in stored]
        told = [each.circumstances for each in stored]
        keys = tuple(dict.fromkeys(text.key for text in texts if text.key != ELSEWHERE))
        place = {key: number for number, key in enumerate((*keys, ELSEWHERE))}
        places = [place[text.key] for text in texts]
        if places != sorted(places):
            raise ValueError("the texts of an entry stand together, those of ELSEWHERE last")
        counts = Counter(term for words, joined in said for term in (*words.terms, *joined.terms))
        number = {term: place for place, term in enumerate(counts)}
        total = 1 + len(texts)
        rarity = tuple(math.log(total / (1 + count)) + 1 for count in counts.values())
        numbers = dict(number)
        for term in classifier:
            numbers.setdefault(term, len(numbers))
        met = {key for weights in classifier.values() for key in weights}
        column = {key: number for number, key in enumerate(key for key in place if key in met)}
        senses = senses or Senses()
        placed = senses.vectors.placed(map(all_terms, stored))
        return cls(
            keys=keys,
            vocabulary=vocabulary,
            terms=numbers,
            rarity=rarity,
            unheard=math.log(total) + 1,
            ends=np.searchsorted(places, np.arange(len(place)), side="right"),
            texts=SparseRows.of((_scaled(words, number, rarity) for words, _ in said), len(counts)),
            classifier=SparseRows.of(
                (
                    [(column[key], weight) for key, weight in classifier.get(term, {}).items() if key in column]
                    for term in numbers
                ),
                len(column),
            ),
            taught=np.array([key in met for key in place]),
            order=WordOrder.of(each.plain for each in stored),
            verbatim=Verbatim.of(
                (words, owner)
                for each, owner in zip(stored, places, strict=True)
                if owner < len(keys)
                for words in {each.raw, each.plain}
            ),
            circumstances=_told(texts, told, place),
            always=_always_told(texts, told, place),
            centres=senses.vectors.centres(placed, places, list(place))[:-1].astype(np.float16),
            placed=placed,
            named=_named(texts, senses.naming, keys),
        )

    def to_bytes(self) -> bytes:
        """Everything, in NumPy's own format and without a pickle."""
        words = {
            "keys": self.keys,
            "terms": list(self.terms),
            "unheard": self.unheard,
            "words": self.vocabulary.words,
            "pairs": self.vocabulary.pairs,
            "circumstances": self.circumstances,
            "always": [sorted(each) for each in self.always],
            "in_order": list(self.order.numbers),
        }
        arrays: dict[str, Any] = {
            "words": np.frombuffer(json.dumps(words).encode(), np.uint8),
            "rarity": np.array(self.rarity),
            "ends": self.ends,
            "taught": self.taught,
            "order_starts": np.array(self.order.starts, np.uint32),
            "order_words": self.order.words,
            "verbatim_hashes": self.verbatim.hashes,
            "verbatim_owners": self.verbatim.owners,
            "centres": self.centres,
            "placed": self.placed,
            "named": self.named,
        }
        for name, matrix in (("texts", self.texts), ("classifier", self.classifier)):
            arrays |= {f"{name}_{part}": getattr(matrix, part) for part in _PARTS}
            arrays[f"{name}_columns"] = matrix.columns.astype(np.uint32)
        with TemporaryFile() as kept:  # a buffer in memory would take twice what is kept
            np.savez(kept, **arrays)
            kept.seek(0)
            return kept.read()

    @classmethod
    def from_bytes(cls, content: bytes) -> Index:
        """What `to_bytes` gave, back; raises ValueError when the bytes are anything else."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as kept:
                arrays = dict(kept)
            words = json.loads(arrays.pop("words").tobytes())
            rarity = tuple(arrays["rarity"].tolist())
            keys = tuple(words["keys"])
            counts = Counter({intern(word): count for word, count in words["words"].items()})
            return cls(
                keys=keys,
                vocabulary=Vocabulary.counted(counts, Counter(words["pairs"])),
                terms={term: number for number, term in enumerate(map(intern, words["terms"]))},
                rarity=rarity,
                unheard=words["unheard"],
                ends=arrays["ends"],
                texts=_matrix(arrays, "texts", len(rarity)),
                classifier=_matrix(arrays, "classifier", int(arrays["taught"].sum())),
                taught=arrays["taught"],
                order=WordOrder.kept(
                    arrays["order_starts"].tolist(), arrays["order_words"], map(intern, words["in_order"])
                ),
                circumstances=tuple(words["circumstances"]),
                always=tuple(map(frozenset, words["always"])),
                verbatim=Verbatim(arrays["verbatim_hashes"], arrays["verbatim_owners"]),
                centres=arrays["centres"],
                placed=arrays["placed"],
                named=arrays["named"],
            )
        except (BadZipFile, EOFError, OSError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"no index: {error}") from error


def _scaled(words: Weighted, number: Mapping[str, int], rarity: Sequence[float]) -> list[tuple[int, float]]:
    raised = [(number[word], weight * rarity[number[word]]) for word, weight in words.items()]
    length = math.sqrt(sum(value * value for _, value in raised)) or 1.0
    return [(place, value / length) for place, value in raised]


def _told(
    texts: Sequence[EntryText], circumstances: Sequence[frozenset[str]], place: Mapping[str, int]
) -> tuple[dict[str, float], ...]:
    told: list[Counter[str]] = [Counter() for _ in place]
    many: Counter[int] = Counter()
    for text, names in zip(texts, circumstances, strict=True):
        told[place[text.key]].update(names)
        many[place[text.key]] += 1
    return tuple(
        {name: count / many[number] for name, count in sorted(counts.items())} for number, counts in enumerate(told)
    )


def _always_told(
    texts: Sequence[EntryText], circumstances: Sequence[frozenset[str]], place: Mapping[str, int]
) -> tuple[frozenset[str], ...]:
    told: list[frozenset[str] | None] = [None for _ in place]
    for text, names in zip(texts, circumstances, strict=True):
        if text.is_name:
            before = told[place[text.key]]
            told[place[text.key]] = names & before if before else names
    return tuple(each or frozenset() for each in told)


def _named(texts: Sequence[EntryText], naming: WordVectors, keys: Iterable[str]) -> NDArray[np.int8]:
    terms: dict[str, dict[str, float]] = {key: {} for key in keys}
    for text in texts:
        if text.is_name:
            terms[text.key].update(name_terms(text.text))
    return naming.placed(each.items() for each in terms.values())


def _matrix(arrays: Mapping[str, Any], name: str, width: int) -> SparseRows:
    starts, columns, values = (arrays[f"{name}_{part}"] for part in _PARTS)
    return SparseRows(starts.tolist(), columns.astype(np.int32), values, width)
