"""One of the options of a select: by its text, its number, a part of it, or nearly spelt.

Nothing is guessed: whoever names two options, or one that two resemble alike, is asked which.
"""

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection, spanish_list
from domain.fields.result import Accepted, Rejected
from domain.fields.wording import says_dont_know, word_set, words
from domain.folding import fold_line

NEAR: Final = 80.0
"""Least similarity of a near match, 0–100 (rapidfuzz ratio)."""
MARGIN: Final = 8.0
"""By how much the best near match has to lead the second one."""
MAX_TYPED: Final = 300
"""Longer answers are prose, not a choice; comparing them with every option would only cost time."""

_STOPWORDS: Final = word_set(
    "a al con creo de del el en es esta este esto eso hola la las lo los me mi opcion opciones pues que "
    "quiero seria ser son sobre solo su tipo un una unas uno unos va y ya yo numero num nº respuesta letra"
)
_NEGATIONS: Final = word_set("no ni sin ninguno ninguna nada tampoco menos excepto salvo nunca")
_BOTH: Final = frozenset(
    {"ambos", "ambas", "todos", "todas", "los dos", "las dos", "varias", "varios", "todo"}
)
_SYNONYMS: Final = {
    "delante": "delantera", "alante": "delantera", "adelante": "delantera", "frontal": "delantera",
    "detras": "trasera", "atras": "trasera", "posterior": "trasera", "voltios": "v", "vatios": "w",
}  # fmt: skip
"""Everyday words for those that options use; only tried where the text itself matches nothing."""
_BOTH_SAID: Final = re.compile(
    r"^(?:(?:pues|son|es|en|de) )*(?:amb[oa]s|l[oa]s (?:dos|2|tres|3)|tod[oa]s?)"
    r"(?: (?:cosas|ell[oa]s|opciones|a la vez))*[ .!]*$"
)
_INDEX: Final = re.compile(
    r"^(?:(?:la|el|opcion|numero|num\.?|nº|n\.?|#|respuesta)\s*)*([0-9]{1,3})\s*[ªº)]?\.?-?$"
)
_ORDINALS: Final = {
    "primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "sext": 6, "septim": 7,
    "octav": 8, "noven": 9, "decim": 10,
}  # fmt: skip
_ORDINAL: Final = re.compile(rf"^(?:la|el)?\s*(?:opcion\s+)?({'|'.join(_ORDINALS)})[oa]?(?: opcion)?$")
_LAST: Final = re.compile(r"^(?:la|el)\s+ultim[oa](?: opcion)?$")


def read_choice(field: CatalogueField, raw: str | float | bool) -> Accepted | Rejected:
    """The option meant, as the catalogue writes it, or a question with the options left."""
    if isinstance(raw, bool):
        raw = "sí" if raw else "no"
    text = fold_line(str(raw)[:MAX_TYPED]) if isinstance(raw, str) or abs(raw) < 1_000 else ""
    found = _matches(field, text)
    if len(found) == 1:
        return Accepted(found[0])
    if found:
        return rejection(
            field, f"¿cuál de estas es: {spanish_list(found)}? Escribe una sola", f"«{found[0]}»"
        )
    listed = ", ".join(f"{number}) {option}" for number, option in enumerate(field.options, 1))
    problem = f"elige una de las opciones: {listed}" if listed else "no tiene opciones; avísanos, por favor"
    return rejection(field, problem, _example(field))


def _matches(field: CatalogueField, text: str) -> list[str]:
    """The options the folded text may mean: one when it is clear, several when it is not."""
    options = _unique(field.options)
    squeezed = _squeeze(text)
    exact = [option for option in options if squeezed and _squeeze(fold_line(option)) == squeezed]
    if exact:
        return exact
    if (position := _position(text, len(options))) is not None:
        # «12» may be meant as the text «12 V» when the options start with numbers.
        named = [option for option in options if words(fold_line(option))[:1] == [str(position)]]
        return _unique([options[position - 1], *named])
    if says_dont_know(text):
        return []
    said = [word for word in words(text) if word not in _STOPWORDS]
    negated = [word for word in words(text) if word in _NEGATIONS]
    if negated:
        # «no es aluminio» names what it is not; only an option that itself says «no» can be meant.
        options = [option for option in options if set(negated) & set(words(fold_line(option)))]
    label_words = set(words(fold_line(field.label)))
    if (everything := _everything(options)) is not None and _BOTH_SAID.match(text):
        return [everything]
    plain = [_SYNONYMS.get(word, word) for word in said]
    for core in (said, [word for word in said if word not in label_words], plain):
        if core and (found := _named(options, core)):
            return found
    return []


