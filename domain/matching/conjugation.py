"""The forms of regular Spanish verbs, folded, with the pronouns people hang on them."""

from typing import Final

_PRONOUNS: Final = (
    "lo",
    "la",
    "los",
    "las",
    "le",
    "les",
    "me",
    "te",
    "nos",
    "se",
    "os",
    "melo",
    "mela",
    "melos",
)
_FUTURE: Final = ("e", "as", "a", "emos", "eis", "an", "ia", "ias", "iamos", "iais", "ian")
# Present, past, imperfect, past subjunctive, imperative and participles; "!" softens the stem's end.
_ENDINGS: Final = {
    "ar": (
        "o as a amos ais an !e aste !e !es !emos !eis !en asteis aron aba abas abamos abais aban ara aras "
        "aramos arais aran ad ado ada ados adas"
    ),
    "er": (
        "o es e emos eis en a as amos ais an i iste io imos isteis ieron ia ias iamos iais ian iera ieras "
        "ieramos ieran ed ido ida idos idas"
    ),
    "ir": (
        "o es e imos is en a as amos ais an i iste io isteis ieron ia ias iamos iais ian iera ieras "
        "ieramos ieran id ido ida idos idas"
    ),
}
_SOFT: Final = {"c": "qu", "z": "c", "g": "gu"}
_MIN_FORM: Final = 4


def conjugated(*infinitives: str) -> frozenset[str]:
    """All simple forms of regular verbs: "montar" gives "montais", "montaria", "montarlo" and the like."""
    forms: set[str] = set()
    for infinitive in infinitives:
        stem, group = infinitive[:-2], infinitive[-2:]
        soft = stem[:-1] + _SOFT.get(stem[-1], stem[-1]) if group == "ar" else stem
        for ending in _ENDINGS[group].split():
            forms.add(soft + ending[1:] if ending.startswith("!") else stem + ending)
        forms |= {infinitive + ending for ending in _FUTURE}
        gerund = stem + ("ando" if group == "ar" else "iendo")
        for base in (infinitive, gerund):
            forms |= {base} | {base + pronoun for pronoun in _PRONOUNS}
        forms |= {
            stem + group[0] + "d" + pronoun for pronoun in ("me", "nos", "lo", "la", "los", "las", "le")
        }
    return frozenset(form for form in forms if len(form) >= _MIN_FORM)
