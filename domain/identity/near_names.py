"""One of a closed list of proper names, however it is spelt."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from domain.folding import fold
from domain.identity.text import shown
from shared.errors import InvalidInputError

_SURE = 88
_SUGGESTED = 50
_LONGEST = 100


def name_key(text: str) -> str:
    """The folded letters of a name, without punctuation and needless spaces."""
    return " ".join(re.sub(r"[^a-z ]+", " ", fold(text[:_LONGEST])).split())


def near_name(
    value: str, names: Iterable[str], other_names: Mapping[str, str], *, field: str, code: str, what: str
) -> str:
    """The name meant, typing slips included. `other_names` maps further spellings, folded, to names.

    Raises InvalidInputError with `code`, naming `field` and the nearest names; `what` says what it should be.
    """
    known = {name_key(name): name for name in names} | dict(other_names)
    wanted = name_key(value)
    if wanted in known:
        return known[wanted]
    nearest = process.extract(wanted, list(known), scorer=fuzz.ratio, limit=3)
    if nearest and nearest[0][1] >= _SURE:
        return known[nearest[0][0]]
    suggested = dict.fromkeys(known[name] for name, score, _ in nearest if score >= _SUGGESTED)
    raise InvalidInputError(
        code,
        f"{shown(value)} no es {what}.",
        field,
        f"¿Querías decir {' o '.join(suggested)}?" if suggested else "Escribe el nombre completo.",
    )