def _named(options: Sequence[str], said: list[str]) -> list[str]:
    contents = {option: _content(option) for option in options}
    joined = " ".join(said)
    exact = [option for option in options if " ".join(contents[option]) == joined]
    if exact:
        return exact
    everything = _everything(options)
    single = [option for option in options if option != everything]
    mentioned = [option for option in single if _is_within(contents[option], said)]
    if everything is not None and len(mentioned) == len(single) > 1:
        return [everything]
    # What explains all that was said goes before what explains a part of it.
    if parts := [option for option in options if _is_part(said, contents[option])]:
        return parts
    return _largest(mentioned, contents) if mentioned else _near(options, contents, joined)


def _everything(options: Sequence[str]) -> str | None:
    """The option that stands for all others: «Ambas», or «Ventana y puerta» after «Ventana» and «Puerta»."""
    named = [option for option in options if fold_line(option) in _BOTH]
    if not named and len(options) > 2:
        named = [
            option
            for option in options
            if set(_content(option))
            == {word for other in options if other != option for word in _content(other)}
        ]
    return named[0] if len(named) == 1 else None


def _largest(mentioned: list[str], contents: dict[str, list[str]]) -> list[str]:
    """«ventana y puerta» names three options; the one that contains the others is meant."""
    whole = max(mentioned, key=lambda option: len(contents[option]))
    if all(set(contents[option]) <= set(contents[whole]) for option in mentioned):
        return [whole]
    return [
        option
        for option in mentioned
        if not any(set(contents[option]) < set(contents[other]) for other in mentioned)
    ]


def _near(options: Sequence[str], contents: dict[str, list[str]], joined: str) -> list[str]:
    """Options spelt nearly like the text; those within MARGIN of the best."""
    if len(joined) < 4:
        return []
    scored = [
        (
            max(
                fuzz.ratio(" ".join(contents[option]), joined),
                fuzz.token_sort_ratio(fold_line(option), joined),
            ),
            option,
        )
        for option in options
    ]
    best = max((score for score, _ in scored), default=0.0)
    return [option for score, option in scored if best >= NEAR and score > best - MARGIN]


def _is_within(content: Sequence[str], said: list[str]) -> bool:
    """Whether every word of the option is said; single letters are too easily said by chance."""
    return bool(content) and all(word in said for word in content) and max(map(len, content)) > 1


def _is_part(said: list[str], content: Sequence[str]) -> bool:
    """Whether everything said stands in the option, or begins a word of it («inox»)."""
    return all(
        any(word == other or (len(word) >= 4 and other.startswith(word)) for other in content)
        for word in said
    )


def _content(option: str) -> list[str]:
    said = words(fold_line(option))
    return [word for word in said if word not in _STOPWORDS] or said


def _position(text: str, count: int) -> int | None:
    """The position that the text names («2», «la 2», «opción 2», «la segunda», «la última»), from 1."""
    plain = text.strip(" .!¡¿?")
    if hit := _INDEX.match(plain):
        position = int(hit.group(1))
    elif hit := _ORDINAL.match(plain):
        position = _ORDINALS[hit.group(1)]
    elif _LAST.match(plain):
        position = count
    else:
        return None
    return position if 1 <= position <= count else None


def _squeeze(folded: str) -> str:
    """Folded text without spaces and punctuation: «12v» equals «12 V»."""
    return "".join(words(folded))


def _unique(options: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(options))


def _example(field: CatalogueField) -> str | None:
    if field.example in field.options:
        return f"«{field.example}»"
    return f"«{field.options[0]}»" if field.options else None
