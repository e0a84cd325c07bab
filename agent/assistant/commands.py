"""What a client says to the dialogue itself: skip, undo, a person … The words stand in commands.tsv.

A row is a command, a scope, a phrase and two examples. Scopes: `whole` (the phrase is the sentence but for
courtesies), `start` (a message follows it), `any` (it stands anywhere in a message). In a phrase `a|b` is
either word, `a|b?` may be left out, `#` is a number; `{rest}`, `{old}`, `{value}` are the client's own words.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from agent.assistant.wording import Spoken, meanings, number_in, rows, spoken
from domain.folding import fold_line

MOST_WORDS: Final = 30
"""A longer sentence is a message, no command."""
_PLACEHOLDERS: Final = {
    "{rest}": r"(?P<rest>(?:\S+ ){0,8}?)",
    "{old}": r"(?P<old>(?:\S+ ){1,12}?)",
    "{value}": r"(?P<value>(?:\S+ ){1,12}?)",
}


class Command(StrEnum):
    """What can be said to the dialogue.

    `correct` asks for a correction; `amend` states one, and may be an answer to something else as well.
    """

    SKIP = "skip"
    UNDO = "undo"
    KEEP = "keep"
    TAKE_BACK = "take_back"
    RESTART = "restart"
    EMPTY = "empty"
    PERSON = "person"
    FEWER = "fewer"
    MORE = "more"
    AMOUNT = "amount"
    DONE = "done"
    YES = "yes"
    NO = "no"
    PRICE = "price"
    AGAIN = "again"
    CORRECT = "correct"
    AMEND = "amend"
    CHANGE = "change"


class Scope(StrEnum):
    """How much of a sentence a phrase has to be."""

    WHOLE = "whole"
    START = "start"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table with its phrase compiled."""

    command: Command
    scope: Scope
    phrase: str
    fires: str
    does_not: str
    pattern: "re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Said:
    """A command as it was said in a sentence.

    `rest`: the client's other words, as written; `old` and `value` of a correction; `count`: its number.
    """

    command: Command
    sentence: str
    rest: str = ""
    old: str = ""
    value: str = ""
    count: int = 1


@cache
def table() -> tuple[Row, ...]:
    """The rows in their order, which decides where several fit."""
    found = []
    for command, scope, phrase, fires, does_not in rows("commands.tsv"):
        pattern = re.compile("".join(_token(part) for part in phrase.split()))
        found.append(Row(Command(command), Scope(scope), phrase, fires, does_not, pattern))
    return tuple(found)


def said_in(sentence: str, commands: Collection[Command]) -> Said | None:
    """The first of these commands that the sentence says, None when it says none."""
    found = (read_row(row, sentence) for row in table() if row.command in commands)
    return next((said for said in found if said is not None), None)


def read_row(row: Row, sentence: str) -> Said | None:
    """What the sentence says by this row, None when the row does not fit it."""
    words: Sequence[Spoken] = _spoken(sentence)
    if row.scope is not Scope.ANY:
        words = _without_courtesy(words)
    if not words or (row.scope is Scope.WHOLE and len(words) > MOST_WORDS):
        return None
    text = "".join(f"{word.text} " for word in words)
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
