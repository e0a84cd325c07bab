"""Positions said once for a whole list: "De delante: faro, guardabarros e intermitentes"."""

from collections.abc import Sequence
from dataclasses import replace

from domain.matching.choices import Settled, Settling
from domain.matching.mentions import Status
from domain.matching.naming import POSITION_KEYS
from domain.matching.scene import Scene
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary


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
        if host is not None and index not in known:
            key = _heading(scene, mention.start)
            variants = {phrase.target for phrase in host.context.single.get(key, ())}
            if len(variants) == 1:
                found.append(Settled(index, replace(mention, targets=tuple(variants)), statuses[index]))
    return replace(settling, settled=tuple(found))


def _heading(scene: Scene, place: int) -> str:
    """The only position in the words before the colon that opens the list around `place`, or none."""
    first = scene.extents[scene.sentences[place]][0]
    colons = [at for at in range(first, place + 1) if scene.gaps[at] is Break.COLON]
    before = range(first, colons[-1] if colons else first)
    keys = POSITION_KEYS.intersection(scene.words[at].stem for at in before)
    return next(iter(keys)) if len(keys) == 1 and scene.owner.keys().isdisjoint(before) else ""
