"""Whether the passages found answer the question: a weighted sum of signs.

No similarity tells an answer from its absence. What helps a little is how much of what the question says the
best passage says too, and whether it asks for an amount: people ask for many that no law settles. Usual
values and weights stand in `evidence.tsv`, learnt by `python -m benchmarks.answerable`.
"""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from domain.folding import fold_line

LEARNT_ON: Final = "multilingual-e5-small"
TABLE: Final = Path(__file__).with_name("evidence.tsv")
_AMOUNT: Final = re.compile(
    r"(?<!cada )\bcuant[oa]s?\b|\b(?:que|cual(?:es)? (?:es|son) (?:el|la|los|las)) "
    r"(?:porcentaje|altura|anchura|longitud|distancia|medidas?|grosor|espesor|potencia|temperatura|presion"
    r"|peso|precio|edad|angulo|velocidad)\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a question. `similarity`: the cosine of the nearest passage, None without vectors, or
    with those of a model for which nothing was learnt: each has cosines of its own. `strength`: the best
    score by words, as a share of all that the words weigh. `amount`: 1 where an amount is asked for."""

    similarity: float | None
    strength: float
    amount: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What is usual of a sign, and what one more of it adds."""

    usual: float
    weight: float


def asks_for_an_amount(question: str) -> bool:
    """Whether the question wants a number: «¿cuánto …?», «¿qué altura …?», but not «¿cada cuánto …?»."""
    return _AMOUNT.search(fold_line(question)) is not None


def is_learnt_for(model: str) -> bool:
    """Whether the weight of the similarity was learnt on the model's vectors."""
    return LEARNT_ON in model


def answers(evidence: Evidence) -> bool:
    """Whether the passages are to be given as an answer."""
    return answer_score(evidence) >= 0.0


def answer_score(evidence: Evidence) -> float:
    """How much speaks for an answer, in log-odds above the bound; a sign that is not known says nothing."""
    score = _WEIGHTS["bound"].weight
    for name in SIGNS:
        value = getattr(evidence, name)
        if value is not None:
            score += _WEIGHTS[name].weight * (value - _WEIGHTS[name].usual)
    return score


SIGNS: Final = tuple(field.name for field in fields(Evidence))


def _weights() -> dict[str, Weight]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return {
        name: Weight(float(usual), float(weight))
        for name, usual, weight in (line.split("\t") for line in lines)
    }


_WEIGHTS: Final = _weights()
