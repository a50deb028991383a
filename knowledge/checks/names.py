"""Are two procedures told apart: by their names, by what is on their buttons, by what people say for them?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from knowledge.checks.facts import is_met
from knowledge.checks.rules import Finding, finding
from knowledge.procedure import Procedure, Reach
from nlp.distances import is_one_slip_away
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark

NEAR_FROM = 8
"""Letters of a short name from which one slip is more likely a mistake than another name."""
MOST_NAMED = 3
"""So many other procedures are named in one finding."""
_EVERYDAY = re.compile("[a-z0-9 ,?!-]{1,500}")
_DRAWN_OUT = re.compile(r"([a-z])\1\1")
_TO_CITIZENS = ("cong dan", "ca nhan", "nguoi viet nam", "ho gia dinh", "ho kinh doanh", "nguoi dan")
"""How an audience is called that includes citizens."""


def unready(procedure: Procedure) -> Iterator[Finding]:
    """What people need to find a national procedure and to recognise it on a button, where it is not written yet."""
    if procedure.reach is not Reach.NATIONAL:
        return
    if not procedure.phrases:
        audience = unmark(" ".join(procedure.audience).lower())
        if any(word in audience for word in _TO_CITIZENS):
            yield finding("no_phrases", procedure.code)
        return
    if not procedure.short_name:
        yield finding("no_short_name", procedure.code)
    if not procedure.summary:
        yield finding("no_summary", procedure.code)


def twins(procedures: Sequence[Procedure]) -> Iterator[Finding]:
    """Procedures that look the same to a citizen: same name and button, same or nearly the same short name."""
    met = {procedure.code: procedure for procedure in procedures if is_met(procedure)}
    for codes in _shared((_plain(each.name), each.code) for each in met.values()).values():
        for group in _shared((_plain(met[code].label), code) for code in codes).values():
            for code, others in _each_with_others(group):
                if not all(met[each].short_name for each in group):
                    yield finding("twin_name", code, others=_named(others, met))
    short = {code: normalise(each.short_name) for code, each in met.items() if each.short_name}
    for codes in _shared((name, code) for code, name in short.items()).values():
        for code, others in _each_with_others(codes):
            yield finding("twin_short_name", code, name=met[code].short_name, others=_named(others, met))
    for one, other in _near(short):
        for code, twin in ((one, other), (other, one)):
            yield finding("near_short_name", code, name=met[code].short_name, others=_named([twin], met))


def clashes(procedures: Sequence[Procedure]) -> Iterator[Finding]:
    """Phrases and situations that two procedures share, or that are the name of another procedure."""
    met = {procedure.code: procedure for procedure in procedures if is_met(procedure)}
    named: dict[str, list[str]] = defaultdict(list)
    for procedure in met.values():
        for name in (procedure.name, procedure.short_name):
            named[_plain(name)].append(procedure.code)
    written = {(_plain(text), each.code): text for each in met.values() for text in (*each.phrases, *each.situations)}
    shared = _shared(written)
    for (plain, code), text in written.items():
        owners = named.get(plain, [code])
        if plain and code not in owners:
            yield finding("phrase_names_another", code, phrase=text, others=_named(dict.fromkeys(owners), met))
        elif plain in shared:
            others = [other for other in shared[plain] if other != code]
            yield finding("clashing_phrase", code, phrase=text, others=_named(others, met))


def _plain(text: str) -> str:
    """The words of a text, normalised, without marks and without the "thủ tục" that it may begin with.

    Of everyday letters and signs nothing is left to normalise once the marks are gone; most of ten thousands are such.
    """
    plain = unmark(text.lower())
    if not _EVERYDAY.fullmatch(plain) or _DRAWN_OUT.search(plain):
        plain = unmark(normalise(text))
    return " ".join(WORD.findall(plain)).removeprefix("thu tuc ")


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """By text, the codes that share it; texts of one code, and empty ones, are left out."""
    codes: dict[str, list[str]] = defaultdict(list)
    for text, code in pairs:
        codes[text].append(code)
    distinct = {text: list(dict.fromkeys(found)) for text, found in codes.items() if text and len(found) > 1}
    return {text: found for text, found in distinct.items() if len(found) > 1}


def _each_with_others(codes: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for code in codes:
        yield code, [other for other in codes if other != code]


def _near(short: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of codes whose short names differ in marks alone or by one slip within a word of several letters.

    Two names one slip apart have a writing in common once a letter of each is cut out: only those are compared.
    """
    by_cut: dict[str, dict[str, None]] = defaultdict(dict)
    for code, name in short.items():
        plain = unmark(name)
        for cut in (plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))):
            by_cut[cut][code] = None
    pairs = {pair for codes in by_cut.values() for pair in combinations(codes, 2)}
    return sorted(pair for pair in pairs if _is_near(short[pair[0]], short[pair[1]]))


def _is_near(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < NEAR_FROM:
        return False
    changed = [pair for pair in zip(one.split(), other.split(), strict=False) if pair[0] != pair[1]]
    telling = any(min(map(len, pair)) < 2 or not all(map(str.isalpha, pair)) for pair in changed)
    return not telling and (unmark(one) == unmark(other) or is_one_slip_away(unmark(one), unmark(other)))


def _named(codes: Collection[str], procedures: Mapping[str, Procedure]) -> str:
    """The procedures by code and label, the first few of them."""
    named = [f"{code} ({procedures[code].label})" for code in list(codes)[:MOST_NAMED]]
    more = f" và {len(codes) - MOST_NAMED} thủ tục nữa" if len(codes) > MOST_NAMED else ""
    return ", ".join(named) + more
