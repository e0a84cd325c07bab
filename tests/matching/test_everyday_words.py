"""Ways in which clients name each part, and ways of denying, describing and talking of other things.

`everyday_words.tsv` holds them: kind, category, what is meant (as in `test_sentences`), the words. A "name"
must also be read inside a request.
"""

from collections import defaultdict
from pathlib import Path
from typing import Final

from domain.matching import match_text
from tests.matching.seeded import vocabulary_of
from tests.matching.test_sentences import agrees, reading

_DATA: Final = Path(__file__).with_name("everyday_words.tsv")


def everyday_words() -> list[tuple[str, str, tuple[str, ...]]]:
    """Category, what is meant, and all the texts that mean it."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        kind, slug, wanted, words = line.split("\t")
        texts[slug, wanted].append(words)
        if kind == "name":
            texts[slug, wanted].append(f"Quiero homologar {words}")
    return [(slug, wanted, tuple(listed)) for (slug, wanted), listed in texts.items()]


def test_everyday_words() -> None:
    cases = [(slug, text, wanted) for slug, wanted, texts in everyday_words() for text in texts]
    assert len(cases) > 500
    results = [(text, wanted, match_text(vocabulary_of(slug), text)) for slug, text, wanted in cases]
    misread = [
        f"{text!r}: wanted {wanted!r}, got {reading(result)!r}"
        for text, wanted, result in results
        if not agrees(result, wanted)
    ]
    assert misread == []
