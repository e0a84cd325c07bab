"""Circles in hierarchies: parents of elements, conditions of fields, inherited tiers."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def find_cycle(edges: Mapping[str, Iterable[str]]) -> list[str] | None:
    """One circle as `[a, b, …, a]`, each depending on the next; None when there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        # graphlib lists a circle from what is depended on to what depends.
        return list(reversed(error.args[1]))
    return None
