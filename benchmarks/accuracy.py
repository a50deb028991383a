"""How right are the answers? `python -m benchmarks.accuracy`: printed, and kept in `docs/accuracy.md`."""

from __future__ import annotations

import argparse

from benchmarks import curve, golden_figures, national_figures, plain_search, sameness, shared_figures
from benchmarks.learning import NATIONAL
from benchmarks.national import national_catalogue
from benchmarks.questions import ROOT, flat, golden, national
from benchmarks.sections import BEGIN, END, Section, between_markers, markdown, show
from benchmarks.starter import starter_catalogue
from knowledge.catalogue import Catalogue

PAGE = ROOT / "docs/accuracy.md"
COMMAND = "python -m benchmarks.accuracy"
INTRODUCTION = f"""# How right are the answers?

Measured by `make evaluate`, first on the starter catalogue, then on the whole national one. Two sets of golden
questions for each (`tests/golden/README.md`):

- **development** was open while the matcher was made, and its questions are among those that the logit's weights were
  fitted on. Its figures tell how well it fits, not how well it does on what nobody has seen.
- **held_back** is kept out of sight. These are the figures to trust. Only figures of it are ever printed.

Both were written for this project from the list of procedures, not collected from citizens: real ones may be harder.
Of both there are two series; the second is harder: more stories, and half of its turns hang on what was said before.

| word | meaning |
|---|---|
| right first | of the turns that want an answer: the first procedure answered is an acceptable one |
| or offered | … or an acceptable one is among the first four options or nearest ones shown |
| wrong | of all turns: a procedure was shown as the answer, and it is not an acceptable one |
| right behaviour | answered rightly, asked back among the right ones, or declined, as the question wants |
| aspects F1 | what was asked of the procedure (papers, fee, time …): the mean F1 over the aspects |
| ECE | expected calibration error of the probabilities of shown answers, ten bins |

Shares stand with their 95 % Wilson interval. Times are wall time of a whole turn, in milliseconds, on a machine that
may be doing other things; `make bench` measures CPU time.

{BEGIN}
{END}
"""


def sections(catalogue: Catalogue) -> list[Section]:
    """Everything that is measured, in the order of the page."""
    return [
        *golden_figures.sections(catalogue),
        sameness.section(catalogue),
        *shared_figures.sections(catalogue),
        curve.section("starter catalogue", flat(golden("development")), catalogue),
        plain_search.section(catalogue),
        *(_national(national_catalogue()) if NATIONAL.exists() else ()),
    ]


def _national(catalogue: Catalogue) -> list[Section]:
    development = curve.section("national catalogue", flat(national("development")), catalogue)
    return [*national_figures.sections(catalogue), development]


def page(found: list[Section], catalogue: Catalogue, before: str) -> str:
    """The page with its generated part renewed."""
    head = (
        f"Generated on {catalogue.on.isoformat()} by `{COMMAND}` from {len(catalogue.procedures)} procedures "
        f"with {len(catalogue.matcher.texts)} names, phrases and situations."
    )
    return between_markers(before, "\n\n".join([head, *map(markdown, found)]))


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--print-only", action="store_true", help=f"leave {PAGE.relative_to(ROOT)} as it is")
    arguments = parser.parse_args()
    catalogue = starter_catalogue()
    found = sections(catalogue)
    show(found)
    if not arguments.print_only:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else INTRODUCTION
        PAGE.write_text(page(found, catalogue, before), encoding="utf-8")


if __name__ == "__main__":
    main()
