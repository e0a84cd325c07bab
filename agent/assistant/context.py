"""What a dialogue knows of the world: the catalogues that it speaks about, their words, and the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.catalogue import Catalogue
from domain.matching import Vocabulary, compile_vocabulary


@dataclass(slots=True)
class KnownCategory:
    """A category's catalogue and the words that texts are matched against, compiled when first needed."""

    catalogue: Catalogue
    compiled: Vocabulary | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the catalogue."""
        if self.compiled is None:
            self.compiled = compile_vocabulary(self.catalogue)
        return self.compiled


@dataclass(frozen=True, slots=True)
class Context:
    """The categories to choose from, by slug, in the order in which they are offered.

    `today` is what a date such as "ayer" counts from.
    """

    categories: dict[str, KnownCategory]
    today: date

    @classmethod
    def of(cls, catalogues: Sequence[Catalogue], today: date) -> "Context":
        """The context of these catalogues."""
        return cls({item.slug: KnownCategory(item) for item in catalogues}, today)
