"""Search in regulations: by what a question names, by meaning and by words."""

from agent.services.regulations.search.asking import ask
from agent.services.regulations.search.documents import SearchFilters
from agent.services.regulations.search.results import Answer, Passage

__all__ = ["Answer", "Passage", "SearchFilters", "ask"]
