"""Shows that a change of the matcher leaves every reading as it was, or which readings it changes.

    python -m benchmarks.verdicts --save before.json
    python -m benchmarks.verdicts --compare before.json

A reading holds the elements with their quantities, the questions, the unresolved words, the denied elements
and the status of each mention. Readings of the measuring parts are kept and compared as digests only, and of
them nothing is printed but counts (docs/labelling-guide.md). Exit status 1 when a reading differs.
"""

import argparse
import hashlib
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.matching import MEASURING, PARTS, rows
from benchmarks.seed_catalogues import SLUGS, seed_catalogue
from domain.matching import Vocabulary, compile_vocabulary
from domain.matching.matcher import collected, judged

# A reading as plain data; of a measuring part its digest.
Reading = dict[str, Any] | str


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of all labelled messages by part and row, and the CPU seconds of each message."""

    parts: Mapping[str, Mapping[str, Reading]]
    seconds: Sequence[float]


def read_all() -> Readings:
    """Reads every labelled message in its own category."""
    vocabularies = {slug: compile_vocabulary(seed_catalogue(slug)) for slug in SLUGS}
    parts: dict[str, dict[str, Reading]] = {}
    seconds: list[float] = []
    for part in PARTS:
        parts[part] = {}
        for row in rows(part):
            started = time.process_time()
            reading = read_one(vocabularies[row["category"]], row["text"])
            seconds.append(time.process_time() - started)
            parts[part][row["id"]] = digest(reading) if part in MEASURING else reading
    return Readings(parts, seconds)


def read_one(vocabulary: Vocabulary, text: str) -> dict[str, Any]:
    """One message's reading as plain data that survives JSON."""
    scene, statuses = judged(vocabulary, text)
    result = collected(vocabulary, scene, statuses)
    return {
        "elements": {hit.code: [hit.quantity, hit.score, list(hit.words)] for hit in result.elements},
        "questions": [
            [ask.asked.element, [option.code for option in ask.asked.options], ask.quantity, list(ask.words)]
            for ask in result.questions
        ],
        "unresolved": list(result.unresolved),
        "denied": [hit.code for hit in result.negated],
        "mentions": [
            [list(mention.targets), list(mention.places), status.value]
            for mention, status in zip(scene.mentions, statuses, strict=True)
        ],
    }


def digest(reading: Mapping[str, Any]) -> str:
    """A reading that can be compared and not be read."""
    return hashlib.sha256(json.dumps(reading, sort_keys=True).encode()).hexdigest()


def changed(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> list[str]:
    """The rows of a part that are read otherwise, new, or gone."""
    return sorted(row for row in before.keys() | after.keys() if before.get(row) != after.get(row))


def differences(part: str, before: Mapping[str, Reading], after: Mapping[str, Reading]) -> Iterator[str]:
    """One line for each changed row of a development part; none for a measuring part."""
    for row in changed(before, after) if part not in MEASURING else ():
        old, new = before.get(row), after.get(row)
        if not isinstance(old, dict) or not isinstance(new, dict):
            yield f"  {row}: {'new' if old is None else 'gone'}"
            continue
        for name in old.keys() | new.keys():
            if old.get(name) != new.get(name):
                yield f"  {row}: {name} {old.get(name)} → {new.get(name)}"


def compare(before: Mapping[str, Mapping[str, Reading]], after: Mapping[str, Mapping[str, Reading]]) -> int:
    """Prints what has changed part by part; the number of changed readings."""
    total = 0
    for part in sorted(before.keys() | after.keys()):
        old, new = before.get(part, {}), after.get(part, {})
        count = len(changed(old, new))
        total += count
        print(f"{part:<6} {len(new):>5} messages, {count} changed")
        for line in differences(part, old, new):
            print(line)
    print(f"{total} readings changed")
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Saves or compares; with neither, only the cost of a reading is printed. The exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the readings to FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="compare with the readings in FILE")
    chosen = parser.parse_args(arguments)
    if chosen.compare is not None and not chosen.compare.is_file():
        parser.error(f"--compare: {chosen.compare} is no file; write it first with --save")
    readings = read_all()
    median = statistics.median(readings.seconds) * 1000
    print(f"{len(readings.seconds)} messages, median {median:.2f} ms of CPU each")
    if chosen.save is not None:
        chosen.save.write_text(json.dumps(readings.parts, ensure_ascii=False, indent=0), encoding="utf-8")
    if chosen.compare is not None:
        return 1 if compare(json.loads(chosen.compare.read_text("utf-8")), readings.parts) else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
