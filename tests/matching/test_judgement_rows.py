"""Every row of the table of judgements decides in its own example, and not in its counterexample.

Both stand in labelled texts, of one category or the other; in the counterexample stands a word of the row as
well, where there is such a text.
"""

from collections.abc import Callable
from typing import Final

import pytest

from benchmarks.seed_catalogues import SLUGS
from domain.matching import judgements, match_text
from domain.matching.judgements import Row, all_rows
from domain.matching.matcher import judged_by_rules
from domain.matching.tables import rows
from tests.matching.seeded import vocabulary_of
from tests.matching.test_cue_rows import labelled_texts

EXAMPLES: Final = [row[3:] for row in rows("judgements") if row[1] != "walk"]

Deciding = Callable[[str, str], frozenset[int]]


@pytest.fixture
def deciding(monkeypatch: pytest.MonkeyPatch) -> Deciding:
    """The numbers of the rows that decide somewhere while a text of a category is read."""
    decided: set[int] = set()
    first_fitting = judgements._first_fitting

    def noted(*arguments: object) -> Row | None:
        row = first_fitting(*arguments)  # type: ignore[arg-type]
        if row is not None:
            decided.add(row.number)
        return row

    def read(slug: str, text: str) -> frozenset[int]:
        decided.clear()
        match_text(vocabulary_of(slug), text)
        return frozenset(decided)

    monkeypatch.setattr(judgements, "_first_fitting", noted)
    return read


def names_something(slug: str, text: str) -> bool:
    return bool(judged_by_rules(vocabulary_of(slug), text)[0].mentions)


def test_every_row_has_an_example_and_a_counterexample() -> None:
    assert len(EXAMPLES) == len(all_rows())
    assert [example for example in EXAMPLES if len(example) != 2 or not all(example)] == []


def test_every_row_decides_in_its_example_and_not_in_its_counterexample(deciding: Deciding) -> None:
    wrong = [
        (row.name, row.when, example, counterexample)
        for row, (example, counterexample) in zip(all_rows(), EXAMPLES, strict=True)
        if not any(
            row.number in deciding(slug, example)
            and row.number not in deciding(slug, counterexample)
            and names_something(slug, counterexample)
            for slug in SLUGS
        )
    ]
    assert wrong == []


def test_every_example_is_of_a_labelled_text() -> None:
    """A row that decides on none says what nobody writes."""
    written = "\n".join(text for _, text in labelled_texts())
    assert [example for example, _ in EXAMPLES if example not in written] == []
