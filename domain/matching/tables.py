"""Reads the tables of `es/`, in which all knowledge of Spanish stands.

A table is UTF-8 text: the first line names its columns, each further line is a row, a tab parts the cells.
Words are written folded (lower case, no accents, `n` for `ñ`), as `domain.folding.fold` leaves them.

`word_classes.tsv`  class, words, note. The rows of a class stand together. A cell holds words, `+OTHER` (all
                    words of a class above; `+NUMBERS` those of that kind of value), `-OTHER` or `-word`
                    (taken out of what stands before it) and `montar~` (all forms of a regular verb); read
                    from left to right.
`affixes.tsv`       name, beginnings or endings of words.
`phrases.tsv`       class, a phrase of several words.
`cues.tsv`          id, status (asked, denied or aside: how a mention is meant), rank (the highest decides),
                    scope (clause or sentence: how far around the mention it looks), pattern (see
                    `phrase_patterns`), unless, an example in which it fits, and where it has one an example
                    in which it does not. `unless` holds what silences the cue: `message:CLASS`,
                    `sentence:CLASS` or `after:CLASS` where a word of the class stands there, `CLASS*` for
                    words that begin as an affix says, `!` before it where none does.
`kinds.tsv`         id, a pattern over a whole message that asks for nothing, the classes of words that
                    silence it (`!` before one without which it is silent), example.
`judgements.tsv`    judgement, verdict, when (see `judgements`), an example in which the row decides, and one
                    in which it does not. The rows of a judgement stand together.
`values.tsv`        kind, word, its whole number.
`shorthand.tsv`     kind, short form, the words it stands for; of `THINGS` a kind of a thing and the thing.
`other_kinds.tsv`   a word of an element, the words after it that make it another thing.
`verb_endings.tsv`  part of the conjugation, group (infinitive's end) or letter, endings; `!` softens a stem.
`weights.tsv`       what surrounds a mention (see `opinion`), its weight in hundredths of log-odds; learnt.

Loading trusts the tables, so that starting is cheap; `tests/matching/test_tables.py` checks them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

DIRECTORY: Final = Path(__file__).with_name("es")


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a table, cell by cell; cells left out at a row's end are missing."""
    lines = (DIRECTORY / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        yield line.split("\t")


def gathered(table: str) -> dict[str, list[str]]:
    """The space-separated entries of each name of a table, its rows put together, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, cell, *_ in rows(table):
        found[name].extend(cell.split())
    return found


def resolved(
    listed: Mapping[str, Iterable[str]],
    given: Mapping[str, frozenset[str]],
    conjugated: Callable[[str], frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Classes of words with the classes and verbs they name put in; `given` classes may be named as well."""
    classes = dict(given)
    for name, entries in listed.items():
        words: set[str] = set()
        for entry in entries:
            mark, rest = entry[0], entry[1:]
            if mark == "+":
                words |= classes[rest]
            elif mark == "-":
                words -= classes.get(rest, {rest})
            elif entry.endswith("~"):
                words |= conjugated(entry[:-1])
            else:
                words.add(entry)
        classes[name] = frozenset(words)
    return classes
