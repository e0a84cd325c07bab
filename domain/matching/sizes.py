"""What sizes of tyres and rims come to in words: "un 180 donde iba un 160" is a wider tyre.

Sizes of one message fall into groups ("120/70 y 180/55"); where words of contrast part two groups, the one
replaces the other. They are compared by the labelling guide, section 2, and the size that is new is read as
the words that say what it is; which element those words name is the catalogue's to say.
"""

import re
from collections.abc import Callable, Iterator, Sequence
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
    inches; 0 for what is not said. `sure` where its form alone tells that it is a size."""

    first: int
    last: int
    width: float = 0
    profile: int = 0
    rim: int = 0
    sure: bool = True

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
    groups = _groups(words, sizes)
    for before, after in pairwise(groups):
        if not _is_contrast(words, before, after):
            continue
        new, old = (before, after) if _is_old(words, after[0]) else (after, before)
        change = _change(new, old)
        if change is not _Change.NONE:
            return _rewritten(words, new, old, _PHRASES[change])
    lone = groups[0][0]
    if len(sizes) == 1 and lone.sure and lone.rim and lone.profile and _is_wished(words, lone):
        return _rewritten(words, [lone], [], _PHRASES[_Change.OTHER])
    return words


def _sizes(words: Sequence[RawWord]) -> Iterator[Size]:
    place = 0
    while place < len(words):
        # Every form begins with a number.
        forms = _FORMS if words[place].text[:1].isdecimal() else ()
        found = next((size for form in forms if (size := form(words, place)) is not None), None)
        if found is not None:
            yield found
        place = found.last + 1 if found is not None else place + 1


def _metric(words: Sequence[RawWord], place: int) -> Size | None:
    """ "180/55-17", "120/70 ZR17", "110/80"."""
    width, profile = _number(words, place), _number(words, place + 1)
    if width not in _WIDTHS or profile not in _PROFILES or words[place + 1].gap > Break.COMMA:
        return None
    at = place + 2
    if _text(words, at) in es.RIM_MARKS:
        at += 1
    rim = _number(words, at)
    if rim in _RIMS and words[at].gap is Break.NONE:
        return Size(place, at, width, profile, rim)
    if words[place + 1].gap is Break.NONE or _text(words, place + 2) in es.SIZE_UNITS:
        # "manillar de 80 25 mm": two numbers, no size.
        return None
    return Size(place, place + 1, width, profile)


def _imperial(words: Sequence[RawWord], place: int) -> Size | None:
    """ "3.50x17", "4.00-18"."""
    if not _INCHES.fullmatch(_text(words, place)):
        return None
    at = place + 1
    if _text(words, at) in es.BY and words[at].gap is Break.NONE:
        at += 1
    rim = _number(words, at)
    if rim not in _RIMS or words[at].gap is not Break.NONE:
        return None
    return Size(place, at, float(words[place].text.replace(",", ".")), 0, rim)


def _bare_width(words: Sequence[RawWord], place: int) -> Size | None:
    """ "un 180", "la goma de 190", "el 160 que trae"."""
    width = _number(words, place)
    if width not in _TYRE_WIDTHS or _text(words, place + 1) in es.SIZE_UNITS:
        return None
    lead = _text(words, place - 1)
    instead = lead in es.OF and _text(words, place - 2) in es.STEAD
    led = instead or lead in es.SIZE_LEADS or lead in es.RECORDING or lead in es.SIZE_BEFORE
    if not (led or _is_after_wheel(words, place)):
        return None
    return Size(place, place, width, sure=False)


def _bare_rim(words: Sequence[RawWord], place: int) -> Size | None:
    """ "rueda de 21", "una de 19": the diameter, where a wheel is spoken of."""
    rim = _number(words, place)
    inches = _text(words, place + 1) in es.INCHES
    if rim not in _RIMS or not (inches or _text(words, place + 1) not in es.SIZE_UNITS):
        return None
    lead = _text(words, place - 1)
    if lead not in es.RIM_LEADS and lead not in es.SIZE_BEFORE and not _is_after_wheel(words, place):
        return None
    near = words[max(0, place - _GROUP_REACH) : place + _NOUN_REACH]
    if not any(word.text in es.WHEEL_NOUNS for word in near):
        return None
    return Size(place, place + 1 if inches else place, 0, 0, rim, sure=False)


def _rim_width(words: Sequence[RawWord], place: int) -> Size | None:
    """ "llanta de 5,5 pulgadas en lugar de 4,5": the width of a rim in inches."""
    if not _INCHES.fullmatch(_text(words, place)):
        return None
    inches = _text(words, place + 1) in es.INCHES
    near = words[max(0, place - _GROUP_REACH) : place]
    lead = _text(words, place - 1)
    if not any(word.text in es.WHEEL_NOUNS for word in near) or not (inches or lead in es.RIM_LEADS):
        return None
    width = float(words[place].text.replace(",", "."))
    return Size(place, place + 1 if inches else place, width, sure=False)


_FORMS: Final[tuple[Callable[[Sequence[RawWord], int], Size | None], ...]] = (
    _metric,
    _imperial,
    _bare_width,
    _bare_rim,
    _rim_width,
)


def _groups(words: Sequence[RawWord], sizes: Sequence[Size]) -> list[list[Size]]:
    """Sizes with only words of a list between them stand together."""
    groups: list[list[Size]] = [[sizes[0]]]
    for before, size in pairwise(sizes):
        between = words[before.last + 1 : size.first]
        listed = all(word.text in es.SIZE_LISTING for word in between)
        alike = bool(before.width) == bool(size.width)
        if listed and between and alike:
            groups[-1].append(size)
        else:
            groups.append([size])
    return groups


def _is_contrast(words: Sequence[RawWord], before: Sequence[Size], after: Sequence[Size]) -> bool:
    """Whether words near or between two groups say that one takes the other's place."""
    first, last = before[-1].last + 1, after[0].first
    if last - first > _GROUP_REACH:
        return False
    between = {word.text for word in words[first:last]}
    passed = _text(words, last - 1) in es.TO_WORDS or _text(words, first) in es.TO_WORDS
    if between & es.SIZE_CONTRAST or (passed and _text(words, before[0].first - 1) in es.OF):
        return True
    wished = bool(between & es.WISH_WORDS)
    had = {word.text for word in words[max(0, before[0].first - _NOUN_REACH) : before[0].first]}
    told = {word.text for word in words[after[-1].last + 1 : after[-1].last + 1 + _NOUN_REACH]}
    return (wished and bool(had & (es.SIZE_CONTRAST | es.RECORDING))) or bool(told & es.RECORDING)


