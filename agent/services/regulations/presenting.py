"""The answer to a question as JSON has it: one contract for the command line and the API."""

from collections.abc import Sequence
from typing import Any

from agent.services.regulations.search.results import Answer, Passage, Unwritten, Written


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """The answer in JSON's own types: passages best first, also the nearest ones where none answers."""
    return {
        "question": answer.question,
        "query_id": str(answer.query_id) if answer.query_id is not None else None,
        "answerable": answer.is_answerable,
        "passages": [_passage(passage) for passage in answer.passages],
        "answer": _written(answer.written, answer.passages) if isinstance(answer.written, Written) else None,
        "answer_problem": answer.written.message if isinstance(answer.written, Unwritten) else None,
        "timings_ms": dict(answer.timings),
        "without_vectors": answer.without_vectors,
        "cached": answer.was_cached,
    }


def _written(written: Written, passages: Sequence[Passage]) -> dict[str, Any]:
    cited = [(citation, passages[citation.passage - 1]) for citation in written.citations]
    return {
        "text": written.text,
        "citations": [
            {
                "passage": citation.passage,
                "id": str(passage.chunk_id),
                "document": str(passage.document_id),
                "title": passage.title,
                "article": passage.article,
                "pages": list(passage.pages),
                "consolidated_on": passage.consolidated_on.isoformat() if passage.consolidated_on else None,
                "quotes": list(citation.quotes),
            }
            for citation, passage in cited
        ],
        "model": written.model,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "id": str(passage.chunk_id),
        "document": str(passage.document_id),
        "title": passage.title,
        "number": passage.number,
        "filename": passage.filename,
        "consolidated_on": passage.consolidated_on.isoformat() if passage.consolidated_on else None,
        "article": passage.article,
        "headings": list(passage.headings),
        "pages": list(passage.pages),
        "text": passage.text,
        "scores": dict(passage.scores),
    }
