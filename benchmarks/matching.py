"""Measures the matcher on the labelled messages: precision, recall and exact answers for each kind.

The development parts print every failure; of the measuring part only counts are shown, so that nobody
tunes on it (docs/labelling-guide.md). Run: `python -m benchmarks.matching`, with names of parts to see only
those.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

from benchmarks.seed_catalogues import SLUGS, enlarged_catalogue, seed_catalogue
from domain.catalogue import Catalogue
from domain.catalogue.questions import Question
from domain.folding import fold
from domain.matching import MatchResult, Vocabulary, compile_vocabulary, match_text
from shared.vocabularies import BeyondKind

DATA = Path(__file__).parent / "data"
MEASURING = ("test", "test2", "test3", "test4")
PARTS = {
    "dev": "development part",
    "dev2": "second development part",
    "dev3": "third development part",
    "dev4": "fourth development part",
    "dev5": "fifth development part",
    "dev6": "sixth development part",
    "dev7": "seventh development part",
    "dev8": "eighth development part",
    "dev9": "ninth development part",
    "dev10": "tenth development part",
    "dev11": "eleventh development part",
    "dev12": "twelfth development part",
    "dev13": "thirteenth development part",
    "dev14": "fourteenth development part",
    "dev15": "fifteenth development part",
    "dev16": "sixteenth development part",
    "dev17": "seventeenth development part",
    "dev18": "eighteenth development part",
    "dev19": "nineteenth development part",
    "dev20": "twentieth development part",
    "dev21": "twenty-first development part",
    "test": "measuring part",
    "test2": "second measuring part",
    "test3": "third measuring part",
    "test4": "fourth measuring part",
}
AIM = 0.95
LENGTHS = (20, 200, 2_000, 100_000)
SAMPLE = "Hola, quiero homologar el escape, los intermitentes traseros y el guardavarros, el manillar no. "


@dataclass(slots=True)
class Tally:
    """Counts over a set of messages. Hits are elements with their quantity.

    `firm`: messages that get a price with no question, nothing in doubt and no person called;
    `firm_wrong`: those of them that
    are not read as labelled. `in_vain`: messages that are asked something their label does not ask.
    """

    messages: int = 0
    exact: int = 0
    exact_sets: int = 0
    right: int = 0
    given: int = 0
    wanted: int = 0
    false_on_irrelevant: int = 0
    leftovers_wanted: int = 0
    leftovers_found: int = 0
    filler: int = 0
    beyond_wanted: int = 0
    beyond_found: int = 0
    firm: int = 0
    firm_wrong: int = 0
    in_vain: int = 0
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One message compared with its label."""

    elements_right: bool
    questions_right: bool
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Whether elements, quantities and questions are those of the label."""
        return self.elements_right and self.questions_right


def meets(catalogue: Catalogue, question: Question, wanted: str | Mapping[str, list[str]]) -> bool:
    """Whether a question is the one a label asks for, by the labelling guide's comparison."""
    if isinstance(wanted, str):
        return question.element == wanted
    listed = set(wanted["any_of"])
    return len(question.options) > 1 and all(
        option.code in listed or catalogue.elements[option.code].parent_code in listed
        for option in question.options
    )


def judge(catalogue: Catalogue, row: Mapping[str, Any], result: MatchResult) -> Judgement:
    """Compares an answer with a label."""
    got = {hit.code: hit.quantity for hit in result.elements}
    wanted: dict[str, int] = row["elements"]
    left = [question.asked for question in result.questions]
    unmet: list[str] = []
    for ask in row["questions"]:
        found = next((question for question in left if meets(catalogue, question, ask)), None)
        if found is None:
            unmet.append(f"?{ask if isinstance(ask, str) else '|'.join(ask['any_of'])}")
        else:
            left.remove(found)
    missing = [f"{code}x{count}" for code, count in wanted.items() if got.get(code) != count]
    extra = [f"{code}x{count}" for code, count in got.items() if wanted.get(code) != count]
    surplus = [f"?{question.element or '|'.join(o.code for o in question.options)}" for question in left]
    return Judgement(got == wanted, not unmet and not left, tuple(missing + unmet), tuple(extra + surplus))


def evaluate(part: str, *, show: bool) -> dict[str, Tally]:
    """Tallies by kind, and over all under "all". With `show`, failures are printed one by one."""
    catalogues = {slug: seed_catalogue(slug) for slug in SLUGS}
    vocabularies = {slug: compile_vocabulary(catalogue) for slug, catalogue in catalogues.items()}
    tallies: dict[str, Tally] = {}
    for row in rows(part):
        catalogue = catalogues[row["category"]]
        result = match_text(vocabularies[row["category"]], row["text"])
        verdict = judge(catalogue, row, result)
        for name in (row["kind"], "all"):
            count(tallies.setdefault(name, Tally()), row, result, verdict)
        if show and not verdict.is_exact:
            print(f"  {row['id']}: {row['text']!r}\n    missing {verdict.missing} extra {verdict.extra}")
    return tallies


