"""A message on its way through the dialogue with a client: what it changes, says and wants done. Pure."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from agent.assistant import phrases
from agent.assistant.client import ClientState
from agent.assistant.context import KnownCategory
from agent.assistant.effects import Effect
from agent.assistant.facts import CaseFacts, Facts
from agent.assistant.messages import AttachmentKind, ClientMessage
from agent.assistant.outcome import quote_of
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.state import Asked, DialogueState, Reference
from domain.folding import fold_line
from domain.quote.contract import Quote
from shared.vocabularies import CaseStatus, EscalationSource

MOST_TOLD: Final = 40
_ASKED_AT_MOST: Final = 2
"""How often a question that was passed on is asked before the person it went to takes over."""


@dataclass(slots=True)
class Hearing:
    """The turn so far. `question` comes in the place of the next one; `reason`: why a person has to go on.

    `is_offered_again`: the price is to be told although the client knows it. `passed_on`: why a person has to
    answer something while the dialogue goes on. `answered`: a question of the message has had its answer.
    `put`: the images that came, and whether it is known what each is. `priced`: the elements of which a price
    was told just before, without their being asked for.
    """

    facts: Facts
    state: ClientState
    message: ClientMessage
    replies: list[Reply] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    question: Reply | None = None
    reason: str | None = None
    source: EscalationSource = EscalationSource.AUTO
    is_offered_again: bool = False
    is_silent: bool = False
    passed_on: list[str] = field(default_factory=list)
    answered: bool = False
    put: tuple[tuple[UUID, bool], ...] = ()
    priced: tuple[str, ...] = ()

    @property
    def case(self) -> CaseFacts | None:
        """The client's case, where there is one."""
        return self.facts.case

    @property
    def is_collecting(self) -> bool:
        """Whether the client is being asked about a case."""
        return self.case is not None and self.case.status is CaseStatus.COLLECTING

    @property
    def request(self) -> DialogueState:
        """What is asked for, with its own dialogue."""
        return self.state.request if self.state.request is not None else DialogueState()

    @property
    def known(self) -> KnownCategory | None:
        """The category that is talked about."""
        return self.facts.context.categories.get(self.request.category or "")

    @property
    def asked(self) -> Asked:
        """What the client was asked last."""
        return self.state.waiting.asked

    @property
    def has_pictures(self) -> bool:
        """Whether pictures came with the message, so that its words are what is written below them."""
        return any(
            item.kind in {AttachmentKind.IMAGE, AttachmentKind.FILE} for item in self.message.attachments
        )

    def move(self, **changes: object) -> None:
        """Change the state."""
        self.state = self.state.moved(**changes)

    def say(self, text: str, kind: ReplyKind = ReplyKind.NOTICE) -> None:
        """Tell the client something."""
        self.replies.append(Reply(kind=kind, text=text))

    def say_once(self, key: str, text: str) -> None:
        """Tell the client something that is told once in the whole dialogue."""
        if key not in self.state.told:
            self.move(told=(*self.state.told, key)[-MOST_TOLD:])
            self.say(text)

    def ask(self, text: str, about: Reference, options: tuple[str, ...] = ()) -> None:
        """Ask this before anything else."""
        self.question = Reply(kind=ReplyKind.QUESTION, text=text, options=options, about=about)

    def call_person(self, reason: str, text: str = phrases.PERSON) -> None:
        """A person has to go on: said once, with the first reason."""
        if self.reason is None:
            self.reason = reason
            self.say(text)

    def pass_on(self, key: str, reason: str, said: str = phrases.PASSED_ON) -> None:
        """A person answers one question while the dialogue goes on; who asks it again and again gets them."""
        times = self.state.told.count(f"passed_on:{key}")
        if times >= _ASKED_AT_MOST:
            self.call_person(reason, phrases.ANSWERED_BY_PERSON)
            return
        if times == 0 and reason not in self.passed_on:
            self.passed_on.append(reason)
        self.move(told=(*self.state.told, f"passed_on:{key}")[-MOST_TOLD:])
        text = said if times == 0 else phrases.PASSED_ON_ALREADY
        if all(reply.text != text for reply in self.replies):
            self.say(text)

    def pass_on_question(self, text: str) -> None:
        """A person answers this question of the client's."""
        self.answered = True
        key = f"question:{fold_line(text)[:60]}"
        self.pass_on(key, phrases.REASON_QUESTION.format(question=text.strip()[:300]))

    def not_understood(self, text: str) -> None:
        """Say so, unless the message has had its answer; after some in a row a person is called."""
        if self.answered:
            return
        self.move(misunderstood=self.state.misunderstood + 1)
        if self.state.misunderstood >= self.facts.manner.patience:
            self.call_person(phrases.REASON_NOT_UNDERSTOOD, phrases.PERSON_AFTER_MISUNDERSTANDING)
        else:
            self.say(text, ReplyKind.NOT_UNDERSTOOD)


def quote_now(facts: Facts, state: ClientState) -> Quote | None:
    """The quote of what the client asks for; None before anything was, and where no tariff is for them."""
    request = state.request
    if request is None or request.category not in facts.context.categories:
        return None
    known = facts.context.categories[request.category]
    if state.client_type is not None and state.client_type is not known.catalogue.client_type:
        return None
    return quote_of(facts.context, request)
