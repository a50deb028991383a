"""What may come of an answer? As the whole message tells it, or one of its sentences that means the same.

Most stories hold one sentence with the wish and others with the weather. Those others make the whole message look less
like any procedure; where a single sentence has the same procedure nearest, the surer of both counts.
"""

from __future__ import annotations

from typing import NamedTuple

from knowledge.catalogue import Catalogue, learned_signs
from knowledge.clauses import sentences
from knowledge.following_up import has_own_topic
from nlp.outlook import Outlook, outlook
from nlp.rankings import FEATURES, Ranking
from nlp.reading import Reading

OWN_WORDS_FROM = 4
"""From so many topic words a stored text is a text of its own; fewer may name a family ("bằng lái")."""
SURE_AT = 0.9
"""From this probability on that the first procedure is right, single sentences are not heard."""
VERBATIM = FEATURES.index("verbatim")


class Prospect(NamedTuple):
    """What may come of an answer, and the sentence that tells it best; no sentence where it is the whole message."""

    likely: Outlook
    sentence: str = ""


def looked_forward(reading: Reading, ranking: Ranking, catalogue: Catalogue) -> Prospect:
    """What may come of an answer to a message that stands alone, `ranking` being the catalogue's for it."""
    found = Prospect(of_the_whole(reading, ranking, catalogue))
    parts = sentences(reading.text)
    if len(parts) < 2 or not ranking.matches or found.likely.first >= SURE_AT:
        return found
    for part in parts:
        own = catalogue.matcher.read(part)
        if has_own_topic(own) and (nearest := catalogue.matcher.rank(own)).matches:
            likely = of_the_whole(own, nearest, catalogue)
            if nearest.matches[0].key == ranking.matches[0].key and likely.first > found.likely.first:
                found = Prospect(likely, part)
    return found


def of_the_whole(reading: Reading, ranking: Ranking, catalogue: Catalogue) -> Outlook:
    """What may come of an answer, as the whole of what was read tells it.

    A message in the very words of one procedure's text, and not a bare word or two, leaves nothing open.
    """
    likely = outlook(reading, ranking, learned_signs(), catalogue.matcher.twins.chance)
    if ranking.matches and ranking.matches[0].features[VERBATIM] == 1.0 and len(reading.topic) >= OWN_WORDS_FROM:
        return likely._replace(first=likely.first + likely.unclear, unclear=0.0)
    return likely
