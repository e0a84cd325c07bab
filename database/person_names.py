"""How people are found by their names: whole words or their beginnings, without accents, in any order.

The index of `users` holds the words of first name, last name and company; PostgreSQL only, SQLite has no
such search.
"""

import re
from typing import Final

_ACCENTED: Final = "áéíóúàèìòùäëïöüâêîôûãõñçÁÉÍÓÚÀÈÌÒÙÄËÏÖÜÂÊÎÔÛÃÕÑÇ"
_PLAIN: Final = "aeiouaeiouaeiouaeiouaoncaeiouaeiouaeiouaeiouaonc"
_SEPARATORS: Final = ".,-_/&·"
_FOLDED: Final = str.maketrans(_ACCENTED + _SEPARATORS, _PLAIN + " " * len(_SEPARATORS))
MAX_WORDS: Final = 8

NAME_WORDS_SQL: Final = (
    "to_tsvector('simple'::regconfig, lower(translate("
    "(((COALESCE(first_name, ''::character varying)::text || ' '::text) || "
    "COALESCE(last_name, ''::character varying)::text) || ' '::text) || "
    "COALESCE(company_name, ''::character varying)::text, "
    f"'{_ACCENTED}{_SEPARATORS}'::text, '{_PLAIN}{' ' * len(_SEPARATORS)}'::text)))"
)
"""The indexed expression, spelt as PostgreSQL gives it back, so that comparing it finds no difference."""


def name_query(name: str) -> str | None:
    """`name` as a text search query: each of its first words begins a word of the name.

    None when it holds no letter and no digit.
    """
    words = re.findall(r"[^\W_]+", name.translate(_FOLDED).lower())
    return " & ".join(f"{word}:*" for word in words[:MAX_WORDS]) or None
