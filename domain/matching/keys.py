"""Keys under which words are compared: number, stem and sound."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import snowballstemmer

from domain.matching.language import SYNONYMS, THINGS

_STEMMER: Final = snowballstemmer.stemmer("spanish")
# Its own memory is a slow one, and stems are remembered here.
_STEMMER.maxCacheSize = 0
_SYNONYM_OF: Final = {word: key for key, words in SYNONYMS.items() for word in words}

_DIMINUTIVE: Final = re.compile(r"(?P<stem>[a-z]{3,}?)(?:ec|c)?(?:it|ill|ic)(?P<vowel>[oa])(?P<plural>s?)")

# Letters that sound alike or are dropped when people write as they speak; only in words with one of these.
_SOUNDS: Final = (
    ("h", re.compile(r"(?<!c)h"), ""),
    ("qc", re.compile(r"qu(?=[ei])|c(?![eihz])|q"), "k"),
    ("cz", re.compile(r"c(?=[ei])|z"), "s"),
    ("gj", re.compile(r"gu(?=[ei])|j"), "g"),
    ("l", re.compile(r"ll"), "y"),
    ("vw", re.compile(r"v|w"), "b"),
    ("x", re.compile(r"x"), "s"),
    ("n", re.compile(r"n(?=[bpm])"), "m"),
    ("s", re.compile(r"(?m)^s(?=[bcdfgklmpqt])"), "es"),
    # "afeta", "otica", "eletrico", "acion"
    ("kp", re.compile(r"[kp](?=t)|k(?=s)"), ""),
)
_DOUBLED: Final = re.compile(r"(.)\1+")
# Only words that end so have a plural to lose.
_INFLECTED: Final = frozenset("sne")


def plain_number_key(word: str) -> str:
    """The word without its plural: "luces" and "luz", "retrovisores" and "retrovisor" agree, "neumatico" and
    "neumatica" do not."""
    if len(word) <= 3 or word[-1] not in _INFLECTED:
        return word
    if word.endswith("ces"):
        return word[:-3] + "z"
    if word.endswith("s") and word[-2] != "s":
        word = word[:-1]
    elif len(word) > 5 and word.endswith(("an", "en")):
        # Verbs too: "sobresalen", "tapan".
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


# The same, remembered: of words that are looked at again and again.
number_key: Final = lru_cache(maxsize=65536)(plain_number_key)
_THING_OF: Final = {number_key(kind): number_key(thing) for kind, thing in THINGS.items()}


def thing_key(word: str) -> str:
    """The key of the thing a noun names, whichever kind of it: "portones" and "puerta" agree."""
    key = number_key(word)
    return _THING_OF.get(key, key)


def synonym_key(word: str) -> str | None:
    """The key that stands for all words of one everyday meaning, or None."""
    return _SYNONYM_OF.get(word)


@lru_cache(maxsize=65536)
def stem_key(word: str) -> str:
    """The Snowball stem, or the key of the word's synonyms: "atras" and "traseros" agree."""
    synonym = _SYNONYM_OF.get(word)
    if synonym is not None:
        return synonym
    if word.endswith("ces"):
        word = word[:-3] + "z"
    elif len(word) > 5 and word.endswith(("les", "res", "nes", "des")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    stem: str = _STEMMER.stemWord(word)
    return stem


def plain_forms(word: str) -> tuple[str, ...]:
    """The words a diminutive may come from: "lucecita" gives "luz", "foquitos" gives "focos"."""
    found = _DIMINUTIVE.fullmatch(word)
    if found is None:
        return ()
    stem, vowel, plural = found["stem"], found["vowel"], found["plural"]
    if stem.endswith("qu"):
        stem = stem[:-2] + "c"
    elif stem.endswith("gu"):
        stem = stem[:-1]
    stems = [stem]
    if stem.endswith("c"):
        stems.append(stem[:-1] + "z")
    forms = [base + ending for base in stems for ending in (vowel, "e", "", "o", "a")]
    plurals = [form + ("s" if form[-1] in "aeo" else "es") for form in forms] if plural else []
    return tuple(dict.fromkeys([*plurals, *forms]))


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """The word as it sounds, in Spanish spelling: "yantas" and "llantas" agree."""
    return _sounding(word)


def sound_keys(words: Sequence[str]) -> list[str]:
    """The words as they sound, all at once."""
    return _sounding("\n".join(words)).split("\n") if words else []


def _sounding(lines: str) -> str:
    for letters, pattern, letter in _SOUNDS:
        if letters[0] in lines or letters[-1] in lines:
            lines = pattern.sub(letter, lines)
    return _DOUBLED.sub(r"\1", lines) if _DOUBLED.search(lines) is not None else lines
