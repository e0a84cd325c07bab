"""What the word at one place must be, as `es/judgements.tsv` writes it: a class, an affix, a kind.

Each is a Python expression over the scene `s`, the words `line` and the place `{x}`, from which
`row_tests` makes the test of a whole row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from domain.matching.language import affixes, es, sayings
from domain.matching.scene import is_question
from domain.matching.text import Break

# Which end of a word an affix is.
BEGINNING: Final = "beginning"
_ENDING: Final = "ending"
_PLATE: Final = 4
_LETTERS: Final = 3
_METHODS: Final = {BEGINNING: "startswith", _ENDING: "endswith"}

KINDS: Final[Mapping[str, str]] = {
    "ANY": "True",
    "THERE": "0 <= {x} < len(s.words)",
    "BREAK": "s.gaps[{x}] is not NO_BREAK",
    "END": "s.gaps[{x}] is not NO_BREAK",
    "COLON": "s.gaps[{x}] is COLON",
    "SENTENCE": "s.gaps[{x}] is SENTENCE",
    "PART": "{x} in s.owner",
    "WEAK": "{x} in s.owner and s.mentions[s.owner[{x}]].weak",
    "ASKED": "0 <= {x} < len(s.words) and s.words[{x}].asked",
    "UNKNOWN": "0 <= {x} < len(s.words) and not s.words[{x}].known",
    "NUMBER": "0 <= {x} < len(s.words) and s.words[{x}].number is not None",
    "DIGITS": "line[{x}].isdecimal()",
    "PLATE": f"line[{{x}}].isdecimal() and len(line[{{x}}]) == {_PLATE}",
    "LETTERS": f"len(line[{{x}}]) == {_LETTERS}",
    "QUESTION": "is_question(s, {x})",
}
# Kinds that more than the place itself decides.
BROAD_KINDS: Final = frozenset({"QUESTION"})


class Nature(NamedTuple):
    """What a place is besides its word: all that `KINDS` ask of it, those of a wider look excepted."""

    gap: Break
    # Whether it is a part's, and a weak one's.
    part: bool = False
    weak: bool = False
    asked: bool = False
    unknown: bool = False
    number: bool = False
    there: bool = True


_IS: Final[Mapping[str, Callable[[Nature], bool]]] = {
    "ANY": lambda _: True,
    "THERE": lambda at: at.there,
    "BREAK": lambda at: at.gap is not Break.NONE,
    "END": lambda at: at.gap is not Break.NONE,
    "COLON": lambda at: at.gap is Break.COLON,
    "SENTENCE": lambda at: at.gap is Break.SENTENCE,
    "PART": lambda at: at.part,
    "WEAK": lambda at: at.weak,
    "ASKED": lambda at: at.asked,
    "UNKNOWN": lambda at: at.unknown,
    "NUMBER": lambda at: at.number,
}
# Kinds that the word alone decides.
_SAYS: Final[Mapping[str, Callable[[str], bool]]] = {
    "DIGITS": str.isdecimal,
    "PLATE": lambda word: word.isdecimal() and len(word) == _PLATE,
    "LETTERS": lambda word: len(word) == _LETTERS,
}


@dataclass(frozen=True, slots=True)
class Item:
    """What one place must be: its word one of `words` (if they are not None), beginning and ending as
    `affixes` say, of all these `shapes`, its place of these `kinds`; what is denied of them must not be.

    `fits` says it all as an expression; with `phrased`, also that a phrase, or other items, begin there.
    """

    fits: str
    words: frozenset[str] | None
    affixes: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    shapes: tuple[tuple[str, bool], ...] = ()
    kinds: tuple[tuple[str, bool], ...] = ()
    phrased: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing is asked but that the word is one of `words`."""
        return not (self.affixes or self.shapes or self.kinds or self.phrased)

    @property
    def is_affix(self) -> bool:
        """Whether nothing is asked but that the word begins, or ends, in one of some ways."""
        others = self.words is not None or self.shapes or self.kinds or self.phrased
        return not others and len(self.affixes) == 1 and not self.affixes[0][2]

    @property
    def is_of_words(self) -> bool:
        """Whether it hangs on the word, wherever it stands."""
        ends = (denied for _, _, denied in self.affixes)
        return self.words is not None or not all((*ends, *(denied for _, denied in self.shapes)))

    @property
    def is_local(self) -> bool:
        """Whether the word and the nature of its place decide it."""
        return not self.phrased and BROAD_KINDS.isdisjoint(name for name, _ in self.kinds)

    def may_be(self, word: str) -> bool:
        """Whether the word can be meant."""
        if self.words is not None and word not in self.words:
            return False
        for end, listed, denied in self.affixes:
            if (word.startswith(listed) if end == BEGINNING else word.endswith(listed)) is denied:
                return False
        return not self.shapes or all(_SAYS[name](word) is not denied for name, denied in self.shapes)

    def may_stand(self, nature: Nature) -> bool:
        """Whether it can stand at a place of this nature."""
        return all(_IS[name](nature) is not denied for name, denied in self.kinds if name in _IS)


