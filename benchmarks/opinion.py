"""Learns the weights of the second opinion on mentions, and says how well it does on messages it did not see.

Logistic regression with an L1 penalty, so that few features keep a weight (scikit-learn, by the extra
`learning`: it is needed for learning alone, never for reading). A mention counts as asked for when the
message's label has what it names, or a variant of it. The opinion's own features are learnt from all
development parts; how it is weighed against the rules is learnt only from the parts that no rule was written
for, each message by weights that were learnt without it. Measuring parts are never read.

How sure an opinion must be for a firm price is chosen by the table of thresholds: how many prices of messages
not learnt from would be firm, and how many of those wrong.

Run: `python -m benchmarks.opinion` for the figures, with `--write` to write `domain/matching/es/weights.tsv`.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.matching import MEASURING, PARTS, judge, rows
from benchmarks.opinion_features import features, written
from benchmarks.seed_catalogues import SLUGS, seed_catalogue
from domain.catalogue import Catalogue
from domain.matching import Vocabulary, compile_vocabulary
from domain.matching.matcher import collected, judged_by_rules
from domain.matching.mentions import Mention, Status
from domain.matching.opinion import SURE, family, is_judged, is_open, weighed_by
from domain.matching.scene import Scene
from domain.matching.tables import DIRECTORY
from domain.matching.weighing import WEIGHED, weighed

# Parts that no rule was written for: what the rules say of them is what they say of any new message.
UNSEEN_BY_RULES: Final = tuple(f"dev{number}" for number in range(13, 22))
# Those of them in which clients name as many parts in passing as they do in life.
AS_IN_LIFE: Final = ("dev13", "dev14", "dev18", "dev19")
THRESHOLDS: Final = (1.5, 2.0, 2.5, 2.75, 3.0, 3.25)
FOLDS: Final = 4
PENALTY: Final = 5.0
# A feature that fewer mentions have says nothing; the scale only conditions the optimiser.
FEWEST: Final = 3
SCALE: Final = 1 / 150**0.5
HUNDREDTHS: Final = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled message as the rules read it: what each mention has around it, and whether it is wanted."""

    number: int
    part: str
    row: Mapping[str, Any]
    scene: Scene
    statuses: Sequence[Status]
    wanted: Sequence[bool]
    around: Sequence[frozenset[str]]
    heard: Sequence[bool]

    @property
    def learnt_from(self) -> Iterator[tuple[frozenset[str], bool]]:
        """What the mentions on which the opinion is heard have around them, and whether they are wanted."""
        return (
            (around, wanted)
            for around, wanted, heard in zip(self.around, self.wanted, self.heard, strict=True)
            if heard
        )

    @property
    def fold(self) -> int:
        """Which share of the messages it belongs to."""
        return self.number % FOLDS


def labelled_messages() -> Iterator[Message]:
    """All messages of the development parts that name something."""
    vocabularies = {slug: compile_vocabulary(seed_catalogue(slug)) for slug in SLUGS}
    for part in PARTS:
        if part in MEASURING:
            continue
        for row in rows(part):
            vocabulary = vocabularies[row["category"]]
            scene, statuses = judged_by_rules(vocabulary, row["text"])
            if not is_open(scene, statuses):
                continue
            yield Message(
                zlib.crc32(row["id"].encode()),
                part,
                row,
                scene,
                statuses,
                [is_wanted(vocabulary, mention, row) for mention in scene.mentions],
                [frozenset(map(written, features(scene, index))) for index in range(len(scene.mentions))],
                [is_judged(vocabulary, mention) for mention in scene.mentions],
            )


def is_wanted(vocabulary: Vocabulary, mention: Mention, row: Mapping[str, Any]) -> bool:
    """Whether a label has what a mention names, a variant of it, or asks for what it is a variant of."""
    asked = {
        code
        for question in row["questions"]
        for code in ([question] if isinstance(question, str) else question["any_of"])
    }
    wanted = asked | row["elements"].keys()
    beyond = set(row.get("beyond", ()))
    return any(
        target in wanted
        or any(target in family(vocabulary, code) for code in wanted)
        or not asked.isdisjoint(family(vocabulary, target))
        or (target in vocabulary.works and vocabulary.works[target].code in beyond)
        for target in mention.targets
    )


class Weights:
    """Weights by feature, and the sum at which neither answer is likelier."""

    def __init__(self, messages: Sequence[Message]) -> None:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        given = [found for message in messages for found in message.learnt_from]
        mentions = [around for around, _ in given]
        counts = Counter(feature for found in mentions for feature in found)
        kept = sorted(feature for feature, count in counts.items() if count >= FEWEST)
        columns = {feature: number for number, feature in enumerate(kept)}
        entries = [sorted(columns[feature] for feature in found if feature in columns) for found in mentions]
        ends = [0]
        for entry in entries:
            ends.append(ends[-1] + len(entry))
        flat = [column for entry in entries for column in entry]
        matrix = csr_matrix(([SCALE] * len(flat), flat, ends), shape=(len(entries), len(kept)))
        model = LogisticRegression(C=PENALTY, solver="liblinear", l1_ratio=1, tol=1e-2, random_state=0)
        model.fit(matrix, [wanted for _, wanted in given])
        self.always = float(model.intercept_[0])
        self.by_feature = {
            feature: float(weight) * SCALE
            for feature, weight in zip(kept, model.coef_[0], strict=True)
            if abs(weight) * SCALE * HUNDREDTHS >= 1
        }

    def alone(self, message: Message) -> list[float]:
        """The opinion on every mention of a message by its own surroundings, as log-odds."""
        return [
            self.always + sum(self.by_feature.get(feature, 0.0) for feature in found)
            for found in message.around
        ]


