"""Quotes as they are sent: written once from the contract, and kept while the catalogue is the same.

A quote by codes depends on the catalogue and the codes alone, so the same question has the same bytes.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from agent.services.catalogue.cache import LoadedCategory
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote

_MOST_KEPT: Final = 1_024

_Key = tuple[str, str, tuple[tuple[str, int], ...]]


def written(quote: Quote) -> bytes:
    """The quote's JSON, as `Quote.as_json` has it."""
    return quote.model_dump_json().encode()


class QuoteAnswers:
    """The answers of late, the least lately asked ones forgotten first. Belongs to one event loop."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()

    def of(self, category: LoadedCategory, units: Mapping[str, int]) -> bytes:
        """The written quote of element codes with quantities; raises as `quote_elements` does."""
        if category.version is None:  # nothing says whether it is still the same
            return written(quote_elements(category.catalogue, units))
        key = (category.version, category.catalogue.slug, tuple(units.items()))
        answer = self._kept.get(key)
        if answer is None:
            answer = self._kept[key] = written(quote_elements(category.catalogue, units))
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return answer

    def of_text(self, category: LoadedCategory, quote: Quote) -> bytes:
        """The written quote of a text; as it is kept where it is the one of its elements by codes."""
        units = {item.code: item.quantity for item in quote.elements}
        if quote is quote_elements(category.catalogue, units):
            return self.of(category, units)
        return written(quote)
