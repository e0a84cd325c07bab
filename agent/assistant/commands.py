"""What a client says to the dialogue about a request: skip, undo, one less … The words: commands.tsv."""

from collections.abc import Collection
from enum import StrEnum
from functools import cache

from agent.assistant.phrasebook import Phrasebook, Row, phrasebook_of
from agent.assistant.phrasebook import Said as SaidOf


class Command(StrEnum):
    """What can be said to the dialogue.

    `correct` asks for a correction; `amend` states one, and may be an answer to something else as well.
    `discard`: what the message names is not wanted any more.
    """

    SKIP = "skip"
    UNDO = "undo"
    KEEP = "keep"
    TAKE_BACK = "take_back"
    RESTART = "restart"
    EMPTY = "empty"
    PERSON = "person"
    FEWER = "fewer"
    MORE = "more"
    AMOUNT = "amount"
    ONLY = "only"
    DROP = "drop"
    DONE = "done"
    YES = "yes"
    NO = "no"
    PRICE = "price"
    AGAIN = "again"
    CORRECT = "correct"
    AMEND = "amend"
    CHANGE = "change"
    DISCARD = "discard"


Said = SaidOf[Command]


def unsaid(command: Command) -> Said:
    """The command as if it had been said without any words: an empty message."""
    return SaidOf(command, "")


@cache
def phrasebook() -> Phrasebook[Command]:
    """The table, read when it is first needed."""
    return phrasebook_of("commands.tsv", Command)


def table() -> tuple[Row[Command], ...]:
    """The rows in their order, which decides where several fit."""
    return phrasebook().rows


def said_in(sentence: str, commands: Collection[Command]) -> Said | None:
    """The first of these commands that the sentence says, None when it says none."""
    return phrasebook().said_in(sentence, commands)