def together(messages: Sequence[Message], alone: Mapping[int, list[float]]) -> dict[str, float]:
    """How the opinion, its neighbours' and the rules' status weigh together, learnt from given messages."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    given = [
        (found, wanted)
        for message in messages
        for found, wanted, heard in zip(
            contexts(message, alone[message.number]), message.wanted, message.heard, strict=True
        )
        if heard
    ]
    vectors = DictVectorizer(sparse=False)
    model = LogisticRegression(C=1.0, fit_intercept=False)
    model.fit(vectors.fit_transform([found for found, _ in given]), [wanted for _, wanted in given])
    return dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


def contexts(message: Message, alone: Sequence[float]) -> list[dict[str, float]]:
    """What is weighed for every mention of a message."""
    return [
        dict(zip(WEIGHED, found, strict=True)) for found in weighed(message.scene, message.statuses, alone)
    ]


def odds_of(message: Message, alone: Sequence[float], weights: Mapping[str, float]) -> list[float]:
    """The log-odds of every mention of a message, all things weighed."""
    return [
        sum(weights.get(name, 0.0) * value for name, value in found.items())
        for found in contexts(message, alone)
    ]


def report(messages: Sequence[Message], alone: Mapping[int, list[float]]) -> None:
    """Prints how many mentions rules, opinion and both read right, by part, on messages not learnt from."""
    tallies: dict[str, Counter[str]] = {}
    firm: dict[float, Counter[str]] = {threshold: Counter() for threshold in THRESHOLDS}
    catalogues = {slug: seed_catalogue(slug) for slug in SLUGS}
    vocabularies = {slug: compile_vocabulary(catalogue) for slug, catalogue in catalogues.items()}
    unseen = [message for message in messages if message.part in UNSEEN_BY_RULES]
    for fold in range(FOLDS):
        weights = together([message for message in unseen if message.fold != fold], alone)
        for message in (message for message in unseen if message.fold == fold):
            tally = tallies.setdefault(message.part, Counter())
            both = odds_of(message, alone[message.number], weights)
            if message.part in AS_IN_LIFE:
                slug = message.row["category"]
                count_firm(firm, catalogues[slug], vocabularies[slug], message, both)
            for index, wanted in enumerate(message.wanted):
                if not message.heard[index]:
                    continue
                tally["mentions"] += 1
                tally["rules"] += (message.statuses[index] is Status.ASKED) == wanted
                tally["alone"] += (alone[message.number][index] > 0) == wanted
                tally["both"] += (both[index] > 0) == wanted
    for part, tally in tallies.items():
        read = [f"{name} {tally[name] / tally['mentions']:.1%}" for name in ("rules", "alone", "both")]
        print(f"{PARTS[part]}: {tally['mentions']} mentions; read right by {', '.join(read)}")
    for threshold, tally in firm.items():
        share = 100 * tally["wrong"] / tally["messages"]
        print(
            f"sure from {threshold}{' (set)' if threshold == SURE else ''}: {tally['firm']} of "
            f"{tally['messages']} messages with a firm price, {tally['wrong']} of them wrong ({share:.1f} a "
            f"hundred); {tally['exact']} read right"
        )


def count_firm(
    firm: Mapping[float, Counter[str]],
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    message: Message,
    odds: Sequence[float],
) -> None:
    """Adds a message to the tally of every threshold: whether its price would be firm, and wrong."""
    for threshold, tally in firm.items():
        statuses, doubtful = weighed_by(vocabulary, message.scene, message.statuses, odds, threshold)
        result = collected(vocabulary, message.scene, statuses)
        verdict = judge(catalogue, message.row, result)
        right = verdict.elements_right and verdict.questions_right
        is_firm = bool(result.elements) and not (result.questions or doubtful)
        tally.update(messages=1, exact=int(right), firm=int(is_firm), wrong=int(is_firm and not right))


def main(arguments: Sequence[str]) -> None:
    """Learns, reports and, with `--write`, writes the table."""
    messages = list(labelled_messages())
    alone: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        learnt = Weights([message for message in messages if message.fold != fold])
        alone |= {message.number: learnt.alone(message) for message in messages if message.fold == fold}
    report(messages, alone)
    final = Weights(messages)
    weights = {"=own": final.always, **final.by_feature}
    weights |= together([message for message in messages if message.part in UNSEEN_BY_RULES], alone)
    print(f"{len(final.by_feature)} features with a weight")
    if "--write" in arguments:
        lines = [f"{name}\t{round(weight * HUNDREDTHS)}" for name, weight in sorted(weights.items())]
        text = "\n".join(["feature\tweight", *lines]) + "\n"
        (DIRECTORY / "weights.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
