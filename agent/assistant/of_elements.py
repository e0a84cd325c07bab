"""The data of elements in a message: of the one that is asked about, or named by their labels. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from agent.assistant import phrases
from agent.assistant.case_data import Found, answers_another, by_form_and_label, without_opening
from agent.assistant.data import field_of, option_by_number
from agent.assistant.effects import SaveAnswers, SaveColumns, SavePerson
from agent.assistant.evading import is_question
from agent.assistant.facts import CaseFacts, Need, Part
from agent.assistant.hearing import Hearing
from agent.assistant.names import is_street
from agent.assistant.other_element import other_element
from agent.assistant.state import Datum
from agent.assistant.topics import Topic, topic_in
from agent.assistant.vehicle_answers import seats_in, table
from agent.assistant.wording import meanings, spoken
from domain.catalogue import CatalogueField
from domain.fields import Accepted, check_answer
from domain.fields.messages import label_of
from domain.fields.wording import clean, says_dont_know
from domain.folding import fold_line
from shared.vocabularies import FieldType

ELEMENT_LABELS: Final = frozenset({"marca", "modelo", "taller_actividad", "first_name", "domicilio_calle"})
"""Labels that data of elements have as well: beside a question about an element they are the element's."""
_PARTS: Final = re.compile(r"[\n;]+|,(?!\d)|\s+y\s+")
_BUT: Final = re.compile(r",?\s+pero\s+", re.IGNORECASE)
_MADE: Final = frozenset({"marca", "modelo"})


def save(turn: Hearing, found: Found) -> None:
    """Store the data of a person, a vehicle, a workshop."""
    if found.columns:
        turn.effects.append(SaveColumns(found.columns))
    if found.person:
        turn.effects.append(SavePerson(found.person))


def hear_field(turn: Hearing, case: CaseFacts, need: Need, text: str) -> None:
    """The data of an element: the one that is asked, and others that are named or follow it."""
    known = turn.facts.context.categories.get(case.category)
    if known is None or need.element is None:
        return
    catalogue = known.catalogue
    field = field_of(catalogue, Datum(element=need.element, field=need.name))
    if field is None:
        return
    if seats := seats_in(text, _missing(turn)):
        save(turn, Found(seats))
        return
    others = _of_person_and_vehicle(text)
    rest = others.rest if others.values else text
    save(turn, others)
    if others.values and not spoken(rest):
        return
    if (other := other_element(turn, case, need.element, rest)) is not None:
        named = _named_answers(turn, other, rest)
        if named:
            turn.effects.append(SaveAnswers(other, named))
        else:
            turn.not_understood(phrases.NOT_UNDERSTOOD_DATUM)
        return
    fields = [
        found
        for item in case.needs
        if item.part is Part.FIELD and item.element == need.element
        if (found := field_of(catalogue, Datum(element=need.element, field=item.name))) is not None
    ]
    if corrected := _corrected(turn, case, need.element, field, rest):
        turn.effects.append(SaveAnswers(need.element, corrected))
        return
    rest = _certain(without_opening(clean(rest))) if field.field_type is FieldType.TEXT else clean(rest)
    _answer(turn, need.element, field, fields, rest)


def _answer(
    turn: Hearing, element: str, field: CatalogueField, fields: list[CatalogueField], text: str
) -> None:
    """Take the answer to the field that is asked, or say that it is none."""
    if answers := _answers(turn, field, fields, text):
        turn.effects.append(SaveAnswers(element, answers))
    elif is_question(text):
        turn.pass_on_question(text)
    elif field.field_type is FieldType.PHOTO:
        turn.not_understood(phrases.PHOTO_NEEDED)
    elif field.field_type is not FieldType.TEXT and (another := answers_another(text, _missing(turn))):
        save(turn, Found(another))
    else:
        # Whoever stores it says what is wrong with it.
        turn.effects.append(SaveAnswers(element, {field.name: option_by_number(field, text)}))


def _certain(text: str) -> str:
    """What a text says for certain: «Akrapovic, pero no sé el modelo» gives the maker."""
    parts = _BUT.split(text, maxsplit=1)
    is_unsure = len(parts) > 1 and (
        says_dont_know(fold_line(parts[1])) or topic_in(parts[1], {Topic.UNKNOWN}) is not None
    )
    return parts[0] if is_unsure else text


def _missing(turn: Hearing) -> list[str]:
    """The data of person, vehicle, workshop and inspection that the case lacks."""
    needs = turn.case.needs if turn.case is not None else ()
    return [item.name for item in needs if not item.is_image and item.part is not Part.FIELD]


def _corrected(
    turn: Hearing, case: CaseFacts, element: str, asked: CatalogueField, text: str
) -> dict[str, str]:
    """What the text says anew of data that were given: «perdona, la marca es Rizoma»."""
    known = turn.facts.context.categories[case.category]
    given = [
        field
        for name in case.answers.get(element, {})
        if (field := field_of(known.catalogue, Datum(element=element, field=name))) is not None
    ]
    said = {
        field.name: value
        for field in given
        if field.name != asked.name
        and (value := dict(_labelled([field], text)).get(field.name)) is not None
        and _states(text, value)
        and _fits(turn, field, value)
    }
    for field in given:
        if field.name in said:
            turn.say(phrases.NOTED.format(label=label_of(field), new=said[field.name]))
    return said


