"""How far the labels of difficult messages agree with what two further readers say of them.

`further_readers.jsonl` has what two readers made of 150 messages of the parts 10 and 18 to 21, drawn by
chance: they knew the labelling guide and the catalogue's names and descriptions, neither labels nor rules.
Where they differ from the labels, no reading can be expected to agree; how many the matcher reads as labelled
stands beside.

Run: `python -m benchmarks.agreement`, with `--show` for what differs.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.matching import DATA, judge, rows
from benchmarks.seed_catalogues import SLUGS, seed_catalogue
from domain.matching import compile_vocabulary, match_text

DRAWN_FROM: Final = ("dev10", "dev18", "dev19", "dev20", "dev21")
READERS: Final = (1, 2)


def is_same(label: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two labels have the same elements, quantities and questions, as the guide compares them."""
    left = list(other["questions"])
    for ask in label["questions"]:
        found = next((question for question in left if _meets(ask, question)), None)
        if found is None:
            return False
        left.remove(found)
    return not left and label["elements"] == other["elements"]


def _meets(ask: str | Mapping[str, Any], other: str | Mapping[str, Any]) -> bool:
    if isinstance(ask, str) or isinstance(other, str):
        return ask == other
    return len(set(ask["any_of"]) & set(other["any_of"])) > 1


def main(arguments: Sequence[str]) -> None:
    """Prints the share of messages in which the labels, the readers and the matcher agree."""
    labels = {row["id"]: row for part in DRAWN_FROM for row in rows(part)}
    read: dict[int, dict[str, Any]] = {reader: {} for reader in READERS}
    for line in (DATA / "further_readers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        read[row["reader"]][row["id"]] = row
    names = list(read[1])
    print(f"{len(names)} messages of {', '.join(DRAWN_FROM)}")
    for reader in READERS:
        differing = [name for name in names if not is_same(labels[name], read[reader][name])]
        print(f"reader {reader} and label agree: {_share(len(names) - len(differing), len(names))}")
        if "--show" in arguments:
            for name in differing:
                print(f"  {name}: {labels[name]['text']!r}\n    {read[reader][name]}")
    both = sum(is_same(read[1][name], read[2][name]) for name in names)
    print(f"both readers agree: {_share(both, len(names))}")
    catalogues = {slug: seed_catalogue(slug) for slug in SLUGS}
    vocabularies = {slug: compile_vocabulary(catalogue) for slug, catalogue in catalogues.items()}
    exact = 0
    for name in names:
        row = labels[name]
        result = match_text(vocabularies[row["category"]], row["text"])
        exact += judge(catalogues[row["category"]], row, result).is_exact
    print(f"matcher and label agree: {_share(exact, len(names))} (development parts: it was made with them)")


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.1%})"


if __name__ == "__main__":
    main(sys.argv[1:])
