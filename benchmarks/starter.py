"""Which catalogue is measured? The one that ships with the project, in memory, as of today."""

from __future__ import annotations

from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.law_in_force import law_of
from knowledge.starter_files import starter_elsewhere, starter_life_events, starter_procedures
from knowledge.viet_time import now, vietnamese_day


def starter_catalogue() -> Catalogue:
    """The starter catalogue as of today."""
    elsewhere = [sentence.text for sentence in starter_elsewhere()]
    law = law_of(starter_procedures(), vietnamese_day(now()))
    return build_catalogue(law, starter_life_events(), elsewhere=elsewhere)