def count(tally: Tally, row: Mapping[str, Any], result: MatchResult, verdict: Judgement) -> None:
    """Adds one message to a tally."""
    wanted: dict[str, int] = row["elements"]
    tally.messages += 1
    tally.exact += verdict.is_exact
    is_for_person = any(hit.work.what is BeyondKind.PERSON for hit in result.beyond)
    is_firm = bool(result.elements) and not (result.questions or result.doubtful or is_for_person)
    tally.firm += is_firm
    tally.firm_wrong += is_firm and not verdict.is_exact
    tally.in_vain += any(item.startswith("?") for item in verdict.extra)
    tally.exact_sets += verdict.elements_right
    tally.right += sum(wanted.get(hit.code) == hit.quantity for hit in result.elements)
    tally.given += len(result.elements)
    tally.wanted += len(wanted)
    if row["kind"] == "irrelevant":
        tally.false_on_irrelevant += len(verdict.extra)
    labelled = {fold(word) for word in row["unresolved"]}
    tally.leftovers_wanted += len(labelled)
    said = {fold(word) for word in result.unresolved}
    # What is known to be beyond the tariff is told by its own name.
    said |= {word for hit in result.beyond for word in fold(hit.words).split()}
    tally.leftovers_found += len(labelled & said)
    wanted_beyond = set(row.get("beyond", ()))
    tally.beyond_wanted += len(wanted_beyond)
    tally.beyond_found += len(wanted_beyond & {hit.work.code for hit in result.beyond})
    if not labelled:
        tally.filler += len(result.unresolved)
    for missed in verdict.missing or ("-",):
        for given in verdict.extra or ("-",):
            if (missed, given) != ("-", "-"):
                tally.confusions[missed, given] += 1


def rows(part: str) -> Iterator[dict[str, Any]]:
    """The labelled messages of a part, one of `PARTS`."""
    with (DATA / f"messages_{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def print_tallies(tallies: Mapping[str, Tally]) -> None:
    """One line for each kind, then for all."""
    print(
        f"  {'kind':<12}{'n':>5}{'exact':>8}{'set':>8}{'prec':>8}{'recall':>8}{'leftover':>10}"
        f"{'filler':>8}{'beyond':>9}"
    )
    for name, tally in sorted(tallies.items(), key=lambda item: (item[0] == "all", item[0])):
        leftovers = f"{tally.leftovers_found}/{tally.leftovers_wanted}"
        print(
            f"  {name:<12}{tally.messages:>5}{tally.exact / tally.messages:>8.1%}"
            f"{tally.exact_sets / tally.messages:>8.1%}{_share(tally.right, tally.given):>8.1%}"
            f"{_share(tally.right, tally.wanted):>8.1%}{leftovers:>10}{tally.filler:>8}"
            f"{f'{tally.beyond_found}/{tally.beyond_wanted}':>9}"
        )
    if "irrelevant" in tallies:
        print(f"  false on irrelevant: {tallies['irrelevant'].false_on_irrelevant}")
    whole = tallies["all"]
    print(f"  exact: {_of(whole.exact, whole.messages)}")
    print(f"  firm prices: {_of(whole.firm, whole.messages)}; wrong: {_of(whole.firm_wrong, whole.messages)}")
    print(f"  asked in vain: {_of(whole.in_vain, whole.messages)}")


def print_confusions(tallies: Mapping[str, Tally], named: Callable[[str, str], str]) -> None:
    """What was wanted and what came instead, by kind, as counts; `named` words a pair."""
    for name, tally in sorted(tallies.items()):
        if name == "all":
            continue
        counted: Counter[str] = Counter()
        for (missed, given), times in tally.confusions.items():
            counted[named(missed, given)] += times
        for words, times in counted.most_common():
            print(f"  {name:<12} {words}: {times}")


def in_full(missed: str, given: str) -> str:
    """A confusion with its elements."""
    return f"wanted {missed} got {given}"


def by_sort(missed: str, given: str) -> str:
    """A confusion without its elements: of the measuring part nobody may learn which words were misread."""
    if missed.partition("x")[0] == given.partition("x")[0] and not missed.startswith("?"):
        return "wrong quantity"
    return f"wanted {_sort(missed)} got {_sort(given)}"


def _sort(said: str) -> str:
    return "nothing" if said == "-" else "a question" if said.startswith("?") else "an element"


def _of(part: int, whole: int) -> str:
    """A count with its share and the 95 % interval of the share (Wilson's, for counts near none or all)."""
    z = NormalDist().inv_cdf(0.975)
    share = part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return f"{part} of {whole} ({share:.1%}; 95 %: {middle - reach:.1%} to {middle + reach:.1%})"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def print_costs() -> None:
    """Milliseconds of one answer by catalogue size and length of text, warm."""
    for factor in (1, 100):
        catalogue = enlarged_catalogue("motos-part", factor)
        started = time.perf_counter()
        vocabulary = compile_vocabulary(catalogue)
        compiled = time.perf_counter() - started
        costs = ", ".join(f"{length} chars {_milliseconds(vocabulary, length):.2f} ms" for length in LENGTHS)
        print(f"  {len(catalogue.elements):>6} elements: compiled in {compiled * 1000:.0f} ms; {costs}")


def _milliseconds(vocabulary: Vocabulary, length: int) -> float:
    text = (SAMPLE * (length // len(SAMPLE) + 1))[:length]
    match_text(vocabulary, text)
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        match_text(vocabulary, text)
        best = min(best, time.perf_counter() - started)
    return best * 1000


def print_aim(measured: Tally, false_on_irrelevant: int) -> None:
    """The measured figures beside what they should be."""
    print(
        f"  aim: exact element set {measured.exact_sets / measured.messages:.1%} of at least {AIM:.0%}; "
        f"false elements on irrelevant messages {false_on_irrelevant} of at most 0"
    )


def main(names: Sequence[str]) -> None:
    """Prints the figures of the parts named, or of all parts and the costs."""
    for part, title in PARTS.items():
        if names and part not in names:
            continue
        print(title)
        tallies = evaluate(part, show=part not in MEASURING)
        print_tallies(tallies)
        if part in MEASURING:
            print_confusions(tallies, by_sort)
            print_aim(tallies["all"], tallies["irrelevant"].false_on_irrelevant)
        else:
            print_confusions(tallies, in_full)
    if not names:
        print("cost of one answer")
        print_costs()


if __name__ == "__main__":
    main(sys.argv[1:])
