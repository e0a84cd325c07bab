"""Positions said once for a whole list: "De delante: faro, guardabarros e intermitentes"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from domain.matching.choices import Settled, Settling
from domain.matching.mentions import Status
from domain.matching.naming import POSITION_KEYS
from domain.matching.scene import Scene
from domain.matching.text import Break
from domain.matching.vocabulary import Host, Vocabulary

_REACH: Final = 60


def with_headings(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status], settling: Settling
) -> Settling:
    """The settling, with the variants of the hosts that a heading's position settles."""
    if Break.COLON not in scene.gaps:
        return settling
    known = {item.mention for item in settling.settled} | settling.all_of | settling.open
    found = list(settling.settled)
    for index, mention in enumerate(scene.mentions):
        host = vocabulary.hosts.get(mention.targets[0])
        if host is None or index in known or len(mention.targets) > 1:
            continue
        key = _heading(scene, mention.start)
        variant = _variant(host, key) if key else None
        if variant is not None:
            found.append(Settled(index, replace(mention, targets=(variant,)), statuses[index]))
    return replace(settling, settled=tuple(found))


def _heading(scene: Scene, place: int) -> str | None:
    """The only position in the words before the colon that opens the list around `place`."""
    colon = next(
        (
            at
            for at in range(place, max(0, place - _REACH), -1)
            if scene.words[at].gap in (Break.COLON, Break.SENTENCE)
        ),
        0,
    )
    if scene.words[colon].gap is not Break.COLON:
        return None
    keys: set[str] = set()
    for at in range(colon - 1, -1, -1):
        keys |= {scene.words[at].stem} & POSITION_KEYS
        if at in scene.owner:
            return None
        if scene.words[at].gap is Break.SENTENCE:
            break
    return keys.pop() if len(keys) == 1 else None


def _variant(host: Host, key: str) -> str | None:
    """The variant that the position alone names."""
    targets = {phrase.target for phrase in host.context.single.get(key, ())}
    return targets.pop() if len(targets) == 1 else None
