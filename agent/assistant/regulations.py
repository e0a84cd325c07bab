"""Where questions about the rules go in the middle of a dialogue: one small interface, for who knows them.

By default the regulations that the firm keeps: what answers is quoted with document, article and date. What
they do not tell, and everything where nobody knows the rules, is for a person.
"""

import re
from typing import Final, Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.wording import spoken
from agent.services.regulations.follow_ups import last_of_conversation
from agent.services.regulations.search import Passage, ask
from agent.services.regulations.search.recording import Asker
from database.models import ConversationHistory
from database.models.base import utcnow
from domain.fields.messages import spanish_date
from shared.errors import MsiaError

_LONGEST: Final = 700
"""Of a passage that a client reads on a phone."""
_TELLING: Final = 4
_PASSAGES: Final = 3
_SENTENCE: Final = re.compile(r"(?<=[.;:])\s+|\n+")

_log = structlog.get_logger(__name__)


class Regulations(Protocol):
    """Somebody who knows the rules."""

    async def answer(
        self, session: AsyncSession, question: str, conversation: ConversationHistory | None
    ) -> str | None:
        """A short answer with its source, for a client to read; None where the rules do not tell."""
        ...


class KeptRegulations:
    """The regulations in the database."""

    async def answer(
        self, session: AsyncSession, question: str, conversation: ConversationHistory | None
    ) -> str | None:
        """The passage that answers, with what cites it; None where none does. The question is kept as one of
        the conversation, and leans on the one before it there."""
        from agent.services.regulations.embeddings import find_embedder  # a model: loaded for who asks
        from agent.services.regulations.points import find_points

        try:
            async with session.begin_nested():
                asker = previous = None
                if conversation is not None:
                    asker = Asker(conversation.user_id, conversation.id)
                    previous = await last_of_conversation(session, conversation.id, now=utcnow())
                found = await ask(
                    session,
                    question,
                    embedder=find_embedder(),
                    points=find_points(),
                    limit=_PASSAGES,
                    previous=previous,
                    asked_by=asker,
                )
        except (MsiaError, SQLAlchemyError, OSError) as error:
            _log.warning("the regulations could not be asked", error=type(error).__name__)
            return None
        if not found.is_answerable or not found.passages:
            return None
        return quoted(found.passages[0], question)


class _Chosen:
    """Who answers in this process."""

    source: Regulations | None = KeptRegulations()


def use_regulations(source: Regulations | None) -> None:
    """From now on `source` answers; None: a person does."""
    _Chosen.source = source


def kept_regulations() -> Regulations:
    """The source that answers unless another is chosen."""
    return KeptRegulations()


async def consult(
    session: AsyncSession, question: str, conversation: ConversationHistory | None = None
) -> str | None:
    """What the rules say to a question of the conversation, None where nobody knows."""
    if _Chosen.source is None:
        return None
    return await _Chosen.source.answer(session, question, conversation)


def quoted(passage: Passage, question: str) -> str:
    """The part of a passage that is nearest to the question, with where it stands and of when the text is."""
    source = f"«{passage.title}»"
    if passage.article:
        place = passage.article
        if place[:1].isdigit():
            place = phrases.RULE_ARTICLE.format(number=place)
        source = phrases.RULE_PLACE.format(place=place, title=passage.title)
    date = ""
    if passage.consolidated_on is not None:
        date = phrases.RULE_DATE.format(date=spanish_date(passage.consolidated_on))
    return phrases.RULE.format(source=source, date=date, text=_nearest(passage.text, question))


def _nearest(text: str, question: str) -> str:
    """The run of sentences, not too long for a phone, that has most of the question's words."""
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    wanted = _words(question)
    best: tuple[int, int] = (0, 0)
    most = -1
    for first in range(len(sentences)):
        last, length = first, 0
        while last < len(sentences) and (last == first or length + len(sentences[last]) + 1 <= _LONGEST):
            length += len(sentences[last]) + 1
            last += 1
        hits = len(wanted & _words(" ".join(sentences[first:last])))
        if hits > most:
            most, best = hits, (first, last)
    first, last = best
    said = " ".join(sentences[first:last])
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST].rsplit(' ', 1)[0]} […]"
    before = "[…] " if first else ""
    after = " […]" if last < len(sentences) and not said.endswith("[…]") else ""
    return f"{before}{said}{after}"


def _words(text: str) -> set[str]:
    return {word.text[:6] for word in spoken(text) if len(word.text) >= _TELLING}
