"""What the word at one place must be, as `es/judgements.tsv` writes it: a class, an affix, a kind.

Each is a Python expression over the scene `s`, the words `line` and the place `{x}`, from which
`row_tests` makes the test of a whole row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.matching.language import affixes, es, sayings
from domain.matching.scene import is_question
from domain.matching.text import Break

# Which end of a word an affix is.
_BEGINNING: Final = "beginning"
_ENDING: Final = "ending"
_METHODS: Final = {_BEGINNING: "startswith", _ENDING: "endswith"}

KINDS: Final[Mapping[str, str]] = {
    "ANY": "True",
    "THERE": "0 <= {x} < len(s.words)",
    "BREAK": "s.gaps[{x}] is not NO_BREAK",
    "END": "s.gaps[{x}] is not NO_BREAK",
    "COLON": "s.gaps[{x}] is COLON",
    "SENTENCE": "s.gaps[{x}] is SENTENCE",
    "PART": "{x} in s.owner",
    "WEAK": "{x} in s.owner and s.mentions[s.owner[{x}]].weak",
    "ASKED": "{x} < len(s.words) and s.words[{x}].asked",
    "UNKNOWN": "{x} < len(s.words) and not s.words[{x}].known",
    "NUMBER": "{x} < len(s.words) and s.words[{x}].number is not None",
    "DIGITS": "line[{x}].isdecimal()",
    "PLATE": "line[{x}].isdecimal() and len(line[{x}]) == 4",
    "LETTERS": "len(line[{x}]) == 3",
    "QUESTION": "is_question(s, {x})",
}


@dataclass(frozen=True, slots=True)
class Item:
    """What one place must be. `words` and `affixes` say what its word must be; with neither, any word may."""

    fits: str
    words: frozenset[str] | None
    affixes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Whether nothing is asked but that the word is one of `words`.
    plain: bool = False

    @property
    def is_of_words(self) -> bool:
        """Whether it hangs on the word, wherever it stands."""
        return self.words is not None or bool(self.affixes)

    def may_be(self, word: str) -> bool:
        """Whether the word can be meant."""
        if self.words is not None:
            return word in self.words
        return all(
            word.startswith(listed) if end == _BEGINNING else word.endswith(listed)
            for end, listed in self.affixes
        )


@cache
def item_of(written: str) -> Item:
    """The item that these words of the table mean."""
    words: frozenset[str] | None = None
    others: list[str] = []
    ends: list[tuple[str, tuple[str, ...]]] = []
    for part in written.split("&"):
        name = part.removeprefix("!")
        denied = name != part
        found = _atom(name)
        if name.startswith("=") and not denied:
            first = frozenset(phrase[0] for phrase in getattr(sayings, name[1:]))
            words = first if words is None else words & first
        if isinstance(found, frozenset) and not denied:
            words = found if words is None else words & found
        elif isinstance(found, frozenset):
            words = (words or frozenset()) - found
        elif isinstance(found, tuple):
            others.append(_negated(_affixed(*found), denied=denied))
            ends += [] if denied else [found]
        else:
            others.append(_negated(found, denied=denied))
    listed = [] if words is None else [f"line[{{x}}] in {name_of(words)}"]
    fits = " and ".join(f"({test})" for test in (*listed, *others))
    return Item(fits, words, tuple(ends), plain=not others)


def in_a_row(items: Sequence[Item]) -> Item:
    """Items that stand one after another, from the place on."""
    if len(items) == 1:
        return items[0]
    tests = [
        item.fits.replace("{x}", f"({{x}} + {step})" if step else "{x}") for step, item in enumerate(items)
    ]
    return Item(" and ".join(tests), None)


def _atom(name: str) -> frozenset[str] | tuple[str, tuple[str, ...]] | str:
    if name in KINDS:
        return KINDS[name]
    if name.startswith("="):
        return f"is_phrase(line, {{x}}, {name_of(_by_first_word(name[1:]))})"
    if name.endswith("*"):
        return (_BEGINNING, getattr(affixes, name[:-1]))
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
