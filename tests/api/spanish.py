"""Tells Spanish sentences for people from English ones, by their most frequent words."""

import re

_ENGLISH = """
the is are was be been of there this that these such with without and or not nor at least most must should can
cannot can't to an for from by in your you it its nearest give given use whole number quantity category
element elements tier unknown invalid
"""
_SPANISH = """
el la los las lo un una uno de del al en con sin por es son no ni y o u se su sus que más mal ninguna ninguno
usa da quita añádelo consulta corrige petición escribe escríbelo comprueba cópialo envía falta debe
"""
ENGLISH = frozenset(_ENGLISH.split())
SPANISH = frozenset(_SPANISH.split())


def is_spanish(sentence: str) -> bool:
    """Whether the words outside quotation marks, pointers, paths and codes are Spanish ones."""
    prose = re.sub(r"«[^»]*»|'[^']*'|`[^`]*`|\S*[/#]\S*|\S*_\S*", " ", sentence).lower()
    words = set(re.findall(r"[^\W\d]+(?:'t)?", prose))
    return bool(words & SPANISH) and not words & ENGLISH
