"""Tables of what clients say, and how they are read: one linear automaton for all rows of a table.

A row is a meaning, a scope, a phrase and two examples, one that it reads and one that it does not. Scopes:
`whole` (the phrase is the sentence but for courtesies), `start` (a message follows it), `any` (it stands
anywhere in a message). In a phrase `a|b` is either word, `a|b?` may be left out, `#` is a number; `{rest}`,
`{old}`, `{value}` are the client's own words.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Generic, TypeVar

import re2

from agent.assistant.wording import Spoken, meanings, number_in, rows, spoken
from domain.folding import fold_line

MOST_WORDS: Final = 30
"""A longer sentence is a message, no command."""
_PLACEHOLDERS: Final = {
    "{rest}": r"(?P<rest>(?:\S+ ){0,8}?)",
    "{old}": r"(?P<old>(?:\S+ ){1,12}?)",
    "{value}": r"(?P<value>(?:\S+ ){1,12}?)",
}

Meaning = TypeVar("Meaning", bound=StrEnum)


class Scope(StrEnum):
    """How much of a sentence a phrase has to be."""

    WHOLE = "whole"
    START = "start"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Row(Generic[Meaning]):
    """A row of a table with its phrase compiled."""

    command: Meaning
    scope: Scope
    phrase: str
    fires: str
    does_not: str
    pattern: "re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Said(Generic[Meaning]):
    """What a sentence says by a row.

    `rest`: the client's other words, as written; `old` and `value` of a correction; `count`: its number.
    """

    command: Meaning
    sentence: str
    rest: str = ""
    old: str = ""
    value: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Phrasebook(Generic[Meaning]):
    """A table: its rows in their order, which decides where several fit, and all their phrases in one set."""

    rows: tuple[Row[Meaning], ...]
    phrases: re2.Set

    def said_in(self, sentence: str, wanted: Collection[Meaning]) -> Said[Meaning] | None:
        """The first of these meanings that the sentence has, None when it has none."""
        for row in self._candidates(sentence):
            if row.command in wanted and (said := read_row(row, sentence)) is not None:
                return said
        return None

    def _candidates(self, sentence: str) -> Sequence[Row[Meaning]]:
        words = _spoken(sentence)
        whole, bare = _text_of(words), _text_of(_without_courtesy(words))
        hits = set(self.phrases.Match(whole) or ()) if whole else set()
        if bare != whole:
            hits.update(self.phrases.Match(bare) or ())
        return [self.rows[number] for number in sorted(hits)]


def phrasebook_of(name: str, meanings_of: type[Meaning]) -> Phrasebook[Meaning]:
    """The table of this name, compiled."""
    found: list[Row[Meaning]] = []
    phrases = re2.Set.SearchSet()
    for meaning, scope, phrase, fires, does_not in rows(name):
        expression = "".join(_token(part) for part in phrase.split())
        row = Row(meanings_of(meaning), Scope(scope), phrase, fires, does_not, re.compile(expression))
        begins = "(?:^| )" if row.scope is Scope.ANY else "^"
        phrases.Add(begins + expression + ("$" if row.scope is Scope.WHOLE else ""))
        found.append(row)
    phrases.Compile()
    return Phrasebook(tuple(found), phrases)


def read_row(row: Row[Meaning], sentence: str) -> Said[Meaning] | None:
    """What the sentence says by this row, None when the row does not fit it."""
    words: Sequence[Spoken] = _spoken(sentence)
    if row.scope is not Scope.ANY:
        words = _without_courtesy(words)
    if not words or (row.scope is Scope.WHOLE and len(words) > MOST_WORDS):
        return None
    text = _text_of(words)
    match row.scope:
        case Scope.WHOLE:
            found = row.pattern.fullmatch(text)
        case Scope.START:
            found = row.pattern.match(text)
        case Scope.ANY:
            found = next((item for item in row.pattern.finditer(text) if _begins_word(text, item)), None)
    if found is None:
        return None
    groups = found.groupdict()
    said = {
        name: _as_written(sentence, words, text, found, name)
        for name in ("rest", "old", "value")
        if name in groups
    }
    if row.scope is not Scope.WHOLE:
        before, after = text[: found.start()].count(" "), text[: found.end()].count(" ")
        head = sentence[: words[before].start] if before < len(words) else ""
        tail = sentence[words[after].start :] if after < len(words) else ""
        said["rest"] = f"{head} {tail}".strip()
    number = number_in(groups["number"].strip()) if groups.get("number") else 1
    return Said(row.command, sentence, count=max(1, number or 1), **said)


@lru_cache(maxsize=64)
def _spoken(sentence: str) -> tuple[Spoken, ...]:
    """The words of a sentence, which each row asks for."""
    return tuple(spoken(sentence))


def _text_of(words: Sequence[Spoken]) -> str:
    return "".join(f"{word.text} " for word in words)


def _begins_word(text: str, found: "re.Match[str]") -> bool:
    return found.end() > found.start() and (found.start() == 0 or text[found.start() - 1] == " ")


def _as_written(sentence: str, words: Sequence[Spoken], text: str, found: "re.Match[str]", name: str) -> str:
    start, end = found.span(name)
    first, last = text[:start].count(" "), text[:end].count(" ")
    return sentence[words[first].start : words[last - 1].end] if last > first else ""


def _token(part: str) -> str:
    if part in _PLACEHOLDERS:
        return _PLACEHOLDERS[part]
    optional = part.endswith("?")
    if part.rstrip("?") == "#":
        choices = "|".join((r"\d{1,3}", *map(re.escape, meanings("number"))))
        return f"(?P<number>(?:{choices}) )" + ("?" if optional else "")
    choices = "|".join(re.escape(fold_line(word)) for word in part.rstrip("?").split("|"))
    return f"(?:(?:{choices}) )" + ("?" if optional else "")


def _without_courtesy(words: Sequence[Spoken]) -> Sequence[Spoken]:
    """The words without greetings and thanks around them; all of them where nothing else was said."""
    polite = meanings("courtesy")
    first, last = 0, len(words)
    while first < last and words[first].text in polite:
        first += 1
    while last > first and words[last - 1].text in polite:
        last -= 1
    return words[first:last] or words
