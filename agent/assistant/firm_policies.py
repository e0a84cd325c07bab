"""Which policies of the firm answer which questions of clients. Pure.

A policy answers a topic when its key or its category is one of the topic's names (policies.tsv).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent.assistant import phrases
from agent.assistant.facts import Facts, PolicyText
from agent.assistant.topics import Topic
from agent.assistant.wording import rows
from domain.folding import fold_line


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """What clients ask the firm; `key`: under which the answer is kept unless staff choose another name."""

    topic: Topic
    key: str
    asked: str
    names: frozenset[str]


def asked_topics() -> tuple[AskedTopic, ...]:
    """All of them, in their order."""
    return tuple(
        AskedTopic(Topic(name), listed.split()[0], asked, frozenset({*listed.split(), name}))
        for name, listed, asked in rows("policies.tsv")
    )


def answers_topic(asked: AskedTopic, key: str, category: str) -> bool:
    """Whether a policy with this key and category answers the topic."""
    return not asked.names.isdisjoint({_name(key), _name(category)})


def texts_about(topic: Topic, policies: Iterable[PolicyText]) -> list[str]:
    """What the policies say about the topic, none where nobody has written it."""
    asked = next((item for item in asked_topics() if item.topic is topic), None)
    if asked is None:
        return []
    return [policy.value for policy in policies if answers_topic(asked, policy.key, policy.category)]


def with_hours(facts: Facts, hours: str | None) -> Facts:
    """The facts with when people answer as a policy, unless staff have written one about it."""
    if hours is None or texts_about(Topic.HOURS, facts.policies):
        return facts
    told = PolicyText("horario", "horario", phrases.HOURS.format(hours=hours))
    return replace(facts, policies=(*facts.policies, told))


def _name(text: str) -> str:
    return fold_line(text).replace(" ", "_")
