"""Which words of a Spanish text are misspelt, missing accents above all.

A dictionary alone can't tell: "deposito" is a form of "depositar", "linea" of "linear". So a word that also
exists with an accent passes without it only where somebody has reviewed it (`unaccented_words.txt`), and a
word that the dictionary lacks only as one of the trade's own (`trade_words.txt`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

HERE: Final = Path(__file__).parent
_TOKEN: Final = re.compile(r"[\w./@*+«»¿-]+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_CODE: Final = re.compile(
    r"`[^`]*`|«(?:msia|alembic|make|python) [^»]*»|«[a-z_]+»|\{[^}]*\}|<[^>]*>|--[\w-]+|https?://\S+|/api/\S+"
)
_ACRONYM: Final = re.compile(r"[A-ZÑ]{2,5}")
_OBJECTS: Final = ("lo", "la", "los", "las", "le", "les")
_PERSONS: Final = ("me", "te", "se", "nos", "os")
_PRONOUNS: Final = (*(one + two for one in _PERSONS for two in _OBJECTS), *_OBJECTS, *_PERSONS)
_ACCENTED: Final = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú", "n": "ñ"}
_ASKING: Final = r"(?P<word>que|cual(?:es)?|como|donde|cuando|cuant[oa]s?|quien(?:es)?)"
# Words that are right without an accent elsewhere, but not here.
_WRONG_BESIDE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # A question, also behind a preposition: "¿De que marca es?"
        rf"¿ ?(?:(?:y|a|de|en|con|por|para|desde|hasta) )*{_ASKING}\b",
        # A label that asks: "Donde está"
        rf"^(?:(?:a|de|en|con|por|para|desde|hasta) )?{_ASKING}\b[^.]*[^.?!…]$",
        # An indirect question: "muestra como se fija". "Comprueba que" is none.
        r"\b(?:muestra|mostrar|di|dinos|elige|explica|según|vea|saber|indica) (?:(?:hasta|por|de|en) )?"
        r"(?P<word>cual(?:es)?|como|donde|cuando|cuant[oa]s?)\b",
        # A state: "esta grabada en la llanta"; "esta medida" is a noun.
        r"\b(?P<word>esta) (?:en|a|al|por|bien|sucio|sucia|impreso|impresa|hecho|hecha|puesto|puesta"
        r"|(?!medida|salida|entrada)\w+[ai]d[oa])\b",
        # An answer, alone or with its opposite.
        r"^(?P<word>si)(?: o no)?$",
    )
)


def without_accents(word: str) -> str:
    """The word with plain vowels and n."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _without_acute(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", decomposed.replace("\N{COMBINING ACUTE ACCENT}", ""))


def listed(name: str) -> frozenset[str]:
    """The words of a reviewed list; a line that starts with # is a comment."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def words(text: str) -> Iterator[str]:
    """The words of a text; codes, names of settings, addresses, sizes and short acronyms are none."""
    for token in _TOKEN.findall(_CODE.sub(" ", text)):
        for part in re.split(r"[-/+«»¿]", token.strip("./*-")):
            if _WORD.fullmatch(part) and not _ACRONYM.fullmatch(part):
                yield part


class Speller:
    """Spanish as the dictionary and the reviewed lists have it."""

    def __init__(self, trade: Iterable[str], unaccented: Iterable[str]) -> None:
        self.trade = frozenset(word.lower() for word in trade)
        self.unaccented = frozenset(unaccented)
        self._verdicts: dict[str, bool] = {}

    @cached_property
    def dictionary(self) -> Mapping[str, str]:
        """Every form of every word with the word's own."""
        return DefaultDictionaryFactory().get_dictionary("es")

    def misspelt(self, text: str) -> list[str]:
        """The words of the text that are wrong: those wrong anywhere, then those wrong beside these words."""
        found = [word for word in words(text) if not self._is_right(word)]
        plain = " ".join(text.lower().split())
        for pattern in _WRONG_BESIDE:
            found += [match["word"] for match in pattern.finditer(plain)]
        return found

    def _is_right(self, word: str) -> bool:
        folded = word.lower()
        if folded not in self._verdicts:
            self._verdicts[folded] = folded in self.trade or (
                self._is_known(word) and (folded in self.unaccented or not self.has_accented_twin(folded))
            )
        return self._verdicts[folded]

    def _is_known(self, word: str) -> bool:
        folded = word.lower()
        return word in self.dictionary or folded in self.dictionary or self._is_with_pronouns(folded)

    def _is_with_pronouns(self, word: str) -> bool:
        """Whether it is a verb with pronouns behind it, accented as that asks: "mídelo", "medirlo"."""
        is_accented = re.search("[áéíóú]", word) is not None
        for pronouns in _PRONOUNS:
            stem = word.removesuffix(pronouns)
            if stem == word or len(stem) < 2:
                continue
            is_short = len(re.findall("[aeiouáéíóú]+", stem)) == 1
            needs_accent = len(pronouns) > 3 or not (stem.endswith("r") or is_short)
            if is_accented == needs_accent and self._present(stem):
                return True
        return False

    def _present(self, stem: str) -> set[str]:
        return {form for form in (stem, _without_acute(stem)) if form in self.dictionary}

    def has_accented_twin(self, word: str) -> bool:
        """Whether a word without accents exists with one too.

        Forms of verbs that end in an accent ("cambió", "actualizá") are left aside, but for the future:
        nearly every noun and verb has one, and the texts tell no stories.
        """
        if without_accents(word) != word:
            return False
        for place, char in enumerate(word):
            accented = _ACCENTED.get(char)
            twin = accented and word[:place] + accented + word[place + 1 :]
            if twin and twin in self.dictionary and not self._is_told(twin):
                return True
        return False

    def _is_told(self, twin: str) -> bool:
        is_future = twin.endswith(("rá", "ré", "rás"))
        ends_so = twin.endswith(("á", "é", "í", "ó", "ás", "és", "ís"))
        return ends_so and not is_future and self.dictionary[twin].endswith("r")
