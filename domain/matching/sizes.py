"""What sizes of tyres and rims come to in words: "un 180 donde iba un 160" is a wider tyre.

Sizes of one message fall into groups ("120/70 y 180/55"); where words of contrast part two groups, the one
replaces the other. They are compared by the labelling guide, section 2, and the size that is new is read as
the words that say what it is; which element those words name is the catalogue's to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from domain.matching.language import es, sayings
from domain.matching.text import Break, RawWord

_INCHES: Final = re.compile(r"[1-9][.,]\d{1,2}")
_WIDTHS: Final = range(60, 405, 5)
_TYRE_WIDTHS: Final = range(80, 370, 10)
_PROFILES: Final = range(25, 105, 5)
_RIMS: Final = range(8, 25)
_NOUN_REACH: Final = 4
_GROUP_REACH: Final = 24
_NOUN: Final = 5
_STEP: Final = 10
_TOLERANCE: Final = 0.03
_INCH: Final = 25.4


class _Change(Enum):
    """What the new size is beside the old one."""

    NONE = 0
    OTHER = 1
    NARROWER = 2
    WIDER = 3
    RIM = 4
    TYRE = 5


@dataclass(frozen=True, slots=True)
class Size:
    """A size at the words `first` to `last`. Width in millimetres or inches, profile in percent, rim in
    inches; 0 for what is not said."""

    first: int
    last: int
    width: float = 0
    profile: int = 0
    rim: int = 0

    @property
    def written(self) -> str:
        """The size as people write it."""
        width = str(self.width).removesuffix(".0") if self.width else ""
        parts = (f"{width}/{self.profile}" if self.profile else width, str(self.rim) if self.rim else "")
        return "-".join(part for part in parts if part)


def with_sizes_told(words: list[RawWord]) -> list[RawWord]:
    """The words with a size that replaces another one told in words, and the old one as a mere measure."""
    sizes = list(_sizes(words)) if any(map(str.isdecimal, [word.text[:1] for word in words])) else []
    if not sizes:
        return words
    for before, after in pairwise(_groups(words, sizes)):
        if not _is_contrast(words, before, after):
            continue
        new, old = (before, after) if _is_old(words, after[0]) else (after, before)
        change = _change(new, old)
        if change is not _Change.NONE:
            return _rewritten(words, new, old, _PHRASES[change])
    lone = sizes[0]
    if len(sizes) == 1 and lone.rim and lone.profile:
        # "quiero montar un 110/80-19"
        wished = _said(words, lone.first - _NOUN_REACH, lone.first) & es.WISH_OR_WORK
        return _rewritten(words, [lone], [], _PHRASES[_Change.OTHER]) if wished else words
    return words


def _sizes(words: Sequence[RawWord]) -> Iterator[Size]:
    place = 0
    while place < len(words):
        found = None
        if words[place].text[:1].isdecimal():
            found = _whole(words, place) or _bare_width(words, place) or _of_rim(words, place)
        if found is not None:
            yield found
        place = found.last + 1 if found is not None else place + 1


def _whole(words: Sequence[RawWord], place: int) -> Size | None:
    """ "180/55-17", "120/70 ZR17", "110/80", "3.50x17", "4.00-18"."""
    width, profile, at = _inches(words, place), 0, place + 1
    if not width:
        width, profile, at = _number(words, place), _number(words, place + 1), place + 2
        if width not in _WIDTHS or profile not in _PROFILES:
            return None
    if _text(words, at) in es.RIM_MARKS_OR_BY:
        at += 1
    rim = _number(words, at)
    if rim in _RIMS and words[at].gap is Break.NONE:
        return Size(place, at, width, profile, rim)
    # "manillar de 80 25 mm": two numbers, no size.
    parted = profile and words[place + 1].gap is Break.COMMA
    return Size(place, place + 1, width, profile) if parted else None


def _bare_width(words: Sequence[RawWord], place: int) -> Size | None:
    """ "un 180", "la goma de 190", "el 160 que trae"."""
    width = _number(words, place)
    if width not in _TYRE_WIDTHS or _text(words, place + 1) in es.SIZE_UNITS:
        return None
    lead = _text(words, place - 1)
    instead = lead in es.OF and _text(words, place - 2) in es.STEAD
    led = instead or lead in es.BEFORE_WIDTH or _is_after_wheel(words, place)
    return Size(place, place, width) if led else None


def _of_rim(words: Sequence[RawWord], place: int) -> Size | None:
    """ "rueda de 21", "una de 19": the diameter, where a wheel is spoken of; "llanta de 5,5 pulgadas en lugar
    de 4,5": its width."""
    width, rim, lead = _inches(words, place), _number(words, place), _text(words, place - 1)
    inches = _text(words, place + 1) in es.INCHES
    if not (width or rim in _RIMS) or (_text(words, place + 1) in es.SIZE_UNITS and not inches):
        return None
    led = lead in es.RIM_LEADS or (lead in es.SIZE_BEFORE if rim else inches) or _is_after_wheel(words, place)
    if not led or not _said(words, place - _GROUP_REACH, place + _NOUN_REACH) & es.WHEEL_NOUNS:
        return None
    return Size(place, place + 1 if inches else place, width, 0, rim)


