"""A client's own words to a quote, without a statement: the reading of the text, then its price. Pure."""

from domain.catalogue import Catalogue
from domain.matching import Vocabulary, compile_vocabulary, match_text
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote


def quote_text(catalogue: Catalogue, text: str, vocabulary: Vocabulary | None = None) -> Quote:
    """The quote of what the text asks for, with its open questions and the words nothing explains.

    `vocabulary` is the one compiled from this catalogue; without it, it is compiled for this call. Any text
    gets an answer, none raises.
    """
    match = match_text(vocabulary or compile_vocabulary(catalogue), text)
    return quote_elements(
        catalogue,
        {hit.code: hit.quantity for hit in match.elements},
        questions=[question.asked for question in match.questions],
        unresolved=match.unresolved,
    )
