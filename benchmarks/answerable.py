"""Learns what tells an answer from its absence, and says how well it does on questions it did not see.

    python -m benchmarks.answerable [--regulations DIR] [--questions FILE …] [--vectors FILE] [--write]

Logistic regression over the signs of `domain/regulations/evidence.py`, by cross-validation over the questions
of all FILEs (as benchmarks/regulations.py takes them; never those kept for measuring). The bound is set so
that few answerable questions are lost. `--write` writes `domain/regulations/evidence.tsv`.
"""

import argparse
import asyncio
import math
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from agent.services.regulations.glossary import glossary
from agent.services.regulations.search import SearchFilters, legs
from agent.services.regulations.search.asking import look
from agent.services.regulations.search.documents import index_state
from agent.services.regulations.search.stopwatch import Stopwatch
from benchmarks.regulations import OWN, Question, indexed, questions_to, read_questions
from domain.regulations.evidence import SIGNS, TABLE

FOLDS: Final = 8
SEEDS: Final = 5
LOSS: Final = 0.01
"""Share of the answerable questions that the bound may cost; the glossary's subjects cost some more."""
RIDGE: Final = 2.0
STEPS: Final = 400
RATE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """The signs of a question, whether it has an answer, and whether its subject alone refuses it."""

    part: str
    signs: tuple[float, ...]
    has_answer: bool
    is_beside: bool


@dataclass(frozen=True, slots=True)
class Model:
    """What is usual of each sign, how far it usually is from that, and its weight there."""

    usual: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]
    base: float

    def score(self, signs: Sequence[float]) -> float:
        """Log-odds of an answer."""
        standing = zip(signs, self.usual, self.spread, self.weights, strict=True)
        return self.base + sum(weight * (sign - usual) / spread for sign, usual, spread, weight in standing)


async def look_at_all(
    folder: Path, paths: Sequence[Path], vectors: Path | None, console: Console
) -> list[Seen]:
    """The signs of all questions without identifiers."""
    seen = []
    async with indexed(console, folder, vectors) as library:
        for path in paths:
            for question in read_questions(path):
                if question.kind == "identifier":
                    continue
                async with library.sessions() as session:
                    await legs.prepare(session)
                    state = await index_state(session, SearchFilters())
                    words = (await glossary(session)).glossary
                    found, _ = await look(
                        session, question.words, state, library.embedder, Stopwatch(), words
                    )
                if found.evidence is not None and not found.named:
                    seen.append(_seen(path.stem, question, found.evidence, found.is_beside))
    return seen


def _seen(part: str, question: Question, evidence: object, is_beside: bool) -> Seen:
    values = [getattr(evidence, name) for name in SIGNS]
    signs = tuple(0.0 if value is None else float(value) for value in values)
    return Seen(part, signs, question.kind == "everyday", is_beside)


def learnt(seen: Sequence[Seen]) -> Model:
    """The model that fits these questions, its weights held small."""
    columns = list(zip(*(one.signs for one in seen), strict=True))
    usual = tuple(statistics.fmean(column) for column in columns)
    spread = tuple(statistics.pstdev(column) or 1.0 for column in columns)
    rows = [
        [(sign - mean) / deviation for sign, mean, deviation in zip(one.signs, usual, spread, strict=True)]
        for one in seen
    ]
    weights, base = [0.0] * len(usual), 0.0
    for _ in range(STEPS):
        steps, step = [-RIDGE * weight for weight in weights], 0.0
        for row, one in zip(rows, seen, strict=True):
            score = base + sum(weight * value for weight, value in zip(weights, row, strict=True))
            error = float(one.has_answer) - 1 / (1 + math.exp(-score))
            step += error
            steps = [before + error * value for before, value in zip(steps, row, strict=True)]
        weights = [weight + RATE * move / len(seen) for weight, move in zip(weights, steps, strict=True)]
        base += RATE * step / len(seen)
    return Model(usual, spread, tuple(weights), base)


def bound_of(scores: Sequence[float]) -> float:
    """The bound under which no more than LOSS of the answerable questions fall."""
    return sorted(scores)[math.floor(LOSS * len(scores))]


def across(seen: Sequence[Seen]) -> tuple[list[float], float]:
    """Each question's score by models that did not see it, mean of all shuffles, and the bound."""
    scores = [0.0] * len(seen)
    for seed in range(SEEDS):
        order = list(range(len(seen)))
        random.Random(seed).shuffle(order)
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            out = frozenset(held)
            model = learnt([one for number, one in enumerate(seen) if number not in out])
            for number in held:
                scores[number] += model.score(seen[number].signs) / SEEDS
    return scores, bound_of([score for score, one in zip(scores, seen, strict=True) if one.has_answer])


def show(console: Console, seen: Sequence[Seen]) -> float:
    """Print what is refused and lost, and return the bound."""
    scores, bound = across(seen)
    for part in dict.fromkeys(one.part for one in seen):
        for has_answer, what in ((False, "refused"), (True, "lost")):
            here = [
                (score < bound or one.is_beside, one.is_beside)
                for score, one in zip(scores, seen, strict=True)
                if one.part == part and one.has_answer is has_answer
            ]
            refused, beside = sum(both for both, _ in here), sum(alone for _, alone in here)
            console.print(f"{part}: {what} {refused} of {len(here)}, by subject alone {beside}")
    return bound


def write(model: Model, bound: float) -> None:
    """Write the table."""
    lines = ["sign\tusual\tweight", f"bound\t0\t{model.base - bound:.4f}"]
    for name, usual, spread, weight in zip(SIGNS, model.usual, model.spread, model.weights, strict=True):
        lines.append(f"{name}\t{usual:.4f}\t{weight / spread:.4f}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answerable")
    parser.add_argument("--regulations", type=Path, default=OWN)
    parser.add_argument("--questions", type=Path, action="append", default=[])
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    console = Console()
    questions = given.questions or questions_to(given.regulations)
    seen = asyncio.run(look_at_all(given.regulations, questions, given.vectors, console))
    if len({one.has_answer for one in seen}) < 2:
        console.print("Questions with and without an answer are needed to learn from")
        return
    bound = show(console, seen)
    if given.write:
        write(learnt(seen), bound)


if __name__ == "__main__":
    main()