def _groups(words: Sequence[RawWord], sizes: Sequence[Size]) -> list[list[Size]]:
    """Sizes with only words of a list between them stand together."""
    groups: list[list[Size]] = [[sizes[0]]]
    for before, size in pairwise(sizes):
        listed = _said(words, before.last + 1, size.first) <= es.SIZE_LISTING
        if listed and bool(before.width) == bool(size.width):
            groups[-1].append(size)
        else:
            groups.append([size])
    return groups


def _is_contrast(words: Sequence[RawWord], before: Sequence[Size], after: Sequence[Size]) -> bool:
    """Whether words near or between two groups say that one takes the other's place."""
    opening, first, last = before[0].first, before[-1].last + 1, after[0].first
    between = _said(words, first, last)
    passed = _text(words, last - 1) in es.TO_WORDS and _text(words, opening - 1) in es.OF
    had = between & es.WISH_WORDS and _said(words, opening - _NOUN_REACH, opening) & es.REPLACED
    told = _said(words, after[-1].last + 1, after[-1].last + 1 + _NOUN_REACH) & es.RECORDING
    return passed or bool(between & es.SIZE_CONTRAST or had or told)


def _is_old(words: Sequence[RawWord], size: Size) -> bool:
    """Whether a size is what the vehicle had: "donde iba un 160", "en la ficha pone 130"."""
    return bool(_said(words, size.first - _NOUN_REACH, size.first) & es.REPLACED)


def _change(new: Sequence[Size], old: Sequence[Size]) -> _Change:
    """The greatest change of any size in the new group, each beside the old one nearest to it."""
    found = [_compared(size, min(old, key=lambda other: abs(other.width - size.width))) for size in new]
    return max(found, key=lambda change: change.value)


def _compared(new: Size, old: Size) -> _Change:
    if new.rim and old.rim and new.rim != old.rim:
        # Only a tyre has a profile: the size is not of the rim alone.
        return _Change.TYRE if new.profile else _Change.RIM
    if not (new.width and old.width):
        return _Change.NONE
    if new.width == old.width:
        return _Change.OTHER if new.profile and old.profile and new.profile != old.profile else _Change.NONE
    if new.width < old.width:
        return _Change.NARROWER
    return _Change.OTHER if _is_equivalent(new, old) else _Change.WIDER


def _is_equivalent(new: Size, old: Size) -> bool:
    """One step wider and lower, on the same rim, with nearly the same outer diameter."""
    height, before = new.width * new.profile / 50, old.width * old.profile / 50
    near = abs(height - before) <= _TOLERANCE * ((new.rim or old.rim) * _INCH + before)
    return new.profile != old.profile and abs(new.width - old.width) <= _STEP and near


def _rewritten(
    words: Sequence[RawWord], new: Sequence[Size], old: Sequence[Size], phrase: Sequence[str]
) -> list[RawWord]:
    told: list[RawWord] = []
    sizes = {size.first: size for size in (*new, *old)}
    place = 0
    while place < len(words):
        size = sizes.get(place)
        if size is None:
            told.append(words[place])
            place += 1
            continue
        said: Sequence[str] = _MEASURE
        gap = words[place].gap
        if size is new[0]:
            said = phrase
            if told and told[-1].text in es.OF_OR_WITH:
                # "rueda de 21", "con 200/70": the size is what is meant, not what something has.
                gap = told.pop().gap
            _drop_noun(told)
        else:
            # What says whose the old size was speaks of no part: "un 200 (original 170)".
            while told and gap is Break.NONE and told[-1].text in es.SIZE_BEFORE_OR_OF:
                gap = told.pop().gap
        if told and told[-1].text in es.DETERMINERS:
            said = said[1:]
        asked = words[size.last].asked
        told += [
            RawWord(text, Break.NONE if at else gap, asked, written=size.written)
            for at, text in enumerate(said)
        ]
        place = size.last + 1
    return told


def _drop_noun(told: list[RawWord]) -> None:
    """The wheel's noun right before a size is told with it: "neumático trasero de 150"."""
    for back in range(1, min(_NOUN, len(told)) + 1):
        word = told[-back]
        if word.text in es.WHEEL_NOUNS:
            told[-back] = RawWord(_MEASURE[-1], word.gap, word.asked, written=word.text)
        if word.gap is not Break.NONE or word.text in es.WHEEL_NOUNS:
            return


def _is_after_wheel(words: Sequence[RawWord], place: int) -> bool:
    return bool(_said(words, place - _NOUN_REACH + 1, place) & es.WHEEL_NOUNS)


def _said(words: Sequence[RawWord], first: int, last: int) -> set[str]:
    return {word.text for word in words[max(0, first) : max(0, last)]}


def _text(words: Sequence[RawWord], place: int) -> str:
    return words[place].text if 0 <= place < len(words) else ""


def _number(words: Sequence[RawWord], place: int) -> int:
    text = _text(words, place)
    return int(text) if text.isdecimal() and len(text) <= 3 else 0


def _inches(words: Sequence[RawWord], place: int) -> float:
    text = _text(words, place)
    return float(text.replace(",", ".")) if _INCHES.fullmatch(text) else 0


(_MEASURE,) = sayings.SIZE_OLD
# Each is one phrase.
_PHRASES: Final = {
    change: next(iter(phrases))
    for change, phrases in (
        (_Change.OTHER, sayings.SIZE_OTHER),
        (_Change.NARROWER, sayings.SIZE_NARROWER),
        (_Change.WIDER, sayings.SIZE_WIDER),
        (_Change.RIM, sayings.SIZE_RIM),
        (_Change.TYRE, sayings.SIZE_TYRE),
    )
}
