"""Learns what tells an answer from its absence, and says how well it does on questions it did not see.

    python -m benchmarks.answerable [--regulations DIR] [--questions FILE …] [--vectors FILE] [--write]

Logistic regression, its weights held small, by cross-validation over the questions of all FILEs (as
benchmarks/regulations.py takes them; never those kept for measuring): once over the signs of
`domain/regulations/evidence.py` alone, once together with the question's vector, where there are enough
questions for that. The glossary's subjects were written from the misses of FITTED, which therefore says
nothing of how much a subject tells. The bounds are set so that few answerable questions are lost. `--write`
writes the tables that `evidence.py` reads.
"""

import argparse
import asyncio
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from agent.services.regulations.glossary import glossary
from agent.services.regulations.search import SearchFilters, legs
from agent.services.regulations.search.asking import look
from agent.services.regulations.search.documents import IndexedDocument, index_state
from agent.services.regulations.search.stopwatch import Stopwatch
from benchmarks.regulations import DEVELOPMENT, OWN, indexed, questions_to, read_questions
from domain.regulations.evidence import (
    SIGNS,
    TABLE,
    TABLE_OF_DOCUMENTS,
    TABLE_OF_QUESTIONS,
    Evidence,
)

FITTED: Final = DEVELOPMENT.stem
FOLDS: Final = 8
SEEDS: Final = 3
LOSS_OF_SIGNS: Final = 0.01
LOSS: Final = 0.01
"""Shares of the answerable questions that the bounds may cost. Beside the signs alone the glossary's subjects
refuse for good, which costs some more; with the question's vector, questions of a part that was left out
whole lose about twice as much as those of parts that were learnt from."""
RIDGE_OF_SIGNS: Final = 8.0
RIDGE: Final = 100.0
ENOUGH: Final = 300
"""Questions; fewer say nothing of hundreds of numbers."""
STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a question, and whether it has an answer."""

    part: str
    words: str
    evidence: Evidence
    has_answer: bool

    @property
    def signs(self) -> tuple[float, ...]:
        """The signs alone; one that is not known is 0."""
        return tuple(float(getattr(self.evidence, name) or 0.0) for name in SIGNS)

    @property
    def tells_of_subjects(self) -> bool:
        """Whether no subject was written for it."""
        return self.part != FITTED


@dataclass(frozen=True, slots=True)
class Model:
    """What is usual of each number, and what one more of it adds; the first are the signs."""

    usual: tuple[float, ...]
    weights: tuple[float, ...]
    base: float

    def score(self, numbers: Sequence[float]) -> float:
        """Log-odds of an answer."""
        return self.base + math.fsum(
            weight * (number - usual)
            for number, usual, weight in zip(numbers, self.usual, self.weights, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """Each question's score by models that did not see it, the weight of a subject that is missing, and the
    bound; without that weight such a subject refuses for good."""

    scores: tuple[float, ...]
    beside: float | None
    bound: float

    def refuses(self, number: int, one: Seen) -> bool:
        """Whether the question of that number gets no answer."""
        if self.beside is None and one.evidence.beside:
            return True
        return self.scores[number] + (self.beside or 0.0) * one.evidence.beside < self.bound


async def look_at_all(
    folder: Path, paths: Sequence[Path], vectors: Path | None, console: Console
) -> tuple[list[Seen], tuple[IndexedDocument, ...]]:
    """What is seen of all questions without identifiers, and the documents."""
    seen = []
    async with indexed(console, folder, vectors) as library:
        async with library.sessions() as session:
            documents = (await index_state(session, SearchFilters())).documents
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
                    has_answer = question.kind == "everyday"
                    seen.append(Seen(path.stem, question.words, found.evidence, has_answer))
    return seen, documents


def numbers_of(one: Seen, *, with_vector: bool) -> tuple[float, ...]:
    """The numbers that a model weighs."""
    return (*one.signs, *one.evidence.vector) if with_vector else one.signs


def learnt(seen: Sequence[Seen], *, with_vector: bool) -> Model:
    """The model that fits these questions."""
    import numpy as np

    rows = np.array([numbers_of(one, with_vector=with_vector) for one in seen])
    wanted = np.array([float(one.has_answer) for one in seen])
    usual, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0.0] = 1.0
    table = np.hstack([(rows - usual) / spread, np.ones((len(rows), 1))])
    held = np.full(table.shape[1], RIDGE)
    held[: len(SIGNS)], held[-1] = RIDGE_OF_SIGNS, 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):  # Newton's
        odds = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (wanted - odds) - held * weights
        bend = (table * (odds * (1 - odds))[:, None]).T @ table + np.diag(held + 1e-9)
        weights = weights + np.linalg.solve(bend, slope)
    return Model(_floats(usual), _floats(weights[:-1] / spread), float(weights[-1]))


def _floats(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def across(seen: Sequence[Seen], *, with_vector: bool) -> tuple[float, ...]:
    """Each question's score by models that did not see it, mean of all shuffles."""
    scores = [0.0] * len(seen)
    for seed in range(SEEDS):
        order = list(range(len(seen)))
        random.Random(seed).shuffle(order)
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            out = frozenset(held)
            model = learnt(
                [one for number, one in enumerate(seen) if number not in out], with_vector=with_vector
            )
            for number in held:
                numbers = numbers_of(seen[number], with_vector=with_vector)
                scores[number] += model.score(numbers) / SEEDS
    return tuple(scores)


