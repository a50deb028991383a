"""How fast and how small is it? `python -m benchmarks`: one run on one core, as ratios to named baselines."""

from __future__ import annotations

import argparse
import json

from benchmarks.one_core import keep_to_one_core, machine


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    keep_to_one_core()
    # numpy counts its threads when it is imported, so everything that imports it waits until here
    from benchmarks import deciding_time, importing, scale, stages, starting
    from benchmarks.questions import flat, golden, texts_asked
    from benchmarks.sections import show
    from benchmarks.starter import starter_catalogue

    catalogue = starter_catalogue()
    cases = flat(golden("development"))
    result = {
        "machine": machine(),
        "deciding": deciding_time.measured(catalogue, cases),
        "stages": stages.measured(catalogue, texts_asked(cases)),
        "starting": starting.measured(),
        "importing": importing.measured(),
        "scale": scale.measured(),
    }
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    print(" · ".join(machine().values()), "· one core")
    sections = [
        deciding_time.section(result["deciding"]),
        stages.section(result["stages"]),
        starting.section(result["starting"]),
        importing.section(result["importing"]),
    ]
    show([*sections, *([scale.section(result["scale"])] if result["scale"] else [])])


if __name__ == "__main__":
    main()
