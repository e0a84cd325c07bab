"""Every row of the table of whole messages silences its own example, whatever the part, and no bare list."""

import re
from collections import Counter
from typing import Final

import pytest

from domain.matching import match_text
from domain.matching.kinds import is_of_no_request
from domain.matching.language import es
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.tables import rows
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
ROWS: Final = list(rows("kinds"))


def silenced(text: str) -> bool:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    return is_of_no_request(scene)


@pytest.mark.parametrize("part", ["manillar", "escape", "carenado"])
def test_every_row_silences_its_example(part: str) -> None:
    examples = {row[0]: re.sub(r"\bX\b", part, row[3]) for row in ROWS}
    assert [name for name, text in examples.items() if not silenced(text)] == []
    read = {name: match_text(vocabulary_of(MOTORCYCLES), text).elements for name, text in examples.items()}
    assert {name: elements for name, elements in read.items() if elements} == {}


def test_rows_are_named_once_and_their_conditions_exist() -> None:
    assert [name for name, count in Counter(row[0] for row in ROWS).items() if count > 1] == []
    assert all(hasattr(es, written.removeprefix("!")) for row in ROWS for written in row[2].split())


@pytest.mark.parametrize(
    "text",
    [
        "escape, manillar y carenado",
        "no me pasan la itv por el escape, quiero homologarlo",
        "la itv me la han dado desfavorable por el escape",
        "compré la moto a un amigo y lleva escape y manillar, ¿cuánto por todo?",
    ],
)
def test_a_request_is_none_of_them(text: str) -> None:
    assert not silenced(text)
    assert "ESCAPE" in {hit.code for hit in match_text(vocabulary_of(MOTORCYCLES), text).elements}
