"""One turn with a language model: a draft shown, tools called, the text checked, at most twice written anew.

The dialogue's turn is tried out first and decides; what comes out is other words for it, or nothing, and then
the dialogue's own go out. No transaction and no lock is held while a model thinks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant import phrases
from agent.assistant.guidance import Guidance
from agent.assistant.llm.checking import POLICIES, Grounds, Problem, problem_with
from agent.assistant.llm.drafts import Draft, texts_in
from agent.assistant.llm.masking import Mask
from agent.assistant.llm.prompting import (
    SECTIONS,
    asks_personal_data,
    known_values,
    policies_text,
    system_prompt,
    user_prompt,
)
from agent.assistant.llm.protocol import Completion, Speech
from agent.assistant.llm.rehearsing import Rehearsal, Rehearse
from agent.assistant.llm.routing import Asking, Deadline, NoModelError, Router, Task
from agent.assistant.llm.toolbox import Toolbox
from agent.assistant.llm.tools import catalogue_of
from agent.assistant.messages import ClientMessage, Turn
from agent.assistant.replies import Reply, ReplyKind
from agent.services.inbox.events import storable_text
from agent.services.prompts import Constraint, constraints_for, sections_for

MOST_REWRITES: Final = 2
_MOST_ANSWERS: Final = 10
_CUT: Final = "Tu respuesta se ha cortado: escríbela más corta."

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Guided:
    """What a model has made of a turn: how to hear the client, and other words for what was rehearsed."""

    guidance: Guidance
    rehearsed: tuple[Reply, ...]
    phrased: tuple[Reply, ...]

    def spoken(self, turn: Turn) -> Turn:
        """The turn in the model's words, where it is the one that was rehearsed."""
        return replace(turn, replies=self.phrased) if turn.replies == self.rehearsed else turn


class Guide:
    """Guides turns. `seconds` is what all the models' calls of a turn may take."""

    def __init__(
        self,
        router: Router,
        sessions: async_sessionmaker[AsyncSession],
        seconds: float,
        *,
        reads_personal_data: bool = False,
    ) -> None:
        self._router, self._sessions, self._seconds = router, sessions, seconds
        self._reads_personal_data = reads_personal_data

    async def guide(
        self, conversation_id: UUID, messages: Sequence[ClientMessage], rehearse: Rehearse
    ) -> Guided | None:
        """What a model makes of the messages; None where there is nothing for it to do.

        Messages with files are the dialogue's alone. Whatever a model does, this raises nothing of it.
        """
        if not messages or any(message.attachments for message in messages):
            return None
        rehearsal = await rehearse(Guidance())
        if rehearsal is None or not Draft.of(rehearsal.turn.replies).open:
            return None
        box = Toolbox(
            conversation_id,
            messages,
            task_of(rehearsal),
            rehearse,
            rehearsal,
            self._sessions,
            Mask(known_values(rehearsal)),
        )
        texts = None
        try:
            texts = await self._converse(box)
        except NoModelError:
            _log.info("no language model answers: the dialogue's own words go out")
        replies = box.rehearsal.turn.replies
        if texts is None and not (box.guidance.restated or box.guidance.person):
            return None
        phrased = Draft.of(replies).phrased(texts) if texts is not None else replies
        return Guided(box.guidance, replies, phrased)

    async def _converse(self, box: Toolbox) -> dict[int, str] | None:
        """The parts as a model wrote them, checked; None where it could not."""
        speeches, constraints = await self._opening(box)
        asking = Asking(box.task, box.conversation_id, Deadline.within(self._seconds))
        rewrites = 0
        for iteration in range(1, _MOST_ANSWERS + 1):
            completion = await self._router.complete(asking, speeches, box.offers())
            if completion.calls:
                speeches.append(Speech("assistant", completion.text, completion.calls))
                for call in completion.calls:
                    answer = await box.call(call, iteration)
                    speeches.append(Speech("tool", answer, call_id=call.id))
                continue
            texts, problem = self._read(box, completion, constraints)
            if problem is None:
                return texts
            _log.info("a language model's text was refused", why=problem.kind)
            if rewrites == MOST_REWRITES:
                return None
            rewrites += 1
            speeches += [Speech("assistant", completion.text), Speech("user", problem.injection)]
        return None

    async def _opening(self, box: Toolbox) -> tuple[list[Speech], Sequence[Constraint]]:
        catalogue = catalogue_of(box)
        async with self._sessions() as session:
            sections = (
                await sections_for(session, catalogue.category_id, SECTIONS[box.task])
                if catalogue is not None
                else ()
            )
            constraints = await constraints_for(session, catalogue.category_id if catalogue else None)
        policies = policies_text(box.rehearsal)
        if policies:
            box.results[POLICIES] = [policies]
        is_hidden = not self._reads_personal_data and asks_personal_data(box.rehearsal.asked)
        draft = Draft.of(box.rehearsal.turn.replies)
        return [
            Speech("system", system_prompt(box.task, sections, policies)),
            Speech("user", user_prompt(box.rehearsal, box.messages, draft, box.mask, is_hidden=is_hidden)),
        ], constraints

    def _read(
        self, box: Toolbox, completion: Completion, constraints: Sequence[Constraint]
    ) -> tuple[dict[int, str], Problem | None]:
        if completion.is_cut:
            return {}, Problem("form", _CUT)
        replies = box.rehearsal.turn.replies
        draft = Draft.of(replies)
        box.mask.learn(known_values(box.rehearsal))
        hide = box.mask.hide
        texts = {
            number: box.mask.cover(text)
            for number, text in texts_in(draft, storable_text(completion.text)).items()
        }
        grounds = Grounds(
            hide(draft.text),
            box.results,
            "\n".join(item.text for item in replies if item.kind in {ReplyKind.QUOTE, ReplyKind.PRICE}),
            hide("\n".join(draft.open.values())),
            "\n".join(message.text for message in box.messages),
        )
        wanted = {number: hide(text) for number, text in draft.open.items()}
        problem = problem_with(texts, wanted, grounds, constraints)
        return {number: box.mask.show(text) for number, text in texts.items()}, problem


def task_of(rehearsal: Rehearsal) -> Task:
    """Whether the dialogue has understood the client, so that only words are to be found."""
    turn, request = rehearsal.turn, rehearsal.state.request
    if turn.handover is not None:
        is_lost = turn.handover.reason == phrases.REASON_NOT_UNDERSTOOD
        return Task.UNDERSTAND if is_lost else Task.PHRASE
    is_unclear = any(reply.kind is ReplyKind.NOT_UNDERSTOOD for reply in turn.replies)
    has_words_left = rehearsal.facts.case is None and request is not None and bool(request.unresolved)
    return Task.UNDERSTAND if is_unclear or has_words_left else Task.PHRASE
