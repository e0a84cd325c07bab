"""The answer to what is asked, in the few words below a picture, where they can be nothing else. Pure.

A caption mostly says what the picture shows, so words of the client's own are taken for no answer: a number,
a date, an option, a «sí» or what the field's pattern fits is one, and so is a make that is known.
"""

from typing import Final, assert_never

from agent.assistant.data import field_of, is_option
from agent.assistant.effects import SaveAnswers, SaveColumns
from agent.assistant.facts import Need, Part
from agent.assistant.hearing import Hearing
from agent.assistant.names import is_province
from agent.assistant.state import Datum
from agent.assistant.vehicle_answers import community, make, seats, table, workshop
from agent.assistant.wording import meanings, spoken
from domain.catalogue import CatalogueField
from domain.fields import Accepted, check_answer
from domain.fields.wording import clean
from domain.folding import fold_line
from shared.vocabularies import FieldType

_MOST_WORDS: Final = 5
_OF_MAKERS: Final = "marca"


def takes_answer(turn: Hearing, need: Need | None, text: str) -> bool:
    """Whether the words below a picture answer what is asked, which is stored then."""
    said = {word.text for word in spoken(text)}
    is_of_picture = bool(said & {*meanings("photo"), *meanings("ordinal"), *meanings("shown")})
    if need is None or need.is_image or not said or len(spoken(text)) > _MOST_WORDS or is_of_picture:
        return False
    answer = clean(text)
    if need.part is not Part.FIELD:
        columns = _columns(need.name, answer)
        if columns:
            turn.effects.append(SaveColumns(columns))
        return bool(columns)
    known = turn.known
    if known is None or need.element is None:
        return False
    field = field_of(known.catalogue, Datum(element=need.element, field=need.name))
    if field is None or not _is_unmistakable(turn, field, answer):
        return False
    turn.effects.append(SaveAnswers(need.element, {field.name: answer}))
    return True


def _is_unmistakable(turn: Hearing, field: CatalogueField, answer: str) -> bool:
    """Whether the text can be nothing but an answer to the field."""
    match field.field_type:
        case FieldType.SELECT:
            return is_option(field, answer)
        case FieldType.TEXT if field.rules.pattern is None:
            return _OF_MAKERS in field.name.split("_") and _begins_with(answer, "maker")
        case FieldType.PHOTO:
            return False
        case FieldType.TEXT | FieldType.NUMBER | FieldType.BOOLEAN | FieldType.DATE:
            return isinstance(check_answer(field, answer, today=turn.facts.context.today), Accepted)
        case _:
            assert_never(field.field_type)


def _columns(asked: str, answer: str) -> dict[str, str]:
    """Data of the vehicle, the workshop and the inspection that a caption gives without saying which."""
    match asked:
        case "marca" if _begins_with(answer, "make"):
            return make(answer)
        case "plazas_iniciales" | "plazas_finales" if any(char.isdecimal() for char in answer):
            return seats(asked, answer)
        case "taller_propio" if (given := workshop(answer))["taller_propio"] in {"sí", "no"}:
            return given
        case "itv_comunidad" if (named := community(answer)) is not None:
            return {asked: named}
        case "taller_provincia" if is_province(answer):
            return {asked: answer}
        case _:
            return {}


def _begins_with(answer: str, kind: str) -> bool:
    first = answer.partition(" ")[0].strip(",;.")
    return fold_line(first) in table(kind)