def _states(text: str, value: str) -> bool:
    """Whether the value is stated of its label, and not only follows it."""
    before = text[: text.find(value)].rstrip()
    words = [word.text for word in spoken(before)]
    return before.endswith(":") or words[-1:] in (["es"], ["son"], ["era"], ["eran"])


def _of_person_and_vehicle(text: str) -> Found:
    found = by_form_and_label(text)
    own = {
        name: value
        for name, value in found.values.items()
        if name not in ELEMENT_LABELS
        or (name == "domicilio_calle" and is_street(value))
        or (name == "first_name" and "last_name" in found.values)
    }
    return replace(found, values=own, rest=found.rest if own == found.values else text)


def _answers(
    turn: Hearing, asked: CatalogueField, fields: list[CatalogueField], text: str
) -> Mapping[str, str]:
    """The answers in a text: to the field asked, and to further fields that are named or follow in order."""
    labelled = dict(_labelled(fields, text))
    if len(labelled) > 1 or (labelled and asked.name not in labelled):
        return {
            field.name: labelled[field.name]
            for field in fields
            if field.name in labelled and _fits(turn, field, labelled[field.name])
        }
    if asked.name in labelled and _fits(turn, asked, labelled[asked.name]):
        return {asked.name: labelled[asked.name]}
    if made := _maker_and_model(asked, fields, text):
        return made
    whole = option_by_number(asked, text)
    parts = [part for part in (clean(piece) for piece in _PARTS.split(text)) if part]
    is_free = asked.field_type is FieldType.TEXT
    following = [field for field in fields if field.name != asked.name and field.condition is None]
    if len(parts) > 1 and (is_free or not _fits(turn, asked, whole)) and _fits(turn, asked, parts[0]):
        found = {asked.name: option_by_number(asked, parts[0])}
        for part, field in zip(parts[1:], following, strict=False):
            value = option_by_number(field, part)
            if field.field_type is FieldType.TEXT or not _fits(turn, field, value):
                found = {}
                break
            found[field.name] = value
        if len(found) == len(parts):
            return found
    if is_free and "?" in text:
        return {}
    return {asked.name: whole} if _fits(turn, asked, whole) else {}


def _maker_and_model(asked: CatalogueField, fields: list[CatalogueField], text: str) -> dict[str, str]:
    """«Thule» is a maker also where the model is asked; «Thule Elite» is both, whichever is asked."""
    first, _, rest = text.partition(" ")
    names = {field.name for field in fields}
    if (
        asked.name not in _MADE
        or "marca" not in names
        or fold_line(first) not in table("maker")
        or _PARTS.search(text) is not None
    ):
        return {}
    found = {"marca": first, "modelo": rest.strip()}
    return {name: value for name, value in found.items() if value and name in names}


def _fits(turn: Hearing, field: CatalogueField, value: str) -> bool:
    if field.field_type is FieldType.PHOTO:
        return False
    return isinstance(check_answer(field, value, today=turn.facts.context.today), Accepted)


def _labelled(fields: list[CatalogueField], text: str) -> Iterator[tuple[str, str]]:
    """The fields that a text names with their labels' first words, each with what follows."""
    for part in re.split(r"[\n;]+|,(?!\d)", text):
        words = spoken(part)
        while words and words[0].text in table("between"):
            words = words[1:]
        # «Fabricante» is another name of «marca».
        names = [meanings("datum").get(word.text, word.text) for word in words]
        for field in fields:
            label = [word.text for word in spoken(field.label)]
            length = next(
                (
                    size
                    for size in range(min(len(label), len(words)), 0, -1)
                    if label[:size] in ([word.text for word in words[:size]], names[:size])
                ),
                0,
            )
            first = length
            while 0 < first < len(words) and words[first].text in table("between"):
                first += 1
            if length and first < len(words):
                yield field.name, clean(part[words[first].start :])
                break


def _named_answers(turn: Hearing, element: str, text: str) -> dict[str, str]:
    """Data of the element that the text names, although a photo is asked."""
    known = turn.known
    if known is None or turn.case is None:
        return {}
    fields = [
        field
        for item in turn.case.needs
        if item.part is Part.FIELD and item.element == element
        if (field := field_of(known.catalogue, Datum(element=element, field=item.name))) is not None
    ]
    said = dict(_labelled(fields, text))
    return {field.name: said[field.name] for field in fields if _fits(turn, field, said.get(field.name, ""))}


def named_elsewhere(turn: Hearing, need: Need, text: str) -> bool:
    """Data of an element that the text names by their label, whatever else is asked: «la contraseña es …»."""
    if turn.case is None or by_form_and_label(text).values:
        return False
    elements = dict.fromkeys(item.element for item in turn.case.needs if item.part is Part.FIELD)
    named = {
        element: answers
        for element in elements
        if element is not None and (answers := _named_answers(turn, element, text))
    }
    if need.element in named:
        named = {need.element: named[need.element]}
    if len(named) != 1:
        return False
    turn.effects += [SaveAnswers(element, answers) for element, answers in named.items()]
    return True
