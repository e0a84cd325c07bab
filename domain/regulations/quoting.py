"""Which blocks of a law are quotations: what an amendment puts into another law is no provision of this one.

A quotation opens with «, may run over many paragraphs and closes with ». Texts forget to close it; then it
ends where the law's own sequence goes on: at the next provision, annex or part.
"""

from collections.abc import Sequence

from domain.regulations.blocks import Block, BlockKind
from domain.regulations.names import Name, NameKind, name_of, part_name
from domain.regulations.notes import opens_signature


def quoted_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that begin inside a quotation, or with the mark that opens a longer one."""
    found: set[int] = set()
    place = 0
    while place < len(blocks):
        if _open_after(blocks[place].text, 0) and blocks[place].kind is not BlockKind.ASIDE:
            end = _end_of_quotation(blocks, place)
            if blocks[place].text.lstrip().startswith("«"):
                found.add(place)
            found.update(range(place + 1, end))
            place = max(end, place + 1)
        else:
            place += 1
    return frozenset(found)


def _open_after(text: str, depth: int) -> int:
    """How many quotations are open after the text, `depth` before it."""
    opening = len(text) - len(text.lstrip())
    for at, char in enumerate(text):
        # A paragraph of a quotation may repeat the opening mark.
        if char == "«" and not (depth and at == opening):
            depth += 1
        elif char == "»":
            depth = max(depth - 1, 0)
    return depth


def _end_of_quotation(blocks: Sequence[Block], opening: int) -> int:
    """The place after the last block of the quotation that block `opening` leaves open."""
    depth = _open_after(blocks[opening].text, 0)
    current = _provision_before(blocks, opening)
    for place in range(opening + 1, len(blocks)):
        block = blocks[place]
        if _goes_on(block, current) or (current is not None and opens_signature(block.text)):
            return place
        depth = _open_after(block.text, depth)
        if depth == 0:
            return place + 1
    # Never closed: a stray mark, not a quotation.
    return opening + 1


def _provision_before(blocks: Sequence[Block], place: int) -> Name | None:
    """The provision or article in which the block stands."""
    for block in reversed(blocks[:place]):
        name = name_of(block.text) if block.kind is not BlockKind.ASIDE else None
        if name is not None and name.kind in {NameKind.PROVISION, NameKind.ARTICLE}:
            return name
    return None


_CLASSES = ("adicional", "transitoria", "derogatoria", "final")


def _goes_on(block: Block, current: Name | None) -> bool:
    """Whether the block is the place that follows `current` in its own law."""
    name = name_of(block.text)
    if name is None:
        return part_name(block.text) is not None
    if block.kind is BlockKind.HEADING:
        return True
    if name.kind is not NameKind.PROVISION:
        return False
    if current is None or current.kind is NameKind.ARTICLE:
        return name.order in {(1, 0), None}
    kind, number = _rank(current)
    return _rank(name) in {(kind, number + 1), *((later, 1) for later in range(kind + 1, len(_CLASSES)))}


def _rank(name: Name) -> tuple[int, int]:
    """Class and number of a provision."""
    found = next(place for place, word in enumerate(_CLASSES) if word in name.number)
    return found, name.order[0] if name.order else 1