@cache
def item_of(written: str) -> Item:
    """The item that these words of the table mean."""
    words: frozenset[str] | None = None
    others: list[str] = []
    ends: list[tuple[str, tuple[str, ...], bool]] = []
    kinds: list[tuple[str, bool]] = []
    shapes: list[tuple[str, bool]] = []
    phrased = False
    for part in written.split("&"):
        name = part.removeprefix("!")
        denied = name != part
        found = _atom(name)
        if name.startswith("="):
            phrased = True
            first = frozenset(phrase[0] for phrase in getattr(sayings, name[1:]))
            words = first if words is None else words & first
        if isinstance(found, frozenset) and not denied:
            words = found if words is None else words & found
        elif isinstance(found, frozenset):
            words = (words or frozenset()) - found
        elif isinstance(found, tuple):
            others.append(_negated(_affixed(*found), denied=denied))
            ends.append((*found, denied))
        else:
            others.append(_negated(found, denied=denied))
            if name in KINDS:
                (shapes if name in _SAYS else kinds).append((name, denied))
    listed = [] if words is None else [f"line[{{x}}] in {name_of(words)}"]
    fits = " and ".join(f"({test})" for test in (*listed, *others))
    return Item(fits, words, tuple(ends), tuple(shapes), tuple(kinds), phrased)


def in_a_row(items: Sequence[Item]) -> Item:
    """Items that stand one after another, from the place on."""
    if len(items) == 1:
        return items[0]
    tests = [
        item.fits.replace("{x}", f"({{x}} + {step})" if step else "{x}") for step, item in enumerate(items)
    ]
    return Item(" and ".join(tests), None, phrased=True)


def _atom(name: str) -> frozenset[str] | tuple[str, tuple[str, ...]] | str:
    if name in KINDS:
        return KINDS[name]
    if name.startswith("="):
        return f"is_phrase(line, {{x}}, {name_of(_by_first_word(name[1:]))})"
    if name.endswith("*"):
        return (BEGINNING, getattr(affixes, name[:-1]))
    if name.startswith("*"):
        return (_ENDING, getattr(affixes, name[1:]))
    return frozenset().union(*(getattr(es, part) for part in name.split("|")))


def _affixed(end: str, listed: tuple[str, ...]) -> str:
    return f"line[{{x}}].{_METHODS[end]}({name_of(listed)})"


def _negated(test: str, *, denied: bool) -> str:
    return f"not ({test})" if denied else test


def _by_first_word(name: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in getattr(sayings, name):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def is_phrase(line: Sequence[str], place: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether one of the phrases begins at the place."""
    return any(tuple(line[place : place + len(phrase)]) == phrase for phrase in phrases.get(line[place], ()))


# What the expressions name: functions, constants, and the classes of words that `name_of` adds.
NAMESPACE: Final[dict[str, object]] = {
    "NO_BREAK": Break.NONE,
    "COLON": Break.COLON,
    "SENTENCE": Break.SENTENCE,
    "is_question": is_question,
    "is_phrase": is_phrase,
}


def name_of(value: object) -> str:
    """A name by which expressions may speak of a value."""
    name = f"V{len(NAMESPACE)}"
    NAMESPACE[name] = value
    return name
