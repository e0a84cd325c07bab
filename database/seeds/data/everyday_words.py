"""Everyday words and what the law says for them, from everyday_words.json: one row a line, by subject."""

import json
from pathlib import Path
from typing import Final, TypedDict

EVERYDAY_SLUG: Final = "regulations"
"""Under what seeding remembers these rows; they belong to no category."""


class EverydayWordData(TypedDict):
    """A row: `kind` as in shared.vocabularies.EverydayKind, `legal` the words of the law."""

    code: str
    kind: str
    phrases: list[str]
    legal: list[str]


def everyday_words() -> list[EverydayWordData]:
    """The rows in their order."""
    rows: list[EverydayWordData] = json.loads(
        Path(__file__).with_suffix(".json").read_text("utf-8")
    )
    return rows
