"""Says what would stay wrong were every mention judged right: words not spotted, variants, quantities.

The status of each mention is taken from the message's label instead of from the rules and the second opinion;
what then differs from the label is counted by kind and by element, beside the share that is exact. Measuring
parts are never read.

Run: `python -m benchmarks.ceiling`, with names of parts for those only, and with `--show` for the messages.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.matching import MEASURING, PARTS, judge, rows
from benchmarks.opinion import UNSEEN_BY_RULES, is_wanted
from benchmarks.seed_catalogues import SLUGS, seed_catalogue
from domain.matching import MatchResult, Vocabulary, compile_vocabulary, match_text
from domain.matching.matcher import collected, judged_by_rules
from domain.matching.mentions import Status
from domain.matching.opinion import family, kin
from domain.matching.scene import Scene

_SHOW: Final = "--show"
_SHOWN: Final = 60


def ideal(vocabulary: Vocabulary, row: Mapping[str, Any]) -> tuple[Scene, MatchResult]:
    """A message's mentions, and what it comes to when each one's status is the label's."""
    scene, statuses = judged_by_rules(vocabulary, row["text"])
    wanted = [is_wanted(vocabulary, mention, row) for mention in scene.mentions]
    said = {
        code
        for mention, asked in zip(scene.mentions, wanted, strict=True)
        if asked and len(mention.targets) == 1
        for code in family(vocabulary, mention.targets[0])
    }
    known = [
        Status.ASKED
        # A word of several parts adds nothing where one of them is named: "suspensión full air".
        if asked and (len(mention.targets) == 1 or said.isdisjoint(mention.targets))
        else _unless_asked(status)
        for mention, asked, status in zip(scene.mentions, wanted, statuses, strict=True)
    ]
    return scene, collected(vocabulary, scene, known)


def faults(
    vocabulary: Vocabulary, row: Mapping[str, Any], scene: Scene, result: MatchResult
) -> Iterator[tuple[str, str]]:
    """What differs from the label: the kind of each fault, and its element or question."""
    wanted: Mapping[str, int] = row["elements"]
    got = {hit.code: hit.quantity for hit in result.elements}
    verdict = judge(seed_catalogue(row["category"]), row, result)
    spotted = {target for mention in scene.mentions for target in kin(vocabulary, mention)}
    surplus = [name for name in verdict.extra if name.startswith("?")]
    for code, count in wanted.items():
        if code in got:
            if got[code] != count:
                yield "quantity", f"{code} {count} read as {got[code]}"
        elif any(parent in name for name in surplus for parent in family(vocabulary, code)):
            yield "variant asked though settled", code
        elif spotted.isdisjoint(family(vocabulary, code)):
            yield "never spotted", code
        else:
            yield "spotted but lost", code
    for name in (name for name in verdict.missing if name.startswith("?")):
        codes = name[1:].split("|")
        if {variant for code in codes for variant in _with_variants(vocabulary, code)} & got.keys():
            yield "variant settled though open", name
        else:
            yield "question never spotted" if spotted.isdisjoint(codes) else "question lost", name
    yield from (("extra element", code) for code in sorted(got.keys() - wanted.keys()))
    yield from (("extra question", name) for name in surplus)
    missed = set(row.get("beyond", ())) - {hit.work.code for hit in result.beyond}
    yield from (("work beyond the tariff missed", code) for code in sorted(missed))


def _unless_asked(status: Status) -> Status:
    return Status.ASIDE if status is Status.ASKED else status


def _with_variants(vocabulary: Vocabulary, code: str) -> Sequence[str]:
    return (code, *vocabulary.hosts[code].variants) if code in vocabulary.hosts else (code,)


def _is_exact(row: Mapping[str, Any], result: MatchResult) -> bool:
    verdict = judge(seed_catalogue(row["category"]), row, result)
    return verdict.elements_right and verdict.questions_right


def main(arguments: Sequence[str]) -> None:
    """Prints the figures of the parts named, by default of those that no rule was written for."""
    named = [name for name in arguments if name in PARTS and name not in MEASURING]
    vocabularies = {slug: compile_vocabulary(seed_catalogue(slug)) for slug in SLUGS}
    kinds: Counter[str] = Counter()
    faulty: Counter[tuple[str, str]] = Counter()
    for part in named or UNSEEN_BY_RULES:
        messages = list(rows(part))
        exact = best = 0
        for row in messages:
            vocabulary = vocabularies[row["category"]]
            scene, result = ideal(vocabulary, row)
            found = list(faults(vocabulary, row, scene, result))
            exact += _is_exact(row, match_text(vocabulary, row["text"]))
            best += _is_exact(row, result)
            kinds.update({kind for kind, _ in found})
            faulty.update(found)
            if found and _SHOW in arguments:
                print(f"  {row['id']}: {row['text']!r}\n    {found}")
        shares = (
            f"exact {exact / len(messages):.1%}, were every mention judged right {best / len(messages):.1%}"
        )
        print(f"{PARTS[part]}: {len(messages)} messages; {shares}")
    for kind, count in kinds.most_common():
        print(f"  {kind}: {count} messages")
    for (kind, what), count in faulty.most_common(_SHOWN):
        print(f"    {kind} {what}: {count}")


if __name__ == "__main__":
    main(sys.argv[1:])
