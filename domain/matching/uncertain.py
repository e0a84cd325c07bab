"""Elements that are surely asked for while how many, or which of the variants, is not sure.

"En su presupuesto aparecen dos depósitos. Uno es el de serie, el adicional es uno": where a message names a
part again, or has a number beside no part, the count that was read is right less often than else; and so is
the variant where a message speaks of several. A price that rests on either waits for the client's word.
"""

from collections.abc import Iterable
from typing import Final

from domain.matching.opinion import family
from domain.matching.result import ElementHit
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary

_MANY: Final = range(2, 13)
"""Numbers that count parts: greater ones are sizes, years and prices."""


def uncertain(vocabulary: Vocabulary, scene: Scene, elements: Iterable[ElementHit]) -> tuple[str, ...]:
    """The codes of the elements whose count or variant is not sure, in order."""
    found = []
    for hit in elements:
        if hit.code in vocabulary.countable:
            is_unsure = _is_named_again(scene, {hit.code}) or (hit.quantity == 1 and _has_loose_number(scene))
        else:
            is_unsure = hit.code in vocabulary.host_of and _is_named_again(
                scene, set(family(vocabulary, hit.code))
            )
        if is_unsure:
            found.append(hit.code)
    return tuple(found)


def _is_named_again(scene: Scene, codes: set[str]) -> bool:
    return sum(not codes.isdisjoint(mention.targets) for mention in scene.mentions) > 1


def _has_loose_number(scene: Scene) -> bool:
    """Whether a number counts nothing that the message names: "Benimar, dos planchas y el toldo"."""
    return any(
        word.number in _MANY and place not in scene.owner and place + 1 not in scene.owner
        for place, word in enumerate(scene.words)
    )
