"""What validation reports: where in the seed data, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One violated rule. `path` names the place by codes, e.g. `ELEMENTS[ESCAPE].keywords[2]`."""

    path: str
    message: str

    def __str__(self) -> str:
        """`path: message`."""
        return f"{self.path}: {self.message}"


def name_of(item: Any, index: int) -> str:
    """How a path names an item of a list: by its code or field name, else by its position."""
    if isinstance(item, Mapping):
        for key in ("code", "field_name"):
            if isinstance(item.get(key), str):
                return str(item[key])
    return str(index)


def named(path: str, items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The items with their paths."""
    for index, item in enumerate(items):
        yield f"{path}[{name_of(item, index)}]", item


def path_to(root: str, data: Any, location: Sequence[str | int]) -> str:
    """The path of a place inside `data`, given as keys and indices."""
    path, here = root, data
    for part in location:
        item: Any = None
        if isinstance(here, Mapping):
            item = here.get(part)
        elif isinstance(here, Sequence) and not isinstance(here, str) and isinstance(part, int):
            item = here[part] if part < len(here) else None
        path += f"[{name_of(item, part)}]" if isinstance(part, int) else f".{part}"
        here = item
    return path
