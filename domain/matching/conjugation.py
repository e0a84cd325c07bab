"""The forms of regular Spanish verbs, folded, with the pronouns people hang on them."""

from functools import cache
from typing import Final

from domain.matching.tables import rows

_MIN_FORM: Final = 4
_GROUP: Final = 2  # letters of the infinitive's ending


@cache
def _endings() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(part, group): tuple(cell.split()) for part, group, cell in rows("verb_endings")}


def conjugated(infinitive: str) -> frozenset[str]:
    """All simple forms of a regular verb: "montar" gives "montais", "montaria", "montarlo" and the like."""
    endings = _endings()
    stem, group = infinitive[:-_GROUP], infinitive[-_GROUP:]
    # Only endings of the first group are marked: "cambiar" never, "tocar" gives "toque".
    (softened,) = endings.get(("SOFT", stem[-1]), (stem[-1],))
    soft = stem[:-1] + softened
    forms = {
        soft + ending[1:] if ending.startswith("!") else stem + ending for ending in endings["ENDINGS", group]
    }
    forms |= {infinitive + ending for ending in endings["FUTURE", ""]}
    (gerund,) = endings["GERUND", group]
    for base in (infinitive, stem + gerund):
        forms |= {base} | {base + pronoun for pronoun in endings["PRONOUNS", ""]}
    (imperative,) = endings["IMPERATIVE", group]
    forms |= {stem + imperative + pronoun for pronoun in endings["IMPERATIVE_PRONOUNS", ""]}
    return frozenset(form for form in forms if len(form) >= _MIN_FORM)
