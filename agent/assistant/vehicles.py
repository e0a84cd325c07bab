"""What vehicle a client talks about and who asks, from their words; the words stand in vehicles.tsv. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz

from agent.assistant.context import Context, KnownCategory
from agent.assistant.wording import rows, spoken
from domain.folding import fold_line
from shared.vocabularies import ClientType

_ALIKE: Final = 86
"""From here on a long word is this one but for a slip (rapidfuzz, percent)."""
_LONG: Final = 7
_FIRMS: Final = frozenset({"sl", "slu", "sll", "sa", "cb", "scp", "coop"})


class Kind(StrEnum):
    """Kinds of vehicles that clients name, as they are called in the table."""

    MOTO = "moto"
    MOTORHOME = "autocaravana"
    VAN = "furgoneta"
    CARAVAN = "caravana"
    TRAILER = "remolque"
    CAR = "coche"
    TRUCK = "camión"
    QUAD = "quad"
    TRACTOR = "tractor"
    SCOOTER = "patinete"
    BUS = "autobús"


_OF_CATEGORIES: Final = frozenset({Kind.MOTO, Kind.MOTORHOME, Kind.VAN})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a text says of the vehicle and of who asks; None and empty where it says nothing.

    `kinds` are all that it names, first the first; `is_converted`: a van is to become a camper.
    """

    kinds: tuple[Kind, ...] = ()
    makes: tuple[Kind, ...] = ()
    client_type: ClientType | None = None
    is_converted: bool = False

    @property
    def kind(self) -> Kind | None:
        """The vehicle that is named, else the one whose make is."""
        return next(iter((*self.kinds, *self.makes)), None)


def seen_in(text: str) -> Seen:
    """What the text says of the vehicle and of who asks."""
    words = [word.text for word in spoken(text)]
    kinds = [
        Kind(kind)
        for place, word in enumerate(words)
        if (kind := _named("vehicle", word)) is not None and not _is_part_of_name(words, place, Kind(kind))
    ]
    if len(set(kinds)) > 1:
        # «Una bola para llevar la moto en la autocaravana»: the load is not what is homologated.
        kinds = [kind for kind in kinds if kind not in _carried(words)] or kinds
    makes = [Kind(kind) for word in words if (kind := _named("make", word)) is not None]
    joined = f" {' '.join(words)} "
    makes += [
        Kind(kind)
        for word, kind in table("make").items()
        if "-" in word and f" {word.replace('-', ' ')} " in joined
    ]
    is_converted = any(word in table("convert") for word in words)
    if Kind.VAN in kinds and not any(word.startswith("autoc") for word in words):
        # A «furgoneta camper» is a van, whatever it is lived in: the motorhomes' tariff is not for it.
        kinds = [kind for kind in kinds if kind is not Kind.MOTORHOME]
    return Seen(
        tuple(dict.fromkeys(kinds)),
        tuple(dict.fromkeys(makes)),
        _client_type(words),
        is_converted and Kind.MOTO not in kinds,
    )


def category_for(context: Context, kind: Kind) -> KnownCategory | None:
    """The category of a kind of vehicle: the one whose name says it; None where there is none."""
    for known in context.categories.values():
        names = {word.text for word in spoken(f"{known.catalogue.slug} {known.catalogue.name}")}
        own = {word for word, said in table("vehicle").items() if said == kind.value}
        if any(name in own or any(fuzz.ratio(name, word) >= _ALIKE for word in own) for name in names):
            return known
    return None


def fits(known: KnownCategory, client_type: ClientType) -> bool:
    """Whether the category's tariff is for clients of this type."""
    return known.catalogue.client_type is client_type


@cache
def table(what: str) -> Mapping[str, str]:
    """The folded words of one part of the table with their kind."""
    return MappingProxyType(
        {
            fold_line(word): kind[0] if kind else ""
            for part, listed, *kind in rows("vehicles.tsv")
            if part == what
            for word in listed.split()
        }
    )


def _carried(words: list[str]) -> set[str]:
    """The kinds that are said to be carried."""
    return {
        kind
        for place, word in enumerate(words)
        if (kind := _named("vehicle", word)) is not None
        and set(words[max(0, place - 3) : place]) & set(table("carry"))
    }


def _is_part_of_name(words: list[str], place: int, kind: Kind) -> bool:
    """Whether the word is of a part, as in «bola de remolque», or of a firm: «Caravanas Sol, S. L.»."""
    if kind not in _OF_CATEGORIES and place and words[place - 1] == "de":
        return True
    behind = list(takewhile(lambda word: word not in table("introduces"), words[place + 1 : place + 5]))
    return bool(set(behind) & _FIRMS) or ("s", "l") in pairwise(behind)


def _named(what: str, word: str) -> str | None:
    known = table(what)
    if word in known:
        return known[word]
    if what == "vehicle" and len(word) >= _LONG:
        return next((kind for name, kind in known.items() if fuzz.ratio(word, name) >= _ALIKE), None)
    return None


def _client_type(words: list[str]) -> ClientType | None:
    """Private where somebody says so, else professional where the trade or its clients are named."""
    if any(word in table("private") for word in words):
        joined = " ".join(words)
        if "no soy particular" not in joined and "no somos particulares" not in joined:
            return ClientType.PARTICULAR
    trade = [
        place
        for place, word in enumerate(words)
        if word in table("professional")
        and (place == 0 or words[place - 1] not in {"al", "del"} or words[place - 2] in {"soy", "somos"})
    ]
    clients = [place for place, word in enumerate(words) if word in table("client") and place]
    if trade and not _is_elsewhere(words, trade[0]):
        return ClientType.PROFESSIONAL
    if any(words[place - 1] in {"un", "una", "mi", "nuestro", "otro", "varios", "unos"} for place in clients):
        return ClientType.PROFESSIONAL
    return None


def _is_elsewhere(words: list[str], place: int) -> bool:
    """Whether the trade is somebody else's: «me lo montó un taller», «en el taller de un amigo»."""
    near = words[max(0, place - 4) : place]
    return bool({"en", "mi", "un", "el"} & set(near)) and not {"somos", "soy", "tenemos", "tengo"} & set(near)
