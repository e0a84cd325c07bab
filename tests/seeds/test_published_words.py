"""Every keyword and alias of the firm's published catalogue is among the words of its element."""

import json
from pathlib import Path

import pytest

from tests.seeds.mutations import Data

PUBLISHED = json.loads((Path(__file__).parent / "published_words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", PUBLISHED)
def test_no_published_word_is_missing(slug: str) -> None:
    data = Data(slug)
    missing = [
        f"{code}.{key}: {word}"
        for code, lists in PUBLISHED[slug].items()
        for key, words in lists.items()
        for word in words
        if word not in data.element(code).get(key, [])
    ]
    assert missing == []
