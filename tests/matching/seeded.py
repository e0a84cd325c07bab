"""The words of the seeded categories, compiled once for all tests and not before one needs them."""

from functools import cache

from benchmarks.seed_catalogues import seed_catalogue
from domain.matching import Vocabulary, compile_vocabulary


@cache
def vocabulary_of(slug: str) -> Vocabulary:
    """The compiled words of a seeded category."""
    return compile_vocabulary(seed_catalogue(slug))