def weight_of_subjects(seen: Sequence[Seen], scores: Sequence[float]) -> float:
    """What the glossary's word that a subject is not there adds to these scores."""
    told = [(score, one) for score, one in zip(scores, seen, strict=True) if one.tells_of_subjects]
    weight = base = 0.0
    for _ in range(200):
        along = aside = 0.0
        for score, one in told:
            odds = 1 / (1 + math.exp(-(score + base + weight * one.evidence.beside)))
            along += (float(one.has_answer) - odds) * one.evidence.beside
            aside += float(one.has_answer) - odds
        weight += 4 * along / len(told)
        base += 4 * aside / len(told)
    return weight


def bound_of(scores: Iterable[float], loss: float) -> float:
    """The bound under which no more than this share of the scores fall."""
    ordered = sorted(scores)
    return ordered[math.floor(loss * len(ordered))]


def judged(seen: Sequence[Seen], *, with_vector: bool) -> Judged:
    """What cross-validation says of the questions."""
    scores = across(seen, with_vector=with_vector)
    beside = weight_of_subjects(seen, scores) if with_vector else None
    rows = list(zip(scores, seen, strict=True))
    telling = [row for row in rows if row[1].has_answer and row[1].tells_of_subjects] or rows
    answerable = [score + (beside or 0.0) * one.evidence.beside for score, one in telling]
    return Judged(scores, beside, bound_of(answerable, LOSS if with_vector else LOSS_OF_SIGNS))


def show(console: Console, what: str, seen: Sequence[Seen], found: Judged) -> None:
    """Print what is refused and lost."""
    for part in dict.fromkeys(one.part for one in seen):
        cells = []
        for has_answer, name in ((False, "refused"), (True, "lost")):
            here = [
                (found.refuses(number, one), one.evidence.beside)
                for number, one in enumerate(seen)
                if one.part == part and one.has_answer is has_answer
            ]
            refused, beside = sum(both for both, _ in here), sum(1 for _, alone in here if alone)
            cells.append(f"{name} {refused} of {len(here)} (by subject alone {beside})")
        note = " (the subjects were written from its misses)" if part == FITTED else ""
        console.print(f"{what}: {part}: {', '.join(cells)}{note}")


def write(table: Path, model: Model, found: Judged) -> None:
    """Write the table of a model."""
    lines = ["sign\tusual\tweight"]
    # What is usual of the numbers of a vector is counted into the bound.
    rest = list(zip(model.usual, model.weights, strict=True))[len(SIGNS) :]
    base = model.base - found.bound - math.fsum(usual * weight for usual, weight in rest)
    lines.append(f"bound\t0\t{base:.4f}")
    for name, usual, weight in zip(SIGNS, model.usual, model.weights, strict=False):
        lines.append(f"{name}\t{usual:.4f}\t{weight:.4f}")
    if found.beside is not None:
        lines.append(f"beside\t0\t{found.beside:.4f}")
    lines += [f"{number}\t0\t{weight:.4f}" for number, (_, weight) in enumerate(rest)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_documents(documents: Sequence[IndexedDocument]) -> None:
    """Write of which documents it was learnt."""
    rows = sorted(f"{one.number}\t{one.title}" for one in documents if one.number)
    TABLE_OF_DOCUMENTS.write_text("\n".join(["number\ttitle", *rows]) + "\n", encoding="utf-8")


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
    seen, documents = asyncio.run(look_at_all(given.regulations, questions, given.vectors, console))
    seen = [one for one in seen if one.evidence.vector]
    if len({one.has_answer for one in seen}) < 2:
        console.print("Questions of both kinds and a model that makes vectors are needed to learn from")
        return
    for table, what, with_vector in (
        (TABLE, "signs alone", False),
        (TABLE_OF_QUESTIONS, "with the question's vector", True),
    ):
        if with_vector and len(seen) < ENOUGH:
            continue
        found = judged(seen, with_vector=with_vector)
        show(console, what, seen, found)
        if given.write:
            write(table, learnt(seen, with_vector=with_vector), found)
            if with_vector:
                write_documents(documents)


if __name__ == "__main__":
    main()
