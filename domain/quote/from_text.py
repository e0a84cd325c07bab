"""A client's own words to a quote, without a statement: the reading of the text, then its price. Pure."""

from domain.catalogue import Catalogue, CatalogueWork
from domain.matching import Vocabulary, compile_vocabulary, match_text
from domain.quote.composing import quote_elements
from domain.quote.contract import BeyondWork, Quote


def quote_text(catalogue: Catalogue, text: str, vocabulary: Vocabulary | None = None) -> Quote:
    """The quote of what the text asks for, with its open questions, what is beyond the tariff, and the words
    that nothing explains.

    `vocabulary` is the one compiled from this catalogue; without it, it is compiled for this call. Any text
    gets an answer, none raises.
    """
    match = match_text(vocabulary or compile_vocabulary(catalogue), text)
    beyond = [beyond_work(hit.work, hit.words) for hit in match.beyond]
    return quote_elements(
        catalogue,
        {hit.code: hit.quantity for hit in match.elements},
        questions=[question.asked for question in match.questions],
        unresolved=match.unresolved,
        beyond=beyond,
        doubtful=match.doubtful,
    )


def beyond_work(work: CatalogueWork, words: str) -> BeyondWork:
    """What the quote says of work that the tariff does not price, asked for in these words of the client."""
    return BeyondWork(code=work.code, words=words, what=work.what, answer=work.answer)