def _is_old(words: Sequence[RawWord], size: Size) -> bool:
    """Whether a size is what the vehicle had: "donde iba un 160", "en la ficha pone 130"."""
    texts = [word.text for word in words[max(0, size.first - _NOUN_REACH) : size.first]]
    said = {word.text for word in words[size.last + 1 : size.last + 1 + _NOUN_REACH]}
    newer = (es.WISH_WORDS | es.WORK) - es.RECORDING
    return bool(set(texts) & (es.SIZE_CONTRAST | es.RECORDING)) and not (
        set(texts) & newer and not said & es.RECORDING
    )


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
    rim = new.rim or old.rim
    if not (new.profile and old.profile and rim) or new.profile == old.profile:
        return False
    height, before = new.width * new.profile / 50, old.width * old.profile / 50
    near = abs(height - before) <= _TOLERANCE * (rim * _INCH + before)
    return abs(new.width - old.width) <= _STEP and near


def _rewritten(
    words: Sequence[RawWord], new: Sequence[Size], old: Sequence[Size], phrase: Sequence[str]
) -> list[RawWord]:
    told: list[RawWord] = []
    spans = {size.first: (size, phrase if size is new[0] else _MEASURE) for size in (*new, *old)}
    place = 0
    while place < len(words):
        if place not in spans:
            told.append(words[place])
            place += 1
            continue
        size, said = spans[place]
        gap = words[place].gap
        if told and gap is Break.NONE and told[-1].text in es.OF_OR_WITH and size is new[0]:
            # "rueda de 21", "con 200/70": the size is what is meant, not what something has.
            gap = told.pop().gap
        if size is new[0]:
            _drop_noun(told)
        elif size in old:
            gap = _drop_lead(told, gap)
        if told and gap is Break.NONE and told[-1].text in es.DETERMINERS:
            said = said[1:]
        last = len(said) - 1
        told += [
            RawWord(
                text, Break.NONE if at else gap, words[size.last].asked and at == last, written=size.written
            )
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


def _drop_lead(told: list[RawWord], gap: Break) -> Break:
    """What says whose the old size was speaks of no part: "un 200 (original 170)", "(de serie 140)"."""
    while told and gap is Break.NONE and told[-1].text in es.SIZE_BEFORE_OR_OF:
        gap = told.pop().gap
    return gap


def _is_wished(words: Sequence[RawWord], size: Size) -> bool:
    """ "quiero montar un 110/80-19", with no tyre named beside it."""
    before = words[max(0, size.first - _NOUN_REACH) : size.first]
    named = any(word.text in es.WHEEL_NOUNS for word in words)
    return not named and any(word.text in es.WISH_WORDS or word.text in es.WORK for word in before)


def _is_after_wheel(words: Sequence[RawWord], place: int) -> bool:
    near = words[max(0, place - _NOUN_REACH + 1) : place]
    return any(word.text in es.WHEEL_NOUNS for word in near)


def _text(words: Sequence[RawWord], place: int) -> str:
    return words[place].text if 0 <= place < len(words) else ""


def _number(words: Sequence[RawWord], place: int) -> int:
    text = _text(words, place)
    return int(text) if text.isdecimal() and len(text) <= 3 else 0


def _only(phrases: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    (phrase,) = phrases
    return phrase


_MEASURE: Final = _only(sayings.SIZE_OLD)
_PHRASES: Final = {
    _Change.OTHER: _only(sayings.SIZE_OTHER),
    _Change.NARROWER: _only(sayings.SIZE_NARROWER),
    _Change.WIDER: _only(sayings.SIZE_WIDER),
    _Change.RIM: _only(sayings.SIZE_RIM),
    _Change.TYRE: _only(sayings.SIZE_TYRE),
}
