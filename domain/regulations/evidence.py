"""Whether the passages found answer the question: a weighted sum of signs.

No similarity tells an answer from its absence. What helps a little is how much of what the question says the
best passage says too, and whether it asks for an amount: people ask for many that no law settles. What helps
most is what is asked: questions that no regulation of vehicles settles (prices, insurance, repairs …) are
alike. That is learnt from the vectors of questions with and without an answer in some regulations, and counts
where passages of these are found (`LEARNT_OF`); others may well settle such questions. Usual values and
weights stand in `evidence.tsv` and `evidence_of_questions.tsv`, learnt by `python -m benchmarks.answerable`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import fsum
from operator import mul
from pathlib import Path
from typing import Final

from domain.folding import fold_line

LEARNT_ON: Final = "multilingual-e5-small"
TABLE: Final = Path(__file__).with_name("evidence.tsv")
TABLE_OF_QUESTIONS: Final = Path(__file__).with_name("evidence_of_questions.tsv")
TABLE_OF_DOCUMENTS: Final = Path(__file__).with_name("evidence_documents.tsv")
_AMOUNT: Final = re.compile(
    r"(?<!cada )\bcuant[oa]s?\b|\b(?:que|cual(?:es)? (?:es|son) (?:el|la|los|las)) "
    r"(?:porcentaje|altura|anchura|longitud|distancia|medidas?|grosor|espesor|potencia|temperatura|presion"
    r"|peso|precio|edad|angulo|velocidad)\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a question. `similarity`: the cosine of the nearest passage, None without vectors, or
    with those of a model for which nothing was learnt: each has cosines of its own. `strength`: the best
    score by words, as a share of all that the words weigh. `amount`: 1 where an amount is asked for.
    `beside`: 1 where the best passages do not speak of its subject, by the glossary. `vector`: the
    question's own, of the model that `similarity` is of; `is_of_known`: whether the best passages are of
    the regulations in `LEARNT_OF`."""

    similarity: float | None
    strength: float
    amount: float
    beside: float = 0.0
    vector: Sequence[float] = ()
    is_of_known: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """What is usual of a sign, and what one more of it adds."""

    usual: float
    weight: float


SIGNS: Final = ("similarity", "strength", "amount")


def asks_for_an_amount(question: str) -> bool:
    """Whether the question wants a number: «¿cuánto …?», «¿qué altura …?», but not «¿cada cuánto …?»."""
    return _AMOUNT.search(fold_line(question)) is not None


def is_learnt_for(model: str) -> bool:
    """Whether weights were learnt on the model's vectors."""
    return LEARNT_ON in model


def are_known(numbers: Iterable[str | None]) -> bool:
    """Whether all documents of these official numbers are among those that questions were learnt of."""
    return LEARNT_OF.issuperset(numbers)


def answers(evidence: Evidence) -> bool:
    """Whether the passages are to be given as an answer."""
    return answer_score(evidence) >= 0.0


def answer_score(evidence: Evidence) -> float:
    """How much speaks for an answer, in log-odds above the bound; a sign that is not known says nothing."""
    if evidence.is_of_known and evidence.similarity is not None and len(evidence.vector) == len(_VECTOR):
        return _sum(_OF_QUESTIONS, evidence) + fsum(map(mul, _VECTOR, evidence.vector))
    # Where nothing is learnt of what is asked, only the glossary tells a subject that is not there.
    return -1.0 if evidence.beside else _sum(_WEIGHTS, evidence)


def _sum(weights: dict[str, Weight], evidence: Evidence) -> float:
    score = weights["bound"].weight
    for name in (*SIGNS, "beside"):
        value = getattr(evidence, name)
        if value is not None and name in weights:
            score += weights[name].weight * (value - weights[name].usual)
    return score


def _weights(table: Path) -> dict[str, Weight]:
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    return {
        name: Weight(float(usual), float(weight))
        for name, usual, weight in (line.split("\t") for line in lines)
    }


def _numbers(table: Path) -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:])


def _version(*tables: Path) -> str:
    return sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()[:16]


VERSION: Final = _version(TABLE, TABLE_OF_QUESTIONS, TABLE_OF_DOCUMENTS)
"""Of what was learnt: answers judged by another are not to be given again."""

LEARNT_OF: Final = _numbers(TABLE_OF_DOCUMENTS)
_WEIGHTS: Final = _weights(TABLE)
_OF_QUESTIONS: Final = _weights(TABLE_OF_QUESTIONS)
_VECTOR: Final = [weight.weight for name, weight in _OF_QUESTIONS.items() if name.isdecimal()]
