"""A client's own words to a quote, without a statement: the reading of the text, then its price. Pure."""

from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import Option, Question
from domain.matching import MatchResult, Vocabulary, compile_vocabulary, match_text
from domain.quote.composing import Quote, quote_elements


def quote_text(catalogue: Catalogue, text: str, vocabulary: Vocabulary | None = None) -> Quote:
    """The quote of what the text asks for, with its open questions and the words nothing explains.

    `vocabulary` is the one compiled from this catalogue; without it, it is compiled for this call. Any text
    gets an answer, none raises.
    """
    return quote_match(catalogue, match_text(vocabulary or compile_vocabulary(catalogue), text))


def quote_match(catalogue: Catalogue, match: MatchResult) -> Quote:
    """The quote of a text that has been read."""
    return quote_elements(
        catalogue,
        {hit.code: hit.quantity for hit in match.elements},
        questions=[
            Question(
                question.element,
                question.question,
                tuple(Option(option.code, option.name) for option in question.options),
            )
            for question in match.questions
        ],
        unresolved=match.unresolved,
    )
