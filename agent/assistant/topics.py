"""What a client talks about beside the request: acceptance, other matters, moods. The words: topics.tsv."""

from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import Final

from agent.assistant.phrasebook import Phrasebook, Row, Said, phrasebook_of


class Topic(StrEnum):
    """What a sentence may be about, whatever is being asked."""

    STOP = "stop"
    CANCEL = "cancel"
    SECOND = "second"
    SEVERAL = "several"
    ANGER = "anger"
    PRAISE = "praise"
    PERSON = "person"
    ROBOT = "robot"
    STATUS = "status"
    MISSING = "missing"
    PAPERS = "papers"
    COVERS = "covers"
    INCLUDED = "included"
    CHEAPER = "cheaper"
    UNTAXED = "untaxed"
    HOURS = "hours"
    PAYMENT = "payment"
    DELAY = "delay"
    PLACE = "place"
    CONTACT = "contact"
    INVOICE = "invoice"
    WARRANTY = "warranty"
    PRIVACY = "privacy"
    REGULATION = "regulation"
    GREETING = "greeting"
    THANKS = "thanks"
    ACCEPT = "accept"
    REFUSE = "refuse"
    LATER = "later"
    DEFER = "defer"
    INQUIRY = "inquiry"
    ALREADY = "already"
    UNKNOWN = "unknown"
    HOW = "how"
    WHY = "why"
    PRICE_OF = "price_of"
    NEXT = "next"
    PROCESS = "process"
    ANNOUNCE = "announce"
    FAREWELL = "farewell"
    OTHERS = "others"
    ERASE = "erase"
    RESUME = "resume"
    PHOTO_OK = "photo_ok"


POLICIES: Final = frozenset(
    {
        Topic.CHEAPER,
        Topic.HOURS,
        Topic.PAYMENT,
        Topic.DELAY,
        Topic.PLACE,
        Topic.CONTACT,
        Topic.INVOICE,
        Topic.WARRANTY,
        Topic.PRIVACY,
        Topic.INCLUDED,
    }
)
"""What only the firm's own policies answer: the key or the category of a policy is the topic's name."""


@cache
def phrasebook() -> Phrasebook[Topic]:
    """The table, read when it is first needed."""
    return phrasebook_of("topics.tsv", Topic)


def table() -> tuple[Row[Topic], ...]:
    """The rows in their order, which decides where several fit."""
    return phrasebook().rows


def topic_in(sentence: str, topics: Collection[Topic]) -> Said[Topic] | None:
    """The first of these topics that the sentence has, None when it has none."""
    return phrasebook().said_in(sentence, topics)
